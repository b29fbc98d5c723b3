package pgtest_test

import (
	"context"
	"database/sql"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"

	"heed/internal/store/pgtest"
)

// notes is a template with one table, which the app's role may read and add to.
var notes = pgtest.NewTemplate(func(ctx context.Context, owner string) error {
	db, err := sql.Open("pgx", owner)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `CREATE TABLE note (body text); GRANT SELECT, INSERT ON note TO `+pgtest.AppRole)
	return err
})

func open(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", address)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	one, two := notes.Database(t), notes.Database(t)

	_, err := open(t, one.App).Exec("INSERT INTO note VALUES ('kept apart')")
	require.NoError(t, err)

	var count int
	require.NoError(t, open(t, two.App).QueryRow("SELECT count(*) FROM note").Scan(&count))
	require.Zero(t, count)
}

func TestTheAppHasNoDDLAndOnlyWhatIsGranted(t *testing.T) {
	database := notes.Database(t)
	app := open(t, database.App)
	for _, refused := range []string{
		"CREATE TABLE mine (id int)",
		"DROP TABLE note",
		"ALTER TABLE note ADD extra text",
		"UPDATE note SET body = ''",
		"DELETE FROM note",
		"TRUNCATE note",
		"SET ROLE heed_owner",
	} {
		_, err := app.Exec(refused)
		require.Error(t, err, refused)
	}
	_, err := open(t, database.Owner).Exec("ALTER TABLE note ADD extra text")
	require.NoError(t, err)
}

func TestDatabaseGoesWithTheTest(t *testing.T) {
	var gone pgtest.Database
	t.Run("user", func(t *testing.T) {
		gone = notes.Database(t)
		require.NoError(t, open(t, gone.App).Ping())
	})
	require.ErrorContains(t, open(t, gone.App).Ping(), "does not exist")
}

func TestParallelTestsShareATemplate(t *testing.T) {
	for range 8 {
		t.Run("copy", func(t *testing.T) {
			t.Parallel()
			require.NoError(t, open(t, notes.Database(t).App).Ping())
		})
	}
}

func BenchmarkDatabase(b *testing.B) {
	for range b.N {
		notes.Database(b)
	}
}
