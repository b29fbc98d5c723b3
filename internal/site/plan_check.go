package site

import (
	"net/url"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// What the form suggests.
const (
	suggestedDraw  = 50
	suggestedReply = 10
	mostReply      = 60
)

func (s *Site) newCheck(r *request) error {
	if len(r.leads(access.PlanCheck)) == 0 {
		return domain.Missing()
	}
	values := url.Values{
		"n": {strconv.Itoa(suggestedDraw)}, "reply_days": {strconv.Itoa(suggestedReply)},
		"unit": {string(domain.CheckClaims)}, "days": {"2"},
	}
	for _, n := range r.leads(access.PlanCheck) {
		values.Add("nations", string(n))
	}
	return r.showPlanOf(domain.SpotCheck{}, form.Show(values))
}

func planValues(p domain.CheckPlan) url.Values {
	values := url.Values{
		"unit": {string(p.Unit)}, "n": {strconv.Itoa(p.N)}, "days": {strconv.Itoa(p.QuarterDays)}, "reply_days": {strconv.Itoa(p.ReplyDays)},
		"recs": numbers(p.Recs),
	}
	for _, n := range p.Nations {
		values.Add("nations", string(n))
	}
	for _, k := range p.Kinds {
		values.Add("kinds", string(k))
	}
	return values
}

func (r *request) planFields(f *form.Form) (page.PlanCheckFields, error) {
	w := r.words
	pack, err := r.site.Reader.Pack(r.ctx(), r.site.Report)
	if err != nil {
		return page.PlanCheckFields{}, err
	}
	var days []form.Option
	for _, quarters := range []int{1, 2, 4, 8, 12, 20} {
		days = append(days, form.Option{Value: strconv.Itoa(quarters), Label: reviewerDays(w, quarters)})
	}
	units := options(w, "check_unit", domain.CheckUnits())
	for i := range units {
		units[i].Hint = w.T("plan_check.unit." + units[i].Value)
	}
	return page.PlanCheckFields{
		Form:    f,
		Nations: f.Choices("nations", form.Ask{Label: w.T("plan_check.nations"), Required: true, Missing: "check.nations_missing"}, options(w, "nation", r.leads(access.PlanCheck))),
		Kinds:   f.Choices("kinds", form.Ask{Label: w.T("plan_check.kinds"), Hint: w.T("plan_check.all_hint")}, options(w, "body_kind", domain.BodyKinds())),
		Recs:    f.Choices("recs", form.Ask{Label: w.T("plan_check.recs"), Hint: w.T("plan_check.all_hint")}, recommendationOptions(pack)),
		Unit:    f.Choice("unit", form.Ask{Label: w.T("plan_check.unit"), Required: true, Missing: "check.unit_missing"}, units),
		N:       f.Int("n", form.Ask{Label: w.T("plan_check.n"), Hint: w.T("plan_check.n_hint"), Required: true}, 1, domain.MostToCheck),
		Days:    f.Choice("days", form.Ask{Label: w.T("plan_check.days"), Hint: w.T("plan_check.days_hint"), Required: true, Missing: "check.days_missing"}, days),
		Reply:   f.Int("reply_days", form.Ask{Label: w.T("plan_check.reply_days"), Hint: w.T("plan_check.reply_hint"), Required: true}, 1, mostReply),
	}, nil
}

func (r *request) showPlanOf(c domain.SpotCheck, f *form.Form) error {
	fields, err := r.planFields(f)
	if err != nil {
		return err
	}
	return r.showPlan(c, fields)
}

func (r *request) showPlan(c domain.SpotCheck, fields page.PlanCheckFields) error {
	p := page.PlanCheckPage{Action: "/checks/new", Back: "/checks", Fields: fields}
	if c.ID != "" {
		p.Action, p.Back, p.Version = checkHref(c.ID)+"/plan", checkHref(c.ID), c.Version
	}
	return r.form(fields.Form, page.PlanCheck(r.checksView().WithForm(fields.Form), p))
}

// planCheck keeps a new plan, and shows what it buys.
func (s *Site) planCheck(r *request) error {
	if len(r.leads(access.PlanCheck)) == 0 {
		return domain.Missing()
	}
	return s.keepPlan(r, domain.SpotCheck{})
}

// plannable is the check that the address names, if the visitor may change its plan.
func (r *request) plannable() (domain.SpotCheck, error) {
	c, err := r.aCheck()
	switch {
	case err != nil:
		return c, err
	case !r.mayAll(access.PlanCheck, c.Plan.Nations):
		return c, domain.Refused("not_yours", nil)
	case c.State != domain.CheckPlanned:
		return c, domain.Clash("check.changed", c)
	}
	return c, nil
}

func (s *Site) planPage(r *request) error {
	c, err := r.plannable()
	if err != nil {
		return err
	}
	return r.showPlanOf(c, form.Show(planValues(c.Plan)))
}

func (s *Site) replanCheck(r *request) error {
	c, err := r.plannable()
	if err != nil {
		return err
	}
	return s.keepPlan(r, c)
}

func (s *Site) keepPlan(r *request, c domain.SpotCheck) error {
	f := form.Read(r.postForm())
	fields, err := r.planFields(f)
	if err != nil {
		return err
	}
	if !f.Ok() {
		return r.showPlan(c, fields)
	}
	in := app.PlanCheck{Report: s.Report, ID: c.ID, Plan: domain.CheckPlan{
		Unit: domain.CheckUnit(fields.Unit.Value), N: fields.N.Value, QuarterDays: number(fields.Days.Value), ReplyDays: fields.Reply.Value,
	}}
	if c.ID != "" {
		if in.Guard, err = versionOf(f); err != nil {
			return err
		}
	}
	for _, n := range fields.Nations.Values {
		in.Plan.Nations = append(in.Plan.Nations, domain.Nation(n))
	}
	for _, k := range fields.Kinds.Values {
		in.Plan.Kinds = append(in.Plan.Kinds, domain.BodyKind(k))
	}
	for _, no := range fields.Recs.Values {
		in.Plan.Recs = append(in.Plan.Recs, number(no))
	}
	slices.Sort(in.Plan.Recs)
	kept, err := s.App.PlanCheck(r.ctx(), r.actor(), in)
	if err != nil {
		return err
	}
	return r.done(checkHref(kept.ID), "check_planned")
}
