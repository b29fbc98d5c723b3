package site

import (
	"strconv"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// The two things that an approver signs of an action.
const (
	changeDone = "done"
	changeDate = "date"
)

// changeFields ask for what needs signing. Their names are apart from those of
// the form beside them.
func changeFields(r *request, f *form.Form) page.ChangeFields {
	w := r.words
	return page.ChangeFields{
		Form: f,
		Change: f.Choice("change", form.Ask{Label: w.T("propose_change.change"), Required: true, Missing: "action.nothing_to_sign"}, []form.Option{
			{Value: changeDone, Label: w.T("propose_change.done")},
			{Value: changeDate, Label: w.T("propose_change.date")},
		}),
		Date:   f.Day("date", private(w.T("propose_change.new_date"), "")),
		Reason: f.Lines("reason", private(w.T("propose_change.reason"), w.T("propose_change.reason_hint")), maxReason),
	}
}

// proposeChange puts *done*, or a new date with its reason, before an approver.
func (s *Site) proposeChange(r *request) error {
	a, err := r.anAction()
	if err == nil && !a.edits {
		err = domain.Refused("not_yours", nil)
	}
	if err != nil {
		return err
	}
	fields, err := r.actionFields(a.workplace, a.action, form.Show(actionValues(a.workplace, a.action)))
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	change := changeFields(r, f)
	if !f.Ok() {
		return r.actionPage(a, fields, change)
	}
	in := app.ProposeActionChange{ID: a.action.ID, Guard: guard, Done: change.Change.Value == changeDone}
	if !in.Done {
		in.Date, in.Reason = change.Date.Value, change.Reason.Value
	}
	err = s.App.ProposeActionChange(r.ctx(), r.actor(), in)
	switch {
	case refusedIn(f, err):
		return r.actionPage(a, fields, change)
	case domain.KindOf(err) == domain.Conflict:
		typed := r.postForm()
		typed.Set("version", strconv.Itoa(a.action.Version))
		return r.lost(err, race{view: r.at(a.workplace, nil), now: a.here(), action: a.here() + "/change", values: typed, differs: []page.Difference{
			{Label: change.Date.Label, Yours: r.words.Day(change.Date.Value), Now: r.words.Day(a.action.Present)},
			{Label: change.Reason.Label, Yours: change.Reason.Value},
		}})
	case err != nil:
		return err
	}
	return r.done(a.here(), "change_proposed")
}
