package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ProposeRuling is a body's word that a dependency does not bind its duty.
type ProposeRuling struct {
	Key        domain.DutyKey
	Dependency string // the key of the edge: 3-1-funds
	Reason     string
}

// ProposeRuling puts the reason before a reviewer, whose agreement makes it
// count (R6). A second press of the same button is answered like the first.
func (a *App) ProposeRuling(ctx context.Context, actor domain.Actor, in ProposeRuling) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.RuleEdgePropose, in.Key)
		if err != nil {
			return err
		}
		if in.Reason == "" {
			return domain.Bad("reason", "ruling.reason_missing", nil)
		}
		known, err := tx.Rulings(m.duty.ID)
		if err != nil {
			return err
		}
		words := domain.Statement{Text: in.Reason, Choice: in.Dependency}
		for _, k := range known {
			if k.Dependency != in.Dependency || !k.Pending() {
				continue
			}
			if said, err := saidLast(tx, m, domain.Sealed{Kind: domain.SealedRuling, Re: k.ID, By: actor.ID()}, words); said || err != nil {
				return err
			}
		}
		asked := domain.EdgeRuling{Dependency: in.Dependency, By: actor.ID()}
		ruling, err := domain.NewRuling(asked, m.duty, m.pack, known)
		if err != nil {
			return err
		}
		ruling.ID = tx.NewID()
		return m.rule(tx, actor, ruling, words)
	})
}

// rule saves a ruling with the words that go with it.
func (m matter) rule(tx *store.Tx, actor domain.Actor, ruling domain.EdgeRuling, words domain.Statement) error {
	event := m.event(domain.EdgeRuled, actor)
	said := ruling
	said.Version = 0
	event.Facts = facts(said)
	if _, err := m.seal(tx, &event, domain.SealedRuling, domain.Sealed{Re: ruling.ID}, words); err != nil {
		return err
	}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutRuling(&ruling)
}
