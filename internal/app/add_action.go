package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AddAction is a dated step that a body commits to towards its duties.
type AddAction struct {
	Duties   []domain.DutyKey // of one body; at least one
	What     string
	Owner    string // a post
	Date     domain.Day
	Status   domain.ActionStatus
	Evidence []domain.ID
}

// AddAction records an action with its first date, which is kept for ever. It
// needs no sign-off (R23).
func (a *App) AddAction(ctx context.Context, actor domain.Actor, in AddAction) (domain.Action, error) {
	var added domain.Action
	err := a.write(ctx, func(tx *store.Tx) error {
		body, duties, err := a.dutiesFor(tx, actor, in.Duties)
		if err != nil {
			return err
		}
		added, err = domain.NewAction(domain.Action{
			BodyID: body.ID, Duties: duties, What: in.What, Owner: in.Owner, First: in.Date,
			Status: in.Status, Evidence: in.Evidence,
		}, tx.Today())
		if err != nil {
			return err
		}
		if err := inLibrary(tx, body.ID, in.Evidence); err != nil {
			return err
		}
		known, err := tx.ActionsOf(body.ID)
		if err != nil {
			return err
		}
		for _, before := range known {
			if before.SaysSame(added) {
				added = before
				return nil
			}
		}
		added.ID = tx.NewID()
		return putAction(tx, actor, domain.ActionAdded, &added)
	})
	return added, err
}

// dutiesFor are the duties that an action is to serve: at least one, all of one
// body, and all the actor's to act on.
func (a *App) dutiesFor(tx *store.Tx, actor domain.Actor, keys []domain.DutyKey) (domain.Body, []domain.ID, error) {
	var body domain.Body
	var duties []domain.ID
	for _, key := range keys {
		m, err := a.owedBy(tx, actor, access.EditAction, key)
		if err != nil {
			return domain.Body{}, nil, err
		}
		if body.ID != "" && body.ID != m.body.ID {
			return domain.Body{}, nil, domain.Bad("duties", "action.one_body", nil)
		}
		body, duties = m.body, append(duties, m.duty.ID)
	}
	if len(duties) == 0 {
		return domain.Body{}, nil, domain.Bad("duties", "action.duties_missing", nil)
	}
	return body, duties, nil
}

// inLibrary refuses evidence that the body's library doesn't hold.
func inLibrary(tx *store.Tx, body domain.ID, ids []domain.ID) error {
	if len(ids) == 0 {
		return nil
	}
	known, err := tx.EvidenceByIDs(ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if e, found := known[id]; !found || e.BodyID != body {
			return domain.Missing()
		}
	}
	return nil
}

// putAction saves an action with the event that says so. The whole of it is
// sealed, since its words may change again.
func putAction(tx *store.Tx, actor domain.Actor, of domain.EventType, action *domain.Action) error {
	event := domain.Event{Type: of, Actor: actor.ID(), Body: action.BodyID, Facts: facts(action.Facts())}
	row := domain.Sealed{Kind: domain.SealedAction, BodyID: action.BodyID, Re: action.ID}
	if err := sealFor(tx, &event, row, action); err != nil {
		return err
	}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutAction(action)
}
