package app

import (
	"context"
	"slices"

	"heed/internal/domain"
	"heed/internal/store"
)

// DeclareClients keeps the bodies that somebody works for beside their post, by
// code, so that nobody gives them a claim of theirs to check (R22). It is said of
// oneself. Of a client whose claims they already have they judge none.
func (a *App) DeclareClients(ctx context.Context, actor domain.Actor, codes []string) error {
	return a.write(ctx, func(tx *store.Tx) error {
		if !actor.SignedIn() {
			return domain.Missing()
		}
		declared, err := tx.Clients(actor.Person.ID)
		if err != nil {
			return err
		}
		var bodies []domain.ID
		for _, code := range codes {
			body, err := tx.BodyByCode(code)
			if err != nil {
				return err
			}
			if !slices.Contains(bodies, body.ID) {
				bodies = append(bodies, body.ID)
			}
		}
		if slices.Equal(bodies, declared.Bodies) {
			return nil
		}
		declared.Bodies = bodies
		event := domain.Event{Type: domain.ClientsDeclared, Actor: actor.ID(), Facts: facts(struct {
			Bodies []domain.ID `json:"bodies"`
		}{bodies})}
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutClients(&declared)
	})
}
