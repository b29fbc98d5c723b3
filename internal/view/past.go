package view

import (
	"context"
	"fmt"
	"slices"

	"heed/internal/domain"
	"heed/internal/store"
)

// AsAt is a report as it stood at the end of a day (R19): what Picture gave
// then. The record tells it alone, so that nothing that happened since changes
// it. Today and later days are Picture's; a day before the report's first event
// is domain.Missing.
func (v *Views) AsAt(ctx context.Context, report string, day domain.Day) (*Picture, error) {
	if day >= domain.DayOf(v.now()) {
		return v.Picture(ctx, report)
	}
	key := pastKey{report, day}
	if p, kept := v.past.find(key); kept {
		return p, nil
	}
	// One is made at a time: many who ask for the same day wait for one answer,
	// and who asks for many days leaves the processors to everybody else.
	select {
	case v.pastTurn <- struct{}{}:
		defer func() { <-v.pastTurn }()
	case <-ctx.Done():
		return nil, fmt.Errorf("view: wait for a past picture: %w", ctx.Err())
	}
	if p, kept := v.past.find(key); kept {
		return p, nil
	}
	var r *rows
	err := v.reader.Snapshot(ctx, func(snap *store.Snap) (err error) {
		r, err = loadRowsAsOf(snap, report, day)
		return err
	})
	if err != nil {
		return nil, err
	}
	r.reader = v.reader
	p, err := newPicture(r, nil)
	if err != nil {
		return nil, err
	}
	p.Past = true
	v.past.keep(key, p)
	return p, nil
}

// pastKey names a past picture: once its day is over, nothing changes it.
type pastKey struct {
	report string
	day    domain.Day
}

// loadRowsAsOf loads a whole report as it stood at the end of a day.
func loadRowsAsOf(snap *store.Snap, report string, day domain.Day) (*rows, error) {
	r := &rows{report: report, day: day, shown: newShownVersions()}
	var err error
	if r.seq, err = snap.SeqAt(day.End()); err != nil {
		return nil, err
	}
	r.changed = r.seq
	if r.pack, err = snap.PackAsOf(report, r.seq); err != nil {
		return nil, err
	}
	if r.bodies, err = snap.BodiesAsOf(r.seq); err != nil {
		return nil, err
	}
	if err := r.loadDutiesAsOf(snap); err != nil {
		return nil, err
	}
	rounds, err := snap.Rounds(report)
	if err != nil {
		return nil, err
	}
	r.rounds = domain.RoundsAsOf(rounds, day)
	if r.releases, err = snap.ReleasesAsOf(report, r.seq); err != nil {
		return nil, err
	}
	return r, r.replay(snap)
}

// loadDutiesAsOf loads the duties with the states that the record has, and what
// they owed and who owned them where that has changed since.
func (r *rows) loadDutiesAsOf(snap *store.Snap) error {
	var err error
	if r.duties, err = snap.DutiesAsOf(r.report, r.seq); err != nil {
		return err
	}
	changed, err := snap.DutiesNamedAfter(r.seq, domain.DutyChanged, domain.DutyRetired)
	if err != nil {
		return err
	}
	events, err := snap.DutyEventsUpTo(r.seq, changed, domain.DutyAssigned, domain.DutyChanged, domain.DutyRetired)
	if err != nil {
		return err
	}
	terms, err := domain.TermsAsOf(events)
	if err != nil {
		return err
	}
	owned, err := snap.DutiesNamedAfter(r.seq, domain.DutyOwned, domain.DutyResponded)
	if err != nil {
		return err
	}
	named, err := snap.StatementsUpTo(r.seq, owned, domain.SealedOwner, domain.SealedResponse)
	if err != nil {
		return err
	}
	owners, err := domain.OwnersAsOf(named)
	if err != nil {
		return err
	}
	for i := range r.duties {
		d := &r.duties[i]
		if t, known := terms[d.ID]; known {
			d.Unit, d.Lead, d.Requirements = t.Unit, t.Lead, t.Requirements
		}
		if slices.Contains(owned, d.ID) {
			d.Owner = owners[d.ID]
		}
	}
	return nil
}

// replay takes the small tables back to what events said of their rows.
func (r *rows) replay(snap *store.Snap) error {
	events, err := snap.EventsUpTo(r.seq, domain.PastEvents()...)
	if err != nil {
		return err
	}
	now := rows{report: r.report}
	if err := now.loadParts(snap, partTakeUps|partPartnerships|partRulings|partActions); err != nil {
		return err
	}
	if r.takeUps, err = domain.TakeUpsAsOf(now.takeUps, events); err != nil {
		return err
	}
	if r.partnerships, err = domain.PartnershipsAsOf(now.partnerships, events); err != nil {
		return err
	}
	if r.rulings, err = domain.RulingsAsOf(now.rulings, events); err != nil {
		return err
	}
	if r.actions, err = domain.ActionsAsOf(now.actions, events); err != nil {
		return err
	}
	reopened, err := snap.Reopened()
	if err != nil {
		return err
	}
	r.reopened = slices.DeleteFunc(reopened, func(i domain.CheckItem) bool { return !i.IssuedAt.Before(r.day.End()) })
	return r.replayAsked(snap, events)
}

// replayAsked works out how each duty stood in the last round then. A signature
// given later is none; the state that the record has of a duty says when it had
// been signed last, which answers a return that was signed again since.
func (r *rows) replayAsked(snap *store.Snap, events []domain.Event) error {
	due, err := domain.ExtensionsAsOf(events)
	if err != nil {
		return err
	}
	return r.loadAsked(snap, func(heads []store.ReturnHead) []store.ReturnHead {
		for i := range heads {
			h := &heads[i]
			h.Extended = due[h.ID]
			if !h.SignedAt.Before(r.day.End()) {
				h.Signed = 0
			}
		}
		return heads
	})
}
