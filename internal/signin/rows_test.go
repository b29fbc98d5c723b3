package signin_test

import (
	"context"
	"errors"
	"sync"
	"time"

	"heed/internal/domain"
	"heed/internal/signin"
)

var errAway = errors.New("the database is away")

// clock is a hand-turned clock.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{at: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time        { return c.at }
func (c *clock) pass(by time.Duration) { c.at = c.at.Add(by) }

// memory keeps in maps what the store keeps in tables.
type memory struct {
	mu       sync.Mutex
	away     bool
	writes   int              // of sessions
	counted  func(key string) // what happens elsewhere just after tries were counted
	sessions map[string]signin.Session
	tries    map[string]try
	links    map[string]signin.Link
}

type try struct {
	count int
	last  time.Time
}

func newMemory() *memory {
	return &memory{sessions: map[string]signin.Session{}, tries: map[string]try{}, links: map[string]signin.Link{}}
}

func (m *memory) lock() (unlock func(), err error) {
	m.mu.Lock()
	if m.away {
		m.mu.Unlock()
		return nil, errAway
	}
	return m.mu.Unlock, nil
}

func (m *memory) FindSession(_ context.Context, tokenHash string) (signin.Session, bool, error) {
	unlock, err := m.lock()
	if err != nil {
		return signin.Session{}, false, err
	}
	defer unlock()
	row, found := m.sessions[tokenHash]
	return row, found, nil
}

func (m *memory) AddSession(_ context.Context, row signin.Session) error {
	unlock, err := m.lock()
	if err != nil {
		return err
	}
	defer unlock()
	m.sessions[row.TokenHash] = row
	m.writes++
	return nil
}

func (m *memory) TouchSession(_ context.Context, tokenHash string, seen, expires time.Time) error {
	unlock, err := m.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if row, found := m.sessions[tokenHash]; found {
		row.SeenAt, row.ExpiresAt = seen, expires
		m.sessions[tokenHash] = row
	}
	m.writes++
	return nil
}

func (m *memory) DeleteSession(_ context.Context, tokenHash string) error {
	unlock, err := m.lock()
	if err != nil {
		return err
	}
	defer unlock()
	delete(m.sessions, tokenHash)
	m.writes++
	return nil
}

func (m *memory) CountTries(_ context.Context, key string, since time.Time) (int, time.Time, error) {
	unlock, err := m.lock()
	if err != nil {
		return 0, time.Time{}, err
	}
	t := m.tries[key]
	unlock()
	if m.counted != nil {
		m.counted(key)
	}
	if t.last.Before(since) {
		return 0, time.Time{}, nil
	}
	return t.count, t.last, nil
}

func (m *memory) AddTry(_ context.Context, key string, since, now time.Time) (int, error) {
	unlock, err := m.lock()
	if err != nil {
		return 0, err
	}
	defer unlock()
	t := m.tries[key]
	if t.last.Before(since) {
		t.count = 0
	}
	t.count, t.last = t.count+1, now
	m.tries[key] = t
	return t.count, nil
}

func (m *memory) ForgetTries(_ context.Context, key string) error {
	unlock, err := m.lock()
	if err != nil {
		return err
	}
	defer unlock()
	delete(m.tries, key)
	return nil
}

func (m *memory) FindLink(_ context.Context, tokenHash string) (domain.ID, time.Time, bool, error) {
	unlock, err := m.lock()
	if err != nil {
		return "", time.Time{}, false, err
	}
	defer unlock()
	link, found := m.links[tokenHash]
	return domain.ID("invited"), link.ExpiresAt, found, nil
}
