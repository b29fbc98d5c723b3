package site

import (
	"net/http"
	"slices"
	"strings"

	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/words"
)

// overviewRoutes are the pages on which the whole is seen: by recommendation
// and nation, by body, as a graph, and one recommendation or body at a time.
func (s *Site) overviewRoutes() []route {
	return []route{
		get("/integrated", signedIn, s.integrated).withPast().withTable(),
		get("/integrated/:rec/:nation", signedIn, s.behind).withPast().withTable(),
		get("/heatmap", signedIn, s.heatmap).withPast().withTable(),
		get("/graph", signedIn, s.graph).withPast().withTable(),
		get("/regions", signedIn, s.regions).withPast().withTable(),
		get("/brief", signedIn, s.brief).withPast().withTable(),
		get("/as-at", signedIn, s.asAt),
		get("/recommendations/:no", signedIn, s.recommendation).withPast(),
		get("/bodies/:body", signedIn, s.body).withPast().withTable(),
		get("/bodies/:body/peers", signedIn, s.peers).withPast().withTable(),
	}
}

// picture is the report that the pages show, as it stands now or, where the
// address says so, as it stood.
func (r *request) picture() (*view.Picture, error) {
	if r.drawn != nil {
		return r.drawn, nil
	}
	picture, err := r.pictureOf(r.site.Report)
	if r.Request.Method == http.MethodGet { // after a verb things stand otherwise
		r.drawn = picture
	}
	return picture, err
}

// everything in an address stands for all recommendations or all nations.
const everything = "all"

// integrated is the recommendations by nation.
func (s *Site) integrated(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	whole := picture.Integrated(r.cut())
	if f, file := r.tableAs(); file {
		return r.sendTable(f, integratedTable(whole), picture.Day)
	}
	p := page.IntegratedPage{
		Day: whole.Day, Lede: integratedLede(r.words, picture.Pack.Report, whole), Headlines: headlines(r.words, whole), Columns: columns(r.words, picture, whole.Columns),
	}
	for _, row := range whole.Rows {
		if n := len(p.Themes); n == 0 || p.Themes[n-1].Title != row.Theme.Title {
			p.Themes = append(p.Themes, page.ThemeRows{Title: row.Theme.Title})
		}
		theme := &p.Themes[len(p.Themes)-1]
		theme.Rows = append(theme.Rows, page.RecRow{
			No: row.Rec.Key(), Short: row.Rec.Short, Href: recHref(row.Rec.No), Core: row.Rec.Core, Cells: cells(r.words, row, whole.Columns),
		})
	}
	p.Ways = r.ways(picture)
	v := r.view()
	v.Wide = true
	return r.page(page.Integrated(v, p))
}

// ways are the other pages on which the whole is looked at.
func (r *request) ways(picture *view.Picture) []page.HomeLink {
	var ways []page.HomeLink
	add := func(key, href string) {
		ways = append(ways, page.HomeLink{Text: r.words.T("integrated.way." + key), Href: href})
	}
	add("package", "/package")
	add("hold_ups", "/hold-ups")
	add("disagreements", disagreementsPath)
	if r.past.IsZero() && r.chases() {
		add("chase", chasePath)
	}
	add("suppose", "/suppose")
	if r.past.IsZero() && picture.ForeseesAny(r.foresight()) {
		add("forecast", "/forecast")
	}
	add("brief", "/brief")
	add("changes", "/changes")
	add("barriers", "/barriers")
	add("regions", "/regions")
	add("heatmap", "/heatmap")
	add("graph", "/graph")
	return ways
}

// integratedLede says of what the page is: all nations, one, or only some duties.
func integratedLede(w *words.Words, report domain.Report, whole *view.Integrated) string {
	args := domain.Args{"Report": shortTitle(report), "Day": whole.Day}
	switch {
	case !slices.ContainsFunc(whole.Columns, func(c view.Column) bool { return c.Source != view.Part }):
		return w.T("integrated.lede.part", args)
	case len(whole.Columns) == 1:
		args["Nation"] = w.Word("nation", string(whole.Columns[0].Nation))
		return w.T("integrated.lede.one", args)
	}
	return w.T("integrated.lede", args)
}

// shortTitle is a report's title up to its colon.
func shortTitle(report domain.Report) string {
	short, _, _ := strings.Cut(report.Title, ":")
	return short
}

// columns are the nations that the visitor has figures of, and all of them
// together where there are several.
func columns(w *words.Words, p *view.Picture, all []view.Column) []page.NationColumn {
	var found []page.NationColumn
	for _, c := range all {
		found = append(found, page.NationColumn{Name: w.Word("nation", string(c.Nation)), Note: columnNote(w, p, c)})
	}
	if len(found) > 1 {
		found = append(found, page.NationColumn{Name: w.T("column.all")})
	}
	return found
}

// columnNote says where a nation's figures come from.
func columnNote(w *words.Words, p *view.Picture, c view.Column) string {
	switch c.Source {
	case view.Part:
		return w.T("column.part")
	case view.Released:
		if c.Seen > 0 {
			return w.N("column.released_but", c.Seen, domain.Args{"Day": c.Day})
		}
		return w.T("column.released", domain.Args{"Day": c.Day})
	case view.NotReleased:
		if _, takenUp := p.TakeUp(domain.OverseenBy(c.Nation)); !takenUp {
			return w.T("column.not_taken_up")
		}
		return w.T("column.not_released")
	}
	if p.Past {
		return w.T("column.past")
	}
	return w.T("column.live")
}

// cells are a recommendation's figures beside the columns.
func cells(w *words.Words, row view.RecRow, columns []view.Column) []page.Figures {
	var found []page.Figures
	owes := 0
	for i, c := range columns {
		owes += row.Owes[i]
		found = append(found, cell(w, row.Rec, c.Nation, row.Cells[i], row.Owes[i]))
	}
	if len(columns) > 1 {
		found = append(found, cell(w, row.Rec, "", row.Total, owes))
	}
	return found
}

// cell is the figures of a recommendation in a nation; none of them is all.
func cell(w *words.Words, rec *domain.Recommendation, nation domain.Nation, c domain.Cell, owes int) page.Figures {
	return page.Figures{
		Cell: c, Unreleased: max(0, owes-c.Owed()), Href: cellHref(rec, nation), Of: recTitle(w, rec) + ", " + nationTitle(w, nation),
	}
}

// cellHref is the address of the duties behind a figure.
func cellHref(rec *domain.Recommendation, nation domain.Nation) string {
	no, place := everything, everything
	if rec != nil {
		no = rec.Key()
	}
	if nation != "" {
		place = string(nation)
	}
	return "/integrated/" + no + "/" + place
}

func recTitle(w *words.Words, rec *domain.Recommendation) string {
	if rec == nil {
		return w.T("behind.every_rec")
	}
	return recName(rec)
}

func nationTitle(w *words.Words, nation domain.Nation) string {
	if nation == "" {
		return w.T("behind.every_nation")
	}
	return w.Word("nation", string(nation))
}
