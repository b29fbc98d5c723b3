package view

import (
	"fmt"
	"slices"

	"heed/internal/domain"
	"heed/internal/graph"
)

// Supposed is what would be released if something were done: every duty that the
// asker sees whole and that would come free, or wait for less.
type Supposed struct {
	Done  []Glance // what is supposed to be done
	Ready []Row    // would wait for nothing any more
	Still []Row    // would wait on others still
	Turns []Turn   // in turn, if each that comes free were then done too; the first is Ready
}

// Turn is what would come free at once.
type Turn struct{ Duties, Bodies int }

// Suppose works out what would be released if some duties were done: one duty,
// or those of a recommendation in a nation, or everywhere when the nation is "".
// What the asker neither sees whole nor is held up by is domain.Missing, like
// what is unknown: of another nation's duties only what was released is theirs to
// know, and what would follow from one is no figure that was released (R4).
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

// known says that the asker sees a duty whole, or that it holds up one that they
// see whole.
func (s *slice) known(i int) bool {
	return s.live[i] || slices.ContainsFunc(s.p.graph.AllBehind(i), s.sees)
}

func (s *slice) suppose(done []int) Supposed {
	var v Supposed
	for _, i := range done {
		v.Done = append(v.Done, s.glance(i))
	}
	freed := s.p.wouldFree(done)
	v.Ready, v.Still = s.seenRows(freed.Ready), s.seenRows(freed.Still)
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

// keptFreed is how many suppositions a picture keeps: few are asked, and again by
// everybody in the room.
const keptFreed = 32

// wouldFree is what would come free if some duties were done, whoever asks.
func (p *Picture) wouldFree(done []int) graph.Freed {
	key := fmt.Sprint(done)
	if freed, known := p.freed.find(key); known {
		return freed
	}
	freed := p.graph.Suppose(done)
	p.freed.keep(key, freed)
	return freed
}

// seenRows are the duties that the asker sees whole.
func (s *slice) seenRows(numbers []int) []Row {
	var rows []Row
	for _, i := range numbers {
		if s.sees(i) {
			rows = append(rows, s.row(i))
		}
	}
	return rows
}
