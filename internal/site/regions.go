package site

import (
	"net/url"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// regions is the report by region: a grid of tiles about where they lie, and
// the table that says the same.
func (s *Site) regions(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	fields, filter := r.slice(picture)
	rows := picture.Regions(r.cut(), filter)
	if f, file := r.tableAs(); file {
		return r.sendTable(f, regionsTable(rows), picture.Day)
	}
	w := r.words
	p := page.RegionsPage{Day: picture.Day, Fields: fields, Table: wordTable(w, "regions", w.T("regions.title"), w.T("regions.region"))}
	p.Table.Head = append(p.Table.Head, ui.Cell{Text: w.T("regions.source")})
	for _, row := range rows {
		source := columnNote(w, picture, row.Column)
		name, href := regionName(w, row), regionHref(row, fields.Rec.Value)
		line := append([]ui.Cell{{Text: name, Href: href, Header: true}},
			wordCells(w, row.Cell, cellRows(picture, regionFilter(filter, row), row.Owed > row.Cell.Owed()))...)
		p.Table.Rows = append(p.Table.Rows, append(line, ui.Cell{Text: source}))
		if at, placed := tilePlace(row); placed {
			if row.Column.Source == view.Live {
				source = "" // said once, above
			}
			p.Tiles = append(p.Tiles, page.Tile{
				Source: source, Name: name, Href: href, Row: at[0], Column: at[1], Of: row.Cell.Owed(), Bodies: w.N("duty_links.bodies", row.Bodies),
				Confirmed: row.Cell.Of(domain.WordConfirmed), Claimed: row.Cell.Of(domain.WordClaimed), Silent: row.Cell.Of(domain.WordSilent),
			})
		}
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Regions(v, p))
}

// regionName is a region's own name, or its nation's.
func regionName(w *words.Words, row view.RegionRow) string {
	nation := w.Word("nation", string(row.Nation))
	switch {
	case row.Region != "" && row.Region != string(row.Nation):
		return row.Region
	case row.Nation == domain.England:
		return w.T("regions.none", domain.Args{"Nation": nation})
	}
	return nation
}

// regionFilter takes a row's duties, of those that a filter takes.
func regionFilter(f view.Filter, row view.RegionRow) view.Filter {
	f.Nation, f.Region = row.Nation, row.Region
	if f.Region == "" && f.Nation == domain.England { // the other nations have no regions
		f.Region = view.NoRegion
	}
	return f
}

// regionHref leads to the brief on a region.
func regionHref(row view.RegionRow, rec string) string {
	q := url.Values{"nation": {string(row.Nation)}}
	if row.Region != "" {
		q.Set("region", row.Region)
	}
	if rec != "" {
		q.Set("rec", rec)
	}
	return "/brief?" + q.Encode()
}

// tilePlace is the row and column of a region's tile, from 1: about where it
// lies on a map of the UK. What lies nowhere, such as national bodies, has none.
func tilePlace(row view.RegionRow) ([2]int, bool) {
	places := map[string][2]int{
		"north-west": {2, 2}, "north-east-and-yorkshire": {2, 3}, "midlands": {3, 2}, "east-of-england": {3, 3},
		"south-west": {4, 1}, "south-east": {4, 2}, "london": {4, 3},
	}
	nations := map[domain.Nation][2]int{domain.Scotland: {1, 2}, domain.NorthernIreland: {2, 1}, domain.Wales: {3, 1}}
	if at, found := nations[row.Nation]; found {
		return at, true
	}
	at, found := places[domain.AreaName(row.Region)]
	return at, found
}

// regionsTable has a row for each region.
func regionsTable(rows []view.RegionRow) exchange.Table {
	t := exchange.Table{Name: "regions", Columns: append(append([]string{"nation", "region", "bodies"}, cellColumns()...), "source", "released_on")}
	for _, row := range rows {
		released := domain.Day("")
		if row.Column.Source == view.Released {
			released = row.Column.Day
		}
		line := append([]any{string(row.Nation), row.Region, row.Bodies}, cellValues(row.Cell, row.Owed)...)
		t.Rows = append(t.Rows, append(line, string(row.Column.Source), released))
	}
	return t
}
