package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR16_WhatStopsAReviewIsNamedByField(t *testing.T) {
	cases := []struct {
		name   string
		change func(*domain.Review)
		says   []string
	}{
		{"full marks", func(*domain.Review) {}, nil},
		{"no outcome", func(r *domain.Review) { r.Outcome = "" }, []string{"outcome: review.outcome_missing"}},
		{"received is no review", func(r *domain.Review) { r.Outcome = "received" }, []string{"outcome: review.outcome_missing"}},
		{"sent back without reasons", func(r *domain.Review) { r.Outcome = domain.SentBack }, []string{"reasons: review.reasons_missing"}},
		{"sent back needs no verdicts", func(r *domain.Review) { *r = domain.Review{Outcome: domain.SentBack, Reasons: "No date."} }, nil},
		{"no grade", func(r *domain.Review) { r.Grade, r.Reasons = "", "Good." }, []string{"grade: review.grade_missing"}},
		{"not assessed is no grade", func(r *domain.Review) { r.Grade, r.Reasons = domain.NotAssessed, "Good." }, []string{"grade: review.grade_missing"}},
		{"no assurance", func(r *domain.Review) { r.Assurance = "" }, []string{"assurance: review.assurance_missing"}},
		{"a requirement without a verdict", func(r *domain.Review) { delete(r.Verdicts, "14c") }, []string{"verdict-14c: review.verdict_missing"}},
		{"a verdict nobody knows", func(r *domain.Review) { r.Verdicts["14c"] = "fine" }, []string{"verdict-14c: review.verdict_missing"}},
		{"checked, but one not looked at", func(r *domain.Review) { r.Verdicts["14c"] = domain.VerdictNotLooked },
			[]string{"verdict-14c: review.checked_but_not_looked_at"}},
		{"verified, but one not looked at", func(r *domain.Review) {
			r.Assurance, r.Verdicts["14c"] = domain.IndependentlyVerified, domain.VerdictNotLooked
		}, []string{"verdict-14c: review.checked_but_not_looked_at"}},
		{"self-reported, one not looked at", func(r *domain.Review) {
			r.Assurance, r.Grade, r.Reasons = domain.SelfReported, domain.SatisfactoryIntent, "A plan with dates."
			r.Verdicts["14c"] = domain.VerdictNotLooked
		}, nil},
		{"agreed not applicable, never asked", func(r *domain.Review) { r.Verdicts["14c"] = domain.VerdictNA },
			[]string{"verdict-14c: review.na_not_asked"}},
		{"fully satisfactory with one not met", func(r *domain.Review) { r.Verdicts["14c"] = domain.VerdictNotMet },
			[]string{"grade: review.full_needs_all_met"}},
		{"a lesser grade without reasons", func(r *domain.Review) { r.Grade = domain.Unsatisfactory }, []string{"reasons: review.reasons_missing"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := fullMarks(1)
			c.change(&r)
			require.Equal(t, c.says, fields(domain.CheckReview(duty14(), domain.Version{No: 1, Content: implemented()}, r).Err()))
		})
	}
}

func TestR16_AReviewerMayAgreeThatARequirementDoesNotApply(t *testing.T) {
	c := implemented()
	c.Answers["14c"] = domain.Answer{Met: domain.MetNA, Reason: "We have no such service."}
	r := fullMarks(1)
	r.Verdicts["14c"] = domain.VerdictNA
	require.Empty(t, domain.CheckReview(duty14(), domain.Version{Content: c}, r))
}

func TestR11_AStatementCarriesAClaimNeverAConfirmation(t *testing.T) {
	rec := rec14()
	rec.Requirements[1].StatementProves = true
	c := implemented()
	c.Answers["14d"] = domain.Answer{Met: domain.MetNo}
	evidence := library()
	require.Empty(t, domain.Strength(rec, c, evidence))
	evidence["e"] = domain.Evidence{ID: "e", Kind: domain.EvidenceStatement}
	require.Equal(t, []string{"14a", "14c"}, domain.Strength(rec, c, evidence), "14b takes a statement, 14d claims nothing")
	evidence["e"] = domain.Evidence{ID: "e", Kind: domain.EvidenceLink}
	require.Empty(t, domain.Strength(rec, c, evidence))
	evidence["e"] = domain.Evidence{ID: "e", Kind: domain.EvidenceFile, Redacted: true}
	require.Equal(t, []string{"14a", "14c"}, domain.Strength(rec, c, evidence), "destroyed evidence proves nothing")
	require.Equal(t, []string{"14a", "14c"}, domain.Strength(rec, c, nil))
}

