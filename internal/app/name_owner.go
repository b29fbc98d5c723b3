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
		m, err := a.owedBy(tx, actor, access.NameOwner, in.Key)
		if err != nil {
			return err
		}
		owned, err := domain.NameOwner(m.duty, in.Owner)
		if err != nil || m.duty.Owner == in.Owner {
			return err
		}
		if m.duty.Version != in.Guard {
			return domain.Clash("duty.changed", m.duty)
		}
		m.duty = owned
		event := m.event(domain.DutyOwned, actor)
		if _, err := m.seal(tx, &event, domain.SealedOwner, domain.Sealed{}, domain.Statement{Owner: in.Owner}); err != nil {
			return err
		}
		return m.save(tx, m.duty.State, event)
	})
}
