package graph

import (
	"slices"

	"heed/internal/domain"
)

// stand works out every duty's standing from its facts and its edges.
func (g *Graph) stand() {
	for i := range g.facts.Duties {
		s := &g.standings[i]
		g.standAlone(i, s)
		if g.inPlay(int32(i)) {
			for _, no := range g.into[i] {
				g.bear(&g.junctions[no], int32(i), s)
			}
		}
		s.Ahead = len(s.AheadOf) > 0
		s.Ready = g.inPlay(int32(i)) && g.fates[i] == open && len(s.WaitingOn) == 0 && len(s.StrandedBy) == 0
	}
}

// inPlay says that a duty is neither closed, rejected, agreed not to apply nor
// retired: nothing that is out of play waits for anything.
func (g *Graph) inPlay(i int32) bool {
	s := &g.facts.Duties[i].Duty.State
	return !s.Retired && s.Closure == domain.Open && g.fates[i] != undone && g.fates[i] != gone
}

// standAlone fills in what follows from the duty's own facts.
func (g *Graph) standAlone(i int, s *domain.Standing) {
	f, on := &g.facts.Duties[i], g.facts.Day
	d := &f.Duty.State
	s.Word = f.Position(on)
	s.SilentToo = f.Asked == domain.AskedSilent && s.Word != domain.WordSilent && s.Word != domain.WordNotReached // never silent (R8)
	s.Unreported = d.Signed == 0
	s.EvidenceStale = d.Signed > 0 && !d.Expires.IsZero() && d.Expires <= on
	if !g.inPlay(int32(i)) || g.fates[i] != open {
		return
	}
	s.Undated = d.Target.IsZero()
	if s.Overdue = f.Overdue(on); s.Overdue {
		s.DaysPast = d.Target.DaysUntil(on)
	}
	if !d.FirstTarget.IsZero() && d.FirstTarget < on {
		s.DaysPastFirst = d.FirstTarget.DaysUntil(on)
	}
}

// bear adds what one junction means for a duty.
func (g *Graph) bear(j *junction, d int32, s *domain.Standing) {
	switch j.dep.Kind {
	case domain.Supports:
		s.Unsupported = extend(extend(s.Unsupported, j.missing), j.stranded)
	case domain.Informs:
		s.Uninformed = extend(extend(s.Uninformed, j.missing), j.stranded)
	case domain.Monitors:
		s.Unmonitored = extend(extend(s.Unmonitored, j.missing), j.stranded)
	default:
		s.OnClaim = extend(s.OnClaim, j.onClaim)
		if g.ahead(j.dep, d) {
			s.AheadOf = extend(extend(s.AheadOf, j.missing), j.stranded)
			return
		}
		s.WaitingOn = extend(s.WaitingOn, j.missing)
		s.StrandedBy = extend(s.StrandedBy, j.stranded)
	}
}

// ahead says that a duty has done what an edge would hold: all of it, or the
// one requirement that the edge is about (R6).
func (g *Graph) ahead(dep *domain.Dependency, d int32) bool {
	return g.fates[d] != open ||
		(dep.Requirement != "" && g.facts.Duties[d].Duty.State.Met[dep.Requirement] == domain.MetYes)
}

// wentAhead says that a duty did not wait for what a junction should bring.
func (g *Graph) wentAhead(j *junction, d int32) bool {
	return j.dep.Kind.Holds() && g.inPlay(d) && g.ahead(j.dep, d) && len(j.missing)+len(j.stranded) > 0
}

// waits says whether a duty under a junction waits on what is missing there.
func (g *Graph) waits(j *junction, d int32) bool {
	return len(j.missing) > 0 && j.dep.Kind.Holds() && g.inPlay(d) && !g.ahead(j.dep, d)
}

// lacked says that what a junction helps, informs or monitors goes without
// because of one of its upstream duties: the other side of Unsupported,
// Uninformed and Unmonitored.
func (g *Graph) lacked(j *junction, up int32) bool {
	if j.dep.Kind.Holds() || len(j.missing)+len(j.stranded) == 0 {
		return false
	}
	if g.fates[up] == undone {
		return j.mode != anyOf || len(j.missing) == 0 // else another may still bring it
	}
	return g.fates[up] == open
}

// extend appends without ever writing into a slice that others share: most
// duties have one junction of a kind, and borrow its links as they are.
func extend(to, more []domain.Link) []domain.Link {
	if len(to) == 0 {
		return slices.Clip(more)
	}
	return append(to, more...)
}
