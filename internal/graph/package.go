package graph

import "heed/internal/domain"

// Hold says in one word how an edge stands at one duty below it: whether the
// package holds together there.
type Hold string

// The words. The first two hold; the next two say that the duty did not wait or
// still does; then what can't come any more, and what is missing without holding
// anything up; the last that nothing is left to hold.
const (
	HoldConfirmed   Hold = "confirmed"   // what comes before is confirmed
	HoldOnClaim     Hold = "on_claim"    // it is there, but in part by a claim alone
	HoldAhead       Hold = "ahead"       // the duty was claimed first (R6)
	HoldWaiting     Hold = "waiting"     // a holding edge whose upstream is not there
	HoldStranded    Hold = "stranded"    // a holding edge whose upstream never will be
	HoldUnmonitored Hold = "unmonitored" // what should monitor it is not there, or never will be
	HoldUninformed  Hold = "uninformed"
	HoldUnsupported Hold = "unsupported"
	HoldFree        Hold = "free" // nothing to wait for: no upstream applies, none binds, or no partner is recorded
)

// HoldWords is every word, in the order of pages.
func HoldWords() []Hold {
	return []Hold{HoldConfirmed, HoldOnClaim, HoldAhead, HoldWaiting, HoldStranded, HoldUnmonitored, HoldUninformed, HoldUnsupported, HoldFree}
}

// Failing says that something is missing at the edge.
func (h Hold) Failing() bool {
	switch h {
	case HoldWaiting, HoldStranded, HoldUnmonitored, HoldUninformed, HoldUnsupported:
		return true
	}
	return false
}

// holdOf is the word of a bearing. An upstream that never will be there is
// missing for ever where the edge holds nothing up.
func holdOf(kind domain.DependencyKind, b Bearing, ahead bool) Hold {
	switch b {
	case Confirmed:
		return HoldConfirmed
	case OnClaim:
		return HoldOnClaim
	case Missing, Stranded:
	default:
		return HoldFree
	}
	switch {
	case kind == domain.Monitors:
		return HoldUnmonitored
	case kind == domain.Informs:
		return HoldUninformed
	case kind == domain.Supports:
		return HoldUnsupported
	case ahead:
		return HoldAhead
	case b == Stranded:
		return HoldStranded
	}
	return HoldWaiting
}

// At is one dependency as it stands at one duty below it.
type At struct {
	Dependency *domain.Dependency
	Duty       int // number of the duty below
	Hold       Hold
	Lacking    []domain.Link // upstream that is not there, or never will be; nobody may change it
}

// EachEdge calls a function for every dependency at every duty in play that sees
// lets through, by dependency in the order of the pack and then by duty.
func (g *Graph) EachEdge(sees func(int) bool, do func(At)) {
	loose := g.loose()
	deps := g.facts.Pack.Dependencies
	next := 0
	for i := range deps {
		for ; next < len(g.junctions) && g.junctions[next].dep == &deps[i]; next++ {
			g.eachAt(&g.junctions[next], sees, do)
		}
		for _, d := range loose[&deps[i]] {
			if sees(int(d)) {
				do(At{Dependency: &deps[i], Duty: int(d), Hold: HoldFree})
			}
		}
	}
}

func (g *Graph) eachAt(j *junction, sees func(int) bool, do func(At)) {
	for _, d := range j.downs {
		if !g.inPlay(d) || !sees(int(d)) {
			continue
		}
		at := At{Dependency: j.dep, Duty: int(d), Hold: holdOf(j.dep.Kind, j.bearing, g.wentAhead(j, d))}
		if at.Hold.Failing() {
			at.Lacking = extend(extend(nil, j.missing), j.stranded)
		}
		do(at)
	}
}

// loose is, for each dependency, the duties in play that it does not bind or
// that it could only reach through a partnership.
func (g *Graph) loose() map[*domain.Dependency][]int32 {
	found := map[*domain.Dependency][]int32{}
	for i := range g.standings {
		if !g.inPlay(int32(i)) {
			continue
		}
		for _, deps := range [][]*domain.Dependency{g.standings[i].NotBinding, g.standings[i].NoPartner} {
			for _, dep := range deps {
				found[dep] = append(found[dep], int32(i))
			}
		}
	}
	return found
}
