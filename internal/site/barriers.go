package site

import (
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
		Fields: fields, Table: barrierTable(w, rows, earlier, r.Request.URL.RawQuery),
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Barriers(v, p))
}

func barrierTable(w *words.Words, rows []view.BarrierRow, earlier []*view.Picture, query string) ui.Table {
	t := ui.Table{ID: "barriers", Caption: w.T("barriers.caption"), HideCaption: true, Head: []ui.Cell{{Text: w.T("barriers.barrier")}}}
	for _, then := range earlier {
		t.Head = append(t.Head, ui.Cell{Text: w.T("barriers.then", domain.Args{"Day": then.Day}), Numeric: true})
	}
	t.Head = append(t.Head, ui.Cell{Text: w.T("barriers.now"), Numeric: true}, ui.Cell{Text: w.T("barriers.duties"), Numeric: true},
		ui.Cell{Text: w.T("barriers.most")}, ui.Cell{Text: w.T("barriers.beyond"), Numeric: true})
	for _, row := range rows {
		line := []ui.Cell{{Text: row.Barrier.Name, Href: barrierHref(row.Barrier.Key, query), Header: true}}
		for _, n := range row.Before {
			line = append(line, ui.Cell{Text: w.Number(n), Numeric: true})
		}
		line = append(line, ui.Cell{Text: w.Number(row.Bodies), Numeric: true}, ui.Cell{Text: w.Number(row.Duties), Numeric: true},
			ui.Cell{Text: mostText(w, row)}, ui.Cell{Text: w.Number(len(row.Beyond)), Numeric: true})
		t.Rows = append(t.Rows, line)
	}
	return t
}

func barrierHref(key, query string) string {
	if query == "" {
		return "/barriers/" + key
	}
	return "/barriers/" + key + "?" + query
}

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
	row, naming := rows[at], picture.Naming(r.cut(), key, filter)
	if f, file := r.tableAs(); file {
		return r.sendTable(f, dutiesTable("barrier-"+key, naming), picture.Day)
	}
	p := page.BarrierPage{
		Name: row.Barrier.Name, Day: picture.Day, Fields: fields, Action: "/barriers/" + key, Count: len(naming),
		Sentence: barrierSentence(w, row),
		Regions:  countTable(w, "regions", w.T("barriers.regions"), row.Regions, func(of string) string { return place(w, of) }),
		Kinds:    countTable(w, "kinds", w.T("barriers.kinds"), row.Kinds, func(of string) string { return w.Word("body_kind", of) }),
		Recs:     countTable(w, "recs", w.T("barriers.recs"), row.Recs, func(of string) string { return recOf(picture, of) }),
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

func countTable(w *words.Words, id, caption string, counts []view.Count, name func(string) string) ui.Table {
	t := ui.Table{ID: id, Caption: caption, Head: []ui.Cell{{Text: w.T("barriers.where")}, {Text: w.T("barriers.how_many"), Numeric: true}}, Empty: w.T("barriers.nobody")}
	for _, c := range counts {
		t.Rows = append(t.Rows, []ui.Cell{{Text: name(c.Of), Header: true}, {Text: w.Number(c.N), Numeric: true}})
	}
	return t
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
