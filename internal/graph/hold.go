package graph

import (
	"slices"

	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
)

// holdings say who waits behind whom. Only unfinished holding edges count: from
// a duty that is not there yet to one in play that waits for it.
type holdings struct {
	waiting map[int32][]int32 // junction -> the duties that wait there
	behind  []bitset          // node -> the duties behind it; nil for none
	rings   [][]int32         // duties that wait for each other
}

// hold works out what waits behind each duty. Duties and junctions are the
// nodes of one graph; its circles fall into single components, and these come
// back lowest first, so that each set is made from finished ones.
func (g *Graph) hold() {
	h := holdings{waiting: map[int32][]int32{}, behind: make([]bitset, g.Len()+len(g.junctions))}
	flow := simple.NewDirectedGraph()
	for no := range g.junctions {
		j := &g.junctions[no]
		var waiting []int32
		for _, d := range j.downs {
			if g.waits(j, d) {
				waiting = append(waiting, d)
			}
		}
		if len(waiting) == 0 {
			continue
		}
		h.waiting[int32(no)] = waiting
		node := simple.Node(g.Len() + no)
		for _, up := range j.waitsFor {
			flow.SetEdge(flow.NewEdge(simple.Node(up), node))
		}
		for _, d := range waiting {
			flow.SetEdge(flow.NewEdge(node, simple.Node(d)))
		}
	}
	for _, component := range topo.TarjanSCC(flow) {
		nodes := make([]int32, len(component))
		for i, n := range component {
			nodes[i] = int32(n.ID())
		}
		h.gather(g, flow, nodes)
	}
	g.held = h
	for i := range g.standings {
		g.holdOne(int32(i))
	}
}

// gather makes the set behind one component from the sets behind those below.
func (h *holdings) gather(g *Graph, flow *simple.DirectedGraph, nodes []int32) {
	duties := int32(g.Len())
	if len(nodes) == 1 && flow.From(int64(nodes[0])).Len() == 0 {
		return
	}
	set := newBitset(g.Len())
	var ring []int32
	for _, node := range nodes {
		if node < duties && len(nodes) > 1 {
			ring = append(ring, node)
			set.add(node)
		}
		for below := flow.From(int64(node)); below.Next(); {
			next := int32(below.Node().ID())
			if next < duties {
				set.add(next)
			}
			set.addAll(h.behind[next])
		}
	}
	for _, node := range nodes {
		h.behind[node] = set
	}
	if len(ring) > 0 {
		slices.Sort(ring)
		h.rings = append(h.rings, ring)
	}
}

// holdOne fills in what a duty holds up.
func (g *Graph) holdOne(i int32) {
	set := g.held.behind[i]
	if set == nil {
		return
	}
	s := &g.standings[i]
	seen := newBitset(g.Len())
	for _, d := range g.directlyBehind(i) {
		if !seen.has(d) {
			seen.add(d)
			s.Holds = append(s.Holds, g.facts.Duties[d].Duty.ID)
		}
	}
	all := slices.Clone(set)
	all.remove(i) // in a circle a duty stands behind itself
	s.HoldsAll, s.HoldsBodies = all.count(), g.bodiesOf(all)
}

// directlyBehind are the duties that wait on a duty, some perhaps twice.
func (g *Graph) directlyBehind(i int32) []int32 {
	if g.fates[i] != open {
		return nil
	}
	var found []int32
	for _, no := range g.outOf[i] {
		if slices.Contains(g.junctions[no].waitsFor, i) {
			found = append(found, g.held.waiting[no]...)
		}
	}
	return found
}

func (g *Graph) bodiesOf(duties bitset) int {
	bodies := newBitset(g.places.bodies)
	duties.each(func(d int32) { bodies.add(g.places.bodyOf[d]) })
	return bodies.count()
}

