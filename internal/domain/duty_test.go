package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR1_ClaimedCountsFromSignOff(t *testing.T) {
	require.False(t, duty14().Claimed())
	require.True(t, signed(duty14(), 1, implemented(), today).Claimed())
	require.False(t, signed(duty14(), 1, inProgress("2027-03-31"), today).Claimed())
	partly := implemented()
	partly.Answers["14d"] = domain.Answer{Met: domain.MetPartly}
	require.False(t, signed(duty14(), 1, partly, today).Claimed())
	allMet := inProgress("")
	allMet.Answers = implemented().Answers
	require.False(t, signed(duty14(), 1, allMet, today).Claimed(), "the status says so, not the answers alone")
}

func TestR16_NotApplicableCountsAsNotMetUntilAReviewerAgrees(t *testing.T) {
	c := implemented()
	c.Answers["14c"] = domain.Answer{Met: domain.MetNA, Reason: "We have no such service."}
	d := signed(duty14(), 1, c, today)
	require.False(t, d.Claimed(), "no reviewer has agreed")

	agrees := fullMarks(1)
	agrees.Verdicts["14c"] = domain.VerdictNA
	d.State = domain.Decide(d.State, agrees, "")
	require.True(t, d.Claimed())
	require.True(t, d.Confirmed(today))

	again := signed(d, 2, c, today.Add(30))
	require.True(t, again.Confirmed(today.Add(30)), "what was agreed stays agreed")

	none := implemented()
	for key := range none.Answers {
		none.Answers[key] = domain.Answer{Met: domain.MetNA, Reason: "Not here."}
		agrees.Verdicts[key] = domain.VerdictNA
	}
	d = signed(duty14(), 1, none, today)
	d.State = domain.Decide(d.State, agrees, "")
	require.False(t, d.Claimed(), "nothing left that was done")
}

func TestR1_WhatConfirms(t *testing.T) {
	require.True(t, confirmed().Confirmed(today))
	cases := []struct {
		name   string
		change func(*domain.Review)
	}{
		{"self-reported", func(r *domain.Review) { r.Assurance = domain.SelfReported }},
		{"another grade", func(r *domain.Review) { r.Grade = domain.SatisfactoryIntent }},
		{"one not met", func(r *domain.Review) { r.Verdicts["14b"] = domain.VerdictNotMet }},
		{"one not shown", func(r *domain.Review) { r.Verdicts["14b"] = domain.VerdictNotShown }},
		{"one not looked at", func(r *domain.Review) { r.Verdicts["14b"] = domain.VerdictNotLooked }},
		{"sent back", func(r *domain.Review) { r.Outcome = domain.SentBack }},
	}
	for _, c := range cases {
		r := fullMarks(1)
		c.change(&r)
		d := signed(duty14(), 1, implemented(), today)
		d.State = domain.Decide(d.State, r, "")
		require.False(t, d.Confirmed(today), c.name)
		require.False(t, d.WasConfirmed(today), c.name)
		require.True(t, d.Claimed(), c.name)
	}
	verified := signed(duty14(), 1, implemented(), today)
	r := fullMarks(1)
	r.Assurance = domain.IndependentlyVerified
	verified.State = domain.Decide(verified.State, r, "")
	require.True(t, verified.Confirmed(today), "evidence checked or better")
}

func TestR1_AConfirmationFallsWhenEvidenceExpires(t *testing.T) {
	d := signed(duty14(), 1, implemented(), today)
	d.State = domain.Decide(d.State, fullMarks(1), "2027-11-23")
	require.True(t, d.Confirmed("2027-11-22"))
	require.False(t, d.WasConfirmed("2027-11-22"))
	require.False(t, d.Confirmed("2027-11-23"), "the first day on which it proves nothing")
	require.True(t, d.WasConfirmed("2027-11-23"))
	require.True(t, d.Claimed(), "the body still claims it")
}

