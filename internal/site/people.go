package site

import (
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
)

// peopleRoutes are accounts and roles, in the hands of whoever looks after them.
func (s *Site) peopleRoutes() []route {
	return []route{
		get("/people", signedIn, s.people),
		get("/people/new", signedIn, s.newPerson),
		post("/people/new", signedIn, s.addPerson),
		get("/people/:person", signedIn, s.person),
		get("/people/:person/roles", signedIn, s.askForRole),
		post("/people/:person/roles", signedIn, s.grantRole),
		post("/people/:person/roles/:role/end", signedIn, s.endRole),
		post("/people/:person/roles/:role/confirm", signedIn, s.confirmApprover),
		post("/people/:person/link", signedIn, s.newLink),
		get("/people/:person/end", signedIn, s.askToEndAccount),
		post("/people/:person/end", signedIn, s.endAccount),
	}
}

// The filters of the list of people.
const (
	accountActive      = "active"
	accountNever       = "never"
	accountEnded       = "ended"
	accountUnconfirmed = "unconfirmed"
)

// peopleScope is where the visitor looks after people: where they may add them,
// and where they may confirm who signs.
func (r *request) peopleScope() (domain.Scope, error) {
	scope := r.site.App.Scope(r.actor(), access.AddPerson)
	confirming := r.site.App.Scope(r.actor(), access.ConfirmApprover)
	scope.All = scope.All || confirming.All
	scope.Grants = append(slices.Clone(scope.Grants), confirming.Grants...)
	if scope.None() {
		return scope, domain.Missing()
	}
	return scope, nil
}

// people is everybody in the visitor's part of the house.
func (s *Site) people(r *request) error {
	scope, err := r.peopleScope()
	if err != nil {
		return err
	}
	places, err := r.places()
	if err != nil {
		return err
	}
	all, err := s.Reader.PeopleWithin(r.ctx(), scope)
	if err != nil {
		return err
	}
	fields := peopleFields(r)
	found := slices.DeleteFunc(all, func(k store.Known) bool { return !personFits(k, places, fields) })
	slices.SortStableFunc(found, func(a, b store.Known) int { return compareFold(a.Person.Name, b.Person.Name) })
	shown, pages := paged(r, found)
	return r.page(page.People(r.view(), page.PeoplePage{
		Filter: fields, Found: r.words.N("people.found", len(found)), Table: peopleTable(r, places, shown), Pages: pages,
		MayAdd: !s.App.Scope(r.actor(), access.AddPerson).None(),
	}))
}

func peopleFields(r *request) page.PeopleFields {
	w := r.words
	f := r.filter()
	var states []form.Option
	for _, state := range []string{accountActive, accountNever, accountUnconfirmed, accountEnded} {
		states = append(states, form.Option{Value: state, Label: w.T("people.state." + state)})
	}
	return page.PeopleFields{
		Form:  f,
		Query: f.Text("q", form.Ask{Label: w.T("people.query")}, maxQuery),
		State: f.Choice("state", form.Ask{Label: w.T("people.state")}, anyOr(w.T("people.state.all"), states)),
	}
}

func personFits(k store.Known, p places, f page.PeopleFields) bool {
	query := f.Query.Value
	named := contains(k.Person.Name, query) || contains(k.Person.Email, query) || contains(p.body(k.Person.BodyID), query) ||
		slices.ContainsFunc(k.Memberships, func(m domain.Membership) bool { return contains(p.of(m), query) })
	return named && (f.State.Value == "" || f.State.Value == accountState(k) ||
		(f.State.Value == accountUnconfirmed && slices.ContainsFunc(k.Memberships, domain.Membership.Unconfirmed)))
}

// accountState is how far somebody has got with their account.
func accountState(k store.Known) string {
	switch {
	case k.Person.Ended:
		return accountEnded
	case k.Person.SeenAt.IsZero():
		return accountNever
	}
	return accountActive
}

func peopleTable(r *request, p places, shown []store.Known) ui.Table {
	w := r.words
	table := ui.Table{
		ID: "people", Caption: w.T("people.caption"), HideCaption: true, Empty: w.T("people.none"),
		Head: []ui.Cell{{Text: w.T("people.name")}, {Text: w.T("people.employer")}, {Text: w.T("people.roles")}, {Text: w.T("people.account")}},
	}
	colours := map[string]ui.Colour{accountActive: ui.Green, accountNever: ui.Yellow, accountEnded: ui.Grey}
	for _, k := range shown {
		state := accountState(k)
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: k.Person.Name, Href: personHref(k.Person.ID), Header: true},
			{Content: page.Stacked(k.Person.Post, p.body(k.Person.BodyID))},
			{Content: page.Lines(p.roles(k, r.day()))},
			{Content: ui.Tag(colours[state], w.T("people.state."+state))},
		})
	}
	return table
}

// roles are somebody's roles that are not over, a line each.
func (p places) roles(k store.Known, on domain.Day) []string {
	var lines []string
	for _, m := range k.Memberships {
		if m.Ended(on) {
			continue
		}
		line := p.words.T("people.role", domain.Args{"Role": p.words.Word("role", string(m.Role)), "Where": p.of(m)})
		if m.Unconfirmed() {
			line = p.words.T("people.role.unconfirmed", domain.Args{"Role": line})
		}
		lines = append(lines, line)
	}
	if lines == nil {
		return []string{p.words.T("people.no_role")}
	}
	return lines
}

func personHref(id domain.ID) string { return "/people/" + string(id) }
