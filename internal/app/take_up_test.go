package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// scotland is the Scottish take-up of the report.
func scotland() domain.TakeUp {
	return domain.TakeUp{
		Report: "ctr", Nation: domain.Scotland, From: "2026-12-01", Recs: []int{1, 14}, Words: "We will see to it.",
		ExpectedBy: map[int]domain.Day{1: "2028-03-31"},
	}
}

func TestR4_TakeUpIsEachNationsOwn(t *testing.T) {
	w := newWorld(t)
	in := app.TakeUp{TakeUp: scotland()}
	take := func(actor domain.Actor) error {
		_, err := w.TakeUp(w.ctx, actor, in)
		return err
	}
	w.strangers([]string{"sean", "aud", "obs"}, []string{"lea", "rex", "loch", "adam"}, take) // DHSC's lead on uk has no verb there
	w.happens(func() error { return take(w.as("shona")) }, domain.TakeUpRecorded)
	w.changesNothing(func() error { return take(w.as("shona")) })

	all, err := w.store.Reader().TakeUps(w.ctx, "ctr")
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, "We will see to it.", all[0].Words)
	require.True(t, all[0].Monitors(1, "2026-12-01"))
	require.False(t, all[0].Monitors(1, "2026-11-30"))
	require.False(t, all[0].Monitors(3, "2027-01-01"))

	in.TakeUp.Words = "We will see to it, with more money."
	w.refuses(domain.Conflict, "take_up.changed", func() error { return take(w.as("shona")) })
	in.Guard = all[0].Version
	w.happens(func() error { return take(w.as("shona")) }, domain.TakeUpRecorded)
	require.Len(t, w.about(all[0].ID, domain.SealedTakeUp), 2, "each form that it has had stays in the record")
}

func TestTakeUpRefuses(t *testing.T) {
	w := newWorld(t)
	for key, spoil := range map[string]func(*domain.TakeUp){
		"take_up.from_missing":         func(t *domain.TakeUp) { t.From = "" },
		"take_up.words_missing":        func(t *domain.TakeUp) { t.Words = "" },
		"take_up.rec_unknown":          func(t *domain.TakeUp) { t.Recs = []int{99} },
		"take_up.expected_before_from": func(t *domain.TakeUp) { t.ExpectedBy = map[int]domain.Day{1: "2026-01-01"} },
	} {
		unfit := scotland()
		spoil(&unfit)
		w.refuses(domain.Invalid, key, func() error {
			_, err := w.TakeUp(w.ctx, w.as("shona"), app.TakeUp{TakeUp: unfit})
			return err
		})
	}
	for _, nowhere := range []func(*domain.TakeUp){
		func(t *domain.TakeUp) { t.Report = "other" },
		func(t *domain.TakeUp) { t.Nation = "atlantis" },
	} {
		unfit := scotland()
		nowhere(&unfit)
		w.refuses(domain.NotFound, "not_found", func() error {
			_, err := w.TakeUp(w.ctx, w.as("shona"), app.TakeUp{TakeUp: unfit})
			return err
		})
	}
	whole := scotland()
	whole.Nation = domain.UK // the UK as such has no oversight: its bodies come under England's
	w.refuses(domain.NotFound, "not_found", func() error {
		_, err := w.TakeUp(w.ctx, w.as("lea"), app.TakeUp{TakeUp: whole})
		return err
	})
}

// figures is Scotland's figures of this moment.
func (w *world) figures() domain.Release {
	w.t.Helper()
	return domain.Release{
		Report: "ctr", Nation: domain.Scotland, Day: w.today(), Seq: w.head(),
		Words: map[domain.ID]domain.Word{
			w.duty(dutyAt("S08", 1)).ID:  domain.WordClaimed,
			w.duty(dutyAt("S08", 14)).ID: domain.WordNotYetDue,
			w.duty(dutyAt("SGOV", 3)).ID: domain.WordNotYetDue,
			w.duty(dutyAt("CSO", 5)).ID:  domain.WordNotYetDue,
		},
	}
}

func TestR4_ReleaseFigures(t *testing.T) {
	w := newWorld(t)
	release := func(actor domain.Actor, of domain.Release) error {
		_, err := w.ReleaseFigures(w.ctx, actor, app.ReleaseFigures{Release: of})
		return err
	}
	now := w.figures()
	w.strangers([]string{"sean", "aud"}, []string{"lea", "loch", "adam"}, func(actor domain.Actor) error { return release(actor, now) })
	w.happens(func() error { return release(w.as("shona"), now) }, domain.FiguresReleased)
	last, err := w.store.Reader().LastReleases(w.ctx, "ctr")
	require.NoError(t, err)
	require.Equal(t, now.Words, last[domain.Scotland].Words)
	require.Equal(t, w.head(), last[domain.Scotland].Seq)
	require.Equal(t, domain.ID("shona"), last[domain.Scotland].By)

	w.changesNothing(func() error { return release(w.as("shona"), now) })
	w.claimed()
	moved := w.figures()
	moved.Words[w.duty(dutyAt("S08", 1)).ID] = domain.WordSilent
	moved.Seq--
	w.refuses(domain.Conflict, "release.moved_on", func() error { return release(w.as("shona"), moved) })
	short := w.figures()
	delete(short.Words, w.duty(dutyAt("S08", 1)).ID)
	w.refuses(domain.Invalid, "release.incomplete", func() error { return release(w.as("shona"), short) })
	foreign := w.figures()
	foreign.Words[w.duty(riverside(1)).ID] = domain.WordSilent
	w.refuses(domain.Invalid, "release.not_the_nations", func() error { return release(w.as("shona"), foreign) })
	old := w.figures()
	old.Words[w.duty(dutyAt("S08", 1)).ID] = domain.WordSilent
	w.pass(1)
	w.refuses(domain.Conflict, "release.moved_on", func() error { return release(w.as("shona"), old) })
}
