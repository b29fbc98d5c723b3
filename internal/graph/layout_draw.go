package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type point struct{ x, y float64 }

// draw turns places into boxes, lines and labels.
func (s *sheet) draw() Layout {
	l := Layout{Height: 2*margin + float64(len(s.rows))*(boxHeight+rowGap) - rowGap}
	for n, x := range s.x {
		l.Width = max(l.Width, x+s.width(n)/2+margin)
	}
	for n, rec := range s.recs {
		l.Nodes = append(l.Nodes, Box{rec, s.layer[n], s.x[n] - boxWidth/2, s.top(n), boxWidth, boxHeight})
	}
	var labels []rect
	for _, n := range l.Nodes {
		labels = append(labels, rect{n.X, n.Y, n.Width, n.Height})
	}
	leave, enter := s.ports()
	var lines [][]point
	for i, w := range s.wires {
		lines = append(lines, s.line(w, leave[i], enter[i]))
	}
	for i, w := range s.wires {
		p := Path{From: s.recs[w.top], To: s.recs[w.bottom], Dependencies: w.keys, Kinds: w.kinds}
		points := lines[i]
		if w.against {
			p.From, p.To = p.To, p.From
			points = slices.Clone(points)
			slices.Reverse(points)
		}
		p.D = pathData(points)
		tip := points[len(points)-1]
		p.TipX, p.TipY = tip.x, tip.y
		label := labelSpot(lines, i, labelWidth(len(w.kinds)), labels)
		labels = append(labels, label)
		p.LabelX, p.LabelY = label.x+label.w/2, label.y+label.h/2
		l.Paths = append(l.Paths, p)
	}
	return l
}

func (s *sheet) top(n int) float64 { return margin + float64(s.layer[n])*(boxHeight+rowGap) }

// ports spreads the ends of the wires along the edges of the boxes, in the
// order in which they leave and arrive, so that they do not cross at once.
func (s *sheet) ports() (leave, enter []float64) {
	leave, enter = make([]float64, len(s.wires)), make([]float64, len(s.wires))
	for n := range s.recs {
		var out, in []int
		for i, w := range s.wires {
			if w.top == n {
				out = append(out, i)
			}
			if w.bottom == n {
				in = append(in, i)
			}
		}
		s.spread(n, out, leave, func(w wire) int { return w.chain[1] })
		s.spread(n, in, enter, func(w wire) int { return w.chain[len(w.chain)-2] })
	}
	return leave, enter
}

func (s *sheet) spread(n int, wires []int, ports []float64, next func(wire) int) {
	slices.SortStableFunc(wires, func(a, b int) int { return cmp.Compare(s.x[next(s.wires[a])], s.x[next(s.wires[b])]) })
	step := min(22, (boxWidth-30)/float64(max(1, len(wires)-1)))
	for i, w := range wires {
		ports[w] = s.x[n] + (float64(i)-float64(len(wires)-1)/2)*step
	}
}

// line is the points a wire runs through, from top to bottom. Between two
// points that are not one above the other it bends in the gap between rows; it
// passes a row of boxes straight.
func (s *sheet) line(w wire, leave, enter float64) []point {
	points := []point{{leave, s.top(w.top) + boxHeight}}
	for _, n := range w.chain[1 : len(w.chain)-1] {
		points = append(points, point{s.x[n], s.top(n)}, point{s.x[n], s.top(n) + boxHeight})
	}
	return append(points, point{enter, s.top(w.bottom)})
}

func pathData(points []point) string {
	var d strings.Builder
	fmt.Fprintf(&d, "M%.0f %.0f", points[0].x, points[0].y)
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if a.x == b.x {
			fmt.Fprintf(&d, "V%.0f", b.y)
			continue
		}
		half := (b.y - a.y) / 2
		fmt.Fprintf(&d, "C%.0f %.0f %.0f %.0f %.0f %.0f", a.x, a.y+half, b.x, b.y-half, b.x, b.y)
	}
	return d.String()
}

// along is the point of a step between two points at t from 0 to 1: where the
// curve of pathData runs.
func along(a, b point, t float64) point {
	bend := t * t * (3 - 2*t)
	rise := 1.5*t*(1-t)*(1-t) + 1.5*t*t*(1-t) + t*t*t
	return point{a.x + (b.x-a.x)*bend, a.y + (b.y-a.y)*rise}
}

type rect struct{ x, y, w, h float64 }

// overlap is the area that two rectangles share, with a little air around.
func (r rect) overlap(o rect) float64 {
	const air = 3
	w := min(r.x+r.w, o.x+o.w) - max(r.x, o.x) + air
	h := min(r.y+r.h, o.y+o.h) - max(r.y, o.y) + air
	return max(0, w) * max(0, h)
}

func (r rect) holds(p point) bool {
	return p.x >= r.x && p.x <= r.x+r.w && p.y >= r.y && p.y <= r.y+r.h
}

func labelWidth(kinds int) float64 { return 14 + 54*float64(kinds) }

// labelSpot finds the place on a wire where its label hides least: no box, no
// other label, and few other wires. Places near the arrow come first.
func labelSpot(lines [][]point, i int, width float64, taken []rect) rect {
	var best rect
	cheapest := -1.0
	points := lines[i]
	for k := len(points) - 1; k > 0; k-- {
		for _, t := range []float64{0.6, 0.5, 0.7, 0.4, 0.78, 0.3, 0.22} {
			at := along(points[k-1], points[k], t)
			r := rect{at.x - width/2, at.y - labelHeight/2, width, labelHeight}
			cost := float64(len(points)-k) * 0.5
			for _, o := range taken {
				cost += r.overlap(o)
			}
			cost += 12 * float64(crossed(lines, i, r))
			if cheapest < 0 || cost < cheapest {
				best, cheapest = r, cost
			}
		}
	}
	return best
}

// crossed counts the other wires that run under a rectangle.
func crossed(lines [][]point, except int, r rect) int {
	n := 0
	for i, points := range lines {
		if i != except && runsUnder(points, r) {
			n++
		}
	}
	return n
}

func runsUnder(points []point, r rect) bool {
	for k := 1; k < len(points); k++ {
		for t := 0.0; t <= 1; t += 0.05 {
			if r.holds(along(points[k-1], points[k], t)) {
				return true
			}
		}
	}
	return false
}
