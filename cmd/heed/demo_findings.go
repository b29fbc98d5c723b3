package main

import (
	"context"
	"fmt"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/view"
)

// answerFindings lets bodies explain some of what was found about their duties,
// and oversight dismiss some: of each kind in England the first is dismissed and
// the second explained, where there are so many that some stay open.
func (m *maker) answerFindings(ctx context.Context) error {
	const leaveOpen = 3
	reviewer, err := m.as(ctx, m.author.Person("dhsc_reviewer"))
	if err != nil {
		return err
	}
	picture, err := m.views.Picture(ctx, seedReport)
	if err != nil {
		return err
	}
	all, err := picture.Comparisons(ctx, view.Cut{View: domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}}}})
	if err != nil {
		return err
	}
	open := map[domain.Finding][]finding{}
	for _, c := range all {
		for _, f := range domain.FindingsToAnswer(c.Found) {
			if c.Body.Kind.IsLocal() {
				open[f.Kind] = append(open[f.Kind], finding{c, f.Facts})
			}
		}
	}
	for _, kind := range domain.FindingKinds() {
		all := open[kind]
		if len(all) < leaveOpen {
			continue
		}
		if err := m.app.DismissFinding(ctx, reviewer, all[0].answer(m.author.Dismissal())); err != nil {
			return fmt.Errorf("dismiss %s: %w", kind, err)
		}
		reporter, err := m.as(ctx, m.author.Reporter(*all[1].Body, all[1].Rec.No))
		if err != nil {
			return err
		}
		if err := m.app.ExplainFinding(ctx, reporter, all[1].answer(m.author.Explanation(kind))); err != nil {
			return fmt.Errorf("explain %s: %w", kind, err)
		}
	}
	return nil
}

// finding is one of a duty's findings.
type finding struct {
	view.Comparison
	facts string
}

func (f finding) answer(text string) app.AnswerFinding {
	return app.AnswerFinding{Key: f.Key, Facts: f.facts, Text: text}
}
