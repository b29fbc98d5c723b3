package pgtest

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// Outage takes the database away and returns what brings it back. A private server is stopped, and every other database
// of this process with it: no test runs beside this one. On a server that TEST_DATABASE_URL names, the one database's
// connections are ended and new ones refused. The end of the test is the end of the outage.
func (d Database) Outage(t testing.TB) (over func()) {
	t.Helper()
	server, err := shared()
	must(t, err)
	address, err := url.Parse(d.Owner)
	must(t, err)
	away := func() error { return server.admit(strings.TrimPrefix(address.Path, "/"), false) }
	back := func() error { return server.admit(strings.TrimPrefix(address.Path, "/"), true) }
	if server.private != nil {
		away, back = server.private.stop, server.private.run
	}
	must(t, away())
	over = sync.OnceFunc(func() { must(t, back()) })
	t.Cleanup(over)
	return over
}

// admit lets a database take connections, or ends those it has and refuses new ones.
func (s *server) admit(database string, connections bool) error {
	if _, err := s.admin.Exec(fmt.Sprintf("ALTER DATABASE %s ALLOW_CONNECTIONS %t", database, connections)); err != nil {
		return fmt.Errorf("the outage of %s: %w", database, err)
	}
	if connections {
		return nil
	}
	if _, err := s.admin.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database); err != nil {
		return fmt.Errorf("the outage of %s: %w", database, err)
	}
	return nil
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
}
