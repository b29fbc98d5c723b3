package site

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// checkRoutes are spot checks (R22): oversight's, an assessor's and a body's side.
func (s *Site) checkRoutes() []route {
	return []route{
		get("/checks", signedIn, s.checks),
		get("/checks/new", signedIn, s.newCheck),
		post("/checks/new", signedIn, s.planCheck),
		get("/checks/clients", signedIn, s.clientsPage),
		post("/checks/clients", signedIn, s.declareClients),
		get("/checks/:check", signedIn, s.check).withTable(),
		get("/checks/:check/plan", signedIn, s.planPage),
		post("/checks/:check/plan", signedIn, s.replanCheck),
		post("/checks/:check/seed", signedIn, s.seedCheck),
		post("/checks/:check/draw", signedIn, s.drawCheck),
		post("/checks/:check/assign", signedIn, s.assignCheck),
		post("/checks/:check/issue", signedIn, s.issueCheck),
		get("/checks/:check/population", signedIn, s.checkPopulation),
		get("/checks/:check/pack/:body", signedIn, s.checkPack),
		get("/bodies/:body/checks", signedIn, s.bodyChecks),
		get("/bodies/:body/checks/:item", signedIn, s.checkItem),
		post("/bodies/:body/checks/:item/verdict", signedIn, s.judgeCheck),
		post("/bodies/:body/checks/:item/reply", signedIn, s.replyCheck),
	}
}

// checks says that spot checks are the visitor's business: they see them as a
// whole, or may be given claims to check.
func (r *request) checks() bool {
	return r.actor().Has(domain.Assurer, domain.Reviewer, domain.OversightLead, domain.Auditor)
}

func checkHref(id domain.ID) string { return "/checks/" + string(id) }

func checkItemHref(code string, item domain.ID) string {
	return bodyHref(code) + "/checks/" + string(item)
}

// checksView is the view of a page below the list of checks.
func (r *request) checksView(below ...ui.Crumb) page.View {
	return r.viewBelow(append([]ui.Crumb{{Text: r.words.T("checks.title"), Href: "/checks"}}, below...)...)
}

// checks lists what was given to the visitor to check, and the checks that they
// see as a whole.
func (s *Site) checks(r *request) error {
	if !r.checks() {
		return domain.Missing()
	}
	p := page.ChecksPage{MayPlan: len(r.leads(access.PlanCheck)) > 0, SeesAll: len(r.leads(access.ViewChecks)) > 0}
	p.MayCheck = r.actor().Has(domain.Assurer, domain.Reviewer, domain.OversightLead)
	places, err := r.places()
	if err != nil {
		return err
	}
	scope := s.App.Scope(r.actor(), access.Assess)
	mine, err := s.Reader.CheckItemsFor(r.ctx(), scope, r.actor().Person.ID)
	if err != nil {
		return err
	}
	p.Mine = r.myItems(places, mine)
	all, err := s.Reader.Checks(r.ctx(), s.App.Scope(r.actor(), access.ViewChecks), s.Report)
	if err != nil {
		return err
	}
	p.All = checkTable(r, all)
	return r.page(page.Checks(r.view(), p))
}

// myItems is an assessor's list, by body: what there is to look at, with the pack
// to take along.
func (r *request) myItems(places places, items []domain.CheckItem) ui.Table {
	w := r.words
	table := ui.Table{
		ID: "mine", Caption: w.T("checks.mine"), HideCaption: true, Empty: w.T("checks.mine.none"),
		Head: []ui.Cell{{Text: w.T("checks.body")}, {Text: w.T("checks.claim")}, {Text: w.T("checks.state")}, {Text: w.T("checks.pack")}},
	}
	items = slices.DeleteFunc(items, func(i domain.CheckItem) bool { return !i.IssuedAt.IsZero() })
	slices.SortFunc(items, func(a, b domain.CheckItem) int {
		return cmp.Or(cmp.Compare(r.urgency(a), r.urgency(b)), compareFold(places.body(a.BodyID), places.body(b.BodyID)), cmp.Compare(a.Rec, b.Rec))
	})
	for _, i := range items {
		body := places.byID[i.BodyID]
		claim := w.T("checks.claim_on", domain.Args{"Rec": i.Rec})
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: body.Name, Header: true},
			{Content: page.NamedLink(claim, body.Name, checkItemHref(body.Code, i.ID))},
			{Content: itemTag(w, i, r.day())},
			{Content: page.NamedLink(w.T("checks.pack.get"), body.Name, checkHref(i.CheckID)+"/pack/"+body.Code)},
		})
	}
	return table
}

