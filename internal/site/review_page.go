package site

import (
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// showReview is the page of a review, with everything its reviewer needs at hand.
func (r *request) showReview(v reviewing, fields page.ReviewFields) error {
	w, no := r.words, strconv.Itoa(v.version.No)
	p := page.ReviewPage{
		Where: v.where(), No: v.version.No, Action: v.href("/review/" + no), After: string(v.duty.State.ReviewID),
		Open: v.open(), Said: said(w, v.matter, v.version.Content, v.evidence), Fields: fields,
		Signed: w.Instant(v.ret.SignedAt), Late: v.ret.Late, Decisions: v.history.page,
	}
	if r.can(access.Ask, v.target()) {
		p.Ask = v.href("/question/" + no)
	}
	p.Notices, p.Instead = r.reviewNotices(v), r.instead(v)
	p.Requirements = r.reviewRequirements(v, p.Said, fields)
	if v.before != nil {
		p.Before = v.before.No
		lines, err := r.compare(v.matter, v.before.Content, v.version.Content)
		if err != nil {
			return err
		}
		for _, line := range lines {
			if line.Changed {
				p.Changes = append(p.Changes, line)
			}
		}
	}
	if err := r.holding(v, &p); err != nil {
		return err
	}
	return r.form(fields.Form, page.ReviewReturn(r.below(v.matter, fields.Form), p))
}

// instead is what can be done about a version that a later one overtook.
func (r *request) instead(v reviewing) []page.Link {
	if !v.duty.State.Overtook(v.version.No) {
		return nil
	}
	later := strconv.Itoa(v.duty.State.Signed)
	links := []page.Link{{Text: r.words.T("desk.review", domain.Args{"No": later}), Href: v.href("/review/" + later)}}
	if v.ret.State == domain.ReturnSigned && r.can(access.Receive, v.target()) {
		links = append(links, page.Link{Text: r.words.T("review_return.receive"), Href: "/desk/receive"})
	}
	return links
}

// holding says who has the return, and what the visitor may do about that.
func (r *request) holding(v reviewing, p *page.ReviewPage) error {
	if !v.ret.State.OnDesk() || !r.can(access.Take, v.target()) {
		return nil
	}
	p.HandOn = v.href("/hand-on/" + string(v.ret.ID))
	switch v.ret.Holder {
	case "":
		p.Take = v.href("/take/" + string(v.ret.ID))
	case r.actor().Person.ID:
		p.Holder = r.words.T("review_return.yours")
	default:
		people, err := r.site.Reader.PeopleByIDs(r.ctx(), r.seeing(false), []domain.ID{v.ret.Holder})
		if err != nil {
			return err
		}
		p.Holder = r.words.T("review_return.theirs", domain.Args{"Name": orElse(people[v.ret.Holder].Name, r.words.T("desk.somebody"))})
	}
	return nil
}

// reviewNotices are what the reviewer should know first. The page proposes; only
// a reviewer decides (R14).
func (r *request) reviewNotices(v reviewing) []string {
	w, s := r.words, v.duty.State
	var notices []string
	if v.row.Redacted {
		notices = append(notices, w.T("version.destroyed"))
	}
	if s.Overtook(v.version.No) {
		notices = append(notices, w.T("review_return.overtaken", domain.Args{"No": s.Signed}))
	}
	if s.Reviewed == v.version.No {
		notices = append(notices, w.T("review_return.again", domain.Args{
			"Outcome": w.Word("outcome", string(s.Outcome)), "When": domain.DayOf(s.ReviewedAt),
		}))
	}
	if v.duty.ProposesWithdrawal() {
		notices = append(notices, w.N("review_return.withdraw", s.Slips))
	}
	if v.version.Content.NoChange {
		notices = append(notices, w.T("review_return.no_change"))
	}
	return notices
}

// reviewRequirements set each requirement's answer, evidence and last verdict
// beside the verdict that is asked for.
func (r *request) reviewRequirements(v reviewing, s page.Said, fields page.ReviewFields) []page.ReviewRequirement {
	w := r.words
	known := byID(v.evidence)
	weak := domain.Strength(v.rec, v.version.Content, known)
	var all []page.ReviewRequirement
	for i, q := range v.owed() {
		a := v.version.Content.Answers[q.Key]
		line := page.ReviewRequirement{
			SaidAnswer: s.Answers[i], Reading: q.Reading, Word: wordOrNone(w, "met", string(a.Met)), Reason: a.Reason,
			Weak: slices.Contains(weak, q.Key), Verdict: fields.Verdicts[q.Key],
		}
		if a.After.Value != "" {
			line.Figures = w.T("return.figures_line", domain.Args{
				"Before": a.Before.Value, "BeforePeriod": a.Before.Period, "After": a.After.Value, "AfterPeriod": a.After.Period,
			})
		}
		if verdict, given := v.duty.State.Verdicts[q.Key]; given {
			line.Last = w.T("review_return.last", domain.Args{
				"Verdict": w.Word("verdict", string(verdict)), "No": v.duty.State.Reviewed,
			})
		}
		all = append(all, line)
	}
	return all
}
