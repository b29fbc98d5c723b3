package app

import (
	"context"
	"slices"
	"time"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/signin"
	"heed/internal/store"
)

// Grant is a role somewhere, as a form fills it.
type Grant struct {
	Role domain.Role
	Body string // code, of a reporter's or approver's body
	Area string // path, of everybody else's
	Recs []int  // only these recommendations; empty is all (R15)
	From domain.Day
	To   domain.Day // a deputy's last day, or ""
}

// AddPerson is somebody new with a first role.
type AddPerson struct {
	Name  string
	Email string
	Post  string
	Body  string // code of the employer; "" for somebody who works for none of them
	First Grant
}

// Invitation is a person with the token of the one-time link with which they
// set a password. The token is shown once and kept nowhere.
type Invitation struct {
	Person  domain.Person
	Token   string
	Expires time.Time
}

// AddPerson adds somebody with a first role and returns their invitation. An
// address that is taken is refused. A second press of the same button adds nobody,
// and its invitation has no token: the first one's was shown, and works.
func (a *App) AddPerson(ctx context.Context, actor domain.Actor, in AddPerson) (Invitation, error) {
	var invited Invitation
	err := a.write(ctx, func(tx *store.Tx) error {
		person, err := a.newPerson(tx, actor, in)
		if err != nil {
			return err
		}
		if before, again, err := addedLast(tx, actor, person, in.First); again || err != nil {
			invited.Person = before
			return err
		}
		if err := checkNew(tx, person); err != nil {
			return err
		}
		if err := putNewPerson(tx, actor, &person); err != nil {
			return err
		}
		if _, err := a.grant(tx, actor, person.ID, in.First); err != nil {
			return err
		}
		invited, err = invite(tx, person)
		return err
	})
	return invited, err
}

// newPerson asks whether the actor may add somebody there.
func (a *App) newPerson(tx *store.Tx, actor domain.Actor, in AddPerson) (domain.Person, error) {
	person := domain.Person{ID: tx.NewID(), Name: in.Name, Email: domain.Address(in.Email), Post: in.Post}
	if in.Body == "" {
		place, err := placeOf(tx, in.First)
		if err != nil {
			return domain.Person{}, err
		}
		if err := a.may(actor, access.AddPerson, access.At(place.Path)); err != nil {
			return domain.Person{}, err
		}
	} else {
		employer, err := a.bodyOf(tx, actor, access.AddPerson, in.Body)
		if err != nil {
			return domain.Person{}, err
		}
		person.BodyID = employer.ID
	}
	return person, nil
}

// checkNew finds every fault of the person at once.
func checkNew(tx *store.Tx, person domain.Person) error {
	problems := person.Check()
	if _, err := tx.PersonByEmail(person.Email); err == nil {
		problems.Add("email", "person.email_taken", nil)
	} else if !missing(err) {
		return err
	}
	return problems.Err()
}

func putNewPerson(tx *store.Tx, actor domain.Actor, person *domain.Person) error {
	event := personEvent(domain.PersonAdded, actor, *person)
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutPerson(person)
}

// personEvent starts an event about a person; names stay out of the record.
func personEvent(of domain.EventType, actor domain.Actor, person domain.Person) domain.Event {
	event := domain.Event{Type: of, Actor: actor.ID(), Body: person.BodyID}
	event.Facts = facts(personFacts{person.ID})
	return event
}

// personFacts name the person that an event is about.
type personFacts struct {
	Person domain.ID `json:"person"`
}

// invite gives a person a fresh one-time link; an earlier one is worth nothing
// from here on.
func invite(tx *store.Tx, person domain.Person) (Invitation, error) {
	credential, err := tx.Credential(person.ID)
	if err != nil && !missing(err) {
		return Invitation{}, err
	}
	link := signin.NewLink(tx.Now())
	credential.PersonID, credential.SetTokenHash, credential.SetTokenExpires = person.ID, link.Hash, link.ExpiresAt
	if err := tx.PutCredential(&credential); err != nil {
		return Invitation{}, err
	}
	return Invitation{Person: person, Token: link.Token, Expires: link.ExpiresAt}, nil
}

// placeOf is where a grant puts a membership: a body of the register, or an
// area that covers one.
func placeOf(tx *store.Tx, g Grant) (domain.Membership, error) {
	m := domain.Membership{Role: g.Role, Area: g.Area, Path: g.Area, Recs: g.Recs, From: g.From, To: g.To}
	if g.Body != "" {
		body, err := tx.BodyByCode(g.Body)
		if err != nil {
			return domain.Membership{}, err
		}
		m.BodyID, m.Path = body.ID, body.Path
		return m, nil
	}
	all, err := tx.Bodies()
	if err != nil {
		return domain.Membership{}, err
	}
	covers := slices.ContainsFunc(all, func(b domain.Body) bool { return b.Path != g.Area && domain.Covers(g.Area, b.Path) })
	if !covers {
		return domain.Membership{}, domain.Bad("on", "membership.place_unknown", nil)
	}
	return m, nil
}
