package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// Nudged are the duties of a body that need it, of those that the asker sees
// whole: the most pressing reason first, then those that most others wait behind.
func (p *Picture) Nudged(c Cut, code string) []Row {
	at := slices.IndexFunc(p.owing, func(o owing) bool { return o.body.Code == code })
	if at < 0 {
		return nil
	}
	s := p.cut(c)
	var found []Row
	for _, i := range p.owing[at].duties {
		if i < 0 || !s.live[i] {
			continue
		}
		if s.nudge(i) != "" {
			found = append(found, s.row(i))
		}
	}
	order := domain.Nudges()
	slices.SortStableFunc(found, func(a, b Row) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Nudge), slices.Index(order, b.Nudge)), cmp.Compare(b.Behind.All, a.Behind.All))
	})
	return found
}

func (s *slice) nudge(i int) domain.Nudge {
	return domain.NudgeOf(s.p.graph.Facts(i), s.p.graph.Standing(i), s.p.Day)
}

// Week is what oversight may look into this week, of the duties that the asker
// sees whole.
type Week struct {
	Nudges map[domain.Nudge]int
	HoldUp *HoldUp    // the duty that most others wait behind; nil where none does
	Silent *BodyCount // the body that is silent on most duties; nil where none is
}

// Week sums up what there is to do. The same asker is given the same value again:
// nobody may change it.
func (p *Picture) Week(c Cut) Week { return p.cut(c).week() }

func (s *slice) makeWeek() Week {
	w := Week{Nudges: map[domain.Nudge]int{}}
	for _, o := range s.p.owing {
		silent := 0
		for _, i := range o.duties {
			if i < 0 || !s.live[i] {
				continue
			}
			if why := s.nudge(i); why != "" {
				w.Nudges[why]++
			}
			if s.p.graph.Standing(i).Word == domain.WordSilent {
				silent++
			}
		}
		if silent > 0 && (w.Silent == nil || silent > w.Silent.N) {
			w.Silent = &BodyCount{o.body, silent}
		}
	}
	if top := s.holdUps(); len(top) > 0 {
		w.HoldUp = &top[0]
	}
	return w
}
