package graph

import (
	"math"
	"slices"
)

// How often rows are pulled towards their neighbours until they rest.
const placeSweeps = 60

// placeAcross gives every node its place across: as near to its neighbours as
// the order and the gaps allow, with lines between lanes pulled straightest.
func (s *sheet) placeAcross() {
	s.x = make([]float64, len(s.layer))
	for _, row := range s.rows {
		for i := 1; i < len(row); i++ {
			s.x[row[i]] = s.x[row[i-1]] + s.apart(row[i-1], row[i])
		}
	}
	for range placeSweeps {
		for i := range s.rows {
			s.pull(s.rows[i])
		}
		for i := range s.rows {
			s.pull(s.rows[len(s.rows)-1-i])
		}
	}
	for _, w := range s.wires {
		s.straighten(w.chain[1 : len(w.chain)-1])
	}
	s.shiftIntoView()
}

// straighten stands the lanes of one wire above each other as far as their
// neighbours leave room, so that a long line bends seldom.
func (s *sheet) straighten(lanes []int) {
	for len(lanes) > 0 {
		from, to, n := math.Inf(-1), math.Inf(1), 0
		for _, lane := range lanes {
			left, right := s.room(lane)
			if max(from, left) > min(to, right) {
				break
			}
			from, to = max(from, left), min(to, right)
			n++
		}
		n = max(n, 1)
		xs := make([]float64, n)
		for i, lane := range lanes[:n] {
			xs[i] = s.x[lane]
		}
		slices.Sort(xs)
		x := min(max(xs[n/2], from), to)
		for _, lane := range lanes[:n] {
			s.x[lane] = x
		}
		lanes = lanes[n:]
	}
}

// room is how far a node can move with its neighbours in the row where they are.
func (s *sheet) room(n int) (left, right float64) {
	left, right = math.Inf(-1), math.Inf(1)
	row := s.rows[s.layer[n]]
	at := slices.Index(row, n)
	if at > 0 {
		left = s.x[row[at-1]] + s.apart(row[at-1], n)
	}
	if at+1 < len(row) {
		right = s.x[row[at+1]] - s.apart(n, row[at+1])
	}
	return min(left, s.x[n]), max(right, s.x[n])
}

// block is a run of neighbours in a row that touch, and so move as one.
type block struct {
	first, count int
	sum, weight  float64 // of where its members, less their offsets, want to be
}

func (b block) start() float64 { return b.sum / b.weight }

// pull moves a row to the nearest places that keep its gaps: neighbours whose
// wishes clash merge into a block that stands at their weighted middle.
func (s *sheet) pull(row []int) {
	offset := make([]float64, len(row))
	var blocks []block
	for i, n := range row {
		if i > 0 {
			offset[i] = offset[i-1] + s.apart(row[i-1], n)
		}
		wish, weight := s.wish(n)
		blocks = append(blocks, block{i, 1, (wish - offset[i]) * weight, weight})
		for len(blocks) > 1 && blocks[len(blocks)-2].start() > blocks[len(blocks)-1].start() {
			last := blocks[len(blocks)-1]
			blocks = blocks[:len(blocks)-1]
			into := &blocks[len(blocks)-1]
			into.count += last.count
			into.sum += last.sum
			into.weight += last.weight
		}
	}
	for _, b := range blocks {
		for i := b.first; i < b.first+b.count; i++ {
			s.x[row[i]] = b.start() + offset[i]
		}
	}
}

// wish is where a node wants to be, and how much.
func (s *sheet) wish(n int) (x, weight float64) {
	for _, near := range [][]int{s.above[n], s.below[n]} {
		for _, m := range near {
			w := 1.0
			switch {
			case !s.isBox(n) && !s.isBox(m):
				w = 6
			case !s.isBox(n) || !s.isBox(m):
				w = 2
			}
			x += s.x[m] * w
			weight += w
		}
	}
	if weight == 0 {
		return s.x[n], 0.1
	}
	return x / weight, weight
}

// shiftIntoView moves everything so that the leftmost node touches the margin.
func (s *sheet) shiftIntoView() {
	if len(s.x) == 0 {
		return
	}
	left := s.x[0]
	for n, x := range s.x {
		left = min(left, x-s.width(n)/2)
	}
	for n := range s.x {
		s.x[n] += margin - left
	}
}
