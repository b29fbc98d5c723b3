// Package pgtest gives tests databases on a real PostgreSQL.
//
// It owns the throw-away server: a private cluster, one per test process, started from the installed PostgreSQL when the
// first test asks, reachable by a unix socket alone, and gone with the process however that ends. TEST_DATABASE_URL names
// a server to use instead; its user must be allowed to create databases and roles, and should have nothing to lose there.
//
// Where a test needs PostgreSQL and there is none, it fails and says what to install; it never skips.
//
// The package imports nothing of heed's.
package pgtest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"sync"
	"testing"
	"time"
)

// The two roles that heed runs under on PostgreSQL. Migrations may name them.
const (
	OwnerRole = "heed_owner" // owns the tables, and alone may change them
	AppRole   = "heed_app"   // what the program runs as: it gets what migrations grant
)

// Database is one database of a test's own, dropped when the test ends.
type Database struct {
	Owner string // postgres:// address as OwnerRole
	App   string // postgres:// address as AppRole
}

// Migrate brings the empty database at the owner's address up to date, and closes what it opened.
type Migrate func(ctx context.Context, owner string) error

// Template is a database migrated once per process, from which tests get copies in milliseconds.
// Make one with NewTemplate and share it between the tests of a package. It is safe for parallel tests.
type Template struct {
	prepare func() (name string, err error)
}

// NewTemplate describes a template; nothing is started before a test asks for a copy. A nil migrate leaves it empty.
func NewTemplate(migrate Migrate) *Template {
	return &Template{prepare: sync.OnceValues(func() (string, error) {
		server, err := shared()
		if err != nil {
			return "", err
		}
		return server.template(migrate)
	})}
}

// Database returns a fresh copy of the template.
func (tpl *Template) Database(t testing.TB) Database {
	t.Helper()
	template, err := tpl.prepare()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	server, err := shared()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	name := databaseName()
	if err := server.create(name, template); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		if err := server.drop(name); err != nil {
			t.Errorf("pgtest: %v", err)
		}
	})
	return Database{Owner: server.address(OwnerRole, name), App: server.address(AppRole, name)}
}

// template creates and migrates a database for others to be copied from.
func (s *server) template(migrate Migrate) (string, error) {
	name := databaseName()
	if err := s.create(name, "template1"); err != nil {
		return "", err
	}
	if migrate == nil {
		return name, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := migrate(ctx, s.address(OwnerRole, name)); err != nil {
		return "", fmt.Errorf("migrate the template database: %w", err)
	}
	return name, nil
}

func (s *server) create(name, template string) error {
	if _, err := s.admin.Exec("CREATE DATABASE " + name + " OWNER " + OwnerRole + " TEMPLATE " + template); err != nil {
		return fmt.Errorf("create database %s: %w", name, err)
	}
	return nil
}

func (s *server) drop(name string) error {
	if _, err := s.admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
		return fmt.Errorf("drop database %s: %w", name, err)
	}
	return nil
}

const (
	namePrefix = "heed_test_"
	nameDays   = "20060102" // the day in a name is what lets a later run sweep what an earlier one left behind
)

func databaseName() string {
	return namePrefix + time.Now().UTC().Format(nameDays) + "_" + fmt.Sprintf("%x", randomBytes())
}

func randomBytes() []byte {
	b := make([]byte, 8)
	_, _ = rand.Read(b) // never fails
	return b
}

// sweep drops what killed runs left on a server that outlives them: test databases made before yesterday.
func sweep(admin *sql.DB) error {
	before := namePrefix + time.Now().UTC().AddDate(0, 0, -1).Format(nameDays)
	rows, err := admin.Query(`SELECT datname FROM pg_database
		WHERE starts_with(datname, $1) AND datname COLLATE "C" < $2 AND pg_has_role(datdba, 'MEMBER')`, namePrefix, before)
	if err != nil {
		return fmt.Errorf("list old test databases: %w", err)
	}
	defer rows.Close()
	var old []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		old = append(old, name)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, name := range old {
		if _, err := admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
			return fmt.Errorf("drop database %s: %w", name, err)
		}
	}
	return nil
}
