package app

import (
	"context"
	"time"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// noTime is the instant that says *not yet*.
var noTime = time.Time{}

// CloseRound ends a reporting period by hand. What was not submitted stays as a
// draft for the next round, and what was sent back can still be answered (R14).
// Closing what is closed already changes nothing and is no error: a second press
// is answered like the first.
func (a *App) CloseRound(ctx context.Context, actor domain.Actor, id domain.ID) error {
	return a.write(ctx, func(tx *store.Tx) error {
		round, err := tx.Round(id)
		if err != nil {
			return err
		}
		for _, nation := range round.Nations {
			if err := a.may(actor, access.CloseRound, access.At(nation.Path())); err != nil {
				return err
			}
		}
		if !round.ClosedAt.IsZero() {
			return nil
		}
		if !round.IsOpen() {
			return domain.Clash("round.not_open", round)
		}
		round.ClosedAt = tx.Now()
		event := domain.Event{Type: domain.RoundClosed, Actor: actor.ID(), Report: round.Report, Round: round.ID}
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutRound(&round)
	})
}
