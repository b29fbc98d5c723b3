package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
)

// number is a duty's place in the facts.
func (b *built) number(t *testing.T, id domain.ID) int32 {
	t.Helper()
	i, known := b.Number(id)
	require.True(t, known)
	return int32(i)
}

func TestR6_WhatHoldsADutyByMode(t *testing.T) {
	w := newWorld(
		dep(3, 1, domain.Funds, domain.SameNation),
		domain.Dependency{Key: "14-15", From: 14, To: 15, Kind: domain.Delivers, Scope: domain.SameBody, AnyPartner: true},
		domain.Dependency{Key: "9-2", From: 9, To: 2, Kind: domain.Funds, Scope: domain.LocalShare, Share: 60},
		dep(12, 1, domain.Monitors, domain.SameNation),
	)
	w.body("DHSC", domain.Government, domain.England)
	w.body("KCL", domain.University, domain.England)
	dhsc, metrics, pilots := w.duty("DHSC", 3), w.duty("DHSC", 12), w.duty("DHSC", 2)
	for i := range 5 {
		w.body(fmt.Sprint("R", i), domain.Trust, domain.England)
		w.duty(fmt.Sprint("R", i), 9)
	}
	time, own, second := w.duty("R0", 1), w.duty("R0", 14), w.duty("R0", 15)
	partner := w.duty("KCL", 14)
	w.partners("R0", "KCL")
	claims(&w.facts.Duties[slices.IndexFunc(w.facts.Duties, func(f domain.DutyFacts) bool { return f.Duty.ID == "R4/9" })].Duty)
	g := w.build()
	h := g.Holds()

	join := func(id domain.ID) graph.Join {
		above := h.Above[g.number(t, id)]
		require.Len(t, above, 1, id)
		return h.Joins[above[0]]
	}
	require.Equal(t, graph.Join{Ups: []int32{g.number(t, dhsc)}, Need: 1}, join(time), "monitoring holds nothing")
	require.Equal(t, graph.Join{Ups: []int32{g.number(t, own), g.number(t, partner)}, Need: 1}, join(second), "any partner will do")
	require.Equal(t, 2, join(pilots).Need, "three of five are 60 %, and one is there")
	require.Len(t, join(pilots).Ups, 4)
	require.Nil(t, h.Above[g.number(t, metrics)])

	before := func(a, b domain.ID) {
		require.Less(t, slices.Index(h.Order, g.number(t, a)), slices.Index(h.Order, g.number(t, b)), "%s before %s", a, b)
	}
	before(dhsc, time)
	before(own, second)
	before(partner, second)
	require.Equal(t, graph.Reached, h.Prospects[g.number(t, "R4/9")])
	require.NotContains(t, h.Order, g.number(t, "R4/9"))
}

func TestR6_WhatWillNeverCome(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation), dep(1, 9, domain.Delivers, domain.SameBody),
		dep(4, 5, domain.Funds, domain.SameNation), dep(5, 4, domain.Funds, domain.SameNation))
	w.body("DHSC", domain.Government, domain.England)
	w.body("NIHR", domain.Funder, domain.England)
	w.body("RJ1", domain.Trust, domain.England)
	rejected := w.duty("DHSC", 3, rejects)
	stranded, behind := w.duty("RJ1", 1), w.duty("RJ1", 9)
	a, b := w.duty("DHSC", 4), w.duty("NIHR", 5)
	closed := w.duty("NIHR", 8, closes(domain.ClosedNotApplicable))
	g := w.build()
	h := g.Holds()
	for id, want := range map[domain.ID]graph.Prospect{
		rejected: graph.Outside, closed: graph.Outside, stranded: graph.Cut, behind: graph.Coming, a: graph.Circular, b: graph.Circular,
	} {
		require.Equal(t, want, h.Prospects[g.number(t, id)], id)
	}
	require.Equal(t, []int32{g.number(t, behind)}, h.Order)
}

func TestR6_WhatWasHeldOnAnEarlierDay(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation))
	w.body("DHSC", domain.Government, domain.England)
	w.body("RJ1", domain.Trust, domain.England)
	w.duty("DHSC", 3, claims)
	time := w.duty("RJ1", 1)
	g := w.build()
	require.Nil(t, g.Holds().Above[g.number(t, time)], "released now")
	require.Equal(t, []bool{false, true}, g.HeldWhen([]bool{false, false}), "and held then")
	require.Equal(t, []bool{false, false}, g.HeldWhen([]bool{true, false}))
}
