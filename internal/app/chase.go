package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// TakeChase takes a body from the chase list.
type TakeChase struct {
	Report, Body string // the body's code
}

// TakeChase shows who chases a body, so that nobody is phoned twice (R19).
func (a *App) TakeChase(ctx context.Context, actor domain.Actor, in TakeChase) error {
	return a.write(ctx, func(tx *store.Tx) error {
		c, err := a.chaseOf(tx, actor, in.Report, in.Body)
		if err != nil {
			return err
		}
		taken, err := c.Take(actor.ID())
		if err != nil {
			return err
		}
		return holdChase(tx, actor, c, taken)
	})
}

// HandOnChase gives a body on the chase list to another person.
type HandOnChase struct {
	Report, Body string
	Guard        int
	To           domain.ID // "" puts it back on the list
}

// HandOnChase passes a body to somebody who may chase it, or back to the list.
// Whoever may take it may hand it on: its holder may be away.
func (a *App) HandOnChase(ctx context.Context, actor domain.Actor, in HandOnChase) error {
	return a.write(ctx, func(tx *store.Tx) error {
		c, err := a.chaseOf(tx, actor, in.Report, in.Body)
		if err != nil {
			return err
		}
		if c.Holder == in.To {
			return nil
		}
		if c.Version != in.Guard {
			return domain.Clash("chase.changed", c)
		}
		if in.To != "" {
			body, err := tx.Body(c.BodyID)
			if err != nil {
				return err
			}
			if _, able, err := a.able(tx, in.To, access.Chase, access.At(body.Path)); err != nil {
				return err
			} else if !able {
				return domain.Bad("to", "chase.not_theirs", nil)
			}
		}
		handed := c
		handed.Holder = in.To
		return holdChase(tx, actor, c, handed)
	})
}

// chaseOf is how far oversight has come with a body: nowhere, at first.
func (a *App) chaseOf(tx *store.Tx, actor domain.Actor, report, code string) (domain.Chase, error) {
	body, err := a.bodyOf(tx, actor, access.Chase, code)
	if err != nil {
		return domain.Chase{}, err
	}
	if _, err := tx.Pack(report); err != nil {
		return domain.Chase{}, err
	}
	c, err := tx.Chase(report, body.ID)
	if missing(err) {
		return domain.Chase{Report: report, BodyID: body.ID}, nil
	}
	return c, err
}

// holdChase saves who holds a body, if that is somebody else than before.
func holdChase(tx *store.Tx, actor domain.Actor, before, c domain.Chase) error {
	if c.Holder == before.Holder {
		return nil
	}
	event := domain.Event{Type: domain.ChaseTakenE, Actor: actor.ID(), Report: c.Report, Body: c.BodyID, Facts: facts(holding{c.Holder})}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutChase(&c)
}

// NoteChase says what was said when a body was chased.
type NoteChase struct {
	Report, Body    string
	Guard           int
	Text            string
	Promised, Until domain.Day
	About           []domain.ID          // the duties of which it was promised; empty is all of Seen
	Away            bool                 // put it away, until a day of its own or the one promised
	Seen            []domain.ChaseMatter // what stands on the list under it
	Before          string               // the domain.ChaseSeen that whoever notes it had before them
}

// NoteChase puts what was said into the record, and the body away where that is
// asked for. A note is never changed: another corrects it. A second press of the
// same button changes nothing.
func (a *App) NoteChase(ctx context.Context, actor domain.Actor, in NoteChase) error {
	return a.write(ctx, func(tx *store.Tx) error {
		c, err := a.chaseOf(tx, actor, in.Report, in.Body)
		if err != nil {
			return err
		}
		if err := areDutiesOf(tx, c, in.Seen); err != nil {
			return err
		}
		note := domain.ChaseNote{Report: in.Report, Text: in.Text, Promised: in.Promised, About: in.About, Until: in.Until, Seen: in.Seen, By: actor.ID()}
		noted, note, err := domain.NoteChase(c, note, in.Away, tx.Today())
		if err != nil {
			return err
		}
		if said, err := notedAlready(tx, c, note); said || err != nil {
			return err
		}
		if c.Version != in.Guard {
			return domain.Clash("chase.changed", c)
		}
		if in.Before != domain.ChaseSeen(in.Seen) {
			return domain.Clash("chase.moved", c)
		}
		event := domain.Event{Type: domain.ChaseNotedE, Actor: actor.ID(), Report: c.Report, Body: c.BodyID}
		event.Facts = facts(struct {
			Promised domain.Day `json:"promised,omitempty"`
			Until    domain.Day `json:"until,omitempty"`
		}{note.Promised, note.Until})
		if err := sealFor(tx, &event, domain.Sealed{Kind: domain.SealedChase, BodyID: c.BodyID}, note); err != nil {
			return err
		}
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutChase(&noted)
	})
}

// notedAlready says that the last note of a body is the same person's and the same.
func notedAlready(tx *store.Tx, c domain.Chase, note domain.ChaseNote) (bool, error) {
	notes, err := tx.ChaseNotes(c.Report, c.BodyID)
	if err != nil || len(notes) == 0 {
		return false, err
	}
	last := notes[len(notes)-1]
	return last.By == note.By && last.Text == note.Text && last.Promised == note.Promised && last.Until == note.Until && slices.Equal(last.About, note.About), nil
}

// areDutiesOf refuses what is no duty of the body's.
func areDutiesOf(tx *store.Tx, c domain.Chase, seen []domain.ChaseMatter) error {
	duties, err := tx.DutiesOf(c.BodyID)
	if err != nil {
		return err
	}
	for _, m := range seen {
		if !slices.ContainsFunc(duties, func(d domain.Duty) bool { return d.ID == m.Duty && d.Report == c.Report }) {
			return domain.Missing()
		}
	}
	return nil
}
