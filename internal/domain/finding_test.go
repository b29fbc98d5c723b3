package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// kindsFound is the findings about a duty, by kind and in order.
func kindsFound(g domain.Ground, st domain.Standing, same ...domain.ID) []domain.Finding {
	var kinds []domain.Finding
	for _, f := range found(g, st, same...) {
		kinds = append(kinds, f.Kind)
	}
	return kinds
}

func found(g domain.Ground, st domain.Standing, same ...domain.ID) []domain.Found {
	rec := rec14()
	if g.Rec == nil {
		g.Rec = &rec
	}
	if g.On == "" {
		g.On = today
	}
	return domain.Findings(g, domain.Around{Standing: &st, Same: same})
}

func TestR14_ADateThatMovedThreeTimesIsAFinding(t *testing.T) {
	d := duty14()
	for i, target := range []domain.Day{"2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"} {
		d = signed(d, i+1, inProgress(target), today)
		require.Equal(t, i == 3, len(kindsFound(domain.Ground{Duty: d}, domain.Standing{})) == 1, target)
	}
	require.Equal(t, []domain.Finding{domain.FindingSlipping}, kindsFound(domain.Ground{Duty: d}, domain.Standing{}))
	claims := signed(d, 5, implemented(), today)
	require.Empty(t, kindsFound(domain.Ground{Duty: claims}, domain.Standing{}), "a claim needs no date")
}

func TestR1_WhatRunsOutOrFellIsAFinding(t *testing.T) {
	d := confirmed()
	d.State.Expires, d.State.ConfirmedExpires = "2026-11-01", "2026-11-01"
	g := domain.Ground{Duty: d}
	require.Equal(t, []domain.Finding{domain.FindingFell, domain.FindingStale}, kindsFound(g, domain.Standing{Word: domain.WordWasConfirmed, EvidenceStale: true}))
	require.Empty(t, kindsFound(g, domain.Standing{Word: domain.WordConfirmed}))
	g.Duty.State.Closure = domain.ClosedNotImplemented
	require.Empty(t, kindsFound(g, domain.Standing{Word: domain.WordClosed, EvidenceStale: true}), "nothing is looked into that is over")
}

func TestR11_EvidenceOlderThanTheClaimsTimeIsAFinding(t *testing.T) {
	rec := rec14()
	rec.Requirements[0].FreshMonths = 12
	keys := duty14().Requirements
	shown := func(to domain.Day) domain.Shown {
		return domain.Shown{No: 1, Pieces: []domain.Piece{{ID: "e", Kind: domain.EvidenceFile, To: to, Requirements: keys}}}
	}
	g := domain.Ground{Duty: signed(duty14(), 1, implemented(), today), Rec: &rec, AsAt: "2026-09-30", Shown: shown("2025-09-29")}
	all := found(g, domain.Standing{})
	require.Len(t, all, 1)
	require.Equal(t, domain.FindingOld, all[0].Kind)
	require.Equal(t, []string{"14a"}, all[0].Keys, "the others ask for nothing recent")

	fresh := g
	fresh.Shown = shown("2025-09-30")
	require.Empty(t, found(fresh, domain.Standing{}), "it covers the first day of that time")
	fresh.Shown.Pieces = append(shown("2020-01-01").Pieces, fresh.Shown.Pieces...)
	require.Empty(t, found(fresh, domain.Standing{}), "the freshest piece counts")

	declared := g
	declared.Shown.Declared = true
	require.Empty(t, found(declared, domain.Standing{}), "who declares no change brings no new evidence")
	progress := g
	progress.Duty = signed(duty14(), 1, inProgress("2027-03-31"), today)
	require.Empty(t, found(progress, domain.Standing{}), "nothing is claimed")
	judged := g
	judged.Duty.State = domain.Decide(g.Duty.State, fullMarks(1), "")
	require.Empty(t, found(judged, domain.Standing{}), "a reviewer of that version found it shown")
	judged.Duty = signed(judged.Duty, 2, implemented(), today)
	require.NotEmpty(t, found(judged, domain.Standing{}), "and of the next one nobody has")
}

func TestR13_StatusGoingBackUnaskedIsAFinding(t *testing.T) {
	planned := inProgress("2027-03-31")
	planned.Status = domain.Planned
	back := func(d domain.Duty) bool {
		kinds := kindsFound(domain.Ground{Duty: d}, domain.Standing{})
		return len(kinds) == 1 && kinds[0] == domain.FindingBack
	}
	d := signed(duty14(), 1, inProgress("2027-03-31"), today)
	require.False(t, back(d))
	d = signed(d, 2, planned, today)
	require.True(t, back(d))
	require.Equal(t, domain.InProgress, d.State.Back)
	d = signed(d, 3, planned, today)
	require.True(t, back(d), "it stays a finding while it is so")
	require.Equal(t, 2, d.State.BackIn)
	require.False(t, back(signed(d, 4, inProgress("2027-03-31"), today)), "as much as before again")

	claimed := signed(duty14(), 1, implemented(), today)
	require.True(t, back(signed(claimed, 2, planned, today)))
	sentBack := claimed
	sentBack.State = domain.Decide(claimed.State, domain.Review{VersionNo: 1, Outcome: domain.SentBack, Reasons: "No."}, "")
	require.False(t, back(signed(sentBack, 2, planned, today)), "who reports less after it was sent back has listened")
	short := fullMarks(1)
	short.Grade, short.Verdicts["14a"] = domain.SatisfactoryInPart, domain.VerdictNotShown
	found := claimed
	found.State = domain.Decide(claimed.State, short, "")
	require.False(t, back(signed(found, 2, planned, today)), "and so has who reports less after less was found")
}

