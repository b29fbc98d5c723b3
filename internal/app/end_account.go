package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// EndAccount ends every role of a person, their sessions, and their way in.
// It takes leave to end each of the roles; nobody ends their own account. What
// they wrote, signed and decided stays in the record. A second press is answered
// like the first.
func (a *App) EndAccount(ctx context.Context, actor domain.Actor, id domain.ID) error {
	return a.write(ctx, func(tx *store.Tx) error {
		person, err := tx.Person(id)
		if err != nil {
			return err
		}
		if person.Ended {
			if again, err := lockedLast(tx, actor, id); again || err != nil {
				return err // who works for no body is in nobody's care after the first press
			}
		}
		if err := a.mayEndAccount(tx, actor, person); err != nil || person.Ended {
			return err
		}
		held, err := heldBy(tx, id)
		if err != nil {
			return err
		}
		for _, m := range held {
			if err := a.endMembership(tx, actor, m); err != nil {
				return err
			}
		}
		person.Ended = true
		person.Epoch++
		event := personEvent(domain.PersonChanged, actor, person)
		event.Facts = facts(lockFacts{person.ID, true})
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutPerson(&person)
	})
}

// lockFacts say whose account was ended.
type lockFacts struct {
	Person domain.ID `json:"person"`
	Ended  bool      `json:"ended"`
}

// mayEndAccount asks where the person works; somebody who works for no body is
// asked about by their roles, each as it is ended.
func (a *App) mayEndAccount(tx *store.Tx, actor domain.Actor, person domain.Person) error {
	if actor.SignedIn() && actor.Person.ID == person.ID {
		return domain.Refused("membership.own", nil)
	}
	if person.BodyID == "" {
		return a.mayInvite(tx, actor, person)
	}
	employer, err := tx.Body(person.BodyID)
	if err != nil {
		return err
	}
	return a.may(actor, access.EndMembership, access.At(employer.Path))
}
