package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/graph"
)

// Queue is the duties that wait behind something, of those that the asker sees
// whole.
type Queue struct {
	Of     []Glance           // what they wait behind
	Link   *domain.Dependency // where it is all that is missing of one dependency
	direct map[domain.DutyKey]bool
	all    map[domain.DutyKey]bool
}

// Has says that a duty waits in the queue; where direct, that it waits for the
// thing itself and not for others that do.
func (q *Queue) Has(key domain.DutyKey, direct bool) bool {
	if direct {
		return q.direct[key]
	}
	return q.all[key]
}

// Queue finds what waits behind a thing by its name: a duty's key ("UKG/3"),
// a dependency's key for all that is missing of it, or a recommendation's number
// for all of its duties. What nothing of the asker's waits behind is
// domain.Missing, like what is unknown.
func (p *Picture) Queue(c Cut, behind string) (*Queue, error) {
	s, q := p.cut(c), &Queue{direct: map[domain.DutyKey]bool{}, all: map[domain.DutyKey]bool{}}
	of := s.named(behind, q)
	direct, all := p.graph.DutiesBehind(of, s.sees)
	if len(all) == 0 {
		return nil, domain.Missing()
	}
	for to, found := range map[*map[domain.DutyKey]bool][]int{&q.direct: direct, &q.all: all} {
		for _, i := range found {
			(*to)[p.key(&p.rows.duties[i], p.graph.Facts(i).Body)] = true
		}
	}
	q.Of = s.glances(of)
	return q, nil
}

// named are the numbers of the duties that a queue is behind.
func (s *slice) named(behind string, q *Queue) []int {
	if at := slices.IndexFunc(s.p.Pack.Dependencies, func(d domain.Dependency) bool { return d.Key == behind }); at >= 0 {
		q.Link = &s.p.Pack.Dependencies[at]
		return s.lacking(behind)
	}
	if no, err := strconv.Atoi(behind); err == nil {
		return s.p.graph.OfRec(no)
	}
	body, rec, _ := strings.Cut(behind, "/")
	no, err := strconv.Atoi(rec)
	if err != nil {
		return nil
	}
	for _, i := range s.p.graph.OfRec(no) {
		if s.p.graph.Facts(i).Body.Code == body {
			return []int{i}
		}
	}
	return nil
}

// Lacking are the upstream duties that are missing of a dependency at the duties
// that the asker sees whole, those that hold most others up first.
func (p *Picture) Lacking(c Cut, dependency string) []Glance {
	s := p.cut(c)
	return s.glances(s.lacking(dependency))
}

func (s *slice) lacking(dependency string) []int {
	link := &WeakLink{}
	row := newPackageRow()
	s.p.graph.EachEdge(s.sees, func(at graph.At) {
		if at.Dependency.Key == dependency {
			row.add(at)
			link = row.weakness[at.Dependency]
		}
	})
	return s.upstream(link)
}

// upstream are the numbers of what is missing of a link, those that hold most
// others up first.
func (s *slice) upstream(l *WeakLink) []int {
	var numbers []int
	for _, id := range l.lacking {
		if i, known := s.p.graph.Number(id); known {
			numbers = append(numbers, i)
		}
	}
	slices.SortStableFunc(numbers, func(a, b int) int {
		return cmp.Compare(s.p.graph.Standing(b).HoldsAll, s.p.graph.Standing(a).HoldsAll)
	})
	return numbers
}
