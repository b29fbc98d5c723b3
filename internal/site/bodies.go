package site

import (
	"slices"
	"strings"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
)

// bodiesRoutes are the register.
func (s *Site) bodiesRoutes() []route {
	return []route{get("/bodies", signedIn, s.bodies).withTable()}
}

// maxQuery is how much somebody types to look for something.
const maxQuery = 100

// bodies is the register, filtered by the address.
func (s *Site) bodies(r *request) error {
	places, err := r.places()
	if err != nil {
		return err
	}
	fields := bodiesFields(r, places)
	found := slices.DeleteFunc(slices.Clone(places.bodies), func(b domain.Body) bool { return !bodyFits(b, fields, r.day()) })
	slices.SortStableFunc(found, func(a, b domain.Body) int { return strings.Compare(a.Name, b.Name) })
	if as, file := r.tableAs(); file {
		return r.sendTable(as, bodiesFile(found), r.day())
	}
	shown, pages := paged(r, found)
	return r.page(page.Bodies(r.view(), page.BodiesPage{
		Filter: fields, Found: r.words.N("bodies.found", len(found)), Table: bodiesTable(r, places, shown), Pages: pages,
	}))
}

func bodiesFields(r *request, p places) page.BodiesFields {
	w := r.words
	f := r.filter()
	var regions []form.Option
	for _, region := range p.regions() {
		regions = append(regions, form.Option{Value: region, Label: region})
	}
	return page.BodiesFields{
		Form:   f,
		Query:  f.Text("q", form.Ask{Label: w.T("bodies.query")}, maxQuery),
		Nation: f.Choice("nation", form.Ask{Label: w.T("bodies.nation")}, anyOr(w.T("bodies.nation.all"), options(w, "nation", domain.Nations()))),
		Region: f.Choice("region", form.Ask{Label: w.T("bodies.region")}, anyOr(w.T("bodies.region.all"), regions)),
		Kind:   f.Choice("kind", form.Ask{Label: w.T("bodies.kind")}, anyOr(w.T("bodies.kind.all"), options(w, "body_kind", domain.BodyKinds()))),
		Closed: f.Bool("closed", form.Ask{Label: w.T("bodies.closed")}),
	}
}

// anyOr puts the answer that leaves a filter open before the others.
func anyOr(label string, others []form.Option) []form.Option {
	return append([]form.Option{{Label: label}}, others...)
}

func bodyFits(b domain.Body, f page.BodiesFields, on domain.Day) bool {
	ended := !b.ValidTo.IsZero() && b.ValidTo < on
	return (f.Closed.Value || !ended) &&
		(f.Nation.Value == "" || string(b.Nation) == f.Nation.Value) &&
		(f.Region.Value == "" || b.Region == f.Region.Value) &&
		(f.Kind.Value == "" || string(b.Kind) == f.Kind.Value) &&
		(contains(b.Name, f.Query.Value) || contains(b.ShortName, f.Query.Value) || strings.EqualFold(b.Code, f.Query.Value))
}

// contains looks for words without regard to capitals.
func contains(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

func bodiesTable(r *request, p places, shown []domain.Body) ui.Table {
	w := r.words
	table := ui.Table{
		ID: "bodies", Caption: w.T("bodies.caption"), HideCaption: true, Empty: w.T("bodies.none"),
		Head: []ui.Cell{{Text: w.T("bodies.name")}, {Text: w.T("bodies.code")}, {Text: w.T("bodies.what")},
			{Text: w.T("bodies.where")}, {Text: w.T("bodies.state")}},
	}
	for _, b := range shown {
		where := w.Word("nation", string(b.Nation))
		if b.Nation == domain.England && b.Region != "" && b.Region != string(domain.England) {
			where = b.Region
		}
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: b.Name, Href: bodyHref(b.Code), Header: true}, {Text: b.Code}, {Text: w.Word("body_kind", string(b.Kind))},
			{Text: where}, {Content: page.InForce(p.inForce(b, r.day()))},
		})
	}
	return table
}

// inForce says whether a body is in force, and who took over where it isn't.
func (p places) inForce(b domain.Body, on domain.Day) page.BodyState {
	w := p.words
	state := page.BodyState{Text: w.T("bodies.current"), Succeeded: w.T("bodies.succeeded")}
	switch {
	case !b.ValidTo.IsZero():
		state.Text = w.T("bodies.closed_on", domain.Args{"Day": b.ValidTo})
	case on < b.ValidFrom:
		state.Text = w.T("bodies.opens_on", domain.Args{"Day": b.ValidFrom})
	}
	for _, code := range b.Successors {
		name := code
		if i := slices.IndexFunc(p.bodies, func(b domain.Body) bool { return b.Code == code }); i >= 0 {
			name = p.bodies[i].Name
		}
		state.By = append(state.By, page.HomeLink{Text: name, Href: bodyHref(code)})
	}
	return state
}
