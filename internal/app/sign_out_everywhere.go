package app

import (
	"context"

	"heed/internal/domain"
	"heed/internal/store"
)

// SignOutEverywhere ends every session of the person who asks, the present one
// too.
func (a *App) SignOutEverywhere(ctx context.Context, actor domain.Actor) error {
	if !actor.SignedIn() {
		return domain.Missing()
	}
	return a.write(ctx, func(tx *store.Tx) error {
		person, err := tx.Person(actor.Person.ID)
		if err != nil {
			return err
		}
		person.Epoch++
		event := personEvent(domain.SignedOutEverywhere, actor, person)
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutPerson(&person)
	})
}
