package domain

import (
	"net/mail"
	"slices"
	"strings"
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
	Ended   bool       `json:"ended"`   // the account is over: no way in, no role
	Demo    *Situation `json:"demo,omitempty"`
	Version int        `json:"version"`
}

// Check says what is wrong with a person as they are to be added. The e-mail
// address must be in the form that Address gives.
func (p Person) Check() Problems {
	var ps Problems
	if p.Name == "" {
		ps.Add("name", "person.name_missing", nil)
	}
	if address, err := mail.ParseAddress(p.Email); err != nil || address.Address != p.Email {
		ps.Add("email", "person.email", nil)
	}
	if p.Post == "" {
		ps.Add("post", "person.post_missing", nil)
	}
	return ps
}

// SaysSame says whether a person is the very one that a form describes: what a
// second press of the button that adds one repeats.
func (p Person) SaysSame(other Person) bool {
	return p.Name == other.Name && p.Email == other.Email && p.Post == other.Post && p.BodyID == other.BodyID && !p.Ended
}

// Address is an e-mail address as it is kept and compared: without spaces
// around it, in lower case.
func Address(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

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
	Version   int    `json:"version,omitempty"`

	Path string   `json:"-"` // where it sits now: the area, or the body's path; filled when loaded
	Kind BodyKind `json:"-"` // of its body, "" on an area; filled when loaded
}

// Active says whether the membership counts on a day.
func (m Membership) Active(on Day) bool {
	return (m.From.IsZero() || m.From <= on) && (m.To.IsZero() || on <= m.To) &&
		!m.Unconfirmed()
}

// Unconfirmed says that somebody is to sign and can't yet: nobody has confirmed
// them (R10).
func (m Membership) Unconfirmed() bool { return m.Role == Approver && !m.Confirmed }

// Ended says that the membership is over on a day.
func (m Membership) Ended(on Day) bool { return !m.To.IsZero() && m.To < on }

// OfBody says that a role is held by a body's own people, on their body alone.
func (r Role) OfBody() bool { return r == Reporter || r == Approver }

// Check says what is wrong with a membership as it is to be granted on a day. Reporters
// and approvers hold theirs on a body, everybody else on an area; only the
// former can be limited to some recommendations (R15).
func (m Membership) Check(on Day) Problems {
	var ps Problems
	switch {
	case !slices.Contains(PersonRoles(), m.Role):
		ps.Add("role", "membership.role_missing", nil)
	case m.Role.OfBody() && (m.BodyID == "" || m.Area != ""):
		ps.Add("on", "membership.needs_body", nil)
	case !m.Role.OfBody() && (m.Area == "" || m.BodyID != ""):
		ps.Add("on", "membership.needs_area", nil)
	case !m.Role.OfBody() && len(m.Recs) > 0:
		ps.Add("recs", "membership.recs_of_body_only", nil)
	}
	begins(&ps, "from", m.From, on)
	if !m.To.IsZero() && m.To < m.From {
		ps.Add("to", "membership.to_before_from", nil)
	} else {
		ahead(&ps, "to", m.To, "", on)
	}
	return ps
}

// Repeats says that a membership gives nothing that another doesn't give.
func (m Membership) Repeats(other Membership) bool {
	return m.PersonID == other.PersonID && m.Role == other.Role && m.Area == other.Area && m.BodyID == other.BodyID &&
		slices.Equal(m.Recs, other.Recs) && m.To == other.To
}

// MayGrant refuses a membership to oneself, an administrator's from anyone but
// an administrator or the operator, and an administrator's beside any other:
// an administrator holds no other role. Held are the person's memberships that
// are not over.
func MayGrant(m Membership, held []Membership, by Actor) error {
	if err := MayEnd(m, by); err != nil {
		return err
	}
	for _, h := range held {
		if (h.Role == Administrator) != (m.Role == Administrator) {
			return Bad("role", "membership.administrator_alone", nil)
		}
	}
	return nil
}

// MayEnd refuses to take a role from oneself, and an administrator's from anyone
// in the hands of others than an administrator or the operator.
func MayEnd(m Membership, by Actor) error {
	if by.SignedIn() && by.Person.ID == m.PersonID {
		return Refused("membership.own", nil)
	}
	if m.Role == Administrator && by.Role != Operator && !by.Has(Administrator) {
		return Refused("membership.administrator_by", nil)
	}
	return nil
}

// MayConfirmApprover refuses to let somebody's signature count in the hands of
// whoever drafts for the body or administers: they never appoint who signs, and
// nobody confirms themselves (R10).
func MayConfirmApprover(m Membership, by Actor) error {
	if by.Person.ID == m.PersonID {
		return Refused("membership.own", nil)
	}
	drafts := slices.ContainsFunc(by.Memberships, func(own Membership) bool {
		return own.Role == Administrator || (own.Role == Reporter && Covers(own.Path, m.Path))
	})
	if drafts {
		return Refused("approver.drafts_or_administers", nil)
	}
	return nil
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
	Unconfirmed []Membership // to sign once somebody confirms it (R10): these give no right
	Assigned    []ID         // duties given to them to review (R5)
	Checking    []ID         // duties whose claims were given to them to check (R22)
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
