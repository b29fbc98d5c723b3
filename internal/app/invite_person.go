package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// InvitePerson makes a new one-time link for somebody whose last one ran out or
// got lost. It is refused once they have a password: whoever could set it anew
// could sign in their name.
func (a *App) InvitePerson(ctx context.Context, actor domain.Actor, id domain.ID) (Invitation, error) {
	var invited Invitation
	err := a.write(ctx, func(tx *store.Tx) error {
		person, err := tx.Person(id)
		if err != nil {
			return err
		}
		if err := a.mayInvite(tx, actor, person); err != nil {
			return err
		}
		credential, err := tx.Credential(id)
		if err != nil && !missing(err) {
			return err
		}
		if credential.PasswordHash != "" {
			return domain.Refused("invite.has_password", nil)
		}
		invited, err = invite(tx, person)
		return err
	})
	return invited, err
}

// mayInvite asks where the person works, or what they hold where they work for
// no body.
func (a *App) mayInvite(tx *store.Tx, actor domain.Actor, person domain.Person) error {
	if person.BodyID != "" {
		employer, err := tx.Body(person.BodyID)
		if err != nil {
			return err
		}
		return a.may(actor, access.AddPerson, access.At(employer.Path))
	}
	held, err := heldBy(tx, person.ID)
	if err != nil {
		return err
	}
	for _, m := range held {
		if a.access.Can(actor, access.AddPerson, access.At(m.Path)) {
			return nil
		}
	}
	return domain.Missing()
}
