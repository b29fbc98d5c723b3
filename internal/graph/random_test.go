package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
)

var steps = []func(*domain.Duty){
	func(*domain.Duty) {}, func(*domain.Duty) {}, func(*domain.Duty) {}, claims, confirms, rejects, agreedNA,
	closes(domain.ClosedAlternative), closes(domain.ClosedNotImplemented), closes(domain.ClosedSuperseded, 1, 5),
	closes(domain.ClosedSuperseded, 2), func(d *domain.Duty) { d.State.Retired = true },
}

// randomWorld is any pack, circles and all, over some bodies in any state.
func randomWorld(r *rand.Rand) *world {
	kinds, nations := domain.BodyKinds(), domain.Nations()
	var deps []domain.Dependency
	for range 4 + r.IntN(20) {
		d := dep(1+r.IntN(8), 1+r.IntN(8), domain.DependencyKinds()[r.IntN(5)],
			[]domain.DependencyScope{domain.SameBody, domain.SameNation, domain.WholeUK, domain.LocalShare}[r.IntN(4)])
		d.AnyPartner, d.UKShare, d.Share = r.IntN(2) == 0, r.IntN(2) == 0, r.IntN(101)
		deps = append(deps, d)
	}
	w := newWorld(deps...)
	var codes []string
	for i := range 3 + r.IntN(15) {
		code := fmt.Sprint("B", i)
		w.body(code, kinds[r.IntN(len(kinds))], nations[r.IntN(len(nations))])
		codes = append(codes, code)
		for rec := 1; rec <= 8; rec++ {
			if r.IntN(3) > 0 {
				w.duty(code, rec, steps[r.IntN(len(steps))])
			}
		}
	}
	for range len(codes) {
		w.partners(codes[r.IntN(len(codes))], codes[r.IntN(len(codes))])
	}
	return w
}

func TestR6_WhoWaitsAndWhoHoldsAgreeInAnyPack(t *testing.T) {
	for seed := range uint64(400) {
		w := randomWorld(rand.New(rand.NewPCG(seed, 1)))
		g := w.build()
		waits := map[[2]domain.ID]bool{}
		for i := range g.Len() {
			me := g.Facts(i).Duty.ID
			require.NotContains(t, g.Standing(i).Holds, me, "seed %d", seed)
			for _, e := range g.Above(i) {
				if e.Bearing != graph.Missing && e.Bearing != graph.Stranded || !e.Dependency.Kind.Holds() || e.Share != nil {
					continue
				}
				for _, l := range g.Standing(i).WaitingOn {
					if l.Dependency == e.Dependency {
						waits[[2]domain.ID{me, l.Upstream}] = true
					}
				}
			}
		}
		requireHoldsMirror(t, g, waits)
		requireLackingMirrors(t, g)
		requireBehindByWalking(t, g)
	}
}

// requireHoldsMirror holds that B holds A exactly when A waits on B, by name or
// as one of a share.
func requireHoldsMirror(t *testing.T, g *built, waits map[[2]domain.ID]bool) {
	t.Helper()
	held := map[[2]domain.ID]bool{}
	for i := range g.Len() {
		for _, out := range g.Below(i) {
			for _, d := range out.Waiting {
				if out.Dependency.Scope == domain.LocalShare {
					require.NotEmpty(t, g.Standing(d).WaitingOn)
					require.Contains(t, g.Standing(i).Holds, g.Facts(d).Duty.ID)
					continue
				}
				held[[2]domain.ID{g.Facts(d).Duty.ID, g.Facts(i).Duty.ID}] = true
			}
		}
	}
	require.Equal(t, waits, held)
}

// requireLackingMirrors holds that what B leaves without is what says so of B,
// by name; and where B is one of a share, that the share is what it goes without.
func requireLackingMirrors(t *testing.T, g *built) {
	t.Helper()
	says, left := map[[2]domain.ID]bool{}, map[[2]domain.ID]bool{}
	for i := range g.Len() {
		me, s := g.Facts(i).Duty.ID, g.Standing(i)
		without := slices.Concat(s.Unmonitored, s.Uninformed, s.Unsupported)
		for _, l := range without {
			if l.Share == nil {
				says[[2]domain.ID{l.Upstream, me}] = true
			}
		}
		for _, out := range g.Below(i) {
			for _, d := range out.Lacking {
				if out.Dependency.Scope != domain.LocalShare {
					left[[2]domain.ID{me, g.Facts(d).Duty.ID}] = true
					continue
				}
				below := g.Standing(d)
				require.True(t, slices.ContainsFunc(slices.Concat(below.Unmonitored, below.Uninformed, below.Unsupported),
					func(l domain.Link) bool { return l.Dependency == out.Dependency }))
			}
		}
	}
	require.Equal(t, says, left)
}

// requireBehindByWalking counts what stands behind each duty the slow way.
func requireBehindByWalking(t *testing.T, g *built) {
	t.Helper()
	for i := range g.Len() {
		me := g.Facts(i).Duty.ID
		seen, bodies := map[domain.ID]bool{}, map[domain.ID]bool{}
		for queue := []domain.ID{me}; len(queue) > 0; queue = queue[1:] {
			for _, next := range g.at(t, queue[0]).Holds {
				if !seen[next] {
					seen[next] = true
					queue = append(queue, next)
				}
			}
		}
		delete(seen, me)
		for id := range seen {
			n, _ := g.Number(id)
			bodies[g.Facts(n).Body.ID] = true
		}
		require.Equal(t, len(seen), g.Standing(i).HoldsAll)
		require.Equal(t, len(bodies), g.Standing(i).HoldsBodies)
	}
}

