package site

import (
	"slices"

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
	waiting := map[domain.ID]int{}
	for _, i := range items {
		if i.AwaitsReply(r.day()) {
			waiting[i.BodyID]++
		}
	}
	if len(waiting) == 0 {
		return nil, nil
	}
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	s := page.ListSection{Title: r.words.T("nav.checks")}
	total := 0
	for id, n := range waiting {
		total += n
		s.Links = append(s.Links, page.HomeLink{Text: places.body(id), Href: bodyHref(places.byID[id].Code) + "/checks"})
	}
	s.Intro = r.words.N("body_checks.waiting", total)
	slices.SortFunc(s.Links, func(a, b page.HomeLink) int { return compareFold(a.Text, b.Text) })
	return page.HomeList(s), nil
}

// toCheck is how many claims the visitor has to check.
func toCheck(r *request) (templ.Component, error) {
	n := len(r.actor().Checking)
	if n == 0 {
		return nil, nil
	}
	return page.HomeList(page.ListSection{
		Title: r.words.T("nav.checks"), Intro: r.words.N("home.checking", n), Links: []page.HomeLink{{Text: r.words.T("checks.mine"), Href: "/checks"}},
	}), nil
}
