package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AgreeRuling is a reviewer's answer to a body's word that a dependency does
// not bind it.
type AgreeRuling struct {
	ID     domain.ID
	Agree  bool
	Reason string // needed where the reviewer does not agree
}

// AgreeRuling lets an edge bind no longer, or refuses that: once (R6). Nobody
// rules on their own (R5).
func (a *App) AgreeRuling(ctx context.Context, actor domain.Actor, in AgreeRuling) error {
	return a.write(ctx, func(tx *store.Tx) error {
		ruling, err := tx.Ruling(in.ID)
		if err != nil {
			return err
		}
		m, err := a.matterByID(tx, actor, access.Review, ruling.DutyID)
		if err != nil {
			return err
		}
		if err := m.duty.State.IsOwed(); err != nil {
			return err
		}
		if err := notOwn(tx, actor, m.body); err != nil {
			return err
		}
		if ruling.AgreedBy == actor.ID() && ruling.Agreed == in.Agree {
			return nil
		}
		if !in.Agree && in.Reason == "" {
			return domain.Bad("reason", "ruling.reason_missing", nil)
		}
		if ruling, err = domain.Rule(ruling, actor.ID(), in.Agree); err != nil {
			return err
		}
		words := domain.Statement{Text: in.Reason, Choice: "agreed"}
		if !in.Agree {
			words.Choice = "refused"
		}
		return m.rule(tx, actor, ruling, words)
	})
}
