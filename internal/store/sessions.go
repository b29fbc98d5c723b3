package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"heed/internal/domain"
)

// Sessions keeps what signing in needs: sessions, counts of tries, accounts.
// They are work, no part of the record, and are written one statement at a
// time.
type Sessions struct{ store *Store }

// Sessions is the way to the rows of signing in.
func (s *Store) Sessions() *Sessions { return &Sessions{s} }

// Session is one row. Instants are UTC.
type Session struct {
	TokenHash string
	Data      []byte
	PersonID  domain.ID
	ExpiresAt time.Time
	SeenAt    time.Time
}

type sessionRow struct {
	TokenHash string `gorm:"primaryKey"`
	Data      []byte
	PersonID  domain.ID
	ExpiresAt instant
	SeenAt    instant
}

func (sessionRow) TableName() string { return "session" }

func (r sessionRow) value() Session {
	return Session{r.TokenHash, r.Data, r.PersonID, time.Time(r.ExpiresAt), time.Time(r.SeenAt)}
}

func (s *Sessions) read(ctx context.Context) rows { return s.store.Reader().in(ctx) }

func (s *Sessions) write(ctx context.Context, use func(*gorm.DB) *gorm.DB) error {
	return s.store.turn(ctx, func(db *gorm.DB) error { return use(db).Error })
}

// found tells a missing row from a fault.
func found[T any](value T, err error) (T, bool, error) {
	if domain.KindOf(err) == domain.NotFound {
		return value, false, nil
	}
	return value, err == nil, err
}

// FindSession finds a row; it may return one that has expired.
func (s *Sessions) FindSession(ctx context.Context, tokenHash string) (Session, bool, error) {
	return found(one[sessionRow](s.read(ctx).db.Where("token_hash = ?", tokenHash)))
}

// AddSession adds a row.
func (s *Sessions) AddSession(ctx context.Context, row Session) error {
	r := sessionRow{row.TokenHash, row.Data, row.PersonID, instant(row.ExpiresAt), instant(row.SeenAt)}
	return s.write(ctx, func(db *gorm.DB) *gorm.DB { return db.Create(&r) })
}

// TouchSession moves a row's two instants. It never adds a row.
func (s *Sessions) TouchSession(ctx context.Context, tokenHash string, seen, expires time.Time) error {
	return s.write(ctx, func(db *gorm.DB) *gorm.DB {
		return db.Model(&sessionRow{}).Where("token_hash = ?", tokenHash).
			Updates(map[string]any{"seen_at": instant(seen), "expires_at": instant(expires)})
	})
}

// DeleteSession takes a row away, if there is one.
func (s *Sessions) DeleteSession(ctx context.Context, tokenHash string) error {
	return s.write(ctx, func(db *gorm.DB) *gorm.DB { return db.Where("token_hash = ?", tokenHash).Delete(&sessionRow{}) })
}

type limitRow struct {
	ID     string
	Count  int
	LastAt instant
}

func (limitRow) TableName() string { return "sign_in_limit" }

// CountTries is how many tries a key has, and when the last was (UTC). A key
// last tried before since, or never, has none.
func (s *Sessions) CountTries(ctx context.Context, key string, since time.Time) (int, time.Time, error) {
	var r limitRow
	err := s.read(ctx).db.Where("id = ? AND last_at >= ?", key, instant(since)).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return 0, time.Time{}, nil
	}
	return r.Count, time.Time(r.LastAt), fault(err)
}

// AddTry counts one more, in one statement, and returns the new count. A key
// last tried before since starts again at one.
func (s *Sessions) AddTry(ctx context.Context, key string, since, now time.Time) (int, error) {
	r := limitRow{ID: key, Count: 1, LastAt: instant(now)}
	again := clause.OnConflict{
		Columns: []clause.Column{{Name: "id"}},
		DoUpdates: clause.Assignments(map[string]any{
			"count":   gorm.Expr("CASE WHEN sign_in_limit.last_at < ? THEN 1 ELSE sign_in_limit.count + 1 END", instant(since)),
			"last_at": instant(now),
		}),
	}
	err := s.write(ctx, func(db *gorm.DB) *gorm.DB {
		return db.Clauses(again, clause.Returning{Columns: []clause.Column{{Name: "count"}}}).Create(&r)
	})
	return r.Count, err
}

// ForgetTries takes a key's row away, if there is one.
func (s *Sessions) ForgetTries(ctx context.Context, key string) error {
	return s.write(ctx, func(db *gorm.DB) *gorm.DB { return db.Where("id = ?", key).Delete(&limitRow{}) })
}

// Sweep takes away sessions that expired and counts last touched before
// forgotten, and says how many rows went.
func (s *Sessions) Sweep(ctx context.Context, now, forgotten time.Time) (int64, error) {
	var gone int64
	err := s.write(ctx, func(db *gorm.DB) *gorm.DB {
		res := db.Where("expires_at < ?", instant(now)).Delete(&sessionRow{})
		gone += res.RowsAffected
		return res
	})
	if err != nil {
		return gone, err
	}
	err = s.write(ctx, func(db *gorm.DB) *gorm.DB {
		res := db.Where("last_at < ?", instant(forgotten)).Delete(&limitRow{})
		gone += res.RowsAffected
		return res
	})
	return gone, err
}

// Account is a person with their credential, by their address in lower case.
// One who has no credential yet has an empty one.
func (s *Sessions) Account(ctx context.Context, email string) (domain.Person, Credential, error) {
	in := s.read(ctx)
	person, err := in.personByEmail(email)
	if err != nil {
		return domain.Person{}, Credential{}, err
	}
	credential, _, err := found(in.credential(person.ID))
	return person, credential, err
}

// FindLink finds a one-time link that has not been used, by its hash.
func (s *Sessions) FindLink(ctx context.Context, tokenHash string) (person domain.ID, expires time.Time, ok bool, err error) {
	c, ok, err := found(s.read(ctx).credentialByToken(tokenHash))
	return c.PersonID, c.SetTokenExpires, ok, err
}
