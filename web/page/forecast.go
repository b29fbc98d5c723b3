package page

import (
	"fmt"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// ForecastPage is when the whole may be claimed (R26).
type ForecastPage struct {
	None  []string // why there is nothing to see; all else is empty then
	Day   domain.Day
	Newer string // the page's own address, where a newer forecast is being worked out
	Short string // that the history is short, "" where it is not
	// Duties is the address of the list of single duties.
	Duties      string
	Headlines   []Headline
	Chart       BandChart
	Bands       ui.Table
	Nations     []ui.Table
	Back        []string
	Assumptions []string
	Claims      ui.Table // the chances learned, by kind of body
	Slips       ui.Table
}

// BandChart shows how many duties may be claimed over the years.
type BandChart struct {
	Of     int // duties in all
	Label  string
	Points []BandPoint
}

// BandPoint is one day: how many in one run of ten at most, in half of them, in
// nine of ten.
type BandPoint struct {
	Year              string
	Low, Middle, High int
}

// The picture's measures, in pixels.
const (
	chartWidth, chartHeight = 680, 320
	chartLeft, chartRight   = 60, 16
	chartTop, chartBottom   = 16, 36
)

func (c BandChart) x(i int) float64 {
	return chartLeft + float64(i)*(chartWidth-chartLeft-chartRight)/float64(max(1, len(c.Points)-1))
}

func (c BandChart) y(n int) float64 { return chartY(n, c.Of) }

// chartY is how high a number stands in a picture that goes up to the highest.
func chartY(n, highest int) float64 {
	return chartHeight - chartBottom - float64(n)*(chartHeight-chartTop-chartBottom)/float64(max(1, highest))
}

// band is the outline of what lies between low and high: there and back.
func (c BandChart) band() string {
	var b strings.Builder
	for i, p := range c.Points {
		fmt.Fprintf(&b, "%.1f,%.1f ", c.x(i), c.y(p.High))
	}
	for i := len(c.Points) - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "%.1f,%.1f ", c.x(i), c.y(c.Points[i].Low))
	}
	return strings.TrimSpace(b.String())
}

// line is the middle.
func (c BandChart) line() string {
	var b strings.Builder
	for i, p := range c.Points {
		fmt.Fprintf(&b, "%.1f,%.1f ", c.x(i), c.y(p.Middle))
	}
	return strings.TrimSpace(b.String())
}

// levels are the heights that have a line: none, half and all.
func (c BandChart) levels() []int { return []int{0, c.Of / 2, c.Of} }

// years are the points that have a year below them: every second year.
func (c BandChart) years() []int {
	var at []int
	for i := 0; i < len(c.Points); i += 4 {
		at = append(at, i)
	}
	return at
}

func pixel(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// ForecastDutiesPage is the duties behind a forecast.
type ForecastDutiesPage struct {
	Title    string
	Day      domain.Day
	Fields   ForecastDutiesFields
	Action   string
	Rows     []ForecastDutyRow
	Count    int // on all pages
	Pages    ui.Pages
	EveryRec bool // the rows are of several recommendations
	Reasons  bool // each move of a date is shown with its reason
}

// ForecastDutiesFields narrow the list.
type ForecastDutiesFields struct {
	*form.Form
	Show *form.Choice
}

// ForecastDutyRow is one duty with what is forecast of it.
type ForecastDutyRow struct {
	DutyRow
	When     []string
	First    string
	Present  string
	Moved    string // how often the date moved, "" for never
	Moves    []DateMove
	NotBegun string // since when it is accepted without progress
}

// DateMove is one move of a target date.
type DateMove struct{ Text, Reason string }

// WhatIfPage asks what would change if something were claimed.
type WhatIfPage struct {
	Fields  WhatIfFields
	Day     domain.Day
	Working string // the page's own address, while the answer is worked out
	Answer  string // "" before something was asked
	Changes ui.Table
}

// WhatIfFields are what is claimed, and by when.
type WhatIfFields struct {
	*form.Form
	Rec  *form.Choice
	Body *form.Text
	Day  *form.Day
}
