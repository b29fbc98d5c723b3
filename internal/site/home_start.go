package site

import (
	"slices"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
	"heed/web/page"
)

// toStart is what an oversight lead does first on an installation where their
// nation has not begun (R8), in that order; nil once it has.
func toStart(r *request) (templ.Component, error) {
	if !r.actor().Has(domain.OversightLead) {
		return nil, nil
	}
	pending, err := r.notTakenUp()
	if err != nil {
		return nil, err
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	leads := r.leads(access.OpenRound)
	begun := slices.ContainsFunc(picture.Rounds(), func(round domain.Round) bool {
		return slices.ContainsFunc(round.Nations, func(n domain.Nation) bool { return slices.Contains(leads, n) })
	})
	w, s := r.words, page.ListSection{Title: r.words.T("home.start")}
	for _, nation := range pending {
		s.Links = append(s.Links, page.HomeLink{
			Text: w.T("home.start.take_up", domain.Args{"Nation": w.Word("nation", string(nation))}), Href: "/take-up/" + string(nation),
			Note: w.T("home.start.take_up.note"),
		})
	}
	if !begun && len(leads) > 0 {
		s.Links = append(s.Links,
			page.HomeLink{Text: w.T("home.people.add"), Href: "/people/new", Note: w.T("home.start.people.note")},
			page.HomeLink{Text: w.T("home.start.round"), Href: "/rounds/new", Note: w.T("home.start.round.note")})
	}
	if len(s.Links) == 0 {
		return nil, nil
	}
	return page.HomeList(s), nil
}

// notTakenUp are the nations whose take-up the visitor records and has not.
func (r *request) notTakenUp() ([]domain.Nation, error) {
	nations := r.overseeing(access.TakeUp)
	if len(nations) == 0 {
		return nil, nil
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(nations, func(n domain.Nation) bool {
		_, taken := picture.TakeUp(n)
		return taken
	}), nil
}

// notTakenUpText warns whoever opens rounds of nations that have taken nothing on.
func (r *request) notTakenUpText() (string, error) {
	pending, err := r.notTakenUp()
	if err != nil || len(pending) == 0 {
		return "", err
	}
	var names []string
	for _, nation := range pending {
		names = append(names, r.words.Word("nation", string(nation)))
	}
	return r.words.T("rounds.not_taken_up", domain.Args{"Nations": names}), nil
}

// toLookAfter is how many accounts wait for their people, to administrators.
func toLookAfter(r *request) (templ.Component, error) {
	if !r.actor().Has(domain.Administrator) {
		return nil, nil
	}
	people, err := r.site.Reader.PeopleWithin(r.ctx(), r.site.App.Scope(r.actor(), access.AddPerson))
	if err != nil {
		return nil, err
	}
	led := slices.ContainsFunc(people, func(k store.Known) bool {
		return slices.ContainsFunc(k.Memberships, func(m domain.Membership) bool { return m.Role == domain.OversightLead && !m.Ended(r.day()) })
	})
	waiting := len(slices.DeleteFunc(people, func(k store.Known) bool { return accountState(k) != accountNever }))
	intro := r.words.T("home.people.all_in")
	switch {
	case !led:
		intro = r.words.T("home.people.no_lead")
	case waiting > 0:
		intro = r.words.N("home.people.waiting", waiting)
	}
	return page.HomeList(page.ListSection{Title: r.words.T("home.people"), Intro: intro, Links: []page.HomeLink{
		{Text: r.words.T("home.people.list"), Href: "/people"}, {Text: r.words.T("home.people.add"), Href: "/people/new"},
	}}), nil
}
