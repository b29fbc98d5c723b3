package site

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
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
	p := page.HomePage{Note: r.withoutRole()}
	for _, part := range []section{
		toStart, toSign, toConsent, toAnswer, toReply, toReadFirst, toPublish, toReport, toExplain, toDo, toReview, toCompare, toAssure, toCheck, toIssue, toConfirm, thisWeek, toFund, standing,
		toLead, toLookAfter, toRead,
	} {
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

// withoutRole says so to who has none.
func (r *request) withoutRole() string {
	if a := r.actor(); len(a.Memberships)+len(a.Unconfirmed)+len(a.Assigned) > 0 {
		return ""
	}
	return r.words.T("home.no_role")
}

// mine are the bodies on which the visitor holds a role.
func (r *request) mine(role domain.Role) ([]domain.Body, error) {
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	var found []domain.Body
	for _, m := range r.actor().Memberships {
		body, known := picture.BodyByID(m.BodyID)
		if m.Role == role && known && !slices.ContainsFunc(found, func(b domain.Body) bool { return b.ID == m.BodyID }) {
			found = append(found, *body)
		}
	}
	return found, nil
}

// toReview is how much waits on oversight's desk, in the desk's own words.
func toReview(r *request) (templ.Component, error) {
	if !r.actor().Has(domain.Reviewer, domain.OversightLead) {
		return nil, nil
	}
	q, err := r.queue()
	if err != nil {
		return nil, err
	}
	offered, _ := q.split(func(*item) bool { return true })
	intro := strings.Join(r.deskSummary(offered, q.picture.Day), " ")
	return page.HomeList(page.ListSection{
		Title: r.words.T("nav.desk"), Intro: intro, Links: []page.HomeLink{{Text: r.words.T("home.figures.desk"), Href: "/desk"}},
	}), nil
}

// toAssure are the duties whose reviews were given to the visitor.
func toAssure(r *request) (templ.Component, error) {
	assigned := r.actor().Assigned
	if len(assigned) == 0 {
		if !r.actor().Has(domain.Assurer) {
			return nil, nil
		}
		return page.HomeList(page.ListSection{Title: r.words.T("home.assigned.title"), Intro: r.words.T("desk.nothing_assigned")}), nil
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
	waiting, err := r.site.Reader.ToConfirm(r.ctx(), scope)
	if err != nil {
		return nil, err
	}
	s := page.ListSection{}
	for _, k := range waiting {
		mayConfirm := func(m domain.Membership) bool {
			return !m.Ended(r.day()) && r.can(access.ConfirmApprover, access.At(m.Path))
		}
		if k.Person.ID != r.actor().Person.ID && slices.ContainsFunc(k.Memberships, mayConfirm) {
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
		"publications": "/publications",
	}, "rounds", "people", "take_up", "release", "publications", "arrangements"), nil
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
