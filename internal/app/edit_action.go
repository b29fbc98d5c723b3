package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// EditAction changes what may change in an action at any time.
type EditAction struct {
	ID       domain.ID
	Guard    int // version of the action that the person had before them
	Duties   []domain.DutyKey
	What     string
	Owner    string
	Status   domain.ActionStatus
	Evidence []domain.ID
}

// EditAction saves the words, the owner, the duties, the evidence and any
// status but *done*: that, and a new date, are proposed and signed (R23).
func (a *App) EditAction(ctx context.Context, actor domain.Actor, in EditAction) (domain.Action, error) {
	var saved domain.Action
	err := a.write(ctx, func(tx *store.Tx) error {
		action, err := a.actionOf(tx, actor, access.EditAction, in.ID)
		if err != nil {
			return err
		}
		body, duties, err := a.dutiesFor(tx, actor, in.Duties)
		if err != nil {
			return err
		}
		if body.ID != action.BodyID {
			return domain.Bad("duties", "action.one_body", nil)
		}
		if err := inLibrary(tx, body.ID, in.Evidence); err != nil {
			return err
		}
		edited := domain.Action{What: in.What, Owner: in.Owner, Duties: duties, Evidence: in.Evidence, Status: in.Status}
		if saved, err = domain.EditAction(action, edited); err != nil {
			return err
		}
		if saved.SaysSame(action) {
			return nil
		}
		if action.Version != in.Guard {
			return domain.Clash("action.changed", action)
		}
		return putAction(tx, actor, domain.ActionChanged, &saved)
	})
	return saved, err
}

// actionOf loads an action and asks whether the actor may use the verb on every
// duty that it serves.
func (a *App) actionOf(tx *store.Tx, actor domain.Actor, verb access.Verb, id domain.ID) (domain.Action, error) {
	action, err := tx.Action(id)
	if err != nil {
		return domain.Action{}, err
	}
	body, err := tx.Body(action.BodyID)
	if err != nil {
		return domain.Action{}, err
	}
	for _, id := range action.Duties {
		duty, err := tx.Duty(id)
		if err != nil {
			return domain.Action{}, err
		}
		if err := a.may(actor, verb, access.DutyOf(duty, body)); err != nil {
			return domain.Action{}, err
		}
	}
	return action, nil
}
