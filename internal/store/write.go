package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"heed/internal/domain"
)

// Tx is one Write: everything in it happens, at one instant, or nothing does.
// Its reads are not scoped. It is not safe for concurrent use, nor after the
// Write has ended.
type Tx struct {
	rows
	store  *Store
	now    time.Time
	head   int64
	was    int64
	broken error // a statement that failed: nothing can be kept after it
}

// Write runs a function in the transaction in which everything changes. It
// locks the head first, so that one Write goes on at a time and what it read
// still holds when it commits. A function that returns an error, or panics,
// leaves nothing behind. Waits end after five seconds, as Unavailable.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	return s.turn(ctx, func(db *gorm.DB) error {
		return db.Transaction(func(db *gorm.DB) error {
			tx, err := s.begin(db)
			if err != nil {
				return err
			}
			if err := fn(tx); err != nil {
				return err
			}
			return tx.end()
		})
	})
}

// turn lends the writing handle to one of the few who may hold it.
func (s *Store) turn(ctx context.Context, use func(*gorm.DB) error) error {
	waited := time.NewTimer(s.wait)
	defer waited.Stop()
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-waited.C:
		return fault(fmt.Errorf("%w: no turn to write in %v", unavailable(), s.wait))
	case <-ctx.Done():
		return fault(ctx.Err())
	}
	if err := s.place.check(); err != nil {
		return fault(err)
	}
	return fault(use(s.writing.WithContext(ctx)))
}

type headRow struct {
	ID  int `gorm:"primaryKey;autoIncrement:false"`
	Seq int64
	At  instant
}

func (headRow) TableName() string { return "head" }

func (s *Store) begin(db *gorm.DB) (*Tx, error) {
	if db.Name() == "postgres" {
		// For this transaction alone, so that poolers may stand between.
		wait := fmt.Sprintf("%dms", s.wait.Milliseconds())
		err := db.Exec("SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true)", wait, wait).Error
		if err != nil {
			return nil, err
		}
	}
	var head headRow
	if err := db.Clauses(clause.Locking{Strength: "UPDATE"}).Take(&head).Error; err != nil {
		return nil, fmt.Errorf("lock the head: %w", err)
	}
	now := clean(s.now())
	if last := time.Time(head.At); now.Before(last) {
		now = last
	}
	return &Tx{rows: rows{db: db, packs: &s.packs, writes: true}, store: s, now: now, head: head.Seq, was: head.Seq}, nil
}

// end moves the head to the last event.
func (tx *Tx) end() error {
	if tx.broken != nil {
		return fmt.Errorf("a Write went on after a statement had failed: %w", tx.broken)
	}
	if tx.head == tx.was {
		return nil
	}
	return tx.run(tx.db.Model(&headRow{}).Where("id = 1").Updates(headRow{Seq: tx.head, At: instant(tx.now)}))
}

// run takes a statement's error. PostgreSQL refuses everything after a failed
// statement and SQLite carries on; here both refuse.
func (tx *Tx) run(done *gorm.DB) error {
	if done.Error != nil && tx.broken == nil {
		tx.broken = done.Error
	}
	return fault(done.Error)
}

// Now is the instant of this Write: UTC, in microseconds, never before the
// last event's.
func (tx *Tx) Now() time.Time { return tx.now }

// Today is the London day of this Write.
func (tx *Tx) Today() domain.Day { return domain.DayOf(tx.now) }

// NewID is a fresh id.
func (tx *Tx) NewID() domain.ID { return tx.store.ids() }

// Head is the number of the last event, this Write's own included.
func (tx *Tx) Head() int64 { return tx.head }

// NewSeed is a fresh seed for a draw: 32 bytes from the store's source of
// randomness, in hex.
func (tx *Tx) NewSeed() (string, error) {
	seed := make([]byte, 32)
	if _, err := io.ReadFull(tx.store.random, seed); err != nil {
		return "", fmt.Errorf("store: seed: %w", err)
	}
	return hex.EncodeToString(seed), nil
}
