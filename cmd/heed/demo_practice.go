package main

import (
	"context"
	"fmt"
	"slices"

	"heed/internal/app"
	"heed/internal/demo"
	"heed/internal/domain"
	"heed/internal/view"
)

// practices puts some confirmed duties forward as good practice, so that each step
// has an example: one of the teaching Trust waits for its consent, some that got
// past a barrier and one of Scotland are there for everybody to read, and the
// others were declined, withdrawn and taken back.
func (m *maker) practices(ctx context.Context) error {
	const mostShown = 5
	picture, err := view.New(m.store.Reader(), m.clock.now).Picture(ctx, seedReport)
	if err != nil {
		return err
	}
	england, scotland := m.confirmed(picture, domain.England), m.confirmed(picture, domain.Scotland)
	if at := slices.IndexFunc(england, func(o offer) bool { return o.key.Body == demo.Teaching }); at >= 0 {
		england = slices.Concat(england[at:at+1], england[:at], england[at+1:])
	}
	steps := []domain.PracticeStep{domain.PracticePut, domain.PracticeDeclined, domain.PracticeWithdrawn, domain.PracticeTakenBack}
	for i, o := range england[:min(len(england), len(steps)+mostShown)] {
		step := domain.PracticeConsented
		if i < len(steps) {
			step = steps[i]
		}
		if err := m.practise(ctx, m.author.Person("dhsc_reviewer"), o, step); err != nil {
			return fmt.Errorf("good practice %v: %w", o.key, err)
		}
	}
	if len(scotland) == 0 {
		return nil
	}
	return m.practise(ctx, m.author.Lead(domain.Scotland), scotland[0], domain.PracticeConsented)
}

// offer is a confirmed duty with who signs for its body.
type offer struct {
	key      domain.DutyKey
	approver domain.ID
	barriers bool
}

// confirmed are the duties of a nation's local bodies that stand confirmed, one of
// each body and those first that named a barrier in their last report.
func (m *maker) confirmed(picture *view.Picture, nation domain.Nation) []offer {
	var all []offer
	everything := view.Cut{View: domain.Scope{All: true}}
	for _, b := range picture.Register() {
		if b.Nation != nation || !b.Kind.IsLocal() {
			continue
		}
		found, err := picture.Body(everything, b.Code)
		if err != nil {
			continue // it owes nothing
		}
		for _, row := range found.Rows {
			approver := m.author.Approver(b, row.Rec.No)
			if row.Word == domain.WordConfirmed && approver != "" {
				all = append(all, offer{row.Key, approver, len(row.Duty.State.Barriers) > 0})
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b offer) int {
		switch {
		case a.barriers == b.barriers:
			return 0
		case a.barriers:
			return -1
		}
		return 1
	})
	return all
}

// practise takes one duty to a step, by the verbs that lead there.
func (m *maker) practise(ctx context.Context, oversight domain.ID, o offer, to domain.PracticeStep) error {
	reviewer, err := m.as(ctx, oversight)
	if err != nil {
		return err
	}
	if err := m.app.PutPractice(ctx, reviewer, app.PutPractice{Key: o.key, Text: m.author.Practice(o.key)}); err != nil {
		return err
	}
	duty, err := m.store.Reader().DutyByKey(ctx, domain.Scope{All: true}, o.key)
	if err != nil {
		return err
	}
	text := duty.State.Practice.Text
	answer := func(step domain.PracticeStep, reason string) error {
		approver, err := m.as(ctx, o.approver)
		if err != nil {
			return err
		}
		return m.app.AnswerPractice(ctx, approver, app.AnswerPractice{Key: o.key, Step: step, Text: text, Reason: reason})
	}
	reason := m.author.PracticeReason(to)
	switch to {
	case domain.PracticeConsented:
		return answer(to, "")
	case domain.PracticeDeclined:
		return answer(to, reason)
	case domain.PracticeWithdrawn:
		if err := answer(domain.PracticeConsented, ""); err != nil {
			return err
		}
		return answer(to, reason)
	case domain.PracticeTakenBack:
		return m.app.TakePracticeBack(ctx, reviewer, app.TakePracticeBack{Key: o.key, Text: text, Reason: reason})
	}
	return nil
}
