package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// PreparePublication freezes how some nations stand. The rows come from a
// picture, with the number of the last event that the picture knew.
type PreparePublication struct {
	// Publication brings Report, Title, Nation, Nations, Day, AsOf, Recs, ReadDays
	// and Paused.
	Publication domain.Publication
	Rows        []domain.PublicationRow // every duty of the nations, named or not
}

// PreparePublication makes a draft that never changes any more: what is public
// of every duty of the nations (R9), with hashes. The verb works nothing out
// itself: it refuses a picture that is not of the end of the day, or for today
// not of this moment, and one that leaves a duty out. A nation's oversight has
// one draft at a time; the same one twice is one.
func (a *App) PreparePublication(ctx context.Context, actor domain.Actor, in PreparePublication) (domain.Publication, error) {
	p := in.Publication
	err := a.write(ctx, func(tx *store.Tx) error {
		if err := a.mayPublish(actor, access.PreparePublic, p); err != nil {
			return err
		}
		if err := p.Check(tx.Today()).Err(); err != nil {
			return err
		}
		if err := checkMoment(tx, p); err != nil {
			return err
		}
		if err := checkPublished(tx, p, in.Rows); err != nil {
			return err
		}
		var named []domain.PublicationRow
		named, p.Unnamed = domain.Named(in.Rows, p.Paused)
		p.By, p.ReplyBy = actor.ID(), tx.Today().WorkingDaysAfter(p.ReadDays)
		open, found, err := openDraft(tx, p)
		switch {
		case err != nil:
			return err
		case found && open.SaysSame(p):
			p = open
			return nil
		case found:
			return domain.Bad("nations", "publication.draft_open", nil)
		}
		if err := tx.AddPublication(&p, named); err != nil {
			return err
		}
		event := domain.Event{Type: domain.PublicationPrepared, Actor: actor.ID(), Report: p.Report, Facts: facts(p.Facts())}
		return tx.Append(&event)
	})
	return p, err
}

// mayPublish asks for every nation that a publication covers (R4).
func (a *App) mayPublish(actor domain.Actor, verb access.Verb, p domain.Publication) error {
	if len(p.Nations) == 0 {
		return a.mayInNation(actor, verb, p.Nation)
	}
	for _, n := range p.Nations {
		if err := a.may(actor, verb, access.At(n.Path())); err != nil {
			return err
		}
	}
	return nil
}

// checkMoment refuses rows that are not of the publication's day: of the end of
// a past one, or of this moment.
func checkMoment(tx *store.Tx, p domain.Publication) error {
	last := tx.Head()
	if p.Day < tx.Today() {
		var err error
		if last, err = tx.SeqAt(p.Day.End()); err != nil {
			return err
		}
	}
	if p.AsOf != last {
		return domain.Clash("publication.moved_on", nil)
	}
	return nil
}

// checkPublished holds rows to the duties that were owed then.
func checkPublished(tx *store.Tx, p domain.Publication, rows []domain.PublicationRow) error {
	duties, err := tx.DutiesAsOf(p.Report, p.AsOf)
	if err != nil {
		return err
	}
	bodies, err := tx.Bodies()
	if err != nil {
		return err
	}
	return p.CheckRows(rows, duties, bodies)
}

// openDraft is the draft that the oversight has already.
func openDraft(tx *store.Tx, p domain.Publication) (domain.Publication, bool, error) {
	all, err := tx.Publications(p.Report)
	if err != nil {
		return p, false, err
	}
	for _, other := range all {
		if other.Nation == p.Nation && other.State() == domain.PublicationDraft {
			return other, true, nil
		}
	}
	return p, false, nil
}

// publicationFor loads a publication and asks whether the actor may use a verb
// on all that it covers. A draft is missing to whoever may not.
func (a *App) publicationFor(tx *store.Tx, actor domain.Actor, verb access.Verb, id domain.ID) (domain.Publication, error) {
	p, err := tx.Publication(id)
	if err != nil {
		return p, err
	}
	return p, a.mayPublish(actor, verb, p)
}
