package site

import (
	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
)

// mostNudges is how many duties of a body the start page names.
const mostNudges = 5

// toDo is what is worth each of the visitor's bodies' while this week beside the
// returns that are asked for, and why.
func toDo(r *request) (templ.Component, error) {
	bodies, err := r.mine(domain.Reporter)
	if err != nil || len(bodies) == 0 {
		return nil, err
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	var sections []templ.Component
	for _, body := range bodies {
		nudged := picture.Nudged(r.cut(), body.Code)
		if len(nudged) == 0 {
			continue
		}
		s := page.ListSection{Title: r.words.T("home.week.body"), Intro: r.words.T("home.week.body.intro")}
		if len(bodies) > 1 {
			s.Title = r.words.T("home.week.of", domain.Args{"Body": body.Name})
		}
		for _, n := range nudged[:min(mostNudges, len(nudged))] {
			s.Links = append(s.Links, page.HomeLink{Text: recName(n.Rec), Href: dutyHref(n.Key), Note: r.nudgeText(n)})
		}
		if len(nudged) > mostNudges {
			s.Links = append(s.Links, page.HomeLink{Text: r.words.N("home.week.more", len(nudged)-mostNudges), Href: bodyHref(body.Code)})
		}
		sections = append(sections, page.HomeList(s))
	}
	if len(sections) == 0 {
		return nil, nil
	}
	return templ.Join(sections...), nil
}

// nudgeText is why a duty is worth its body's while, and what to do.
func (r *request) nudgeText(n view.Row) string {
	s := n.Duty.State
	args := domain.Args{"Target": s.Target, "Expires": s.ConfirmedExpires, "Since": s.ResponseAt}
	switch n.Nudge {
	case domain.NudgeOverdue:
		return r.words.N("nudge.overdue", n.Standing.DaysPast, args)
	case domain.NudgeHolds:
		args["Bodies"] = r.words.N("duty_links.bodies", n.Behind.AllBodies)
		return r.words.N("nudge.holds", n.Behind.All, args)
	}
	return r.words.T("nudge."+string(n.Nudge), args)
}

// thisWeek is what oversight may look into this week beside its desk, and why.
func thisWeek(r *request) (templ.Component, error) {
	if !r.actor().Has(domain.Reviewer, domain.OversightLead) {
		return nil, nil
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	week, w := picture.Week(r.cut()), r.words
	s := page.ListSection{Title: w.T("home.week"), Links: r.toChase(picture)}
	if h := week.HoldUp; h != nil {
		args := domain.Args{"Body": bodyName(h.Body), "Rec": recName(h.Rec), "Bodies": w.N("duty_links.bodies", h.Behind.AllBodies)}
		s.Links = append(s.Links, page.HomeLink{Text: w.T("home.week.hold_up", args), Href: glanceHref(h.Glance), Note: w.N("home.week.hold_up.why", h.Behind.All, args)})
	}
	if b := week.Silent; b != nil {
		s.Links = append(s.Links, page.HomeLink{
			Text: w.T("home.week.silent", domain.Args{"Body": b.Body.Name}), Href: bodyHref(b.Body.Code), Note: w.N("home.week.silent.why", b.N),
		})
	}
	for _, one := range []struct {
		nudge domain.Nudge
		also  string
	}{{domain.NudgeOverdue, alsoOverdue}, {domain.NudgeExpired, alsoExpired}, {domain.NudgeSoon, alsoSoon}, {domain.NudgeExpiring, alsoExpiring}} {
		if n := week.Nudges[one.nudge]; n > 0 {
			s.Links = append(s.Links, page.HomeLink{
				Text: w.N("home.week."+string(one.nudge), n, domain.Args{"Days": domain.NudgeDays}), Href: cellHref(nil, "") + "?also=" + one.also,
				Note: w.T("home.week." + string(one.nudge) + ".why"),
			})
		}
	}
	if len(s.Links) == 0 {
		return nil, nil
	}
	s.Links = append(s.Links, page.HomeLink{Text: w.T("integrated.way.brief"), Href: "/brief"})
	return page.HomeList(s), nil
}

// toFund is what organisations of a funder's nation name most (R27).
func toFund(r *request) (templ.Component, error) {
	scope := r.site.App.Scope(r.actor(), access.ViewDemand)
	if scope.None() || !r.actor().Has(domain.Reporter, domain.Approver) {
		return nil, nil // oversight reads who names it
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	s := page.ListSection{Title: r.words.T("demand.title"), Links: []page.HomeLink{{Text: r.words.T("demand.home"), Href: "/demand"}}}
	needs := picture.Demand(scope, 0, nil)
	if len(needs) == 0 || needs[0].Bodies == 0 {
		return nil, nil
	}
	s.Intro = needSentence(r.words, picture, needs[0])
	return page.HomeList(s), nil
}

// toChase leads to the chase list, to those bodies that are back on it where there
// are any.
func (r *request) toChase(p *view.Picture) []page.HomeLink {
	on, back := p.ChaseCounts(r.chasing())
	if on == 0 {
		return nil
	}
	links := []page.HomeLink{{Text: r.words.N("home.week.chase", on), Href: chasePath, Note: r.words.T("home.week.chase.why")}}
	if back > 0 {
		links = append(links, page.HomeLink{
			Text: r.words.N("home.week.chase.back", back), Href: chasePath + "?state=" + chaseBack, Note: r.words.T("home.week.chase.back.why"),
		})
	}
	return links
}
