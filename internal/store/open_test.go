package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/store/pgtest"
	"heed/internal/store/storetest"
)

func options(address string) store.Options {
	return store.Options{Address: address, Now: time.Now, IDs: storetest.IDs()}
}

// TestOpenSaysWhatIsWrong reads the words that whoever set the address sees.
func TestOpenSaysWhatIsWrong(t *testing.T) {
	folder := t.TempDir()
	for address, want := range map[string]string{
		"":                                  "must be postgres://... or sqlite:path/to/heed.db",
		"mysql://localhost/heed":            "must be postgres://... or sqlite:path/to/heed.db",
		"heed.db":                           "must be postgres://... or sqlite:path/to/heed.db",
		"sqlite:":                           "names no file",
		"sqlite:" + folder:                  "is a folder",
		"sqlite:" + folder + "/no/heed.db":  "the folder of the SQLite database is not there: " + folder + "/no",
		"sqlite:" + folder + "/a?mode=ro":   "can't hold a question mark",
		"postgres://u:secret@host:port/db":  "not one that PostgreSQL understands",
		"postgres:///heed?host=/nowhere-db": "could not be reached",
	} {
		_, err := store.Open(t.Context(), options(address))
		require.ErrorContains(t, err, want, address)
		require.NotContains(t, err.Error(), "secret")
	}
	_, err := store.Open(t.Context(), store.Options{Address: "sqlite:" + filepath.Join(folder, "heed.db")})
	require.ErrorContains(t, err, "Options.Now and Options.IDs are required")
}

func TestOpenMigrates(t *testing.T) {
	file := "sqlite:" + filepath.Join(t.TempDir(), "heed.db")
	for range 2 { // a second start finds nothing to do
		s, err := store.Open(t.Context(), options(file))
		require.NoError(t, err)
		require.NoError(t, s.Ping(t.Context()))
		owns, err := s.OwnsTables(t.Context())
		require.NoError(t, err)
		require.True(t, owns, "whoever has the file can do what they like with it")
		require.NoError(t, s.Close())
	}
}

func TestOpenMigratesAsTheOwner(t *testing.T) {
	empty := pgtest.NewTemplate(nil)
	db := empty.Database(t)
	_, err := store.Open(t.Context(), options(db.App))
	require.ErrorContains(t, err, "this role may not change its tables: give the address for migrations")

	o := options(db.App)
	o.MigrateAddress = db.Owner
	s, err := store.Open(t.Context(), o)
	require.NoError(t, err)
	require.NoError(t, s.MarkInstance(t.Context(), false))
	owns, err := s.OwnsTables(t.Context())
	require.NoError(t, err)
	require.False(t, owns)
	require.NoError(t, s.Close())

	s, err = store.Open(t.Context(), options(db.App)) // with nothing pending no owner is needed
	require.NoError(t, err)
	require.NoError(t, s.Close())

	elsewhere := options(empty.Database(t).App)
	elsewhere.MigrateAddress = db.Owner
	_, err = store.Open(t.Context(), elsewhere)
	require.ErrorContains(t, err, "leads to another database than the app's")

	s, err = store.Open(t.Context(), options(empty.Database(t).Owner)) // one address for all: it migrates itself
	require.NoError(t, err)
	owns, err = s.OwnsTables(t.Context())
	require.NoError(t, err)
	require.True(t, owns, "and serve can say what that leaves open")
	require.NoError(t, s.Close())
}

// TestInstancesThatStartTogetherTakeTurns migrates one database from several
// at once; a SQLite file has one program.
func TestInstancesThatStartTogetherTakeTurns(t *testing.T) {
	address := pgtest.NewTemplate(nil).Database(t).Owner
	for range 4 {
		t.Run("instance", func(t *testing.T) {
			t.Parallel()
			require.NoError(t, store.Migrate(t.Context(), address))
		})
	}
}

// TestAFileThatIsGoneIsNoDatabase has a SQLite file taken away, another put in its
// place, and the first brought back.
func TestAFileThatIsGoneIsNoDatabase(t *testing.T) {
	file := filepath.Join(t.TempDir(), "heed.db")
	s, err := store.Open(t.Context(), options("sqlite:"+file))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	write := func() error {
		return s.Write(t.Context(), func(tx *store.Tx) error { return tx.Append(&domain.Event{Type: domain.PackApplied, Report: "ctr"}) })
	}
	require.NoError(t, s.Ping(t.Context()))
	require.NoError(t, write())

	require.NoError(t, os.Rename(file, file+".away"))
	require.Equal(t, domain.Unavailable, domain.KindOf(s.Ping(t.Context())))
	require.Equal(t, domain.Unavailable, domain.KindOf(write()), "what is written now would be lost")
	require.NoError(t, os.WriteFile(file, []byte("a backup"), 0o600))
	require.Equal(t, domain.Unavailable, domain.KindOf(s.Ping(t.Context())))

	require.NoError(t, os.Rename(file+".away", file))
	require.NoError(t, s.Ping(t.Context()))
	require.NoError(t, write())
}
