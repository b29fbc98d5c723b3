package site

import (
	"net/url"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
)

// closing is the duty that oversight closes or opens again.
func (r *request) closing() (matter, error) {
	m, err := r.matter(access.CloseDuty)
	if err != nil {
		return m, err
	}
	return m, r.notOwn(m)
}

func (s *Site) closePage(r *request) error {
	m, err := r.closing()
	if err != nil {
		return err
	}
	values := url.Values{}
	for _, no := range m.duty.State.SupersededBy {
		values.Add("superseded_by", strconv.Itoa(no))
	}
	return r.showClose(m, closeFields(r, m, form.Show(values)))
}

func closeFields(r *request, m matter, f *form.Form) page.CloseFields {
	w := r.words
	closures := domain.Closures()
	// On a form that was sent, the verb says whether the duty can be opened again.
	if m.duty.State.Closure != domain.Open || f.Value("closure") == string(domain.Open) {
		closures = append([]domain.Closure{domain.Open}, closures...)
	}
	var others []form.Option
	for _, rec := range m.pack.Recommendations {
		if !rec.Retired && rec.No != m.rec.No {
			others = append(others, form.Option{Value: rec.Key(), Label: recName(&rec)})
		}
	}
	return page.CloseFields{
		Form:         f,
		Closure:      f.Choice("closure", form.Ask{Label: w.T("close_duty.closure"), Show: form.Public, Required: true, Missing: "closure.missing"}, options(w, "close", closures)),
		SupersededBy: f.Choices("superseded_by", form.Ask{Label: w.T("close_duty.superseded_by")}, others),
		Reason:       f.Lines("reason", public(w.T("close_duty.reason"), ""), maxReason),
	}
}

func (r *request) showClose(m matter, fields page.CloseFields) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	waiting := 0
	for _, signed := range picture.Signed(view.Cut{View: r.site.App.Scope(r.actor(), access.Review)}) {
		if signed.Head.DutyID == m.duty.ID {
			waiting = signed.Head.Signed
		}
	}
	return r.form(fields.Form, page.CloseDuty(r.below(m, fields.Form), page.ClosePage{
		Where: m.where(), Waiting: waiting, Version: m.duty.Version, Action: m.href("/close"), Fields: fields,
		Now: r.words.Word("closure", string(m.duty.State.Closure)), Confirmed: m.duty.Confirmed(r.day()),
	}))
}

// closeDuty closes the duty or opens it again: a decision by itself (R12).
func (s *Site) closeDuty(r *request) error {
	m, err := r.closing()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	fields := closeFields(r, m, f)
	if !f.Ok() {
		return r.showClose(m, fields)
	}
	in := app.CloseDuty{Key: m.key, Guard: guard, Closure: domain.Closure(fields.Closure.Value), Reason: fields.Reason.Value}
	if in.Closure == domain.ClosedSuperseded {
		for _, value := range fields.SupersededBy.Values {
			no, _ := strconv.Atoi(value) // one of the options, which are numbers
			in.SupersededBy = append(in.SupersededBy, no)
		}
	}
	err = s.App.CloseDuty(r.ctx(), r.actor(), in)
	switch {
	case refusedIn(f, err):
		return r.showClose(m, fields)
	case domain.KindOf(err) == domain.Conflict:
		return r.closeRace(m, fields, err)
	case err != nil:
		return err
	}
	if in.Closure == domain.Open {
		return r.done(m.href(""), "duty_reopened")
	}
	return r.done(m.href(""), "duty_closed")
}

func (r *request) closeRace(m matter, fields page.CloseFields, err error) error {
	w, typed := r.words, r.postForm()
	typed.Set("version", strconv.Itoa(m.duty.Version))
	return r.lost(err, race{view: r.below(m, nil), now: m.href("/close"), action: m.href("/close"), values: typed, differs: []page.Difference{
		{Label: fields.Closure.Label, Yours: w.Word("closure", fields.Closure.Value), Now: w.Word("closure", string(m.duty.State.Closure))},
		{Label: fields.Reason.Label, Yours: fields.Reason.Value},
	}})
}
