package store_test

import (
	"context"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/store/storetest"
)

// wire is a way to a PostgreSQL server that can be cut and mended.
type wire struct {
	t       *testing.T
	network string
	server  string
	socket  string

	mu    sync.Mutex
	door  net.Listener
	lines []net.Conn
	lost  bool // connections are taken and nothing is ever said
}

// newWire returns a wire to the server of an address, and the address that
// goes by it.
func newWire(t *testing.T, address string) (*wire, string) {
	config, err := pgx.ParseConfig(address)
	require.NoError(t, err)
	folder, err := os.MkdirTemp("", "wire") // short: the address of a socket has about a hundred bytes
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(folder)) })
	w := &wire{t: t, socket: filepath.Join(folder, ".s.PGSQL.5432")}
	w.network, w.server = pgconn.NetworkAddress(config.Host, config.Port)
	w.mend()
	t.Cleanup(w.cut)
	by := url.URL{Scheme: "postgres", User: url.UserPassword(config.User, config.Password), Path: "/" + config.Database,
		RawQuery: url.Values{"host": {folder}, "sslmode": {"disable"}, "connect_timeout": {"1"}}.Encode()}
	return w, by.String()
}

func (w *wire) mend() {
	door, err := net.Listen("unix", w.socket)
	require.NoError(w.t, err)
	w.mu.Lock()
	w.door, w.lost = door, false
	w.mu.Unlock()
	go func() {
		for {
			here, err := door.Accept()
			if err != nil {
				return
			}
			w.join(here)
		}
	}()
}

func (w *wire) join(here net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines = append(w.lines, here)
	if w.lost {
		return
	}
	there, err := net.Dial(w.network, w.server)
	if err != nil {
		_ = here.Close()
		return
	}
	w.lines = append(w.lines, there)
	for _, pair := range [][2]net.Conn{{here, there}, {there, here}} {
		go func() {
			_, _ = io.Copy(pair[0], pair[1])
			_ = pair[0].Close()
		}()
	}
}

// cut ends every connection and takes no new ones.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = w.door.Close()
	for _, line := range w.lines {
		_ = line.Close()
	}
	w.lines = nil
}

// TestDatabaseGone cuts the store off, and sees that it says so and goes on by
// itself once the database is back.
func TestDatabaseGone(t *testing.T) {
	db := storetest.Postgres(t)
	wire, address := newWire(t, db.Address)
	db.Address = address
	s := storetest.Open(t, db, storetest.NewClock())
	ask := map[string]func(context.Context) error{
		"ping":  s.Ping,
		"write": func(ctx context.Context) error { return s.Write(ctx, func(*store.Tx) error { return nil }) },
		"read":  func(ctx context.Context) error { _, err := s.Reader().Bodies(ctx); return err },
		"snapshot": func(ctx context.Context) error {
			return s.Reader().Snapshot(ctx, func(snap *store.Snap) error { _, err := snap.Head(); return err })
		},
		"session": func(ctx context.Context) error { return s.Sessions().DeleteSession(ctx, "hash") },
	}
	for range 2 {
		for what, do := range ask {
			require.NoError(t, do(t.Context()), what)
		}
		wire.cut()
		for what, do := range ask {
			err := do(t.Context())
			require.Equal(t, domain.Unavailable, domain.KindOf(err), "%s: %v", what, err)
		}
		wire.mend()
	}
	for what, do := range ask {
		require.NoError(t, do(t.Context()), what)
	}
}

// TestDatabaseGoneInAWrite cuts the wire between two statements.
func TestDatabaseGoneInAWrite(t *testing.T) {
	db := storetest.Postgres(t)
	wire, address := newWire(t, db.Address)
	db.Address = address
	s := storetest.Open(t, db, storetest.NewClock())
	event := domain.Event{Type: domain.PersonAdded}
	for name, after := range map[string]func(*store.Tx) error{
		"before a statement":  func(tx *store.Tx) error { return tx.Append(&event) },
		"before it commits":   func(*store.Tx) error { return nil },
		"before a read in it": func(tx *store.Tx) error { _, err := tx.People(); return err },
	} {
		err := s.Write(t.Context(), func(tx *store.Tx) error {
			require.NoError(t, tx.Append(&domain.Event{Type: domain.PersonAdded}))
			wire.cut()
			return after(tx)
		})
		require.Equal(t, domain.Unavailable, domain.KindOf(err), "%s: %v", name, err)
		wire.mend()
		head, err := s.Reader().Head(t.Context())
		require.NoError(t, err)
		require.Zero(t, head, name)
	}
}

// TestPingGivesUp asks a server that takes connections and says nothing.
func TestPingGivesUp(t *testing.T) {
	db := storetest.Postgres(t)
	wire, address := newWire(t, db.Address)
	db.Address = address
	s := storetest.Open(t, db, storetest.NewClock())
	wire.cut()
	wire.mend()
	wire.mu.Lock()
	wire.lost = true
	wire.mu.Unlock()

	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond) // a stand-in for Ping's own two seconds
	defer cancel()
	require.Equal(t, domain.Unavailable, domain.KindOf(s.Ping(ctx)))
}

// TestSQLiteLockedByAnotherProcess writes while somebody else holds the file.
func TestSQLiteLockedByAnotherProcess(t *testing.T) {
	db := storetest.SQLite(t)
	s := storetest.OpenWith(t, store.Options{Address: db.Address, Now: time.Now, Patience: 50 * time.Millisecond})
	other := db.SQL(t, db.Owner)
	tx, err := other.Begin() // immediate: it holds the lock
	require.NoError(t, err)
	err = s.Write(t.Context(), func(*store.Tx) error { return nil })
	require.Equal(t, domain.Unavailable, domain.KindOf(err), "%v", err)
	require.NoError(t, s.Ping(t.Context()), "readers go on")
	require.NoError(t, tx.Rollback())
	require.NoError(t, s.Write(t.Context(), func(*store.Tx) error { return nil }))
}
