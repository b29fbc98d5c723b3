package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// Migrate brings the schema at an address up to date, as the role that owns
// the tables, and gives the app's role what it may do where there is one.
func Migrate(ctx context.Context, owner string) error {
	where, err := parseAddress(owner)
	if err != nil {
		return err
	}
	return withSchema(where, func(schema *goose.Provider, db *sql.DB) error { return where.migrate(ctx, schema, db) })
}

// upToDate makes sure of the schema before the app uses it. With an address of
// the owner it migrates; with none it migrates only where something is pending.
func upToDate(ctx context.Context, where address, owner string) error {
	if owner != "" {
		if err := Migrate(ctx, owner); err != nil {
			return err
		}
	}
	return withSchema(where, func(schema *goose.Provider, db *sql.DB) error {
		pending, err := where.pending(ctx, schema, db)
		if err != nil || !pending {
			return err
		}
		if owner != "" {
			return errors.New("the address for migrations leads to another database than the app's")
		}
		return where.migrate(ctx, schema, db)
	})
}

// pending says whether the schema is not that of this program. An empty
// database is told apart first: goose would set out to make its table there.
func (a address) pending(ctx context.Context, schema *goose.Provider, db *sql.DB) (bool, error) {
	if a.postgres != nil {
		var empty bool
		if err := db.QueryRowContext(ctx, "SELECT to_regclass('goose_db_version') IS NULL").Scan(&empty); err != nil {
			return false, fmt.Errorf("the database could not be reached: %w", err)
		}
		if empty {
			return true, nil
		}
	}
	pending, err := schema.HasPending(ctx)
	if err != nil {
		return false, fmt.Errorf("the database could not be asked for its version: %w", err)
	}
	return pending, nil
}

func (a address) migrate(ctx context.Context, schema *goose.Provider, db *sql.DB) error {
	if a.postgres == nil {
		return up(ctx, schema)
	}
	var owns, exists bool
	if err := db.QueryRowContext(ctx, "SELECT has_schema_privilege('public', 'CREATE')").Scan(&owns); err != nil {
		return fmt.Errorf("the database could not be reached: %w", err)
	}
	if !owns {
		return errors.New("the database is not up to date, and this role may not change its tables: " +
			"give the address for migrations, of the role that owns them")
	}
	if err := up(ctx, schema); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'heed_app')").Scan(&exists); err != nil {
		return fmt.Errorf("the roles could not be read: %w", err)
	}
	if !exists {
		return nil
	}
	grants, err := migrations.ReadFile("migrations/grants.sql")
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, string(grants)); err != nil {
		return fmt.Errorf("the role heed_app could not be given its rights: %w", err)
	}
	return nil
}

func up(ctx context.Context, schema *goose.Provider) error {
	if _, err := schema.Up(ctx); err != nil {
		return fmt.Errorf("the database could not be brought up to date: %w", err)
	}
	return nil
}

// migrationWait is how long a migration waits for another process on SQLite.
const migrationWait = time.Minute

// withSchema lends goose's view of the schema, and closes it.
func withSchema(where address, use func(*goose.Provider, *sql.DB) error) (err error) {
	dialect, folder := goose.DialectSQLite3, "migrations/sqlite"
	var options []goose.ProviderOption
	if where.postgres != nil {
		dialect, folder = goose.DialectPostgres, "migrations/postgres"
		// Instances that start together take turns, and look every second for a minute whether it is theirs.
		turn, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60))
		if err != nil {
			return err
		}
		options = append(options, goose.WithSessionLocker(turn))
	} else if err := where.fileCanBe(); err != nil {
		return err
	}
	files, err := fs.Sub(migrations, folder)
	if err != nil {
		return err
	}
	db := where.pool(migrationWait)
	defer func() { err = errors.Join(err, db.Close()) }()
	schema, err := goose.NewProvider(dialect, db, files, options...)
	if err != nil {
		return fmt.Errorf("store: read the migrations: %w", err)
	}
	return use(schema, db)
}

// OwnsTables says whether the role that the store runs under could change the
// schema, and so lift the triggers that hold the record. On SQLite whoever has
// the file can.
func (s *Store) OwnsTables(ctx context.Context) (bool, error) {
	if s.reading.Name() != "postgres" {
		return true, nil
	}
	var owns bool
	err := s.reading.WithContext(ctx).
		Raw("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'event'::regclass").Scan(&owns).Error
	return owns, fault(err)
}