// Behind counts what waits behind a set of duties.
type Behind struct {
	Direct, DirectBodies int // duties that wait on one of them, and their bodies
	All, AllBodies       int // those and the ones behind them, in turn
}

// Behind counts what waits behind some duties, by their numbers: only what sees
// lets through, or everything when it is nil.
func (g *Graph) Behind(of []int, sees func(int) bool) Behind {
	direct, all := g.behind(of, sees)
	return Behind{direct.count(), g.bodiesOf(direct), all.count(), g.bodiesOf(all)}
}

// DutiesBehind are the duties that Behind counts: those that wait on one of
// some, and these with all that wait in turn.
func (g *Graph) DutiesBehind(of []int, sees func(int) bool) (direct, all []int) {
	one, every := g.behind(of, sees)
	one.each(func(d int32) { direct = append(direct, int(d)) })
	every.each(func(d int32) { all = append(all, int(d)) })
	return direct, all
}

func (g *Graph) behind(of []int, sees func(int) bool) (direct, all bitset) {
	direct, all = newBitset(g.Len()), newBitset(g.Len())
	for _, i := range of {
		for _, d := range g.directlyBehind(int32(i)) {
			direct.add(d)
		}
		all.addAll(g.held.behind[i])
	}
	if len(of) == 1 {
		all.remove(int32(of[0])) // in a circle a duty stands behind itself
	}
	if sees != nil {
		direct.keep(sees)
		all.keep(sees)
	}
	return direct, all
}

// AllBehind is the duties that wait behind a duty, directly and in turn, in order
// of their numbers.
func (g *Graph) AllBehind(i int) []int {
	var found []int
	g.held.behind[i].each(func(d int32) {
		if int(d) != i {
			found = append(found, int(d))
		}
	})
	return found
}

// OfRec is the numbers of a recommendation's duties in force.
func (g *Graph) OfRec(no int) []int {
	numbers := make([]int, len(g.places.ofRec[no]))
	for i, d := range g.places.ofRec[no] {
		numbers[i] = int(d)
	}
	return numbers
}

// Tally counts how one dependency bears on the duties below it, each once.
type Tally struct {
	Bearings map[Bearing]int
	Ahead    int // the duties that did not wait for what is missing or stranded: in no bearing
}

// Tallies counts, for each dependency by its key, how it bears on the duties
// that sees lets through and that are still in play.
func (g *Graph) Tallies(sees func(int) bool) map[string]Tally {
	tallies := make(map[string]Tally, len(g.facts.Pack.Dependencies))
	for _, dep := range g.facts.Pack.Dependencies {
		tallies[dep.Key] = Tally{Bearings: map[Bearing]int{}}
	}
	for no := range g.junctions {
		j := &g.junctions[no]
		t := tallies[j.dep.Key]
		for _, d := range j.downs {
			if !g.inPlay(d) || !sees(int(d)) {
				continue
			}
			if holdOf(j.dep.Kind, j.bearing, g.wentAhead(j, d)) == HoldAhead {
				t.Ahead++
			} else {
				t.Bearings[j.bearing]++
			}
		}
		tallies[j.dep.Key] = t
	}
	for i := range g.standings {
		if !g.inPlay(int32(i)) || !sees(i) {
			continue
		}
		for _, dep := range g.standings[i].NotBinding {
			tallies[dep.Key].Bearings[NotBinding]++
		}
		for _, dep := range g.standings[i].NoPartner {
			tallies[dep.Key].Bearings[NoPartner]++
		}
	}
	return tallies
}

// AnyOf says that a duty waits on another only as one of several, of which any
// one would do.
func (g *Graph) AnyOf(waiting, on int) bool {
	for _, no := range g.outOf[on] {
		j := g.junctions[no]
		if j.mode == anyOf && len(j.waitsFor) > 1 && slices.Contains(j.waitsFor, int32(on)) && slices.Contains(g.held.waiting[no], int32(waiting)) {
			return true
		}
	}
	return false
}
