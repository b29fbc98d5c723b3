package domain

import "slices"

// OwnGroup is every body that counts as *own* for somebody who works at a body
// (R5): the body, its government, and among governments, funders and national
// bodies whoever sponsors it or is sponsored by it. A government and its
// departments are one: DHSC counts as the UK Government. Trusts and Boards are
// never drawn in, whatever their parent says. The result holds body ids.
func OwnGroup(of Body, all []Body) []ID {
	side := withGovernment(of, all)
	own := []ID{of.ID}
	for _, other := range all {
		if other.ID != of.ID && sameSide(side, withGovernment(other, all)) {
			own = append(own, other.ID)
		}
	}
	return own
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
	return k == Government || k == Funder || k == NationalBody
}

// Assignment gives one duty's reviews to somebody who is not its own oversight:
// an assurer, or another nation's reviewer where both oversights recorded that
// they agree (R5).
type Assignment struct {
	ID       ID   `json:"id"`
	DutyID   ID   `json:"duty_id"`
	PersonID ID   `json:"person_id"`
	By       ID   `json:"by"`
	Ended    bool `json:"ended"`
	Version  int  `json:"version"`
}

// Agreement records that two nations' oversights review each other's own
// returns: proposed by one, confirmed by the other (R5).
type Agreement struct {
	ID        ID     `json:"id"`
	Proposer  Nation `json:"proposer"`
	Other     Nation `json:"other"`
	Confirmed bool   `json:"confirmed"`
	Ended     bool   `json:"ended"`
	Version   int    `json:"version"`
}
