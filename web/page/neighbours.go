package page

import (
	"fmt"
	"strconv"
	"strings"
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
	boxWidth, boxHeight = 250, 44
	boxGap, columnGap   = 10, 90
	boxLetters          = 32 // that fit into a box's width
)

func (n Neighbours) columns() [][]Neighbour { return [][]Neighbour{n.Before, n.Own, n.After} }

func (n Neighbours) width() int { return 3*boxWidth + 2*columnGap + 2 }

func (n Neighbours) height() int {
	return max(len(n.Before), len(n.Own), len(n.After))*(boxHeight+boxGap) + boxGap
}

func columnX(column int) int { return 1 + column*(boxWidth+columnGap) }

// y is the top of a box: each column stands in the middle of the picture.
func (n Neighbours) y(column, at int) int {
	used := len(n.columns()[column]) * (boxHeight + boxGap)
	return (n.height()-used)/2 + at*(boxHeight+boxGap) + boxGap/2
}

// path is a tie's line. One between two duties of the body's own leaves and comes
// back on the right.
func (n Neighbours) path(t NeighbourTie) string {
	x1, y1 := columnX(t.FromColumn)+boxWidth, n.y(t.FromColumn, t.From)+boxHeight/2
	x2, y2 := columnX(t.ToColumn), n.y(t.ToColumn, t.To)+boxHeight/2
	if t.FromColumn == t.ToColumn {
		x2 += boxWidth
		out := x1 + columnGap/2
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, out, y1, out, y2, x2, y2)
	}
	middle := (x1 + x2) / 2
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, middle, y1, middle, y2, x2, y2)
}

// short is a box's name as far as it fits; its link's name is whole.
func (b Neighbour) short() string {
	letters := []rune(b.Name)
	if len(letters) <= boxLetters {
		return b.Name
	}
	return strings.TrimRight(string(letters[:boxLetters-1]), " ,") + "…"
}

func px(n int) string { return strconv.Itoa(n) }
