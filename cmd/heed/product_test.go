package main

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/glebarez/sqlite"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store/pgtest"
	"heed/internal/store/storetest"
)

// product is the whole of heed, as serve builds it, on a database of a test's
// own: the real report and register, a few people, and a clock that stands
// still until the test moves it.
type product struct {
	*house
	t       testing.TB
	clock   *storetest.Clock
	handler http.Handler
	address string // of the database
	files   string // folder of the evidence
	log     *logbook
	demo    bool // a demonstration, which answers this machine alone
}

// maxFile is the limit on one evidence file in these tests, in bytes.
const maxFile = 1 << 20

// engine makes a database of one kind that holds what settle put there, and
// returns its address.
type engine func(testing.TB) string

// onEachEngine runs a test where the engine matters.
func onEachEngine(t *testing.T, test func(*testing.T, *product)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newProduct(t, onSQLite)) })
	t.Run("postgresql", func(t *testing.T) { test(t, newProduct(t, onPostgreSQL)) })
}

var settledFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "heed-settled-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "heed.db")
	if err := settle(context.Background(), "sqlite:"+file); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

func onSQLite(t testing.TB) string {
	t.Helper()
	settled, err := settledFile()
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "heed.db")
	require.NoError(t, os.WriteFile(file, settled, 0o600))
	return "sqlite:" + file
}

var settledServer = pgtest.NewTemplate(settle)

func onPostgreSQL(t testing.TB) string {
	t.Helper()
	return settledServer.Database(t).App
}

// newProduct opens the product on a fresh database.
func newProduct(t testing.TB, on engine) *product {
	t.Helper()
	return openProduct(t, on(t))
}

// openProduct builds the product on a database's address.
func openProduct(t testing.TB, address string) *product {
	t.Helper()
	p := &product{t: t, clock: storetest.NewClock(), address: address, files: filepath.Join(t.TempDir(), "files"), log: &logbook{}}
	var err error
	p.house, err = build(context.Background(), plan{
		database: address, files: p.files, maxFile: maxFile, now: p.clock.Now, log: slog.New(slog.NewTextHandler(p.log, nil)),
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.close()) })
	p.handler = p.door(pages{contact: "help@heed.example", baseURL: "http://example.com"})
	return p
}

// in is the product as a part of a test sees it.
func (p product) in(t testing.TB) *product {
	p.t = t
	return &p
}

// serve puts the product behind a real server and returns its address.
func (p *product) serve() string {
	server := httptest.NewServer(p.handler)
	p.t.Cleanup(server.Close)
	return server.URL
}

// raw is the way around the store, for looking at rows and trying to break them.
func (p *product) raw() *sql.DB {
	p.t.Helper()
	driver, address := "pgx", p.address
	if file, isFile := strings.CutPrefix(p.address, "sqlite:"); isFile {
		driver, address = sqlite.DriverName, file+"?_pragma=recursive_triggers(1)&_pragma=busy_timeout(5000)"
	}
	db, err := sql.Open(driver, address)
	require.NoError(p.t, err)
	p.t.Cleanup(func() { require.NoError(p.t, db.Close()) })
	return db
}

// duty is a duty as it stands.
func (p *product) duty(key domain.DutyKey) domain.Duty {
	p.t.Helper()
	d, err := p.store.Reader().DutyByKey(p.t.Context(), domain.Scope{All: true}, key)
	require.NoError(p.t, err)
	return d
}

// head is the number of the last event.
func (p *product) head() int64 {
	p.t.Helper()
	head, err := p.store.Reader().Head(p.t.Context())
	require.NoError(p.t, err)
	return head
}

// pass lets days go by.
func (p *product) pass(days int) { p.clock.Pass(time.Duration(days) * 24 * time.Hour) }

// logbook keeps what the product logged.
type logbook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logbook) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
