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

func TestFindingsAreWhatAReviewerLooksInto(t *testing.T) {
	d := domain.Duty{State: domain.DutyState{Slips: 2, Status: domain.InProgress}}
	st := domain.Standing{Word: domain.WordWasConfirmed, Overdue: true, EvidenceStale: true}
	require.Equal(t, []domain.Finding{domain.FindingSlipping, domain.FindingOverdue, domain.FindingStale, domain.FindingFell}, domain.Findings(d, st))

	d.State.Slips = 1
	require.Empty(t, domain.Findings(d, domain.Standing{Word: domain.WordReported}), "one slip is no finding")
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
