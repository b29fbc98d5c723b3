package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// NameOwner says which post answers for a duty inside the body.
type NameOwner struct {
	Key   domain.DutyKey
	Guard int // version of the duty that the person had before them
	Owner string
}

// NameOwner records the post. A second press of the same button is answered
// like the first.
func (a *App) NameOwner(ctx context.Context, actor domain.Actor, in NameOwner) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.NameOwner, in.Key)
		if err != nil {
			return err
		}
		state, err := domain.NameOwner(m.duty.State, in.Owner)
		if err != nil {
			return err
		}
		if m.duty.State.Owner == in.Owner {
			return nil
		}
		if m.duty.Version != in.Guard {
			return domain.Clash("duty.changed", m.duty)
		}
		return m.save(tx, state, m.event(domain.DutyOwned, actor))
	})
}
