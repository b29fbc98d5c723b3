package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
	"heed/internal/graph"
)

// Package is whether the recommendations hold together as one package: of the
// dependency edges that matter somewhere, how many hold, and how. It counts
// duties that the asker sees whole.
type Package struct {
	Day     domain.Day
	Total   PackageRow
	Nations []PackageRow // those of which the asker sees a duty whole
	Aims    []PackageRow // the same duties, by the aims that their recommendations serve; one may serve several
}

// PackageRow is one part of the package.
type PackageRow struct {
	Nation   domain.Nation // of a nation's row
	Aim      *domain.Term  // of an aim's row
	Body     *domain.Body  // of a body's row
	Edges    int
	Holds    map[graph.Hold]int // adds up to Edges
	Weakest  *WeakLink          // nil where nothing is missing
	weakness map[*domain.Dependency]*WeakLink
}

// Of is how many edges stand so.
func (r PackageRow) Of(h graph.Hold) int { return r.Holds[h] }

// Failing is how many edges lack something.
func (r PackageRow) Failing() int {
	n := 0
	for h, count := range r.Holds {
		if h.Failing() {
			n += count
		}
	}
	return n
}

// WeakLink is a dependency that is missing at some duties.
type WeakLink struct {
	Dependency *domain.Dependency
	From, To   *domain.Recommendation
	Failing    int          // duties at which something is missing
	Of         int          // duties that it matters to
	Behind     graph.Behind // of the upstream duties that are missing: what waits behind them
	Upstream   []Glance     // those duties, worst first; at most three
	More       int          // upstream duties beyond those
	Share      *domain.Share

	lacking []domain.ID
}

// PackageFilter narrows the edges of the package; an empty field narrows nothing.
type PackageFilter struct {
	Nation     domain.Nation
	Aim        string
	Body       string // code
	Dependency string // key
	Hold       graph.Hold
	Failing    bool // only edges that lack something, however
}

// EdgeRow is one dependency at one duty.
type EdgeRow struct {
	Duty       Glance
	Dependency *domain.Dependency
	From       *domain.Recommendation
	Hold       graph.Hold
	Lacking    []Tie
}

// Package is the package as the asker sees it. The same asker is given the same
// value again: nobody may change it.
func (p *Picture) Package(c Cut) *Package { return p.cut(c).pack() }

func (s *slice) makePackage() *Package {
	v := &Package{Day: s.p.Day, Total: newPackageRow()}
	nations := map[domain.Nation]*PackageRow{}
	for _, n := range domain.Nations() {
		row := newPackageRow()
		row.Nation = n
		nations[n] = &row
	}
	v.Aims = make([]PackageRow, len(s.p.Pack.Aims))
	for i := range s.p.Pack.Aims {
		v.Aims[i] = newPackageRow()
		v.Aims[i].Aim = &s.p.Pack.Aims[i]
	}
	s.p.graph.EachEdge(s.sees, func(at graph.At) {
		f := s.p.graph.Facts(at.Duty)
		v.Total.add(at)
		nations[f.Body.Nation].add(at)
		serves := s.p.rec(f.Duty.Rec).Aims
		for i := range v.Aims {
			if slices.Contains(serves, v.Aims[i].Aim.Key) {
				v.Aims[i].add(at)
			}
		}
	})
	s.weigh(&v.Total)
	for i := range v.Aims {
		s.weigh(&v.Aims[i])
	}
	for _, n := range domain.Nations() {
		if row := nations[n]; row.Edges > 0 {
			s.weigh(row)
			v.Nations = append(v.Nations, *row)
		}
	}
	return v
}

func newPackageRow() PackageRow {
	return PackageRow{Holds: map[graph.Hold]int{}, weakness: map[*domain.Dependency]*WeakLink{}}
}