func TestR5_NobodyReviewsTheirOwn(t *testing.T) {
	v := domain.Version{Drafters: []domain.ID{"ann"}}
	reviewer := domain.Person{ID: "rose"}
	require.NoError(t, domain.MayReview(v, "chief", reviewer, false))
	refusedAs(t, domain.MayReview(v, "chief", reviewer, true), domain.Forbidden, "review.own")
	refusedAs(t, domain.MayReview(v, "rose", reviewer, false), domain.Forbidden, "review.own_words")
	refusedAs(t, domain.MayReview(v, "chief", domain.Person{ID: "ann"}, false), domain.Forbidden, "review.own_words")
}

func TestR1_TheAssessmentMovesAtReviewAlone(t *testing.T) {
	before := signed(duty14(), 1, implemented(), today)
	after := domain.Decide(before.State, fullMarks(1), "2027-11-23")
	require.Equal(t, domain.FullySatisfactory, after.Grade)
	require.Equal(t, domain.EvidenceChecked, after.Assurance)
	require.Equal(t, domain.ID("review"), after.ReviewID)
	require.Equal(t, 1, after.Reviewed)
	require.Equal(t, domain.Day("2027-11-23"), after.ConfirmedExpires)
	require.Equal(t, domain.NotAssessed, before.State.Grade, "the state before is left as it was")
	require.Equal(t, before.State.Status, after.Status)
	require.Equal(t, domain.Open, after.Closure, "R12: closing is no by-product of accepting")
}

func TestR1_SendingBackWhatWasAcceptedRevisesIt(t *testing.T) {
	d := confirmed()
	d.State = domain.Decide(d.State, domain.Review{ID: "second", VersionNo: 1, Outcome: domain.SentBack, Reasons: "The paper is of another Trust."}, "")
	require.False(t, d.Confirmed(today))
	require.False(t, d.WasConfirmed(today), "oversight took it back itself")
	require.True(t, d.Claimed())
	require.Equal(t, domain.NotAssessed, d.State.Grade)
	require.Empty(t, d.State.Verdicts)

	lesser := fullMarks(1)
	lesser.Grade, lesser.Verdicts["14b"] = domain.SatisfactoryInPart, domain.VerdictNotShown
	d = confirmed()
	d.State = domain.Decide(d.State, lesser, "")
	require.False(t, d.Confirmed(today), "a second look replaces the first")
}

func TestR3_WhatClaimsSomethingNew(t *testing.T) {
	fell := signed(confirmed(), 2, inProgress("2027-03-31"), today)
	na := implemented()
	na.Answers["14c"] = domain.Answer{Met: domain.MetNA, Reason: "No longer."}
	fresher := confirmed()
	fresher.State.Expires = "2028-11-23"
	cases := []struct {
		name string
		duty domain.Duty
		c    domain.Content
		new  bool
	}{
		{"progress", duty14(), inProgress("2027-03-31"), false},
		{"a first claim", duty14(), implemented(), true},
		{"a first claim with one not applicable", duty14(), na, true},
		{"a confirmed duty, the same again", signed(confirmed(), 2, implemented(), today), implemented(), false},
		{"a confirmed duty, less", confirmed(), inProgress("2027-03-31"), false},
		{"a confirmed duty, one newly not applicable", confirmed(), na, true},
		{"a confirmed duty, other evidence", fresher, implemented(), true},
		{"a claim made again after it fell", fell, implemented(), true},
	}
	for _, c := range cases {
		require.Equal(t, c.new, domain.ClaimsNew(c.duty, c.c), c.name)
	}
}

func TestNothingIsDecidedOnWhatABodyOwesNoLonger(t *testing.T) {
	d := signed(duty14(), 1, implemented(), today)
	d.State.Retired = true
	refusedAs(t, domain.MayDecide(d.State, 1), domain.Forbidden, "duty.retired")
}

func TestR14_WhatALaterVersionOvertookIsNeitherDecidedOnNorAClaim(t *testing.T) {
	d := signed(duty14(), 1, implemented(), today)
	claim := domain.Version{No: 1, Content: implemented()}
	require.NoError(t, domain.MayDecide(d.State, 1))
	refusedAs(t, domain.MayReceive(d, claim), domain.Forbidden, "receive.claims_something")

	for name, later := range map[string]domain.Content{"withdrawn": inProgress("2027-03-31"), "claimed on other evidence": implemented()} {
		after := signed(d, 2, later, today)
		refusedAs(t, domain.MayDecide(after.State, 1), domain.Conflict, "review.overtaken")
		require.NoError(t, domain.MayDecide(after.State, 2), name)
		require.NoError(t, domain.MayReceive(after, claim), name)
	}
}

func TestUnansweredIsTheLastSignedVersionSentBack(t *testing.T) {
	d := signed(duty14(), 1, implemented(), today)
	require.False(t, d.State.Unanswered())
	d.State = domain.Decide(d.State, domain.Review{ID: "r", VersionNo: 1, Outcome: domain.SentBack, Reasons: "Which staff?"}, "")
	require.True(t, d.State.Unanswered())
	require.False(t, signed(d, 2, implemented(), today).State.Unanswered(), "until a newer one is signed")
	require.False(t, confirmed().State.Unanswered())
}

