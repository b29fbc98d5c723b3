package view

import (
	"cmp"
	"context"
	"slices"
	"sort"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/store"
)

// moment is what an event left of a duty, as far as forecasts learn from it.
type moment struct {
	seq     int64
	inPlay  bool
	claimed bool
	target  domain.Day
	slips   int
	signed  domain.Day // when its last version was signed
	version int        // that version's number
}

// pastStates is what a report's duties went through, and when its rounds opened.
type pastStates struct {
	pack     int   // the version that it was read by: what is owed may change with it
	upTo     int64 // the last event that it has
	of       map[domain.ID][]moment
	openings []opening // in order
}

type opening struct {
	round domain.ID
	seq   int64
	day   domain.Day
}

// pastStatesOf reads them up to a picture's last event, and keeps few words of
// each: there may be a hundred thousand. What was read before is kept, and only
// what came since is read. It is asked in turn, off the request.
func (v *Views) pastStatesOf(ctx context.Context, p *Picture) (*pastStates, error) {
	h := v.states[p.rows.report]
	if h == nil || h.pack != p.Pack.Version || h.upTo > p.Seq {
		h = &pastStates{pack: p.Pack.Version, of: make(map[domain.ID][]moment, len(p.rows.duties))}
	}
	delete(v.states, p.rows.report) // should it break off, it is read anew
	owes := make(map[domain.ID][]string, len(p.rows.duties))
	for i := range p.rows.duties {
		owes[p.rows.duties[i].ID] = p.rows.duties[i].Requirements
	}
	err := v.reader.Snapshot(ctx, func(snap *store.Snap) error {
		err := snap.Traces(p.rows.report, h.upTo, p.Seq, func(t store.Trace) {
			h.of[t.DutyID] = append(h.of[t.DutyID], momentOf(t, owes[t.DutyID]))
		})
		if err != nil {
			return err
		}
		for _, of := range h.of {
			slices.SortFunc(of, func(a, b moment) int { return cmp.Compare(a.seq, b.seq) })
		}
		events, err := snap.EventsUpTo(p.Seq, domain.RoundOpened)
		h.openings = h.openings[:0]
		for _, e := range events {
			h.openings = append(h.openings, opening{e.Round, e.Seq, domain.DayOf(e.At)})
		}
		return err
	})
	if err == nil {
		h.upTo = p.Seq
		v.states[p.rows.report] = h
	}
	return h, err
}

// momentOf takes what a duty owes now for what it owed then.
func momentOf(t store.Trace, owes []string) moment {
	s := t.State
	m := moment{seq: t.Seq, claimed: domain.Duty{Requirements: owes, State: s}.Claimed(), target: s.Target, slips: s.Slips, version: s.Signed}
	m.inPlay = !s.Retired && s.Closure == domain.Open && (m.claimed || s.Response != domain.ResponseRejected) &&
		!(s.Response == domain.ResponseNotApplicable && s.NAAgreed)
	if !s.SignedAt.IsZero() {
		m.signed = domain.DayOf(s.SignedAt)
	}
	return m
}

// at is a duty as an event left it; false where it was not owed yet.
func (h *pastStates) at(duty domain.ID, seq int64) (moment, bool) {
	of := h.of[duty]
	i := sort.Search(len(of), func(i int) bool { return of[i].seq > seq })
	if i == 0 {
		return moment{}, false
	}
	return of[i-1], true
}

// claimedIn says whether a duty was claimed after an event and up to another,
// and on which day it was first.
func (h *pastStates) claimedIn(duty domain.ID, after, upTo int64) (domain.Day, bool) {
	for _, m := range h.of[duty] {
		if m.seq > after && m.seq <= upTo && m.claimed {
			return m.signed, true
		}
	}
	return "", false
}

// observe is what there is to learn up to a picture: each duty over the time
// from the opening of a round that asked it to the next one's.
func (h *pastStates) observe(p *Picture) []estimate.Observation {
	var observed []estimate.Observation
	rounds := h.roundsOf(p)
	for _, r := range rounds {
		come := make([]bool, p.graph.Len())
		for i := range come {
			m, owed := h.at(p.rows.duties[i].ID, r.seq)
			come[i] = owed && m.claimed
		}
		held := p.graph.HeldWhen(come)
		for i := range come {
			if f := p.graph.Facts(i); !come[i] && !held[i] && r.Asks(*f.Body) && !f.Body.NoSignatory {
				if o, seen := h.observeOne(p, f, r, rounds); seen {
					observed = append(observed, o)
				}
			}
		}
	}
	return observed
}

const daysInQuarter = 365.25 / 4

// openedRound is a round with the event that opened it.
type openedRound struct {
	*domain.Round
	seq int64
	day domain.Day
}

// roundsOf is the rounds that had opened by a picture, in order.
func (h *pastStates) roundsOf(p *Picture) []openedRound {
	var opened []openedRound
	for _, o := range h.openings {
		if r := p.rounds[o.round]; r != nil && o.seq <= p.Seq {
			opened = append(opened, openedRound{r, o.seq, o.day})
		}
	}
	return opened
}

func (h *pastStates) observeOne(p *Picture, f *domain.DutyFacts, r openedRound, rounds []openedRound) (o estimate.Observation, seen bool) {
	start, owed := h.at(f.Duty.ID, r.seq)
	if !owed || !start.inPlay {
		return o, false
	}
	until, day := p.Seq, p.Day
	next := slices.IndexFunc(rounds, func(next openedRound) bool { return next.seq > r.seq && next.Asks(*f.Body) })
	switch {
	case next >= 0:
		until, day = rounds[next].seq, rounds[next].day
	case !r.FellDue(p.Day):
		return o, false // it is under way still
	}
	o = estimate.Observation{Kind: f.Body.Kind, Phase: estimate.PhaseOf(start.target, r.day), Quarters: estimate.Quarters(r.day, day),
		Age: float64(day.DaysUntil(p.Day)) / daysInQuarter}
	_, o.Claimed = h.claimedIn(f.Duty.ID, r.seq, until)
	if end, _ := h.at(f.Duty.ID, until); !start.target.IsZero() && end.target > start.target {
		o.Slipped = start.target.DaysUntil(end.target)
	}
	return o, true
}

// Move is a change of a duty's target date, as a version that was signed made it.
type Move struct {
	On, From, To domain.Day
	Version      int
}

// moves are the changes of each duty's date that counted as slips, in order.
func (h *pastStates) moves() map[domain.ID][]Move {
	moves := map[domain.ID][]Move{}
	for duty, of := range h.of {
		for i := 1; i < len(of); i++ {
			if of[i].slips > of[i-1].slips {
				moves[duty] = append(moves[duty], Move{of[i].signed, of[i-1].target, of[i].target, of[i].version})
			}
		}
	}
	return moves
}
