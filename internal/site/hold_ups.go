package site

import (
	"slices"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// holdUps is who holds up whom, those that most others wait behind first.
func (s *Site) holdUps(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	w := r.words
	f := r.filter()
	all := picture.HoldUps(r.cut(), 0)
	var nations []domain.Nation
	var recs []form.Option
	for _, h := range all {
		if !slices.Contains(nations, h.Body.Nation) {
			nations = append(nations, h.Body.Nation)
		}
	}
	for _, rec := range picture.Recs {
		if slices.ContainsFunc(all, func(h view.HoldUp) bool { return h.Rec.No == rec.No }) {
			recs = append(recs, form.Option{Value: rec.Key(), Label: recName(rec)})
		}
	}
	p := page.HoldUpsPage{
		Day: picture.Day, Form: f,
		Nation: f.Choice("nation", form.Ask{Label: w.T("hold_ups.nation")}, anyOr(w.T("heatmap.any"), options(w, "nation", nations))),
		Rec:    f.Choice("rec", form.Ask{Label: w.T("behind.recommendation")}, anyOr(w.T("heatmap.any"), recs)),
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(h view.HoldUp) bool {
		return p.Nation.Value != "" && string(h.Body.Nation) != p.Nation.Value || p.Rec.Value != "" && h.Rec.Key() != p.Rec.Value
	})
	if f, file := r.tableAs(); file {
		return r.sendTable(f, holdUpsTable(kept), picture.Day)
	}
	p.Count = len(kept)
	shown, pages := paged(r, kept)
	p.Pages = pages
	p.Table = holdUpTable(w, shown)
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.HoldUps(v, p))
}

func holdUpTable(w *words.Words, shown []view.HoldUp) ui.Table {
	t := ui.Table{ID: "hold-ups", Caption: w.T("hold_ups.caption"), HideCaption: true, Empty: w.T("hold_ups.none"), Head: []ui.Cell{
		{Text: w.T("hold_ups.duty")}, {Text: w.T("hold_ups.all"), Numeric: true}, {Text: w.T("hold_ups.direct"), Numeric: true},
		{Text: w.T("hold_ups.bodies"), Numeric: true}, {Text: w.T("hold_ups.by_nation")}, {Text: w.T("hold_ups.stands")},
		{Text: w.T("hold_ups.owner")}, {Text: w.T("hold_ups.since")}, {Text: w.T("hold_ups.suppose")},
	}}
	for _, h := range shown {
		of := w.T("hold_ups.name", domain.Args{"Body": bodyName(h.Body), "Rec": recName(h.Rec)})
		t.Rows = append(t.Rows, []ui.Cell{
			{Text: of, Href: glanceHref(h.Glance), Header: true}, rowsCell(w, h.Behind.All, behindHref("", dutyKey(h.Key), false)),
			rowsCell(w, h.Behind.Direct, behindHref("", dutyKey(h.Key), true)), rowsCell(w, h.Behind.AllBodies, behindHref("", dutyKey(h.Key), false)),
			{Content: page.LinkList(byNation(w, h))}, {Content: page.Lines(anyOfState(w, h.Glance, h.AnyOf))},
			{Text: orElse(h.Owner, w.T("duty.nobody_named"))}, {Text: sinceText(w, h.Since)},
			{Content: page.NamedLink(w.T("hold_ups.suppose.open"), of, supposeHref(h.Key.Rec, "", h.Key.Body))},
		})
	}
	return t
}

// upstreamState is how a duty that others wait on stands, as far as the visitor
// may know: its word, and that it is late or silent.
func upstreamState(w *words.Words, g view.Glance) []string {
	lines := []string{w.T("duty_links.not_claimed")}
	switch {
	case g.Word != "":
		lines[0] = w.Word("position", string(g.Word))
	case g.Undone:
		lines[0] = w.T("duty_links.undone")
	}
	if g.Late > 0 {
		lines = append(lines, w.N("behind.overdue", g.Late))
	}
	return lines
}

// anyOfState says beside it where any one of several duties would do.
func anyOfState(w *words.Words, g view.Glance, anyOf bool) []string {
	lines := upstreamState(w, g)
	if anyOf {
		lines = append(lines, w.T("hold_ups.any_of"))
	}
	return lines
}

func sinceText(w *words.Words, since domain.Day) string {
	if since.IsZero() {
		return w.T("hold_ups.since.unknown")
	}
	return w.Day(since)
}

func byNation(w *words.Words, h view.HoldUp) []page.HomeLink {
	var lines []page.HomeLink
	for _, n := range domain.Nations() {
		if h.ByNation[n] > 0 {
			lines = append(lines, page.HomeLink{
				Text: w.T("hold_ups.in_nation", domain.Args{"Nation": w.Word("nation", string(n)), "N": h.ByNation[n]}),
				Href: behindHref(n, dutyKey(h.Key), false),
			})
		}
	}
	return lines
}

// waitLines is whom a body waits on, since when, and that it is late or silent
// where it is: never a failing of the body's own.
func waitLines(w *words.Words, waits []view.Wait) []page.BodyUpstream {
	var lines []page.BodyUpstream
	for _, wait := range waits {
		line := page.BodyUpstream{
			Upstream: w.T("hold_ups.name", domain.Args{"Body": bodyName(wait.Upstream.Body), "Rec": recName(wait.Upstream.Rec)}),
			Href:     glanceHref(wait.Upstream), State: anyOfState(w, wait.Upstream, wait.AnyOf), Since: sinceText(w, wait.Since),
			Suppose: supposeHref(wait.Upstream.Key.Rec, "", wait.Upstream.Key.Body),
		}
		if !wait.Silent.IsZero() {
			line.State = append(line.State, w.T("hold_ups.silent_since", domain.Args{"Day": wait.Silent}))
		}
		for _, row := range wait.Duties {
			line.Duties = append(line.Duties, page.HomeLink{Text: recName(row.Rec), Href: dutyHref(row.Key)})
		}
		lines = append(lines, line)
	}
	return lines
}
