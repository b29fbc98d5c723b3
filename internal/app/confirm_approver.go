package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ConfirmApprover lets an approver's signature count. A body's first approver is
// confirmed by oversight, later ones by one who stands or by oversight; whoever
// drafts for the body or administers never appoints who signs (R10).
func (a *App) ConfirmApprover(ctx context.Context, actor domain.Actor, id domain.ID) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := tx.Membership(id)
		if err != nil {
			return err
		}
		if err := a.may(actor, access.ConfirmApprover, access.At(m.Path)); err != nil {
			return err
		}
		if m.Role != domain.Approver {
			return domain.Missing()
		}
		if err := domain.MayConfirmApprover(m, actor); err != nil {
			return err
		}
		if m.Confirmed {
			return nil
		}
		m.Confirmed = true
		return putMembership(tx, actor, domain.ApproverConfirmed, &m)
	})
}
