package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
)

func TestR6_AChainHoldsInTurn(t *testing.T) {
	w := newWorld(dep(3, 2, domain.Funds, domain.SameNation), dep(2, 1, domain.Delivers, domain.SameNation), dep(1, 10, domain.Delivers, domain.SameBody))
	w.body("UKG", domain.Government, domain.UK)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("RXK", domain.Trust, domain.England)
	w.duty("UKG", 3)
	w.duty("UKG", 2)
	w.duty("RJ1", 1)
	w.duty("RJ1", 10)
	w.duty("RXK", 1, claims)
	w.duty("RXK", 10)
	g := w.build()
	top := g.at(t, "UKG/3")
	require.Equal(t, []domain.ID{"UKG/2"}, top.Holds)
	require.Equal(t, 3, top.HoldsAll, "2, then RJ1's 1 and 10; RXK went ahead")
	require.Equal(t, 2, top.HoldsBodies)
	require.Equal(t, graph.Behind{Direct: 1, DirectBodies: 1, All: 3, AllBodies: 2}, g.Behind(g.OfRec(3), nil))
	require.Equal(t, graph.Behind{Direct: 1, DirectBodies: 1, All: 2, AllBodies: 1}, g.Behind(g.OfRec(2), nil))
	require.Zero(t, g.Behind(g.OfRec(10), nil))
}

func TestR6_ADiamondCountsOnce(t *testing.T) {
	w := newWorld(dep(1, 2, domain.Funds, domain.SameBody), dep(1, 3, domain.Funds, domain.SameBody),
		dep(2, 4, domain.Funds, domain.SameBody), dep(3, 4, domain.Delivers, domain.SameBody), dep(1, 4, domain.Delivers, domain.SameBody))
	w.body("UKG", domain.Government, domain.UK)
	for rec := 1; rec <= 4; rec++ {
		w.duty("UKG", rec)
	}
	g := w.build()
	require.Equal(t, []domain.ID{"UKG/2", "UKG/3", "UKG/4"}, g.at(t, "UKG/1").Holds)
	require.Equal(t, 3, g.at(t, "UKG/1").HoldsAll)
	require.Equal(t, 1, g.at(t, "UKG/1").HoldsBodies)
	require.Equal(t, []string{"UKG/1", "UKG/2", "UKG/3"}, upstream(g.at(t, "UKG/4").WaitingOn))
}

func TestR6_TwoHoldingKindsBetweenTheSameTwoHoldOneDuty(t *testing.T) {
	w := newWorld(dep(1, 2, domain.Funds, domain.SameBody), dep(1, 2, domain.Delivers, domain.SameBody))
	w.body("UKG", domain.Government, domain.UK)
	w.duty("UKG", 1)
	w.duty("UKG", 2)
	g := w.build()
	require.Equal(t, []domain.ID{"UKG/2"}, g.at(t, "UKG/1").Holds)
	require.Equal(t, graph.Behind{Direct: 1, DirectBodies: 1, All: 1, AllBodies: 1}, g.Behind(g.OfRec(1), nil))
	i, _ := g.Number("UKG/1")
	require.Len(t, g.Below(i), 2)
}

func TestR6_ACircleIsAFindingAndNothingHangs(t *testing.T) {
	w := newWorld(dep(1, 2, domain.Funds, domain.SameBody), dep(2, 3, domain.Delivers, domain.SameBody), dep(3, 1, domain.Delivers, domain.SameBody),
		dep(3, 4, domain.Funds, domain.SameBody), dep(5, 6, domain.Informs, domain.SameBody), dep(6, 5, domain.Supports, domain.SameBody), dep(7, 7, domain.Funds, domain.SameBody))
	w.body("UKG", domain.Government, domain.UK)
	for rec := 1; rec <= 7; rec++ {
		w.duty("UKG", rec)
	}
	g := w.build()
	require.ElementsMatch(t, []graph.Cycle{
		{Recs: []int{1, 2, 3}}, {Recs: []int{5, 6}}, {Recs: []int{7}},
		{Recs: []int{1, 2, 3}, Duties: []domain.ID{"UKG/1", "UKG/2", "UKG/3"}},
	}, g.Cycles())
	require.Equal(t, 3, g.at(t, "UKG/1").HoldsAll, "2, 3 and 4, never itself")
	require.Equal(t, []domain.ID{"UKG/1", "UKG/4"}, g.at(t, "UKG/3").Holds)
	require.Empty(t, g.at(t, "UKG/7").WaitingOn)
}

func TestR6_BelowSaysWhoIsServedAndWhoWaits(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation), dep(3, 2, domain.Supports, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("RXK", domain.Trust, domain.England)
	w.duty("UKG", 3)
	w.duty("UKG", 2)
	w.duty("RJ1", 1)
	w.duty("RXK", 1, claims)
	g := w.build()
	outs := g.Below(0)
	require.Len(t, outs, 2)
	require.Equal(t, []int{2, 3}, outs[0].Duties)
	require.Equal(t, []int{2}, outs[0].Waiting)
	require.Equal(t, []int{1}, outs[1].Duties)
	require.Empty(t, outs[1].Waiting)
}

func TestR6_BehindCountsOnlyWhatTheAskerSees(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("RXK", domain.Trust, domain.England)
	w.duty("UKG", 3)
	w.duty("RJ1", 1)
	w.duty("RXK", 1)
	g := w.build()
	mine := func(i int) bool { return g.Facts(i).Body.Code == "RJ1" }
	require.Equal(t, graph.Behind{Direct: 1, DirectBodies: 1, All: 1, AllBodies: 1}, g.Behind([]int{0}, mine))
	require.Equal(t, graph.Behind{Direct: 2, DirectBodies: 2, All: 2, AllBodies: 2}, g.Behind([]int{0}, nil))
}

func TestR6_TalliesCountEachEdgeOnce(t *testing.T) {
	office := dep(14, 15, domain.Delivers, domain.SameBody)
	office.AnyPartner = true
	w := newWorld(office)
	for _, code := range []string{"A", "B", "C", "D", "E"} {
		w.body(code, domain.Trust, domain.England)
	}
	w.body("KCL", domain.University, domain.England)
	w.duty("KCL", 14, confirms)
	w.duty("A", 14)
	w.duty("B", 14, claims)
	w.duty("C", 14)
	for _, code := range []string{"A", "B", "E"} {
		w.duty(code, 15)
	}
	w.duty("C", 15, claims)
	ruled := w.duty("D", 15)
	w.partners("E", "KCL")
	w.facts.Rulings = []domain.EdgeRuling{{DutyID: ruled, Dependency: office.Key, Agreed: true}}
	tally := w.build().Tallies(func(int) bool { return true })[office.Key]
	require.Equal(t, map[graph.Bearing]int{graph.Missing: 2, graph.OnClaim: 1, graph.Confirmed: 1, graph.NotBinding: 1, graph.NoPartner: 3}, tally.Bearings)
	require.Equal(t, 1, tally.Ahead)
}
