package graph

import (
	"slices"

	"heed/internal/domain"
)

// fate is what became of a duty, as those downstream of it see it (R6).
type fate uint8

const (
	open      fate = iota // not there yet
	claimed               // releases, on a claim
	confirmed             // releases surely; implemented by an alternative too
	undone                // rejected, or closed as not implemented: strands
	gone                  // does not apply any more: releases
	moved                 // superseded: look at what took its place
)

func (g *Graph) settleFates() {
	g.fates = make([]fate, len(g.facts.Duties))
	for i := range g.facts.Duties {
		g.fates[i] = fateOf(&g.facts.Duties[i], g.facts.Day)
	}
}

func fateOf(f *domain.DutyFacts, on domain.Day) fate {
	s := &f.Duty.State
	switch s.Closure {
	case domain.ClosedImplemented, domain.ClosedAlternative:
		return confirmed
	case domain.ClosedNotImplemented:
		return undone
	case domain.ClosedNotApplicable:
		return gone
	case domain.ClosedSuperseded:
		return moved
	}
	switch {
	case s.Response == domain.ResponseNotApplicable && s.NAAgreed:
		return gone
	case !f.Claimed():
		if s.Response == domain.ResponseRejected {
			return undone
		}
		return open
	case f.Confirmed(on):
		return confirmed
	}
	return claimed
}

// standIns are the duties that stand for an upstream one: itself, or, where it
// was superseded, those that took its place, in turn. None means that nothing
// is left to wait for.
func (g *Graph) standIns(up int32) []int32 {
	if g.fates[up] != moved {
		return []int32{up}
	}
	var found []int32
	seen := map[int32]bool{up: true}
	for queue := []int32{up}; len(queue) > 0; queue = queue[1:] {
		for _, next := range g.replacements(queue[0]) {
			if seen[next] {
				continue
			}
			seen[next] = true
			if g.fates[next] == moved {
				queue = append(queue, next)
			} else {
				found = append(found, next)
			}
		}
	}
	slices.Sort(found)
	return found
}

// replacements are the duties that directly took the place of a superseded one:
// at the same body, or else at those that serve its nation.
func (g *Graph) replacements(i int32) []int32 {
	var found []int32
	for _, rec := range g.facts.Duties[i].Duty.State.SupersededBy {
		if same := g.places.carrier(rec, g.places.bodyOf[i]); same != none {
			found = append(found, same)
			continue
		}
		found = append(found, g.servesNation(rec, g.overseer(i))...)
	}
	return found
}

// GaveWay says that something which holds a duty brings nothing now, and that
// one of its upstreams gave way on a day or after it. What a share of many local
// duties brings is nobody's own, and never counts.
func (g *Graph) GaveWay(i int, since domain.Day) bool {
	for _, e := range g.Above(i) {
		if !e.Dependency.Kind.Holds() || (e.Bearing != Missing && e.Bearing != Stranded) {
			continue
		}
		if slices.ContainsFunc(e.Upstream, func(up int) bool { return g.facts.Duties[up].GaveWay(since) }) {
			return true
		}
	}
	return false
}
