package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ExtendReturn grants one return a later due day.
type ExtendReturn struct {
	Key    domain.DutyKey
	Return domain.ID
	Due    domain.Day
}

// ExtendReturn moves the due day of one return, within its round: until then
// the duty reads *extended*, not silent. Oversight grants none to its own (R5),
// and whoever writes the draft meanwhile is not disturbed.
func (a *App) ExtendReturn(ctx context.Context, actor domain.Actor, in ExtendReturn) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.ExtendReturn, in.Key)
		if err != nil {
			return err
		}
		if err := notOwn(tx, actor, m.body); err != nil {
			return err
		}
		ret, err := returnIn(tx, m, in.Return)
		if err != nil {
			return err
		}
		if ret.RoundID == "" {
			return domain.Refused("extend.interim", nil)
		}
		round, err := tx.Round(ret.RoundID)
		if err != nil {
			return err
		}
		before := ret.Extended
		if ret, err = domain.Extend(ret, round, in.Due, tx.Today()); err != nil || ret.Extended == before {
			return err
		}
		event := m.event(domain.ReturnExtended, actor)
		event.Round, event.Return = ret.RoundID, ret.ID
		event.Facts = facts(domain.ExtensionFacts{Due: ret.Extended})
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutExtension(ret)
	})
}
