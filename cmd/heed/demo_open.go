package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"heed/internal/app"
	"heed/internal/demo"
	"heed/internal/domain"
)

// promise is a commitment with the action that it became.
type promise struct {
	demo.Commitment
	action domain.ID
}

func (m *maker) promises() []*promise {
	var all []*promise
	for _, c := range m.author.Commitments() {
		all = append(all, &promise{Commitment: c})
	}
	return all
}

// keep adds the actions that begin by now and changes those whose date has
// come; what is proposed in the open quarter still waits for sign-off (R23).
func (m *maker) keep(ctx context.Context, promises []*promise, open bool) error {
	for _, p := range promises {
		reporter, err := m.as(ctx, p.Reporter)
		if err != nil {
			return err
		}
		if p.action == "" {
			err = m.promise(ctx, reporter, p)
		} else {
			err = m.change(ctx, reporter, p, open)
		}
		if err != nil {
			return fmt.Errorf("action under %v: %w", p.Duty, err)
		}
	}
	return nil
}

func (m *maker) promise(ctx context.Context, reporter domain.Actor, p *promise) error {
	soon := domain.DayOf(m.clock.at).AddMonths(1) // of a body that came late: nothing is promised for a day gone by
	made, err := m.app.AddAction(ctx, reporter, app.AddAction{
		Duties: []domain.DutyKey{p.Duty}, What: p.What, Owner: p.Owner, Date: max(p.First, soon), Status: domain.ActionUnderWay,
	})
	if domain.KindOf(err) == domain.NotFound {
		return nil // a body that comes into being later
	}
	p.action = made.ID
	return err
}

func (m *maker) change(ctx context.Context, reporter domain.Actor, p *promise, open bool) error {
	everything := domain.Scope{All: true}
	action, err := m.store.Reader().Action(ctx, everything, p.action)
	if err != nil {
		return err
	}
	change, due := m.author.Change(p.Commitment, action, domain.DayOf(m.clock.at))
	if !due {
		return nil
	}
	err = m.app.ProposeActionChange(ctx, reporter, app.ProposeActionChange{
		ID: action.ID, Guard: action.Version, Done: change.Done, Date: change.Date, Reason: change.Reason,
	})
	if err != nil || open {
		return err
	}
	approver, err := m.as(ctx, p.Approver)
	if err != nil {
		return err
	}
	return m.app.SignActionChange(ctx, approver, app.SignActionChange{ID: action.ID, Guard: action.Version + 1, Sign: true})
}

// opening is what lies open between bodies and oversight on the day that the
// demonstration begins: a question, a dispute, work taken from the desk.
func (m *maker) opening(ctx context.Context) error {
	reviewer, err := m.as(ctx, m.author.Person("dhsc_reviewer"))
	if err != nil {
		return err
	}
	waiting, err := m.signed(ctx)
	if err != nil {
		return err
	}
	for i, w := range waiting {
		if i < 3 {
			err = m.app.TakeReturn(ctx, reviewer, app.TakeReturn{Key: w.key, Return: w.ret.ID})
		} else if w.key.Body == demo.Teaching {
			err = m.app.AskQuestion(ctx, reviewer, app.AskQuestion{Key: w.key, No: w.ret.Signed, Text: m.author.Question()})
		}
		if err != nil {
			return fmt.Errorf("the desk: %w", err)
		}
	}
	if err := m.dispute(ctx); err != nil {
		return err
	}
	return errors.Join(m.answerFindings(ctx), m.practices(ctx))
}

// onDesk is a signed return that waits for oversight.
type onDesk struct {
	key domain.DutyKey
	ret domain.Return
}

// signed is some of what waits on the desk in England: claims of Trusts, and
// whatever waits of the teaching Trust.
func (m *maker) signed(ctx context.Context) ([]onDesk, error) {
	everything, reader := domain.Scope{All: true}, m.store.Reader()
	duties, err := reader.Duties(ctx, everything, seedReport)
	if err != nil {
		return nil, err
	}
	var claims, teaching []onDesk
	for _, d := range duties {
		body, err := reader.Body(ctx, d.BodyID)
		if err != nil {
			return nil, err
		}
		isTeaching := body.Code == demo.Teaching
		if d.State.Reviewed == d.State.Signed || body.Kind != domain.Trust || body.Nation != domain.England ||
			!isTeaching && (len(claims) == 3 || !d.Claimed()) {
			continue
		}
		returns, err := reader.ReturnsOf(ctx, everything, d.ID)
		if err != nil {
			return nil, err
		}
		last := returns[len(returns)-1]
		if last.State != domain.ReturnSigned {
			continue
		}
		w := onDesk{domain.DutyKey{Body: body.Code, Report: d.Report, Rec: d.Rec}, last}
		if isTeaching {
			teaching = append(teaching, w)
		} else {
			claims = append(claims, w)
		}
	}
	return slices.Concat(claims, teaching[:min(1, len(teaching))]), nil
}

// dispute lets a body contest the latest verdict that is less than it claimed (R16).
func (m *maker) dispute(ctx context.Context) error {
	everything, reader := domain.Scope{All: true}, m.store.Reader()
	duties, err := reader.Duties(ctx, everything, seedReport)
	if err != nil {
		return err
	}
	var contested *domain.Duty
	for i, d := range duties {
		partial := d.State.Outcome == domain.Accepted && d.State.Grade == domain.SatisfactoryInPart
		if partial && (contested == nil || d.State.ReviewedAt.After(contested.State.ReviewedAt)) {
			contested = &duties[i]
		}
	}
	if contested == nil {
		return nil
	}
	body, err := reader.Body(ctx, contested.BodyID)
	if err != nil {
		return err
	}
	reporter, err := m.as(ctx, m.author.Reporter(body, contested.Rec))
	if err != nil {
		return err
	}
	return m.app.DisputeReview(ctx, reporter, app.DisputeReview{
		Key:    domain.DutyKey{Body: body.Code, Report: contested.Report, Rec: contested.Rec},
		Review: contested.State.ReviewID, Reason: m.author.Dispute(),
	})
}
