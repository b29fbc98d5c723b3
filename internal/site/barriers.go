package site

import (
	"net/url"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// barrierRoutes are what stands in the way, and what changed: pages that read
// the report as at past rounds.
func (s *Site) barrierRoutes() []route {
	return []route{
		get("/barriers", signedIn, s.barriers).withPast().withTable(),
		get("/demand", signedIn, s.demand).withTable(), // not as at any day: from one to the next one body shows
		get("/barriers/:barrier", signedIn, s.barrier).withPast().withTable(),
		get("/changes", signedIn, s.changes).withPast().withTable(),
	}
}

// trendRounds is how many past rounds are read beside the present.
const trendRounds = 4

// earlier are the report as at the days on which the last rounds closed, of what
// a filter takes.
func (r *request) earlier(p *view.Picture, f view.Filter) ([]*view.Picture, error) {
	var pictures []*view.Picture
	for _, day := range p.RoundDays(r.cut(), f, trendRounds) {
		then, err := r.site.Views.AsAt(r.ctx(), r.site.Report, day)
		if err != nil {
			return nil, err
		}
		pictures = append(pictures, then)
	}
	return pictures, nil
}

// barriers is what stands in the way, by how many bodies name it.
func (s *Site) barriers(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	w := r.words
	fields, filter := r.slice(picture)
	earlier, err := r.earlier(picture, filter)
	if err != nil {
		return err
	}
	rows := picture.Barriers(r.cut(), filter, earlier)
	if f, file := r.tableAs(); file {
		return r.sendTable(f, barriersTable(rows, earlier), picture.Day)
	}
	p := page.BarriersPage{
		Day: picture.Day, Demand: !r.site.App.Scope(r.actor(), access.ViewDemand).None(),
		Fields: fields, Table: r.barrierTable(rows, earlier),
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Barriers(v, p))
}

// barrierTable has a row for each barrier; each figure leads to the duties whose
// organisations, or which themselves, it counts.
func (r *request) barrierTable(rows []view.BarrierRow, earlier []*view.Picture) ui.Table {
	w := r.words
	t := ui.Table{ID: "barriers", Caption: w.T("barriers.caption"), HideCaption: true, Head: []ui.Cell{{Text: w.T("barriers.barrier")}}}
	for _, then := range earlier {
		t.Head = append(t.Head, ui.Cell{Text: w.T("barriers.then", domain.Args{"Day": then.Day}), Numeric: true})
	}
	t.Head = append(t.Head, ui.Cell{Text: w.T("barriers.now"), Numeric: true}, ui.Cell{Text: w.T("barriers.duties"), Numeric: true},
		ui.Cell{Text: w.T("barriers.most")}, ui.Cell{Text: w.T("barriers.beyond"), Numeric: true})
	for _, row := range rows {
		to := func(more ...string) string { return barrierHref(row.Barrier.Key, r.barrierQuery(more...)) }
		line := []ui.Cell{{Text: row.Barrier.Name, Href: to(), Header: true}}
		for i, n := range row.Before {
			line = append(line, rowsCell(w, n, to(asAtQuery, string(earlier[i].Day))+"#rows"))
		}
		most := ui.Cell{Text: mostText(w, row)}
		if most.Text != "" {
			most.Href = to(placeQuery(row.Most().Of)...) + "#rows"
		}
		t.Rows = append(t.Rows, append(line, rowsCell(w, row.Bodies, to()+"#rows"), rowsCell(w, row.Duties, to()+"#rows"),
			most, rowsCell(w, len(row.Beyond), to("who", whoPast)+"#rows")))
	}
	return t
}

// whoPast in an address asks for the duties that got past a barrier, rather than
// for those that name it.
const whoPast = "past"

// barrierQuery asks for the same part of the report as the page does, and for
// more by pairs of name and value.
func (r *request) barrierQuery(more ...string) url.Values {
	q := r.Request.URL.Query()
	for _, name := range []string{asAtQuery, pageQuery, asQuery, "who"} {
		q.Del(name)
	}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return q
}

// placeQuery asks for the bodies of a region, or of a nation that are in none.
func placeQuery(of string) []string {
	switch nation := domain.Nation(of); {
	case nation == domain.England:
		return []string{"nation", of, "region", view.NoRegion}
	case slices.Contains(domain.Nations(), nation):
		return []string{"nation", of}
	}
	return []string{"region", of}
}

func barrierHref(key string, query url.Values) string { return address("/barriers/"+key, query) }

// mostText is where most bodies name a barrier: "North West (12)".
func mostText(w *words.Words, row view.BarrierRow) string {
	most := row.Most()
	if most.N == 0 {
		return ""
	}
	return w.T("barriers.most.at", domain.Args{"Where": place(w, most.Of), "N": most.N})
}

// place is a region by its name, or a nation.
func place(w *words.Words, of string) string {
	if slices.Contains(domain.Nations(), domain.Nation(of)) {
		return w.Word("nation", of)
	}
	return of
}

// barrier is one barrier: who names it, where, and who got past it.
func (s *Site) barrier(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	w, key := r.words, r.Param("barrier")
	fields, filter := r.slice(picture)
	earlier, err := r.earlier(picture, filter)
	if err != nil {
		return err
	}
	rows := picture.Barriers(r.cut(), filter, earlier)
	at := slices.IndexFunc(rows, func(row view.BarrierRow) bool { return row.Barrier.Key == key })
	if at < 0 {
		return domain.Missing()
	}
	row := rows[at]
	naming := picture.Naming(r.cut(), key, filter)
	gone := r.Query("who") == whoPast
	if gone {
		naming = picture.RowsOf(r.cut(), row.Beyond)
	}
	if f, file := r.tableAs(); file {
		return r.sendTable(f, dutiesTable("barrier-"+key, naming), picture.Day)
	}
	p := page.BarrierPage{
		Name: row.Barrier.Name, Day: picture.Day, Fields: fields, Action: "/barriers/" + key,
		Sentence: barrierSentence(w, row),
		Heading:  w.N("barriers.rows", len(naming)),
		Regions:  r.countTable("regions", row.Regions, func(of string) (string, []string) { return place(w, of), placeQuery(of) }),
		Kinds:    r.countTable("kinds", row.Kinds, func(of string) (string, []string) { return w.Word("body_kind", of), []string{"kind", of} }),
		Recs:     r.countTable("recs", row.Recs, func(of string) (string, []string) { return recOf(picture, of), []string{"rec", of} }),
	}
	if gone {
		p.Heading, p.Naming = w.N("barriers.rows.past", len(naming)), barrierHref(key, r.barrierQuery())+"#rows"
	}
	shown, pages := paged(r, naming)
	p.Pages = pages
	for _, duty := range shown {
		p.Rows = append(p.Rows, dutyRow(w, duty))
	}
	if p.Told, p.Beyond, err = r.gotPast(picture, row.Beyond); err != nil {
		return err
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"}, ui.Crumb{Text: w.T("barriers.title"), Href: "/barriers"})
	v.Wide = true
	return r.page(page.Barrier(v, p))
}

func barrierSentence(w *words.Words, row view.BarrierRow) string {
	if row.Bodies == 0 {
		return w.T("barriers.nobody")
	}
	most := row.Most()
	return w.N("barriers.sentence", row.Bodies, domain.Args{"Duties": row.Duties, "Where": place(w, most.Of), "Most": most.N})
}

func recOf(p *view.Picture, key string) string {
	if rec, known := p.Pack.Recommendation(number(key)); known {
		return recName(&rec)
	}
	return key
}

// countTable has what the barrier page counts by one way to cut it; each figure
// leads to its rows, which name says how to ask for.
func (r *request) countTable(id string, counts []view.Count, name func(string) (string, []string)) ui.Table {
	t := countTable(r.words, id, r.words.T("barriers."+id))
	for _, c := range counts {
		text, query := name(c.Of)
		figure := rowsCell(r.words, c.N, barrierHref(r.Param("barrier"), r.barrierQuery(query...))+"#rows")
		t.Rows = append(t.Rows, []ui.Cell{{Text: text, Header: true}, figure})
	}
	return t
}

// countTable is an empty table of places and how many there are.
func countTable(w *words.Words, id, caption string) ui.Table {
	return ui.Table{
		ID: id, Caption: caption, Head: []ui.Cell{{Text: w.T("barriers.where")}, {Text: w.T("barriers.how_many"), Numeric: true}},
		Empty: w.T("barriers.nobody"),
	}
}

// barriersTable has a row for each barrier.
func barriersTable(rows []view.BarrierRow, earlier []*view.Picture) exchange.Table {
	t := exchange.Table{Name: "barriers", Columns: []string{"barrier", "name", "bodies", "duties", "most_named_in", "bodies_there", "got_past_it"}}
	for i := range earlier {
		t.Columns = append(t.Columns, "bodies_"+strconv.Itoa(len(earlier)-i)+"_rounds_ago")
	}
	for _, row := range rows {
		line := []any{row.Barrier.Key, row.Barrier.Name, row.Bodies, row.Duties, row.Most().Of, row.Most().N, len(row.Beyond)}
		for _, n := range row.Before {
			line = append(line, n)
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}