func TestR12_ClosingIsADecisionOfItsOwn(t *testing.T) {
	cases := []struct {
		name   string
		duty   domain.Duty
		to     domain.Closure
		by     []int
		reason string
		says   []string
	}{
		{"implemented, confirmed", confirmed(), domain.ClosedImplemented, nil, "Done.", nil},
		{"implemented, only claimed", signed(duty14(), 1, implemented(), today), domain.ClosedImplemented, nil, "Done.", []string{"closure: closure.not_confirmed"}},
		{"by an alternative", duty14(), domain.ClosedAlternative, nil, "Another way.", nil},
		{"superseded by nothing", duty14(), domain.ClosedSuperseded, nil, "New.", []string{"superseded_by: closure.superseded_by_missing"}},
		{"superseded", duty14(), domain.ClosedSuperseded, []int{15}, "New.", nil},
		{"not implemented, no reason", duty14(), domain.ClosedNotImplemented, nil, "", []string{"reason: closure.reason_missing"}},
		{"open already", duty14(), domain.Open, nil, "Again.", []string{"closure: closure.same"}},
		{"no such closure", duty14(), "forgotten", nil, "Why not.", []string{"closure: closure.missing"}},
		{"nothing chosen", duty14(), "", nil, "", []string{"closure: closure.missing", "reason: closure.reason_missing"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, err := domain.Close(domain.DutyFacts{Duty: c.duty}, domain.Closing{To: c.to, SupersededBy: c.by, Reason: c.reason}, today)
			require.Equal(t, c.says, fields(err))
			if c.says != nil {
				require.Equal(t, c.duty.State, s, "a refusal changes nothing")
				return
			}
			require.Equal(t, c.to, s.Closure)
			require.Equal(t, today, s.ClosedAt)
			require.Equal(t, c.by, s.SupersededBy)
		})
	}
}

func TestR17_AContradictedAnswerClosesNothingAsImplemented(t *testing.T) {
	f := domain.DutyFacts{Duty: confirmed(), SayNot: []domain.ID{"another"}}
	_, err := domain.Close(f, domain.Closing{To: domain.ClosedImplemented, Reason: "Done."}, today)
	require.Equal(t, []string{"closure: closure.not_confirmed"}, fields(err))
}

func TestR12_AClosedDutyCanBeReopened(t *testing.T) {
	d := duty14()
	d.State.Closure, d.State.ClosedAt, d.State.SupersededBy = domain.ClosedSuperseded, "2026-01-01", []int{15}
	s, err := domain.Close(domain.DutyFacts{Duty: d}, domain.Closing{To: domain.Open, Reason: "15 was withdrawn."}, today)
	require.NoError(t, err)
	require.Equal(t, domain.Open, s.Closure)
	require.Empty(t, s.ClosedAt)
	require.Empty(t, s.SupersededBy)
}

func TestR16_ADisputeIsOnceWithinTwentyWorkingDays(t *testing.T) {
	r := fullMarks(1)
	r.At = noon("2026-11-02") // a Monday: twenty working days end on 30 November
	require.NoError(t, domain.MayDispute(r, false, "2026-11-02"))
	require.NoError(t, domain.MayDispute(r, false, "2026-11-30"))
	refusedAs(t, domain.MayDispute(r, false, "2026-12-01"), domain.Forbidden, "dispute.too_late")
	refusedAs(t, domain.MayDispute(r, true, "2026-11-03"), domain.Forbidden, "dispute.once")
}

func TestR16_WhoeverMadeTheVerdictDoesNotDecideTheDispute(t *testing.T) {
	r := fullMarks(1)
	r.By = "rose"
	refusedAs(t, domain.MayDecideDispute(r, "rose"), domain.Forbidden, "dispute.own_verdict")
	require.NoError(t, domain.MayDecideDispute(r, "ravi"))
}

func TestR16_OnlyAVerdictIsDisputed(t *testing.T) {
	refusedAs(t, domain.MayDispute(domain.Review{Outcome: domain.SentBack, At: noon(today)}, false, today), domain.Forbidden, "dispute.no_verdict")
	decided := fullMarks(1)
	decided.Decides = "dispute"
	refusedAs(t, domain.MayDispute(decided, false, today), domain.Forbidden, "dispute.once")
}

func TestWhatSupersedesIsAnotherRecommendationOfThePack(t *testing.T) {
	pack := &domain.Pack{Recommendations: []domain.Recommendation{{No: 14}, {No: 15}}}
	require.Empty(t, domain.CheckSupersedes(pack, 14, []int{15}))
	require.Equal(t, []string{"superseded_by: closure.superseded_by_unknown", "superseded_by: closure.superseded_by_unknown"},
		fields(domain.CheckSupersedes(pack, 14, []int{14, 99}).Err()))
}
