package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ConfirmNoChange says that a duty stands as in its last signed version.
type ConfirmNoChange struct {
	Key domain.DutyKey
}

// ConfirmNoChange submits the last signed version again, word for word and
// marked as declared unchanged, where a round asks for it: one confirmation for
// several duties, all of them or none. It waits for sign-off like any other
// version.
func (a *App) ConfirmNoChange(ctx context.Context, actor domain.Actor, in []ConfirmNoChange) error {
	return a.write(ctx, func(tx *store.Tx) error {
		for _, one := range in {
			m, err := a.matterOf(tx, actor, access.Submit, one.Key)
			if err != nil {
				return err
			}
			if err := confirmNoChange(tx, actor, m); err != nil {
				return err
			}
		}
		return nil
	})
}

func confirmNoChange(tx *store.Tx, actor domain.Actor, m matter) error {
	desk, err := deskOf(tx, &m, "")
	if err != nil {
		return err
	}
	if desk.ret.State == domain.ReturnSubmitted && desk.ret.Draft.NoChange {
		return nil
	}
	if desk.ret.State != domain.ReturnAwaited {
		return domain.Clash("no_change.draft_begun", desk.ret.WithoutDraft())
	}
	if desk.ret.RoundID == "" {
		return domain.Refused("no_change.not_asked", domain.Args{"Rec": m.duty.Rec})
	}
	if m.duty.State.Signed == 0 {
		return domain.Refused("no_change.nothing_before", domain.Args{"Rec": m.duty.Rec})
	}
	last, _, err := tx.VersionOf(m.duty.ID, m.duty.State.Signed)
	if err != nil {
		return err
	}
	content := last.Content
	content.NoChange, content.SlipReason, content.Minutes = true, "", 0
	ret, err := domain.EditDraft(desk.ret, actor.ID(), desk.ret.Version, content)
	if err != nil {
		return err
	}
	if err := checkDraft(tx, m, content); err != nil {
		return err
	}
	if ret, err = domain.Submit(ret, ret.Version, domain.NextVersion(desk.returns)); err != nil {
		return err
	}
	return sealVersion(tx, m, ret, actor)
}
