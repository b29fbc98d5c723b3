package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
)

func TestR6_WhatBecameOfTheUpstreamDecides(t *testing.T) {
	expired := func(d *domain.Duty) { confirms(d); d.State.ConfirmedExpires = "2026-01-01" }
	for name, c := range map[string]struct {
		upstream func(*domain.Duty)
		bearing  graph.Bearing
	}{
		"untouched":           {func(*domain.Duty) {}, graph.Missing},
		"claimed":             {claims, graph.OnClaim},
		"confirmed":           {confirms, graph.Confirmed},
		"was confirmed":       {expired, graph.OnClaim},
		"rejected":            {rejects, graph.Stranded},
		"agreed n/a":          {agreedNA, graph.Released},
		"closed implemented":  {closes(domain.ClosedImplemented), graph.Confirmed},
		"closed alternative":  {closes(domain.ClosedAlternative), graph.Confirmed},
		"closed n/a":          {closes(domain.ClosedNotApplicable), graph.Released},
		"closed undone":       {closes(domain.ClosedNotImplemented), graph.Stranded},
		"superseded, by none": {closes(domain.ClosedSuperseded), graph.Released},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(dep(14, 16, domain.Delivers, domain.SameBody), dep(14, 9, domain.Supports, domain.SameBody))
			w.body("KCL", domain.University, domain.England)
			w.duty("KCL", 14, c.upstream)
			down, helped := w.duty("KCL", 16), w.duty("KCL", 9)
			g := w.build()
			s := g.at(t, down)
			require.Equal(t, c.bearing, g.bearing(t, down, "14-16-delivers"))
			if c.bearing == graph.Released && name == "superseded, by none" {
				require.Empty(t, s.WaitingOn)
			}
			require.Equal(t, c.bearing == graph.Missing, len(s.WaitingOn) == 1)
			require.Equal(t, c.bearing == graph.OnClaim, len(s.OnClaim) == 1)
			require.Equal(t, c.bearing == graph.Stranded, len(s.StrandedBy) == 1)
			require.Equal(t, c.bearing != graph.Missing && c.bearing != graph.Stranded, s.Ready)
			missing := c.bearing == graph.Missing || c.bearing == graph.Stranded
			require.Equal(t, missing, len(g.at(t, helped).Unsupported) == 1)
			require.True(t, g.at(t, helped).Ready, "help that is missing holds nothing")
		})
	}
}

func TestR6_SupersededMovesTheEdge(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.body("NIHR", domain.Funder, domain.England)
	w.body("RJ1", domain.Trust, domain.England)
	w.duty("UKG", 3, closes(domain.ClosedSuperseded, 7, 8))
	w.duty("UKG", 7, closes(domain.ClosedSuperseded, 2))
	w.duty("UKG", 2)
	w.duty("NIHR", 8, claims)
	down := w.duty("RJ1", 1)
	g := w.build()
	s := g.at(t, down)
	require.Equal(t, []string{"UKG/2"}, upstream(s.WaitingOn))
	require.Equal(t, []string{"NIHR/8"}, upstream(s.OnClaim), "where the body has none, the nation's")
	require.Equal(t, []domain.ID{down}, g.at(t, "UKG/2").Holds)
}

func TestR6_SupersedingEachOtherHangsNothing(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation), dep(3, 2, domain.Funds, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.body("RJ1", domain.Trust, domain.England)
	w.duty("UKG", 3, closes(domain.ClosedSuperseded, 7))
	w.duty("UKG", 7, closes(domain.ClosedSuperseded, 3))
	down := w.duty("RJ1", 1)
	g := w.build()
	require.Equal(t, graph.Released, g.bearing(t, down, "3-1-funds"))
}

func TestR6_WhatTookTheUpstreamsPlaceDoesNotWaitOnItself(t *testing.T) {
	w := newWorld(dep(3, 2, domain.Funds, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.duty("UKG", 3, closes(domain.ClosedSuperseded, 2))
	down := w.duty("UKG", 2)
	g := w.build()
	require.Empty(t, g.at(t, down).WaitingOn)
	require.Empty(t, g.Cycles())
}

func TestR6_AnAgreedRulingUnbindsOneEdgeOfOneBody(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("RXK", domain.Trust, domain.England)
	w.duty("UKG", 3)
	free, bound := w.duty("RJ1", 1), w.duty("RXK", 1)
	w.facts.Rulings = []domain.EdgeRuling{
		{DutyID: free, Dependency: "3-1-funds", Agreed: true},
		{DutyID: bound, Dependency: "3-1-funds"},
	}
	g := w.build()
	require.Empty(t, g.at(t, free).WaitingOn)
	require.Len(t, g.at(t, free).NotBinding, 1)
	require.Equal(t, graph.NotBinding, g.bearing(t, free, "3-1-funds"))
	require.Len(t, g.at(t, bound).WaitingOn, 1, "asked, not agreed")
	require.Equal(t, []domain.ID{bound}, g.at(t, "UKG/3").Holds)
}

func TestR6_GoingAheadIsNotWaiting(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation), dep(12, 1, domain.Monitors, domain.SameNation))
	w.body("SG", domain.Government, domain.Scotland)
	w.body("S08", domain.HealthBoard, domain.Scotland)
	w.duty("SG", 3)
	w.duty("SG", 12)
	down := w.duty("S08", 1, claims)
	g := w.build()
	s := g.at(t, down)
	require.True(t, s.Ahead)
	require.Equal(t, []string{"SG/3"}, upstream(s.AheadOf))
	require.Empty(t, s.WaitingOn)
	require.False(t, s.Ready)
	require.Equal(t, []string{"SG/12"}, upstream(s.Unmonitored), "the claim cannot be assured beyond self-report")
	require.Empty(t, g.at(t, "SG/3").Holds)
	require.Zero(t, g.Behind(g.OfRec(3), nil))
}

