package view

import (
	"slices"

	"heed/internal/domain"
)

// Supposed is what would be released if something were done: every duty that the
// asker sees whole and that would come free, or wait for less.
type Supposed struct {
	Done  []Glance // what is supposed to be done
	Ready []Row    // would wait for nothing any more
	Still []Row    // would wait on others still
	Turns []Turn   // in turn, if each that comes free were then done too; the first is Ready
	// Unseen are duties beyond those that the asker sees whole.
	Unseen int
}

// Turn is what would come free at once.
type Turn struct{ Duties, Bodies int }

// Suppose works out what would be released if some duties were done: one duty,
// or those of a recommendation in a nation, or everywhere when the nation is "".
// An unknown duty or recommendation is domain.Missing.
func (p *Picture) Suppose(c Cut, rec int, nation domain.Nation, body string) (Supposed, error) {
	s := p.cut(c)
	var done []int
	for _, i := range p.graph.OfRec(rec) {
		b := p.graph.Facts(i).Body
		if (nation == "" || nation == b.Nation) && (body == "" || body == b.Code) && s.known(i) {
			done = append(done, i)
		}
	}
	if len(done) == 0 {
		return Supposed{}, domain.Missing()
	}
	return s.suppose(done), nil
}

// known says that the asker may know of a duty at all: one of their own scope, or
// one that holds up a duty of theirs.
func (s *slice) known(i int) bool {
	return s.figures[i] || slices.ContainsFunc(s.p.graph.AllBehind(i), s.sees)
}

func (s *slice) suppose(done []int) Supposed {
	var v Supposed
	for _, i := range done {
		v.Done = append(v.Done, s.glance(i))
	}
	freed := s.p.graph.Suppose(done)
	v.Ready, v.Still = s.seenRows(freed.Ready, &v.Unseen), s.seenRows(freed.Still, &v.Unseen)
	for _, turn := range freed.Turns {
		t, bodies := Turn{}, map[domain.ID]bool{}
		for _, i := range turn {
			if s.sees(i) {
				t.Duties++
				bodies[s.p.graph.Facts(i).Body.ID] = true
			}
		}
		t.Bodies = len(bodies)
		if t.Duties > 0 {
			v.Turns = append(v.Turns, t)
		}
	}
	return v
}

// seenRows are the duties that the asker sees whole; the others are counted.
func (s *slice) seenRows(numbers []int, unseen *int) []Row {
	var rows []Row
	for _, i := range numbers {
		if s.sees(i) {
			rows = append(rows, s.row(i))
		} else {
			*unseen++
		}
	}
	return rows
}
