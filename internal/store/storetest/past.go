package storetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// changed brings the first duty, its body and the pack to where they were not
// before, a day later, and returns the number and instant of the last event
// before that.
func (w *world) changed(t *testing.T) (seq int64, at time.Time) {
	t.Helper()
	seq, err := w.Reader().Head(t.Context())
	require.NoError(t, err)
	at = w.clock.Now()
	w.clock.Pass(24 * time.Hour)
	w.write(t, func(tx *store.Tx) error {
		w.duty.Requirements, w.duty.State = []string{"14b"}, w.duty.State.Clone()
		w.duty.State.Response = domain.ResponseAccepted
		event := &domain.Event{Type: domain.DutyChanged, Actor: "operator", Report: report, Duty: w.duty.ID, State: &w.duty.State, Facts: []byte(`{}`)}
		if err := tx.Append(event); err != nil {
			return err
		}
		w.duty.Seq = event.Seq
		if err := tx.PutDuty(&w.duty); err != nil {
			return err
		}
		w.trust.Name, w.trust.Path, w.trust.Seq = "Renamed", "uk/england/south-east/RJ1", event.Seq
		if err := tx.PutBody(&w.trust); err != nil {
			return err
		}
		if err := tx.PutRelease(&domain.Release{Report: report, Nation: domain.Wales, Day: "2026-11-24", Seq: event.Seq}); err != nil {
			return err
		}
		return tx.PutPack(&domain.Pack{Version: 2, Report: domain.Report{Key: report}}, event.Seq)
	})
	return seq, at
}

// past reads how things stood before the last change.
func past(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	before, at := w.changed(t)
	require.NoError(t, w.Reader().Snapshot(t.Context(), func(snap *store.Snap) error {
		seq, err := snap.SeqAt(at.Add(time.Second))
		require.NoError(t, err)
		require.Equal(t, before, seq)
		first, err := snap.SeqAt(at.Add(-time.Hour * 24 * 365))
		require.NoError(t, err)
		require.Zero(t, first)

		duties, err := snap.DutiesAsOf(report, before)
		require.NoError(t, err)
		require.Len(t, duties, 2)
		require.Equal(t, domain.ResponseAwaited, duties[0].State.Response)
		now, err := snap.DutiesAsOf(report, before+1)
		require.NoError(t, err)
		require.Equal(t, domain.ResponseAccepted, now[0].State.Response)
		require.Equal(t, before+1, now[0].Seq)
		none, err := snap.DutiesAsOf(report, 0)
		require.NoError(t, err)
		require.Empty(t, none)

		bodies, err := snap.BodiesAsOf(before)
		require.NoError(t, err)
		require.Len(t, bodies, 2)
		require.Empty(t, bodies[1].Name, "as it was called then")
		require.Equal(t, "uk/england/south-east/RJ1", bodies[1].Path, "but found where it is now")

		pack, err := snap.PackAsOf(report, before)
		require.NoError(t, err)
		require.Equal(t, 1, pack.Version)
		_, err = snap.PackAsOf(report, 0)
		require.Equal(t, domain.NotFound, domain.KindOf(err))
		releases, err := snap.ReleasesAsOf(report, before)
		require.NoError(t, err)
		require.True(t, releases[domain.Wales].Day.IsZero())
		return w.pastEvents(t, snap, before)
	}))
}

// pastEvents reads events and sealed words up to one.
func (w *world) pastEvents(t *testing.T, snap *store.Snap, before int64) error {
	t.Helper()
	named, err := snap.DutiesNamedAfter(before, domain.DutyChanged, domain.DutyRetired)
	require.NoError(t, err)
	require.Equal(t, []domain.ID{w.duty.ID}, named)
	events, err := snap.DutyEventsUpTo(before, named, domain.DutyAssigned, domain.DutyChanged)
	require.NoError(t, err)
	require.Len(t, events, 1)
	require.Equal(t, domain.DutyAssigned, events[0].Type)
	events, err = snap.EventsUpTo(before, domain.BodyRegistered)
	require.NoError(t, err)
	require.Len(t, events, 2)
	said, err := snap.StatementsUpTo(w.version.Seq, []domain.ID{w.duty.ID}, domain.SealedVersion)
	require.NoError(t, err)
	require.Len(t, said, 1)
	said, err = snap.StatementsUpTo(before, []domain.ID{w.other.ID}, domain.SealedQuestion)
	require.NoError(t, err)
	require.Empty(t, said, "sealed later")
	return nil
}
