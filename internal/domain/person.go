package domain

import (
	"slices"
	"time"
)

// Role is what a membership lets its holder do; policies/ says what that is.
type Role string

// The roles. Clock and Operator are actors without a person; Public is
// everybody who has not signed in.
const (
	Reporter      Role = "reporter"
	Approver      Role = "approver"
	Reviewer      Role = "reviewer"
	OversightLead Role = "oversight_lead"
	Observer      Role = "observer"
	Assurer       Role = "assurer"
	Auditor       Role = "auditor"
	Administrator Role = "administrator"
	PublicRole    Role = "public"
	Clock         Role = "clock"
	Operator      Role = "operator"
)

// PersonRoles is every role that a membership can hold, in the order of pages.
func PersonRoles() []Role {
	return []Role{Reporter, Approver, Reviewer, OversightLead, Observer, Assurer, Auditor, Administrator}
}

// Person is somebody who signs in.
type Person struct {
	ID      ID         `json:"id"`
	Name    string     `json:"name"`
	Email   string     `json:"email"`   // lower case, unique
	Post    string     `json:"post"`    // job title: what the public sees instead of the name
	BodyID  ID         `json:"body_id"` // employer: decides whose returns are their own (R5)
	Epoch   int        `json:"epoch"`   // sessions of an earlier epoch are over
	SeenAt  time.Time  `json:"seen_at"` // first sign-in, zero before it
	Ended   bool       `json:"ended"`
	Demo    *Situation `json:"demo,omitempty"`
	Version int        `json:"version"`
}

// Situation tells what a demonstration person is there to try (R20). Its texts
// are generated with the person and only ever shown in a demonstration.
type Situation struct {
	Key   string `json:"key"` // dhsc_lead; a catalogue key too
	Order int    `json:"order"`
}

// Membership is a role on an area or on a body, and covers all below it.
type Membership struct {
	ID        ID     `json:"id"`
	PersonID  ID     `json:"person_id"`
	Role      Role   `json:"role"`
	Area      string `json:"area,omitempty"`    // a path of areas, or "" when on a body
	BodyID    ID     `json:"body_id,omitempty"` // or "" when on an area
	Recs      []int  `json:"recs,omitempty"`    // only these recommendations; empty is all (R15)
	From      Day    `json:"from,omitempty"`
	To        Day    `json:"to,omitempty"` // a deputy's last day; "" is open (R10)
	Confirmed bool   `json:"confirmed"`    // an approver counts once confirmed (R10)
	Version   int    `json:"version"`

	Path string `json:"-"` // where it sits now: the area, or the body's path; filled when loaded
}

// Active says whether the membership counts on a day.
func (m Membership) Active(on Day) bool {
	return (m.From.IsZero() || m.From <= on) && (m.To.IsZero() || on <= m.To) &&
		(m.Role != Approver || m.Confirmed)
}

// CoversRec says whether the membership reaches a recommendation; 0 asks about
// the body itself rather than one of its duties.
func (m Membership) CoversRec(no int) bool {
	return no == 0 || len(m.Recs) == 0 || slices.Contains(m.Recs, no)
}

// Actor is who does something: a person with their memberships and the duties
// assigned to them, the clock, the operator, or the public.
type Actor struct {
	Role        Role // Clock, Operator or PublicRole; "" for a person
	Person      Person
	Memberships []Membership // active ones, paths filled
	Assigned    []ID         // duties given to them to review (R5)
}

// ID is the person's id, or the role's name for actors who are no person.
func (a Actor) ID() ID {
	if a.Role != "" {
		return ID(a.Role)
	}
	return a.Person.ID
}

// SignedIn says that the actor is a person.
func (a Actor) SignedIn() bool { return a.Role == "" && a.Person.ID != "" }

// Has says whether any membership of the actor holds one of the roles.
func (a Actor) Has(roles ...Role) bool {
	return slices.ContainsFunc(a.Memberships, func(m Membership) bool { return slices.Contains(roles, m.Role) })
}
