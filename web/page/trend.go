package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// TrendChart shows how many duties stood under some words as at several days,
// the earliest first. The table beside it says the same.
type TrendChart struct {
	Top   int // the highest count
	Label string
	Days  []string
	Lines []TrendLine
}

// TrendLine is one word: its count on each day. Each has a dash of its own, so
// that none needs colour to be told from the others, and its name at its end.
type TrendLine struct {
	Name   string
	Counts []int
}

// trendRight is the room for the lines' names, in pixels.
const trendRight = 150

// Shown says that there is a line to draw: two days at least.
func (c TrendChart) Shown() bool { return len(c.Days) > 1 && c.Top > 0 }

func (c TrendChart) x(i int) float64 {
	return chartLeft + float64(i)*(chartWidth-chartLeft-trendRight)/float64(max(1, len(c.Days)-1))
}

func (c TrendChart) y(n int) float64 { return chartY(n, c.Top) }

func (c TrendChart) points(l TrendLine) string {
	var b strings.Builder
	for i, n := range l.Counts {
		fmt.Fprintf(&b, "%.1f,%.1f ", c.x(i), c.y(n))
	}
	return strings.TrimSpace(b.String())
}

// nameHeight is how far apart the names of two lines stand at least.
const nameHeight = 18

// nameY is where a line's name stands: at its end, below the name above it where
// two ends meet.
func (c TrendChart) nameY(line int) float64 {
	type end struct {
		line int
		y    float64
	}
	var ends []end
	for i, l := range c.Lines {
		ends = append(ends, end{i, c.y(l.Counts[len(l.Counts)-1]) + 5})
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.y, b.y) })
	for i := len(ends) - 2; i >= 0; i-- { // from below, since nothing is below the axis
		ends[i].y = min(ends[i].y, ends[i+1].y-nameHeight)
	}
	for _, e := range ends {
		if e.line == line {
			return e.y
		}
	}
	return 0
}

func (c TrendChart) levels() []int { return []int{0, c.Top / 2, c.Top} }

// class tells the lines apart: "heed-trend heed-trend--0".
func (c TrendChart) class(line int) string { return "heed-trend heed-trend--" + strconv.Itoa(line) }
