package view

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/store"
)

// Views keeps one picture per report, and those of past days that were asked for
// last. It is safe for concurrent use.
type Views struct {
	reader *store.Reader
	now    func() time.Time
	past   *shelf[pastKey, *Picture]
	works  *works
	// pastTurn is had by whoever makes a past picture.
	pastTurn chan struct{}
	states   map[string]*pastStates // by report; works alone has to do with it
	whatIf   *shelf[string, *estimate.Forecast]

	mu        sync.Mutex
	slots     map[string]*slot
	forecasts map[string]*Forecast // by report: the last that was made
}

// slot holds a report's last picture. Whoever has its turn makes the next one;
// the others wait for it.
type slot struct {
	picture atomic.Pointer[Picture]
	turn    chan struct{}
}

// New makes Views that know no report yet. Close them once nobody asks any more.
func New(reader *store.Reader, now func() time.Time) *Views {
	return &Views{
		reader: reader, now: now, past: newShelf[pastKey, *Picture](keptPast), pastTurn: make(chan struct{}, 1), slots: map[string]*slot{},
		works: newWorks(), states: map[string]*pastStates{}, whatIf: newShelf[string, *estimate.Forecast](keptWhatIfs), forecasts: map[string]*Forecast{},
	}
}

// Picture is a report as it stands now. It asks the database for one row, and
// for more only when something happened or the day changed since the last
// time. An unknown report is domain.Missing.
func (v *Views) Picture(ctx context.Context, report string) (*Picture, error) {
	head, err := v.reader.Head(ctx)
	if err != nil {
		return nil, err
	}
	s, day := v.slot(report), domain.DayOf(v.now())
	if p := s.picture.Load(); p.serves(head, day) {
		return p, nil
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return nil, fmt.Errorf("view: wait for a picture: %w", ctx.Err())
	}
	last := s.picture.Load()
	if last.serves(head, day) {
		return last, nil
	}
	fresh, err := v.load(ctx, report, last, day)
	if err != nil {
		if last == nil {
			v.forget(report)
		}
		return nil, err
	}
	s.picture.Store(fresh)
	return fresh, nil
}

func (v *Views) slot(report string) *slot {
	v.mu.Lock()
	defer v.mu.Unlock()
	s := v.slots[report]
	if s == nil {
		s = &slot{turn: make(chan struct{}, 1)}
		v.slots[report] = s
	}
	return s
}

// forget drops the slot of a report that could not be loaded, so that asking
// for reports that do not exist leaves nothing behind.
func (v *Views) forget(report string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.slots, report)
}

// load makes the picture of a day from one snapshot: from the last picture and
// the events since, or else from everything.
func (v *Views) load(ctx context.Context, report string, last *Picture, day domain.Day) (*Picture, error) {
	var r *rows
	err := v.reader.Snapshot(ctx, func(snap *store.Snap) error {
		var err error
		if last != nil && last.Day == day {
			if r, err = last.rows.since(snap); r != nil || err != nil {
				return err
			}
		}
		r, err = loadRows(snap, report, day)
		return err
	})
	if err != nil {
		return nil, err
	}
	r.reader = v.reader
	return newPicture(r, last)
}
