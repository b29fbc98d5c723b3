package domain

import "slices"

// OwnGroup is every body that counts as *own* for somebody who works at a body
// (R5): the body, its government, and among governments, funders and national
// bodies whoever sponsors it or is sponsored by it. A government and its
// departments are one: DHSC counts as the UK Government. Trusts and Boards are
// never drawn in, whatever their parent says. The result holds body ids.
func OwnGroup(of Body, all []Body) []ID {
	own := []ID{of.ID}
	if !sponsorable(of.Kind) {
		return own
	}
	var few []Body // most of a register are Trusts, Boards and universities
	for i := range all {
		if sponsorable(all[i].Kind) {
			few = append(few, all[i])
		}
	}
	side := withGovernment(of, few)
	for _, other := range few {
		if other.ID != of.ID && sameSide(side, withGovernment(other, few)) {
			own = append(own, other.ID)
		}
	}
	return own
}

// OwnOf is every body that counts as *own* for a person with some memberships,
// paths filled (R5): what is own for the body they work for, for each whose returns
// they write or sign, and for the departments that lead a nation's oversight where
// they review or lead it. Nothing of it rests on what somebody remembered to fill in
// about their employer alone. The result holds body ids, some twice.
func OwnOf(p Person, held []Membership, all []Body) []ID {
	var own []ID
	for _, b := range all {
		if isOf(p, held, b) {
			own = append(own, OwnGroup(b, all)...)
		}
	}
	return own
}

// OwnKinds are the kinds of bodies that can be own by way of another one; OwnBodies
// are the ids of those that somebody works, writes or signs for. OwnOf finds the
// same among these as among all.
func OwnKinds() []BodyKind { return []BodyKind{Government, Funder, NationalBody} }

// OwnBodies is told beside OwnKinds.
func OwnBodies(p Person, held []Membership) []ID {
	ids := []ID{p.BodyID}
	for _, m := range held {
		ids = append(ids, m.BodyID)
	}
	return slices.DeleteFunc(ids, func(id ID) bool { return id == "" })
}

// OwnsAlone says whether a body can only be somebody's own by itself, as Trusts and
// Boards are, and then whether it is this person's: nobody need be asked who else
// there is.
func OwnsAlone(p Person, held []Membership, b Body) (own, alone bool) {
	return isOf(p, held, b), !sponsorable(b.Kind)
}

func isOf(p Person, held []Membership, b Body) bool {
	return b.ID == p.BodyID || slices.ContainsFunc(held, func(m Membership) bool { return m.actsFor(b) })
}

// actsFor says that whoever holds the membership speaks for a body, or decides for it.
func (m Membership) actsFor(b Body) bool {
	switch m.Role {
	case Reporter, Approver:
		return m.BodyID == b.ID
	case Reviewer, OversightLead:
		return b.Leads && OverseenBy(b.Nation) == OverseenBy(NationOf(m.Path))
	}
	return false
}

// withGovernment is a body; a government comes with its departments, and a
// department with its government.
func withGovernment(of Body, all []Body) []Body {
	side := []Body{of}
	if of.Kind != Government {
		return side
	}
	for _, other := range all {
		linked := other.Parent == of.Code || of.Parent == other.Code || sponsors(other, of) || sponsors(of, other)
		if other.ID != of.ID && other.Kind == Government && linked {
			side = append(side, other)
		}
	}
	return side
}

func sameSide(side, others []Body) bool {
	for _, a := range side {
		for _, b := range others {
			if a.ID == b.ID || (sponsorable(a.Kind) && sponsorable(b.Kind) && (sponsors(a, b) || sponsors(b, a))) {
				return true
			}
		}
	}
	return false
}

func sponsors(a, b Body) bool { return slices.Contains(b.Sponsors, a.Code) }

func sponsorable(k BodyKind) bool {
	return slices.Contains(OwnKinds(), k)
}

// Assignment gives one duty's reviews to somebody who is not its own oversight:
// an assurer, or another nation's reviewer where both oversights recorded that
// they agree (R5). One that names a spot check gives that check of the duty, and
// no review (R22).
type Assignment struct {
	ID       ID   `json:"id"`
	DutyID   ID   `json:"duty_id"`
	PersonID ID   `json:"person_id"`
	Check    ID   `json:"check,omitempty"`
	By       ID   `json:"by"`
	Ended    bool `json:"ended"`
	Version  int  `json:"version,omitempty"`
}

// Give adds to the actor what some assignments give them.
func (a *Actor) Give(all []Assignment) {
	for _, given := range all {
		switch {
		case given.Ended:
		case given.Check != "":
			a.Checking = append(a.Checking, given.DutyID)
		default:
			a.Assigned = append(a.Assigned, given.DutyID)
		}
	}
}

// Agreement records that two nations' oversights review each other's own
// returns: proposed by one, confirmed by the other (R5).
type Agreement struct {
	ID        ID     `json:"id"`
	Proposer  Nation `json:"proposer"`
	Other     Nation `json:"other"`
	Confirmed bool   `json:"confirmed"`
	Ended     bool   `json:"ended"`
	Version   int    `json:"version,omitempty"`
}

// MayBeAssigned refuses to give a duty's reviews to somebody whose own it is,
// and to anyone but an assurer or the oversight of another nation that agreed
// to it (R5). Held are the person's active memberships, paths filled.
func MayBeAssigned(owing Body, own bool, held []Membership, agreements []Agreement) error {
	if own {
		return Bad("person", "assign.own", nil)
	}
	nation := OverseenBy(owing.Nation)
	fits := slices.ContainsFunc(held, func(m Membership) bool {
		switch m.Role {
		case Assurer:
			return true
		case Reviewer, OversightLead:
			from := OverseenBy(NationOf(m.Path))
			return slices.ContainsFunc(agreements, func(a Agreement) bool { return a.Joins(nation, from) })
		}
		return false
	})
	if !fits {
		return Bad("person", "assign.nobody_agreed", nil)
	}
	return nil
}

// Joins says that the agreement stands between two different nations.
func (a Agreement) Joins(one, other Nation) bool {
	return a.Confirmed && !a.Ended && a.between(one, other)
}

func (a Agreement) between(one, other Nation) bool {
	return (a.Proposer == one && a.Other == other) || (a.Proposer == other && a.Other == one)
}

// NewAgreement is what one nation's oversight proposes to another's. Between
// two nations one is alive at a time.
func NewAgreement(a Agreement, known []Agreement) (Agreement, error) {
	if a.Other == a.Proposer || a.Other == UK || !slices.Contains(Nations(), a.Other) {
		return a, Bad("other", "agreement.other", nil)
	}
	there := slices.IndexFunc(known, func(k Agreement) bool { return !k.Ended && k.between(a.Proposer, a.Other) })
	if there >= 0 {
		return a, Clash("agreement.there_already", known[there])
	}
	a.Confirmed, a.Ended = false, false
	return a, nil
}

// ConfirmAgreement is the other nation's yes.
func ConfirmAgreement(a Agreement, by Nation) (Agreement, error) {
	switch {
	case a.Ended || a.Confirmed:
		return a, Clash("agreement.changed", a)
	case a.Other != by:
		return a, Refused("agreement.own_proposal", nil)
	}
	a.Confirmed = true
	return a, nil
}

// EndAgreement ends an agreement, or takes a proposal back: either nation may.
func EndAgreement(a Agreement) (Agreement, error) {
	if a.Ended {
		return a, Clash("agreement.changed", a)
	}
	a.Ended = true
	return a, nil
}