func TestR1_AConfirmationFallsWhenTheBodyReportsLess(t *testing.T) {
	onePartly := implemented()
	onePartly.Status = domain.InProgress
	onePartly.Answers["14d"] = domain.Answer{Met: domain.MetPartly}
	for name, less := range map[string]domain.Content{"progress again": inProgress("2027-03-31"), "one requirement less": onePartly} {
		d := signed(confirmed(), 2, less, today.Add(30))
		require.False(t, d.Confirmed(today.Add(30)), name)
		require.True(t, d.WasConfirmed(today.Add(30)), name)

		d = signed(d, 3, implemented(), today.Add(60))
		require.True(t, d.Claimed(), name)
		require.False(t, d.Confirmed(today.Add(60)), "%s: claiming again raises no confirmation", name)
		require.True(t, d.WasConfirmed(today.Add(60)), name)

		d.State = domain.Decide(d.State, fullMarks(3), "")
		require.True(t, d.Confirmed(today.Add(60)), "%s: a new review does", name)
	}
}

func TestR1_AConfirmationStandsOverLaterReturnsThatSayTheSame(t *testing.T) {
	d := signed(confirmed(), 2, implemented(), today.Add(90))
	require.True(t, d.Confirmed(today.Add(90)))
	d.State = domain.Decide(d.State, domain.Review{VersionNo: 2, Outcome: domain.SentBack, Reasons: "The report is missing."}, "")
	require.True(t, d.Confirmed(today.Add(90)), "a later version sent back leaves what was found before")
}

func TestR14_OverdueIsADatePassedAndNoClaim(t *testing.T) {
	late := factsOf(signed(duty14(), 1, inProgress("2026-11-23"), "2026-01-10"))
	require.False(t, late.Overdue("2026-11-23"), "due runs to the day's end")
	require.True(t, late.Overdue("2026-11-24"))
	done := factsOf(signed(late.Duty, 2, implemented(), "2026-12-01"))
	require.False(t, done.Overdue("2026-12-01"))
	done.SayNot = []domain.ID{"another"}
	require.True(t, done.Overdue("2026-12-01"), "R17: no claim stands that another contradicts")
	late.Duty.State.Closure = domain.ClosedAlternative
	require.False(t, late.Overdue("2026-11-24"))
	undated := factsOf(duty14())
	require.False(t, undated.Overdue(today), "undated is another word")
}

func TestACloneSharesNothing(t *testing.T) {
	s := confirmed().State
	s.Barriers, s.SupersededBy = []string{"silos"}, []int{3}
	c := s.Clone()
	c.Met["14a"], c.Verdicts["14a"], c.Barriers[0], c.SupersededBy[0] = domain.MetNo, domain.VerdictNotMet, "none", 4
	require.Equal(t, domain.MetYes, s.Met["14a"])
	require.Equal(t, domain.VerdictMet, s.Verdicts["14a"])
	require.Equal(t, "silos", s.Barriers[0])
	require.Equal(t, 3, s.SupersededBy[0])
}

func TestDutiesFollowFromThePackAndTheRegister(t *testing.T) {
	pack := domain.Pack{Report: domain.Report{Key: "ctr"}, Recommendations: []domain.Recommendation{
		{No: 1, Requirements: []domain.Requirement{{Key: "1a"}, {Key: "1b"}, {Key: "1e"}, {Key: "1x", Retired: true}}, Owed: []domain.Owed{
			{Kinds: []domain.BodyKind{domain.Trust}, Unit: "rd_office", Requirements: []string{"1a", "1b", "1x"}},
			{Kinds: []domain.BodyKind{domain.SpecialBoard}, PatientCare: true, Unit: "rd_office", Requirements: []string{"1a", "1b"}},
			{Codes: []string{"NHSE"}, Unit: "office", Requirements: []string{"1e"}},
		}},
		{No: 2, Requirements: []domain.Requirement{{Key: "2a"}}, Owed: []domain.Owed{{Codes: []string{"UKG", "DHSC"}, Unit: "department", Lead: "DHSC"}}},
		{No: 3, Retired: true, Requirements: []domain.Requirement{{Key: "3a"}}, Owed: []domain.Owed{{Codes: []string{"UKG"}}}},
	}}
	bodies := []domain.Body{
		{ID: "b1", Code: "RJ1", Kind: domain.Trust},
		{ID: "b2", Code: "OLD", Kind: domain.Trust, ValidTo: "2025-03-31"},
		{ID: "b3", Code: "SAS", Kind: domain.SpecialBoard, PatientCare: true},
		{ID: "b4", Code: "NES", Kind: domain.SpecialBoard},
		{ID: "b5", Code: "NHSE", Kind: domain.NationalBody},
		{ID: "b6", Code: "UKG", Kind: domain.Government},
		{ID: "b7", Code: "DHSC", Kind: domain.Government},
	}
	require.Equal(t, []domain.PlannedDuty{
		{Key: domain.DutyKey{Body: "RJ1", Report: "ctr", Rec: 1}, BodyID: "b1", Unit: "rd_office", Requirements: []string{"1a", "1b"}},
		{Key: domain.DutyKey{Body: "SAS", Report: "ctr", Rec: 1}, BodyID: "b3", Unit: "rd_office", Requirements: []string{"1a", "1b"}},
		{Key: domain.DutyKey{Body: "NHSE", Report: "ctr", Rec: 1}, BodyID: "b5", Unit: "office", Requirements: []string{"1e"}},
		{Key: domain.DutyKey{Body: "UKG", Report: "ctr", Rec: 2}, BodyID: "b6", Unit: "department", Lead: "DHSC", Requirements: []string{"2a"}},
		{Key: domain.DutyKey{Body: "DHSC", Report: "ctr", Rec: 2}, BodyID: "b7", Unit: "department", Requirements: []string{"2a"}},
	}, domain.PlanDuties(pack, bodies, today))
}

