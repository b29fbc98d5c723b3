package app_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/store"
)

// promise is a note that puts a body away until a day by when it promised a duty.
func (w *world) promise(body string, rec int, by domain.Day) app.NoteChase {
	w.t.Helper()
	duty, err := w.store.Reader().DutyByKey(w.ctx, domain.Scope{All: true}, dutyAt(body, rec))
	require.NoError(w.t, err)
	seen := []domain.ChaseMatter{{Duty: duty.ID, Rec: rec, Silent: true, SilentSince: w.today().Add(-20)}}
	return app.NoteChase{Report: "ctr", Body: body, Guard: w.chase(body).Version, Text: "They will answer by then.", Promised: by, Away: true,
		Seen: seen, Before: domain.ChaseSeen(seen)}
}

// chase is how far oversight has come with a body.
func (w *world) chase(code string) (c domain.Chase) {
	w.t.Helper()
	require.NoError(w.t, w.store.Write(w.ctx, func(tx *store.Tx) error {
		body, err := tx.BodyByCode(code)
		require.NoError(w.t, err)
		if c, err = tx.Chase("ctr", body.ID); domain.KindOf(err) == domain.NotFound {
			err = nil
		}
		return err
	}))
	return c
}

func TestR19_TakeChase(t *testing.T) {
	w := newWorld(t)
	take := func(actor domain.Actor) error {
		return w.TakeChase(w.ctx, actor, app.TakeChase{Report: "ctr", Body: "RJ1"})
	}
	w.strangers([]string{"rita", "anna", "aud", "obs"}, []string{"hill", "sean", "shona", "asa", "adam"}, take)
	w.happens(func() error { return take(w.as("rex")) }, domain.ChaseTakenE)
	require.Equal(t, domain.ID("rex"), w.chase("RJ1").Holder)
	w.changesNothing(func() error { return take(w.as("rex")) })
	w.refuses(domain.Conflict, "chase.taken", func() error { return take(w.as("rose")) })
	w.refuses(domain.NotFound, "not_found", func() error {
		return w.TakeChase(w.ctx, w.as("rex"), app.TakeChase{Report: "another", Body: "RJ1"})
	})

	var at sync.WaitGroup // two at once: one has it, the other is told
	results := make(chan error, 2)
	for _, name := range []string{"rex", "rose"} {
		actor := w.as(name)
		at.Go(func() {
			results <- w.TakeChase(w.ctx, actor, app.TakeChase{Report: "ctr", Body: "RX9"})
		})
	}
	at.Wait()
	first, second := <-results, <-results
	require.True(t, (first == nil) != (second == nil), "%v, %v", first, second)
}

func TestR19_HandOnChase(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.TakeChase(w.ctx, w.as("rex"), app.TakeChase{Report: "ctr", Body: "RJ1"}))
	in := app.HandOnChase{Report: "ctr", Body: "RJ1", To: "rose"}
	hand := func(actor domain.Actor) error { return w.HandOnChase(w.ctx, actor, in) }
	w.strangers([]string{"rita", "aud"}, []string{"hill", "sean"}, hand)
	w.refuses(domain.Conflict, "chase.changed", func() error { return hand(w.as("rex")) })
	in.Guard = w.chase("RJ1").Version
	for _, unfit := range []domain.ID{"rita", "sean", "aud", "nobody"} {
		in.To = unfit
		w.refuses(domain.Invalid, "chase.not_theirs", func() error { return hand(w.as("rex")) })
	}
	in.To = "rose"
	w.happens(func() error { return hand(w.as("lea")) }, domain.ChaseTakenE) // rex is away
	w.changesNothing(func() error { return hand(w.as("lea")) })
	in.Guard, in.To = w.chase("RJ1").Version, ""
	w.happens(func() error { return hand(w.as("rose")) }, domain.ChaseTakenE)
	require.Empty(t, w.chase("RJ1").Holder)
}

func TestR19_NoteChase(t *testing.T) {
	w := newWorld(t)
	in := w.promise("RJ1", 14, w.today().Add(9))
	note := func(actor domain.Actor) error { return w.NoteChase(w.ctx, actor, in) }
	w.strangers([]string{"rita", "anna", "aud", "obs"}, []string{"hill", "sean", "shona", "asa"}, note)
	w.happens(func() error { return note(w.as("rex")) }, domain.ChaseNotedE)
	w.changesNothing(func() error { return note(w.as("rex")) })
	c := w.chase("RJ1")
	require.Equal(t, w.today().Add(9), c.Until)
	require.Equal(t, in.Seen, c.Seen)

	w.refuses(domain.Conflict, "chase.changed", func() error { return note(w.as("rose")) }) // she had the list before her as it was
	in = app.NoteChase{Report: "ctr", Body: "RJ1", Guard: c.Version, Text: "No answer today.", Seen: in.Seen, Before: "what stood before"}
	w.refuses(domain.Conflict, "chase.moved", func() error { return note(w.as("rose")) }) // something moved while she wrote
	in.Before = domain.ChaseSeen(in.Seen)
	w.happens(func() error { return note(w.as("rose")) }, domain.ChaseNotedE)
	require.Empty(t, w.chase("RJ1").Until, "it is on the list again")

	in = w.promise("RJ1", 14, w.today().Add(-1))
	w.refuses(domain.Invalid, "chase.promise_past", func() error { return note(w.as("rex")) })
	in.Promised = ""
	w.refuses(domain.Invalid, "chase.until_missing", func() error { return note(w.as("rex")) })
	in = w.promise("RJ1", 14, w.today().Add(1))
	in.Seen[0].Duty = w.promise("RX9", 14, "").Seen[0].Duty // of another body
	w.refuses(domain.NotFound, "not_found", func() error { return note(w.as("rex")) })

	scope := domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}}}
	notes, err := w.store.Reader().ChaseNotes(w.ctx, scope, "ctr", c.BodyID)
	require.NoError(t, err)
	require.Len(t, notes, 2)
	require.Equal(t, []domain.ID{"rex", "rose"}, []domain.ID{notes[0].By, notes[1].By})
}
