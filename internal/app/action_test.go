package app_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/store"
)

// step is an action under the funder's duty.
func step() app.AddAction {
	return app.AddAction{
		Duties: []domain.DutyKey{dutyAt("NIHR", 5)}, What: "Open a call for nurses.", Owner: "Head of Programmes",
		Date: "2027-03-31", Status: domain.ActionPlanned,
	}
}

func (w *world) action(who string, in app.AddAction) domain.Action {
	w.t.Helper()
	action, err := w.AddAction(w.ctx, w.as(who), in)
	require.NoError(w.t, err)
	return action
}

// stands is an action as it stands.
func (w *world) stands(id domain.ID) domain.Action {
	w.t.Helper()
	action, err := w.store.Reader().Action(w.ctx, all(), id)
	require.NoError(w.t, err)
	return action
}

func TestR23_AddAction(t *testing.T) {
	w := newWorld(t)
	add := func(actor domain.Actor) error {
		_, err := w.AddAction(w.ctx, actor, step())
		return err
	}
	w.strangers([]string{"finn", "rex", "aud"}, []string{"rita", "hill", "asa", "adam"}, add)
	w.happens(func() error { return add(w.as("fay")) }, domain.ActionAdded)
	w.changesNothing(func() error { return add(w.as("fay")) })
}

func TestAddActionRefuses(t *testing.T) {
	w := newWorld(t)
	theirs := w.proof("rita", "RJ1")
	for key, spoil := range map[string]func(*app.AddAction){
		"action.what_missing":       func(in *app.AddAction) { in.What = "" },
		"action.owner_missing":      func(in *app.AddAction) { in.Owner = "" },
		"action.date_missing":       func(in *app.AddAction) { in.Date = "" },
		"action.status_missing":     func(in *app.AddAction) { in.Status = "" },
		"action.duties_missing":     func(in *app.AddAction) { in.Duties = nil },
		"action.done_needs_signing": func(in *app.AddAction) { in.Status = domain.ActionDone },
	} {
		in := step()
		spoil(&in)
		w.refuses(domain.Invalid, key, func() error {
			_, err := w.AddAction(w.ctx, w.as("fay"), in)
			return err
		})
	}
	in := step()
	in.Evidence = []domain.ID{theirs.ID}
	w.refuses(domain.NotFound, "not_found", func() error {
		_, err := w.AddAction(w.ctx, w.as("fay"), in)
		return err
	})
}

func TestR23_AnActionServesSeveralDutiesOfOneBody(t *testing.T) {
	w := newWorld(t)
	in := step()
	in.Duties = []domain.DutyKey{riverside(1), riverside(14)}
	action := w.action("rita", in)
	require.Len(t, action.Duties, 2)

	// hr may act on 14 alone, so not on what serves 1 too.
	edit := app.EditAction{ID: action.ID, Guard: action.Version, Duties: in.Duties, What: "Other", Owner: "HR", Status: domain.ActionPlanned}
	w.refuses(domain.NotFound, "not_found", func() error {
		_, err := w.EditAction(w.ctx, w.as("hr"), edit)
		return err
	})
	// Somebody of two bodies can't let one action serve both.
	inside(w, func(tx *store.Tx) (domain.ID, error) {
		return "rita", someone{name: "rita", employer: "RJ1", role: domain.Reporter, on: "RX9"}.put(tx)
	})
	in.Duties = []domain.DutyKey{riverside(1), dutyAt("RX9", 1)}
	w.refuses(domain.Invalid, "action.one_body", func() error {
		_, err := w.AddAction(w.ctx, w.as("rita"), in)
		return err
	})
}

func TestR23_EditAction(t *testing.T) {
	w := newWorld(t)
	action := w.action("fay", step())
	in := app.EditAction{
		ID: action.ID, Guard: action.Version, Duties: step().Duties, What: "Open two calls.", Owner: "Director",
		Status: domain.ActionUnderWay,
	}
	edit := func(actor domain.Actor) error {
		_, err := w.EditAction(w.ctx, actor, in)
		return err
	}
	w.strangers([]string{"finn", "rex"}, []string{"rita", "asa"}, edit)
	w.happens(func() error { return edit(w.as("fay")) }, domain.ActionChanged)
	w.changesNothing(func() error { return edit(w.as("fay")) })
	now := w.stands(action.ID)
	require.Equal(t, "Open two calls.", now.What)
	require.Equal(t, domain.ActionUnderWay, now.Status)
	require.Equal(t, domain.Day("2027-03-31"), now.Present)

	in.What = "Open three calls."
	w.refuses(domain.Conflict, "action.changed", func() error { return edit(w.as("fay")) })
	in.Guard, in.Status = now.Version, domain.ActionDone
	w.refuses(domain.Invalid, "action.done_needs_signing", func() error { return edit(w.as("fay")) })
}

