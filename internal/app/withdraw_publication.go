package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// WithdrawPublication takes a draft back.
type WithdrawPublication struct {
	ID     domain.ID
	Reason string
}

// WithdrawPublication ends a draft that is not to be issued. It stays in the
// record, has no number, and who could read it still does, with the reason;
// another can be prepared.
func (a *App) WithdrawPublication(ctx context.Context, actor domain.Actor, in WithdrawPublication) error {
	return a.write(ctx, func(tx *store.Tx) error {
		p, err := a.publicationFor(tx, actor, access.WithdrawPublic, in.ID)
		if err != nil {
			return err
		}
		if p.State() == domain.PublicationWithdrawn && p.End.Reason == in.Reason {
			return nil
		}
		if err := p.MayWithdraw(in.Reason); err != nil {
			return err
		}
		end := domain.PublicationEnd{State: domain.PublicationWithdrawn, Reason: in.Reason, By: actor.ID()}
		if err := tx.EndPublication(&p, end); err != nil {
			return err
		}
		event := domain.Event{Type: domain.PublicationWithdrewE, Actor: actor.ID(), Report: p.Report, Facts: facts(p.Facts())}
		return tx.Append(&event)
	})
}
