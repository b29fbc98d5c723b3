package site

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// check is one spot check: before the draw what it buys, then what was drawn and
// who looks at it, and once it is issued what it says.
func (s *Site) check(r *request) error {
	c, err := r.aCheck()
	if err != nil {
		return err
	}
	if as, file := r.tableAs(); file {
		results, err := r.checkResults(c)
		if err != nil {
			return err
		}
		if len(results) == 0 {
			return domain.Missing()
		}
		return r.sendTable(as, checkResultsTable(results), domain.DayOf(c.IssuedAt))
	}
	return r.showCheck(c, form.Show(nil), nil)
}

// showCheck shows it with the form that shares it out, and what the verb refused
// of that.
func (r *request) showCheck(c domain.SpotCheck, f *form.Form, refused error) error {
	p := page.SpotCheckPage{Name: checkName(r.words, c), Href: checkHref(c.ID), State: c.State, Facts: r.checkFacts(c)}
	p.Plans, p.Issues = r.mayAll(access.PlanCheck, c.Plan.Nations), r.mayAll(access.IssueCheck, c.Plan.Nations) && c.State == domain.CheckDrawn
	var err error
	if c.State == domain.CheckPlanned || c.State == domain.CheckSeeded {
		err = r.fillBuys(c, &p)
	} else if err = r.fillResults(c, &p); err == nil {
		err = r.fillDrawn(c, &p, f)
	}
	if err != nil {
		return err
	}
	f.Apply(domain.AsProblems(refused))
	v := r.checksView().WithForm(f)
	if !p.Filter.Ok() {
		v = v.WithForm(p.Filter.Form)
	}
	v.Wide = true
	return r.form(f, page.SpotCheck(v, p))
}

func (r *request) checkFacts(c domain.SpotCheck) []ui.Row {
	w := r.words
	all := w.T("check.all")
	kinds, recs := all, all
	if len(c.Plan.Kinds) > 0 {
		var names []string
		for _, k := range c.Plan.Kinds {
			names = append(names, w.Word("body_kind", string(k)))
		}
		kinds = w.List(names)
	}
	if len(c.Plan.Recs) > 0 {
		recs = w.List(numbers(c.Plan.Recs))
	}
	facts := []ui.Row{
		{Key: w.T("checks.state"), Content: ui.WordTag(w, "check", string(c.State))},
		{Key: w.T("checks.nations"), Text: nationList(w, c.Plan.Nations)}, {Key: w.T("plan_check.kinds"), Text: kinds},
		{Key: w.T("plan_check.recs"), Text: recs}, {Key: w.T("plan_check.unit"), Text: w.Word("check_unit", string(c.Plan.Unit))},
		{Key: w.T("plan_check.n"), Text: w.Number(c.Plan.N)}, {Key: w.T("plan_check.days"), Text: reviewerDays(w, c.Plan.QuarterDays)},
		{Key: w.T("plan_check.reply_days"), Text: w.Number(c.Plan.ReplyDays)},
	}
	if c.Seed != "" {
		facts = append(facts, ui.Row{Key: w.T("check.seed"), Content: page.Digest(c.Seed, w.T("check.seeded_at", domain.Args{"When": w.Instant(c.SeededAt)}))})
	}
	if c.Frame != "" {
		facts = append(facts,
			ui.Row{Key: w.T("check.drawn"), Text: drawnText(w, c)},
			ui.Row{Key: w.T("check.frame"), Content: page.DigestOf(c.Frame, w.T("check.population"), checkHref(c.ID)+"/population")})
	}
	if !c.IssuedAt.IsZero() {
		facts = append(facts, ui.Row{Key: w.T("check.issued_at"), Text: w.Instant(c.IssuedAt)})
	}
	return facts
}

// drawnText is how many were drawn and when, or that the draw is still to come.
func drawnText(w *words.Words, c domain.SpotCheck) string {
	if c.DrawnAt.IsZero() {
		return w.T("check.not_yet")
	}
	return w.T("check.drawn_of", domain.Args{"N": c.Drawn, "Of": c.Units, "When": w.Instant(c.DrawnAt)})
}

// reviewerDays are quarters of a day in words.
func reviewerDays(w *words.Words, quarters int) string {
	if quarters == 4 {
		return w.T("check.day")
	}
	return w.T("check.days", domain.Args{"Days": dayText(quarters)})
}

// dayText is how many days so many quarters of one are.
func dayText(quarters int) string { return strconv.FormatFloat(float64(quarters)/4, 'f', -1, 64) }

// fillBuys says what a draw buys: for some numbers of units, and for the number
// of the plan by recommendation.
func (r *request) fillBuys(c domain.SpotCheck, p *page.SpotCheckPage) error {
	picture, err := r.site.Views.Picture(r.ctx(), c.Report)
	if err != nil {
		return err
	}
	w := r.words
	population := picture.Population(r.cut(), c.Plan)
	frame := estimate.SampleOf(population.Entries)
	plan := frame.Plan(c.Plan.N)
	p.Empty = len(frame) == 0
	if p.Empty {
		return nil
	}
	p.Notes = append(p.Notes, w.N("check.buys.population."+string(c.Plan.Unit), len(frame), domain.Args{"Claims": plan.Ranges[0].Population}))
	switch {
	case plan.Smaller:
		p.Notes = append(p.Notes, w.N("check.buys.strata", plan.Strata, domain.Args{"Asked": c.Plan.N}))
	case c.Plan.N > len(frame):
		p.Notes = append(p.Notes, w.T("check.buys.everybody", domain.Args{"Asked": c.Plan.N}))
	}
	if effect := plan.Ranges[0].Effect; effect > 1 {
		p.Notes = append(p.Notes, clustersText(w, effect))
	}
	args := domain.Args{
		"N": plan.N, "Range": halfText(w, plan.Ranges[0].Half), "Claims": int(math.Round(plan.Claims)), "Days": dayText(c.Plan.ReviewerDays(plan.N)),
	}
	p.BuysSays = w.T("check.buys.says", args)
	if plan.Census {
		p.BuysSays = w.T("check.buys.says_exact", args)
	}
	p.Buys = buysTable(w, c, frame)
	p.Ranges = r.rangesTable(c, plan, population)
	return nil
}

