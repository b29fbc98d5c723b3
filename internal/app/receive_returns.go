package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ReceiveReturn names one signed version that claims nothing new.
type ReceiveReturn struct {
	Key domain.DutyKey
	No  int
}

// ReceiveReturns takes several returns in on one page: self-reported, not
// reviewed, not graded (R3). All of them or none; one that claims something new
// is refused, since a claim is looked at.
func (a *App) ReceiveReturns(ctx context.Context, actor domain.Actor, in []ReceiveReturn) error {
	return a.write(ctx, func(tx *store.Tx) error {
		for _, one := range in {
			m, err := a.matterOf(tx, actor, access.Receive, one.Key)
			if err != nil {
				return err
			}
			if err := a.receive(tx, actor, m, one.No); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *App) receive(tx *store.Tx, actor domain.Actor, m matter, no int) error {
	version, ret, err := signedVersion(tx, m, no)
	if err != nil {
		return err
	}
	if err := a.mayReview(tx, actor, m, version); err != nil {
		return err
	}
	if ret.State == domain.ReturnReceived && ret.Signed == no {
		return nil
	}
	if ret.State != domain.ReturnSigned || ret.Signed != no {
		return domain.Clash("return.changed", ret.WithoutDraft())
	}
	if err := domain.MayReceive(m.duty, version); err != nil {
		return err
	}
	ret.State = domain.ReturnReceived
	event := m.event(domain.ReturnReceivedE, actor)
	event.Round, event.Return, event.No = ret.RoundID, ret.ID, no
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutReturn(&ret)
}
