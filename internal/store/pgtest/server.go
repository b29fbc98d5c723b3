package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the "pgx" driver of database/sql
)

// server is a running PostgreSQL that this process may create databases and roles on.
type server struct {
	admin   *sql.DB
	base    url.URL  // the administrator's address
	private *cluster // nil where TEST_DATABASE_URL names somebody's server
}

// rolePassword matters only on a server named by TEST_DATABASE_URL; a private cluster trusts its socket.
const rolePassword = "heed"

// shared is this process's server, started by whoever asks first and kept to the end of the process: starting one
// costs half a second, and the operating system tells the cluster's keeper when the process is gone.
var shared = sync.OnceValues(func() (*server, error) {
	address := os.Getenv("TEST_DATABASE_URL")
	if address != "" {
		return connect(address)
	}
	private, err := startCluster(inMemory())
	if err != nil {
		return nil, err
	}
	s, err := connect(private.address())
	if err != nil {
		return nil, err
	}
	s.private = private
	return s, nil
})

func connect(address string) (*server, error) {
	base, err := url.Parse(address)
	if err != nil || base.Scheme != "postgres" && base.Scheme != "postgresql" {
		return nil, errors.New("TEST_DATABASE_URL must be a postgres:// address")
	}
	admin, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fmt.Errorf("open the test server: %w", err)
	}
	admin.SetMaxOpenConns(4)
	if err := admin.Ping(); err != nil {
		return nil, fmt.Errorf("reach the test server: %w", err)
	}
	if err := makeRoles(admin); err != nil {
		return nil, err
	}
	if err := sweep(admin); err != nil {
		return nil, err
	}
	return &server{admin: admin, base: *base}, nil
}

// makeRoles creates the two roles. Several test processes may do so at once on a shared server, so it takes turns.
func makeRoles(admin *sql.DB) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	tx, err := admin.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("create roles: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec("SELECT pg_advisory_xact_lock(hashtext('heed pgtest roles'))"); err != nil {
		return fmt.Errorf("create roles: %w", err)
	}
	for _, role := range []string{OwnerRole, AppRole} {
		if err := makeRole(tx, role); err != nil {
			return fmt.Errorf("create role %s: %w", role, err)
		}
	}
	return tx.Commit()
}

func makeRole(tx *sql.Tx, role string) error {
	var exists bool
	if err := tx.QueryRow("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", role).Scan(&exists); err != nil {
		return err
	}
	if !exists {
		if _, err := tx.Exec("CREATE ROLE " + role + " LOGIN PASSWORD '" + rolePassword + "'"); err != nil {
			return err
		}
	}
	// Whoever is no superuser needs to be a member of a role to create a database that the role owns.
	_, err := tx.Exec("GRANT " + role + " TO CURRENT_USER")
	if refused := new(pgconn.PgError); errors.As(err, &refused) && refused.Code == "0LP01" { // already, the other way round
		return nil
	}
	return err
}

// address is the server's address for a role and a database.
func (s *server) address(role, database string) string {
	address := s.base
	address.User = url.UserPassword(role, rolePassword)
	address.Path = "/" + database
	return address.String()
}
