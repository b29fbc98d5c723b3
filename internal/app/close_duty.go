package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// CloseDuty closes a duty, or opens a closed one again (Closure is then Open).
type CloseDuty struct {
	Key          domain.DutyKey
	Guard        int // version of the duty that the reviewer had before them
	Closure      domain.Closure
	SupersededBy []int // recommendations that took its place
	Reason       string
}

// CloseDuty is a decision of oversight by itself, never a by-product of
// accepting a return (R12). A closed duty stays visible and can be reopened;
// nobody closes their own (R5). A second press of the same button is answered like
// the first.
func (a *App) CloseDuty(ctx context.Context, actor domain.Actor, in CloseDuty) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.CloseDuty, in.Key)
		if err != nil {
			return err
		}
		if err := notOwn(tx, actor, m.body); err != nil {
			return err
		}
		closing := domain.Closing{To: in.Closure, SupersededBy: in.SupersededBy, Reason: in.Reason}
		words := domain.Statement{Text: in.Reason, Choice: string(in.Closure)}
		if m.duty.State.Says(closing) {
			if said, err := saidLast(tx, m, domain.Sealed{Kind: domain.SealedClosure, By: actor.ID()}, words); said || err != nil {
				return err
			}
		}
		if m.duty.Version != in.Guard {
			return domain.Clash("duty.changed", m.duty)
		}
		if err := domain.CheckSupersedes(m.pack, m.duty.Rec, in.SupersededBy).Err(); err != nil {
			return err
		}
		f, err := m.facts(tx)
		if err != nil {
			return err
		}
		state, err := domain.Close(f, closing, tx.Today())
		if err != nil {
			return err
		}
		event := m.event(domain.DutyClosed, actor)
		if in.Closure == domain.Open {
			event.Type = domain.DutyReopened
		}
		if _, err := m.seal(tx, &event, domain.SealedClosure, domain.Sealed{}, words); err != nil {
			return err
		}
		return m.save(tx, state, event)
	})
}

// facts are the duty's, with who contradicts a joint answer of its body's (R17).
func (m matter) facts(tx *store.Tx) (domain.DutyFacts, error) {
	f := domain.DutyFacts{Duty: m.duty, Body: &m.body}
	if !slices.ContainsFunc(m.rec.Requirements, func(q domain.Requirement) bool { return q.Joint }) {
		return f, nil
	}
	duties, err := tx.Duties(m.duty.Report)
	f.SayNot = domain.SayNot(m.pack, duties)[m.duty.ID]
	return f, err
}
