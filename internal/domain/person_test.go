package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR10_AMembershipCountsFromItsFirstToItsLastDay(t *testing.T) {
	cases := []struct {
		name   string
		m      domain.Membership
		active bool
	}{
		{"open", domain.Membership{Role: domain.Reporter}, true},
		{"from today", domain.Membership{Role: domain.Reporter, From: today}, true},
		{"from tomorrow", domain.Membership{Role: domain.Reporter, From: today.Add(1)}, false},
		{"a deputy's last day", domain.Membership{Role: domain.Approver, To: today, Confirmed: true}, true},
		{"the day after it", domain.Membership{Role: domain.Approver, To: today.Add(-1), Confirmed: true}, false},
		{"an approver nobody confirmed", domain.Membership{Role: domain.Approver}, false},
		{"an approver confirmed", domain.Membership{Role: domain.Approver, Confirmed: true}, true},
	}
	for _, c := range cases {
		require.Equal(t, c.active, c.m.Active(today), c.name)
	}
}

func TestR15_AMembershipMayCoverSomeRecommendations(t *testing.T) {
	hr := domain.Membership{Recs: []int{6, 11}}
	require.True(t, hr.CoversRec(6))
	require.False(t, hr.CoversRec(14))
	require.True(t, hr.CoversRec(0), "the body itself")
	require.True(t, domain.Membership{}.CoversRec(14))
}

func TestAnActorIsAPersonOrNamedByTheirRole(t *testing.T) {
	person := domain.Actor{Person: domain.Person{ID: "p"}, Memberships: []domain.Membership{{Role: domain.Reviewer}}}
	require.Equal(t, domain.ID("p"), person.ID())
	require.True(t, person.SignedIn())
	require.True(t, person.Has(domain.OversightLead, domain.Reviewer))
	require.False(t, person.Has(domain.Approver))
	for _, role := range []domain.Role{domain.Clock, domain.Operator, domain.PublicRole} {
		actor := domain.Actor{Role: role}
		require.Equal(t, domain.ID(role), actor.ID())
		require.False(t, actor.SignedIn())
		require.NotContains(t, domain.PersonRoles(), role)
	}
	require.False(t, domain.Actor{}.SignedIn())
}
