package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// TakePracticeBack no longer puts a duty forward as good practice.
type TakePracticeBack struct {
	Key    domain.DutyKey
	Text   domain.ID // the words that the reviewer read
	Reason string    // which the body reads
}

// TakePracticeBack is oversight's, at any time: what was shown is shown no
// longer. The record keeps all.
func (a *App) TakePracticeBack(ctx context.Context, actor domain.Actor, in TakePracticeBack) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.PutPractice, in.Key)
		if err != nil {
			return err
		}
		if err := notOwn(tx, actor, m.body); err != nil {
			return err
		}
		state, err := domain.TakePracticeBack(m.duty.State, in.Text, in.Reason, tx.Today())
		if err != nil {
			return err
		}
		row := domain.Sealed{Kind: domain.SealedPracticeBack, Re: in.Text, By: actor.ID()}
		if state.Practice == m.duty.State.Practice {
			return pressedAgain(tx, m, row, in.Reason)
		}
		event := m.event(domain.DutyPracticeBack, actor)
		if _, err := m.seal(tx, &event, row.Kind, row, domain.Statement{Text: in.Reason}); err != nil {
			return err
		}
		return m.save(tx, state, event)
	})
}
