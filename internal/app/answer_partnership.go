package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AnswerPartnership is the other body's answer to a proposal.
type AnswerPartnership struct {
	ID      domain.ID
	Body    string // code of the body that answers
	Confirm bool
}

// AnswerPartnership confirms a partnership or declines it. The body that
// proposed it never answers (R17).
func (a *App) AnswerPartnership(ctx context.Context, actor domain.Actor, in AnswerPartnership) error {
	return a.write(ctx, func(tx *store.Tx) error {
		p, body, err := a.partnershipOf(tx, actor, in.Body, in.ID)
		if err != nil {
			return err
		}
		answer, to := domain.DeclinePartnership, domain.PartnershipDeclined
		if in.Confirm {
			answer, to = domain.ConfirmPartnership, domain.PartnershipConfirmed
		}
		if p.State == to && p.ProposedBy != body.ID {
			return nil
		}
		if p, err = answer(p, body.ID); err != nil {
			return err
		}
		return putPartnership(tx, actor, domain.PartnershipAnswered, body, p)
	})
}

// partnershipOf loads a partnership for one of its two bodies; to anyone else it
// is missing.
func (a *App) partnershipOf(tx *store.Tx, actor domain.Actor, code string, id domain.ID) (domain.Partnership, domain.Body, error) {
	body, err := a.bodyOf(tx, actor, access.Partner, code)
	if err != nil {
		return domain.Partnership{}, domain.Body{}, err
	}
	p, err := tx.Partnership(id)
	if err == nil && !p.Joins(body.ID) {
		err = domain.Missing()
	}
	return p, body, err
}

func putPartnership(tx *store.Tx, actor domain.Actor, of domain.EventType, body domain.Body, p domain.Partnership) error {
	event := domain.Event{Type: of, Actor: actor.ID(), Body: body.ID, Facts: facts(p.Facts())}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutPartnership(&p)
}