func TestR23_AMovedDateIsASlipWithItsReasonOnceSigned(t *testing.T) {
	w := newWorld(t)
	action := w.action("fay", step())
	propose := app.ProposeActionChange{ID: action.ID, Guard: action.Version, Date: "2027-09-30"}
	ask := func(actor domain.Actor) error { return w.ProposeActionChange(w.ctx, actor, propose) }
	w.refuses(domain.Invalid, "action.slip_reason_missing", func() error { return ask(w.as("fay")) })
	propose.Reason = "The budget came late."
	w.strangers([]string{"finn", "lea"}, []string{"rita"}, ask)
	w.happens(func() error { return ask(w.as("fay")) }, domain.ActionChanged)
	w.changesNothing(func() error { return ask(w.as("fay")) })
	require.Equal(t, domain.Day("2027-03-31"), w.stands(action.ID).Present, "nothing moves before the signature")

	in := app.SignActionChange{ID: action.ID, Guard: w.stands(action.ID).Version, Sign: true}
	sign := func(actor domain.Actor) error { return w.SignActionChange(w.ctx, actor, in) }
	w.strangers([]string{"fay", "lea"}, []string{"anna"}, sign)
	w.happens(func() error { return sign(w.as("finn")) }, domain.ActionSigned)
	now := w.stands(action.ID)
	require.Equal(t, domain.Day("2027-03-31"), now.First, "the first date is kept for ever")
	require.Equal(t, domain.Day("2027-09-30"), now.Present)
	require.Equal(t, 1, now.Slips)
	require.Nil(t, now.Pending)

	slips := w.about(action.ID, domain.SealedSlip)
	require.Len(t, slips, 1)
	require.Equal(t, domain.Statement{Text: "The budget came late.", From: "2027-03-31", To: "2027-09-30"}, w.words(slips[0]))
	w.changesNothing(func() error { return sign(w.as("finn")) })
	in.Sign = false
	w.refuses(domain.Conflict, "action.changed", func() error { return sign(w.as("finn")) })
}

func TestR23_AnActionIsDoneWhenSigned(t *testing.T) {
	w := newWorld(t)
	action := w.action("fay", step())
	require.NoError(t, w.ProposeActionChange(w.ctx, w.as("fay"), app.ProposeActionChange{ID: action.ID, Guard: action.Version, Done: true}))
	in := app.SignActionChange{ID: action.ID, Guard: w.stands(action.ID).Version}
	w.happens(func() error { return w.SignActionChange(w.ctx, w.as("finn"), in) }, domain.ActionSigned)
	require.Equal(t, domain.ActionPlanned, w.stands(action.ID).Status, "given back")

	again := app.ProposeActionChange{ID: action.ID, Guard: w.stands(action.ID).Version, Done: true}
	require.NoError(t, w.ProposeActionChange(w.ctx, w.as("fay"), again))
	in.Guard, in.Sign = w.stands(action.ID).Version, true
	w.happens(func() error { return w.SignActionChange(w.ctx, w.as("finn"), in) }, domain.ActionSigned)
	require.Equal(t, domain.ActionDone, w.stands(action.ID).Status)
	require.Empty(t, w.about(action.ID, domain.SealedSlip), "no date moved")
	in.Guard = w.stands(action.ID).Version
	w.refuses(domain.Conflict, "action.nothing_pending", func() error { return w.SignActionChange(w.ctx, w.as("finn"), in) })
}

func TestR10_WhoAskedForAChangeNeverSignsIt(t *testing.T) {
	w := newWorld(t)
	in := step()
	in.Duties = []domain.DutyKey{riverside(1)}
	action := w.action("both", in)
	require.NoError(t, w.ProposeActionChange(w.ctx, w.as("both"), app.ProposeActionChange{ID: action.ID, Guard: action.Version, Done: true}))
	sign := app.SignActionChange{ID: action.ID, Guard: w.stands(action.ID).Version, Sign: true}
	w.refuses(domain.Forbidden, "sign.drafter", func() error { return w.SignActionChange(w.ctx, w.as("both"), sign) })
	w.happens(func() error { return w.SignActionChange(w.ctx, w.as("anna"), sign) }, domain.ActionSigned)
}

func TestActionWordsStayInTheRecord(t *testing.T) {
	w := newWorld(t)
	action := w.action("fay", step())
	in := app.EditAction{ID: action.ID, Guard: action.Version, Duties: step().Duties, What: "Other words.", Owner: "Director", Status: domain.ActionDropped}
	_, err := w.EditAction(w.ctx, w.as("fay"), in)
	require.NoError(t, err)
	var told []string
	for _, sealed := range w.about(action.ID, domain.SealedAction) {
		var was domain.Action
		require.NoError(t, json.Unmarshal(sealed.Content, &was))
		told = append(told, was.What)
	}
	require.Equal(t, []string{"Open a call for nurses.", "Other words."}, told)
}
