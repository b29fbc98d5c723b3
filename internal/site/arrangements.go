package site

import (
	"net/http"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
)

// arrangements is who reviews what the visitor's oversight may not (R5).
func (s *Site) arrangements(r *request) error {
	return r.showArrangements(agreementFields(r, form.Show(nil)))
}

func (r *request) showArrangements(fields page.AgreementFields) error {
	if s := r.site.App.Scope(r.actor(), access.AssignReview); s.None() {
		return domain.Missing()
	}
	duties, err := r.ownDuties()
	if err != nil {
		return err
	}
	var p page.ArrangementsPage
	if p.Duties, err = r.ownTable(duties); err != nil {
		return err
	}
	agreements, err := r.site.Reader.Agreements(r.ctx())
	if err != nil {
		return err
	}
	p.Agreements = agreementRows(r, agreements)
	if len(r.overseeing(access.AgreeCrossReview)) > 0 {
		p.Propose = &fields
	}
	status := http.StatusOK
	if !fields.Ok() {
		status = http.StatusUnprocessableEntity
	}
	return r.show(status, page.Arrangements(r.view(), p))
}

// ownDuty is a duty that its own oversight may not review.
type ownDuty struct {
	duty domain.Duty
	body domain.Body
}

// ownDuties are the duties in the visitor's care that are their own
// oversight's: owed by the body that oversees them, its government, or
// whoever sponsors it or is sponsored by it (R5).
func (r *request) ownDuties() ([]ownDuty, error) {
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	own := ownOfOversight(places.bodies, r.day())
	duties, err := r.site.Reader.Duties(r.ctx(), r.site.App.Scope(r.actor(), access.AssignReview), r.site.Report)
	if err != nil {
		return nil, err
	}
	var found []ownDuty
	for _, d := range duties {
		if own[d.BodyID] && !d.State.Retired {
			found = append(found, ownDuty{d, places.byID[d.BodyID]})
		}
	}
	slices.SortStableFunc(found, func(a, b ownDuty) int { return compareFold(a.body.Name, b.body.Name) })
	return found, nil
}

// ownOfOversight are the bodies that no oversight of their own nation may review.
func ownOfOversight(bodies []domain.Body, on domain.Day) map[domain.ID]bool {
	own := map[domain.ID]bool{}
	for _, overseer := range bodies {
		if !overseer.Leads || !overseer.Current(on) {
			continue
		}
		for _, id := range domain.OwnGroup(overseer, bodies) {
			own[id] = true
		}
	}
	return own
}

func (r *request) ownTable(duties []ownDuty) (ui.Table, error) {
	w := r.words
	table := ui.Table{
		ID: "own-duties", Caption: w.T("arrangements.duties"), Empty: w.T("arrangements.no_duties"),
		Head: []ui.Cell{{Text: w.T("arrangements.body")}, {Text: w.T("arrangements.recommendation")}, {Text: w.T("arrangements.reviewer")}, {Text: w.T("person.act")}},
	}
	pack, err := r.site.Reader.Pack(r.ctx(), r.site.Report)
	if err != nil {
		return table, err
	}
	panel, err := r.panel()
	if err != nil {
		return table, err
	}
	for _, o := range duties {
		reviewers := panel.reviewersOf(o)
		who := []string{w.T("arrangements.nobody")}
		if len(reviewers) > 0 {
			who = nil
			for _, c := range reviewers {
				who = append(who, c.line(r))
			}
		}
		rec, _ := pack.Recommendation(o.duty.Rec)
		no := strconv.Itoa(rec.No)
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: o.body.Name, Href: bodyHref(o.body.Code), Header: true},
			{Text: no + ". " + rec.Short, Href: dutyHref(domain.DutyKey{Body: o.body.Code, Report: o.duty.Report, Rec: rec.No})},
			{Content: page.Lines(who)},
			{Content: page.NamedLink(w.T("arrangements.assign"), w.T("arrangements.assign.of", domain.Args{"Body": o.body.Name, "Rec": rec.No}), assignHref(o.body.Code, no))},
		})
	}
	return table, nil
}

func assignHref(body, rec string) string { return "/arrangements/" + body + "/" + rec }

