package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// PutPractice puts a confirmed duty forward as good practice.
type PutPractice struct {
	Key   domain.DutyKey
	After domain.ID // the words that stood before, as the reviewer saw them; "" is none
	Text  string    // what others can copy: at most domain.PracticeMost characters
}

// PutPractice asks the body for its consent to show its duty to everybody, in
// words of oversight's. Other words are put forward anew, and the body is asked
// anew (R4). Nobody puts forward their own (R5).
func (a *App) PutPractice(ctx context.Context, actor domain.Actor, in PutPractice) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.PutPractice, in.Key)
		if err != nil {
			return err
		}
		if err := notOwn(tx, actor, m.body); err != nil {
			return err
		}
		before, err := practiceText(tx, m)
		if err != nil {
			return err
		}
		same := before != "" && before == in.Text
		if stands := m.duty.State.Practice; same && (stands.Waits() || stands.Consented()) {
			return nil
		}
		f, err := m.standing(tx)
		if err != nil {
			return err
		}
		offering := domain.Offering{After: in.After, Text: tx.NewID(), Words: in.Text, Same: same}
		state, err := domain.PutPractice(f, offering, tx.Today())
		if err != nil {
			return err
		}
		event := m.event(domain.DutyPracticePut, actor)
		row := domain.Sealed{ID: offering.Text}
		if _, err := m.seal(tx, &event, domain.SealedPractice, row, domain.Statement{Text: in.Text}); err != nil {
			return err
		}
		return m.save(tx, state, event)
	})
}

// practiceText is the words in which a duty was put forward last; "" where it was
// not, or they were destroyed.
func practiceText(tx *store.Tx, m matter) (string, error) {
	id := m.duty.State.Practice.Text
	if id == "" {
		return "", nil
	}
	row, err := tx.Sealed(id)
	if err != nil {
		return "", err
	}
	var words domain.Statement
	err = row.Decode(&words)
	return words.Text, err
}

// standing are the duty's facts, with whether its nation follows the
// recommendation, which tells whether it stands confirmed, and what a spot check
// found otherwise.
func (m matter) standing(tx *store.Tx) (domain.DutyFacts, error) {
	f, err := m.facts(tx)
	if err != nil {
		return f, err
	}
	takeUp, err := tx.TakeUp(m.duty.Report, domain.OverseenBy(m.body.Nation))
	if err != nil && !missing(err) {
		return f, err
	}
	f.Monitored = err == nil && takeUp.Monitors(m.duty.Rec, tx.Today())
	checked, err := tx.Reopened(m.duty.ID)
	for i := range checked {
		if checked[i].Reopens(m.duty) {
			f.NotUpheld = &checked[i]
		}
	}
	return f, err
}

// pressedAgain answers who decides what is decided already: like the first time
// where it is the same press, else with what stands now, so that no reason is lost.
func pressedAgain(tx *store.Tx, m matter, row domain.Sealed, reason string) error {
	if reason == "" {
		return nil
	}
	said, err := saidAlready(tx, m, row, reason)
	if said || err != nil {
		return err
	}
	return domain.Clash("practice.changed", m.duty)
}
