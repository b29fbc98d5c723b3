package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// BarrierRow is one thing that stands in the way, by who names it (R27): in the
// last signed report of duties that are not confirmed or closed, of those that
// the asker sees whole.
type BarrierRow struct {
	Barrier *domain.Term
	Duties  int
	Bodies  int
	Regions []Count  // bodies that name it by region, or nation where there is none; most first
	Kinds   []Count  // and by kind
	Recs    []Count  // duties that name it by recommendation
	Before  []int    // bodies that named it as at each earlier picture, the earliest first
	Beyond  []Glance // duties that named it as at an earlier picture and are confirmed now
}

// Count is how many there are of something.
type Count struct {
	Of string
	N  int
}

// Most is the region that most bodies name the barrier in; none is the zero Count.
func (r BarrierRow) Most() Count {
	if len(r.Regions) == 0 {
		return Count{}
	}
	return r.Regions[0]
}

// barrierCount gathers a row.
type barrierCount struct {
	duties               int
	bodies               map[domain.ID]bool
	regions, kinds, recs map[string]int
}

// Barriers is every barrier of the pack, those that most bodies name first, for
// the bodies and recommendations that a filter takes. Earlier are the same
// report as at earlier days, the earliest first: how often each was named then,
// and who named it and is confirmed now.
func (p *Picture) Barriers(c Cut, f Filter, earlier []*Picture) []BarrierRow {
	s := p.cut(c)
	now := p.countBarriers(f, s.sees)
	rows := make([]BarrierRow, len(p.Pack.Barriers))
	for i := range p.Pack.Barriers {
		row := &rows[i]
		row.Barrier = &p.Pack.Barriers[i]
		if count := now[row.Barrier.Key]; count != nil {
			row.Duties, row.Bodies = count.duties, len(count.bodies)
			row.Regions, row.Kinds, row.Recs = sorted(count.regions), sorted(count.kinds), sorted(count.recs)
		}
	}
	for _, then := range earlier {
		was := then.countBarriers(f, then.cut(c).sees)
		for i := range rows {
			n := 0
			if count := was[rows[i].Barrier.Key]; count != nil {
				n = len(count.bodies)
			}
			rows[i].Before = append(rows[i].Before, n)
		}
		s.addBeyond(rows, then, c, f)
	}
	slices.SortStableFunc(rows, func(a, b BarrierRow) int { return cmp.Compare(b.Bodies, a.Bodies) })
	return rows
}

// stands says that a duty's barriers stand in its way still.
func stands(d *domain.Duty, word domain.Word) bool {
	return d.State.Closure == domain.Open && word != domain.WordConfirmed
}

// countBarriers counts what is named by the duties that sees lets through.
func (p *Picture) countBarriers(f Filter, sees func(int) bool) map[string]*barrierCount {
	counts := map[string]*barrierCount{}
	p.eachNamed(f, sees, func(i int, key string) {
		count := counts[key]
		if count == nil {
			count = &barrierCount{bodies: map[domain.ID]bool{}, regions: map[string]int{}, kinds: map[string]int{}, recs: map[string]int{}}
			counts[key] = count
		}
		body := p.graph.Facts(i).Body
		count.duties++
		count.recs[p.rec(p.rows.duties[i].Rec).Key()]++
		if !count.bodies[body.ID] {
			count.bodies[body.ID] = true
			count.regions[cmp.Or(body.Region, string(body.Nation))]++
			count.kinds[string(body.Kind)]++
		}
	})
	return counts
}

// eachNamed calls a function for each barrier of each duty that sees lets through
// and a filter takes, and that it stands in the way of.
func (p *Picture) eachNamed(f Filter, sees func(int) bool, do func(i int, barrier string)) {
	for i := range p.rows.duties {
		d := &p.rows.duties[i]
		if !sees(i) || !stands(d, p.graph.Standing(i).Word) || !f.takesBody(p.graph.Facts(i).Body) || !f.takesRec(p.rec(d.Rec)) {
			continue
		}
		for _, key := range d.State.Barriers {
			do(i, key)
		}
	}
}

// addBeyond notes the duties that named a barrier then and are confirmed now:
// whoever still meets it can ask their bodies how.
func (s *slice) addBeyond(rows []BarrierRow, then *Picture, c Cut, f Filter) {
	before := then.cut(c)
	then.eachNamed(f, before.sees, func(was int, key string) {
		i, known := s.p.graph.Number(then.rows.duties[was].ID)
		if !known || !s.live[i] || s.p.graph.Standing(i).Word != domain.WordConfirmed {
			return
		}
		at := slices.IndexFunc(rows, func(r BarrierRow) bool { return r.Barrier.Key == key })
		if at < 0 {
			return
		}
		g := s.glance(i)
		if !slices.ContainsFunc(rows[at].Beyond, func(b Glance) bool { return b.Key == g.Key }) {
			rows[at].Beyond = append(rows[at].Beyond, g)
		}
	})
}

// sorted is counts, most first, then by name.
func sorted(counts map[string]int) []Count {
	var all []Count
	for of, n := range counts {
		all = append(all, Count{of, n})
	}
	slices.SortFunc(all, func(a, b Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Of, b.Of)) })
	return all
}

// Naming are the duties that name a barrier now, of those that a filter takes.
func (p *Picture) Naming(c Cut, barrier string, f Filter) []Row {
	s := p.cut(c)
	var rows []Row
	p.eachNamed(f, s.sees, func(i int, key string) {
		if key == barrier {
			rows = append(rows, s.row(i))
		}
	})
	slices.SortStableFunc(rows, func(a, b Row) int { return compareBodies(a.Body, b.Body) })
	return rows
}

// RowsOf are the duties of glances that the asker sees whole, by body.
func (p *Picture) RowsOf(c Cut, glances []Glance) []Row {
	return slices.DeleteFunc(p.Bodies(c, Filter{}), func(row Row) bool {
		return row.Standing == nil || !slices.ContainsFunc(glances, func(g Glance) bool { return g.Key == row.Key })
	})
}

// RoundDays are the last days on which rounds closed, at most n, the earliest
// first: where trends are read. Rounds are each nation's own (R4): they are those
// of the first nation of which a filter takes a duty that the asker sees whole.
func (p *Picture) RoundDays(c Cut, f Filter, n int) []domain.Day {
	nation, seen := p.cut(c).firstNation(f)
	if !seen {
		return nil
	}
	var days []domain.Day
	for _, r := range p.rows.rounds {
		if r.ClosedAt.IsZero() || !slices.Contains(r.Nations, domain.OverseenBy(nation)) {
			continue
		}
		if day := domain.DayOf(r.ClosedAt); day < p.Day && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return days[max(0, len(days)-n):]
}

// SeesAny says that the asker sees a duty whole that a filter takes.
func (p *Picture) SeesAny(c Cut, f Filter) bool {
	_, seen := p.cut(c).firstNation(f)
	return seen
}

// firstNation is the first nation, in their order, of which the asker sees a duty
// whole that a filter takes.
func (s *slice) firstNation(f Filter) (domain.Nation, bool) {
	seen := map[domain.Nation]bool{}
	for i, live := range s.live {
		if b := s.p.graph.Facts(i).Body; live && !seen[b.Nation] && f.takesBody(b) && f.takesRec(s.p.rec(s.p.rows.duties[i].Rec)) {
			seen[b.Nation] = true
		}
	}
	for _, nation := range domain.Nations() {
		if seen[nation] {
			return nation, true
		}
	}
	return "", false
}
