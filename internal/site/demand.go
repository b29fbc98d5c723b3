package site

import (
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// mostNeeds is how many barriers are said in sentences above the table, and for how
// many recommendations one brings their good practice.
const mostNeeds = 3

// demand is what organisations of a funder's nation say they need, none by name
// (R27): all barriers, and one of them closer where the address asks for it.
func (s *Site) demand(r *request) error {
	scope := r.site.App.Scope(r.actor(), access.ViewDemand)
	if scope.None() {
		return domain.Missing()
	}
	picture, err := r.picture()
	if err != nil {
		return err
	}
	earlier, err := r.earlier(picture, view.Filter{})
	if err != nil {
		return err
	}
	w, f := r.words, r.filter()
	var barriers []form.Option
	for _, b := range picture.Pack.Barriers {
		barriers = append(barriers, form.Option{Value: b.Key, Label: b.Name})
	}
	p := page.DemandPage{
		Day: picture.Day, Where: nationList(w, nationsOf(scope)), Form: f,
		Rec:     r.oneOf(f, "rec", "behind.recommendation", recommendationOptions(picture.Pack)),
		Barrier: r.oneOf(f, "barrier", "barriers.barrier", barriers),
	}
	rows := picture.Demand(scope, number(p.Rec.Value), earlier)
	if as, file := r.tableAs(); file {
		return r.sendTable(as, demandTable(w, rows, earlier), picture.Day)
	}
	for _, row := range rows[:min(mostNeeds, len(rows))] {
		if row.Bodies > 0 {
			p.Sentences = append(p.Sentences, needSentence(w, picture, row))
		}
	}
	p.Table = needTable(w, rows, earlier, p.Rec.Value)
	if at := slices.IndexFunc(rows, func(d view.Demand) bool { return d.Barrier.Key == p.Barrier.Value }); at >= 0 {
		if p.Closer, err = r.closer(picture, rows[at]); err != nil {
			return err
		}
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("barriers.title"), Href: "/barriers"})
	v.Wide = true
	return r.page(page.Demand(v, p))
}

// nationsOf are the nations that a scope reaches.
func nationsOf(scope domain.Scope) []domain.Nation {
	return slices.DeleteFunc(domain.Nations(), func(n domain.Nation) bool { return !scope.Sees(n.Path(), 0, "") })
}

// closer is one barrier: where it is named, by whom and on what, and good practice
// on what it is named for most: the report's, and that of confirmed duties whose
// bodies consent. Whether these ever named the barrier is nobody's to read here.
func (r *request) closer(picture *view.Picture, d view.Demand) (*page.Need, error) {
	w := r.words
	n := &page.Need{
		Name: d.Barrier.Name, Sentence: needSentence(w, picture, d),
		Regions: needCounts(w, "regions", w.T("barriers.regions"), d.Regions, func(of string) string { return place(w, of) }),
		Kinds:   needCounts(w, "kinds", w.T("barriers.kinds"), d.Kinds, func(of string) string { return w.Word("body_kind", of) }),
		Recs:    needCounts(w, "recs", w.T("demand.recs"), d.Recs, func(of string) string { return recOf(picture, of) }),
	}
	var recs []int
	for _, c := range d.Recs[:min(mostNeeds, len(d.Recs))] {
		recs = append(recs, number(c.Of))
		for _, one := range reported(w, picture, number(c.Of)) {
			if !slices.Contains(n.Practices, one) {
				n.Practices = append(n.Practices, one)
			}
		}
	}
	var err error
	n.Confirmed, err = r.practicesOn(picture, recs...)
	return n, err
}

// needSentence says how many name a barrier and where most do.
func needSentence(w *words.Words, p *view.Picture, d view.Demand) string {
	args := domain.Args{"Name": d.Barrier.Name}
	switch {
	case d.Bodies == 0:
		return w.T("demand.nobody", args)
	case d.Bodies == view.Few:
		args["Least"] = domain.LeastNamed
		return w.T("demand.few", args)
	}
	text := w.N("demand.sentence", d.Bodies, args)
	if len(d.Regions) > 0 {
		text += " " + w.T("demand.sentence.where", domain.Args{"Where": place(w, d.Regions[0].Of), "N": d.Regions[0].N})
	}
	if len(d.Recs) > 0 {
		text += " " + w.T("demand.sentence.rec", domain.Args{"Rec": recOf(p, d.Recs[0].Of), "N": d.Recs[0].N})
	}
	return text
}

// fewText is a count as it may be said.
func fewText(w *words.Words, n int) string {
	if n == view.Few {
		return w.T("demand.fewer", domain.Args{"Least": domain.LeastNamed})
	}
	return w.Number(n)
}

func needTable(w *words.Words, rows []view.Demand, earlier []*view.Picture, rec string) ui.Table {
	t := ui.Table{ID: "demand", Caption: w.T("barriers.caption"), HideCaption: true, Head: []ui.Cell{{Text: w.T("barriers.barrier")}, {Text: w.T("barriers.now"), Numeric: true}, {Text: w.T("barriers.most")}}}
	for _, then := range earlier {
		t.Head = append(t.Head, ui.Cell{Text: w.T("barriers.then", domain.Args{"Day": then.Day}), Numeric: true})
	}
	for _, row := range rows {
		where := ""
		if len(row.Regions) > 0 {
			where = w.T("barriers.most.at", domain.Args{"Where": place(w, row.Regions[0].Of), "N": row.Regions[0].N})
		}
		line := []ui.Cell{{Text: row.Barrier.Name, Href: needHref(row.Barrier.Key, rec), Header: true}, {Text: fewText(w, row.Bodies), Numeric: true}, {Text: where}}
		for _, n := range row.Before {
			line = append(line, ui.Cell{Text: fewText(w, n), Numeric: true})
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

func needHref(barrier, rec string) string {
	href := "/demand?barrier=" + barrier
	if rec != "" {
		href += "&rec=" + rec
	}
	return href + "#closer"
}

func needCounts(w *words.Words, id, caption string, counts []view.Count, name func(string) string) ui.Table {
	t := countTable(w, id, caption)
	for _, c := range counts { // of which no rows are shown
		t.Rows = append(t.Rows, []ui.Cell{{Text: name(c.Of), Header: true}, {Text: w.Number(c.N), Numeric: true}})
	}
	t.Empty = w.T("demand.withheld", domain.Args{"Least": domain.LeastNamed})
	return t
}

// demandTable has a row for each barrier.
func demandTable(w *words.Words, rows []view.Demand, earlier []*view.Picture) exchange.Table {
	t := exchange.Table{Name: "demand", Columns: []string{"barrier", "name", "bodies", "most_named_in", "bodies_there"}}
	for i := range earlier {
		t.Columns = append(t.Columns, "bodies_"+strconv.Itoa(len(earlier)-i)+"_rounds_ago")
	}
	count := func(n int) any {
		if n == view.Few {
			return fewText(w, n)
		}
		return n
	}
	for _, row := range rows {
		line := []any{row.Barrier.Key, row.Barrier.Name, count(row.Bodies), "", ""}
		if len(row.Regions) > 0 {
			line[3], line[4] = row.Regions[0].Of, row.Regions[0].N
		}
		for _, n := range row.Before {
			line = append(line, count(n))
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}
