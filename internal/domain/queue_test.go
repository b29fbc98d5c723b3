package domain_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR3_TheQueueIsInOrderOfWhatMatters(t *testing.T) {
	inOrder := []domain.Rank{
		{Claims: true, Core: true, Since: "2026-11-20"},
		{Claims: true, Findings: 2, Since: "2026-11-20"},
		{Claims: true, Behind: 40, Since: "2026-11-20"},
		{Claims: true, Behind: 2, Since: "2026-11-01"},
		{Core: true, Since: "2026-11-20"},
		{Findings: 1, Since: "2026-11-20"},
		{Behind: 9, Since: "2026-11-20"},
		{Since: "2026-10-01"},
		{Since: "2026-11-20"},
		{Overtaken: true, Core: true, Since: "2026-08-01"},
	}
	mixed := slices.Clone(inOrder)
	slices.Reverse(mixed)
	slices.SortFunc(mixed, domain.Rank.Compare)
	require.Equal(t, inOrder, mixed)
}

// stalled reports a duty's signed versions, each as a round and what it says,
// and says whether that is a finding once nothing holds the duty.
func stalled(versions ...domain.Version) bool {
	d := duty14()
	for no, v := range versions {
		v.No = no + 1
		d.State = domain.Sign(d.State, v, "", noon(today))
	}
	return slices.Contains(kindsFound(domain.Ground{Duty: d}, domain.Standing{Ready: true}), domain.FindingStalled)
}

func TestR13_InProgressUnchangedForThreeRoundsIsStalled(t *testing.T) {
	in := func(round domain.ID, change ...func(*domain.Content)) domain.Version {
		c := inProgress("2027-03-31")
		for _, f := range change {
			f(&c)
		}
		return domain.Version{RoundID: round, Content: c}
	}
	declared := func(c *domain.Content) { c.NoChange = true }
	moved := func(c *domain.Content) { c.Answers["14a"] = domain.Answer{Met: domain.MetYes} }
	planned := func(c *domain.Content) { c.Status = domain.Planned }
	elsewhere := func(c *domain.Content) { c.Narrative, c.Target = "Other words, and a later date.", "2028-03-31" }
	cases := []struct {
		name     string
		versions []domain.Version
		stalled  bool
	}{
		{"three rounds", []domain.Version{in("a"), in("b"), in("c")}, true},
		{"two rounds", []domain.Version{in("a"), in("b")}, false},
		{"four", []domain.Version{in("a"), in("b"), in("c"), in("d")}, true},
		{"new words and a moved date are no progress", []domain.Version{in("a"), in("b", elsewhere), in("c")}, true},
		{"an answer that moved", []domain.Version{in("a"), in("b"), in("c", moved)}, false},
		{"three rounds since it moved", []domain.Version{in("a"), in("b", moved), in("c", moved), in("d", moved)}, true},
		{"planned so far", []domain.Version{in("a", planned), in("b"), in("c")}, false},
		{"planned throughout", []domain.Version{in("a", planned), in("b", planned), in("c", planned)}, false},
		{"stopped in between", []domain.Version{in("a"), in("b"), in("c", planned), in("d")}, false},
		{"an answer to what was sent back is the same round's", []domain.Version{in("a"), in("b"), in("b"), in("b")}, false},
		{"an interim return is of no round", []domain.Version{in("a"), in(""), in("b"), in("")}, false},
		{"nor does it end a run", []domain.Version{in("a"), in(""), in("b"), in(""), in("c")}, true},
		{"unless it moved something", []domain.Version{in("a"), in("b"), in("", moved), in("c", moved)}, false},
		{"declared every round", []domain.Version{in("a"), in("b", declared), in("c", declared), in("d", declared)}, false},
		{"one declaration hides no standstill", []domain.Version{in("a"), in("b"), in("c", declared), in("d")}, true},
		{"nor takes a finding back", []domain.Version{in("a"), in("b"), in("c"), in("d", declared)}, true},
		{"a declaration that changes an answer begins anew", []domain.Version{in("a"), in("b"), in("c", declared, moved), in("d", moved), in("e", moved)}, false},
		{"a round counts once, whatever else it declared", []domain.Version{in("a"), in("b", declared), in("b"), in("b")}, false},
	}
	for _, c := range cases {
		require.Equal(t, c.stalled, stalled(c.versions...), c.name)
	}
}

func TestR13_WhatWaitsOnOthersOrIsOverIsNotStalled(t *testing.T) {
	g := domain.Ground{Duty: domain.Duty{State: domain.DutyState{Status: domain.InProgress, SameFor: 3, Closure: domain.Open}}}
	require.Equal(t, []domain.Finding{domain.FindingStalled}, kindsFound(g, domain.Standing{Ready: true}))
	require.Empty(t, kindsFound(g, domain.Standing{WaitingOn: []domain.Link{{}}}))
	require.Empty(t, kindsFound(g, domain.Standing{StrandedBy: []domain.Link{{}}}))
}

func TestR14_AfterTheSecondSlipWithdrawalIsProposed(t *testing.T) {
	d := domain.Duty{Requirements: []string{"1a"}, State: domain.DutyState{Grade: domain.SatisfactoryIntent, Status: domain.Planned, Slips: 1}}
	require.False(t, d.ProposesWithdrawal())
	d.State.Slips = 2
	require.True(t, d.ProposesWithdrawal())
	d.State.Grade = domain.SatisfactoryInPart
	require.False(t, d.ProposesWithdrawal())
}

func TestWhatAStateSaysClaimsAsItsVersionDid(t *testing.T) {
	d := domain.Duty{Requirements: []string{"1a", "1b"}, State: domain.DutyState{
		Signed: 1, Status: domain.Implemented, Met: map[string]domain.Met{"1a": domain.MetYes, "1b": domain.MetNA},
	}}
	require.True(t, domain.ClaimsNew(d, d.State.Said()))
	d.State.Met["1b"] = domain.MetPartly
	require.False(t, domain.ClaimsNew(d, d.State.Said()))
}
