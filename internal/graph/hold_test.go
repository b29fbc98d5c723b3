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

func TestR6_BelowSaysWhoGoesWithoutWhatIsNotThere(t *testing.T) {
	w := newWorld(dep(12, 1, domain.Monitors, domain.SameNation), dep(12, 2, domain.Informs, domain.SameNation),
		dep(12, 4, domain.Supports, domain.WholeUK), dep(12, 3, domain.Delivers, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.body("SG", domain.Government, domain.Scotland)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("S08", domain.HealthBoard, domain.Scotland)
	w.duty("UKG", 12)                                   // 0
	w.duty("UKG", 2, claims)                            // 1: a claim goes ahead uninformed
	w.duty("UKG", 3)                                    // 2: waits, and is not counted beside that
	w.duty("RJ1", 1)                                    // 3
	w.duty("S08", 1)                                    // 4
	w.duty("SG", 12, claims)                            // 5
	w.duty("SG", 2, closes(domain.ClosedNotApplicable)) // 6: nothing that is over goes without
	w.duty("SG", 4)                                     // 7: of both governments, one is not there
	w.duty("UKG", 4, rejects)                           // 8: out of play
	lacking := func(i int) [][]int {
		var found [][]int
		for _, out := range w.build().Below(i) {
			found = append(found, out.Lacking)
		}
		return found
	}
	require.Equal(t, [][]int{{3}, {1}, {7}, nil}, lacking(0))
	require.Equal(t, [][]int{nil, nil, nil}, lacking(5), "what is claimed leaves nobody without")

	rejects(&w.facts.Duties[0].Duty)
	require.Equal(t, [][]int{{3}, {1}, {7}, nil}, lacking(0), "what was turned down leaves them without all the more")
}

func TestR6_BelowAShareEachThatIsNotThereLeavesItLacking(t *testing.T) {
	share := dep(13, 7, domain.Monitors, domain.LocalShare)
	share.Share = 50
	w := newWorld(share)
	w.body("UKG", domain.Government, domain.UK)
	w.duty("UKG", 7)
	for _, code := range []string{"A", "B", "C", "D"} {
		w.body(code, domain.Trust, domain.England)
		w.duty(code, 13)
	}
	lacking := func(i int) []int { return w.build().Below(i)[0].Lacking }
	claims(&w.facts.Duties[1].Duty)
	rejects(&w.facts.Duties[2].Duty)
	require.Empty(t, lacking(1))
	require.Equal(t, []int{0}, lacking(2))
	require.Equal(t, []int{0}, lacking(3), "one of four has claimed, and two are needed")
	claims(&w.facts.Duties[4].Duty)
	require.Empty(t, lacking(3), "enough have claimed it")
}

func TestR6_OfPartnersAnyOneThatIsThereIsEnough(t *testing.T) {
	office := dep(14, 17, domain.Supports, domain.SameBody)
	office.AnyPartner = true
	w := newWorld(office)
	w.body("A", domain.Trust, domain.England)
	w.body("KCL", domain.University, domain.England)
	w.partners("A", "KCL")
	w.duty("A", 17)
	w.duty("A", 14, rejects)
	w.duty("KCL", 14)
	require.Empty(t, w.build().Below(1)[0].Lacking, "its partner may still bring it")
	require.Equal(t, []int{0}, w.build().Below(2)[0].Lacking)
	rejects(&w.facts.Duties[2].Duty)
	require.Equal(t, []int{0}, w.build().Below(1)[0].Lacking)
	w.facts.Duties[2].Duty.State = domain.NewDutyState()
	claims(&w.facts.Duties[2].Duty)
	require.Empty(t, w.build().Below(1)[0].Lacking)
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
	require.Equal(t, map[graph.Bearing]int{graph.Missing: 1, graph.OnClaim: 1, graph.Confirmed: 1, graph.NotBinding: 1, graph.NoPartner: 3}, tally.Bearings)
	require.Equal(t, 1, tally.Ahead, "C did not wait for its own office")
}