// agreementRows are the agreements that are not over, and those of the
// visitor's nations that are.
func agreementRows(r *request, all []domain.Agreement) []page.AgreementRow {
	w, mine := r.words, r.overseeing(access.AgreeCrossReview)
	var rows []page.AgreementRow
	for _, a := range slices.Backward(all) {
		proposing, answering := slices.Contains(mine, a.Proposer), slices.Contains(mine, a.Other)
		row := page.AgreementRow{Nations: w.T("arrangements.between", domain.Args{
			"One": w.Word("nation", string(a.Proposer)), "Other": w.Word("nation", string(a.Other)),
		})}
		href := "/arrangements/agreements/" + string(a.ID)
		switch {
		case a.Ended:
			row.State, row.Colour = w.T("arrangements.ended"), ui.Grey
		case a.Confirmed:
			row.State, row.Colour = w.T("arrangements.confirmed"), ui.Green
		default:
			row.State, row.Colour = w.T("arrangements.proposed", domain.Args{"Nation": w.Word("nation", string(a.Proposer))}), ui.Yellow
			if answering {
				row.Confirm = href + "/confirm"
			}
		}
		if !a.Ended && (proposing || answering) {
			row.End = href + "/end"
		}
		rows = append(rows, row)
	}
	return rows
}

// agreementFields ask with whom; in whose name only of somebody who leads
// several nations.
func agreementFields(r *request, f *form.Form) page.AgreementFields {
	w, mine := r.words, r.overseeing(access.AgreeCrossReview)
	fields := page.AgreementFields{Form: f}
	if len(mine) > 1 {
		fields.Proposer = f.Choice("proposer", form.Ask{Label: w.T("arrangements.proposer"), Required: true}, options(w, "nation", mine))
	}
	others := slices.DeleteFunc(overseen(), func(n domain.Nation) bool { return len(mine) == 1 && mine[0] == n })
	fields.Other = f.Choice("other", form.Ask{Label: w.T("arrangements.other"), Required: true}, options(w, "nation", others))
	return fields
}

func (s *Site) proposeAgreement(r *request) error {
	mine := r.overseeing(access.AgreeCrossReview)
	if len(mine) == 0 {
		return domain.Missing()
	}
	f := form.Read(r.postForm())
	fields := agreementFields(r, f)
	if !f.Ok() {
		return r.showArrangements(fields)
	}
	in := app.ProposeAgreement{Nation: mine[0], Other: domain.Nation(fields.Other.Value)}
	if fields.Proposer != nil {
		in.Nation = domain.Nation(fields.Proposer.Value)
	}
	_, err := s.App.ProposeAgreement(r.ctx(), r.actor(), in)
	if domain.KindOf(err) == domain.Invalid {
		f.Apply(domain.AsProblems(err))
		return r.showArrangements(fields)
	}
	if err != nil {
		return err
	}
	return r.done("/arrangements", "agreement_proposed")
}

// answering is the agreement that the address names, in the name of the nation
// in which the visitor may answer it.
func (r *request) answering() (app.AnswerAgreement, error) {
	all, err := r.site.Reader.Agreements(r.ctx())
	if err != nil {
		return app.AnswerAgreement{}, err
	}
	mine := r.overseeing(access.AgreeCrossReview)
	for _, a := range all {
		if a.ID != domain.ID(r.Param("agreement")) {
			continue
		}
		for _, nation := range []domain.Nation{a.Other, a.Proposer} {
			if slices.Contains(mine, nation) {
				return app.AnswerAgreement{ID: a.ID, Nation: nation}, nil
			}
		}
	}
	return app.AnswerAgreement{}, domain.Missing()
}

func (s *Site) confirmAgreement(r *request) error {
	in, err := r.answering()
	if err != nil {
		return err
	}
	if err := s.App.ConfirmAgreement(r.ctx(), r.actor(), in); err != nil {
		return err
	}
	return r.done("/arrangements", "agreement_confirmed")
}

func (s *Site) endAgreement(r *request) error {
	in, err := r.answering()
	if err != nil {
		return err
	}
	if err := s.App.EndAgreement(r.ctx(), r.actor(), in); err != nil {
		return err
	}
	return r.done("/arrangements", "agreement_ended")
}
