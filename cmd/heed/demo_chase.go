package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/view"
)

// How the demonstration's oversight works its chase lists: so many bodies of each
// nation are chased before the open round, and promise an answer within days or
// are put away for longer.
const (
	chasedInEngland  = 16
	chasedElsewhere  = 4
	daysPromised     = 14
	daysAway         = 60
	putAwayOneIn     = 4
	chasedNow        = 6
	daysPromisedNow  = 10
	theyAnswerLatest = 7
	silentBodies     = 12
	daysOfARound     = 42
)

// chaser is somebody who chases a nation's bodies, with who shares the list.
type chaser struct {
	nation     domain.Nation
	first      domain.ID
	second     domain.ID
	goingSince int // how many were chased before the open round
}

func (m *maker) chasers() []chaser {
	scotland, wales := m.author.Lead(domain.Scotland), m.author.Lead(domain.Wales)
	return []chaser{
		{domain.England, m.author.Person("dhsc_reviewer"), m.author.Lead(domain.England), chasedInEngland},
		{domain.Scotland, scotland, scotland, chasedElsewhere},
		{domain.Wales, wales, wales, chasedElsewhere},
	}
}

// chaseBefore is what was noted before the open round: since then, some have kept
// their word, some have not, and some have fallen behind with more (R19).
func (m *maker) chaseBefore(ctx context.Context) error {
	for _, by := range m.chasers() {
		list, actor, err := m.toChase(ctx, by.nation, by.first)
		if err != nil {
			return err
		}
		today := domain.DayOf(m.clock.at)
		for i, c := range list[:min(by.goingSince, len(list))] {
			note := m.chaseNote(c, "promised")
			note.Promised, note.Away = today.Add(daysPromised), true
			if i%putAwayOneIn == putAwayOneIn-1 {
				note = m.chaseNote(c, "away")
				note.Until, note.Away = today.Add(daysAway), true
			}
			if err := m.app.NoteChase(ctx, actor, note); err != nil {
				return fmt.Errorf("chase %s: %w", c.Body.Code, err)
			}
		}
	}
	return nil
}

// chaseSilent is what some silent bodies of England promised two rounds ago: the
// next return. Some of them sent it in time.
func (m *maker) chaseSilent(ctx context.Context) error {
	by := m.chasers()[0]
	list, actor, err := m.toChase(ctx, by.nation, by.first)
	if err != nil {
		return err
	}
	done := 0
	for _, c := range list {
		silentAlone := !slices.ContainsFunc(c.Duties, func(d view.ChasedDuty) bool { return d.Matter.Overdue || d.Matter.Holds })
		if !silentAlone || done == silentBodies {
			continue
		}
		done++
		note := m.chaseNote(c, "promised")
		note.Promised, note.Away = domain.DayOf(m.clock.at).Add(daysOfARound), true
		if err := m.app.NoteChase(ctx, actor, note); err != nil {
			return fmt.Errorf("chase %s: %w", c.Body.Code, err)
		}
	}
	return nil
}

// chaseNow takes some of what is on the list today, and puts some away.
func (m *maker) chaseNow(ctx context.Context) error {
	for _, by := range m.chasers() {
		list, actor, err := m.toChase(ctx, by.nation, by.first)
		if err != nil {
			return err
		}
		other, err := m.as(ctx, by.second)
		if err != nil {
			return err
		}
		done := 0
		for _, c := range list {
			if c.State == domain.ChaseOpen && done < chasedNow {
				if err := m.chaseOne(ctx, actor, other, c, done); err != nil {
					return fmt.Errorf("chase %s: %w", c.Body.Code, err)
				}
				done++
			}
		}
	}
	return nil
}

// chaseOne takes a body, notes what it promised and that it is kept on the list,
// or puts it away: each in its turn.
func (m *maker) chaseOne(ctx context.Context, actor, other domain.Actor, c view.Chased, turn int) error {
	take := app.TakeChase{Report: seedReport, Body: c.Body.Code}
	today := domain.DayOf(m.clock.at)
	switch turn % chasedNow {
	case 0:
		return m.app.TakeChase(ctx, actor, take)
	case 1:
		return m.app.TakeChase(ctx, other, take)
	case 2:
		note := m.chaseNote(c, "promised")
		note.Promised = today.Add(theyAnswerLatest)
		return errors.Join(m.app.NoteChase(ctx, actor, note), m.app.TakeChase(ctx, actor, take))
	case 3:
		return m.app.NoteChase(ctx, actor, m.chaseNote(c, "open"))
	}
	note := m.chaseNote(c, "promised")
	note.Promised, note.Away = today.Add(daysPromisedNow), true
	return m.app.NoteChase(ctx, actor, note)
}

// toChase is a nation's chase list as somebody sees it on the day of the story.
func (m *maker) toChase(ctx context.Context, nation domain.Nation, person domain.ID) ([]view.Chased, domain.Actor, error) {
	actor, err := m.as(ctx, person)
	if err != nil {
		return nil, actor, err
	}
	picture, err := m.views.Picture(ctx, seedReport)
	if err != nil {
		return nil, actor, err
	}
	cut := view.Cut{View: domain.Scope{Grants: []domain.Grant{{Path: nation.Path()}}}}
	return picture.ChaseList(cut, view.Filter{}), actor, nil
}

func (m *maker) chaseNote(c view.Chased, how string) app.NoteChase {
	return app.NoteChase{
		Report: seedReport, Body: c.Body.Code, Guard: c.Chase.Version, Text: m.author.Chased(c.Body.Code, how), Seen: c.Matters(),
		Before: domain.ChaseSeen(c.Matters()),
	}
}
