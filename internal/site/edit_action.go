package site

import (
	"net/url"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

func (s *Site) newAction(r *request) error {
	p, err := r.committing()
	if err != nil {
		return err
	}
	fields, err := r.actionFields(p, domain.Action{}, form.Show(url.Values{"duties": r.Request.URL.Query()["rec"]}))
	if err != nil {
		return err
	}
	return r.showNewAction(p, fields)
}

// committing is a body for which the visitor may keep actions.
func (r *request) committing() (workplace, error) {
	p, err := r.workplace()
	if err == nil && len(r.editable(p)) == 0 {
		err = domain.Missing()
	}
	return p, err
}

func (r *request) showNewAction(p workplace, fields page.ActionFields) error {
	return r.form(fields.Form, page.NewAction(r.at(p, fields.Form), page.NewActionPage{
		Body: p.body.Name, Action: p.href("/actions/new"), Back: p.href("/actions"), Fields: fields,
	}))
}

// addAction records an action with its first date, which is kept for ever.
func (s *Site) addAction(r *request) error {
	p, err := r.committing()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields, err := r.actionFields(p, domain.Action{}, f)
	if err != nil {
		return err
	}
	if !f.Ok() {
		return r.showNewAction(p, fields)
	}
	_, err = s.App.AddAction(r.ctx(), r.actor(), app.AddAction{
		Duties: p.keysOf(fields.Duties.Values, s.Report), What: fields.What.Value, Owner: fields.Owner.Value, Date: fields.Date.Value,
		Status: domain.ActionStatus(fields.Status.Value), Evidence: idsOf(fields.Evidence.Values),
	})
	if refusedIn(f, err) {
		return r.showNewAction(p, fields)
	}
	if err != nil {
		return err
	}
	return r.done(p.href("/actions"), "action_added")
}

// anAction is the action that the address names, at its body.
type anAction struct {
	workplace
	action domain.Action
	edits  bool // the visitor may edit it and ask for what needs signing
	signs  bool
}

func (r *request) anAction() (anAction, error) {
	p, err := r.workplace()
	if err != nil {
		return anAction{}, err
	}
	a := anAction{workplace: p}
	if a.action, err = r.site.Reader.Action(r.ctx(), r.seeing(p.own), domain.ID(r.Param("action"))); err != nil {
		return a, err
	}
	if a.action.BodyID != p.body.ID || len(p.serving(a.action.Duties)) == 0 {
		return a, domain.Missing()
	}
	a.edits, a.signs = true, true
	for _, d := range p.serving(a.action.Duties) {
		a.edits = a.edits && r.can(access.EditAction, access.DutyOf(d, p.body))
		a.signs = a.signs && r.can(access.SignAction, access.DutyOf(d, p.body))
	}
	return a, nil
}

func (a anAction) here() string { return a.href("/actions/" + string(a.action.ID)) }

func (s *Site) showAction(r *request) error {
	a, err := r.anAction()
	if err != nil {
		return err
	}
	fields, err := r.actionFields(a.workplace, a.action, form.Show(actionValues(a.workplace, a.action)))
	if err != nil {
		return err
	}
	return r.actionPage(a, fields, changeFields(r, form.Show(nil)))
}

// actionPage shows an action with its slips, and the two forms that change it:
// what may change at any time, and what an approver signs (R23).
func (r *request) actionPage(a anAction, fields page.ActionFields, change page.ChangeFields) error {
	p := page.ActionPage{
		Body: a.body.Name, Line: actionLine(r, a.workplace, a.action), First: r.words.Day(a.action.First),
		Version: a.action.Version, Action: a.here(), Back: a.href("/actions"), Fields: fields, Change: change,
		Edits: a.edits, Over: a.action.Status == domain.ActionDone || a.action.Status == domain.ActionDropped,
	}
	slips, err := r.site.Reader.SealedAbout(r.ctx(), r.seeing(a.own), a.action.ID, domain.SealedSlip)
	if err != nil {
		return err
	}
	for _, slip := range slips {
		var words domain.Statement
		if err := slip.Decode(&words); err != nil {
			return err
		}
		p.Slips = append(p.Slips, page.Fact{
			Key: r.words.T("history.moved", domain.Args{"From": words.From, "To": words.To}), Text: words.Text,
		})
	}
	if a.signs && a.action.Pending != nil {
		p.Sign = r.pendingAction(a.workplace, a.action)
	}
	if p.Evidence, err = r.actionEvidence(a); err != nil {
		return err
	}
	shown := fields.Form
	if !change.Ok() {
		shown = change.Form
	}
	return r.form(shown, page.Action(r.at(a.workplace, shown), p))
}

// actionEvidence is what the action shows for itself.
func (r *request) actionEvidence(a anAction) ([]page.Piece, error) {
	known, err := r.site.Reader.EvidenceByIDs(r.ctx(), r.seeing(a.own), a.action.Evidence)
	if err != nil {
		return nil, err
	}
	var pieces []page.Piece
	for _, id := range a.action.Evidence {
		if e, found := known[id]; found {
			pieces = append(pieces, evidencePiece(r.words, e))
		}
	}
	return pieces, nil
}

// editAction saves what may change at any time.
func (s *Site) editAction(r *request) error {
	a, err := r.anAction()
	if err == nil && !a.edits {
		err = domain.Refused("not_yours", nil)
	}
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	fields, err := r.actionFields(a.workplace, a.action, f)
	if err != nil {
		return err
	}
	if !f.Ok() {
		return r.actionPage(a, fields, changeFields(r, form.Show(nil)))
	}
	_, err = s.App.EditAction(r.ctx(), r.actor(), app.EditAction{
		ID: a.action.ID, Guard: guard, Duties: a.keysOf(fields.Duties.Values, s.Report), What: fields.What.Value,
		Owner: fields.Owner.Value, Status: domain.ActionStatus(fields.Status.Value), Evidence: idsOf(fields.Evidence.Values),
	})
	switch {
	case refusedIn(f, err):
		return r.actionPage(a, fields, changeFields(r, form.Show(nil)))
	case domain.KindOf(err) == domain.Conflict:
		return r.actionRace(a, fields, err)
	case err != nil:
		return err
	}
	return r.done(a.here(), "action_saved")
}

func (r *request) actionRace(a anAction, fields page.ActionFields, err error) error {
	w, typed := r.words, r.postForm()
	typed.Set("version", strconv.Itoa(a.action.Version))
	return r.lost(err, race{view: r.at(a.workplace, nil), now: a.here(), action: a.here(), values: typed, differs: []page.Difference{
		{Label: fields.What.Label, Yours: fields.What.Value, Now: a.action.What},
		{Label: fields.Owner.Label, Yours: fields.Owner.Value, Now: a.action.Owner},
		{Label: fields.Status.Label, Yours: wordOrNone(w, "action_status", fields.Status.Value), Now: w.Word("action_status", string(a.action.Status))},
	}})
}
