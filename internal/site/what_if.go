package site

import (
	"slices"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// whatIf asks what would change if something were claimed by a day, and says so.
func (s *Site) whatIf(r *request) error {
	f, none, err := r.lookAhead()
	if err != nil {
		return err
	}
	v := r.viewBelow(ui.Crumb{Text: r.words.T("forecast.title"), Href: "/forecast"})
	switch {
	case none != nil:
		return r.page(page.Forecast(v, page.ForecastPage{None: none}))
	case !f.picture.ForeseesWhole(f.ahead):
		return r.page(page.NoWhatIf(v, forecastHref(nil, "")))
	case f.Forecast == nil:
		return r.working(v, r.words.T("what_if.title"))
	}
	fields, sent := whatIfFields(r, f.picture)
	p := page.WhatIfPage{Fields: fields, Day: f.Day()}
	v.Wide = true
	if sent && fields.Ok() {
		if err := r.answerWhatIf(f, &p); err != nil && !refusedIn(fields.Form, err) {
			return err
		}
	}
	return r.form(fields.Form, page.WhatIf(v.WithForm(fields.Form), p))
}

func whatIfFields(r *request, p *view.Picture) (fields page.WhatIfFields, sent bool) {
	w, query := r.words, r.Request.URL.Query()
	sent = query.Has("rec")
	f := form.Show(query)
	if sent {
		f = form.Read(query)
	}
	return page.WhatIfFields{
		Form: f,
		Rec:  f.Choice("rec", form.Ask{Label: w.T("what_if.rec"), Required: true}, anyOr(w.T("what_if.choose"), recommendationOptions(p.Pack))),
		Body: f.Text("body", form.Ask{Label: w.T("what_if.body"), Hint: w.T("what_if.body.hint")}, 200),
		Day:  f.Day("by", form.Ask{Label: w.T("what_if.by"), Hint: w.T("what_if.by.hint", domain.Args{"Example": r.day().AddMonths(6)})}),
	}, sent
}

// answerWhatIf fills in what changes, or that it is being worked out.
func (r *request) answerWhatIf(f foreseen, p *page.WhatIfPage) error {
	w := r.words
	what := view.WhatIf{Rec: number(p.Fields.Rec.Value), By: p.Fields.Day.Value}
	if what.By.IsZero() {
		what.By = f.Day()
	}
	if what.By < r.day() && !p.Fields.Day.Value.IsZero() {
		return domain.Bad("by", "what_if.past", nil)
	}
	if err := domain.CheckSupposed("by", what.By, r.day()); err != nil {
		return err
	}
	rec, _ := f.picture.Pack.Recommendation(what.Rec)
	name := strconv.Itoa(rec.No) + ". " + rec.Short
	if typed := p.Fields.Body.Value; typed != "" {
		body, known := bodyNamed(f.picture, typed)
		if !known {
			return domain.Bad("body", "what_if.no_body", nil)
		}
		what.Body, name = body.Code, w.T("what_if.at", domain.Args{"Rec": name, "Body": body.Name})
	}
	d, err := r.site.Views.WhatIf(f.Forecast, f.ahead, what)
	switch {
	case domain.KindOf(err) == domain.NotFound && what.Body != "":
		return domain.Bad("body", "what_if.nothing", nil)
	case domain.KindOf(err) == domain.NotFound:
		return domain.Bad("rec", "what_if.nothing", nil)
	case err != nil:
		return err
	case d == nil:
		p.Working = r.Request.URL.RequestURI()
		return nil
	}
	p.Answer = w.N("what_if.now", d.Moved, domain.Args{"What": name})
	if what.By > f.Day() {
		p.Answer = w.N("what_if.then", d.Moved, domain.Args{"What": name, "Day": what.By})
	}
	p.Changes = changeTable(w, f.For(f.ahead).Nations, d)
	return nil
}

// bodyNamed finds a body by its code or its full name.
func bodyNamed(p *view.Picture, typed string) (*domain.Body, bool) {
	all := p.Register()
	i := slices.IndexFunc(all, func(b domain.Body) bool {
		return b.Current(p.Day) && (strings.EqualFold(b.Code, typed) || strings.EqualFold(b.Name, typed))
	})
	if i < 0 {
		return nil, false
	}
	return &all[i], true
}

// changeTable is what differs, the whole first, then nation by nation.
func changeTable(w *words.Words, nations []domain.Nation, d *view.Difference) ui.Table {
	t := ui.Table{ID: "changes", Caption: w.T("what_if.changes"), Empty: w.T("what_if.none"), Head: []ui.Cell{
		{Text: w.T("integrated.recommendation")}, {Text: w.T("what_if.nation")}, {Text: w.T("forecast.head.soon")},
		{Text: w.T("forecast.head.most")}, {Text: w.T("forecast.head.all")},
	}}
	add := func(rec, nation string, c view.Change) {
		if c.Differs() {
			t.Rows = append(t.Rows, changeCells(w, rec, nation, c))
		}
	}
	if d.Package != nil && len(nations) > 1 {
		add(w.T("behind.every_rec"), w.T("column.all"), *d.Package)
	}
	for i, n := range nations {
		add(w.T("behind.every_rec"), w.Word("nation", string(n)), d.Each[i])
	}
	for _, row := range d.Rows {
		for i, n := range nations {
			add(recName(row.Rec), w.Word("nation", string(n)), row.Cells[i])
		}
	}
	return t
}

func changeCells(w *words.Words, rec, nation string, c view.Change) []ui.Cell {
	year := lastYear(c.Before)
	soon := func(o view.Outlook) []string {
		b := o.InTwoYears()
		return []string{w.T("what_if.soon", domain.Args{"Middle": b.Middle, "Low": b.Low, "High": b.High})}
	}
	return []ui.Cell{
		{Text: rec, Header: true}, {Text: nation},
		beforeAfter(w, soon(c.Before), soon(c.After)),
		beforeAfter(w, whenLines(w, c.Before.Most, year), whenLines(w, c.After.Most, year)),
		beforeAfter(w, whenLines(w, c.Before.All, year), whenLines(w, c.After.All, year)),
	}
}

// beforeAfter is both sides where they differ.
func beforeAfter(w *words.Words, before, after []string) ui.Cell {
	if slices.Equal(before, after) {
		return ui.Cell{Text: w.T("what_if.same")}
	}
	lines := append([]string{w.T("what_if.before")}, before...)
	return ui.Cell{Content: page.Lines(append(append(lines, w.T("what_if.after")), after...))}
}
