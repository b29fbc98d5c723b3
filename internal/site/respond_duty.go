package site

import (
	"net/http"
	"net/url"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// editResponse is the page on which a body answers a recommendation.
func (s *Site) editResponse(r *request) error {
	m, err := r.matter(access.Respond)
	if err != nil {
		return err
	}
	if err := m.duty.State.MayReport(); err != nil {
		return err
	}
	values := url.Values{"owner": {m.duty.Owner}}
	if m.duty.State.Response != domain.ResponseAwaited {
		values.Set("response", string(m.duty.State.Response))
	}
	form.SetDay(values, "target", m.duty.State.Target)
	f := form.Show(values)
	return s.responsePage(r, m, f, responseFields(r, m, f))
}

func responseFields(r *request, m matter, f *form.Form) page.ResponseFields {
	w := r.words
	fields := page.ResponseFields{
		Form: f,
		Response: f.Choice("response", form.Ask{Label: w.T("respond_duty.response"), Show: form.Public, Required: true},
			options(w, "response", domain.Responses())),
		Reason: f.Lines("reason", form.Ask{Label: w.T("respond_duty.reason"), Hint: w.T("respond_duty.reason_hint"), Show: form.Public}, maxReason),
		Owner:  f.Text("owner", form.Ask{Label: w.T("respond_duty.owner"), Hint: w.T("respond_duty.owner_hint"), Show: form.Public}, 120),
	}
	if m.duty.State.FirstTarget.IsZero() {
		fields.Target = f.Day("target", form.Ask{Label: w.T("respond_duty.target"), Hint: w.T("respond_duty.target_hint"), Show: form.Public})
	}
	return fields
}

func (s *Site) responsePage(r *request, m matter, f *form.Form, fields page.ResponseFields) error {
	if f.Ok() {
		return r.showResponse(http.StatusOK, m, fields)
	}
	return r.showResponse(http.StatusUnprocessableEntity, m, fields)
}

func (r *request) showResponse(status int, m matter, fields page.ResponseFields) error {
	v := r.view().WithForm(fields.Form)
	v.Crumbs = m.where().Crumbs(r.words.T("nav.bodies"))
	return r.show(status, page.RespondDuty(v, page.ResponsePage{
		Where: m.where(), Version: m.duty.Version, Fields: fields, Requirements: requirementFacts(m),
	}))
}

// requirementFacts are the requirements with what counts as proof.
func requirementFacts(m matter) []page.Fact {
	facts := make([]page.Fact, 0, len(m.duty.Requirements))
	for _, q := range m.owed() {
		facts = append(facts, page.Fact{Key: q.Key + ". " + q.Title, Text: q.Proof})
	}
	return facts
}

func (s *Site) respond(r *request) error {
	m, err := r.matter(access.Respond)
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	fields := responseFields(r, m, f)
	if !f.Ok() {
		return s.responsePage(r, m, f, fields)
	}
	in := app.RespondDuty{
		Key: m.key, Guard: guard, Response: domain.Response(fields.Response.Value), Reason: fields.Reason.Value, Owner: fields.Owner.Value,
	}
	if fields.Target != nil {
		in.Target = fields.Target.Value
	} else { // sent before there was a date
		in.Target = form.Read(r.postForm()).Day("target", form.Ask{}).Value
	}
	err = s.App.RespondDuty(r.ctx(), r.actor(), in)
	switch domain.KindOf(err) {
	case domain.Invalid:
		f.Apply(domain.AsProblems(err))
		return s.responsePage(r, m, f, fields)
	case domain.Conflict:
		return s.responseConflict(r, m, err)
	case domain.Forbidden: // closed since the form was opened: nothing typed is lost
		f.Apply(domain.AsProblems(err))
		return r.showResponse(http.StatusForbidden, m, fields)
	}
	if err != nil {
		return err
	}
	return r.done(m.href(""), "responded")
}

// responseConflict shows the answer typed beside the one that stands now.
func (s *Site) responseConflict(r *request, m matter, lost error) error {
	problem := domain.AsProblems(lost)[0]
	now, _ := problem.Now.(domain.Duty)
	typed := r.postForm()
	typed.Set("version", strconv.Itoa(now.Version))
	h, err := r.history(m, true)
	if err != nil {
		return err
	}
	w := r.words
	return r.lost(problem, race{view: r.below(m, nil), now: m.href("/response"), action: m.href("/response"), values: typed, differs: []page.Difference{
		{Label: w.T("respond_duty.response"), Yours: wordOrNone(w, "response", typed.Get("response")), Now: w.Word("response", string(now.State.Response))},
		{Label: w.T("respond_duty.reason"), Yours: typed.Get("reason"), Now: h.reasons(func(row domain.Sealed) bool { return row.Kind == domain.SealedResponse })},
		{Label: w.T("respond_duty.owner"), Yours: typed.Get("owner"), Now: now.Owner},
	}})
}
