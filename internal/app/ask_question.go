package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AskQuestion is a reviewer's question about a signed version.
type AskQuestion struct {
	Key  domain.DutyKey
	No   int
	Text string
}

// AskQuestion puts a question to the body. It needs no send-back and no new
// version (R16). The same question pressed twice is one question.
func (a *App) AskQuestion(ctx context.Context, actor domain.Actor, in AskQuestion) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.Ask, in.Key)
		if err != nil {
			return err
		}
		version, ret, err := signedVersion(tx, m, in.No)
		if err != nil {
			return err
		}
		if err := a.mayReview(tx, actor, m, version); err != nil {
			return err
		}
		if in.Text == "" {
			return domain.Bad("text", "question.text_missing", nil)
		}
		row := domain.Sealed{Kind: domain.SealedQuestion, No: in.No, By: actor.ID()}
		if said, err := saidAlready(tx, m, row, in.Text); said || err != nil {
			return err
		}
		event := m.event(domain.QuestionAsked, actor)
		event.Round, event.Return, event.No = ret.RoundID, ret.ID, in.No
		return m.say(tx, event, row, domain.Statement{Text: in.Text})
	})
}

// signedVersion is a version that oversight may see: from sign-off (R9). One
// that is not signed reads as missing.
func signedVersion(tx *store.Tx, m matter, no int) (domain.Version, domain.Return, error) {
	if _, err := tx.SignerOf(m.duty.ID, no); err != nil {
		return domain.Version{}, domain.Return{}, err
	}
	return submitted(tx, m, no)
}

// saidAlready says that the same person said the same about the same thing
// before: a second press of the same button.
func saidAlready(tx *store.Tx, m matter, row domain.Sealed, text string) (bool, error) {
	return saidOf(tx, m, row, domain.Statement{Text: text})
}

// saidOf is saidAlready for a statement about facts.
func saidOf(tx *store.Tx, m matter, row domain.Sealed, said domain.Statement) (bool, error) {
	rows, err := tx.SealedOf(m.duty.ID, row.Kind)
	if err != nil {
		return false, err
	}
	for _, before := range rows {
		var words domain.Statement
		if err := before.Decode(&words); err != nil {
			return false, err
		}
		if before.By == row.By && before.No == row.No && before.Re == row.Re && words.Text == said.Text && words.Facts == said.Facts {
			return true, nil
		}
	}
	return false, nil
}

// say seals a statement and appends the event that names it, and what it answers.
func (m matter) say(tx *store.Tx, event domain.Event, row domain.Sealed, words domain.Statement) error {
	if row.Re != "" {
		event.Facts = facts(reFacts{Re: row.Re, Choice: words.Choice})
	}
	if _, err := m.seal(tx, &event, row.Kind, row, words); err != nil {
		return err
	}
	return tx.Append(&event)
}

// reFacts name the row that a sealed text answers, and the choice it explains.
type reFacts struct {
	Re     domain.ID `json:"re,omitempty"`
	Choice string    `json:"choice,omitempty"`
}
