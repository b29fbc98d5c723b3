package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR26_RoundsThatFellDue(t *testing.T) {
	opened := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	rounds := []domain.Round{
		{Nations: []domain.Nation{domain.England, domain.UK}, Due: "2026-02-01", OpenedAt: opened},
		{Nations: []domain.Nation{domain.Scotland}, Due: "2026-02-02", OpenedAt: opened},
		{Nations: []domain.Nation{domain.England}, Due: "2026-05-01", OpenedAt: opened},
		{Nations: []domain.Nation{domain.England}, Due: "2026-04-01"}, // never opened
	}
	require.Equal(t, 1, domain.RoundsDue(rounds, domain.England, "2026-05-01"), "due runs to the day's end")
	require.Equal(t, 2, domain.RoundsDue(rounds, domain.England, "2026-05-02"))
	require.Equal(t, 1, domain.RoundsDue(rounds, domain.UK, "2026-05-02"))
	require.Zero(t, domain.RoundsDue(rounds, domain.Wales, "2026-05-02"), "rounds are each nation's own")
	require.Zero(t, domain.RoundsDue(nil, domain.England, "2026-05-02"))
}

func TestR14_AcceptedAndNotBegun(t *testing.T) {
	d := domain.Duty{State: domain.NewDutyState()}
	require.False(t, d.NotBegun(), "nobody accepted it")
	d.State.Response = domain.ResponseInPrinciple
	require.True(t, d.NotBegun())
	d.State.Status = domain.NotStarted
	require.True(t, d.NotBegun())
	d.State.Status = domain.Planned
	require.False(t, d.NotBegun())
	d.State.Status, d.State.Closure = domain.NotStarted, domain.ClosedNotApplicable
	require.False(t, d.NotBegun())
}
