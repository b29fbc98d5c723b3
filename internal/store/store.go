// Package store keeps the rows: PostgreSQL and embedded SQLite behind one API.
//
// It owns the schema (reviewed SQL in migrations/, the same numbers for each
// engine), the transaction in which everything changes (Write), and every
// query. Its row types are private: domain types go in and come out. Records
// are insert-only and the database itself holds to that; present rows carry a
// version, and a lost race is a Conflict with what stands now.
//
// Reads are asked of a Reader with a Scope: rows out of it read as not found.
// Verbs read through Tx, which is not scoped, because they ask access first.
//
// It may import domain, GORM, the drivers and goose; nothing else of heed's.
package store

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"time"

	"gorm.io/gorm"

	"heed/internal/domain"
)

// Options are what a Store is opened with. Address, Now and IDs are required.
type Options struct {
	Address        string // postgres://... or sqlite:path
	MigrateAddress string // as the owner of the tables; "" migrates with Address
	Now            func() time.Time
	IDs            domain.IDs
	Logger         *slog.Logger  // nil logs nothing
	Random         io.Reader     // of the salts; nil is the system's
	Patience       time.Duration // how long a statement or a lock may take; 0 is five seconds
	// Scratch is for a SQLite file that is made anew when it is broken off:
	// nothing in it is flushed to the disk.
	Scratch bool
}

// Store is the way to the rows. It is safe for concurrent use, and needs no
// restart after the database was away.
type Store struct {
	writing *gorm.DB
	reading *gorm.DB
	turns   chan struct{} // who may hold a connection to write with
	packs   packShelf
	actors  actorShelf
	now     func() time.Time
	ids     domain.IDs
	random  io.Reader
	wait    time.Duration
	place   place
}

// Open opens the database and brings its schema up to date. Errors are in
// words for whoever set the address.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Now == nil || o.IDs == nil {
		return nil, errors.New("store: Options.Now and Options.IDs are required")
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Patience == 0 {
		o.Patience = 5 * time.Second
	}
	where, err := parseAddress(o.Address)
	if err != nil {
		return nil, err
	}
	where.scratch = o.Scratch
	if err := upToDate(ctx, where, o.MigrateAddress); err != nil {
		return nil, err
	}
	s := &Store{turns: make(chan struct{}, where.writers()), now: o.Now, ids: o.IDs, random: o.Random, wait: o.Patience}
	if s.writing, s.reading, err = where.open(o.Patience, statements{o.Logger}); err != nil {
		return nil, err
	}
	if s.place, err = placeOf(where); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close gives the connections back.
func (s *Store) Close() error {
	return errors.Join(closePool(s.reading), closePool(s.writing))
}

func closePool(db *gorm.DB) error {
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// pingWait is how long Ping gives the database to answer.
const pingWait = 2 * time.Second

// Ping says whether the database answers, within two seconds, and is where it was.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, pingWait)
	defer cancel()
	if err := s.place.check(); err != nil {
		return err
	}
	_, err := s.Reader().Head(ctx)
	return err
}

// Analyze lets the database count what it holds, by which it plans queries:
// after many rows were added at once they are slow until it has. PostgreSQL
// counts again by itself as rows come; for SQLite once is enough, since later
// rows are like those.
func (s *Store) Analyze(ctx context.Context) error {
	count := "ANALYZE"
	if s.writing.Name() == "sqlite" {
		// A limit leaves out samples of values, for which SQLite would plan every
		// statement a second time once it knows its parameters.
		count = "PRAGMA analysis_limit = 1000; ANALYZE"
	}
	return s.turn(ctx, func(db *gorm.DB) error { return db.Exec(count).Error })
}

// Reader is the way to read without a way to write.
func (s *Store) Reader() *Reader { return &Reader{s.reading, &s.packs, &s.actors} }
