package graph

import (
	"slices"

	"heed/internal/domain"
)

// Layout is where the picture of a pack puts its recommendations and the edges
// between them, in pixels from the top left: upstream at the top. It depends on
// the pack alone, so it is made once per version; status is painted on it later.
type Layout struct {
	Width, Height float64
	Nodes         []Box
	Paths         []Path
}

// Box is one recommendation's place; X and Y are its top left corner.
type Box struct {
	Rec                 int
	Layer               int // 0 is the top: nothing upstream
	X, Y, Width, Height float64
}

// Path is every dependency from one recommendation to another, drawn as one line.
type Path struct {
	From, To     int
	Dependencies []string                // keys, in the order of the pack
	Kinds        []domain.DependencyKind // one for each key
	D            string                  // SVG path data, from the upstream box to the downstream one
	LabelX       float64                 // middle of the label that names the kinds
	LabelY       float64
	TipX, TipY   float64 // where it ends, for an arrow
}

// Sizes of the picture, in pixels.
const (
	boxWidth    = 150.0
	boxHeight   = 54.0
	boxGap      = 26.0 // between two boxes side by side
	laneWidth   = 10.0 // of a line that passes between boxes
	laneGap     = 22.0 // between a line and what it passes
	rowGap      = 88.0 // between two rows: room for labels
	margin      = 12.0
	labelHeight = 18.0
)

// LayOut draws the recommendations of a pack in layers. Circles do not stop it:
// an edge that would close one is drawn upwards.
func LayOut(p *domain.Pack) Layout {
	s := newSheet(p)
	s.rankNodes()
	s.addLanes()
	s.order()
	s.placeAcross()
	return s.draw()
}

// sheet is a layout being made. Nodes are recommendations, then lanes: the
// places where a long line crosses a row.
type sheet struct {
	recs  []int // of the nodes that are recommendations
	wires []wire
	layer []int   // of each node
	rows  [][]int // nodes of each layer, in order across
	above [][]int // neighbours of each node one row up
	below [][]int
	x     []float64 // middle of each node
}

// wire is every dependency between two recommendations; where a circle had to
// be opened, it runs against its arrow.
type wire struct {
	top, bottom int // nodes
	against     bool
	keys        []string
	kinds       []domain.DependencyKind
	chain       []int // nodes from top to bottom, lanes included
}

func newSheet(p *domain.Pack) *sheet {
	s := &sheet{}
	for _, r := range p.Recommendations {
		if !r.Retired {
			s.recs = append(s.recs, r.No)
		}
	}
	for _, d := range p.Dependencies {
		from, to := slices.Index(s.recs, d.From), slices.Index(s.recs, d.To)
		if from < 0 || to < 0 || from == to {
			continue
		}
		i := slices.IndexFunc(s.wires, func(w wire) bool { return w.top == from && w.bottom == to })
		if i < 0 {
			i = len(s.wires)
			s.wires = append(s.wires, wire{top: from, bottom: to})
		}
		s.wires[i].keys = append(s.wires[i].keys, d.Key)
		s.wires[i].kinds = append(s.wires[i].kinds, d.Kind)
	}
	s.openCircles()
	return s
}

// openCircles turns round the wires that close a circle, as a walk meets them.
func (s *sheet) openCircles() {
	const unseen, onWalk, done = 0, 1, 2
	state := make([]int, len(s.recs))
	var walk func(int)
	walk = func(n int) {
		state[n] = onWalk
		for i := range s.wires {
			w := &s.wires[i]
			switch {
			case w.against || w.top != n:
			case state[w.bottom] == onWalk:
				w.top, w.bottom, w.against = w.bottom, w.top, true
			case state[w.bottom] == unseen:
				walk(w.bottom)
			}
		}
		state[n] = done
	}
	for n := range s.recs {
		if state[n] == unseen {
			walk(n)
		}
	}
}

// rankNodes gives each node the highest row that its wires allow, and then
// moves nodes down as long as that makes the wires shorter in all.
func (s *sheet) rankNodes() {
	s.layer = make([]int, len(s.recs))
	for range s.recs {
		for _, w := range s.wires {
			s.layer[w.bottom] = max(s.layer[w.bottom], s.layer[w.top]+1)
		}
	}
	for range s.recs {
		for n := range s.recs {
			s.settleRow(n)
		}
	}
}

func (s *sheet) settleRow(n int) {
	in, out, lowest := 0, 0, len(s.recs)
	for _, w := range s.wires {
		switch n {
		case w.bottom:
			in++
		case w.top:
			out++
			lowest = min(lowest, s.layer[w.bottom]-1)
		}
	}
	if out > in {
		s.layer[n] = lowest
	}
}

// addLanes splits each wire into steps of one row.
func (s *sheet) addLanes() {
	for i := range s.wires {
		w := &s.wires[i]
		w.chain = []int{w.top}
		for row := s.layer[w.top] + 1; row < s.layer[w.bottom]; row++ {
			w.chain = append(w.chain, len(s.layer))
			s.layer = append(s.layer, row)
		}
		w.chain = append(w.chain, w.bottom)
	}
	s.above, s.below = make([][]int, len(s.layer)), make([][]int, len(s.layer))
	for _, w := range s.wires {
		for i, n := range w.chain[1:] {
			s.above[n] = append(s.above[n], w.chain[i])
			s.below[w.chain[i]] = append(s.below[w.chain[i]], n)
		}
	}
	s.rows = make([][]int, slices.Max(append([]int{0}, s.layer...))+1)
	for n, row := range s.layer {
		s.rows[row] = append(s.rows[row], n)
	}
}

func (s *sheet) isBox(n int) bool { return n < len(s.recs) }

func (s *sheet) width(n int) float64 {
	if s.isBox(n) {
		return boxWidth
	}
	return laneWidth
}

// apart is how far the middles of two neighbours in a row must stay apart.
func (s *sheet) apart(left, right int) float64 {
	gap := laneGap
	if s.isBox(left) && s.isBox(right) {
		gap = boxGap
	}
	return (s.width(left)+s.width(right))/2 + gap
}
