package view

import (
	"context"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/graph"
)

// keptWhatIfs is how many are kept before all are forgotten: a few megabytes each.
const keptWhatIfs = 12

// WhatIf moves the claim of some duties to a day, today for "now": one body's
// duty, or all of a recommendation that the asker sees whole.
type WhatIf struct {
	Rec  int
	Body string // code; "" is every body
	By   domain.Day
}

// Difference is what a what-if changes.
type Difference struct {
	Moved   int // duties that it takes as claimed by the day
	Package *Change
	Each    []Change // by nation, as the asker's forecast has them
	Rows    []ChangeRow
}

// ChangeRow is one recommendation that changes somewhere.
type ChangeRow struct {
	Rec   *domain.Recommendation
	Cells []Change
}

// Change is an outlook before and after.
type Change struct{ Before, After Outlook }

// Differs says that the two are not the same.
func (c Change) Differs() bool {
	return c.Before.All != c.After.All || c.Before.Most != c.After.Most || c.Before.InTwoYears() != c.After.InTwoYears()
}

// WhatIf works out what changes if something is claimed by a day: nil while it
// is worked out, off the request. Nothing that the asker may move is domain.Missing.
func (v *Views) WhatIf(f *Forecast, a Ahead, what WhatIf) (*Difference, error) {
	duties := f.movable(a, what)
	if len(duties) == 0 {
		return nil, domain.Missing()
	}
	month := estimate.MonthOf(what.By, f.p.Day)
	key := whatIfKey(f, duties, month)
	found, kept := v.whatIf.find(key)
	if !kept {
		return nil, v.works.begin(key, func(ctx context.Context) error {
			in := f.in
			in.Fixed = make(map[int]int, len(duties))
			for _, i := range duties {
				in.Fixed[i] = month
			}
			found, err := estimate.Run(ctx, in)
			if err == nil {
				v.whatIf.keep(key, found)
			}
			return err
		})
	}
	moved := *f
	moved.found = found
	return f.compare(&moved, a, len(duties)), nil
}

// movable are the duties that a what-if names, as far as they are still to come
// and the asker may see what is forecast of them.
func (f *Forecast) movable(a Ahead, what WhatIf) []int {
	foresees := f.p.foresees(a)
	var found []int
	for i := range f.p.rows.duties {
		facts := f.p.graph.Facts(i)
		p := f.in.Holds.Prospects[i]
		if f.in.Duties[i].Cell < 0 || facts.Duty.Rec != what.Rec || p == graph.Reached || p == graph.Outside {
			continue
		}
		if (what.Body == "" || what.Body == facts.Body.Code) && foresees(i) {
			found = append(found, i)
		}
	}
	return found
}

func (f *Forecast) compare(moved *Forecast, a Ahead, duties int) *Difference {
	before, after := f.For(a), moved.For(a)
	d := &Difference{Moved: duties}
	if before.Package != nil {
		d.Package = &Change{*before.Package, *after.Package}
	}
	for i := range before.Each {
		d.Each = append(d.Each, Change{before.Each[i], after.Each[i]})
	}
	for i, row := range before.Rows {
		change, differs := ChangeRow{Rec: row.Rec}, false
		for j := range row.Cells {
			c := Change{row.Cells[j], after.Rows[i].Cells[j]}
			change.Cells = append(change.Cells, c)
			differs = differs || c.Differs()
		}
		if differs {
			d.Rows = append(d.Rows, change)
		}
	}
	return d
}
