package domain

import "slices"

// OwnGroup is every body that counts as *own* for somebody who works at a body
// (R5): the body, its government, and among governments, funders and national
// bodies whoever sponsors it or is sponsored by it. Trusts and Boards are never
// drawn in, whatever their parent says. The result holds body ids.
func OwnGroup(of Body, all []Body) []ID {
	own := []ID{of.ID}
	for _, other := range all {
		if other.ID != of.ID && related(of, other) {
			own = append(own, other.ID)
		}
	}
	return own
}

func related(a, b Body) bool {
	if !sponsorable(a.Kind) || !sponsorable(b.Kind) {
		return false
	}
	return slices.Contains(a.Sponsors, b.Code) || slices.Contains(b.Sponsors, a.Code) ||
		(a.Kind == Government && b.Kind == Government && (a.Parent == b.Code || b.Parent == a.Code))
}

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
