package site

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// toReply are the draft verdicts of spot checks that wait for a reply of the
// visitor's bodies.
func toReply(r *request) (templ.Component, error) {
	scope := r.site.App.Scope(r.actor(), access.ReplyCheck)
	if scope.None() {
		return nil, nil
	}
	items, err := r.site.Reader.CheckItemsIn(r.ctx(), scope)
	if err != nil {
		return nil, err
	}
	var waiting []domain.ID // bodies, each once
	var first domain.Day
	total := 0
	for _, i := range items {
		if !i.AwaitsReply(r.day()) {
			continue
		}
		total++
		if first.IsZero() || i.ReplyBy < first {
			first = i.ReplyBy
		}
		if !slices.Contains(waiting, i.BodyID) {
			waiting = append(waiting, i.BodyID)
		}
	}
	if len(waiting) == 0 {
		return nil, nil
	}
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	s := page.ListSection{Title: r.words.T("nav.checks"), Intro: r.words.N("home.replying", total, domain.Args{"Day": first})}
	for _, id := range waiting {
		s.Links = append(s.Links, page.HomeLink{Text: places.body(id), Href: bodyHref(places.byID[id].Code) + "/checks"})
	}
	slices.SortFunc(s.Links, func(a, b page.HomeLink) int { return compareFold(a.Text, b.Text) })
	return page.HomeList(s), nil
}

// toCheck is what waits of the claims that the visitor was given to check: those
// without a verdict, and replies that came to a draft.
func toCheck(r *request) (templ.Component, error) {
	if len(r.actor().Checking) == 0 {
		return nil, nil
	}
	items, err := r.site.Reader.CheckItemsFor(r.ctx(), r.site.App.Scope(r.actor(), access.Assess), r.actor().Person.ID)
	if err != nil {
		return nil, err
	}
	counts := r.itemStates(items)
	var lines []string
	if n := counts["assigned"]; n > 0 {
		lines = append(lines, r.words.N("home.checking", n))
	}
	if n := counts["replied"]; n > 0 {
		lines = append(lines, r.words.N("home.checking.replied", n))
	}
	if len(lines) == 0 {
		return nil, nil
	}
	return page.HomeList(page.ListSection{
		Title: r.words.T("checks.mine"), Intro: strings.Join(lines, " "), Links: []page.HomeLink{{Text: r.words.T("home.checking.list"), Href: "/checks"}},
	}), nil
}

// toIssue is how far the spot checks have come that the visitor leads and that
// are not issued.
func toIssue(r *request) (templ.Component, error) {
	scope := r.site.App.Scope(r.actor(), access.PlanCheck)
	if scope.None() {
		return nil, nil
	}
	all, err := r.site.Reader.Checks(r.ctx(), scope, r.site.Report)
	if err != nil {
		return nil, err
	}
	s := page.ListSection{Title: r.words.T("home.under_way")}
	for _, c := range all {
		if c.State == domain.CheckIssued {
			continue
		}
		link := page.HomeLink{Text: checkName(r.words, c), Href: checkHref(c.ID), Note: r.words.T("home.under_way." + string(c.State))}
		if c.State == domain.CheckDrawn {
			items, err := r.site.Reader.CheckItems(r.ctx(), r.site.App.Scope(r.actor(), access.View), c.ID)
			if err != nil {
				return nil, err
			}
			if lines := r.checkProgress(items); len(lines) > 0 {
				link.Note = strings.Join(lines, " ")
			}
		}
		s.Links = append(s.Links, link)
	}
	if len(s.Links) == 0 {
		return nil, nil
	}
	return page.HomeList(s), nil
}
