package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"gorm.io/gorm"
)

// Instance is what a database is for. It is said once, in a row that nothing
// can change.
type Instance string

// The instances.
const (
	Unmarked Instance = ""
	Real     Instance = "real"
	Demo     Instance = "demo"
)

type instanceRow struct {
	ID   int `gorm:"primaryKey;autoIncrement:false"`
	Kind Instance
	At   instant
}

func (instanceRow) TableName() string { return "instance" }

func (r rows) instance() (Instance, error) {
	var found instanceRow
	err := r.db.Take(&found).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Unmarked, nil
	}
	return found.Kind, fault(err)
}

// Instance is what this database is for.
func (s *Store) Instance(ctx context.Context) (Instance, error) { return s.Reader().in(ctx).instance() }

// Instance is what this database is for.
func (tx *Tx) Instance() (Instance, error) { return tx.rows.instance() }

// MarkInstance says once and for all what this database is for. One that is
// marked otherwise is refused, in words for the operator.
func (s *Store) MarkInstance(ctx context.Context, demo bool) error {
	want := Real
	if demo {
		want = Demo
	}
	return s.Write(ctx, func(tx *Tx) error {
		is, err := tx.Instance()
		switch {
		case err != nil:
			return err
		case is == want:
			return nil
		case is != Unmarked:
			return fmt.Errorf("the database is marked as %s for good, and can't be used as %s", is, want)
		}
		return add(tx, []instanceRow{{1, want, instant(tx.now)}})
	})
}

// InstanceOf is what the database at an address is for. It changes nothing
// there, not even the schema.
func InstanceOf(ctx context.Context, at string) (is Instance, err error) {
	where, err := parseAddress(at)
	if err != nil {
		return Unmarked, err
	}
	writing, reading, err := where.open(5*time.Second, statements{slog.New(slog.DiscardHandler)})
	if err != nil {
		return Unmarked, err
	}
	defer func() { err = errors.Join(err, closePool(writing), closePool(reading)) }()
	return rows{db: reading.WithContext(ctx)}.instance()
}
