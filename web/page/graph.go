package page

import "heed/internal/domain"

// GraphPage is how the recommendations depend on one another, as a picture and
// as a table with the same facts.
type GraphPage struct {
	Day     domain.Day
	Unseen  []string // nations whose duties are counted nowhere here
	Picture GraphPicture
	Nodes   []NodeRow
	Lines   []DependencyLine
	Cycles  []string
}

// NodeRow is one recommendation's place in words: what the picture paints.
type NodeRow struct {
	Rec, Href string
	Figures   Figures
	Waiting   WaitingBehind
}

// GraphPicture is the drawing: everything placed and in words.
type GraphPicture struct {
	Width, Height int
	Nodes         []NodeBox
	Edges         []EdgePath
}

// NodeBox is one recommendation's box.
type NodeBox struct {
	X, Y, Width, Height int
	Lines               []string // its name, in one or two lines
	Count               string   // "Co 3 Cl 40 of 236"
	State               string   // for its frame: confirmed, claimed, some, none
	Bars                []Bar
	Href                string
	Name                string // all of it in words
}

// Bar is one word's share of the bodies that owe, along the bottom of the box.
type Bar struct {
	X, Width int
	Word     domain.Word
}

// barHeight is how high bars are, in pixels.
const barHeight = 7

func (n NodeBox) barTop() int { return n.Y + n.Height - barHeight - 1 }

// lineY is where a line of the box's name stands.
func (n NodeBox) lineY(i int) int { return n.Y + 14 + 13*i }

func (n NodeBox) countY() int { return n.barTop() - 4 }

// EdgePath is every dependency from one recommendation to another.
type EdgePath struct {
	D       string
	Style   string // of its line: the kind, the holding one first
	Label   string
	LabelX  int
	LabelY  int
	Width   int // of the label
	Ours    bool
	Waiting bool // something waits on it now
	Title   string
}
