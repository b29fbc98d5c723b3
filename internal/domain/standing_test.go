package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func factsOf(d domain.Duty) *domain.DutyFacts {
	return &domain.DutyFacts{Duty: d, Body: &domain.Body{}, Monitored: true, Reached: true, Asked: domain.AskedNothing}
}

func TestR1_EveryDutyHasOneWord(t *testing.T) {
	expired := confirmed()
	expired.State.ConfirmedExpires = "2026-01-01"
	progress := signed(duty14(), 1, inProgress("2027-03-31"), "2026-07-01")
	with := func(d domain.Duty, change func(*domain.DutyFacts)) *domain.DutyFacts {
		f := factsOf(d)
		change(f)
		return f
	}
	responds := func(r domain.Response, agreed bool) func(*domain.DutyFacts) {
		return func(f *domain.DutyFacts) { f.Duty.State.Response, f.Duty.State.NAAgreed = r, agreed }
	}
	closes := func(c domain.Closure) func(*domain.DutyFacts) {
		return func(f *domain.DutyFacts) { f.Duty.State.Closure = c }
	}
	cases := []struct {
		name  string
		facts *domain.DutyFacts
		word  domain.Word
	}{
		{"confirmed", factsOf(confirmed()), domain.WordConfirmed},
		{"its evidence expired", factsOf(expired), domain.WordWasConfirmed},
		{"it reported less", factsOf(signed(confirmed(), 2, inProgress("2027-03-31"), today)), domain.WordWasConfirmed},
		{"claimed", factsOf(signed(duty14(), 1, implemented(), today)), domain.WordClaimed},
		{"claimed and silent since", with(signed(duty14(), 1, implemented(), today), func(f *domain.DutyFacts) { f.Asked = domain.AskedSilent }), domain.WordClaimed},
		{"reported", with(progress, func(f *domain.DutyFacts) { f.Asked = domain.AskedReported }), domain.WordReported},
		{"reported once, silent in the last round", with(progress, func(f *domain.DutyFacts) { f.Asked = domain.AskedSilent }), domain.WordSilent},
		{"silent", with(duty14(), func(f *domain.DutyFacts) { f.Asked = domain.AskedSilent }), domain.WordSilent},
		{"extended", with(duty14(), func(f *domain.DutyFacts) { f.Asked = domain.AskedExtended }), domain.WordExtended},
		{"not yet due", factsOf(duty14()), domain.WordNotYetDue},
		{"rejected", with(duty14(), responds(domain.ResponseRejected, false)), domain.WordRejected},
		{"not applicable, not agreed", with(duty14(), responds(domain.ResponseNotApplicable, false)), domain.WordNotYetDue},
		{"not applicable, agreed", with(duty14(), responds(domain.ResponseNotApplicable, true)), domain.WordNotApplicable},
		{"accepted is no progress", with(duty14(), responds(domain.ResponseAccepted, false)), domain.WordNotYetDue},
		{"never reached", with(duty14(), func(f *domain.DutyFacts) { f.Reached, f.Asked = false, domain.AskedSilent }), domain.WordNotReached},
		{"closed as implemented", with(duty14(), closes(domain.ClosedImplemented)), domain.WordConfirmed},
		{"closed by an alternative", with(duty14(), closes(domain.ClosedAlternative)), domain.WordClosed},
		{"closed as not implemented", with(duty14(), closes(domain.ClosedNotImplemented)), domain.WordClosed},
		{"not monitored here", with(confirmed(), func(f *domain.DutyFacts) { f.Monitored = false }), domain.WordNotMonitored},
		{"unowned", with(confirmed(), func(f *domain.DutyFacts) { f.Body = &domain.Body{NoSignatory: true} }), domain.WordUnowned},
	}
	named := map[domain.Word]bool{}
	for _, c := range cases {
		require.Equal(t, c.word, c.facts.Position(today), c.name)
		named[c.word] = true
	}
	for _, word := range domain.PositionWords() {
		require.True(t, named[word], "%s is reached by no case", word)
	}
}

func TestR8_ABodyNeverReachedIsNeverSilent(t *testing.T) {
	f := factsOf(duty14())
	f.Reached = false
	for _, asked := range []domain.Asked{domain.AskedNothing, domain.AskedReported, domain.AskedSilent} {
		f.Asked = asked
		require.Equal(t, domain.WordNotReached, f.Position(today))
	}
}