func TestR6_AShareThatCanNoLongerBeReachedStrands(t *testing.T) {
	w := newWorld(dep(6, 7, domain.Delivers, domain.LocalShare))
	w.body("SG", domain.Government, domain.Scotland)
	down := w.duty("SG", 7)
	for i, step := range []func(*domain.Duty){claims, claims, rejects, rejects, agreedNA} {
		code := string(rune('A' + i))
		w.body(code, domain.HealthBoard, domain.Scotland)
		w.duty(code, 6, step)
	}
	g := w.build()
	s := g.at(t, down)
	require.Empty(t, s.WaitingOn)
	require.Equal(t, domain.Share{Claimed: 2, Of: 4, Threshold: 75}, *s.StrandedBy[0].Share)
}

func TestR6_WaitingHidesNothing(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.body("RJ1", domain.Trust, domain.England)
	w.duty("UKG", 3)
	down := w.duty("RJ1", 1, func(d *domain.Duty) { d.State.FirstTarget, d.State.Target = "2026-03-31", "2026-11-20" })
	w.facts.Duties[1].Asked = domain.AskedSilent
	g := w.build()
	s := g.at(t, down)
	require.Len(t, s.WaitingOn, 1)
	require.Equal(t, domain.WordSilent, s.Word)
	require.True(t, s.Overdue)
	require.Equal(t, 3, s.DaysPast)
	require.Equal(t, 237, s.DaysPastFirst)
	require.False(t, s.Undated)
}

func TestR6_WhoeverIsOutOfPlayWaitsForNobody(t *testing.T) {
	for _, step := range []func(*domain.Duty){rejects, agreedNA, closes(domain.ClosedNotApplicable), func(d *domain.Duty) { d.State.Retired = true }} {
		w := newWorld(dep(3, 1, domain.Funds, domain.SameNation))
		w.body("UKG", domain.Government, domain.UK)
		w.body("RJ1", domain.Trust, domain.England)
		w.duty("UKG", 3)
		down := w.duty("RJ1", 1, step)
		g := w.build()
		require.Empty(t, g.at(t, down).WaitingOn)
		require.False(t, g.at(t, down).Ready)
		require.Empty(t, g.at(t, "UKG/3").Holds)
	}
}

func TestR8_ABodyThatWasNeverReachedIsNotSilent(t *testing.T) {
	w := newWorld()
	w.body("RJ1", domain.Trust, domain.England)
	id := w.duty("RJ1", 1)
	w.facts.Duties[0].Asked, w.facts.Duties[0].Reached = domain.AskedSilent, false
	s := w.build().at(t, id)
	require.Equal(t, domain.WordNotReached, s.Word)
	require.False(t, s.SilentToo)
}

func TestR1_SilentStandsBesideAnotherWord(t *testing.T) {
	w := newWorld()
	w.body("RJ1", domain.Trust, domain.England)
	id := w.duty("RJ1", 1, claims, func(d *domain.Duty) { d.State.Expires = "2026-11-23" })
	w.facts.Duties[0].Asked = domain.AskedSilent
	s := w.build().at(t, id)
	require.Equal(t, domain.WordClaimed, s.Word)
	require.True(t, s.SilentToo)
	require.True(t, s.EvidenceStale, "the day it expires is the first on which it proves nothing")
}

func TestR17_AJointAnswerThatAnotherContradictsReleasesNothing(t *testing.T) {
	w := newWorld(dep(12, 1, domain.Delivers, domain.SameNation))
	w.body("DHSC", domain.Government, domain.England)
	w.body("RJ1", domain.Trust, domain.England)
	metrics := w.duty("DHSC", 12, confirms)
	down := w.duty("RJ1", 1)
	w.facts.Duties[0].SayNot = []domain.ID{"WG-HSC/12"}
	g := w.build()
	require.Equal(t, domain.WordWasConfirmed, g.at(t, metrics).Word)
	require.Equal(t, []string{"DHSC/12"}, upstream(g.at(t, down).WaitingOn))
}

func TestR12_WhatADutyNeedsGaveWay(t *testing.T) {
	const signed = domain.Day("2026-09-01") // as claims has it
	back := func(d *domain.Duty) { claims(d); d.State.Status, d.State.Withdrawn = domain.Planned, "2026-10-01" }
	gaveWay := func(deps []domain.Dependency, upstream ...func(*domain.Duty)) bool {
		w := newWorld(deps...)
		w.body("UKG", domain.Government, domain.UK)
		w.body("RJ1", domain.Trust, domain.England)
		w.duty("UKG", 3, upstream...)
		down := w.duty("RJ1", 1, confirms)
		g := w.build()
		i, known := g.Number(down)
		require.True(t, known)
		return g.GaveWay(i, signed)
	}
	funds, supports := dep(3, 1, domain.Funds, domain.SameNation), dep(3, 1, domain.Supports, domain.SameNation)
	require.True(t, gaveWay([]domain.Dependency{funds}, back))
	require.False(t, gaveWay([]domain.Dependency{funds}, claims), "it is there")
	require.False(t, gaveWay([]domain.Dependency{funds}), "it never was: the duty went ahead")
	require.False(t, gaveWay([]domain.Dependency{supports}, back), "support holds nothing")
	require.False(t, gaveWay(nil, back))
}
