package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR1_WhatIsSaidIsComparedWithWhatWasFoundAndShown(t *testing.T) {
	claim := signed(duty14(), 1, implemented(), today)
	progress := signed(duty14(), 1, inProgress("2027-03-31"), today)
	judged := func(d domain.Duty, change func(*domain.Review)) domain.Duty {
		r := fullMarks(d.State.Signed)
		change(&r)
		d.State = domain.Decide(d.State, r, "")
		return d
	}
	found := func(v domain.Verdict) func(*domain.Review) {
		return func(r *domain.Review) { r.Grade, r.Verdicts["14a"] = domain.SatisfactoryInPart, v }
	}
	expired := confirmed()
	expired.State.ConfirmedExpires = today
	part := inProgress("2027-03-31")
	part.Answers["14a"] = domain.Answer{Met: domain.MetYes}
	closed := confirmed()
	closed.State.Closure = domain.ClosedImplemented
	notMet := judged(claim, found(domain.VerdictNotMet))
	cases := []struct {
		name  string
		duty  domain.Duty
		proof domain.Proof
		want  domain.Disagreement
	}{
		{"nothing signed", duty14(), domain.ProofUnclaimed, domain.NotCompared},
		{"closed", closed, domain.ProofChecked, domain.NotCompared},
		{"in progress", progress, domain.ProofUnclaimed, domain.Agrees},
		{"confirmed", confirmed(), domain.ProofChecked, domain.Agrees},
		{"found not met", notMet, domain.ProofCurrent, domain.DisagreeNotMet},
		{"found not met, and claimed anew", signed(notMet, 2, implemented(), today), domain.ProofCurrent, domain.DisagreeNotReviewed},
		{"not shown", judged(claim, found(domain.VerdictNotShown)), domain.ProofCurrent, domain.DisagreeNotShown},
		{"one requirement said to be met, and not shown", judged(signed(duty14(), 1, part, today), found(domain.VerdictNotShown)), domain.ProofCurrent, domain.DisagreeNotShown},
		{"sent back", judged(claim, func(r *domain.Review) { r.Outcome = domain.SentBack }), domain.ProofCurrent, domain.DisagreeSentBack},
		{"graded lower", judged(claim, func(r *domain.Review) { r.Grade = domain.SatisfactoryInPart }), domain.ProofCurrent, domain.DisagreeGraded},
		{"was confirmed", expired, domain.ProofCurrent, domain.DisagreeExpired},
		{"says less", signed(confirmed(), 2, inProgress("2027-03-31"), today), domain.ProofUnclaimed, domain.DisagreeLess},
		{"weak", claim, domain.ProofStatement, domain.DisagreeWeak},
		{"confirmed, and the paper ran out", confirmed(), domain.ProofStale, domain.DisagreeWeak},
		{"not looked at", claim, domain.ProofCurrent, domain.DisagreeNotReviewed},
	}
	for _, c := range cases {
		f := domain.DutyFacts{Duty: c.duty, Body: &domain.Body{}, Monitored: true, Reached: true}
		require.Equal(t, c.want, domain.Compare(f, domain.Shown{No: c.duty.State.Signed}, c.proof, today), c.name)
		require.Contains(t, domain.Disagreements(), c.want)
	}

	checked := domain.DutyFacts{Duty: confirmed(), Body: &domain.Body{}, Monitored: true, Reached: true, NotUpheld: &domain.CheckItem{IssuedAt: today.Start()}}
	require.Equal(t, domain.DisagreeNotUpheld, domain.Compare(checked, domain.Shown{}, domain.ProofChecked, today), "whatever the review found (R22)")
	require.Equal(t, today, checked.DisagreeSince(domain.DisagreeNotUpheld))
	checked.Duty = progress
	require.Equal(t, domain.Agrees, domain.Compare(checked, domain.Shown{}, domain.ProofUnclaimed, today), "it claims no more")

	joint := domain.DutyFacts{Duty: claim, Body: &domain.Body{}, Monitored: true, Reached: true, SayNot: []domain.ID{"other"}}
	require.Equal(t, domain.DisagreeJoint, domain.Compare(joint, domain.Shown{}, domain.ProofCurrent, today))
	joint.Monitored = false
	require.Equal(t, domain.NotCompared, domain.Compare(joint, domain.Shown{}, domain.ProofCurrent, today), "its nation does not follow it (R4)")

	again := domain.DutyFacts{Duty: signed(notMet, 2, implemented(), today), Body: &domain.Body{}, Monitored: true, Reached: true}
	require.Equal(t, domain.DisagreeNotMet, domain.Compare(again, domain.Shown{Declared: true}, domain.ProofCurrent, today), "declaring no change claims nothing new")
}
