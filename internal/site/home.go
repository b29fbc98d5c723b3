package site

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
)

// homeRoutes is the start page.
func (s *Site) homeRoutes() []route { return []route{get("/", anyone, s.home)} }

// section is one part of the start page; nil where the visitor has no use for it.
type section func(r *request) (templ.Component, error)

// home is what waits for whoever has signed in, and for a stranger a few lines
// on what heed is. In a demonstration a stranger chooses whom to be.
func (s *Site) home(r *request) error {
	if !r.actor().SignedIn() {
		if s.Demo {
			return r.done("/demo", "")
		}
		return r.page(page.Front(r.view()))
	}
	var p page.HomePage
	for _, part := range []section{toSign, toAnswer, toReport, toReview, toAssure, toConfirm, standing, toLead, toLookAfter, toRead} {
		c, err := part(r)
		if err != nil {
			return err
		}
		if c != nil {
			p.Sections = append(p.Sections, c)
		}
	}
	return r.page(page.Home(r.view(), p))
}

// mine are the bodies on which the visitor holds a role.
func (r *request) mine(role domain.Role) ([]domain.Body, error) {
	var found []domain.Body
	for _, m := range r.actor().Memberships {
		if m.Role != role || m.BodyID == "" || slices.ContainsFunc(found, func(b domain.Body) bool { return b.ID == m.BodyID }) {
			continue
		}
		body, err := r.site.Reader.Body(r.ctx(), m.BodyID)
		if err != nil {
			return nil, err
		}
		found = append(found, body)
	}
	return found, nil
}

// toReport is what the visitor's bodies have to send in, with its days.
func toReport(r *request) (templ.Component, error) {
	bodies, err := r.mine(domain.Reporter)
	if err != nil || len(bodies) == 0 {
		return nil, err
	}
	rounds, err := r.site.Reader.Rounds(r.ctx(), r.site.Report)
	if err != nil {
		return nil, err
	}
	pack, err := r.site.Reader.Pack(r.ctx(), r.site.Report)
	if err != nil {
		return nil, err
	}
	var sections []templ.Component
	for _, body := range bodies {
		s, err := r.owed(body, rounds, pack)
		if err != nil {
			return nil, err
		}
		sections = append(sections, page.HomeOwed(r.view(), s))
	}
	return templ.Join(sections...), nil
}

// unsent are the states of a return that its body still has to send in.
func unsent() []domain.ReturnState {
	return []domain.ReturnState{domain.ReturnAwaited, domain.ReturnDraft, domain.ReturnSentBack}
}

// owed is what one body has to send in: the returns of open rounds, and what
// was sent back, whose round may be over.
func (r *request) owed(body domain.Body, rounds []domain.Round, pack *domain.Pack) (page.OwedSection, error) {
	w := r.words
	s := page.OwedSection{ID: "owed-" + body.Code, Body: body.Name, Href: bodyHref(body.Code), Summary: w.T("home.owed.none")}
	_, all, err := r.bodyReturns(r.site.App.Scope(r.actor(), access.Draft), body.Code, unsent()...)
	if err != nil && domain.KindOf(err) != domain.NotFound {
		return s, err
	}
	var last domain.Round
	s.Table = owedTable(r, body)
	due := 0
	for _, o := range all {
		i := slices.IndexFunc(rounds, func(round domain.Round) bool { return round.ID == o.head.RoundID })
		open := i >= 0 && rounds[i].IsOpen()
		if !open && o.head.State != domain.ReturnSentBack {
			continue
		}
		if open {
			last = rounds[i]
			due++
		}
		rec, _ := pack.Recommendation(o.duty.Rec)
		s.Table.Rows = append(s.Table.Rows, owedRow(r, body, rec, o, last, open))
	}
	switch {
	case due > 0 && last.FellDue(r.day()):
		s.Summary = w.N("home.owed.late", due, roundArgs(last))
	case due > 0:
		s.Summary = w.N("home.owed.summary", due, roundArgs(last))
	}
	return s, nil
}

func roundArgs(round domain.Round) domain.Args {
	return domain.Args{"Round": round.Name, "Due": round.Due, "Closes": round.Closes}
}

func owedTable(r *request, body domain.Body) ui.Table {
	return ui.Table{
		ID: "owed-" + body.Code + "-table", Caption: r.words.T("home.owed.caption", domain.Args{"Body": body.Name}), HideCaption: true,
		Head: []ui.Cell{{Text: r.words.T("home.owed.recommendation")}, {Text: r.words.T("home.owed.state")}, {Text: r.words.T("home.owed.due")}},
	}
}

// returnColours are those of a return's state.
func returnColours() map[domain.ReturnState]ui.Colour {
	return map[domain.ReturnState]ui.Colour{domain.ReturnDraft: ui.Blue, domain.ReturnSentBack: ui.Orange}
}

func owedRow(r *request, body domain.Body, rec domain.Recommendation, o dutyReturn, round domain.Round, open bool) []ui.Cell {
	key := domain.DutyKey{Body: body.Code, Report: o.duty.Report, Rec: o.duty.Rec}
	colour, known := returnColours()[o.head.State]
	if !known {
		colour = ui.White
	}
	day := ""
	if open {
		day = r.words.Day(max(round.Due, o.head.Extended))
	}
	return []ui.Cell{
		{Text: strconv.Itoa(rec.No) + ". " + rec.Short, Href: dutyHref(key), Header: true},
		{Content: ui.Tag(colour, r.words.Word("return", string(o.head.State)))}, {Text: day},
	}
}