func TestR16_NothingThatAppliesIsAFindingUntilAReviewerAgrees(t *testing.T) {
	c := inProgress("2027-03-31")
	c.Status = domain.NotStarted
	for key := range c.Answers {
		c.Answers[key] = domain.Answer{Met: domain.MetNA, Reason: "We have none."}
	}
	d := signed(duty14(), 1, c, today)
	require.Equal(t, []domain.Finding{domain.FindingAllNA}, kindsFound(domain.Ground{Duty: d}, domain.Standing{}))
	agreed := d
	agreed.State = d.State.Clone()
	agreed.State.Verdicts = map[string]domain.Verdict{"14a": domain.VerdictNA}
	require.Empty(t, kindsFound(domain.Ground{Duty: agreed}, domain.Standing{}), "one that is agreed to is not all doubtful")
	c.Answers["14b"] = domain.Answer{Met: domain.MetNo}
	require.Empty(t, kindsFound(domain.Ground{Duty: signed(duty14(), 1, c, today)}, domain.Standing{}))
}

func TestR17_AnOfficeThatTheOtherDoesNotConfirmIsAFindingToBoth(t *testing.T) {
	claims := func(body domain.ID) bool { return body == "RJ1" }
	nobody := func(domain.ID) bool { return false }
	with := func(change func(*domain.Partnership), more ...domain.Partnership) []domain.Partnership {
		p := partnership(domain.PartnershipProposed)
		change(&p)
		return append(more, p)
	}
	cases := []struct {
		name   string
		all    []domain.Partnership
		claims func(domain.ID) bool
		found  bool
	}{
		{"proposed long ago", with(func(*domain.Partnership) {}), nobody, true},
		{"four weeks ago", with(func(p *domain.Partnership) { p.From = "2026-10-26" }), nobody, true},
		{"not yet four weeks ago", with(func(p *domain.Partnership) { p.From = "2026-10-27" }), nobody, false},
		{"no office", with(func(p *domain.Partnership) { p.Office = false }), nobody, false},
		{"confirmed", with(func(p *domain.Partnership) { p.State = domain.PartnershipConfirmed }), claims, false},
		{"withdrawn", with(func(p *domain.Partnership) { p.State = domain.PartnershipWithdrawn }), claims, false},
		{"declined, and claimed all the same", with(func(p *domain.Partnership) { p.State = domain.PartnershipDeclined }), claims, true},
		{"declined, and not claimed", with(func(p *domain.Partnership) { p.State = domain.PartnershipDeclined }), nobody, false},
		{"declined, and claimed of another office", with(func(p *domain.Partnership) { p.State = domain.PartnershipDeclined },
			domain.Partnership{Local: "RJ1", University: "UCL", Office: true, State: domain.PartnershipConfirmed, From: "2026-01-01"}), claims, false},
	}
	for _, c := range cases {
		offices := domain.UnconfirmedOffices(c.all, c.claims, today)
		require.Equal(t, c.found, len(offices["RJ1"]) == 1, c.name)
		require.Equal(t, c.found, len(offices["KCL"]) == 1, c.name)
	}
	g := domain.Ground{Duty: duty14(), Offices: []domain.Partnership{partnership(domain.PartnershipProposed)}}
	all := found(g, domain.Standing{})
	require.Len(t, all, 1)
	require.Equal(t, domain.FindingOffice, all[0].Kind)
	require.Equal(t, domain.ID("KCL"), all[0].Office.Other("RJ1"))
}

func TestR13_AFindingStaysAnsweredUntilItsFactsChange(t *testing.T) {
	d := signed(duty14(), 1, inProgress("2026-11-01"), today)
	d.State.SameFor = 3
	g := domain.Ground{Duty: d}
	facts := found(g, domain.Standing{Ready: true})[0].Facts
	answered := func(change func(*domain.DutyState)) bool {
		g := g
		g.Duty.State = d.State.Clone()
		change(&g.Duty.State)
		g.Answers = []domain.FindingAnswer{{Sealed: "words", How: domain.SealedExplained, Kind: domain.FindingStalled, Facts: facts}}
		all := found(g, domain.Standing{Ready: true})
		require.Len(t, all, 1)
		require.Equal(t, !all[0].Stands(), len(domain.FindingsToAnswer(all)) == 0)
		return !all[0].Stands()
	}
	require.True(t, answered(func(*domain.DutyState) {}))
	require.True(t, answered(func(s *domain.DutyState) { s.SameFor, s.Signed, s.Target = 7, 9, "2027-01-31" }), "that it goes on is no new fact")
	require.False(t, answered(func(s *domain.DutyState) { s.Met["14a"] = domain.MetYes }), "that other answers stand still is one")
}

func TestR13_OnlyAFindingAsItStandsIsAnsweredAndOnce(t *testing.T) {
	rec := rec14()
	d := signed(duty14(), 1, inProgress("2026-11-01"), today)
	d.State.SameFor = 3
	g := domain.Ground{Duty: d, Rec: &rec, On: today}
	all := g.Candidates()
	require.Len(t, all, 2)
	overdue, stalled := all[0], all[1]
	f, err := domain.MayAnswerFinding(g, stalled.Facts)
	require.NoError(t, err)
	require.Equal(t, domain.FindingStalled, f.Kind)
	_, err = domain.MayAnswerFinding(g, overdue.Facts)
	refusedAs(t, err, domain.Forbidden, "finding.not_by_words")
	_, err = domain.MayAnswerFinding(g, "others")
	refusedAs(t, err, domain.Conflict, "finding.changed")
	g.Answers = []domain.FindingAnswer{{Facts: stalled.Facts}}
	_, err = domain.MayAnswerFinding(g, stalled.Facts)
	refusedAs(t, err, domain.Conflict, "finding.answered")
}
