package site

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// actionRoutes are the dated steps that a body commits to.
func (s *Site) actionRoutes() []route {
	return []route{
		get("/bodies/:body/actions", signedIn, s.showActions),
		get("/bodies/:body/actions/new", signedIn, s.newAction),
		post("/bodies/:body/actions/new", signedIn, s.addAction),
		get("/bodies/:body/actions/:action", signedIn, s.showAction),
		post("/bodies/:body/actions/:action", signedIn, s.editAction),
		post("/bodies/:body/actions/:action/change", signedIn, s.proposeChange),
		post("/bodies/:body/actions/:action/sign", signedIn, s.signAction),
	}
}

// maxAction is how much an action's words take, in characters.
const maxAction = 300

// showActions lists a body's actions: those still open, then those that are over.
func (s *Site) showActions(r *request) error {
	p, err := r.workplace()
	if err != nil {
		return err
	}
	actions, err := r.actionsOf(p)
	if err != nil {
		return err
	}
	list := page.ActionsPage{Body: p.body.Name}
	for _, a := range actions {
		line := actionLine(r, p, a)
		if a.Status == domain.ActionDone || a.Status == domain.ActionDropped {
			list.Over = append(list.Over, line)
		} else {
			list.Open = append(list.Open, line)
		}
	}
	if len(r.editable(p)) > 0 {
		list.Add = p.href("/actions/new")
	}
	return r.page(page.Actions(r.at(p, nil), list))
}

// actionsOf are the body's actions that serve a duty the visitor sees, the
// nearest date first.
func (r *request) actionsOf(p workplace) ([]domain.Action, error) {
	all, err := r.site.Reader.ActionsOf(r.ctx(), r.seeing(p.own), p.body.ID)
	all = slices.DeleteFunc(all, func(a domain.Action) bool { return len(p.serving(a.Duties)) == 0 })
	slices.SortStableFunc(all, func(a, b domain.Action) int {
		switch {
		case a.Present < b.Present:
			return -1
		case a.Present > b.Present:
			return 1
		}
		return 0
	})
	return all, err
}

// actionLine is an action in words, with its slips.
func actionLine(r *request, p workplace, a domain.Action) page.ActionLine {
	line := page.ActionLine{
		What: a.What, Href: p.href("/actions/" + string(a.ID)), Owner: a.Owner, Status: a.Status, Date: r.words.Day(a.Present),
		Late: a.Present < r.day() && (a.Status == domain.ActionPlanned || a.Status == domain.ActionUnderWay),
	}
	if a.Slips > 0 {
		line.Slips = r.words.N("actions.slips", a.Slips, domain.Args{"First": a.First})
	}
	if a.Pending != nil {
		line.Pending = pendingLine(r, a)
	}
	for _, d := range p.serving(a.Duties) {
		line.Duties = append(line.Duties, page.Link{Text: p.recOf(d), Href: p.dutyHref(d)})
	}
	return line
}

// dutyActions is the actions of one duty, for its page.
func (r *request) dutyActions(v page.View, m matter, actions []domain.Action) templ.Component {
	p := workplace{body: m.body, duties: []domain.Duty{m.duty}, pack: m.pack}
	lines := make([]page.ActionLine, len(actions))
	for i, a := range actions {
		lines[i] = actionLine(r, p, a)
	}
	add := ""
	if r.past.IsZero() && len(r.editable(p)) > 0 {
		add = p.href("/actions/new?rec=" + m.rec.Key())
	}
	return page.ActionList(v, lines, p.href("/actions"), add)
}

// pendingLine says what of an action waits for signature.
func pendingLine(r *request, a domain.Action) string {
	c := a.Pending
	switch {
	case c.Done && !c.Date.IsZero() && c.Date != a.Present:
		return r.words.T("actions.pending_both", domain.Args{"Day": c.Date})
	case c.Done:
		return r.words.T("actions.pending_done")
	}
	return r.words.T("actions.pending_date", domain.Args{"From": a.Present, "To": c.Date})
}

// editable are the duties on which the visitor may keep actions.
func (r *request) editable(p workplace) []domain.Duty {
	var able []domain.Duty
	for _, d := range p.duties {
		if r.can(access.EditAction, access.DutyOf(d, p.body)) {
			able = append(able, d)
		}
	}
	return able
}

// actionFields ask for what an action says. A new one has its first date; later
// ones are proposed and signed.
func (r *request) actionFields(p workplace, a domain.Action, f *form.Form) (page.ActionFields, error) {
	w := r.words
	library, err := r.site.Reader.EvidenceOf(r.ctx(), r.seeing(p.own), p.body.ID)
	if err != nil {
		return page.ActionFields{}, err
	}
	library = slices.DeleteFunc(library, func(e domain.Evidence) bool { return e.Redacted })
	var duties []form.Option
	for _, d := range r.editable(p) {
		duties = append(duties, form.Option{Value: strconv.Itoa(d.Rec), Label: p.recOf(d)})
	}
	statuses := slices.DeleteFunc(domain.ActionStatuses(), func(s domain.ActionStatus) bool {
		return s == domain.ActionDone && a.Status != domain.ActionDone || s == domain.ActionDropped && a.ID == ""
	})
	fields := page.ActionFields{
		Form:  f,
		What:  f.Lines("what", needed(private(w.T("edit_action.what"), w.T("edit_action.what_hint")), "action.what_missing"), maxAction),
		Owner: f.Text("owner", needed(private(w.T("edit_action.owner"), w.T("edit_action.owner_hint")), "action.owner_missing"), 120),
	}
	if a.ID == "" {
		fields.Date = f.Day("date", needed(private(w.T("edit_action.date"), w.T("edit_action.date_hint")), "action.date_missing"))
	}
	fields.Status = f.Choice("status", needed(private(w.T("edit_action.status"), ""), "action.status_missing"), options(w, "action_status", statuses))
	fields.Duties = f.Choices("duties", needed(form.Ask{Label: w.T("edit_action.duties"), Hint: w.T("edit_action.duties_hint")}, "action.duties_missing"), duties)
	fields.Evidence = f.Choices("evidence", form.Ask{Label: w.T("edit_action.evidence"), Hint: w.T("edit_action.evidence_hint")}, evidenceOptions(w, library))
	if len(library) == 0 && r.can(access.AddEvidence, access.At(p.body.Path)) {
		fields.AddEvidence = p.href("/evidence/new")
	}
	return fields, nil
}

// actionValues is an action as the form's own values.
func actionValues(p workplace, a domain.Action) url.Values {
	v := url.Values{"what": {a.What}, "owner": {a.Owner}, "status": {string(a.Status)}}
	for _, d := range p.serving(a.Duties) {
		v.Add("duties", strconv.Itoa(d.Rec))
	}
	for _, id := range a.Evidence {
		v.Add("evidence", string(id))
	}
	return v
}

// keysOf are the duties that the form names.
func (p workplace) keysOf(recs []string, report string) []domain.DutyKey {
	var keys []domain.DutyKey
	for _, value := range recs {
		no, _ := strconv.Atoi(value) // one of the options, which are numbers
		keys = append(keys, domain.DutyKey{Body: p.body.Code, Report: report, Rec: no})
	}
	return keys
}

func idsOf(values []string) []domain.ID {
	ids := make([]domain.ID, len(values))
	for i, value := range values {
		ids[i] = domain.ID(value)
	}
	return ids
}
