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
	Late      int         // days past the target date, where that has passed and nothing is claimed
	Seen      bool        // the asker sees the duty whole, and may follow a link to it
	Word      domain.Word // where Seen, or as released; else ""
	Released  domain.Day  // the day of the release that the word is from; "" live
}

func (s *slice) glance(i int) Glance {
	f := s.p.graph.Facts(i)
	state := &f.Duty.State
	g := Glance{
		Key: s.p.key(&f.Duty, f.Body), Body: f.Body, Rec: s.p.rec(f.Duty.Rec), Target: state.Target, Late: s.p.graph.Standing(i).DaysPast, Seen: s.live[i],
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

func (s *slice) glances(duties []int) []Glance {
	var found []Glance
	for _, i := range duties {
		found = append(found, s.glance(i))
	}
	return found
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

// HoldUp is an unfinished duty that others wait on.
type HoldUp struct {
	Glance
	Behind graph.Behind // of those the asker sees whole
	// ByNation are the duties behind it, directly and in turn, by nation: of those
	// the asker sees whole.
	ByNation map[domain.Nation]int
	Owner    string     // the post that answers for it; "" where nobody is named, or the asker does not see the duty whole
	Since    domain.Day // the first day on which any of them waited; see heldSince
	AnyOf    bool       // all that wait directly need only this one or another like it
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
			found = append(found, s.holdUp(i, behind))
		}
	}
	slices.SortStableFunc(found, func(a, b HoldUp) int {
		return cmp.Or(cmp.Compare(b.Behind.All, a.Behind.All), cmp.Compare(b.Behind.Direct, a.Behind.Direct),
			cmp.Compare(a.Key.Rec, b.Key.Rec), cmp.Compare(a.Key.Body, b.Key.Body))
	})
	return found
}

func (s *slice) holdUp(i int, behind graph.Behind) HoldUp {
	h := HoldUp{Glance: s.glance(i), Behind: behind, ByNation: map[domain.Nation]int{}, Since: s.heldSince(i)}
	if s.live[i] {
		h.Owner = s.p.rows.duties[i].Owner
	}
	direct, all := s.p.graph.DutiesBehind([]int{i}, s.sees)
	h.AnyOf = len(direct) > 0 && !slices.ContainsFunc(direct, func(d int) bool { return !s.p.graph.AnyOf(d, i) })
	for _, d := range all {
		h.ByNation[s.p.graph.Facts(d).Body.Nation]++
	}
	return h
}

// heldSince is the first day on which a duty held others up: the day on which
// the first of the waiting nations took the report up, since nobody waits before
// that, or the day on which the duty itself fell back from a claim, when that is
// later. It is "" where no waiting nation follows the report.
func (s *slice) heldSince(i int) domain.Day {
	var since domain.Day
	for _, id := range s.p.graph.Standing(i).Holds {
		if d, known := s.p.graph.Number(id); known && s.sees(d) {
			if from := s.waitsSince(d, i); !from.IsZero() && (since.IsZero() || from < since) {
				since = from
			}
		}
	}
	return since
}

// waitsSince is since when one duty has waited on another, or "".
func (s *slice) waitsSince(waiting, on int) domain.Day {
	from, followed := s.p.TakeUp(domain.OverseenBy(s.p.graph.Facts(waiting).Body.Nation))
	if !followed || from.From > s.p.Day {
		return ""
	}
	return max(from.From, s.p.graph.Facts(on).Duty.State.Withdrawn)
}

// Wait is one upstream duty that some of a body's duties wait on.
type Wait struct {
	Upstream Glance
	Silent   domain.Day // since when the upstream's own reports have not come, where the asker may know
	Since    domain.Day // since when the first of them has waited
	Duties   []Row      // the body's own duties that wait on it
	AnyOf    bool       // each of them needs only this one or another like it
}

// Waits are the upstream duties that a body waits on, those that hold most of
// its duties first: the mirror of HoldUps. Shares of many local duties are
// nobody's own and are left to the duties' own pages.
func (p *Picture) Waits(c Cut, code string) []Wait {
	at := slices.IndexFunc(p.owing, func(o owing) bool { return o.body.Code == code })
	if at < 0 {
		return nil
	}
	s := p.cut(c)
	var waits []Wait
	for _, i := range p.owing[at].duties {
		if i < 0 || !s.live[i] {
			continue
		}
		for _, link := range p.graph.Standing(i).WaitingOn {
			if up, known := p.graph.Number(link.Upstream); known {
				waits = s.addWait(waits, i, up)
			}
		}
	}
	slices.SortStableFunc(waits, func(a, b Wait) int { return cmp.Compare(len(b.Duties), len(a.Duties)) })
	return waits
}

func (s *slice) addWait(waits []Wait, i, up int) []Wait {
	key := s.p.key(&s.p.rows.duties[up], s.p.graph.Facts(up).Body)
	at := slices.IndexFunc(waits, func(w Wait) bool { return w.Upstream.Key == key })
	if at < 0 {
		at = len(waits)
		w := Wait{Upstream: s.glance(up), AnyOf: true}
		if w.Upstream.Word == domain.WordSilent {
			w.Silent = s.p.graph.Facts(up).Since
		}
		waits = append(waits, w)
	}
	w := &waits[at]
	w.AnyOf = w.AnyOf && s.p.graph.AnyOf(i, up)
	if since := s.waitsSince(i, up); !since.IsZero() && (w.Since.IsZero() || since < w.Since) {
		w.Since = since
	}
	if n := len(w.Duties); n == 0 || w.Duties[n-1].Key != s.p.key(&s.p.rows.duties[i], s.p.graph.Facts(i).Body) {
		w.Duties = append(w.Duties, s.row(i))
	}
	return waits
}
