package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// SignActionChange is the approver's answer to a proposed change.
type SignActionChange struct {
	ID    domain.ID
	Guard int
	Sign  bool // or give it back
}

// SignActionChange makes an action done or moves its date. Every move is a slip
// with its reason in the record; the first date stays (R23). Whoever asked for
// it never signs it. A second press of the same button is answered like the first.
func (a *App) SignActionChange(ctx context.Context, actor domain.Actor, in SignActionChange) error {
	return a.write(ctx, func(tx *store.Tx) error {
		action, err := a.actionOf(tx, actor, access.SignAction, in.ID)
		if err != nil {
			return err
		}
		if again, err := signedLast(tx, actor, action, in); again || err != nil {
			return err
		}
		if action.Version != in.Guard {
			return domain.Clash("action.changed", action)
		}
		signed, err := domain.SignChange(action, actor.ID(), in.Sign)
		if err != nil {
			return err
		}
		event := domain.Event{Type: domain.ActionSigned, Actor: actor.ID(), Body: action.BodyID}
		said := signed.Facts()
		said.Signed, said.AskedBy = &in.Sign, action.Pending.By
		event.Facts = facts(said)
		if signed.Present != action.Present {
			words := domain.Statement{Text: action.Pending.Reason, From: action.Present, To: signed.Present}
			row := domain.Sealed{Kind: domain.SealedSlip, BodyID: action.BodyID, Re: action.ID}
			if err := sealFor(tx, &event, row, words); err != nil {
				return err
			}
		}
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutAction(&signed)
	})
}
