package site

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
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
	for _, part := range []section{toStart, toSign, toAnswer, toReport, toReview, toAssure, toConfirm, standing, toLead, toLookAfter, toRead} {
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

// part is the duties of a body that a verb of the visitor's reaches, where these
// are not all that it owes (R15): how many of how many.
func (r *request) part(verb access.Verb, body domain.Body) (n, of int, is bool, err error) {
	if !slices.ContainsFunc(r.actor().Memberships, func(m domain.Membership) bool { return m.BodyID == body.ID && len(m.Recs) > 0 }) {
		return 0, 0, false, nil
	}
	picture, err := r.picture()
	if err != nil {
		return 0, 0, false, err
	}
	found, err := picture.Body(view.Cut{View: r.site.App.Scope(r.actor(), verb)}, body.Code)
	if err != nil && domain.KindOf(err) != domain.NotFound {
		return 0, 0, false, err
	}
	n, of = len(found.Rows), picture.Owes(body.Code)
	return n, of, n < of, nil
}

// owed is what one body has to send in, each duty once: what open rounds ask
// for, and what came back, whose round may be over.
func (r *request) owed(body domain.Body, rounds []domain.Round, pack *domain.Pack) (page.OwedSection, error) {
	w := r.words
	s := page.OwedSection{ID: "owed-" + body.Code, Body: body.Name, Href: bodyHref(body.Code), Summary: w.T("home.owed.none")}
	all, err := r.written(body, rounds)
	if err != nil {
		return s, err
	}
	n, of, is, err := r.part(access.Draft, body)
	if err != nil {
		return s, err
	}
	if is {
		s.Part = w.N("home.owed.part", n, domain.Args{"Owes": of})
	}
	var last domain.Round
	s.Table = owedTable(r, body)
	due := 0
	for _, o := range all {
		if o.round.IsOpen() {
			last = o.round
			due++
		}
		rec, _ := pack.Recommendation(o.duty.Rec)
		s.Table.Rows = append(s.Table.Rows, owedRow(r, body, rec, o))
	}
	asked := slices.ContainsFunc(rounds, func(round domain.Round) bool { return round.IsOpen() && round.Asks(body) })
	switch {
	case !asked && len(s.Table.Rows) == 0:
		s.Summary = w.T("home.owed.no_round")
	case due > 0 && last.FellDue(r.day()):
		s.Summary = w.N("home.owed.late", due, roundArgs(last))
	case due > 0:
		s.Summary = w.N("home.owed.summary", due, roundArgs(last))
	}
	return s, nil
}

// owing is a duty that its body has to report on now.
type owing struct {
	duty  domain.Duty
	ret   domain.Return // what the body writes on
	round domain.Round  // that it answers; the zero round for an interim one
}

// written is what the visitor has to write for one body now.
func (r *request) written(body domain.Body, rounds []domain.Round) ([]owing, error) {
	scope := r.site.App.Scope(r.actor(), access.Draft)
	duties, err := r.site.Reader.DutiesOf(r.ctx(), scope, body.ID)
	if err != nil || len(duties) == 0 {
		return nil, err
	}
	ids := make([]domain.ID, len(duties))
	for i, d := range duties {
		ids[i] = d.ID
	}
	returns, err := r.site.Reader.LiveReturns(r.ctx(), scope, ids, nil)
	if err != nil {
		return nil, err
	}
	of := make(map[domain.ID][]domain.Return, len(duties))
	for _, ret := range returns {
		of[ret.DutyID] = append(of[ret.DutyID], ret)
	}
	var all []owing
	for _, d := range duties {
		o := owing{duty: d, ret: domain.CurrentReturn(of[d.ID], rounds)}
		if i := slices.IndexFunc(rounds, func(round domain.Round) bool { return round.ID == o.ret.RoundID }); i >= 0 {
			o.round = rounds[i]
		}
		cameBack := o.ret.GivenBack() || o.ret.Answers()
		if d.State.MayReport() == nil && o.ret.State.Editable() && (o.round.IsOpen() || cameBack) {
			all = append(all, o)
		}
	}
	return all, nil
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

func owedRow(r *request, body domain.Body, rec domain.Recommendation, o owing) []ui.Cell {
	key := domain.DutyKey{Body: body.Code, Report: o.duty.Report, Rec: o.duty.Rec}
	day := ""
	if o.round.IsOpen() {
		day = r.words.Day(max(o.round.Due, o.ret.Extended))
	}
	return []ui.Cell{
		{Text: strconv.Itoa(rec.No) + ". " + rec.Short, Href: dutyHref(key), Header: true},
		{Content: owedState(r.words, o)}, {Text: day},
	}
}

// owedState says how far the return has come, and what came back before it.
func owedState(w *words.Words, o owing) templ.Component {
	state, colour := string(o.ret.State), ui.White
	switch {
	case o.ret.GivenBack():
		state, colour = "given_back", ui.Orange
	case o.ret.State == domain.ReturnSentBack:
		colour = ui.Orange
	case o.ret.State == domain.ReturnDraft:
		colour = ui.Blue
	}
	note := ""
	if o.duty.State.Unanswered() && !o.ret.Answers() {
		note = w.T("home.owed.sent_back")
	}
	return page.HomeState(ui.Tag(colour, w.Word("return", state)), note)
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
	offered, _ := q.split(func(item) bool { return true })
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
