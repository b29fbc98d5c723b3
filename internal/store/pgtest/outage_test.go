package pgtest_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestOutageTakesTheDatabaseAwayAndBringsItBack(t *testing.T) {
	database := notes.Database(t)
	app := open(t, database.App)
	_, err := app.Exec("INSERT INTO note VALUES ('kept')")
	require.NoError(t, err)
	for range 2 {
		over := database.Outage(t)
		require.Error(t, app.Ping())
		over()
		var count int
		require.NoError(t, app.QueryRow("SELECT count(*) FROM note").Scan(&count))
		require.Equal(t, 1, count)
	}
}
