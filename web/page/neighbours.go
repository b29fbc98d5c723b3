package page

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Neighbours is a body's own part of the graph of duties: whom it waits on to
// the left, its duties in the middle, who waits on them to the right. The lists
// below it say the same.
type Neighbours struct {
	Label  string
	Before []Neighbour
	Own    []Neighbour
	After  []Neighbour
	Ties   []NeighbourTie
}

// Neighbour is a box of the picture.
type Neighbour struct {
	Name string
	Note string // how it stands
	Href string
}

// NeighbourTie joins two boxes, each named by its column (0, 1 or 2) and its
// place in that column from 0.
type NeighbourTie struct{ FromColumn, From, ToColumn, To int }

// The picture's measures, in pixels.
const (
	boxWidth, lineHeight = 250, 17
	boxGap, columnGap    = 10, 90
	boxLetters           = 30 // that fit into a box's width
)

func (n Neighbours) columns() [][]Neighbour { return [][]Neighbour{n.Before, n.Own, n.After} }

func (n Neighbours) width() int { return 3*boxWidth + 2*columnGap + 2 }

func (n Neighbours) height() int {
	return max(len(n.Before), len(n.Own), len(n.After))*(n.boxHeight()+boxGap) + boxGap
}

func columnX(column int) int { return 1 + column*(boxWidth+columnGap) }

// y is the top of a box: each column stands in the middle of the picture.
func (n Neighbours) y(column, at int) int {
	used := len(n.columns()[column]) * (n.boxHeight() + boxGap)
	return (n.height()-used)/2 + at*(n.boxHeight()+boxGap) + boxGap/2
}

// path is a tie's line. One between two duties of the body's own leaves and comes
// back on the right.
func (n Neighbours) path(t NeighbourTie) string {
	x1, y1 := columnX(t.FromColumn)+boxWidth, n.y(t.FromColumn, t.From)+n.boxHeight()/2
	x2, y2 := columnX(t.ToColumn), n.y(t.ToColumn, t.To)+n.boxHeight()/2
	if t.FromColumn == t.ToColumn {
		x2 += boxWidth
		out := x1 + columnGap/2
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, out, y1, out, y2, x2, y2)
	}
	middle := (x1 + x2) / 2
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, middle, y1, middle, y2, x2, y2)
}

// lines are a box's name as it is broken into the box.
func (b Neighbour) lines() []string {
	var lines []string
	for word := range strings.FieldsSeq(b.Name) {
		if last := len(lines) - 1; last >= 0 && utf8.RuneCountInString(lines[last]+word) < boxLetters {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// boxHeight is as much as the longest name of all takes, and the line below it.
func (n Neighbours) boxHeight() int {
	most := 1
	for _, column := range n.columns() {
		for _, box := range column {
			most = max(most, len(box.lines()))
		}
	}
	return (most+1)*lineHeight + 12
}

func px(n int) string { return strconv.Itoa(n) }
