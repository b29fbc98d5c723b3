package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AnswerFinding is what somebody says of a finding about a duty.
type AnswerFinding struct {
	Key   domain.DutyKey
	Facts string // of the finding that they had before them: see domain.Found
	Text  string
}

// ExplainFinding records what the body says of a finding about its duty. The
// finding stays answered until the facts under it change (R13).
func (a *App) ExplainFinding(ctx context.Context, actor domain.Actor, in AnswerFinding) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.ExplainFinding, in.Key)
		if err != nil {
			return err
		}
		return answerFinding(tx, actor, m, in, domain.SealedExplained)
	})
}

// DismissFinding records why oversight lets a finding be, likewise. Nobody
// dismisses what was found about their own (R5).
func (a *App) DismissFinding(ctx context.Context, actor domain.Actor, in AnswerFinding) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.DismissFinding, in.Key)
		if err != nil {
			return err
		}
		if err := notOwn(tx, actor, m.body); err != nil {
			return err
		}
		return answerFinding(tx, actor, m, in, domain.SealedDismissed)
	})
}

func answerFinding(tx *store.Tx, actor domain.Actor, m matter, in AnswerFinding, how domain.SealedKind) error {
	if in.Text == "" {
		return domain.Bad("text", "finding.text_missing", nil)
	}
	row := domain.Sealed{Kind: how, No: m.duty.State.Signed, By: actor.ID()}
	if said, err := saidOf(tx, m, row, domain.Statement{Text: in.Text, Facts: in.Facts}); said || err != nil {
		return err
	}
	ground, err := groundOf(tx, m)
	if err != nil {
		return err
	}
	found, err := domain.MayAnswerFinding(ground, in.Facts)
	if err != nil {
		return err
	}
	of := domain.FindingExplained
	if how == domain.SealedDismissed {
		of = domain.FindingDismissed
	}
	event := m.event(of, actor)
	event.No = m.duty.State.Signed
	event.Facts = facts(findingFacts{found.Kind, found.Facts})
	return m.say(tx, event, row, domain.Statement{Text: in.Text, Choice: string(found.Kind), Facts: found.Facts})
}

// findingFacts name the finding that was answered, and what it rests on.
type findingFacts struct {
	Finding domain.Finding `json:"finding"`
	Facts   string         `json:"facts"`
}

// groundOf is what a duty's own rows tell about it.
func groundOf(tx *store.Tx, m matter) (domain.Ground, error) {
	state := m.duty.State
	g := domain.Ground{Duty: m.duty, Rec: &m.rec, On: tx.Today()}
	var err error
	if state.Signed > 0 {
		if g.Shown, err = tx.Shown(m.duty.ID, state.Signed); err != nil {
			return g, err
		}
		g.AsAt = domain.DayOf(state.SignedAt)
	}
	if state.SignedIn != "" {
		round, err := tx.Round(state.SignedIn)
		if err != nil {
			return g, err
		}
		g.AsAt = round.AsAt
	}
	if m.pack.AboutOffices(m.duty.Rec) {
		if g.Offices, err = officesOf(tx, m); err != nil {
			return g, err
		}
	}
	g.Answers, err = tx.FindingAnswers(m.duty.ID)
	return g, err
}

// officesOf are the joint offices of a body that may be a finding about it.
// Whether the one that named an office claims to have it is the other's duty's to
// tell: here it is taken for granted.
func officesOf(tx *store.Tx, m matter) ([]domain.Partnership, error) {
	known, err := tx.PartnershipsOf(m.body.ID)
	if err != nil {
		return nil, err
	}
	claims := func(domain.ID) bool { return true }
	return domain.UnconfirmedOffices(known, claims, tx.Today())[m.body.ID], nil
}
