package graph

import "heed/internal/domain"

// Freed is what would follow if some duties were done: claimed, as their bodies
// would sign it (R6).
type Freed struct {
	Ready []int // duties that would wait for nothing any more
	Still []int // duties that would wait for less, but wait on others still
	// Turns are the duties that would come free one after the other, if each that
	// is freed were then done too: the first turn is Ready.
	Turns [][]int
}

// Suppose works out what would be released if some duties were done, by their
// numbers. Duties that are there already, or that nothing can come of, change
// nothing. In a circle nothing comes free, and the turns end.
func (g *Graph) Suppose(done []int) Freed {
	var f Freed
	supposed := map[int32]bool{}
	add := func(numbers []int) {
		for _, i := range numbers {
			supposed[int32(i)] = true
		}
	}
	add(done)
	then := g.supposing(supposed)
	f.Ready, f.Still = g.compare(then, supposed)
	for turn := f.Ready; len(turn) > 0; {
		f.Turns = append(f.Turns, turn)
		add(turn)
		before := then
		then = g.supposing(supposed)
		turn, _ = before.compare(then, supposed)
	}
	return f
}

// supposing is the graph with some open duties claimed.
func (g *Graph) supposing(done map[int32]bool) *Graph {
	then := &Graph{facts: g.facts, places: g.places}
	then.settleFates()
	for i := range done {
		if then.fates[i] == open {
			then.fates[i] = claimed
		}
	}
	then.joinAll()
	then.stand()
	return then
}

// compare lists the duties that wait on less than before: on nothing, or on
// others still.
func (g *Graph) compare(then *Graph, done map[int32]bool) (ready, still []int) {
	for i := range g.standings {
		before, after := waitsOf(&g.standings[i]), waitsOf(&then.standings[i])
		switch {
		case done[int32(i)] || after >= before:
		case after == 0:
			ready = append(ready, i)
		default:
			still = append(still, i)
		}
	}
	return ready, still
}

// waitsOf is how many upstream duties and shares a duty waits on or is stranded by.
func waitsOf(s *domain.Standing) int { return len(s.WaitingOn) + len(s.StrandedBy) }
