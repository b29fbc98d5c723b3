package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR14_WhyADutyNeedsItsBodyThisWeek(t *testing.T) {
	with := func(change func(*domain.Duty)) *domain.DutyFacts {
		f := factsOf(duty14())
		change(&f.Duty)
		return f
	}
	accepted := func(d *domain.Duty) { d.State.Response, d.State.ResponseAt = domain.ResponseAccepted, today.Add(-91) }
	lasting := func(expires domain.Day) *domain.DutyFacts {
		d := confirmed()
		d.State.ConfirmedExpires = expires
		return factsOf(d)
	}
	target := func(day domain.Day) func(*domain.Duty) {
		return func(d *domain.Duty) {
			accepted(d)
			d.State.Target, d.State.Status = day, domain.InProgress
		}
	}
	cases := []struct {
		name     string
		facts    *domain.DutyFacts
		standing domain.Standing
		why      domain.Nudge
	}{
		{"nothing asked yet", factsOf(duty14()), domain.Standing{}, ""},
		{"accepted without progress", with(accepted), domain.Standing{}, domain.NudgeNotBegun},
		{"accepted lately", with(func(d *domain.Duty) { accepted(d); d.State.ResponseAt = today.Add(-90) }), domain.Standing{}, ""},
		{"overdue", with(target(today.Add(-1))), domain.Standing{Overdue: true}, domain.NudgeOverdue},
		{"its date is near", with(target(today.Add(domain.NudgeDays))), domain.Standing{}, domain.NudgeSoon},
		{"its date is far", with(target(today.Add(domain.NudgeDays + 1))), domain.Standing{}, ""},
		{"its date is far and others wait", with(target(today.Add(400))), domain.Standing{Holds: []domain.ID{"d"}}, domain.NudgeHolds},
		{"waiting for others is no reason", with(target(today.Add(400))), domain.Standing{WaitingOn: []domain.Link{{}}}, ""},
		{"confirmed", lasting(today.Add(400)), domain.Standing{Holds: []domain.ID{"d"}}, ""},
		{"its evidence runs out soon", lasting(today.Add(10)), domain.Standing{}, domain.NudgeExpiring},
		{"its evidence ran out", lasting(today), domain.Standing{}, domain.NudgeExpired},
		{"closed", with(func(d *domain.Duty) { accepted(d); d.State.Closure = domain.ClosedImplemented }), domain.Standing{Overdue: true}, ""},
	}
	for _, c := range cases {
		require.Equal(t, c.why, domain.NudgeOf(c.facts, &c.standing, today), c.name)
	}
}
