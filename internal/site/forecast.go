package site

import (
	"strconv"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// forecastRoutes are the pages that look ahead (R26).
func (s *Site) forecastRoutes() []route {
	return []route{
		get("/forecast", signedIn, s.forecast).withTable(),
		get("/forecast/:rec/:nation", signedIn, s.forecastDuties).withTable(),
		get("/what-if", signedIn, s.whatIf),
	}
}

// foresight is what the visitor may see of forecasts.
func (r *request) foresight() view.Ahead {
	return view.Ahead{Cut: r.cut(), Early: r.site.App.Scope(r.actor(), access.Forecast)}
}

// foreseen is the forecast that a page shows, with the picture that it was asked
// of. The forecast is nil while the first one is worked out.
type foreseen struct {
	*view.Forecast
	picture *view.Picture
	ahead   view.Ahead
}

// lookAhead finds the forecast of the pages' report. A visitor who may see none
// of it is answered with why not, and nothing is worked out for them.
func (r *request) lookAhead() (f foreseen, none []string, err error) {
	f = foreseen{ahead: r.foresight()}
	if f.picture, err = r.site.Views.Picture(r.ctx(), r.site.Report); err != nil {
		return f, nil, err
	}
	if !f.picture.ForeseesAny(f.ahead) {
		return f, noForecast(r.words, f.picture.Foreseen(f.ahead)), nil
	}
	f.Forecast, err = r.site.Views.Forecast(f.picture, false)
	return f, nil, err
}

// noForecast says nation by nation why there is nothing to see.
func noForecast(w *words.Words, reaches []view.Reach) []string {
	lines := []string{w.T("forecast.none")}
	for _, reach := range reaches {
		args := domain.Args{"Nation": w.Word("nation", string(reach.Nation)), "Needs": domain.RoundsForForecast}
		switch {
		case reach.Rounds == 0:
			lines = append(lines, w.T("forecast.none.no_history", args))
		case reach.Rounds < domain.RoundsForForecast:
			lines = append(lines, w.N("forecast.none.short", reach.Rounds, args))
		default:
			lines = append(lines, w.T("forecast.none.not_whole", args))
		}
	}
	return lines
}

// working is a page whose forecast is not there yet.
func (r *request) working(v page.View, title string) error {
	return r.page(page.Working(v, title, r.Request.URL.RequestURI()))
}

// forecast is when the whole may be claimed, and each recommendation in each nation.
func (s *Site) forecast(r *request) error {
	f, none, err := r.lookAhead()
	if err != nil {
		return err
	}
	v := r.viewBelow(ui.Crumb{Text: r.words.T("nav.integrated"), Href: "/integrated"})
	switch {
	case none != nil:
		return r.page(page.Forecast(v, page.ForecastPage{None: none}))
	case !f.picture.ForeseesWhole(f.ahead):
		return r.done(forecastHref(nil, ""), "") // single duties are all there is to see
	case f.Forecast == nil:
		return r.working(v, r.words.T("forecast.title"))
	}
	found := f.For(f.ahead)
	if as, file := r.tableAs(); file {
		return r.sendTable(as, forecastTable(found), f.Day())
	}
	v.Wide = true
	return r.page(page.Forecast(v, r.forecastPage(f, found)))
}

func (r *request) forecastPage(f foreseen, found *view.Foresight) page.ForecastPage {
	w := r.words
	p := page.ForecastPage{Day: f.Day(), Duties: forecastHref(nil, "")}
	if !f.Serves(f.picture) {
		p.Newer = r.Request.URL.RequestURI()
	}
	if found.Rounds < domain.RoundsForForecast {
		p.Short = w.N("forecast.short", found.Rounds, domain.Args{"Needs": domain.RoundsForForecast})
	}
	if whole := found.Package; whole != nil {
		p.Headlines = forecastHeadlines(w, *whole)
		p.Chart = chart(w, *whole)
		p.Bands = bandTable(w, *whole)
	}
	if found.Back != nil {
		p.Back = lookedBack(w, *found.Back)
	}
	for i, nation := range found.Nations {
		p.Nations = append(p.Nations, nationTable(w, f.picture, nation, found.Each[i], found.Rows, i))
	}
	p.Assumptions = assumptions(w, found)
	p.Claims, p.Slips = habitTables(w, found.Habits)
	return p
}

// forecastHref is the address of the duties behind a forecast; none of a
// recommendation or nation is all.
func forecastHref(rec *domain.Recommendation, nation domain.Nation) string {
	no, place := everything, everything
	if rec != nil {
		no = rec.Key()
	}
	if nation != "" {
		place = string(nation)
	}
	return "/forecast/" + no + "/" + place
}

// forecastHeadlines are the sentences about the whole.
func forecastHeadlines(w *words.Words, o view.Outlook) []page.Headline {
	soon := o.InTwoYears()
	line := func(key, figure, query string, args domain.Args) page.Headline {
		args["Size"], args["Year"] = o.Size, lastYear(o)
		return page.Headline{Figure: figure, Lead: w.T("forecast.headline."+key, args), Text: w.T("forecast.headline."+key+".text", args),
			Href: forecastHref(nil, "") + query, Rule: "R26"}
	}
	all := []page.Headline{
		line("now", w.Number(o.Came), "?show=claimed", domain.Args{}),
		line("soon", w.Number(soon.Middle), "", domain.Args{"Month": w.Month(soon.Day), "Low": soon.Low, "High": soon.High}),
		line("most", monthFigure(w, o.Most.P50, lastYear(o)), "", domain.Args{"P80": monthOr(w, o.Most.P80, lastYear(o))}),
		line("all", monthFigure(w, o.All.P50, lastYear(o)), "", runs(o.All, domain.Args{"P80": monthOr(w, o.All.P80, lastYear(o))})),
	}
	if o.All.P50.IsZero() {
		all[3].Text = w.T("forecast.headline.all.beyond", runs(o.All, domain.Args{"Year": lastYear(o)}))
	}
	never := 0
	for _, n := range o.Never {
		never += n
	}
	if never > 0 {
		all = append(all, line("never", w.Number(never), "?show=never", domain.Args{"Why": w.List(nevers(w, o.Never))}))
	}
	return all
}

// nevers are the reasons why duties can never be claimed, each with how many.
func nevers(w *words.Words, count map[view.Never]int) []string {
	var lines []string
	for _, why := range view.Nevers() {
		if n := count[why]; n > 0 {
			lines = append(lines, w.N("forecast.never."+string(why)+".count", n))
		}
	}
	return lines
}

// lastYear is the year in which the horizon lies.
func lastYear(o view.Outlook) string { return string(o.Bands[len(o.Bands)-1].Day)[:4] }

// monthOr is a forecast day in words: a month, or later than the horizon's year.
func monthOr(w *words.Words, day domain.Day, year string) string {
	if day.IsZero() {
		return w.T("forecast.beyond", domain.Args{"Year": year})
	}
	return w.Month(day)
}

// bandStep is how many quarters lie between two rows of the table, and two
// points of the picture that shows the same.
const bandStep = 2

func chart(w *words.Words, o view.Outlook) page.BandChart {
	c := page.BandChart{Of: o.Size, Label: w.T("forecast.picture", domain.Args{"Size": o.Size})}
	for i := 0; i < len(o.Bands); i += bandStep {
		b := o.Bands[i]
		c.Points = append(c.Points, page.BandPoint{Year: string(b.Day)[:4], Low: b.Low, Middle: b.Middle, High: b.High})
	}
	return c
}

func bandTable(w *words.Words, o view.Outlook) ui.Table {
	t := ui.Table{ID: "bands", Caption: w.T("forecast.bands", domain.Args{"Size": o.Size}), Head: []ui.Cell{
		{Text: w.T("forecast.by")}, {Text: w.T("forecast.low"), Numeric: true}, {Text: w.T("forecast.middle"), Numeric: true}, {Text: w.T("forecast.high"), Numeric: true},
	}}
	for i := 0; i < len(o.Bands); i += bandStep {
		b := o.Bands[i]
		t.Rows = append(t.Rows, []ui.Cell{{Text: w.Month(b.Day), Header: true}, number3(w, b.Low), number3(w, b.Middle), number3(w, b.High)})
	}
	return t
}

func number3(w *words.Words, n int) ui.Cell { return ui.Cell{Text: w.Number(n), Numeric: true} }

// nationTable is the recommendations of one nation, its totals last.
func nationTable(w *words.Words, p *view.Picture, nation domain.Nation, total view.Outlook, rows []view.ForecastRow, at int) ui.Table {
	name := w.Word("nation", string(nation))
	t := ui.Table{ID: "forecast-" + string(nation), Caption: w.T("forecast.nation", domain.Args{"Nation": name}), Head: outlookHead(w, w.T("integrated.recommendation"))}
	for _, row := range rows {
		if o := row.Cells[at]; o.Size > 0 {
			t.Rows = append(t.Rows, outlookCells(w, ui.Cell{Text: recName(row.Rec), Href: recHref(row.Rec.No), Header: true}, row.Rec, nation, o))
		}
	}
	if total.Size == 0 {
		t.Empty = w.T("forecast.nobody", domain.Args{"Nation": name})
		if _, takenUp := p.TakeUp(domain.OverseenBy(nation)); !takenUp {
			t.Empty = w.T("column.not_taken_up")
		}
		return t
	}
	t.Rows = append(t.Rows, outlookCells(w, ui.Cell{Text: w.T("behind.every_rec"), Header: true}, nil, nation, total))
	return t
}

func outlookHead(w *words.Words, first string) []ui.Cell {
	head := []ui.Cell{{Text: first}}
	for _, key := range []string{"now", "soon", "most", "all", "dates", "moved", "oldest"} {
		head = append(head, ui.Cell{Text: w.T("forecast.head." + key)})
	}
	return head
}

// outlookCells are one row: what is forecast of some duties, and their dates.
func outlookCells(w *words.Words, first ui.Cell, rec *domain.Recommendation, nation domain.Nation, o view.Outlook) []ui.Cell {
	href, soon := forecastHref(rec, nation), o.InTwoYears()
	of := first.Text
	link := func(text, query string) ui.Cell { return ui.Cell{Content: page.NamedLink(text, of, href+query)} }
	cells := []ui.Cell{
		first, link(w.N("forecast.came", o.Came, domain.Args{"Size": o.Size}), ""),
		{Text: w.T("forecast.range", domain.Args{"Low": soon.Low, "High": soon.High})},
		{Content: page.Lines(whenLines(w, o.Most, lastYear(o)))}, {Content: page.Lines(whenLines(w, o.All, lastYear(o)))},
		{Content: page.Lines(dateLines(w, o.Dates))}, {Text: w.T("forecast.moved.none")}, {Text: w.T("forecast.oldest.none")},
	}
	if never := nevers(w, o.Never); len(never) > 0 {
		cells[4].Content = templ.Join(cells[4].Content, page.NamedLink(w.T("forecast.never.some", domain.Args{"Why": w.List(never)}), of, href+"?show=never"))
	}
	if o.Moved > 0 {
		cells[6] = link(w.N("forecast.moved", o.Slips, domain.Args{"Duties": w.N("behind.rows", o.Moved)}), "?show=moved")
	}
	if o.Oldest != nil {
		since := w.T("forecast.oldest", domain.Args{"Body": bodyName(o.Oldest.Body), "Day": o.Oldest.Duty.State.ResponseAt})
		cells[7] = ui.Cell{Content: page.NamedLink(since, recName(o.Oldest.Rec), dutyHref(o.Oldest.Key))}
	}
	return cells
}

// whenLines are P50 and P80, or that both lie beyond the horizon.
func whenLines(w *words.Words, when view.When, year string) []string {
	switch {
	case when.Done:
		return []string{w.T("forecast.done")}
	case when.P50.IsZero():
		return []string{w.T("forecast.beyond.share", runs(when, domain.Args{"Year": year}))}
	}
	return []string{w.T("forecast.p50", domain.Args{"Month": monthOr(w, when.P50, year)}), w.T("forecast.p80", domain.Args{"Month": monthOr(w, when.P80, year)})}
}

// dateLines are the last of the first target dates and of the present ones.
func dateLines(w *words.Words, d view.Dates) []string {
	var lines []string
	if !d.Present.IsZero() {
		lines = append(lines, w.T("forecast.dates.first", domain.Args{"Day": dayOrNone(w, d.First)}), w.T("forecast.dates.present", domain.Args{"Day": d.Present}))
	}
	if d.Undated > 0 {
		lines = append(lines, w.N("forecast.dates.undated", d.Undated))
	}
	return lines
}

// lookedBack says how the forecast of two rounds earlier came out.
func lookedBack(w *words.Words, b view.BackTest) []string {
	args := domain.Args{"Then": b.Then, "By": b.By, "Open": b.Open, "InTime": b.InTime, "Low": b.Low, "High": b.High, "Were": b.Were, "Kept": b.Kept}
	came := w.N("forecast.back", b.Came, args)
	if b.Came == 0 {
		came = w.N("forecast.back.none", b.Open, args)
	}
	past := w.T("forecast.back.past.none")
	if b.Past > 0 {
		past = w.N("forecast.back.past", b.Past, args)
	}
	return []string{came, past, w.T("forecast.back.band", args) + " " + w.T("forecast.back.lean."+string(b.Lean()))}
}

func assumptions(w *words.Words, found *view.Foresight) []string {
	args := domain.Args{"Runs": found.Runs, "Years": view.HorizonYears, "Seen": found.Seen}
	var lines []string
	for _, key := range []string{"claimed", "quarters", "held", "learned", "doubt", "apart", "seed"} {
		lines = append(lines, w.T("forecast.assumed."+key, args))
	}
	return lines
}

// habitTables are the chances that were learned, by kind of body.
func habitTables(w *words.Words, rows []view.HabitRow) (claims, slips ui.Table) {
	phases := []string{"before", "within", "after", "undated"}
	head := func(n int) []ui.Cell {
		cells := []ui.Cell{{Text: w.T("forecast.kind")}}
		for _, phase := range phases[:n] {
			cells = append(cells, ui.Cell{Text: w.T("forecast.phase." + phase)})
		}
		return cells
	}
	claims = ui.Table{ID: "claims", Caption: w.T("forecast.claims"), Head: head(4)}
	slips = ui.Table{ID: "slips", Caption: w.T("forecast.slips"), Head: head(3)} // what has no date cannot slip
	for _, row := range rows {
		kind := ui.Cell{Text: w.Word("body_kind", string(row.Kind)), Header: true}
		cells := func(chances []view.Chance) []ui.Cell {
			line := []ui.Cell{kind}
			for _, c := range chances {
				line = append(line, ui.Cell{Content: page.Stacked(chanceText(w, c, row.Counted))})
			}
			return line
		}
		claims.Rows, slips.Rows = append(claims.Rows, cells(row.Claim[:])), append(slips.Rows, cells(row.Slip[:3]))
	}
	return claims, slips
}

// chanceText is a chance, and the counts behind it where they are the visitor's to see.
func chanceText(w *words.Words, c view.Chance, counted bool) (chance, seen string) {
	chance = w.T("recommendation.percent", domain.Args{"Value": strconv.FormatFloat(c.PerCent, 'f', 1, 64)})
	if counted {
		seen = w.N("forecast.seen", c.Seen, domain.Args{"Of": c.Of})
	}
	return chance, seen
}

// recForecast is what is forecast of a recommendation in each nation that the
// visitor sees whole; nil where there is nothing to see, or nothing yet.
func (r *request) recForecast(picture *view.Picture, rec *domain.Recommendation) (*ui.Table, error) {
	if a := r.foresight(); r.past.IsZero() && picture.ForeseesAny(a) {
		f, err := r.site.Views.Forecast(picture, true)
		if f == nil || err != nil {
			return nil, err
		}
		return recTable(r.words, rec, f.For(a)), nil
	}
	return nil, nil
}

func recTable(w *words.Words, rec *domain.Recommendation, found *view.Foresight) *ui.Table {
	t := ui.Table{ID: "forecast", Caption: w.T("recommendation.ahead.caption"), Head: outlookHead(w, w.T("what_if.nation")), HideCaption: true}
	for _, row := range found.Rows {
		for i, nation := range found.Nations {
			if o := row.Cells[i]; row.Rec.No == rec.No && o.Size > 0 {
				first := ui.Cell{Text: w.Word("nation", string(nation)), Header: true}
				t.Rows = append(t.Rows, outlookCells(w, first, rec, nation, o))
			}
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return &t
}

// dutyForecast is the line of a duty's page; nil where there is nothing to say.
// The page never waits for it, and is content with one of this morning.
func (r *request) dutyForecast(picture *view.Picture, key domain.DutyKey) (*ui.Row, error) {
	a := r.foresight()
	if !r.past.IsZero() || key.Report != r.site.Report || !picture.Foresees(a, key) {
		return nil, nil
	}
	f, err := r.site.Views.Forecast(picture, true)
	if err != nil || f == nil {
		return nil, err
	}
	d, known := f.Duty(a, key)
	if !known || d.Done {
		return nil, nil
	}
	whatIf := ""
	if picture.ForeseesWhole(a) {
		whatIf = "/what-if?rec=" + strconv.Itoa(key.Rec) + "&body=" + key.Body
	}
	return &ui.Row{Key: r.words.T("duty.forecast"), Content: page.DutyForecast(r.view(), dutyWhen(r.words, f, d), whatIf)}, nil
}
