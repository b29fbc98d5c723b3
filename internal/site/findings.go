package site

import (
	"slices"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
)

// findingRule is the number of the rule that a finding follows from.
func findingRule(f domain.Finding) string {
	switch f {
	case domain.FindingSlipping, domain.FindingOverdue:
		return "R14"
	case domain.FindingStale, domain.FindingFell:
		return "R1"
	case domain.FindingOld:
		return "R11"
	case domain.FindingAllNA:
		return "R16"
	case domain.FindingOffice:
		return "R17"
	case domain.FindingNotUpheld:
		return "R22"
	}
	return "R13"
}

// finding is one finding in words, with its rule.
func (r *request) finding(picture *view.Picture, c view.Comparison, f domain.Found) page.DutyFinding {
	w, s := r.words, c.Duty.State
	line := page.DutyFinding{Kind: string(f.Kind), Tag: w.Word("finding", string(f.Kind)), Rule: findingRule(f.Kind)}
	args := domain.Args{"Slips": s.Slips, "Rounds": s.SameFor, "Keys": f.Keys}
	switch f.Kind {
	case domain.FindingBack:
		args["Before"], args["Now"] = w.Word("status", string(s.Back)), w.Word("status", string(s.Status))
	case domain.FindingNotUpheld:
		args["Day"] = domain.DayOf(f.Check.IssuedAt)
	case domain.FindingStale:
		args["Day"] = s.Expires
	case domain.FindingOffice:
		args["Other"] = ""
		if other, known := picture.BodyByID(f.Office.Other(c.Body.ID)); known {
			args["Other"] = other.Name
		}
	case domain.FindingSame:
		for _, row := range picture.Rows(r.cut(), f.Others) {
			line.Others = append(line.Others, page.HomeLink{Text: bodyName(row.Body), Href: dutyHref(row.Key)})
		}
		slices.SortFunc(line.Others, func(a, b page.HomeLink) int { return compareFold(a.Text, b.Text) })
	}
	line.Why = w.T("duty.finding."+string(f.Kind), args)
	return line
}

// dutyFindings are what a reviewer looks into, each with its rule in words, what
// was said of it, and where this visitor says something.
func (r *request) dutyFindings(m matter, picture *view.Picture, h history, own bool) ([]page.DutyFinding, error) {
	c, err := picture.Compared(r.ctx(), r.cut(), m.key)
	if err != nil {
		return nil, err
	}
	var all []page.DutyFinding
	for _, f := range c.Found {
		line := r.finding(picture, c, f)
		switch {
		case f.Answer != nil:
			line.Answer = h.said(f.Answer.Sealed)
		case !r.past.IsZero() || !f.Kind.Answerable(): // nothing can be done in the past
		default:
			if r.can(access.ExplainFinding, m.target()) {
				line.Explain = m.href("/findings/" + f.Facts + "/explain")
			}
			if !own && r.can(access.DismissFinding, m.target()) {
				line.Dismiss = m.href("/findings/" + f.Facts + "/dismiss")
			}
		}
		all = append(all, line)
	}
	slices.SortStableFunc(all, func(a, b page.DutyFinding) int { return boolOrder(a.Answer != nil, b.Answer != nil) })
	return all, nil
}

// firstToExplain is where the visitor explains the first finding, "" where there
// is none for them to explain.
func firstToExplain(all []page.DutyFinding) string {
	i := slices.IndexFunc(all, func(f page.DutyFinding) bool { return f.Explain != "" })
	if i < 0 {
		return ""
	}
	return all[i].Explain
}

// boolOrder puts no before yes.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// said is a row of the record as the page shows it, nil where it is not there.
func (h history) said(id domain.ID) *page.Decision {
	i := slices.IndexFunc(h.rows, func(row domain.Sealed) bool { return row.ID == id })
	if i < 0 {
		return nil
	}
	return &h.page[i]
}

// bodyFindings are what was found about a body's duties and nobody has answered.
func (r *request) bodyFindings(picture *view.Picture, rows []view.Row) ([]page.BodyFinding, error) {
	var all []page.BodyFinding
	var duties []domain.ID
	for _, row := range rows {
		if row.Duty != nil {
			duties = append(duties, row.Duty.ID)
		}
	}
	found, err := picture.Findings(r.ctx(), r.cut(), duties)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row.Duty == nil {
			continue
		}
		line := page.BodyFinding{Rec: recName(row.Rec), Href: dutyHref(row.Key) + "#findings"}
		for _, f := range domain.FindingsToAnswer(found[row.Duty.ID]) {
			line.Tags = append(line.Tags, r.words.Word("finding", string(f.Kind)))
		}
		if len(line.Tags) > 0 {
			all = append(all, line)
		}
	}
	return all, nil
}

// toExplain is what was found about the duties on which the visitor reports, for
// them to explain.
func toExplain(r *request) (templ.Component, error) {
	bodies, err := r.mine(domain.Reporter)
	if err != nil || len(bodies) == 0 {
		return nil, err
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	all, err := picture.Comparisons(r.ctx(), view.Cut{View: r.site.App.Scope(r.actor(), access.ExplainFinding)})
	if err != nil {
		return nil, err
	}
	s, n := page.ListSection{}, 0
	for _, body := range bodies {
		at := 0
		for _, c := range all {
			if c.Body.ID == body.ID {
				at += len(domain.FindingsToAnswer(c.Found))
			}
		}
		if at == 0 {
			continue
		}
		n += at
		s.Links = append(s.Links, page.HomeLink{
			Text: body.Name, Note: r.words.N("home.findings.of", at), Href: bodyHref(body.Code) + "#body-findings",
		})
	}
	if n == 0 {
		return nil, nil
	}
	s.Title, s.Intro = r.words.N("home.findings", n), r.words.T("home.findings.intro")
	return page.HomeList(s), nil
}

// toCompare leads whoever oversees some of it to where claims and checks disagree.
func toCompare(r *request) (templ.Component, error) {
	if !r.actor().Has(domain.Reviewer, domain.OversightLead, domain.Auditor, domain.Assurer) {
		return nil, nil
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	all, err := picture.Comparisons(r.ctx(), r.cut())
	if err != nil {
		return nil, err
	}
	intro := disagreementsLede(r.words, all, picture.Day)
	return page.HomeList(page.ListSection{
		Title: r.words.T("disagreements.title"), Intro: intro, Links: []page.HomeLink{{Text: r.words.T("home.disagreements"), Href: disagreementsPath}},
	}), nil
}
