package view

import (
	"slices"

	"heed/internal/domain"
	"heed/internal/store"
)

// asked is how a duty stands in the last round that fell due.
type asked struct {
	how   domain.Asked
	in    domain.ID  // that round
	since domain.Day // the first due day since which it has gone unreported, where silent
}

// asTheyWere puts heads of returns back to how they stood on a past day.
type asTheyWere func([]store.ReturnHead) []store.ReturnHead

// asTheyAre leaves them as they stand now.
func asTheyAre(heads []store.ReturnHead) []store.ReturnHead { return heads }

// loadAsked works out for every duty how it stands. Most are settled by their
// return in the last round; only the silent ones need their earlier returns.
func (r *rows) loadAsked(snap *store.Snap, stood asTheyWere) error {
	last := r.lastRounds()
	var rounds []domain.ID
	seen := map[domain.ID]bool{}
	for _, round := range last {
		if !seen[round.ID] {
			seen[round.ID] = true
			rounds = append(rounds, round.ID)
		}
	}
	heads, err := snap.ReturnHeads(rounds)
	if err != nil {
		return err
	}
	r.asked = make(map[domain.ID]asked, len(r.duties))
	r.settleAsked(r.duties, last, byDuty(stood(heads)))
	silent := slices.DeleteFunc(slices.Clone(r.duties), func(d domain.Duty) bool { return r.asked[d.ID].how != domain.AskedSilent })
	unsigned, err := snap.UnsignedHeads(idsOf(silent), r.day.End())
	if err != nil {
		return err
	}
	r.settleAsked(silent, last, byDuty(stood(unsigned)))
	return nil
}

// loadSigned finds the returns that wait for a review.
func (r *rows) loadSigned(snap *store.Snap) error {
	heads, err := snap.ReturnHeadsAs(domain.ReturnSigned)
	r.signed = byDuty(heads)
	return err
}

// askAgain works it out for some duties from all their returns, and which of
// these wait for a review.
func (r *rows) askAgain(snap *store.Snap, duties []domain.Duty) error {
	heads, err := snap.ReturnHeadsOf(idsOf(duties))
	if err != nil {
		return err
	}
	of := byDuty(heads)
	for _, d := range duties {
		r.signed[d.ID] = slices.DeleteFunc(slices.Clone(of[d.ID]), func(h store.ReturnHead) bool { return h.State != domain.ReturnSigned })
	}
	r.settleAsked(duties, r.lastRounds(), of)
	return nil
}

func idsOf(duties []domain.Duty) []domain.ID {
	ids := make([]domain.ID, len(duties))
	for i, d := range duties {
		ids[i] = d.ID
	}
	return ids
}

func byDuty(heads []store.ReturnHead) map[domain.ID][]store.ReturnHead {
	of := make(map[domain.ID][]store.ReturnHead, len(heads))
	for _, h := range heads {
		of[h.DutyID] = append(of[h.DutyID], h)
	}
	return of
}

// lastRounds is, for each body, the last round that asked it and fell due.
func (r *rows) lastRounds() map[domain.ID]*domain.Round {
	last := make(map[domain.ID]*domain.Round, len(r.bodies))
	for i := range r.rounds {
		round := &r.rounds[i]
		if !round.FellDue(r.day) {
			continue
		}
		for _, b := range r.bodies {
			if round.Asks(b) {
				last[b.ID] = round
			}
		}
	}
	return last
}

func (r *rows) settleAsked(duties []domain.Duty, last map[domain.ID]*domain.Round, heads map[domain.ID][]store.ReturnHead) {
	for i := range duties {
		d := &duties[i]
		r.asked[d.ID] = r.askedOf(d, last[d.BodyID], heads[d.ID])
	}
}

// askedOf is how one duty stands. Whatever was signed since the round opened
// answers it, an interim return too; a day granted to the return alone keeps
// it from being silent until that day ends, or the round.
func (r *rows) askedOf(d *domain.Duty, last *domain.Round, returns []store.ReturnHead) asked {
	if last == nil {
		return asked{how: domain.AskedNothing}
	}
	for _, h := range returns {
		if h.RoundID != last.ID {
			continue
		}
		switch {
		case h.Signed > 0 || answered(d, last):
			return asked{how: domain.AskedReported, in: last.ID}
		case h.Extended >= r.day && last.IsOpen():
			return asked{how: domain.AskedExtended, in: last.ID}
		}
		return asked{how: domain.AskedSilent, in: last.ID, since: r.silentSince(d, returns)}
	}
	return asked{how: domain.AskedNothing}
}

func answered(d *domain.Duty, round *domain.Round) bool {
	return d.State.Signed > 0 && !d.State.SignedAt.Before(round.OpenedAt)
}

// silentSince is the day on which the first round ended that went unanswered.
func (r *rows) silentSince(d *domain.Duty, returns []store.ReturnHead) domain.Day {
	for i := range r.rounds { // by due day
		round := &r.rounds[i]
		if !round.FellDue(r.day) || answered(d, round) {
			continue
		}
		for _, h := range returns {
			if h.RoundID == round.ID && h.Signed == 0 {
				return round.Ended()
			}
		}
	}
	return ""
}
