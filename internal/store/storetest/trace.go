package storetest

import (
	"cmp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// traces reads what forecasts learn from, and versions by their names.
func traces(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	before, _ := w.changed(t)
	read := func(after, seq int64) (found []store.Trace) {
		require.NoError(t, w.Reader().Snapshot(t.Context(), func(snap *store.Snap) error {
			return snap.Traces(report, after, seq, func(trace store.Trace) { found = append(found, trace) })
		}))
		slices.SortFunc(found, func(a, b store.Trace) int { return cmp.Or(cmp.Compare(a.DutyID, b.DutyID), cmp.Compare(a.Seq, b.Seq)) })
		return found
	}
	then, now := read(0, before), read(0, before+1)
	require.Len(t, then, 2, "one state of each duty")
	require.Len(t, now, 3)
	require.Equal(t, now[0].DutyID, now[1].DutyID, "the state before is there still")
	require.Equal(t, domain.ResponseAccepted, now[1].State.Response)
	require.Equal(t, domain.Open, now[1].State.Closure)
	require.Equal(t, now[1:2], read(before, before+1), "only what came since")

	key := store.VersionKey{DutyID: w.duty.ID, No: 1}
	versions := func(scope domain.Scope, keys ...store.VersionKey) map[store.VersionKey]domain.Version {
		found, err := w.Reader().Versions(t.Context(), scope, keys)
		require.NoError(t, err)
		return found
	}
	everything := domain.Scope{All: true}
	found := versions(everything, key, store.VersionKey{DutyID: w.duty.ID, No: 2}, store.VersionKey{DutyID: w.other.ID, No: 1})
	require.Len(t, found, 1, "what is not there is left out")
	require.Equal(t, "We opened an office.", found[key].Content.Narrative)
	require.Len(t, versions(domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}}}, key), 1)
	require.Empty(t, versions(domain.Scope{Grants: []domain.Grant{{Path: "uk/wales"}}}, key), "out of scope")
	require.Empty(t, versions(everything))
	w.write(t, func(tx *store.Tx) error { return tx.RedactSealed(w.version.ID, tx.Head()) })
	require.Empty(t, versions(everything, key), "destroyed")
}
