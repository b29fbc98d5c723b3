package site

import (
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
)

// chaseRoutes are oversight's chase list, and one body on it.
func (s *Site) chaseRoutes() []route {
	const body = "/bodies/:body/chase"
	return []route{
		get(chasePath, signedIn, s.chaseList).withTable(),
		get(body, signedIn, s.chaseBody),
		post(body, signedIn, s.noteChase),
		post(body+"/take", signedIn, s.takeChase),
		post(body+"/hand-on", signedIn, s.handOnChase),
	}
}

const chasePath = "/chase"

func chaseHref(code string) string { return bodyHref(code) + chasePath }

// chasing is what the visitor may see of the chase list: where they chase
// themselves, and so nothing of another nation's.
func (r *request) chasing() view.Cut {
	return view.Cut{View: r.site.App.Scope(r.actor(), access.Chase)}
}

// chases says that the visitor chases anybody at all.
func (r *request) chases() bool { return !r.chasing().View.None() }

// chaseList is whom to chase, in the order of what matters.
func (s *Site) chaseList(r *request) error {
	if !r.chases() {
		return domain.Missing()
	}
	picture, err := r.picture()
	if err != nil {
		return err
	}
	fields, filter := r.chaseFields(picture)
	all := slices.DeleteFunc(picture.ChaseList(r.chasing(), filter), func(c view.Chased) bool { return !r.chaseFits(c, fields) })
	names, err := r.holders(all)
	if err != nil {
		return err
	}
	if f, file := r.tableAs(); file {
		return r.sendTable(f, chaseTable(all, names, picture.Day), picture.Day)
	}
	p := page.ChasePage{Fields: fields, Back: r.Request.URL.RawQuery, Day: picture.Day}
	var there []view.Chased
	for _, c := range all {
		if c.State == domain.ChaseAway {
			p.Away = append(p.Away, r.chaseRow(c, names))
			continue
		}
		if c.State == domain.ChaseBack {
			p.Returned++
		}
		there = append(there, c)
	}
	p.Count = len(there)
	shown, pages := paged(r, there)
	p.Pages = pages
	for _, c := range shown {
		p.Rows = append(p.Rows, r.chaseRow(c, names))
	}
	v := r.view()
	v.Wide = true
	return r.page(page.Chase(v, p))
}

// Whose bodies the list shows, beside desk's own.
const chaseBack = "back"

func (r *request) chaseFields(p *view.Picture) (page.ChaseFields, view.Filter) {
	w, f, c := r.words, r.filter(), p.Choices(r.chasing())
	fields := page.ChaseFields{
		Form: f, Nation: r.oneOf(f, "nation", "heatmap.nation", options(w, "nation", c.Nations)),
		Region: r.oneOf(f, "region", "heatmap.region", regionOptions(r.words, c)),
		Kind:   r.oneOf(f, "kind", "heatmap.kind", options(w, "body_kind", c.Kinds)), Theme: r.oneOf(f, "theme", "heatmap.theme", themeOptions(c)),
		State: f.Choice("state", form.Ask{Label: w.T("chase.which")}, []form.Option{
			{Label: w.T("chase.which.all")}, {Value: chaseBack, Label: w.T("chase.which.back")},
			{Value: heldByMe, Label: w.T("desk.whose_mine")}, {Value: heldByNobody, Label: w.T("desk.whose_free")},
		}),
	}
	return fields, view.Filter{
		Nation: domain.Nation(fields.Nation.Value), Region: fields.Region.Value, Kind: domain.BodyKind(fields.Kind.Value), Theme: number(fields.Theme.Value),
	}
}

func (r *request) chaseFits(c view.Chased, f page.ChaseFields) bool {
	switch f.State.Value {
	case chaseBack:
		return c.State == domain.ChaseBack
	case heldByMe:
		return c.Chase.Holder == r.actor().Person.ID
	case heldByNobody:
		return c.Chase.Holder == ""
	}
	return true
}

