package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// EndMembership takes a role from a person; the record keeps that they held it.
// Nobody ends their own. A second press is answered like the first.
func (a *App) EndMembership(ctx context.Context, actor domain.Actor, id domain.ID) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := tx.Membership(id)
		if missing(err) {
			again, readErr := endedLast(tx, actor, id)
			if again || readErr != nil {
				return readErr
			}
		}
		if err != nil {
			return err
		}
		return a.endMembership(tx, actor, m)
	})
}

func (a *App) endMembership(tx *store.Tx, actor domain.Actor, m domain.Membership) error {
	if err := a.may(actor, roleVerb(m.Role, access.EndMembership), access.At(m.Path)); err != nil {
		return err
	}
	if err := domain.MayEnd(m, actor); err != nil {
		return err
	}
	event := membershipEvent(domain.MembershipEnded, actor, m)
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.EndMembership(m.ID)
}