func TestR21_ABodyIsCountedByWhatItOwesItself(t *testing.T) {
	owes := func(keys ...string) domain.Duty {
		return domain.Duty{Rec: 1, Requirements: keys, State: domain.NewDutyState()}
	}
	trust, national := owes("1a", "1b"), owes("1e")
	trust.State.Signed, trust.State.Status = 1, domain.Implemented
	trust.State.Met = map[string]domain.Met{"1a": domain.MetYes, "1b": domain.MetYes}
	require.Equal(t, domain.WordClaimed, factsOf(trust).Position(today), "1e is another body's")
	require.Equal(t, domain.WordNotYetDue, factsOf(national).Position(today), "and stays that body's own")
}

func TestR21_WhatNobodyCanSignForIsUnowned(t *testing.T) {
	system := &domain.Body{NoSignatory: true}
	for _, d := range []domain.Duty{duty14(), signed(duty14(), 1, implemented(), today), confirmed()} {
		f := factsOf(d)
		f.Body, f.Asked = system, domain.AskedSilent
		require.Equal(t, domain.WordUnowned, f.Position(today), "never silent, whatever was written")
	}
}

func TestR1_ACellAddsUpToTheBodiesThatOwe(t *testing.T) {
	var c domain.Cell
	require.Zero(t, c.Owed())
	require.Zero(t, c.Of(domain.WordSilent))
	for i, word := range domain.PositionWords() {
		for range i + 1 {
			c.Add(domain.Standing{Word: word, Overdue: i == 0, SilentToo: i == 1, WaitingOn: make([]domain.Link, i%2)})
		}
	}
	n := len(domain.PositionWords())
	require.Equal(t, n*(n+1)/2, c.Owed())
	require.Equal(t, 1, c.Overdue)
	require.Equal(t, 2, c.SilentToo)
	require.Equal(t, 2+4+6+8+10+12, c.Waiting)
}

func TestR1_AShareIsNeverRoundedUp(t *testing.T) {
	cases := []struct {
		share       domain.Share
		claim, sure bool
	}{
		{domain.Share{Claimed: 151, Confirmed: 150, Of: 202, Threshold: 75}, false, false}, // 74.75 %
		{domain.Share{Claimed: 152, Confirmed: 151, Of: 202, Threshold: 75}, true, false},
		{domain.Share{Claimed: 3, Confirmed: 3, Of: 4, Threshold: 75}, true, true},
		{domain.Share{Threshold: 75}, false, false}, // of none
		{domain.Share{Claimed: 201, Confirmed: 201, Of: 202, Threshold: 100}, false, false},
	}
	for _, c := range cases {
		require.Equal(t, c.claim, c.share.Reached(false), "%+v", c.share)
		require.Equal(t, c.sure, c.share.Reached(true), "%+v", c.share)
	}
}

func TestR6_OnlyFundsAndDeliversHold(t *testing.T) {
	holding := []domain.DependencyKind{domain.Funds, domain.Delivers}
	for i, kind := range domain.DependencyKinds() {
		require.Equal(t, i < len(holding), kind.Holds(), kind)
	}
}

func TestR4_AReleaseGivesOneWordToEveryDutyOfTheNation(t *testing.T) {
	duty := func(id, body domain.ID) domain.Duty {
		return domain.Duty{ID: id, BodyID: body, State: domain.NewDutyState()}
	}
	retired := duty("old", "RJ1")
	retired.State.Retired = true
	duties := []domain.Duty{duty("a", "RJ1"), duty("b", "CRUK"), duty("c", "S08"), retired}
	nations := map[domain.ID]domain.Nation{"RJ1": domain.England, "CRUK": domain.UK, "S08": domain.Scotland}
	release := func(words map[domain.ID]domain.Word) domain.Release {
		return domain.Release{Nation: domain.England, Words: words}
	}
	require.NoError(t, release(map[domain.ID]domain.Word{"a": domain.WordSilent, "b": domain.WordClaimed}).Check(duties, nations))
	for name, c := range map[string]struct {
		words map[domain.ID]domain.Word
		says  string
	}{
		"one left out":      {map[domain.ID]domain.Word{"a": domain.WordSilent}, "words: release.incomplete"},
		"a word of nobody":  {map[domain.ID]domain.Word{"a": "fine", "b": domain.WordClaimed}, "words: release.incomplete"},
		"another nation's":  {map[domain.ID]domain.Word{"a": domain.WordSilent, "b": domain.WordClaimed, "c": domain.WordClaimed}, "words: release.not_the_nations"},
		"one no longer due": {map[domain.ID]domain.Word{"a": domain.WordSilent, "b": domain.WordClaimed, "old": domain.WordClaimed}, "words: release.not_the_nations"},
	} {
		require.Equal(t, []string{c.says}, fields(release(c.words).Check(duties, nations)), name)
	}
}
