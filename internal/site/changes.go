package site

import (
	"net/url"
	"slices"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// changes is what changed since an earlier round, in sentences and as a table,
// and how the report stood at each of the last rounds.
func (s *Site) changes(r *request) error {
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
	p := page.ChangesPage{Day: picture.Day, Fields: fields, Since: r.sinceField(fields.Form, earlier), Turn: r.turnField(fields.Form)}
	p.Sees = picture.SeesAny(r.cut(), filter)
	if len(earlier) > 0 {
		then := earlier[len(earlier)-1]
		for _, e := range earlier {
			if string(e.Day) == p.Since.Value {
				then = e
			}
		}
		changes := picture.Changes(r.cut(), filter, then)
		rows := slices.DeleteFunc(slices.Clone(changes), func(c view.Shift) bool {
			return p.Turn.Value != "" && !slices.Contains(c.Turns(), domain.Turn(p.Turn.Value))
		})
		if f, file := r.tableAs(); file {
			return r.sendTable(f, shiftsTable(rows, then.Day), picture.Day)
		}
		p.From, p.Sentences = then.Day, shiftSentences(w, changes, changesHref(r.Request.URL.Query(), then.Day))
		shown, pages := paged(r, rows)
		p.Pages, p.Table = pages, shiftTable(w, shown)
	}
	trends := picture.Trends(r.cut(), filter, earlier)
	p.Trend, p.Chart = trendTable(w, picture, filter, trends), trendChart(w, trends)
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Changes(v, p))
}

// sinceField asks since which round's end. A day of another nation's rounds stands
// for the last one before it.
func (r *request) sinceField(f *form.Form, earlier []*view.Picture) *form.Choice {
	var days []form.Option
	stands := domain.Day("")
	given, err := domain.ParseDay(r.Query("since"))
	for i := len(earlier) - 1; i >= 0; i-- {
		end := earlier[i].Day
		days = append(days, form.Option{Value: string(end), Label: r.words.Day(end)})
		if err == nil && stands.IsZero() && end <= given {
			stands = end
		}
	}
	if !stands.IsZero() {
		f = form.Read(url.Values{"since": {string(stands)}})
	}
	return f.Choice("since", form.Ask{Label: r.words.T("changes.since")}, days)
}

// turnField asks for the duties that took one turn, or any.
func (r *request) turnField(f *form.Form) *form.Choice {
	var turns []form.Option
	for _, t := range domain.Turns() {
		if t == domain.TurnGone {
			continue // what is owed no longer has no row
		}
		turns = append(turns, form.Option{Value: string(t), Label: r.words.T("changes.turn." + string(t))})
	}
	return r.oneOf(f, "turn", "changes.turn", turns)
}

// changesHref is the address of what changed since a day in a part of the report
// that an address asks for: all of it, and with a turn the duties that took it.
func changesHref(query url.Values, since domain.Day) func(domain.Turn) string {
	return func(turn domain.Turn) string {
		q := url.Values{"since": {string(since)}}
		for _, name := range []string{"rec", "nation", "region", "icb", "kind", "body"} {
			if value := query.Get(name); value != "" {
				q.Set(name, value)
			}
		}
		if turn != "" {
			q.Set("turn", string(turn))
		}
		return "/changes?" + q.Encode() + "#rows"
	}
}

// shiftSentences are what a reader takes away, each with how many duties it is of
// and where they are.
func shiftSentences(w *words.Words, all []view.Shift, href func(domain.Turn) string) []page.HomeLink {
	counts := map[domain.Turn]int{}
	for _, c := range all {
		for _, turn := range c.Turns() {
			counts[turn]++
		}
	}
	var lines []page.HomeLink
	for _, turn := range domain.Turns() {
		if n := counts[turn]; n > 0 {
			lines = append(lines, page.HomeLink{Text: w.N("changes."+string(turn), n), Href: href(turn)})
		}
	}
	return lines
}

func shiftTable(w *words.Words, shown []view.Shift) ui.Table {
	t := ui.Table{ID: "changes", Caption: w.T("changes.caption"), HideCaption: true, Empty: w.T("changes.none"), Head: []ui.Cell{
		{Text: w.T("hold_ups.duty.any")}, {Text: w.T("changes.was")}, {Text: w.T("changes.is")}, {Text: w.T("changes.besides")},
	}}
	for _, c := range shown {
		was := w.T("changes.not_owed")
		if c.Was != "" {
			was = w.Word("position", string(c.Was))
		}
		t.Rows = append(t.Rows, []ui.Cell{
			{Text: w.T("hold_ups.name", domain.Args{"Body": bodyName(c.Row.Body), "Rec": recName(c.Row.Rec)}), Href: dutyHref(c.Row.Key), Header: true},
			{Text: was}, {Text: w.Word("position", string(c.Row.Word))}, {Content: page.Lines(besides(w, c))},
		})
	}
	return t
}

func besides(w *words.Words, c view.Shift) []string {
	var lines []string
	if c.Moved {
		lines = append(lines, w.T("history.moved", domain.Args{"From": c.First, "To": c.Row.Duty.State.Target}))
	}
	if c.Overdue {
		lines = append(lines, w.T("changes.now.overdue"))
	}
	if c.Released {
		lines = append(lines, w.T("changes.now.released"))
	}
	if c.Held {
		lines = append(lines, w.T("changes.now.held"))
	}
	return lines
}

// trendTable is how the part of the report that a filter takes stood at each of
// the last rounds, and now. Each figure leads to its rows as at that day, of the
// duties that the visitor sees whole.
func trendTable(w *words.Words, p *view.Picture, f view.Filter, trends []view.Trend) ui.Table {
	t := wordTable(w, "trend", w.T("changes.trend"), w.T("changes.day"))
	for _, at := range trends {
		t.Rows = append(t.Rows, append([]ui.Cell{{Text: w.Day(at.Day), Header: true}}, wordCells(w, at.Cell, func(word string) string {
			more := []string{"word", word, "also", alsoSeen}
			if at.Day != p.Day {
				more = append(more, asAtQuery, string(at.Day))
			}
			return rowsHref(p, f, more...)
		})...))
	}
	return t
}

// trendChart is the same as a picture, of the words that people follow.
func trendChart(w *words.Words, trends []view.Trend) page.TrendChart {
	c := page.TrendChart{Label: w.T("changes.picture")}
	for _, word := range []domain.Word{domain.WordConfirmed, domain.WordClaimed, domain.WordSilent} {
		line := page.TrendLine{Name: w.Word("position", string(word))}
		for _, at := range trends {
			line.Counts = append(line.Counts, at.Cell.Of(word))
			c.Top = max(c.Top, at.Cell.Of(word))
		}
		c.Lines = append(c.Lines, line)
	}
	for _, at := range trends {
		c.Days = append(c.Days, w.Month(at.Day))
	}
	return c
}

// shiftsTable has a row for each duty that changed.
func shiftsTable(all []view.Shift, since domain.Day) exchange.Table {
	t := exchange.Table{Name: "changes", Columns: []string{
		"body", "body_name", "nation", "recommendation", "since", "was", "is", "target_then", "target_now", "became_overdue", "released", "came_to_wait",
	}}
	yes := map[bool]string{true: "yes"}
	for _, c := range all {
		b := c.Row.Body
		t.Rows = append(t.Rows, []any{
			b.Code, b.Name, string(b.Nation), c.Row.Rec.No, since, string(c.Was), string(c.Row.Word), c.First, c.Row.Duty.State.Target,
			yes[c.Overdue], yes[c.Released], yes[c.Held],
		})
	}
	return t
}
