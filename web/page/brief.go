package page

import (
	"heed/internal/domain"
	"heed/web/ui"
)

// BriefPage is a part of the report in sentences.
type BriefPage struct {
	Day, Since domain.Day // Since is the day on which the last round closed, "" before one has
	Of         string     // what part, in words
	Fields     SliceFields
	Groups     []BriefGroup
	Changes    []HomeLink
	All        string // address of all that changed
	Sees       bool   // any of the part in full
	Barriers   []HomeLink
	Recs       ui.Table
	Chart      TrendChart
	Trend      ui.Table
}

// BriefGroup is what is said of one matter; the first needs no title.
type BriefGroup struct {
	Title string
	Lines []BriefLine
}

// BriefLine is one sentence with the rows that it counts and its rule.
type BriefLine struct {
	Text string
	Href string // "" where there are no rows to show
	Rule string
}
