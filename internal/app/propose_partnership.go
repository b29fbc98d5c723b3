package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ProposePartnership says that two bodies work together.
type ProposePartnership struct {
	Body    string // code of the proposer
	Partner string // code of the other
	What    string
	Office  bool // they share an integrated research office
	From    domain.Day
	To      domain.Day
}

// ProposePartnership records what one body proposes and the other is to answer
// (R17). Either side may, and across nations too. A second press of the same button
// is answered like the first.
func (a *App) ProposePartnership(ctx context.Context, actor domain.Actor, in ProposePartnership) (domain.Partnership, error) {
	var proposed domain.Partnership
	err := a.write(ctx, func(tx *store.Tx) error {
		body, err := a.bodyOf(tx, actor, access.Partner, in.Body)
		if err != nil {
			return err
		}
		partner, err := tx.BodyByCode(in.Partner)
		if missing(err) || (err == nil && !partner.Current(tx.Today())) {
			return domain.Bad("partner", "partnership.partner_unknown", nil)
		}
		if err != nil {
			return err
		}
		p := domain.Partnership{What: in.What, Office: in.Office, From: in.From, To: in.To}
		if proposed, err = domain.NewPartnership(p, body, partner, tx.Today()); err != nil {
			return err
		}
		if before, again, err := proposedLast(tx, actor, proposed); again || err != nil {
			proposed = before
			return err
		}
		known, err := tx.PartnershipsOf(body.ID)
		if err != nil {
			return err
		}
		if err := proposed.IsNew(known); err != nil {
			return err
		}
		proposed.ID = tx.NewID()
		event := domain.Event{Type: domain.PartnershipProposedE, Actor: actor.ID(), Body: body.ID}
		event.Facts = facts(proposed.Facts())
		row := domain.Sealed{Kind: domain.SealedPartnership, BodyID: body.ID, Re: proposed.ID}
		if err := sealFor(tx, &event, row, proposed); err != nil {
			return err
		}
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutPartnership(&proposed)
	})
	return proposed, err
}
