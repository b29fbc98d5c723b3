package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ProposeActionChange asks for what only an approver makes real.
type ProposeActionChange struct {
	ID     domain.ID
	Guard  int
	Done   bool
	Date   domain.Day // a new date, or "" to leave it
	Reason string     // why the date moves
}

// ProposeActionChange puts *done*, or a new date with its reason, before an
// approver (R23). What waited before is replaced.
func (a *App) ProposeActionChange(ctx context.Context, actor domain.Actor, in ProposeActionChange) error {
	return a.write(ctx, func(tx *store.Tx) error {
		action, err := a.actionOf(tx, actor, access.EditAction, in.ID)
		if err != nil {
			return err
		}
		change := domain.ActionChange{Done: in.Done, Date: in.Date, Reason: in.Reason, By: actor.ID()}
		if action.Pending != nil && *action.Pending == change {
			return nil
		}
		if action.Version != in.Guard {
			return domain.Clash("action.changed", action)
		}
		if action, err = domain.ProposeChange(action, change, tx.Today()); err != nil {
			return err
		}
		return putAction(tx, actor, domain.ActionChanged, &action)
	})
}