func TestR1_AnOwnerIsAPost(t *testing.T) {
	d, err := domain.NameOwner(domain.Duty{State: domain.NewDutyState()}, "Head of R&D")
	require.NoError(t, err)
	require.Equal(t, "Head of R&D", d.Owner)
	_, err = domain.NameOwner(d, "")
	require.Equal(t, []string{"owner: owner.missing"}, fields(err))
}

func TestNotApplicableStandsOnlyWhenOversightAgrees(t *testing.T) {
	asked, err := domain.Respond(domain.NewDutyState(), domain.Reply{Response: domain.ResponseNotApplicable, Reason: "We treat no patients.", Owner: "Head of R&D"}, today)
	require.NoError(t, err)
	yes, err := domain.AgreeNA(asked, true, "")
	require.NoError(t, err)
	require.True(t, yes.NAAgreed)
	_, err = domain.AgreeNA(asked, false, "")
	require.Equal(t, []string{"reason: na.reason_missing"}, fields(err))
	no, err := domain.AgreeNA(yes, false, "You do, in Deal.")
	require.NoError(t, err)
	require.False(t, no.NAAgreed)
	require.True(t, no.NARefused)
	_, err = domain.AgreeNA(domain.NewDutyState(), true, "")
	refusedAs(t, err, domain.Conflict, "na.not_asked")
}

func TestR12_AClosedDutyTakesNoReportUntilItIsReopened(t *testing.T) {
	s := domain.NewDutyState()
	require.NoError(t, s.MayReport())
	for _, closure := range domain.Closures() {
		s.Closure = closure
		require.Equal(t, domain.Forbidden, domain.KindOf(s.MayReport()), closure)
		_, err := domain.Respond(s, domain.Reply{Response: domain.ResponseAccepted, Owner: "Head of R&D"}, "2026-11-23")
		require.Equal(t, domain.Forbidden, domain.KindOf(err), closure)
	}
	retired := domain.NewDutyState()
	retired.Retired = true
	require.Equal(t, domain.Forbidden, domain.KindOf(retired.MayReport()))
}

func TestR1_OwingMoreThanWasFoundIsNoConfirmation(t *testing.T) {
	d := confirmed()
	d.Requirements = append(d.Requirements, "14e") // a new version of the pack
	require.False(t, d.Confirmed(today))
	require.True(t, d.WasConfirmed(today), "not a word of the body's was lost, and it shows")
	require.Equal(t, domain.WordWasConfirmed, factsOf(d).Position(today))

	more := implemented()
	more.Answers["14e"] = domain.Answer{Met: domain.MetYes}
	d = signed(d, 2, more, today)
	require.True(t, d.Claimed())
	require.False(t, d.Confirmed(today), "nobody has looked at the new one")
	require.True(t, domain.ClaimsNew(d, more))

	found := fullMarks(2)
	found.Verdicts["14e"] = domain.VerdictMet
	d.State = domain.Decide(d.State, found, "")
	require.True(t, d.Confirmed(today))
}

func TestR1_OwingLessTakesNothingBack(t *testing.T) {
	d := confirmed()
	d.Requirements = d.Requirements[:3] // a new version of the pack dropped one
	less := implemented()
	delete(less.Answers, "14d")
	d = signed(d, 2, less, today)
	require.True(t, d.Confirmed(today))
}
