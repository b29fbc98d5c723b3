package graph

import (
	"slices"

	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"

	"heed/internal/domain"
)

// Cycle is a finding: recommendations of the pack that depend on each other in
// a circle, or duties that wait for each other, so that none can come first.
type Cycle struct {
	// Recs is one shortest circle through the pack's dependencies, in their
	// direction, from its lowest number; of duties, the recommendations they are of.
	Recs []int
	// Duties wait for each other; empty for a circle in the pack alone.
	Duties []domain.ID
}

// packCycles finds one circle for each knot of recommendations.
func packCycles(p *domain.Pack) []Cycle {
	deps := simple.NewDirectedGraph()
	var found []Cycle
	for _, d := range p.Dependencies {
		switch {
		case d.From != d.To:
			deps.SetEdge(deps.NewEdge(simple.Node(d.From), simple.Node(d.To)))
		case !slices.ContainsFunc(found, func(c Cycle) bool { return c.Recs[0] == d.From }):
			found = append(found, Cycle{Recs: []int{d.From}})
		}
	}
	for _, knot := range topo.TarjanSCC(deps) {
		if len(knot) > 1 {
			found = append(found, Cycle{Recs: shortestCircle(deps, knotNumbers(knot))})
		}
	}
	slices.SortFunc(found, func(a, b Cycle) int { return slices.Compare(a.Recs, b.Recs) })
	return found
}

func knotNumbers[N interface{ ID() int64 }](knot []N) []int {
	numbers := make([]int, len(knot))
	for i, n := range knot {
		numbers[i] = int(n.ID())
	}
	slices.Sort(numbers)
	return numbers
}

// shortestCircle walks breadth first from the lowest number of a knot until it
// comes back to it.
func shortestCircle(deps *simple.DirectedGraph, knot []int) []int {
	start := knot[0]
	from := map[int]int{}
	for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
		next := below(deps, queue[0])
		for _, n := range next {
			if n == start {
				return trace(from, start, queue[0])
			}
			if _, seen := from[n]; !seen && slices.Contains(knot, n) {
				from[n] = queue[0]
				queue = append(queue, n)
			}
		}
	}
	return knot
}

func below(deps *simple.DirectedGraph, n int) []int {
	var next []int
	for nodes := deps.From(int64(n)); nodes.Next(); {
		next = append(next, int(nodes.Node().ID()))
	}
	slices.Sort(next)
	return next
}

func trace(from map[int]int, start, end int) []int {
	circle := []int{end}
	for n := end; n != start; {
		n = from[n]
		circle = append(circle, n)
	}
	slices.Reverse(circle)
	return circle
}

// cycles are the findings about duties that wait for each other.
func (h *holdings) cycles(g *Graph) []Cycle {
	var found []Cycle
	for _, ring := range h.rings {
		c := Cycle{}
		for _, i := range ring {
			c.Duties = append(c.Duties, g.facts.Duties[i].Duty.ID)
			c.Recs = append(c.Recs, g.facts.Duties[i].Duty.Rec)
		}
		slices.Sort(c.Recs)
		c.Recs = slices.Compact(c.Recs)
		found = append(found, c)
	}
	slices.SortFunc(found, func(a, b Cycle) int { return slices.Compare(a.Duties, b.Duties) })
	return found
}
