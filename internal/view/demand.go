package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// Few stands in a Demand for a count that is smaller than what may be said of bodies
// without their names, and is not none.
const Few = -1

// Demand is what bodies say they need, without who they are (R27): how many name a
// barrier in the last signed report of duties that are not confirmed or closed.
// Counts of fewer than domain.LeastNamed are Few, and in no list.
type Demand struct {
	Barrier *domain.Term
	Bodies  int
	Regions []Count // bodies by region, or nation where there is none; most first
	Kinds   []Count // and by kind
	Recs    []Count // and by recommendation
	Before  []int   // bodies as at each earlier picture, the earliest first
}

// Demand is every barrier of the pack, those that most bodies name first, in a
// scope of the verb view_demand and of one recommendation, or of all when it is 0.
// Earlier are the same report as at the days on which rounds closed. Nothing narrower
// can be asked for: the difference of two answers would say what each withholds. What
// fewer than domain.LeastNamed bodies owe is Few throughout, named or not: there even
// none is somebody's answer.
func (p *Picture) Demand(scope domain.Scope, rec int, earlier []*Picture) []Demand {
	f := Filter{Rec: rec}
	within := p.within(scope)
	if p.owingAny(f, within) < domain.LeastNamed {
		return p.withheldDemand(len(earlier))
	}
	now := p.countBarriers(f, within)
	rows := make([]Demand, len(p.Pack.Barriers))
	for i := range p.Pack.Barriers {
		row := &rows[i]
		row.Barrier = &p.Pack.Barriers[i]
		if count := now[row.Barrier.Key]; count != nil {
			row.Bodies = sayable(len(count.bodies))
			row.Regions, row.Kinds, row.Recs = withheld(count.regions), withheld(count.kinds), withheld(count.recs)
		}
	}
	for _, then := range earlier {
		was := then.countBarriers(f, then.within(scope))
		for i := range rows {
			n := 0
			if count := was[rows[i].Barrier.Key]; count != nil {
				n = len(count.bodies)
			}
			rows[i].Before = append(rows[i].Before, sayable(n))
		}
	}
	slices.SortStableFunc(rows, func(a, b Demand) int { return cmp.Compare(b.order(), a.order()) })
	return rows
}

// owingAny is how many bodies owe anything that a filter takes, of the duties that sees
// lets through.
func (p *Picture) owingAny(f Filter, sees func(int) bool) int {
	bodies := map[domain.ID]bool{}
	for i := range p.rows.duties {
		if sees(i) && f.takesRec(p.rec(p.rows.duties[i].Rec)) {
			bodies[p.rows.duties[i].BodyID] = true
		}
	}
	return len(bodies)
}

// withheldDemand is every barrier with nothing said of it.
func (p *Picture) withheldDemand(earlier int) []Demand {
	rows := make([]Demand, len(p.Pack.Barriers))
	for i := range rows {
		rows[i] = Demand{Barrier: &p.Pack.Barriers[i], Bodies: Few, Before: slices.Repeat([]int{Few}, earlier)}
	}
	return rows
}

// order puts few between none and the least that is said.
func (d Demand) order() int {
	if d.Bodies == Few {
		return 1
	}
	return d.Bodies
}

// within says which duties a scope reaches, seen whole or not.
func (p *Picture) within(scope domain.Scope) func(i int) bool {
	return func(i int) bool {
		d := &p.rows.duties[i]
		_, inForce := p.recAt[d.Rec]
		return inForce && !d.State.Retired && scope.Sees(p.bodies[d.BodyID].Path, d.Rec, d.ID)
	}
}

func sayable(n int) int {
	if n > 0 && n < domain.LeastNamed {
		return Few
	}
	return n
}

func withheld(parts map[string]int) []Count { return sorted(domain.Withhold(parts)) }
