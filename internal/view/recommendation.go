package view

import (
	"slices"

	"heed/internal/domain"
	"heed/internal/graph"
)

// DependencyRow is one dependency with how it bears on the duties below it
// that the asker sees whole.
type DependencyRow struct {
	Dependency *domain.Dependency
	From, To   *domain.Recommendation
	graph.Tally
}

// Of is how many duties the edge bears on in one way.
func (r DependencyRow) Of(b graph.Bearing) int { return r.Bearings[b] }

// Dependencies is every dependency of the pack, in its order.
func (p *Picture) Dependencies(c Cut) []DependencyRow {
	return p.cut(c).dependencies(func(*domain.Dependency) bool { return true })
}

func (s *slice) dependencies(keep func(*domain.Dependency) bool) []DependencyRow {
	var rows []DependencyRow
	for i := range s.p.Pack.Dependencies {
		dep := &s.p.Pack.Dependencies[i]
		if keep(dep) {
			rows = append(rows, DependencyRow{dep, s.p.rec(dep.From), s.p.rec(dep.To), s.tallies()[dep.Key]})
		}
	}
	return rows
}

// Recommendation is one recommendation across the nations, with what it waits
// on and what waits on it.
type Recommendation struct {
	RecRow
	Columns []Column
	Above   []DependencyRow // what it depends on
	Below   []DependencyRow // what depends on it
	HoldUps []HoldUp        // its own duties that others wait on, worst first
	Cycles  []graph.Cycle   // those that it is in
}

// Recommendation finds one in force by its number; unknown ones are domain.Missing.
func (p *Picture) Recommendation(c Cut, no int) (Recommendation, error) {
	at, known := p.recAt[no]
	if !known {
		return Recommendation{}, domain.Missing()
	}
	s := p.cut(c)
	whole := s.integrated()
	r := Recommendation{RecRow: whole.Rows[at], Columns: whole.Columns}
	r.Above = s.dependencies(func(d *domain.Dependency) bool { return d.To == no })
	r.Below = s.dependencies(func(d *domain.Dependency) bool { return d.From == no })
	for _, h := range s.holdUps() {
		if h.Rec.No == no {
			r.HoldUps = append(r.HoldUps, h)
		}
	}
	for _, cycle := range p.Cycles {
		if slices.Contains(cycle.Recs, no) {
			r.Cycles = append(r.Cycles, cycle)
		}
	}
	return r, nil
}