// clustersText says how much wider a range is because claims of one body are alike.
func clustersText(w *words.Words, effect float64) string {
	args := domain.Args{"Effect": fmt.Sprintf("%.1f", effect), "Alike": fmt.Sprint(estimate.SampleAlikeness)}
	if args["Effect"] == "1.0" {
		return w.T("check.buys.clusters.none", args)
	}
	return w.T("check.buys.clusters", args)
}

// buysTable says what numbers of units buy for all claims together, and cost.
func buysTable(w *words.Words, c domain.SpotCheck, frame estimate.SampleFrame) ui.Table {
	sizes := []int{c.Plan.N, len(frame)}
	for _, half := range []float64{.20, .15, .10, .075, .05} {
		sizes = append(sizes, frame.Reach(half))
	}
	var unique []int
	for _, n := range sizes {
		if n = frame.Plan(n).N; !slices.Contains(unique, n) {
			unique = append(unique, n)
		}
	}
	slices.Sort(unique)
	table := ui.Table{ID: "buys", Caption: w.T("check.buys.caption"), HideCaption: true, Head: []ui.Cell{
		{Text: w.Word("check_drawn", string(c.Plan.Unit))}, {Text: w.T("check.buys.range"), Numeric: true},
		{Text: w.T("check.buys.claims"), Numeric: true}, {Text: w.T("check.buys.days"), Numeric: true},
	}}
	chosen := frame.Plan(c.Plan.N).N
	for _, n := range unique {
		d := frame.Plan(n)
		name := w.Number(n)
		if n == chosen {
			name = w.T("check.buys.chosen", domain.Args{"N": name})
		}
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: name, Header: true}, {Text: halfText(w, d.Ranges[0].Half), Numeric: true},
			{Text: w.Number(int(math.Round(d.Claims))), Numeric: true},
			{Text: dayText(c.Plan.ReviewerDays(n)), Numeric: true},
		})
	}
	return table
}

// halfText is a range's half width in points, rounded up.
func halfText(w *words.Words, half float64) string {
	if half == 0 {
		return w.T("check.buys.exact")
	}
	return w.T("check.buys.points", domain.Args{"Points": int(math.Ceil(half*100 - 1e-9))})
}

// rangesTable is what the plan's number buys by recommendation.
func (r *request) rangesTable(c domain.SpotCheck, plan estimate.SampleDesign, population domain.CheckPopulation) ui.Table {
	w := r.words
	table := ui.Table{ID: "ranges", Caption: w.T("check.ranges.caption", domain.Args{"N": plan.N}), HideCaption: true, Head: []ui.Cell{
		{Text: w.T("check.recommendation")}, {Text: w.T("check.claimed"), Numeric: true}, {Text: w.T("check.ranges.expected"), Numeric: true},
		{Text: w.T("check.buys.range"), Numeric: true},
	}}
	for _, one := range plan.Ranges {
		cell, owed := ui.Cell{Text: w.T("check.together"), Header: true}, 0
		for _, n := range population.Owed {
			owed += n
		}
		if one.Rec != 0 {
			cell, owed = ui.Cell{Text: r.recommendation(c, one.Rec), Href: "/recommendations/" + strconv.Itoa(one.Rec), Header: true}, population.Owed[one.Rec]
		}
		table.Rows = append(table.Rows, []ui.Cell{
			cell, {Text: w.T("checks.n_of", domain.Args{"N": one.Population, "Of": owed}), Numeric: true},
			{Text: fmt.Sprintf("%.1f", one.Expected), Numeric: true}, {Text: halfText(w, one.Half), Numeric: true},
		})
	}
	return table
}

// recommendation names a recommendation of a check's report.
func (r *request) recommendation(c domain.SpotCheck, no int) string {
	pack, err := r.site.Reader.Pack(r.ctx(), c.Report)
	if err != nil {
		return strconv.Itoa(no)
	}
	rec, known := pack.Recommendation(no)
	if !known {
		return strconv.Itoa(no)
	}
	return recName(&rec)
}

// checkPopulation is the text of which the hash names the population: with the
// seed all that anybody needs to draw again.
func (s *Site) checkPopulation(r *request) error {
	c, err := r.aCheck()
	if err != nil {
		return err
	}
	if c.Frame == "" {
		return domain.Missing()
	}
	entries, err := s.Reader.CheckEntries(r.ctx(), s.App.Scope(r.actor(), access.ViewChecks), c.ID)
	if err != nil {
		return err
	}
	r.Header("Content-Disposition", contentDisposition(fmt.Sprintf("spot-check-%d-population.txt", c.No)))
	r.Data(http.StatusOK, "text/plain; charset=utf-8", []byte(estimate.SampleOf(entries).Text()))
	return nil
}
