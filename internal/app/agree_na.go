package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AgreeNA is oversight's answer to a response *not applicable*.
type AgreeNA struct {
	Key    domain.DutyKey
	Guard  int // version of the duty that the reviewer had before them
	Agree  bool
	Reason string // needed where oversight does not agree
}

// AgreeNA lets the response stand or not. It can be revised for as long as the
// body keeps to its response; nobody answers for their own (R5).
func (a *App) AgreeNA(ctx context.Context, actor domain.Actor, in AgreeNA) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.Review, in.Key)
		if err != nil {
			return err
		}
		if err := notOwn(tx, actor, m.body); err != nil {
			return err
		}
		state, err := domain.AgreeNA(m.duty.State, in.Agree, in.Reason)
		if err != nil {
			return err
		}
		if m.duty.State.NAAgreed == state.NAAgreed && m.duty.State.NARefused == state.NARefused {
			return nil
		}
		if m.duty.Version != in.Guard {
			return domain.Clash("duty.changed", m.duty)
		}
		event := m.event(domain.DutyNAAgreed, actor)
		words := domain.Statement{Text: in.Reason, Choice: "agreed"}
		if !in.Agree {
			words.Choice = "refused"
		}
		if _, err := m.seal(tx, &event, domain.SealedNAAnswer, domain.Sealed{}, words); err != nil {
			return err
		}
		return m.save(tx, state, event)
	})
}

// notOwn refuses what oversight decides on its own (R5).
func notOwn(tx *store.Tx, actor domain.Actor, body domain.Body) error {
	own, err := isOwn(tx, actor, body)
	if err != nil {
		return err
	}
	return domain.NotOwn(own)
}
