package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/demo"
	"heed/internal/domain"
	"heed/internal/store"
)

// GeneratePeople adds the people of a demonstration with their roles, and notes
// which bodies they were reached through. It is refused in a real database.
func (a *App) GeneratePeople(ctx context.Context, actor domain.Actor, people []demo.Invited, reached func(domain.ID) bool) error {
	return a.write(ctx, func(tx *store.Tx) error {
		if err := a.mayGenerate(tx, actor); err != nil {
			return err
		}
		for i := range people {
			if err := a.generatePerson(tx, actor, &people[i], reached); err != nil {
				return err
			}
		}
		return nil
	})
}

// mayGenerate asks for the operator in a database that is marked as a
// demonstration; in any other there is nothing to generate (R20).
func (a *App) mayGenerate(tx *store.Tx, actor domain.Actor) error {
	if err := a.may(actor, access.Generate, access.At(everywhere)); err != nil {
		return err
	}
	kind, err := tx.Instance()
	if err == nil && kind != store.Demo {
		err = domain.Refused("generate.not_a_demonstration", nil)
	}
	return err
}

func (a *App) generatePerson(tx *store.Tx, actor domain.Actor, p *demo.Invited, reached func(domain.ID) bool) error {
	if err := putNewPerson(tx, actor, &p.Person); err != nil {
		return err
	}
	for i := range p.Memberships {
		if err := putMembership(tx, actor, domain.MembershipGranted, &p.Memberships[i]); err != nil {
			return err
		}
	}
	if !reached(p.Person.BodyID) {
		return nil
	}
	return reach(tx, p.Person, p.Person.BodyID)
}
