package graph

import (
	"slices"

	"heed/internal/domain"
)

// Prospect is whether a duty can still come, as far as its own facts and the
// edges above it say.
type Prospect uint8

// The prospects.
const (
	Outside  Prospect = iota // out of play: nothing more is expected of it
	Reached                  // claimed, or better
	Coming                   // may be claimed once nothing holds it
	Cut                      // stranded: what holds it will never come
	Circular                 // waits in a circle of duties, of which none can come first
)

// Holds is what a forecast needs to know of a graph: what each duty may still
// become, and what holds it. Nobody may change it.
type Holds struct {
	Prospects []Prospect // by number of the duty
	Joins     []Join
	Above     [][]int32 // by number of the duty: the joins that hold it; nil for none
	Order     []int32   // the duties that are coming, each after all that hold it
}

// Join holds duties until enough of the ones above have come.
type Join struct {
	Ups  []int32 // those that are not there yet
	Need int     // how many of these must come
}

// Holds says what holds which duty now. An edge that is released, or that does
// not bind, holds nothing.
func (g *Graph) Holds() Holds {
	h := Holds{Prospects: make([]Prospect, g.Len()), Above: make([][]int32, g.Len())}
	for i := range h.Prospects {
		h.Prospects[i] = g.prospect(int32(i))
	}
	for no := range g.junctions {
		j := &g.junctions[no]
		waiting := g.held.waiting[int32(no)]
		if len(waiting) == 0 {
			continue
		}
		for _, d := range waiting {
			h.Above[d] = append(h.Above[d], int32(len(h.Joins)))
		}
		h.Joins = append(h.Joins, Join{Ups: j.waitsFor, Need: j.stillNeeds()})
	}
	for _, ring := range g.held.rings {
		for _, d := range ring {
			h.Prospects[d] = Circular
		}
	}
	h.putInOrder()
	return h
}

// prospect leaves circles aside.
func (g *Graph) prospect(i int32) Prospect {
	switch s := &g.standings[i]; {
	case g.facts.Duties[i].Duty.State.Retired:
		return Outside
	case g.fates[i] == claimed || g.fates[i] == confirmed:
		return Reached
	case !g.inPlay(i):
		return Outside
	case len(s.StrandedBy) > 0:
		return Cut
	}
	return Coming
}

// stillNeeds is how many of the duties that a junction waits for must come.
func (j *junction) stillNeeds() int {
	switch j.mode {
	case anyOf:
		return 1
	case shareOf:
		need := (j.share.Threshold*j.share.Of + 99) / 100
		return min(need-j.share.Claimed, len(j.waitsFor))
	}
	return len(j.waitsFor)
}

// putInOrder walks from each duty up to what holds it. There is no circle among
// the duties that are coming.
func (h *Holds) putInOrder() {
	done := make([]bool, len(h.Prospects))
	var walk func(d int32)
	walk = func(d int32) {
		if done[d] || h.Prospects[d] != Coming {
			return
		}
		done[d] = true
		for _, no := range h.Above[d] {
			for _, up := range h.Joins[no].Ups {
				walk(up)
			}
		}
		h.Order = append(h.Order, d)
	}
	for d := range h.Prospects {
		walk(int32(d))
	}
}

// HeldWhen says which duties would be held if these and no others had come: how
// things were on an earlier day, by the edges of today.
func (g *Graph) HeldWhen(come []bool) []bool {
	held := make([]bool, g.Len())
	for no := range g.junctions {
		j := &g.junctions[no]
		if !j.dep.Kind.Holds() || !g.heldBackThen(j, come) {
			continue
		}
		for _, d := range j.downs {
			held[d] = true
		}
	}
	return held
}

func (g *Graph) heldBackThen(j *junction, come []bool) bool {
	ups := slices.DeleteFunc(slices.Clone(j.ups), func(up int32) bool { return g.fates[up] == gone })
	there := 0
	for _, up := range ups {
		if come[up] {
			there++
		}
	}
	switch {
	case len(ups) == 0:
		return false
	case j.mode == anyOf:
		return there == 0
	case j.mode == shareOf:
		return !domain.Share{Claimed: there, Of: len(ups), Threshold: j.share.Threshold}.Reached(false)
	}
	return there < len(ups)
}
