package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR14_ATargetIsNeverSetInThePast(t *testing.T) {
	for target, says := range map[domain.Day][]string{
		"1990-01-01": {"target: date.passed"}, "2026-11-22": {"target: date.passed"}, "2057-01-01": {"target: date.too_far"},
		today: nil, "2027-06-30": nil, "": nil,
	} {
		_, err := domain.Respond(domain.NewDutyState(), domain.Reply{Response: domain.ResponseAccepted, Owner: "Head of R&D", Target: target}, today)
		require.Equal(t, says, fields(err), "a first date, %s", target)
		require.Equal(t, says, fields(domain.CheckTarget(duty14(), inProgress(target), today).Err()), "in a return, %s", target)
	}
}

func TestR14_ADateThatStandsMayPass(t *testing.T) {
	d := duty14()
	d.State.FirstTarget, d.State.Target = "2026-03-31", "2026-06-30"
	require.Empty(t, domain.CheckTarget(d, inProgress("2026-06-30"), today), "it is overdue, which the page says")
	require.Empty(t, domain.CheckTarget(d, inProgress(""), today))
	require.Equal(t, []string{"target: date.passed"}, fields(domain.CheckTarget(d, inProgress("2026-09-30"), today).Err()), "moved, into the past")
}
