package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ProposeAgreement asks another nation's oversight to review each other's own
// returns.
type ProposeAgreement struct {
	Nation domain.Nation // in whose name
	Other  domain.Nation
}

// ProposeAgreement records one side's half; it counts once the other has
// confirmed it (R5). A second press is answered like the first.
func (a *App) ProposeAgreement(ctx context.Context, actor domain.Actor, in ProposeAgreement) (domain.Agreement, error) {
	var proposed domain.Agreement
	err := a.write(ctx, func(tx *store.Tx) error {
		if err := a.mayInNation(actor, access.AgreeCrossReview, in.Nation); err != nil {
			return err
		}
		known, err := tx.Agreements()
		if err != nil {
			return err
		}
		if before, again, err := agreementLast(tx, actor, in, known); again || err != nil {
			proposed = before
			return err
		}
		if proposed, err = domain.NewAgreement(domain.Agreement{Proposer: in.Nation, Other: in.Other}, known); err != nil {
			return err
		}
		proposed.ID = tx.NewID()
		return putAgreement(tx, actor, &proposed)
	})
	return proposed, err
}

// AnswerAgreement is what one of the two nations makes of an agreement.
type AnswerAgreement struct {
	ID     domain.ID
	Nation domain.Nation // in whose name
}

// ConfirmAgreement is the other nation's yes.
func (a *App) ConfirmAgreement(ctx context.Context, actor domain.Actor, in AnswerAgreement) error {
	return a.write(ctx, func(tx *store.Tx) error {
		agreement, err := a.agreementOf(tx, actor, in)
		if err != nil {
			return err
		}
		if agreement.Confirmed && !agreement.Ended && agreement.Other == in.Nation {
			return nil
		}
		if agreement, err = domain.ConfirmAgreement(agreement, in.Nation); err != nil {
			return err
		}
		return putAgreement(tx, actor, &agreement)
	})
}

// EndAgreement ends an agreement in the name of either nation, and with it the
// reviews that were assigned on the strength of it. What was decided stands.
func (a *App) EndAgreement(ctx context.Context, actor domain.Actor, in AnswerAgreement) error {
	return a.write(ctx, func(tx *store.Tx) error {
		agreement, err := a.agreementOf(tx, actor, in)
		if err != nil || agreement.Ended {
			return err
		}
		if agreement, err = domain.EndAgreement(agreement); err != nil {
			return err
		}
		if err := putAgreement(tx, actor, &agreement); err != nil {
			return err
		}
		return endUnfounded(tx, actor)
	})
}

// agreementOf loads an agreement for one of its two nations.
func (a *App) agreementOf(tx *store.Tx, actor domain.Actor, in AnswerAgreement) (domain.Agreement, error) {
	if err := a.mayInNation(actor, access.AgreeCrossReview, in.Nation); err != nil {
		return domain.Agreement{}, err
	}
	all, err := tx.Agreements()
	if err != nil {
		return domain.Agreement{}, err
	}
	i := slices.IndexFunc(all, func(a domain.Agreement) bool {
		return a.ID == in.ID && (a.Proposer == in.Nation || a.Other == in.Nation)
	})
	if i < 0 {
		return domain.Agreement{}, domain.Missing()
	}
	return all[i], nil
}

func putAgreement(tx *store.Tx, actor domain.Actor, agreement *domain.Agreement) error {
	said := *agreement
	said.Version = 0
	event := domain.Event{Type: domain.AgreementChanged, Actor: actor.ID(), Facts: facts(said)}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutAgreement(agreement)
}

// endUnfounded ends the assignments that nobody could make any more.
func endUnfounded(tx *store.Tx, actor domain.Actor) error {
	held, err := tx.Memberships()
	if err != nil {
		return err
	}
	seen := map[domain.ID]bool{}
	for _, membership := range held {
		if membership.Role.OfBody() || seen[membership.PersonID] {
			continue
		}
		seen[membership.PersonID] = true
		if err := endUnfoundedOf(tx, actor, membership.PersonID); err != nil {
			return err
		}
	}
	return nil
}

func endUnfoundedOf(tx *store.Tx, actor domain.Actor, person domain.ID) error {
	assigned, err := tx.AssignmentsTo(person)
	if err != nil {
		return err
	}
	for _, assignment := range assigned {
		if assignment.Ended || assignment.Check != "" {
			continue
		}
		duty, err := tx.Duty(assignment.DutyID)
		if err != nil {
			return err
		}
		m, err := around(tx, duty)
		if err != nil {
			return err
		}
		err = mayBeAssigned(tx, m, person)
		if err == nil {
			continue
		}
		if domain.KindOf(err) != domain.Invalid {
			return err
		}
		assignment.Ended = true
		if err := m.assign(tx, actor, assignment); err != nil {
			return err
		}
	}
	return nil
}
