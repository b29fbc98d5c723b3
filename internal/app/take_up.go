package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// TakeUp is a nation's oversight taking up a report.
type TakeUp struct {
	Guard  int // version of the take-up that the person had before them; 0 where there was none
	TakeUp domain.TakeUp
}

// TakeUp records from when a nation monitors a report, which recommendations,
// by which dates of its own, and in whose words: the government's public
// answer to the overarching ask (R4). Every form that it has had stays in the
// record.
func (a *App) TakeUp(ctx context.Context, actor domain.Actor, in TakeUp) (domain.TakeUp, error) {
	saved := in.TakeUp
	err := a.write(ctx, func(tx *store.Tx) error {
		if err := a.mayInNation(actor, access.TakeUp, saved.Nation); err != nil {
			return err
		}
		pack, err := tx.Pack(saved.Report)
		if err != nil {
			return err
		}
		now, err := tx.TakeUp(saved.Report, saved.Nation)
		if err != nil && !missing(err) {
			return err
		}
		if err := saved.Check(pack, now, tx.Today()).Err(); err != nil {
			return err
		}
		saved.ID, saved.Version, saved.By = now.ID, now.Version, actor.ID()
		if saved.SaysSame(now) {
			saved = now
			return nil
		}
		if now.Version != in.Guard {
			return domain.Clash("take_up.changed", now)
		}
		return putTakeUp(tx, actor, &saved)
	})
	return saved, err
}

func putTakeUp(tx *store.Tx, actor domain.Actor, t *domain.TakeUp) error {
	if t.ID == "" {
		t.ID = tx.NewID()
	}
	event := domain.Event{Type: domain.TakeUpRecorded, Actor: t.By, Report: t.Report}
	event.Facts = facts(t.Facts())
	row := domain.Sealed{Kind: domain.SealedTakeUp, BodyID: actor.Person.BodyID, Re: t.ID}
	if err := sealFor(tx, &event, row, t); err != nil {
		return err
	}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutTakeUp(t)
}

// mayInNation asks about a nation as a whole. The UK as such has no oversight
// of its own: UK-wide bodies come under England's (R4).
func (a *App) mayInNation(actor domain.Actor, verb access.Verb, nation domain.Nation) error {
	if domain.OverseenBy(nation) != nation {
		return domain.Missing()
	}
	return a.may(actor, verb, access.At(nation.Path()))
}
