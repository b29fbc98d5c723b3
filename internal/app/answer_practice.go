package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AnswerPractice is what a body says of the words in which its duty was put
// forward.
type AnswerPractice struct {
	Key    domain.DutyKey
	Step   domain.PracticeStep // consented, declined or withdrawn
	Text   domain.ID           // the words that the person read
	Reason string              // needed to decline
}

// AnswerPractice records the consent of the accountable person, that they
// decline, or that they take their consent back: from then on nobody else reads
// a word of it (R4).
func (a *App) AnswerPractice(ctx context.Context, actor domain.Actor, in AnswerPractice) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.AnswerPractice, in.Key)
		if err != nil {
			return err
		}
		f, err := m.standing(tx)
		if err != nil {
			return err
		}
		reply := domain.PracticeReply{Step: in.Step, Text: in.Text, Reason: in.Reason}
		state, err := domain.AnswerPractice(f, reply, tx.Today())
		if err != nil {
			return err
		}
		row := domain.Sealed{Kind: domain.SealedPracticeAnswer, Re: in.Text, By: actor.ID()}
		if state.Practice == m.duty.State.Practice {
			return pressedAgain(tx, m, row, in.Reason)
		}
		event := m.event(domain.DutyPracticeAnswered, actor)
		words := domain.Statement{Text: in.Reason, Choice: string(in.Step)}
		if _, err := m.seal(tx, &event, row.Kind, row, words); err != nil {
			return err
		}
		return m.save(tx, state, event)
	})
}
