package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	gosqlite "github.com/glebarez/go-sqlite"
	"github.com/jackc/pgx/v5/pgconn"
	sqlite3 "modernc.org/sqlite/lib"

	"heed/internal/domain"
)

// fault says where an error comes from. A database that is away, or that kept
// somebody waiting too long, is a problem that the asker can do something
// about: try again. The cause stays with it, for the log.
func fault(err error) error {
	if err == nil || domain.KindOf(err) != "" {
		return err
	}
	if away(err) {
		return fmt.Errorf("store: %w: %w", unavailable(), err)
	}
	return fmt.Errorf("store: %w", err)
}

func unavailable() *domain.Problem {
	return &domain.Problem{Kind: domain.Unavailable, Key: "unavailable"}
}

// away says that the database could not be reached, or not in time.
func away(err error) bool {
	if errors.Is(err, context.Canceled) {
		return false // an asker who left is nobody's outage
	}
	var dial *pgconn.ConnectError
	if errors.As(err, &dial) {
		return true // whatever the server said: it lets nobody in
	}
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return awayOnPostgres(refused.Code)
	}
	var lite *gosqlite.Error
	if errors.As(err, &lite) {
		return awayOnSQLite(lite.Code())
	}
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, context.DeadlineExceeded)
}

func awayOnPostgres(code string) bool {
	switch code {
	case "55P03", "57014": // a lock, or a statement, took longer than we wait
		return true
	case "25006": // a standby, or one that was made read-only
		return true
	}
	for _, class := range []string{
		"08",   // the connection
		"53",   // too many connections, disk full, out of memory
		"57P0", // shutting down or starting
	} {
		if strings.HasPrefix(code, class) {
			return true
		}
	}
	return false
}

func awayOnSQLite(code int) bool {
	switch code & 0xff { // the low byte is the primary code
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
		sqlite3.SQLITE_READONLY:
		return true
	}
	return false
}
