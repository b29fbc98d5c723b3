package site

import (
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// peers sets a body beside others that are fairly set beside it.
func (s *Site) peers(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	found, err := picture.Peers(r.cut(), r.Param("body"))
	if err != nil {
		return err
	}
	if f, file := r.tableAs(); file {
		return r.sendTable(f, peersTable(found), picture.Day)
	}
	w := r.words
	p := page.PeersPage{
		Name: found.Body.Name, Rule: w.N("peers.rule."+string(found.Rule), len(found.Named), domain.Args{
			"Kind": w.Word("body_kind", string(found.Body.Kind)), "Region": found.Body.Region, "Nation": w.Word("nation", string(found.Body.Nation)),
		}),
		Counted: found.Counted(), Table: peerTable(w, found), Day: picture.Day,
	}
	if p.Unseen = w.T("peers.none_seen.own"); found.Reached() {
		p.Unseen = w.T("peers.none_seen.unreleased", domain.Args{"Nation": w.Word("nation", string(found.Body.Nation))})
	}
	for _, b := range found.Named {
		p.Named = append(p.Named, page.HomeLink{Text: b.Name, Href: bodyHref(b.Code)})
	}
	v := r.view()
	v.Crumbs = bodyCrumbs(r, *found.Body)
	v.Wide = true
	return r.page(page.Peers(v, p))
}

// peerTable has the body's own word beside its peers' figures.
func peerTable(w *words.Words, found view.Peers) ui.Table {
	t := wordTable(w, "peers", w.T("peers.caption", domain.Args{"Body": found.Body.Name}), w.T("integrated.recommendation"))
	t.Head[1].Text = w.T("peers.all")
	t.Head = append(t.Head[:1:1], append([]ui.Cell{{Text: bodyName(found.Body)}}, t.Head[1:]...)...)
	for _, row := range found.Rows {
		own := ui.Cell{Text: w.T("peers.unreleased")}
		if row.Word != "" {
			own = ui.Cell{Content: ui.Mark(w, row.Word)}
		}
		line := []ui.Cell{{Text: recName(row.Rec), Href: glanceOf(row.Row), Header: true}, own}
		t.Rows = append(t.Rows, append(line, wordCells(w, row.Peers, func(string) string { return "" })...))
	}
	return t
}

// glanceOf leads to a row's duty, or to its recommendation where the visitor may
// not open it.
func glanceOf(row view.Row) string {
	if row.Duty != nil {
		return dutyHref(row.Key)
	}
	return recHref(row.Rec.No)
}

// peersTable has a row for each recommendation.
func peersTable(found view.Peers) exchange.Table {
	t := exchange.Table{Name: "peers-of-" + found.Body.Code, Columns: append([]string{"recommendation", "title", "own", "peer_rule"}, cellColumns()...)}
	for _, row := range found.Rows {
		line := []any{row.Rec.No, row.Rec.Short, string(row.Word), string(found.Rule)}
		t.Rows = append(t.Rows, append(line, cellValues(row.Peers, row.Peers.Owed())...))
	}
	return t
}
