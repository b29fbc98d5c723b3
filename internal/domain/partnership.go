package domain

import "slices"

// PartnershipState is how far a partnership has come.
type PartnershipState string

// The states of a partnership. What ended was confirmed before and stands up to
// its last day; what was declined or withdrawn never stood.
const (
	PartnershipProposed  PartnershipState = "proposed"
	PartnershipConfirmed PartnershipState = "confirmed"
	PartnershipDeclined  PartnershipState = "declined"
	PartnershipEnded     PartnershipState = "ended"
	PartnershipWithdrawn PartnershipState = "withdrawn" // taken back before it was answered
)

// Partnership is a record that a Trust or Board and a university work together
// (R17): proposed by one, confirmed by the other, ended by either.
type Partnership struct {
	ID         ID               `json:"id"`
	Local      ID               `json:"local"` // the Trust or Board
	University ID               `json:"university"`
	What       string           `json:"what"`         // in the bodies' words
	Office     bool             `json:"office"`       // they share an integrated research office
	From       Day              `json:"from"`         // first day
	To         Day              `json:"to,omitempty"` // last day, or "" while none is set
	ProposedBy ID               `json:"proposed_by"`  // the body that proposed
	State      PartnershipState `json:"state"`
	Version    int              `json:"version"`
}

// NewPartnership is what one body proposes to another on a day: a Trust or Board
// to a university, or the other way round. It may have begun, but is not over.
func NewPartnership(p Partnership, proposer, partner Body, on Day) (Partnership, error) {
	if !proposer.Current(on) {
		return p, Refused("partnership.body_ended", nil)
	}
	var ps Problems
	switch {
	case proposer.ID == partner.ID:
		ps.Add("partner", "partnership.with_itself", nil)
	case proposer.Kind.IsLocal() && partner.Kind == University:
		p.Local, p.University = proposer.ID, partner.ID
	case proposer.Kind == University && partner.Kind.IsLocal():
		p.Local, p.University = partner.ID, proposer.ID
	default:
		ps.Add("partner", "partnership.kinds", nil)
	}
	if p.What == "" {
		ps.Add("what", "partnership.what_missing", nil)
	}
	switch {
	case p.From.IsZero():
		ps.Add("from", "partnership.from_missing", nil)
	case !p.To.IsZero() && p.To < p.From:
		ps.Add("to", "partnership.to_before_from", nil)
	default:
		begins(&ps, "from", p.From, on)
		ahead(&ps, "to", p.To, "", on)
	}
	p.ProposedBy, p.State = proposer.ID, PartnershipProposed
	return p, ps.Err()
}

// IsNew refuses a proposal that repeats one of the proposer's partnerships: two
// that say the same of the same pair are never alive at once.
func (p Partnership) IsNew(known []Partnership) error {
	if slices.ContainsFunc(known, p.repeats) {
		return Bad("partner", "partnership.there_already", nil)
	}
	return nil
}

// repeats says that another partnership of the same pair and sort is alive in
// the same time.
func (p Partnership) repeats(other Partnership) bool {
	alive := other.State == PartnershipProposed || other.State == PartnershipConfirmed
	return alive && other.Local == p.Local && other.University == p.University && other.Office == p.Office &&
		(other.To.IsZero() || p.From <= other.To) && (p.To.IsZero() || other.From <= p.To)
}

// SaysSame says whether two proposals say the same, both unanswered: what a
// second press of the same button repeats.
func (p Partnership) SaysSame(other Partnership) bool {
	p.ID, p.Version = other.ID, other.Version
	return p == other
}

// Joins says that the body is one of the two.
func (p Partnership) Joins(body ID) bool { return p.Local == body || p.University == body }

// Stands says whether the partnership joins the two on a day, past or to come:
// one that is ended with a last day stands until that day is over.
func (p Partnership) Stands(on Day) bool {
	agreed := p.State == PartnershipConfirmed || p.State == PartnershipEnded
	return agreed && p.From <= on && (p.To.IsZero() || on <= p.To)
}

// Other is the partner of a body.
func (p Partnership) Other(body ID) ID {
	if p.Local == body {
		return p.University
	}
	return p.Local
}

// ConfirmPartnership is the other body's yes; the proposer's own is refused.
func ConfirmPartnership(p Partnership, body ID) (Partnership, error) {
	return answerPartnership(p, body, PartnershipConfirmed)
}

// DeclinePartnership refuses what the other body proposed.
func DeclinePartnership(p Partnership, body ID) (Partnership, error) {
	return answerPartnership(p, body, PartnershipDeclined)
}

func answerPartnership(p Partnership, body ID, to PartnershipState) (Partnership, error) {
	if p.State != PartnershipProposed {
		return p, Clash("partnership.not_proposed", p)
	}
	if p.ProposedBy == body {
		return p, Refused("partnership.own_proposal", nil)
	}
	p.State = to
	return p, nil
}

// EndPartnership ends a confirmed partnership, asked for on a day, with its last
// one: from its first day on, and no later than the last day that the two agreed.
// What both confirmed is never made undone. A proposal is withdrawn.
func EndPartnership(p Partnership, last, on Day) (Partnership, error) {
	switch p.State {
	case PartnershipProposed:
		p.State = PartnershipWithdrawn
		return p, nil
	case PartnershipConfirmed:
	default:
		return p, Clash("partnership.over", p)
	}
	var ps Problems
	switch {
	case last < p.From:
		ps.Add("last", "partnership.last_before_from", Args{"From": p.From})
	case !p.To.IsZero() && last > p.To:
		ps.Add("last", "partnership.last_after_to", Args{"To": p.To})
	default:
		within(&ps, "last", last, on)
	}
	if err := ps.Err(); err != nil {
		return p, err
	}
	p.State, p.To = PartnershipEnded, last
	return p, nil
}
