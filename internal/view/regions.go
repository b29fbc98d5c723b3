package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// RegionRow is one NHS England region, or a nation without regions.
type RegionRow struct {
	Region string        // "" for a nation's bodies in none
	Nation domain.Nation // whose it is
	Column Column        // where the nation's figures come from
	Bodies int
	Owed   int // duties; more than Cell counts where something was not released
	Cell   domain.Cell
}

// Regions is the report by region, as far as the asker has figures of it: by
// nation in their order, then by name.
func (p *Picture) Regions(c Cut, f Filter) []RegionRow {
	s := p.cut(c)
	var rows []RegionRow
	for _, o := range p.owing {
		if !f.takesBody(o.body) {
			continue
		}
		at := slices.IndexFunc(rows, func(r RegionRow) bool { return r.Region == o.body.Region && r.Nation == o.body.Nation })
		row := RegionRow{Region: o.body.Region, Nation: o.body.Nation}
		if shown, known := s.column[o.body.Nation]; known {
			row.Column = s.columns[shown]
		}
		if at >= 0 {
			row = rows[at]
		}
		owed := row.Owed
		for rec, i := range o.duties {
			if i < 0 || !f.takesRec(p.Recs[rec]) {
				continue
			}
			if s.figures[i] {
				row.Owed++
				s.count(i, &row.Cell)
			}
		}
		switch {
		case row.Owed == owed:
			continue
		case at < 0:
			rows = append(rows, row)
			at = len(rows) - 1
		}
		row.Bodies++
		rows[at] = row
	}
	nations := domain.Nations()
	slices.SortStableFunc(rows, func(a, b RegionRow) int {
		return cmp.Or(cmp.Compare(slices.Index(nations, a.Nation), slices.Index(nations, b.Nation)), cmp.Compare(a.Region, b.Region))
	})
	return rows
}
