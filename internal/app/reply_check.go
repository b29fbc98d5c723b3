package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ReplyCheck is a body's reply to a draft verdict.
type ReplyCheck struct {
	Item domain.ID
	Text string
}

// ReplyCheck puts the body's words beside the verdict, once and within its days
// (R22). The assessor may think again before the check is issued.
func (a *App) ReplyCheck(ctx context.Context, actor domain.Actor, in ReplyCheck) error {
	return a.write(ctx, func(tx *store.Tx) error {
		item, m, err := a.drawn(tx, actor, access.ReplyCheck, in.Item)
		if err != nil {
			return err
		}
		row := domain.Sealed{Kind: domain.SealedCheckReply, No: item.No, Re: item.ID, By: actor.ID()}
		if said, err := saidAlready(tx, m, row, in.Text); said || err != nil {
			return err
		}
		replied, err := domain.ReplyToCheck(item, in.Text, tx.Now())
		if err != nil {
			return err
		}
		event := m.event(domain.CheckReplied, actor)
		event.No = item.No
		if err := m.say(tx, event, row, domain.Statement{Text: in.Text}); err != nil {
			return err
		}
		return tx.PutCheckItem(&replied)
	})
}
