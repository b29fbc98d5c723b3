// Package storetest is the one suite that both engines pass, and the stores on
// fresh databases that tests of other packages work with.
//
// It is for tests alone. It may import store and its pgtest.
package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/glebarez/sqlite"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/store/pgtest"
)

// Database is a fresh, migrated database of a test's own.
type Database struct {
	Address string // for store.Open: never that of the owner, where there are two roles
	Owner   string // of the tables: Address itself on SQLite

	raw func(t testing.TB, as string) *sql.DB
}

// SQL opens a plain connection pool, as whoever an address names: the way
// around the store, for tests that try to break what it holds.
func (d Database) SQL(t testing.TB, as string) *sql.DB {
	t.Helper()
	db := d.raw(t, as)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// Engine makes databases of one engine.
type Engine func(testing.TB) Database

var template = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "heed-template-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "heed.db")
	if err := store.Migrate(context.Background(), "sqlite:"+file); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// SQLite makes a database by copying a migrated file.
func SQLite(t testing.TB) Database {
	t.Helper()
	migrated, err := template()
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "heed.db")
	require.NoError(t, os.WriteFile(file, migrated, 0o600))
	address := "sqlite:" + file
	return Database{Address: address, Owner: address, raw: func(t testing.TB, _ string) *sql.DB {
		db, err := sql.Open(sqlite.DriverName, file+"?_pragma=recursive_triggers(1)&_pragma=busy_timeout(5000)&_txlock=immediate")
		require.NoError(t, err)
		return db
	}}
}

var postgres = pgtest.NewTemplate(store.Migrate)

// Postgres makes a database on a throw-away server. The store runs under the
// app's role.
func Postgres(t testing.TB) Database {
	t.Helper()
	db := postgres.Database(t)
	return Database{Address: db.App, Owner: db.Owner, raw: rawPostgres}
}

// PostgresOwner is Postgres where the store runs under the owner's role.
func PostgresOwner(t testing.TB) Database {
	t.Helper()
	db := postgres.Database(t)
	return Database{Address: db.Owner, Owner: db.Owner, raw: rawPostgres}
}

func rawPostgres(t testing.TB, as string) *sql.DB {
	db, err := sql.Open("pgx", as)
	require.NoError(t, err)
	return db
}

// New is a store on a fresh SQLite file, with its clock.
func New(t testing.TB) (*store.Store, *Clock) {
	t.Helper()
	clock := NewClock()
	return Open(t, SQLite(t), clock), clock
}

// Open opens a store and closes it when the test ends. Ids are counted.
func Open(t testing.TB, db Database, clock *Clock) *store.Store {
	t.Helper()
	return OpenWith(t, store.Options{Address: db.Address, Now: clock.Now})
}

// OpenWith is Open with options of the test's own; missing ids are counted.
func OpenWith(t testing.TB, o store.Options) *store.Store {
	t.Helper()
	if o.IDs == nil {
		o.IDs = IDs()
	}
	s, err := store.Open(context.Background(), o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// IDs is a source that counts. Its ids look like those of the program.
func IDs() domain.IDs {
	var n atomic.Int64
	return func() domain.ID { return domain.ID(fmt.Sprintf("00000000-0000-7000-8000-%012d", n.Add(1))) }
}

// Clock is a hand-turned clock. It starts on Monday 23 November 2026 at nine
// in the morning, London time.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock is a clock at its start.
func NewClock() *Clock { return &Clock{at: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Pass turns the clock on, or back.
func (c *Clock) Pass(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(by)
}

// Set turns the clock to an instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}
