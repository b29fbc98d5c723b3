package graph

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// How hard to look for an order with few crossings: each try starts from
// another shuffle of the rows, always the same ones.
const (
	orderTries  = 60
	orderSweeps = 12
)

// order sorts the nodes of each row so that few wires cross.
func (s *sheet) order() {
	shuffler := rand.New(rand.NewPCG(1, 2))
	best, fewest := cloneRows(s.rows), s.crossings()
	for range orderTries {
		for range orderSweeps {
			s.sweep(s.above, func(i int) int { return i })
			s.sweep(s.below, func(i int) int { return len(s.rows) - 1 - i })
			s.swapNeighbours()
			if n := s.crossings(); n < fewest {
				best, fewest = cloneRows(s.rows), n
			}
		}
		for _, row := range s.rows {
			shuffler.Shuffle(len(row), func(i, j int) { row[i], row[j] = row[j], row[i] })
		}
	}
	s.rows = best
}

func cloneRows(rows [][]int) [][]int {
	clone := make([][]int, len(rows))
	for i, row := range rows {
		clone[i] = slices.Clone(row)
	}
	return clone
}

// sweep sorts row after row by the middle of each node's neighbours in the row before.
func (s *sheet) sweep(neighbours [][]int, rowAt func(int) int) {
	position := s.positions()
	for i := range s.rows {
		row := s.rows[rowAt(i)]
		weight := make(map[int]float64, len(row))
		for _, n := range row {
			weight[n] = float64(position[n])
			if near := neighbours[n]; len(near) > 0 {
				sum := 0
				for _, m := range near {
					sum += position[m]
				}
				weight[n] = float64(sum) / float64(len(near))
			}
		}
		slices.SortStableFunc(row, func(a, b int) int { return cmp.Compare(weight[a], weight[b]) })
		for at, n := range row {
			position[n] = at
		}
	}
}

func (s *sheet) positions() []int {
	position := make([]int, len(s.layer))
	for _, row := range s.rows {
		for at, n := range row {
			position[n] = at
		}
	}
	return position
}

// swapNeighbours swaps two nodes side by side wherever that saves a crossing.
func (s *sheet) swapNeighbours() {
	position := s.positions()
	for better := true; better; {
		better = false
		for _, row := range s.rows {
			for i := 1; i < len(row); i++ {
				a, b := row[i-1], row[i]
				now := crossingsOf(s.above[a], s.above[b], position) + crossingsOf(s.below[a], s.below[b], position)
				then := crossingsOf(s.above[b], s.above[a], position) + crossingsOf(s.below[b], s.below[a], position)
				if then < now {
					row[i-1], row[i] = b, a
					position[a], position[b] = i, i-1
					better = true
				}
			}
		}
	}
}

// crossingsOf counts the crossings between the wires of two nodes, left and right.
func crossingsOf(left, right, position []int) int {
	n := 0
	for _, l := range left {
		for _, r := range right {
			if position[l] > position[r] {
				n++
			}
		}
	}
	return n
}

func (s *sheet) crossings() int {
	position, n := s.positions(), 0
	for _, row := range s.rows {
		for i := range row {
			for j := i + 1; j < len(row); j++ {
				n += crossingsOf(s.below[row[i]], s.below[row[j]], position)
			}
		}
	}
	return n
}
