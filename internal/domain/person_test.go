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

func TestWhatAPersonNeeds(t *testing.T) {
	ann := domain.Person{Name: "Ann Example", Email: "ann@trust.example", Post: "R&D manager"}
	require.Empty(t, ann.Check())
	require.Equal(t, []string{"name: person.name_missing", "email: person.email", "post: person.post_missing"},
		fields(domain.Person{}.Check().Err()))
	for _, bad := range []string{"ann", "Ann <ann@trust.example>", "ann@", "ann@trust.example, bea@trust.example"} {
		ann.Email = bad
		require.Equal(t, []string{"email: person.email"}, fields(ann.Check().Err()), bad)
	}
	require.Equal(t, "ann@trust.example", domain.Address("  Ann@Trust.EXAMPLE "))
}

func TestR15_WhatAMembershipNeeds(t *testing.T) {
	cases := []struct {
		name string
		m    domain.Membership
		says []string
	}{
		{"a reporter on a body", domain.Membership{Role: domain.Reporter, BodyID: "RJ1", Recs: []int{6, 11}}, nil},
		{"an approver on a body", domain.Membership{Role: domain.Approver, BodyID: "RJ1", From: today, To: today}, nil},
		{"a reviewer on an area", domain.Membership{Role: domain.Reviewer, Area: "uk/scotland"}, nil},
		{"no role", domain.Membership{Area: "uk"}, []string{"role: membership.role_missing"}},
		{"the clock", domain.Membership{Role: domain.Clock, Area: "uk"}, []string{"role: membership.role_missing"}},
		{"a reporter on an area", domain.Membership{Role: domain.Reporter, Area: "uk/england"}, []string{"on: membership.needs_body"}},
		{"an approver on nothing", domain.Membership{Role: domain.Approver}, []string{"on: membership.needs_body"}},
		{"a reviewer on a body", domain.Membership{Role: domain.Reviewer, BodyID: "RJ1"}, []string{"on: membership.needs_area"}},
		{"a reviewer of some recommendations", domain.Membership{Role: domain.Reviewer, Area: "uk/scotland", Recs: []int{5}}, []string{"recs: membership.recs_of_body_only"}},
		{"over already", domain.Membership{Role: domain.Approver, BodyID: "RJ1", From: today.Add(-9), To: today.Add(-1)}, []string{"to: date.passed"}},
		{"begun long ago", domain.Membership{Role: domain.Reviewer, Area: "uk", From: "1926-11-23"}, []string{"from: date.too_long_ago"}},
		{"begun before", domain.Membership{Role: domain.Reviewer, Area: "uk", From: "2010-11-23"}, nil},
		{"never to begin", domain.Membership{Role: domain.Reviewer, Area: "uk", From: "2226-11-23"}, []string{"from: date.too_far"}},
		{"hardly ever over", domain.Membership{Role: domain.Reviewer, Area: "uk", From: today, To: "2226-11-23"}, []string{"to: date.too_far"}},
		{"over before it begins", domain.Membership{Role: domain.Approver, BodyID: "RJ1", From: today, To: today.Add(-1)}, []string{"to: membership.to_before_from"}},
	}
	for _, c := range cases {
		require.Equal(t, c.says, fields(c.m.Check(today).Err()), c.name)
	}
	m := cases[0].m
	require.True(t, m.Repeats(m))
	other := m
	other.Recs = nil
	require.False(t, m.Repeats(other))
	require.False(t, domain.Membership{To: today}.Ended(today))
	require.True(t, domain.Membership{To: today}.Ended(today.Add(1)))
}

func TestAnAdministratorHoldsNoOtherRoleAndNeverChangesTheirOwn(t *testing.T) {
	admin := domain.Actor{Person: domain.Person{ID: "adam"}, Memberships: []domain.Membership{{Role: domain.Administrator}}}
	lead := domain.Actor{Person: domain.Person{ID: "lea"}, Memberships: []domain.Membership{{Role: domain.OversightLead}}}
	operator := domain.Actor{Role: domain.Operator}
	to := func(person domain.ID, role domain.Role) domain.Membership {
		return domain.Membership{PersonID: person, Role: role}
	}
	reporter, administrator := []domain.Membership{to("bea", domain.Reporter)}, []domain.Membership{to("bea", domain.Administrator)}
	cases := []struct {
		name    string
		m       domain.Membership
		held    []domain.Membership
		by      domain.Actor
		refusal string
	}{
		{"a reporter", to("bea", domain.Reporter), nil, admin, ""},
		{"a second role", to("bea", domain.Approver), reporter, lead, ""},
		{"to oneself", to("adam", domain.Reviewer), nil, admin, "membership.own"},
		{"an administrator by another", to("bea", domain.Administrator), nil, admin, ""},
		{"an administrator by a lead", to("bea", domain.Administrator), nil, lead, "membership.administrator_by"},
		{"the first, by the operator", to("bea", domain.Administrator), nil, operator, ""},
		{"an administrator who reports", to("bea", domain.Administrator), reporter, operator, "membership.administrator_alone"},
		{"a reporter who administers", to("bea", domain.Reporter), administrator, lead, "membership.administrator_alone"},
	}
	for _, c := range cases {
		err := domain.MayGrant(c.m, c.held, c.by)
		if c.refusal == "" {
			require.NoError(t, err, c.name)
			continue
		}
		require.Equal(t, c.refusal, domain.AsProblems(err)[0].Key, c.name)
	}
	require.NoError(t, domain.MayEnd(to("bea", domain.Reporter), lead))
	refusedAs(t, domain.MayEnd(to("adam", domain.Administrator), admin), domain.Forbidden, "membership.own")
	refusedAs(t, domain.MayEnd(to("adam", domain.Administrator), lead), domain.Forbidden, "membership.administrator_by")
	require.NoError(t, domain.MayEnd(to("adam", domain.Administrator), operator))
}

func TestR10_WhoDraftsOrAdministersNeverAppointsWhoSigns(t *testing.T) {
	next := domain.Membership{PersonID: "new", Role: domain.Approver, Path: "uk/england/london/RJ1"}
	holding := func(id domain.ID, ms ...domain.Membership) domain.Actor {
		return domain.Actor{Person: domain.Person{ID: id}, Memberships: ms}
	}
	on := func(role domain.Role, path string) domain.Membership {
		return domain.Membership{Role: role, Path: path}
	}
	approver, lead := on(domain.Approver, next.Path), on(domain.OversightLead, "uk/england")
	require.NoError(t, domain.MayConfirmApprover(next, holding("chief", approver)))
	require.NoError(t, domain.MayConfirmApprover(next, holding("lea", lead)))
	require.NoError(t, domain.MayConfirmApprover(next, holding("chief", approver, on(domain.Reporter, "uk/england/london/RJ10"))), "who drafts elsewhere")
	refusedAs(t, domain.MayConfirmApprover(next, holding("chief", approver, on(domain.Reporter, next.Path))), domain.Forbidden, "approver.drafts_or_administers")
	refusedAs(t, domain.MayConfirmApprover(next, holding("adam", on(domain.Administrator, "uk"))), domain.Forbidden, "approver.drafts_or_administers")
	refusedAs(t, domain.MayConfirmApprover(next, holding("new", lead)), domain.Forbidden, "membership.own")
}