func TestR1_EveryDutyHasOneWordSoThatCellsAddUp(t *testing.T) {
	for seed := range uint64(50) {
		g := randomWorld(rand.New(rand.NewPCG(seed, 2))).build()
		var cell domain.Cell
		for i := range g.Len() {
			require.Contains(t, domain.PositionWords(), g.Standing(i).Word)
			cell.Add(*g.Standing(i))
		}
		require.Equal(t, g.Len(), cell.Owed())
	}
}

// BenchmarkBuild is the whole register of the first report: some 2,300 duties
// and a pack as dense as the real one.
func BenchmarkBuild(b *testing.B) {
	w := nation236(rand.New(rand.NewPCG(1, 1)))
	b.ReportMetric(float64(len(w.facts.Duties)), "duties")
	b.ReportAllocs()
	for b.Loop() {
		graph.Build(w.facts)
	}
}

func nation236(r *rand.Rand) *world {
	w := newWorld(realDependencies()...)
	local := []int{1, 6, 9, 10, 11, 13, 14, 15, 17}
	for i := range 236 {
		code := fmt.Sprint("T", i)
		w.body(code, domain.Trust, domain.Nations()[min(i/60, 3)])
		for _, rec := range local {
			w.duty(code, rec, steps[r.IntN(7)])
		}
	}
	for i := range 52 {
		code := fmt.Sprint("U", i)
		w.body(code, domain.University, domain.England)
		w.partners(fmt.Sprint("T", i), code)
		for _, rec := range []int{14, 15, 16} {
			w.duty(code, rec)
		}
	}
	for _, n := range domain.Nations()[:4] {
		w.body("G"+string(n), domain.Government, n)
		for _, rec := range []int{2, 3, 4, 5, 7, 8, 12} {
			w.duty("G"+string(n), rec)
		}
	}
	return w
}

// realDependencies are the first report's, as numbers.
func realDependencies() []domain.Dependency {
	var deps []domain.Dependency
	add := func(scope domain.DependencyScope, kind domain.DependencyKind, pairs ...[2]int) {
		for _, p := range pairs {
			deps = append(deps, dep(p[0], p[1], kind, scope))
		}
	}
	add(domain.SameNation, domain.Supports, [2]int{2, 1}, [2]int{8, 11})
	add(domain.SameNation, domain.Funds, [2]int{3, 1}, [2]int{3, 2}, [2]int{3, 5}, [2]int{3, 8})
	add(domain.SameNation, domain.Monitors, [2]int{12, 1}, [2]int{12, 7}, [2]int{12, 6}, [2]int{12, 11})
	add(domain.SameNation, domain.Informs, [2]int{12, 5}, [2]int{12, 7}, [2]int{12, 11}, [2]int{12, 17})
	add(domain.SameBody, domain.Monitors, [2]int{13, 1}, [2]int{13, 6}, [2]int{13, 11})
	add(domain.SameBody, domain.Informs, [2]int{1, 10}, [2]int{15, 10}, [2]int{13, 11}, [2]int{13, 17})
	add(domain.SameBody, domain.Supports, [2]int{14, 9}, [2]int{1, 11}, [2]int{14, 11}, [2]int{14, 17})
	add(domain.SameBody, domain.Delivers, [2]int{14, 15}, [2]int{14, 16})
	add(domain.WholeUK, domain.Informs, [2]int{4, 3}, [2]int{12, 4}, [2]int{4, 5}, [2]int{4, 7})
	add(domain.LocalShare, domain.Informs, [2]int{6, 4}, [2]int{6, 5}, [2]int{6, 7}, [2]int{13, 7})
	add(domain.LocalShare, domain.Monitors, [2]int{13, 7})
	return deps
}

// TestR6_TheGraphCountsAsThePackageDoes holds the counts beside the picture against
// the package's on graphs by chance: who waits, is stranded or went ahead is the same
// duty on every page.
func TestR6_TheGraphCountsAsThePackageDoes(t *testing.T) {
	everybody := func(int) bool { return true }
	both := 0
	for seed := range uint64(200) {
		g := randomWorld(rand.New(rand.NewPCG(seed, 5))).build()
		holds := map[string]map[graph.Hold]int{} // of some dependencies by chance two have one key
		g.EachEdge(everybody, func(at graph.At) {
			if holds[at.Dependency.Key] == nil {
				holds[at.Dependency.Key] = map[graph.Hold]int{}
			}
			holds[at.Dependency.Key][at.Hold]++
		})
		tallies := g.Tallies(everybody)
		for key, count := range holds {
			tally := tallies[key]
			without := count[graph.HoldUnmonitored] + count[graph.HoldUninformed] + count[graph.HoldUnsupported]
			require.Equal(t, count[graph.HoldAhead], tally.Ahead)
			require.Equal(t, count[graph.HoldWaiting]+count[graph.HoldStranded]+without, tally.Bearings[graph.Missing]+tally.Bearings[graph.Stranded])
			if without == 0 {
				require.Equal(t, count[graph.HoldStranded], tally.Bearings[graph.Stranded])
			}
			both += min(tally.Ahead, tally.Bearings[graph.Stranded])
		}
	}
	require.Positive(t, both, "some went ahead where others are stranded")
}
