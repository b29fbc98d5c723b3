package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AnswerQuestion is the body's answer to a reviewer's question.
type AnswerQuestion struct {
	Key      domain.DutyKey
	Question domain.ID
	Text     string
}

// AnswerQuestion records the one answer that a question gets. It changes no
// version and needs no signature (R16).
func (a *App) AnswerQuestion(ctx context.Context, actor domain.Actor, in AnswerQuestion) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.AnswerQuestion, in.Key)
		if err != nil {
			return err
		}
		question, err := sealedIn(tx, m, domain.SealedQuestion, in.Question)
		if err != nil {
			return err
		}
		if in.Text == "" {
			return domain.Bad("text", "question.answer_missing", nil)
		}
		row := domain.Sealed{Kind: domain.SealedAnswer, No: question.No, Re: question.ID, By: actor.ID()}
		if said, err := saidAlready(tx, m, row, in.Text); said || err != nil {
			return err
		}
		answered, err := answersTo(tx, m, domain.SealedAnswer, question.ID)
		if err != nil {
			return err
		}
		if len(answered) > 0 {
			return domain.Clash("question.answered", answered[0])
		}
		event := m.event(domain.QuestionAnswered, actor)
		event.No = question.No
		return m.say(tx, event, row, domain.Statement{Text: in.Text})
	})
}

// sealedIn is one of a duty's sealed rows; a row of another duty is missing.
func sealedIn(tx *store.Tx, m matter, kind domain.SealedKind, id domain.ID) (domain.Sealed, error) {
	rows, err := tx.SealedOf(m.duty.ID, kind)
	if err != nil {
		return domain.Sealed{}, err
	}
	i := slices.IndexFunc(rows, func(s domain.Sealed) bool { return s.ID == id })
	if i < 0 {
		return domain.Sealed{}, domain.Missing()
	}
	return rows[i], nil
}

// answersTo is what was said of a kind in answer to a row.
func answersTo(tx *store.Tx, m matter, kind domain.SealedKind, re domain.ID) ([]domain.Sealed, error) {
	rows, err := tx.SealedOf(m.duty.ID, kind)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rows, func(s domain.Sealed) bool { return s.Re != re }), nil
}
