package graph

import (
	"slices"

	"heed/internal/domain"
)

// mode says how the upstream duties of a junction count together.
type mode uint8

const (
	allOf   mode = iota // each binds by itself
	anyOf               // one that is there is enough
	shareOf             // a threshold share of them is enough
)

// junction joins the upstream duties of one dependency in one place with the
// downstream duties that the place serves.
type junction struct {
	dep   *domain.Dependency
	mode  mode
	ups   []int32 // superseded ones replaced by what took their place
	downs []int32

	bearing  Bearing
	share    *domain.Share
	missing  []domain.Link // upstream not there yet
	stranded []domain.Link // upstream that never will be
	onClaim  []domain.Link // upstream there by a claim alone
	waitsFor []int32       // the upstream duties that are not there yet
}

// defaultShare is the threshold of a local share whose dependency sets none.
const defaultShare = 75

func (g *Graph) joinAll() {
	g.into, g.outOf = make([][]int32, g.Len()), make([][]int32, g.Len())
	g.standings = make([]domain.Standing, g.Len())
	deps := g.facts.Pack.Dependencies
	for i := range deps {
		if deps[i].From == deps[i].To {
			continue // a circle of one: a finding, and nothing waits on itself
		}
		g.join(&deps[i])
	}
}

// join makes the junctions of one dependency, one per place.
func (g *Graph) join(dep *domain.Dependency) {
	made := map[domain.Nation]int32{}
	for _, d := range g.places.ofRec[dep.To] {
		if !g.reaches(dep, d) {
			continue
		}
		if slices.Contains(g.places.rulings[g.facts.Duties[d].Duty.ID], dep.Key) {
			g.standings[d].NotBinding = append(g.standings[d].NotBinding, dep)
			continue
		}
		if dep.Scope == domain.SameBody {
			g.joinSameBody(dep, d)
			continue
		}
		place := g.place(dep, d)
		no, known := made[place]
		if !known {
			no = g.addJunction(dep, g.upstreamOf(dep, place), modeOf(dep))
			made[place] = no
		}
		g.addDown(no, d)
	}
}

func modeOf(dep *domain.Dependency) mode {
	if dep.Scope == domain.LocalShare {
		return shareOf
	}
	return allOf
}

// reaches says whether a dependency is about a duty at all.
func (g *Graph) reaches(dep *domain.Dependency, d int32) bool {
	f := &g.facts.Duties[d]
	if len(dep.ToCodes) > 0 && !slices.Contains(dep.ToCodes, f.Body.Code) {
		return false
	}
	if dep.Requirement != "" {
		return slices.Contains(f.Duty.Requirements, dep.Requirement)
	}
	return g.places.carries[d]
}

// place is the part of the UK whose upstream duties serve a duty.
func (g *Graph) place(dep *domain.Dependency, d int32) domain.Nation {
	body := g.facts.Duties[d].Body
	switch {
	case dep.Scope == domain.WholeUK, dep.Scope == domain.LocalShare && dep.UKShare:
		return domain.UK
	case dep.Scope == domain.LocalShare && body.Kind != domain.Government:
		return body.Nation
	}
	return g.overseer(d)
}

// overseer is the nation whose oversight a duty comes under.
func (g *Graph) overseer(d int32) domain.Nation {
	return domain.OverseenBy(g.facts.Duties[d].Body.Nation)
}

func (g *Graph) upstreamOf(dep *domain.Dependency, place domain.Nation) []int32 {
	switch dep.Scope {
	case domain.SameNation:
		return g.servesNation(dep.From, place)
	case domain.LocalShare:
		return g.pick(dep.From, func(i int32) bool {
			return side(g.facts.Duties[i].Body) != elsewhere && (place == domain.UK || g.facts.Duties[i].Body.Nation == place)
		})
	}
	return g.pick(dep.From, func(int32) bool { return true })
}

// servesNation are the duties of a recommendation at the governments,
// departments, funders and national bodies of a nation.
func (g *Graph) servesNation(rec int, nation domain.Nation) []int32 {
	return g.pick(rec, func(i int32) bool {
		return side(g.facts.Duties[i].Body) == elsewhere && g.overseer(i) == nation
	})
}

func (g *Graph) pick(rec int, keep func(int32) bool) []int32 {
	var found []int32
	for _, i := range g.places.ofRec[rec] {
		if g.places.carries[i] && keep(i) {
			found = append(found, i)
		}
	}
	return found
}

// joinSameBody joins a duty with its own body's upstream duty, and with those
// of partners where the body owes none or where any partner will do (R17).
func (g *Graph) joinSameBody(dep *domain.Dependency, d int32) {
	var ups []int32
	body := g.places.bodyOf[d]
	own := g.places.carrier(dep.From, body)
	if own != none {
		ups = append(ups, own)
	}
	if own == none || dep.AnyPartner {
		for _, partner := range g.places.partners[body] {
			if up := g.places.carrier(dep.From, partner); up != none {
				ups = append(ups, up)
			}
		}
		if len(g.places.partners[body]) == 0 && g.couldPartner(dep.From, d) {
			g.standings[d].NoPartner = append(g.standings[d].NoPartner, dep)
		}
	}
	m := allOf
	if dep.AnyPartner {
		m = anyOf
	}
	g.addDown(g.addJunction(dep, ups, m), d)
}

// couldPartner says whether the other side of a partnership owes the upstream.
func (g *Graph) couldPartner(rec int, d int32) bool {
	switch side(g.facts.Duties[d].Body) {
	case inCare:
		return g.places.sides[rec][atUniversity]
	case atUniversity:
		return g.places.sides[rec][inCare]
	}
	return false
}

// addJunction settles a junction and returns its number; none where there is
// no upstream at all.
func (g *Graph) addJunction(dep *domain.Dependency, ups []int32, m mode) int32 {
	if len(ups) == 0 {
		return none
	}
	j := junction{dep: dep, mode: m}
	if m == shareOf {
		g.settleShare(&j, ups)
	} else {
		for _, up := range ups {
			if g.fates[up] == moved {
				j.ups = append(j.ups, g.standIns(up)...)
			} else {
				j.ups = append(j.ups, up)
			}
		}
		g.settle(&j)
	}
	no := int32(len(g.junctions))
	g.junctions = append(g.junctions, j)
	for _, up := range j.ups {
		g.outOf[up] = append(g.outOf[up], no)
	}
	return no
}

// addDown puts a duty under a junction, unless the duty itself took the place
// of the upstream one.
func (g *Graph) addDown(no, d int32) {
	if no == none || slices.Contains(g.junctions[no].ups, d) {
		return
	}
	g.junctions[no].downs = append(g.junctions[no].downs, d)
	g.into[d] = append(g.into[d], no)
}
