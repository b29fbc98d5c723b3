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

// noChangePage lists the duties that a body could confirm as they stand.
func (s *Site) noChangePage(r *request) error {
	body, fields, err := s.noChangeFields(r, form.Show(nil), nil)
	if err != nil {
		return err
	}
	return r.showNoChange(body, fields)
}

func (r *request) showNoChange(body domain.Body, fields page.NoChangeFields) error {
	v := r.view().WithForm(fields.Form)
	v.Crumbs = bodyCrumbs(r, body)
	return r.form(fields.Form, page.ConfirmNoChange(v, page.NoChangePage{Body: body.Name, BodyHref: bodyHref(body.Code), Fields: fields}))
}

// noChangeFields offers the duties whose return an open round asks for, unwritten and has a
// signed version before it. What a form sent besides, the verb judges: one that
// was confirmed already is answered as it was then.
func (s *Site) noChangeFields(r *request, f *form.Form, sent []string) (domain.Body, page.NoChangeFields, error) {
	scope := s.App.Scope(r.actor(), access.Submit)
	body, open, err := r.bodyReturns(scope, r.Param("body"), domain.ReturnAwaited)
	if err != nil {
		return body, page.NoChangeFields{}, err
	}
	pack, err := s.Reader.Pack(r.ctx(), s.Report)
	if err != nil {
		return body, page.NoChangeFields{}, err
	}
	rounds, err := s.Reader.Rounds(r.ctx(), s.Report)
	if err != nil {
		return body, page.NoChangeFields{}, err
	}
	var choices []form.Option
	for _, o := range open {
		in := func(round domain.Round) bool { return round.IsOpen() && round.ID == o.head.RoundID }
		if o.duty.State.Signed == 0 || !slices.ContainsFunc(rounds, in) {
			continue // a round that is over, and passed in silence, asks for nothing any more
		}
		rec, _ := pack.Recommendation(o.duty.Rec)
		choices = append(choices, form.Option{
			Value: strconv.Itoa(rec.No), Label: strconv.Itoa(rec.No) + ". " + rec.Short,
			Hint: r.words.T("no_change.last", domain.Args{
				"Status": r.words.Word("status", string(o.duty.State.Status)), "When": domain.DayOf(o.duty.State.SignedAt),
			}),
		})
	}
	for _, value := range sent {
		offered := slices.ContainsFunc(choices, func(o form.Option) bool { return o.Value == value })
		if rec, known := pack.Recommendation(number(value)); known && !offered {
			choices = append(choices, form.Option{Value: value, Label: recName(&rec)})
		}
	}
	return body, page.NoChangeFields{
		Form:   f,
		Duties: f.Choices("duties", form.Ask{Label: r.words.T("no_change.duties"), Hint: r.words.T("no_change.duties_hint"), Required: true}, choices),
	}, nil
}

// confirmNoChange submits the last signed versions again as they stand.
func (s *Site) confirmNoChange(r *request) error {
	f := form.Read(r.postForm())
	body, fields, err := s.noChangeFields(r, f, r.postForm()["duties"])
	if err != nil {
		return err
	}
	if len(fields.Duties.Options) == 0 {
		return s.noChangePage(r) // there is nothing left to confirm, which the page says
	}
	if !f.Ok() {
		return r.showNoChange(body, fields)
	}
	var in []app.ConfirmNoChange
	for _, value := range fields.Duties.Values {
		no, _ := strconv.Atoi(value) // one of the options, which are numbers
		in = append(in, app.ConfirmNoChange{Key: domain.DutyKey{Body: body.Code, Report: s.Report, Rec: no}})
	}
	if err := s.App.ConfirmNoChange(r.ctx(), r.actor(), in); err != nil {
		return err
	}
	return r.done(bodyHref(body.Code), "no_change_confirmed")
}