// urgency orders an assessor's claims: what has no verdict, then what came back
// with a reply, then what waits for others.
func (r *request) urgency(i domain.CheckItem) int {
	switch itemState(i, r.day()) {
	case "assigned":
		return 0
	case "replied":
		return 1
	}
	return 2
}

// itemState is how far a drawn claim has come, in one word.
func itemState(i domain.CheckItem, on domain.Day) string {
	switch {
	case !i.IssuedAt.IsZero():
		return "issued"
	case !i.Judged() && i.Assessor == "":
		return "unassigned"
	case !i.Judged():
		return "assigned"
	case !i.RepliedAt.IsZero():
		return "replied"
	case i.AwaitsReply(on):
		return "draft"
	}
	return "no_reply"
}

func itemTag(w *words.Words, i domain.CheckItem, on domain.Day) templ.Component {
	return ui.WordTag(w, "check_item", itemState(i, on))
}

func checkTable(r *request, all []domain.SpotCheck) ui.Table {
	w := r.words
	table := ui.Table{
		ID: "checks", Caption: w.T("checks.all"), HideCaption: true, Empty: w.T("checks.all.none"),
		Head: []ui.Cell{{Text: w.T("checks.check")}, {Text: w.T("checks.nations")}, {Text: w.T("checks.unit")},
			{Text: w.T("checks.drawn"), Numeric: true}, {Text: w.T("checks.state")}, {Text: w.T("checks.since")}},
	}
	for _, c := range slices.Backward(all) {
		drawn := w.T("checks.planned_n", domain.Args{"N": c.Plan.N})
		if c.Drawn > 0 {
			drawn = w.T("checks.n_of", domain.Args{"N": c.Drawn, "Of": c.Units})
		}
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: checkName(w, c), Href: checkHref(c.ID), Header: true}, {Text: nationList(w, c.Plan.Nations)},
			{Text: w.Word("check_unit", string(c.Plan.Unit))}, {Text: drawn, Numeric: true},
			{Content: ui.WordTag(w, "check", string(c.State))}, {Text: w.Day(checkSince(c))},
		})
	}
	return table
}

func checkName(w *words.Words, c domain.SpotCheck) string {
	return w.T("check.name", domain.Args{"No": strconv.Itoa(c.No)})
}

// checkSince is the day on which a check came into its state.
func checkSince(c domain.SpotCheck) domain.Day {
	at := c.PlannedAt
	switch c.State {
	case domain.CheckSeeded:
		at = c.SeededAt
	case domain.CheckDrawn:
		at = c.DrawnAt
	case domain.CheckIssued:
		at = c.IssuedAt
	}
	return domain.DayOf(at)
}

// aCheck is the spot check that the address names, as far as the visitor sees it
// as a whole.
func (r *request) aCheck() (domain.SpotCheck, error) {
	scope := r.site.App.Scope(r.actor(), access.ViewChecks)
	if scope.None() {
		return domain.SpotCheck{}, domain.Missing()
	}
	return r.site.Reader.Check(r.ctx(), scope, domain.ID(r.Param("check")))
}

// assessors are the people who could check something of some bodies, by name;
// the verb asks claim by claim.
func (r *request) assessors(bodies []domain.Body, places places) ([]store.Known, error) {
	all, err := r.site.Reader.PeopleWithin(r.ctx(), everyone())
	if err != nil {
		return nil, err
	}
	var found []store.Known
	for _, known := range all {
		active := slices.DeleteFunc(slices.Clone(known.Memberships), func(m domain.Membership) bool { return !m.Active(r.day()) })
		own := domain.OwnOf(known.Person, active, places.bodies)
		fits := slices.ContainsFunc(bodies, func(b domain.Body) bool {
			return domain.MayCheck(domain.Candidate{Person: known.Person, Held: active, Own: slices.Contains(own, b.ID)}, b) == nil
		})
		if fits {
			found = append(found, known)
		}
	}
	slices.SortFunc(found, func(a, b store.Known) int { return compareFold(a.Person.Name, b.Person.Name) })
	return found, nil
}
