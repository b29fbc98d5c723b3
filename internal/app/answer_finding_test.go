package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// nothing is a return that says that nothing it is asked for applies.
func nothing(requirements ...string) domain.Content {
	c := progress(requirements...)
	for _, key := range requirements {
		c.Answers[key] = domain.Answer{Met: domain.MetNA, Reason: "We have no such staff."}
	}
	c.Status = domain.NotStarted
	return c
}

// found is the facts of a finding about a duty, as its own state tells them.
func (w *world) found(key domain.DutyKey, kind domain.Finding) string {
	w.t.Helper()
	for _, f := range (domain.Ground{Duty: w.duty(key), Rec: &domain.Recommendation{}, On: w.today()}).Candidates() {
		if f.Kind == kind {
			return f.Facts
		}
	}
	require.Fail(w.t, "not found", kind)
	return ""
}

func TestR13_ABodyExplainsAFinding(t *testing.T) {
	w := newWorld(t)
	w.sign("rita", "anna", riverside(1), nothing("1a", "1b"))
	in := app.AnswerFinding{Key: riverside(1), Facts: w.found(riverside(1), domain.FindingAllNA), Text: "Another Trust does this for us."}
	explain := func(actor domain.Actor) error { return w.ExplainFinding(w.ctx, actor, in) }

	w.strangers([]string{"anna", "rex", "lea", "aud", "obs"}, []string{"hill", "sean", "hr", "asa", "adam"}, explain)
	w.refuses(domain.Invalid, "finding.text_missing", func() error {
		return w.ExplainFinding(w.ctx, w.as("rita"), app.AnswerFinding{Key: in.Key, Facts: in.Facts})
	})
	w.refuses(domain.Conflict, "finding.changed", func() error {
		return w.ExplainFinding(w.ctx, w.as("rita"), app.AnswerFinding{Key: in.Key, Facts: "other facts", Text: in.Text})
	})
	w.happens(func() error { return explain(w.as("rita")) }, domain.FindingExplained)
	said := w.said(riverside(1), domain.SealedExplained)[0]
	require.Equal(t, domain.Statement{Text: in.Text, Choice: string(domain.FindingAllNA), Facts: in.Facts}, w.words(said))
	w.changesNothing(func() error { return explain(w.as("rita")) })
	in.Text = "And another thing."
	w.refuses(domain.Conflict, "finding.answered", func() error { return explain(w.as("rita")) })
	w.refuses(domain.Conflict, "finding.answered", func() error { return w.DismissFinding(w.ctx, w.as("rex"), in) })
}

func TestR13_OversightDismissesAFindingAndNeverAboutItsOwn(t *testing.T) {
	w := newWorld(t)
	w.sign("rita", "anna", riverside(1), nothing("1a", "1b"))
	in := app.AnswerFinding{Key: riverside(1), Facts: w.found(riverside(1), domain.FindingAllNA), Text: "We spoke on the telephone."}
	dismiss := func(actor domain.Actor) error { return w.DismissFinding(w.ctx, actor, in) }
	w.strangers([]string{"rita", "anna", "aud", "obs"}, []string{"hill", "sean", "shona", "asa", "adam"}, dismiss)
	w.happens(func() error { return dismiss(w.as("rex")) }, domain.FindingDismissed)
	require.Equal(t, in.Text, w.words(w.said(riverside(1), domain.SealedDismissed)[0]).Text)
	w.changesNothing(func() error { return dismiss(w.as("rex")) })

	// What the UK Government owes is DHSC's own (R5): an assurer with that duty dismisses.
	own := dutyAt("UKG", 3)
	w.sign("guy", "gwen", own, nothing("3a"))
	in = app.AnswerFinding{Key: own, Facts: w.found(own, domain.FindingAllNA), Text: "It is so."}
	w.refuses(domain.Forbidden, "review.own", func() error { return dismiss(w.as("rex")) })
	w.refuses(domain.NotFound, "not_found", func() error { return dismiss(w.as("asa")) })
	require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: own, Person: "asa"}))
	w.happens(func() error { return dismiss(w.as("asa")) }, domain.FindingDismissed)
}

func TestR13_AFindingStandsAgainWhenItsFactsChange(t *testing.T) {
	w := newWorld(t)
	w.sign("rita", "anna", riverside(1), progress("1a", "1b"))
	planned := progress("1a", "1b")
	planned.Status = domain.Planned
	w.sign("rita", "anna", riverside(1), planned)
	in := app.AnswerFinding{Key: riverside(1), Facts: w.found(riverside(1), domain.FindingBack), Text: "The person leading it left."}
	require.NoError(t, w.ExplainFinding(w.ctx, w.as("rita"), in))

	w.sign("rita", "anna", riverside(1), planned)
	require.Equal(t, in.Facts, w.found(riverside(1), domain.FindingBack), "it only goes on")
	lower := planned
	lower.Status = domain.NotStarted
	w.sign("rita", "anna", riverside(1), lower)
	w.refuses(domain.Conflict, "finding.changed", func() error {
		return w.ExplainFinding(w.ctx, w.as("ravi"), in)
	})
	again := in
	again.Facts = w.found(riverside(1), domain.FindingBack)
	w.happens(func() error { return w.ExplainFinding(w.ctx, w.as("rita"), again) }, domain.FindingExplained)
}

// What only a version's words and evidence, or a partnership, tell is found by the
// verb in the same rows as by the pages.
func TestR13_WhatAVersionShowsIsAFindingToAnswer(t *testing.T) {
	w := newWorld(t)
	said := progress("1a", "1b")
	said.Narrative = "We have set aside a day a month for every profession, told all staff, and count who takes it."
	no := w.sign("rita", "anna", riverside(1), said)
	g := domain.Ground{Duty: w.duty(riverside(1)), Rec: &domain.Recommendation{}, Shown: domain.ShownBy(no, said, nil), On: w.today()}
	i := len(g.Candidates()) - 1
	require.Equal(t, domain.FindingSame, g.Candidates()[i].Kind)
	in := app.AnswerFinding{Key: riverside(1), Facts: g.Candidates()[i].Facts, Text: "We wrote it together."}
	w.happens(func() error { return w.ExplainFinding(w.ctx, w.as("rita"), in) }, domain.FindingExplained)
}