func (r *PackageRow) add(at graph.At) {
	r.Edges++
	r.Holds[at.Hold]++
	link := r.weakness[at.Dependency]
	if link == nil {
		link = &WeakLink{Dependency: at.Dependency}
		r.weakness[at.Dependency] = link
	}
	link.Of++
	if !at.Hold.Failing() {
		return
	}
	link.Failing++
	for _, l := range at.Lacking {
		switch {
		case l.Share != nil:
			link.Share = l.Share
		case !slices.Contains(link.lacking, l.Upstream):
			link.lacking = append(link.lacking, l.Upstream)
		}
	}
}

// weigh names the weakest link of a part: what holds others up before what
// only helps, then by how many duties miss it, then by how much of it is missing.
func (s *slice) weigh(r *PackageRow) {
	var worst *WeakLink
	for i := range s.p.Pack.Dependencies { // in the pack's order, so that a tie is always settled alike
		link := r.weakness[&s.p.Pack.Dependencies[i]]
		if link != nil && link.Failing > 0 && (worst == nil || link.weaker(worst)) {
			worst = link
		}
	}
	r.weakness = nil
	if worst == nil {
		return
	}
	worst.From, worst.To = s.p.rec(worst.Dependency.From), s.p.rec(worst.Dependency.To)
	s.nameUpstream(worst)
	r.Weakest = worst
}

func (l *WeakLink) weaker(than *WeakLink) bool {
	if a, b := l.Dependency.Kind.Holds(), than.Dependency.Kind.Holds(); a != b {
		return a
	}
	return cmp.Or(cmp.Compare(than.Failing, l.Failing), cmp.Compare(l.Of, than.Of)) < 0
}

// mostUpstream is how many upstream duties of a weak link are named.
const mostUpstream = 3

func (s *slice) nameUpstream(l *WeakLink) {
	numbers := s.upstream(l)
	l.Behind = s.p.graph.Behind(numbers, s.sees)
	for _, i := range numbers[:min(mostUpstream, len(numbers))] {
		l.Upstream = append(l.Upstream, s.glance(i))
	}
	l.More = len(numbers) - len(l.Upstream)
}

// BodyPackage is the package as it holds at the duties of each body of a nation,
// those with most missing first; "" is every nation.
func (p *Picture) BodyPackage(c Cut, nation domain.Nation) []PackageRow {
	s := p.cut(c)
	at := map[domain.ID]int{}
	var rows []PackageRow
	p.graph.EachEdge(s.sees, func(e graph.At) {
		body := p.graph.Facts(e.Duty).Body
		if nation != "" && body.Nation != nation {
			return
		}
		i, known := at[body.ID]
		if !known {
			i = len(rows)
			at[body.ID] = i
			row := newPackageRow()
			row.Body = body
			rows = append(rows, row)
		}
		rows[i].add(e)
	})
	for i := range rows {
		s.weigh(&rows[i])
	}
	slices.SortFunc(rows, func(a, b PackageRow) int {
		return cmp.Or(cmp.Compare(b.Failing(), a.Failing()), compareBodies(a.Body, b.Body))
	})
	return rows
}

// PackageEdges are the edges behind a figure of the package, by dependency in
// the order of the pack.
func (p *Picture) PackageEdges(c Cut, f PackageFilter) []EdgeRow {
	s := p.cut(c)
	var rows []EdgeRow
	p.graph.EachEdge(s.sees, func(at graph.At) {
		facts := p.graph.Facts(at.Duty)
		if f.takes(at, facts, p.rec(facts.Duty.Rec)) {
			rows = append(rows, EdgeRow{
				Duty: s.glance(at.Duty), Dependency: at.Dependency, From: p.rec(at.Dependency.From), Hold: at.Hold, Lacking: s.ties(at.Lacking),
			})
		}
	})
	return rows
}

func (f PackageFilter) takes(at graph.At, of *domain.DutyFacts, rec *domain.Recommendation) bool {
	return (f.Nation == "" || f.Nation == of.Body.Nation) && (f.Body == "" || f.Body == of.Body.Code) &&
		(f.Aim == "" || slices.Contains(rec.Aims, f.Aim)) && (f.Dependency == "" || f.Dependency == at.Dependency.Key) &&
		(f.Hold == "" || f.Hold == at.Hold) && (!f.Failing || at.Hold.Failing())
}
