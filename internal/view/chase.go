package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// Chased is one body on oversight's chase list: one phones a body, with all that
// it is late with, and not a duty (R19).
type Chased struct {
	Body   *domain.Body
	Duties []ChasedDuty // why it is there, those that most others wait behind first; empty where nothing is to be chased
	Rank   domain.ChaseRank
	Since  domain.Day // since when the first of them has been late; "" where none is
	Chase  domain.Chase
	State  domain.ChaseState
	Moved  []domain.ChaseMoved // why it is back, where it is
}

// ChasedDuty is one duty under it.
type ChasedDuty struct {
	Row
	Matter domain.ChaseMatter
}

// Matters are what the duties under a body were found to be.
func (c Chased) Matters() []domain.ChaseMatter {
	found := make([]domain.ChaseMatter, len(c.Duties))
	for i, d := range c.Duties {
		found[i] = d.Matter
	}
	return found
}

// ChaseList is the bodies to be chased that fit a filter, in the order of what
// matters: of the duties that the asker sees whole. The cut is that of who
// chases (access.Chase); whoever has another must not be shown who holds a body.
func (p *Picture) ChaseList(c Cut, f Filter) []Chased {
	var found []Chased
	for _, one := range p.cut(c).chased() {
		fits := func(d ChasedDuty) bool { return f.takesRec(d.Rec) }
		if f.takesBody(one.Body) && slices.ContainsFunc(one.Duties, fits) {
			found = append(found, p.standing(one))
		}
	}
	return found
}

// ChaseOf is one body, whether anything of it is to be chased or not. A body out
// of the asker's scope is domain.Missing.
func (p *Picture) ChaseOf(c Cut, code string) (Chased, error) {
	body, known := p.codes[code]
	if !known || !c.View.Sees(body.Path, 0, "") {
		return Chased{}, domain.Missing()
	}
	all := p.cut(c).chased()
	if at := slices.IndexFunc(all, func(one Chased) bool { return one.Body.ID == body.ID }); at >= 0 {
		return p.standing(all[at]), nil
	}
	return p.standing(Chased{Body: body}), nil
}

// ChaseCounts is how many bodies are on the list, without those that are put
// away, and how many of them are back.
func (p *Picture) ChaseCounts(c Cut) (on, back int) {
	for _, one := range p.ChaseList(c, Filter{}) {
		if one.State != domain.ChaseAway {
			on++
		}
		if one.State == domain.ChaseBack {
			back++
		}
	}
	return on, back
}

// standing adds how far oversight has come. That is kept apart from what is dear
// to compute: taking a body changes nothing about its duties.
func (p *Picture) standing(one Chased) Chased {
	one.Chase = p.rows.chases[one.Body.ID]
	one.State, one.Moved = one.Chase.Stands(one.Matters(), p.Day)
	return one
}

func (s *slice) makeChased() []Chased {
	var found []Chased
	for _, o := range s.p.owing {
		one := Chased{Body: o.body}
		var numbers []int
		for _, i := range o.duties {
			if i < 0 || !s.live[i] {
				continue
			}
			if d, there := s.chasedDuty(i); there {
				one.add(d, s.p.Day)
				numbers = append(numbers, i)
			}
		}
		if len(numbers) == 0 {
			continue
		}
		one.Rank.Behind = s.p.graph.Behind(numbers, s.sees).All
		slices.SortStableFunc(one.Duties, func(a, b ChasedDuty) int { return cmp.Compare(b.Behind.All, a.Behind.All) })
		found = append(found, one)
	}
	slices.SortStableFunc(found, func(a, b Chased) int { return a.Rank.Compare(b.Rank) })
	return found
}

func (s *slice) chasedDuty(i int) (ChasedDuty, bool) {
	st, others := s.p.graph.Standing(i), 0
	if st.HoldsAll > 0 {
		own := s.p.graph.Facts(i).Body.ID
		others = s.p.graph.Behind([]int{i}, func(d int) bool { return s.live[d] && s.p.graph.Facts(d).Body.ID != own }).AllBodies
	}
	matter, there := domain.ChaseMatterOf(s.p.graph.Facts(i), st, others)
	if !there {
		return ChasedDuty{}, false
	}
	return ChasedDuty{s.row(i), matter}, true
}

func (c *Chased) add(d ChasedDuty, on domain.Day) {
	c.Duties = append(c.Duties, d)
	c.Rank.Late = max(c.Rank.Late, d.Matter.Late(on))
	if d.Rec.Core {
		c.Rank.Core++
	}
	if since := d.Matter.Since(); c.Since.IsZero() || !since.IsZero() && since < c.Since {
		c.Since = since
	}
}
