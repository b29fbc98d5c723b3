package page

import (
	"heed/internal/domain"
	"heed/web/ui"
)

// BarriersPage is what stands in the way, by how many bodies name it.
type BarriersPage struct {
	Day    domain.Day
	Demand bool // the visitor may read what organisations of a nation name
	Fields SliceFields
	Table  ui.Table
}

// BarrierPage is one barrier: who names it, where, and who got past it.
type BarrierPage struct {
	Name, Sentence, Action string
	Day                    domain.Day
	Fields                 SliceFields
	Regions, Kinds, Recs   ui.Table
	Told                   []PracticeLine // of those who got past it, good practice that others can copy
	Beyond                 []HomeLink     // the others
	Heading                string         // of the rows: that they name it, or got past it
	Naming                 string         // address of those that name it, where the rows are the others
	Rows                   []DutyRow
	Pages                  ui.Pages
}
