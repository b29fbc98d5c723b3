package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	_ "github.com/glebarez/go-sqlite" // the "sqlite" driver of database/sql
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib" // the "pgx" driver of database/sql

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/store/pgtest"
)

// serverAddress is that of a PostgreSQL server on which databases may be made:
// the one that tests use, or a private one that flushes to disk as a real one
// does.
func serverAddress() (string, error) {
	if address := os.Getenv("TEST_DATABASE_URL"); address != "" {
		return address, nil
	}
	return pgtest.Durable()
}

// copyOf makes a PostgreSQL database with the rows of a SQLite one and returns
// its address. What the copy is, real or a demonstration, is left for whoever
// opens it first to say.
func copyOf(ctx context.Context, server, file string) (address string, err error) {
	admin, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", err
	}
	defer admin.Close(ctx) //nolint:errcheck // nothing is lost with it
	const name = "heed_bench"
	if _, err := admin.Exec(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
		return "", err
	}
	if _, err := admin.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	to, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	to.Path = "/" + name
	address = to.String()
	if err := migrate(ctx, address); err != nil {
		return "", err
	}
	return address, copyRows(ctx, file, address)
}

// migrate makes the tables, by opening the database as heed does.
func migrate(ctx context.Context, address string) error {
	rows, err := store.Open(ctx, store.Options{Address: address, Now: time.Now, IDs: newID})
	if err != nil {
		return err
	}
	return rows.Close()
}

func newID() domain.ID { return domain.ID(uuid.Must(uuid.NewV7()).String()) }

// openSQL opens either engine without heed between.
func openSQL(address string) (*sql.DB, error) {
	if file, isFile := strings.CutPrefix(address, "sqlite:"); isFile {
		return sql.Open("sqlite", file)
	}
	return sql.Open("pgx", address)
}

// describeEngine is an engine's version and how big a database is, in bytes.
func describeEngine(ctx context.Context, address string) (version string, size int64, err error) {
	db, err := openSQL(address)
	if err != nil {
		return "", 0, err
	}
	defer db.Close() //nolint:errcheck // read from alone
	question := "SELECT current_setting('server_version'), pg_database_size(current_database())"
	if strings.HasPrefix(address, "sqlite:") {
		question = "SELECT sqlite_version(), (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)"
	}
	if err := db.QueryRowContext(ctx, question).Scan(&version, &size); err != nil {
		return "", 0, fmt.Errorf("ask the engine about itself: %w", err)
	}
	return version, size, nil
}
