package graph

import (
	"heed/internal/domain"
)

// Facts is everything that edges and standings are computed from. Duties of a
// retired recommendation or body may be among them; they are joined to nothing.
type Facts struct {
	Day          domain.Day
	Pack         *domain.Pack
	Duties       []domain.DutyFacts
	Partnerships []domain.Partnership
	Rulings      []domain.EdgeRuling
}

// Graph holds the edges between duties and each duty's standing on one day. It
// never changes once built, so any number of readers may share it. Duties are
// named by their number: their place in the facts.
type Graph struct {
	facts     Facts
	places    register
	fates     []fate
	junctions []junction
	into      [][]int32 // numbers of the junctions above each duty
	outOf     [][]int32 // and of those below it
	standings []domain.Standing
	held      holdings
	cycles    []Cycle
}

// Build joins the duties and works out every standing.
func Build(f Facts) *Graph {
	g := &Graph{facts: f, places: newRegister(f)}
	g.settleFates()
	g.joinAll()
	g.stand()
	g.hold()
	g.cycles = append(packCycles(f.Pack), g.held.cycles(g)...)
	return g
}

// Len is how many duties there are.
func (g *Graph) Len() int { return len(g.facts.Duties) }

// Number is a duty's place in the facts.
func (g *Graph) Number(id domain.ID) (int, bool) {
	i, known := g.places.number[id]
	return int(i), known
}

// Facts are the facts of a duty by its number.
func (g *Graph) Facts(i int) *domain.DutyFacts { return &g.facts.Duties[i] }

// Standing is one duty's, by its number.
func (g *Graph) Standing(i int) *domain.Standing { return &g.standings[i] }

// Cycles are the findings about circles: of recommendations in the pack, and of
// duties that wait for each other.
func (g *Graph) Cycles() []Cycle { return g.cycles }

// Bearing is how an edge bears on its downstream duty.
type Bearing string

// The bearings. An edge that is missing holds the downstream duty up when its
// kind holds; else the duty is unsupported, uninformed or unmonitored.
const (
	Confirmed  Bearing = "confirmed"   // every upstream is surely there
	OnClaim    Bearing = "on_claim"    // there, but at least one only by its body's claim
	Missing    Bearing = "missing"     // at least one upstream is not there yet
	Stranded   Bearing = "stranded"    // at least one never will be, and so nothing comes of it
	Released   Bearing = "released"    // no upstream applies any more
	NotBinding Bearing = "not_binding" // agreed not to bind this body
	NoPartner  Bearing = "no_partner"  // no partnership is recorded that it could go through
)

// Bearings is every bearing, in the order of pages.
func Bearings() []Bearing {
	return []Bearing{Confirmed, OnClaim, Missing, Stranded, Released, NotBinding, NoPartner}
}

// Edge is one dependency as it bears on one duty.
type Edge struct {
	Dependency *domain.Dependency
	Bearing    Bearing
	Upstream   []int         // numbers of the upstream duties; nil for a local share
	Share      *domain.Share // of a local share
	Any        bool          // any one of the upstream duties will do
	Ahead      bool          // a holding edge that the duty did not wait for
}

// Above is every edge that reaches a duty, in the order of the pack.
func (g *Graph) Above(i int) []Edge {
	var edges []Edge
	for _, no := range g.into[i] {
		j := &g.junctions[no]
		e := Edge{Dependency: j.dep, Bearing: j.bearing, Share: j.share, Any: j.mode == anyOf}
		if j.share == nil {
			for _, up := range j.ups {
				e.Upstream = append(e.Upstream, int(up))
			}
		}
		e.Ahead = g.wentAhead(j, int32(i))
		edges = append(edges, e)
	}
	for _, dep := range g.standings[i].NotBinding {
		edges = append(edges, Edge{Dependency: dep, Bearing: NotBinding})
	}
	for _, dep := range g.standings[i].NoPartner {
		edges = append(edges, Edge{Dependency: dep, Bearing: NoPartner})
	}
	return edges
}

// Out is one dependency as it leaves a duty, alone or as one of a local share.
type Out struct {
	Dependency *domain.Dependency
	Duties     []int // numbers of the downstream duties
	Waiting    []int // those among them that wait on this one
	Lacking    []int // those that go without what it would help, inform or monitor them with
}

// Below is every edge that leaves a duty, in the order of the pack; junctions
// of one dependency are put together.
func (g *Graph) Below(i int) []Out {
	var outs []Out
	for _, no := range g.outOf[i] {
		j := &g.junctions[no]
		if len(outs) == 0 || outs[len(outs)-1].Dependency != j.dep {
			outs = append(outs, Out{Dependency: j.dep})
		}
		out := &outs[len(outs)-1]
		holding, lacked := g.fates[i] == open, g.lacked(j, int32(i))
		for _, d := range j.downs {
			out.Duties = append(out.Duties, int(d))
			if holding && g.waits(j, d) {
				out.Waiting = append(out.Waiting, int(d))
			}
			if lacked && g.inPlay(d) {
				out.Lacking = append(out.Lacking, int(d))
			}
		}
	}
	return outs
}
