package view

import (
	"heed/internal/domain"
	"heed/internal/graph"
)

// Integrated is the whole package on one page: recommendations as rows,
// nations as columns. In every cell the words add up to the bodies that owe
// (R1), or to those that a release speaks of (R4).
type Integrated struct {
	Day      domain.Day
	Columns  []Column
	Rows     []RecRow
	Totals   []domain.Cell // one for each column
	Headline Headline
	Cycles   []graph.Cycle
}

// RecRow is one recommendation across the nations.
type RecRow struct {
	Rec    *domain.Recommendation
	Theme  domain.Theme
	Cells  []domain.Cell // one for each column
	Owes   []int         // bodies that owe it, as the register stands now, for each column
	Total  domain.Cell
	Behind graph.Behind // duties that wait behind it, of those the asker sees whole
}

// Headline is what the sentences at the top say.
type Headline struct {
	Total       domain.Cell // every duty counted below
	Stranded    int         // of the duties seen live
	Ahead       int
	Unmonitored int // claims that cannot be assured beyond self-report
	HoldUps     []HoldUp
	NotReleased []domain.Nation // nations that let nothing out yet
	Released    []Column        // nations counted by what they let out
}

// topHoldUps is how many the headline names.
const topHoldUps = 5

// Integrated is the integrated view. The same asker is given the same value
// again: nobody may change it.
func (p *Picture) Integrated(c Cut) *Integrated { return p.cut(c).integrated() }

func (s *slice) makeIntegrated() *Integrated {
	v := &Integrated{Day: s.p.Day, Columns: s.columns, Totals: make([]domain.Cell, len(s.columns)), Cycles: s.p.Cycles}
	for _, rec := range s.p.Recs {
		v.Rows = append(v.Rows, s.recRow(rec))
	}
	for i := range s.live {
		at, shown := s.columnOf(i)
		if !shown {
			continue
		}
		s.count(i, &v.Totals[at])
		s.count(i, &v.Headline.Total)
		if s.live[i] {
			v.Headline.add(s.p.graph.Standing(i))
		}
	}
	for _, col := range s.columns {
		switch col.Source {
		case NotReleased:
			v.Headline.NotReleased = append(v.Headline.NotReleased, col.Nation)
		case Released:
			v.Headline.Released = append(v.Headline.Released, col)
		}
	}
	top := s.holdUps()
	v.Headline.HoldUps = top[:min(topHoldUps, len(top))]
	return v
}

func (h *Headline) add(st *domain.Standing) {
	if len(st.StrandedBy) > 0 {
		h.Stranded++
	}
	if st.Ahead {
		h.Ahead++
	}
	if len(st.Unmonitored) > 0 && (st.Word == domain.WordClaimed || st.Word == domain.WordConfirmed) {
		h.Unmonitored++
	}
}

func (s *slice) recRow(rec *domain.Recommendation) RecRow {
	row := RecRow{Rec: rec, Theme: s.p.Theme(rec.Theme), Cells: make([]domain.Cell, len(s.columns)), Owes: make([]int, len(s.columns))}
	duties := s.p.graph.OfRec(rec.No)
	for _, i := range duties {
		if at, shown := s.columnOf(i); shown {
			s.count(i, &row.Cells[at])
			s.count(i, &row.Total)
			row.Owes[at]++
		}
	}
	row.Behind = s.p.graph.Behind(duties, s.sees)
	return row
}
