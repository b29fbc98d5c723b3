package storetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

func (w *world) presentChase(t *testing.T) {
	t.Run("chase", func(t *testing.T) {
		keep(t, w, noun[domain.Chase]{
			fresh: domain.Chase{Report: report, BodyID: w.trust.ID, Holder: w.person.ID},
			change: func(c *domain.Chase) {
				c.Until, c.Seen = "2026-12-03", []domain.ChaseMatter{{Duty: w.duty.ID, Rec: 14}}
			},
			put: (*store.Tx).PutChase,
			get: func(tx *store.Tx, id domain.ID) (domain.Chase, error) {
				if id == nobody {
					return tx.Chase(report, w.university.ID)
				}
				return tx.Chase(report, w.trust.ID)
			},
			id: func(c *domain.Chase) *domain.ID { return &c.ID }, version: func(c *domain.Chase) *int { return &c.Version },
		})
		err := w.Write(t.Context(), func(tx *store.Tx) error { return tx.PutChase(&domain.Chase{Report: report, BodyID: w.trust.ID}) })
		require.Equal(t, domain.Conflict, domain.KindOf(err), "there is one for each body and report: %v", err)
	})
}

// chaseNotes: what was noted of a body is there for whoever chases it, and in no
// list of another kind; the states of its duties since, likewise.
func chaseNotes(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	var first, second domain.Sealed
	w.write(t, func(tx *store.Tx) (err error) {
		note := domain.Sealed{Kind: domain.SealedChase, BodyID: w.trust.ID, By: w.person.ID}
		first, err = tx.Seal(note, domain.ChaseNote{Report: report, Text: "By Christmas.", Promised: "2026-12-24", Seen: []domain.ChaseMatter{{Duty: w.duty.ID}}})
		require.NoError(t, err)
		require.NoError(t, tx.Append(&domain.Event{Type: domain.ChaseNotedE, Body: w.trust.ID, Sealed: first.ID, Digest: first.Digest}))
		second, err = tx.Seal(note, domain.ChaseNote{Report: "another", Text: "Another report."})
		require.NoError(t, err)
		return tx.Append(&domain.Event{Type: domain.ChaseNotedE, Body: w.trust.ID, Sealed: second.ID, Digest: second.Digest})
	})
	w.clock.Pass(time.Hour)
	state := w.duty.State.Clone()
	state.Signed, state.SignedAt = 2, w.clock.Now()
	w.write(t, func(tx *store.Tx) error {
		return tx.Append(&domain.Event{Type: domain.ReturnSignedE, Duty: w.duty.ID, Body: w.trust.ID, State: &state})
	})
	r, ctx := w.Reader(), t.Context()
	for path, sees := range map[string]bool{w.trust.Path: true, "uk/england": true, "uk/wales": false, "uk/scotland": false} {
		scope := domain.Scope{Grants: []domain.Grant{{Path: path}}}
		notes, err := r.ChaseNotes(ctx, scope, report, w.trust.ID)
		require.NoError(t, err)
		states, err := r.StatesAfter(ctx, scope, first.Seq, []domain.ID{w.duty.ID, w.other.ID})
		require.NoError(t, err)
		if !sees {
			require.Empty(t, notes, path)
			require.Empty(t, states, path)
			continue
		}
		require.Len(t, notes, 1)
		require.Equal(t, domain.ChaseNote{Report: report, Text: "By Christmas.", Promised: "2026-12-24", Seen: []domain.ChaseMatter{{Duty: w.duty.ID}},
			By: w.person.ID, At: first.At, Seq: first.Seq}, notes[0])
		require.Len(t, states, 1)
		require.Equal(t, state, states[0].State)
	}
	none, err := r.ChaseNotes(ctx, domain.Scope{}, report, w.trust.ID)
	require.NoError(t, err)
	require.Empty(t, none)
	whole, err := r.History(ctx, everywhere(), w.duty.ID, 0)
	require.NoError(t, err)
	require.NotContains(t, idsOf(whole, func(s domain.Sealed) domain.ID { return s.ID }), first.ID)

	w.write(t, func(tx *store.Tx) error { return tx.RedactSealed(first.ID, 99) })
	notes, err := r.ChaseNotes(ctx, everywhere(), report, w.trust.ID)
	require.NoError(t, err)
	require.Equal(t, []domain.ChaseNote{{Report: report, By: w.person.ID, At: first.At, Seq: first.Seq, Destroyed: true}}, notes)
	require.NoError(t, r.Snapshot(ctx, func(s *store.Snap) error {
		chases, err := s.Chases(report)
		require.Empty(t, chases)
		return err
	}))
}
