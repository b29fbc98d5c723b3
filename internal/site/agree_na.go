package site

import (
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// notApplying is a duty that its body calls not applicable, with its reason.
type notApplying struct {
	matter
	reason *page.Decision
}

func (r *request) notApplying() (notApplying, error) {
	m, err := r.matter(access.Review)
	if err != nil {
		return notApplying{}, err
	}
	if err := r.notOwn(m); err != nil {
		return notApplying{}, err
	}
	if m.duty.State.Response != domain.ResponseNotApplicable {
		return notApplying{}, domain.Clash("na.not_asked", nil)
	}
	n := notApplying{matter: m}
	h, err := r.history(m, false)
	for i, row := range slices.Backward(h.rows) {
		if row.Kind == domain.SealedResponse {
			n.reason = &h.page[i]
			break
		}
	}
	return n, err
}

func (s *Site) agreeNAPage(r *request) error {
	n, err := r.notApplying()
	if err != nil {
		return err
	}
	return r.showAgreeNA(n, agreeNAFields(r, form.Show(nil)))
}

func agreeNAFields(r *request, f *form.Form) page.AgreeFields {
	return agreeFields(f, r.words.T("agree_na.agree"), []form.Option{
		{Value: sayYes, Label: r.words.T("agree_na.yes"), Hint: r.words.T("agree_na.yes_hint")},
		{Value: sayNo, Label: r.words.T("agree_na.no"), Hint: r.words.T("agree_na.no_hint")},
	}, public(r.words.T("agree_na.reason"), r.words.T("agree_na.reason_hint")))
}

// The answers of a question that is agreed to or not.
const (
	sayYes = "yes"
	sayNo  = "no"
)

func agreeFields(f *form.Form, label string, answers []form.Option, reason form.Ask) page.AgreeFields {
	return page.AgreeFields{
		Form:   f,
		Agree:  f.Choice("agree", form.Ask{Label: label, Required: true}, answers),
		Reason: f.Lines("reason", reason, maxReason),
	}
}

func (r *request) showAgreeNA(n notApplying, fields page.AgreeFields) error {
	p := page.AgreePage{Where: n.where(), Said: n.reason, Version: n.duty.Version, Action: n.href("/not-applicable"), Fields: fields}
	switch s := n.duty.State; {
	case s.NAAgreed:
		p.Now = r.words.T("agree_na.agreed")
	case s.NARefused:
		p.Now = r.words.T("agree_na.refused")
	}
	return r.form(fields.Form, page.AgreeNA(r.below(n.matter, fields.Form), p))
}

// agreeNA lets the response stand or not.
func (s *Site) agreeNA(r *request) error {
	n, err := r.notApplying()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	fields := agreeNAFields(r, f)
	if !f.Ok() {
		return r.showAgreeNA(n, fields)
	}
	err = s.App.AgreeNA(r.ctx(), r.actor(), app.AgreeNA{Key: n.key, Guard: guard, Agree: fields.Agree.Value == sayYes, Reason: fields.Reason.Value})
	switch {
	case refusedIn(f, err):
		return r.showAgreeNA(n, fields)
	case domain.KindOf(err) == domain.Conflict:
		typed := r.postForm()
		typed.Set("version", strconv.Itoa(n.duty.Version))
		return r.lost(err, race{view: r.below(n.matter, nil), now: n.href("/not-applicable"), action: n.href("/not-applicable"), values: typed,
			differs: []page.Difference{{Label: fields.Reason.Label, Yours: fields.Reason.Value}}})
	case err != nil:
		return err
	}
	return r.done(n.href(""), "na_answered")
}
