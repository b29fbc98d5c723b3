package app

import (
	"context"

	"heed/internal/domain"
	"heed/internal/store"
)

// EndPartnership ends a partnership, or takes a proposal back.
type EndPartnership struct {
	ID   domain.ID
	Body string     // code of the body that ends it
	Last domain.Day // its last day
}

// EndPartnership is either body's to do (R17). The partnership stands until its
// last day is over; a second press is answered like the first.
func (a *App) EndPartnership(ctx context.Context, actor domain.Actor, in EndPartnership) error {
	return a.write(ctx, func(tx *store.Tx) error {
		p, body, err := a.partnershipOf(tx, actor, in.Body, in.ID)
		if err != nil {
			return err
		}
		if in.Last.IsZero() {
			return domain.Bad("last", "partnership.last_missing", nil)
		}
		if p.State == domain.PartnershipWithdrawn || p.State == domain.PartnershipEnded && p.To == in.Last {
			return nil
		}
		if p, err = domain.EndPartnership(p, in.Last, tx.Today()); err != nil {
			return err
		}
		return putPartnership(tx, actor, domain.PartnershipEndedE, body, p)
	})
}
