package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/glebarez/sqlite"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// address is where the database is: a PostgreSQL server or a SQLite file.
type address struct {
	postgres *pgx.ConnConfig
	file     string
	scratch  bool // nothing in the file needs to outlast a power cut
}

func parseAddress(text string) (address, error) {
	scheme, rest, _ := strings.Cut(text, ":")
	switch scheme {
	case "postgres", "postgresql":
		config, err := pgx.ParseConfig(text)
		if err != nil { // pgx's own error leaves the password out
			return address{}, fmt.Errorf("the database's address is not one that PostgreSQL understands: %w", err)
		}
		if config.ConnectTimeout == 0 {
			config.ConnectTimeout = 5 * time.Second
		}
		return address{postgres: config}, nil
	case "sqlite":
		if rest == "" {
			return address{}, errors.New("the database's address names no file: write sqlite:path/to/heed.db")
		}
		return address{file: rest}, nil
	}
	return address{}, errors.New("the database's address must be postgres://... or sqlite:path/to/heed.db")
}

// writers is how many may hold a connection to write with at a time. They
// write one after the other anyway; on PostgreSQL a few stand ready, and the
// rest wait here rather than on connections that readers need.
func (a address) writers() int {
	if a.postgres != nil {
		return 4
	}
	return 1
}

// connections is how many a PostgreSQL server is asked for at most.
const connections = 20

// open returns the handle that writes and the one that reads. On PostgreSQL
// they share a pool; a SQLite file has one writing connection, whose
// transactions lock from the start, and a pool that can only read.
func (a address) open(wait time.Duration, log statements) (writing, reading *gorm.DB, err error) {
	if a.postgres != nil {
		pool := a.pool(wait)
		pool.SetMaxOpenConns(connections)
		pool.SetMaxIdleConns(connections / 2)
		pool.SetConnMaxIdleTime(5 * time.Minute)
		writing, err = openGORM(postgres.New(postgres.Config{Conn: pool}), log)
		return writing, writing, err
	}
	if err := a.fileCanBe(); err != nil {
		return nil, nil, err
	}
	pool := a.pool(wait)
	pool.SetMaxOpenConns(1)
	if writing, err = openGORM(&sqlite.Dialector{Conn: pool}, log); err != nil {
		return nil, nil, err
	}
	readers := a.sqlitePool(wait, "query_only(1)")
	readers.SetMaxOpenConns(8)
	readers.SetMaxIdleConns(8)
	reading, err = openGORM(&sqlite.Dialector{Conn: readers}, log)
	return writing, reading, err
}

// pool is a pool of connections that can write. On SQLite a connection waits
// so long for another process's lock; on PostgreSQL each Write says so itself.
func (a address) pool(wait time.Duration) *sql.DB {
	if a.postgres != nil {
		return stdlib.OpenDB(*a.postgres)
	}
	return a.sqlitePool(wait, "query_only(0)")
}

func (a address) sqlitePool(wait time.Duration, mode string) *sql.DB {
	flush := "synchronous(FULL)"
	if a.scratch {
		flush = "synchronous(OFF)"
	}
	settings := url.Values{"_txlock": {"immediate"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", wait.Milliseconds()),
		"journal_mode(WAL)", flush, "foreign_keys(1)",
		"recursive_triggers(1)", // or REPLACE slips past the triggers of insert-only tables
		mode,
	}}
	// The driver takes everything before the first question mark as the path.
	pool, err := sql.Open(sqlite.DriverName, a.file+"?"+settings.Encode())
	if err != nil {
		panic(err) // only an unregistered driver: this cannot fail in a built binary
	}
	return pool
}

// fileCanBe says in words what SQLite would say in a number.
func (a address) fileCanBe() error {
	if strings.Contains(a.file, "?") {
		return errors.New("the path of a SQLite database can't hold a question mark")
	}
	folder := filepath.Dir(a.file)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("the folder of the SQLite database is not there: %s", folder)
	}
	if info, err := os.Stat(a.file); err == nil && info.IsDir() {
		return fmt.Errorf("the SQLite database is to be a file, and %s is a folder", a.file)
	}
	return nil
}

func openGORM(dialect gorm.Dialector, log statements) (*gorm.DB, error) {
	db, err := gorm.Open(dialect, &gorm.Config{
		Logger:                 log,
		SkipDefaultTransaction: true,
		TranslateError:         true,
		DisableAutomaticPing:   true, // a database that is away must not stop the start of what tells so
	})
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return db, nil
}
