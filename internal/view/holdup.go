package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
	"heed/internal/graph"
)

// Glance is what anyone may see of a duty that an edge joins to one of theirs:
// body, recommendation, claimed, confirmed, dates; no text, file or name.
type Glance struct {
	Key       domain.DutyKey
	Body      *domain.Body
	Rec       *domain.Recommendation
	Claimed   bool
	Confirmed bool // claimed too
	Undone    bool // rejected, or closed as not implemented: why it strands
	Signed    domain.Day
	Reviewed  domain.Day
	Target    domain.Day
	Seen      bool        // the asker sees the duty whole, and may follow a link to it
	Word      domain.Word // where Seen, or as released; else ""
	Released  domain.Day  // the day of the release that the word is from; "" live
}

func (s *slice) glance(i int) Glance {
	f := s.p.graph.Facts(i)
	state := &f.Duty.State
	g := Glance{
		Key: s.p.key(&f.Duty, f.Body), Body: f.Body, Rec: s.p.rec(f.Duty.Rec), Target: state.Target, Seen: s.live[i],
		Undone: state.Closure == domain.ClosedNotImplemented ||
			state.Closure == domain.Open && state.Response == domain.ResponseRejected && !f.Claimed(),
	}
	word := s.p.graph.Standing(i).Word
	g.Confirmed = word == domain.WordConfirmed
	g.Claimed = g.Confirmed || state.Closure == domain.Open && f.Claimed()
	if !state.SignedAt.IsZero() {
		g.Signed = domain.DayOf(state.SignedAt)
	}
	if !state.ReviewedAt.IsZero() {
		g.Reviewed = domain.DayOf(state.ReviewedAt)
	}
	if g.Seen {
		g.Word = word
	} else {
		g.Word, g.Released = s.releasedWord(i)
	}
	return g
}

// releasedWord is a duty's word in the last release and that release's day,
// where it is what the asker sees of it.
func (s *slice) releasedWord(i int) (domain.Word, domain.Day) {
	at, shown := s.columnOf(i)
	if !shown || s.released[i] == "" {
		return "", ""
	}
	return s.released[i], s.columns[at].Day
}

func (p *Picture) key(d *domain.Duty, b *domain.Body) domain.DutyKey {
	return domain.DutyKey{Body: b.Code, Report: d.Report, Rec: d.Rec}
}

// HoldUp is a duty that others wait on.
type HoldUp struct {
	Glance
	Behind graph.Behind // of those the asker sees whole
}

// HoldUps are the duties that most others wait behind, worst first, counting
// only the duties that the asker sees whole; at most n, or all when n is 0.
func (p *Picture) HoldUps(c Cut, n int) []HoldUp {
	all := p.cut(c).holdUps()
	if n > 0 && n < len(all) {
		return all[:n]
	}
	return all
}

func (s *slice) makeHoldUps() []HoldUp {
	var found []HoldUp
	for i := range s.live {
		if s.p.graph.Standing(i).HoldsAll == 0 {
			continue
		}
		if behind := s.p.graph.Behind([]int{i}, s.sees); behind.All > 0 {
			found = append(found, HoldUp{s.glance(i), behind})
		}
	}
	slices.SortStableFunc(found, func(a, b HoldUp) int {
		return cmp.Or(cmp.Compare(b.Behind.All, a.Behind.All), cmp.Compare(b.Behind.Direct, a.Behind.Direct),
			cmp.Compare(a.Key.Rec, b.Key.Rec), cmp.Compare(a.Key.Body, b.Key.Body))
	})
	return found
}
