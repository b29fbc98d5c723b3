package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// MakeAdministrator is the operator's way to the first administrator.
type MakeAdministrator struct {
	Name  string
	Email string
	Post  string
}

// MakeAdministrator adds an administrator of the whole installation and returns
// their invitation. Of one who is there already it makes a new invitation, with
// which a lost password is set again; somebody with another role is refused,
// since an administrator holds no other.
func (a *App) MakeAdministrator(ctx context.Context, actor domain.Actor, in MakeAdministrator) (Invitation, error) {
	var invited Invitation
	err := a.write(ctx, func(tx *store.Tx) error {
		if err := a.may(actor, access.MakeAdministrator, access.At(everywhere)); err != nil {
			return err
		}
		person, err := tx.PersonByEmail(domain.Address(in.Email))
		if missing(err) {
			person = domain.Person{ID: tx.NewID(), Name: in.Name, Email: domain.Address(in.Email), Post: in.Post}
			if err := person.Check().Err(); err != nil {
				return err
			}
			err = putNewPerson(tx, actor, &person)
		}
		if err != nil {
			return err
		}
		if err := administer(tx, actor, person.ID); err != nil {
			return err
		}
		invited, err = invite(tx, person)
		return err
	})
	return invited, err
}

// everywhere is the area of an administrator: all of the United Kingdom.
const everywhere = "uk"

// administer makes a person an administrator, unless they are one.
func administer(tx *store.Tx, actor domain.Actor, person domain.ID) error {
	m := domain.Membership{PersonID: person, Role: domain.Administrator, Area: everywhere, From: tx.Today()}
	held, err := heldBy(tx, person)
	if err != nil {
		return err
	}
	if err := domain.MayGrant(m, held, actor); err != nil {
		return err
	}
	if len(held) > 0 {
		return nil
	}
	m.ID = tx.NewID()
	return putMembership(tx, actor, domain.MembershipGranted, &m)
}
