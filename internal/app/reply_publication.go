package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ReplyPublication is a body's reply to a publication that names it.
type ReplyPublication struct {
	Publication domain.ID
	Body        string // code
	Text        string
}

// ReplyPublication records the one reply that a body gives before a publication
// is issued. It is public with it, and stands beside the body's figures (R9).
func (a *App) ReplyPublication(ctx context.Context, actor domain.Actor, in ReplyPublication) error {
	return a.write(ctx, func(tx *store.Tx) error {
		body, err := a.bodyOf(tx, actor, access.ReplyPublished, in.Body)
		if err != nil {
			return err
		}
		p, err := tx.Publication(in.Publication)
		if err != nil {
			return err
		}
		rows, err := tx.PublicationRows(p.ID)
		if err != nil {
			return err
		}
		if in.Text == "" {
			return domain.Bad("text", "publication.reply_missing", nil)
		}
		before, same, err := repliedBefore(tx, p, body, in.Text)
		if err != nil || same {
			return err
		}
		_, paused := p.PausedAs(body.Code) // named too, with the reason
		named := paused || slices.ContainsFunc(rows, func(r domain.PublicationRow) bool { return r.BodyID == body.ID })
		if err := p.MayReply(named, before, tx.Today()); err != nil {
			return err
		}
		event := domain.Event{Type: domain.PublicationReplied, Actor: actor.ID(), Report: p.Report, Body: body.ID}
		event.Facts = facts(struct {
			Publication domain.ID `json:"publication"`
		}{p.ID})
		row := domain.Sealed{Kind: domain.SealedReply, BodyID: body.ID, Re: p.ID}
		if err := sealFor(tx, &event, row, domain.Statement{Text: in.Text}); err != nil {
			return err
		}
		return tx.Append(&event)
	})
}

// repliedBefore says whether a body has replied to a publication, and whether it
// said the same: a second press of the same button.
func repliedBefore(tx *store.Tx, p domain.Publication, body domain.Body, text string) (replied, same bool, err error) {
	all, err := tx.RepliesTo(p.ID)
	if err != nil {
		return false, false, err
	}
	for _, s := range all {
		if s.BodyID != body.ID {
			continue
		}
		var words domain.Statement
		if err := s.Decode(&words); err != nil {
			return false, false, err
		}
		return true, words.Text == text, nil
	}
	return false, false, nil
}
