package view

import (
	"heed/internal/domain"
	"heed/internal/graph"
)

// Row is one duty in a list.
type Row struct {
	Key      domain.DutyKey
	Body     *domain.Body
	Rec      *domain.Recommendation
	Word     domain.Word // "" where nothing was released
	Released domain.Day  // the day of the release that the word is from; "" live

	// Of a live row only; shared, nobody may change them.
	Duty     *domain.Duty
	Standing *domain.Standing
	Waits    []Tie
	Stranded []Tie
	Nudge    domain.Nudge
	Behind   graph.Behind // of the duties that the asker sees whole
}

// Tie is an edge's upstream end, as it bears on a duty.
type Tie struct {
	Dependency *domain.Dependency
	From       *domain.Recommendation
	Upstream   *Glance // nil for a local share
	Share      *domain.Share
	OnClaim    bool
}

func (s *slice) ties(links []domain.Link) []Tie {
	ties := make([]Tie, 0, len(links))
	for _, l := range links {
		t := Tie{Dependency: l.Dependency, From: s.p.rec(l.Dependency.From), Share: l.Share, OnClaim: l.OnClaim}
		if i, known := s.p.graph.Number(l.Upstream); known {
			g := s.glance(i)
			t.Upstream = &g
		}
		ties = append(ties, t)
	}
	return ties
}

// row shows a duty as the asker sees it: live where they see it whole, else as
// it was released.
func (s *slice) row(i int) Row {
	f := s.p.graph.Facts(i)
	r := Row{Key: s.p.key(&f.Duty, f.Body), Body: f.Body, Rec: s.p.rec(f.Duty.Rec)}
	if !s.live[i] {
		r.Word, r.Released = s.releasedWord(i)
		return r
	}
	st := s.p.graph.Standing(i)
	r.Word, r.Duty, r.Standing = st.Word, &f.Duty, st
	r.Nudge = s.nudge(i)
	r.Waits, r.Stranded = s.ties(st.WaitingOn), s.ties(st.StrandedBy)
	if st.HoldsAll > 0 {
		r.Behind = s.p.graph.Behind([]int{i}, s.sees)
	}
	return r
}

// Bodies is the duties behind a cell, as rows by nation, region and name of
// the body: those that a nation's column counts under the filter's word.
func (p *Picture) Bodies(c Cut, f Filter) []Row {
	s := p.cut(c)
	var found []Row
	for _, o := range p.owing {
		if !f.takesBody(o.body) {
			continue
		}
		for at, i := range o.duties {
			if i < 0 || !f.takesRec(p.Recs[at]) {
				continue
			}
			if !s.figures[i] || !f.takes(s.word(i), s.duty(i)) {
				continue
			}
			found = append(found, s.row(i))
		}
	}
	return found
}

// duty is a duty that the asker sees whole, else nil.
func (s *slice) duty(i int) *domain.Duty {
	if !s.live[i] {
		return nil
	}
	return &s.p.rows.duties[i]
}
