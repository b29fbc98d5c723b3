package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// SayHow tells how a body went ahead of an upstream that it did not wait for.
type SayHow struct {
	Key        domain.DutyKey
	Dependency string
	Text       string
}

// SayHow records what other bodies can learn from: told once, a candidate for
// good practice and no doubt about the claim (R6).
func (a *App) SayHow(ctx context.Context, actor domain.Actor, in SayHow) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.SayHow, in.Key)
		if err != nil {
			return err
		}
		if in.Text == "" {
			return domain.Bad("text", "how.text_missing", nil)
		}
		row := domain.Sealed{Kind: domain.SealedHow, By: actor.ID()}
		if said, err := saidAlready(tx, m, row, in.Text); said || err != nil {
			return err
		}
		told, err := toldHow(tx, m, in.Dependency)
		if err != nil {
			return err
		}
		if err := domain.MayTellHow(m.duty, m.pack, in.Dependency, told); err != nil {
			return err
		}
		event := m.event(domain.HowTold, actor)
		event.Facts = facts(struct {
			Dependency string `json:"dependency"`
		}{in.Dependency})
		return m.say(tx, event, row, domain.Statement{Text: in.Text, Choice: in.Dependency})
	})
}

func toldHow(tx *store.Tx, m matter, dependency string) (bool, error) {
	rows, err := tx.SealedOf(m.duty.ID, domain.SealedHow)
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		var words domain.Statement
		if err := row.Decode(&words); err != nil {
			return false, err
		}
		if words.Choice == dependency {
			return true, nil
		}
	}
	return false, nil
}