// toReview is how much waits on oversight's desk.
func toReview(r *request) (templ.Component, error) {
	if !r.actor().Has(domain.Reviewer, domain.OversightLead) {
		return nil, nil
	}
	heads, err := r.site.Reader.ReturnHeads(r.ctx(), r.site.App.Scope(r.actor(), access.Review), domain.ReturnSigned)
	if err != nil {
		return nil, err
	}
	intro := r.words.T("home.desk.none")
	if len(heads) > 0 {
		intro = r.words.N("home.desk", len(heads))
	}
	return page.HomeList(page.ListSection{
		Title: r.words.T("nav.desk"), Intro: intro, Links: []page.HomeLink{{Text: r.words.T("home.figures.desk"), Href: "/desk"}},
	}), nil
}

// toAssure are the duties whose reviews were given to the visitor.
func toAssure(r *request) (templ.Component, error) {
	assigned := r.actor().Assigned
	if len(assigned) == 0 {
		return nil, nil
	}
	duties, err := r.site.Reader.DutiesByIDs(r.ctx(), domain.Scope{Duties: assigned}, assigned)
	if err != nil {
		return nil, err
	}
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	s := page.ListSection{Title: r.words.N("home.assigned", len(duties))}
	for _, d := range duties {
		body := places.byID[d.BodyID]
		s.Links = append(s.Links, page.HomeLink{
			Text: r.words.T("home.assigned.duty", domain.Args{"Body": body.Name, "Rec": d.Rec}),
			Href: dutyHref(domain.DutyKey{Body: body.Code, Report: d.Report, Rec: d.Rec}),
		})
	}
	slices.SortFunc(s.Links, func(a, b page.HomeLink) int { return compareFold(a.Text, b.Text) })
	return page.HomeList(s), nil
}

// toConfirm are the people whose signature waits to be confirmed by the visitor.
func toConfirm(r *request) (templ.Component, error) {
	scope := r.site.App.Scope(r.actor(), access.ConfirmApprover)
	if scope.None() {
		return nil, nil
	}
	people, err := r.site.Reader.PeopleWithin(r.ctx(), scope)
	if err != nil {
		return nil, err
	}
	s := page.ListSection{}
	for _, k := range people {
		waits := func(m domain.Membership) bool {
			return unconfirmed(m) && !m.Ended(r.day()) && r.can(access.ConfirmApprover, access.At(m.Path))
		}
		if slices.ContainsFunc(k.Memberships, waits) && k.Person.ID != r.actor().Person.ID {
			s.Links = append(s.Links, page.HomeLink{Text: k.Person.Name + ", " + k.Person.Post, Href: personHref(k.Person.ID)})
		}
	}
	if len(s.Links) == 0 {
		return nil, nil
	}
	s.Title = r.words.N("home.confirm", len(s.Links))
	return page.HomeList(s), nil
}

// standing is how the report stands, to whoever oversees some of it.
func standing(r *request) (templ.Component, error) {
	if !r.actor().Has(domain.Reviewer, domain.OversightLead, domain.Auditor, domain.Observer) {
		return nil, nil
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	return page.HomeFigures(r.view(), headlines(r.words, picture.Integrated(r.cut()))), nil
}

// toLead are the pages of a nation's oversight lead.
func toLead(r *request) (templ.Component, error) {
	if !r.actor().Has(domain.OversightLead) {
		return nil, nil
	}
	return r.links("lead", map[string]string{
		"rounds": "/rounds", "people": "/people", "take_up": "/take-up", "release": "/release", "arrangements": "/arrangements",
	}, "rounds", "people", "take_up", "release", "arrangements"), nil
}

// toRead are the pages that everybody who has signed in can look at.
func toRead(r *request) (templ.Component, error) {
	return r.links("read", map[string]string{"integrated": "/integrated", "heatmap": "/heatmap", "graph": "/graph", "bodies": "/bodies"},
		"integrated", "heatmap", "graph", "bodies"), nil
}

// links is a section of links with a line on each, in the order of the keys.
func (r *request) links(family string, to map[string]string, keys ...string) templ.Component {
	s := page.ListSection{Title: r.words.T("home." + family)}
	for _, key := range keys {
		s.Links = append(s.Links, page.HomeLink{
			Text: r.words.T("home." + family + "." + key), Href: to[key], Note: r.words.T("home." + family + "." + key + ".note"),
		})
	}
	return page.HomeList(s)
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
	waiting := len(slices.DeleteFunc(people, func(k store.Known) bool { return accountState(k) != accountNever }))
	intro := r.words.T("home.people.all_in")
	if waiting > 0 {
		intro = r.words.N("home.people.waiting", waiting)
	}
	return page.HomeList(page.ListSection{Title: r.words.T("home.people"), Intro: intro, Links: []page.HomeLink{
		{Text: r.words.T("home.people.list"), Href: "/people"}, {Text: r.words.T("home.people.add"), Href: "/people/new"},
	}}), nil
}
