package page

import (
	"fmt"

	"heed/internal/domain"
	"heed/web/ui"
)

// RegionsPage is the report by region.
type RegionsPage struct {
	Day    domain.Day
	Fields SliceFields
	Tiles  []Tile
	Table  ui.Table
}

// Tile is one region on the grid.
type Tile struct {
	Name, Href  string
	Row, Column int // from 1
	Bodies      string
	Source      string // where its figures come from, "" where they are live
	// Duties in all that are counted, and under three of their words.
	Of, Confirmed, Claimed, Silent int
}

// place is the class that puts the tile on the grid.
func (t Tile) place() string { return fmt.Sprintf("heed-tile heed-tile--%d-%d", t.Row, t.Column) }

// The bar's measures: a hundred units, whatever the number of duties.
const barUnits = 100

// units are how much of the bar some duties take.
func (t Tile) units(n int) string {
	if t.Of == 0 {
		return "0"
	}
	return fmt.Sprintf("%.1f", float64(n)*barUnits/float64(t.Of))
}
