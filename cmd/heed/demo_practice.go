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
	const mostShown = 8
	picture, err := m.views.Picture(ctx, seedReport)
	if err != nil {
		return err
	}
	past, err := m.gotPast(ctx, picture)
	if err != nil {
		return err
	}
	england, scotland := m.confirmed(picture, domain.England, past), m.confirmed(picture, domain.Scotland, nil)
	if at := slices.IndexFunc(england, func(o offer) bool { return o.key.Body == demo.Teaching }); at >= 0 {
		england = slices.Concat(england[at:at+1], england[:at], england[at+1:])
	}
	unshown := []domain.PracticeStep{domain.PracticeDeclined, domain.PracticeWithdrawn, domain.PracticeTakenBack}
	for i, o := range england[:min(len(england), 1+mostShown+len(unshown))] {
		step := domain.PracticeConsented
		switch {
		case i == 0:
			step = domain.PracticePut
		case i > mostShown:
			step = unshown[i-mostShown-1]
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
	past     bool // a barrier that it named
}

// gotPast are the duties in England that named a barrier when one of the last two
// rounds closed and are confirmed now, one for each barrier.
func (m *maker) gotPast(ctx context.Context, picture *view.Picture) ([]domain.DutyKey, error) {
	england := view.Cut{View: domain.Scope{Grants: []domain.Grant{{Path: domain.England.Path()}}}}
	var earlier []*view.Picture
	for _, day := range picture.RoundDays(england, view.Filter{}, 2) {
		then, err := m.views.AsAt(ctx, seedReport, day)
		if err != nil {
			return nil, err
		}
		earlier = append(earlier, then)
	}
	var keys []domain.DutyKey
	for _, row := range picture.Barriers(england, view.Filter{}, earlier) {
		at := slices.IndexFunc(row.Beyond, func(g view.Glance) bool { return g.Body.Kind.IsLocal() && !slices.Contains(keys, g.Key) })
		if at >= 0 {
			keys = append(keys, row.Beyond[at].Key)
		}
	}
	return keys, nil
}

// confirmed are the duties of a nation's local bodies that stand confirmed, one of
// each body, and first those that got past a barrier.
func (m *maker) confirmed(picture *view.Picture, nation domain.Nation, past []domain.DutyKey) []offer {
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
		var best offer
		for _, row := range found.Rows {
			o := offer{row.Key, m.author.Approver(b, row.Rec.No), slices.Contains(past, row.Key)}
			if row.Word == domain.WordConfirmed && o.approver != "" && (best.approver == "" || o.past && !best.past) {
				best = o
			}
		}
		if best.approver != "" {
			all = append(all, best)
		}
	}
	first := slices.DeleteFunc(slices.Clone(all), func(o offer) bool { return !o.past })
	return slices.Concat(first, slices.DeleteFunc(all, func(o offer) bool { return o.past }))
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