// holders are the names of who holds some bodies, as far as the visitor may know them.
func (r *request) holders(all []view.Chased) (deskNames, error) {
	var ids []domain.ID
	for _, c := range all {
		if c.Chase.Holder != "" {
			ids = append(ids, c.Chase.Holder)
		}
	}
	slices.Sort(ids)
	people, err := r.named(slices.Compact(ids))
	return deskNames{people: people}, err
}

// named are people by their ids; nobody is asked for where there are none.
func (r *request) named(ids []domain.ID) (map[domain.ID]domain.Person, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return r.site.Reader.PeopleByIDs(r.ctx(), r.seeing(false), ids)
}

// chaseRow is one body on the list, in words.
func (r *request) chaseRow(c view.Chased, names deskNames) page.ChaseRow {
	w, code := r.words, c.Body.Code
	row := page.ChaseRow{
		Body: c.Body.Name, Href: chaseHref(code), Nation: w.Word("nation", string(c.Body.Nation)), State: c.State,
		Why: chaseWhy(w, c), Behind: c.Rank.Behind, Core: c.Rank.Core, Days: c.Rank.Late, Moved: movedText(w, c), Promised: promisedText(w, c, r.day()),
		Until: c.Chase.Until,
	}
	if c.Chase.Holder != "" {
		row.Holder = names.of(r, c.Chase.Holder)
	} else {
		row.Take = chaseHref(code) + "/take"
	}
	return row
}

// chaseTable has a row for each body on the list, put away or not.
func chaseTable(all []view.Chased, names deskNames, on domain.Day) exchange.Table {
	t := exchange.Table{Name: "chase", Columns: []string{
		"body", "body_name", "nation", "region", "kind", "state", "holder", "promised_by", "put_away_until", "back_since", "recommendations",
		"silent", "overdue", "holding_others_up", "late_since", "days_late", "duties_behind", "core_asks",
	}}
	for _, c := range all {
		silent, overdue, holds := 0, 0, 0
		for _, m := range c.Matters() {
			silent, overdue, holds = silent+one(m.Silent), overdue+one(m.Overdue), holds+one(m.Holds)
		}
		b := c.Body
		t.Rows = append(t.Rows, []any{
			b.Code, b.Name, string(b.Nation), b.Region, string(b.Kind), string(c.State), names.people[c.Chase.Holder].Name, c.Chase.Promised, c.Chase.Until,
			movedKeys(c), recKeys(c), silent, overdue, holds, c.Since, c.Rank.Late, c.Rank.Behind, c.Rank.Core,
		})
	}
	return t
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// chaseSection is what stands on a body's own page of its chase; nil to who does
// not chase it.
func (r *request) chaseSection(p *view.Picture, body *domain.Body) *page.BodyChase {
	if !r.past.IsZero() || !r.can(access.Chase, access.At(body.Path)) {
		return nil
	}
	c, err := p.ChaseOf(r.chasing(), body.Code)
	if err != nil || len(c.Duties) == 0 && c.Chase.ID == "" {
		return nil
	}
	return &page.BodyChase{Lines: r.chaseStands(c), Link: ui.Crumb{Text: r.words.T("chase.body.open"), Href: chaseHref(body.Code)}}
}

// chaseStands says where a body stands on the list, in sentences.
func (r *request) chaseStands(c view.Chased) []string {
	w := r.words
	var lines []string
	switch {
	case len(c.Duties) == 0:
		return []string{w.T("chase.stands.nothing")}
	case c.State == domain.ChaseAway:
		lines = append(lines, w.T("chase.stands.away", domain.Args{"Day": c.Chase.Until}))
	case c.State == domain.ChaseBack:
		lines = append(lines, movedText(w, c)...)
	default:
		lines = append(lines, w.T("chase.stands.on"))
	}
	if promised := promisedText(w, c, r.day()); promised != "" {
		lines = append(lines, promised)
	}
	return lines
}
