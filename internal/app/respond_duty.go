package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// RespondDuty is a body's answer to a recommendation, before any progress, with
// the post of who owns it and the first target date (R14).
type RespondDuty struct {
	Key      domain.DutyKey
	Guard    int // version of the duty that the person had before them
	Response domain.Response
	Reason   string
	Owner    string
	Target   domain.Day
}

// RespondDuty records the response. It can be given again as long as the duty is
// open; every answer stays in the record. A second press of the same button is answered
// like the first.
func (a *App) RespondDuty(ctx context.Context, actor domain.Actor, in RespondDuty) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.Respond, in.Key)
		if err != nil {
			return err
		}
		reply := domain.Reply{Response: in.Response, Reason: in.Reason, Owner: in.Owner, Target: in.Target}
		words := domain.Statement{Text: in.Reason, Choice: string(in.Response), Owner: in.Owner}
		if m.duty.Says(reply) {
			if said, err := saidLast(tx, m, domain.Sealed{Kind: domain.SealedResponse, By: actor.ID()}, words); said || err != nil {
				return err
			}
		}
		if err := m.duty.State.MayReport(); err != nil {
			return err // and not somebody else's answer to compare with
		}
		if m.duty.Version != in.Guard {
			return domain.Clash("duty.changed", m.duty)
		}
		state, err := domain.Respond(m.duty.State, reply, tx.Today())
		if err != nil {
			return err
		}
		m.duty.Owner = in.Owner
		event := m.event(domain.DutyResponded, actor)
		if _, err := m.seal(tx, &event, domain.SealedResponse, domain.Sealed{}, words); err != nil {
			return err
		}
		return m.save(tx, state, event)
	})
}
