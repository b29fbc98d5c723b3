package app_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/files"
	"heed/internal/store"
)

// age makes every file of evidence as old as the world is.
func (w *world) age() {
	w.t.Helper()
	for _, path := range w.kept() {
		require.NoError(w.t, os.Chtimes(path, *w.clock, *w.clock))
	}
}

func TestSweepTakesWhatNobodyNeeds(t *testing.T) {
	w := newWorld(t)
	_, err := w.AddEvidence(w.ctx, w.as("rita"), textFile("RJ1", "minutes.txt", "Minutes."))
	require.NoError(t, err)
	kept := w.kept()
	require.Len(t, kept, 1)
	folder, err := files.NewFolder(w.dir, 1<<20)
	require.NoError(t, err)
	_, err = folder.Put(w.ctx, "id-999999", "stray.txt", strings.NewReader("Its row never came."))
	require.NoError(t, err)
	for token, lasts := range map[string]time.Duration{"over": time.Hour, "alive": 72 * time.Hour} {
		require.NoError(t, w.store.Sessions().AddSession(w.ctx, store.Session{
			TokenHash: token, PersonID: "rita", ExpiresAt: w.clock.Add(lasts), SeenAt: *w.clock,
		}))
	}
	w.age()
	w.changesNothing(func() error { // all of it is too young
		_, err := w.Sweep(w.ctx)
		return err
	})
	w.pass(2)
	swept, err := w.Sweep(w.ctx)
	require.NoError(t, err)
	require.Equal(t, app.Swept{Files: 1, Rows: 1}, swept)
	require.Equal(t, kept, w.kept(), "what has a row stays")
	require.Equal(t, []string{"alive"}, w.column(`SELECT token_hash FROM session`))
}
