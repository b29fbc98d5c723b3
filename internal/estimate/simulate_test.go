package estimate_test

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/graph"
)

// scene is a small graph of trusts' duties, all of them in one cell.
type scene struct {
	t  *testing.T
	in estimate.Input
}

func newScene(t *testing.T) *scene {
	return &scene{t, estimate.Input{Day: today, Cells: 1, Habits: estimate.Learn(nil), Seed: 7, Runs: 20_000, Means: true}}
}

// duty adds one that waits for enough of others.
func (s *scene) duty(target domain.Day, need int, ups ...int32) int {
	n := len(s.in.Duties)
	s.in.Duties = append(s.in.Duties, estimate.Duty{Kind: domain.Trust, Target: target})
	s.in.Holds.Prospects = append(s.in.Holds.Prospects, graph.Coming)
	s.in.Holds.Order = append(s.in.Holds.Order, int32(n))
	var above []int32
	if len(ups) > 0 {
		above = []int32{int32(len(s.in.Holds.Joins))}
		s.in.Holds.Joins = append(s.in.Holds.Joins, graph.Join{Ups: ups, Need: need})
	}
	s.in.Holds.Above = append(s.in.Holds.Above, above)
	return n
}

// is takes a duty out of what is to come.
func (s *scene) is(i int, p graph.Prospect) {
	s.in.Holds.Prospects[i] = p
	s.in.Holds.Order = slices.DeleteFunc(s.in.Holds.Order, func(d int32) bool { return d == int32(i) })
}

func (s *scene) run() *estimate.Forecast {
	s.t.Helper()
	f, err := estimate.Run(s.t.Context(), s.in)
	require.NoError(s.t, err)
	return f
}

// near requires that runs agree with a probability worked out by hand, within
// four standard errors.
func near(t *testing.T, p, got float64, runs int, what string, args ...any) {
	t.Helper()
	require.InDelta(t, p, got, 4*math.Sqrt(p*(1-p)/float64(runs))+1e-9, fmt.Sprintf(what, args...))
}

// chances by month of a free duty without a date: .04 a quarter, evenly.
func undated() (f [estimate.Beyond + 1]float64) {
	left := 1.0
	for m := 1; m <= estimate.Horizon; m++ {
		next := math.Pow(.96, float64(m)/3)
		f[m], left = left-next, next
	}
	f[estimate.Beyond] = left
	return f
}

func sum(f []float64) (s float64) {
	for _, p := range f {
		s += p
	}
	return s
}

func TestAFreeDutyWithoutADate(t *testing.T) {
	s := newScene(t)
	i := s.duty("", 0)
	f := s.run()
	for _, m := range []int{1, 3, 12, 60, estimate.Horizon} {
		near(t, 1-math.Pow(.96, float64(m)/3), f.Duty(i).Share(m), s.in.Runs, "by month %d", m)
	}
	require.InDelta(t, math.Log(.5)/math.Log(.96)*3, f.Duty(i).P50(), 2)
	require.InDelta(t, math.Log(.2)/math.Log(.96)*3, f.Duty(i).P80(), 2)
	require.Equal(t, estimate.Beyond, f.Duty(i).Month(.9), "40 quarters at .04 leave one in five open")
}

// Its date is in the next quarter but one. Two quarters long the chance is .05,
// then .15, unless the date has moved on by then, then .10.
func TestAFreeDutyWhoseDateMayMove(t *testing.T) {
	s := newScene(t)
	i := s.duty(today.AddMonths(4), 0)
	f := s.run()
	near(t, .05, f.Duty(i).Share(3), s.in.Runs, "the quarter before")
	open := .95
	// With .03 the date moved, by one quarter (.4), two (.35) or four (.25): it then
	// lies in a later quarter still, and the chance is .05 again.
	second := .97*.15 + .03*.05
	near(t, 1-open*(1-second), f.Duty(i).Share(6), s.in.Runs, "the quarter of the date")
	// Third quarter. Date stayed (.97): in the second, not claimed (.85): it moved
	// (.25), by one quarter into the third (.4, chance .15) or beyond it (.6, .05), or stayed (.75, .10).
	stayed := .97 * .85 * (.25*(.4*.15+.6*.05) + .75*.10)
	// Date moved at first (.03), not claimed in the second (.95), moved again (.03): beyond the
	// third. Not again (.97): it lies in the third if it had moved by one (.4), else beyond.
	movedOn := .03 * .95 * (.03*.05 + .97*(.4*.15+.6*.05))
	third := open * (stayed + movedOn)
	near(t, 1-open*(1-second)+third, f.Duty(i).Share(9), s.in.Runs, "the quarter after")
}

func TestAnOverdueDuty(t *testing.T) {
	s := newScene(t)
	i := s.duty(today.Add(-400), 0)
	f := s.run()
	near(t, .10, f.Duty(i).Share(3), s.in.Runs, "the first quarter")
	// Moved (.25): by one or two quarters it is now in the second (.75), by four in a later one.
	second := .25*(.75*.15+.25*.05) + .75*.10
	near(t, 1-.9*(1-second), f.Duty(i).Share(6), s.in.Runs, "the second")
}

// B waits for A; neither has a date. By hand: the sum over every month of A.
func TestR26_AChainAgainstEveryCase(t *testing.T) {
	s := newScene(t)
	a := s.duty("", 0)
	b := s.duty("", 1, int32(a))
	c := s.duty("", 1, int32(b))
	f := s.run()
	alone := undated()
	after := func(above [estimate.Beyond + 1]float64) (f [estimate.Beyond + 1]float64) {
		for up, p := range above {
			left := 1 - sum(alone[:up+1])
			for m := up + 1; m <= estimate.Horizon; m++ {
				f[m] += p * alone[m] / left
			}
		}
		f[estimate.Beyond] = 1 - sum(f[:estimate.Beyond])
		return f
	}
	second := after(alone)
	third := after(second)
	for _, m := range []int{6, 24, 60, estimate.Horizon} {
		near(t, sum(alone[:m+1]), f.Duty(a).Share(m), s.in.Runs, "the first by %d", m)
		near(t, sum(second[:m+1]), f.Duty(b).Share(m), s.in.Runs, "the second by %d", m)
		near(t, sum(third[:m+1]), f.Duty(c).Share(m), s.in.Runs, "the third by %d", m)
		near(t, sum(third[:m+1]), f.All(0).Share(m), s.in.Runs, "all three by %d", m)
	}
}

// What waits for one, two or three of three is claimed a month later where it
// must be, and never before.
func TestR6_AnyAShareAndAll(t *testing.T) {
	for need, atLeast := range map[int]func(p float64) float64{
		1: func(p float64) float64 { return 1 - math.Pow(1-p, 3) },
		2: func(p float64) float64 { return 3*p*p*(1-p) + p*p*p },
		3: func(p float64) float64 { return p * p * p },
	} {
		s := newScene(t)
		x, y, z := s.duty("", 0), s.duty("", 0), s.duty("", 0)
		d := s.duty("", need, int32(x), int32(y), int32(z))
		f := s.run()
		alone := undated()
		released := func(m int) float64 { return atLeast(sum(alone[:m+1])) }
		for _, by := range []int{12, 60, estimate.Horizon} {
			var want float64
			for up := 1; up < by; up++ {
				left := 1 - sum(alone[:up+1])
				want += (released(up) - released(up-1)) * sum(alone[up+1:by+1]) / left
			}
			near(t, want, f.Duty(d).Share(by), s.in.Runs, "%d of three by %d", need, by)
		}
	}
}

func TestR26_TwoRunsAgreeHoweverManyProcessors(t *testing.T) {
	s := newScene(t)
	s.in.Means, s.in.Runs = false, 2_030
	for i := range 40 {
		s.duty([]domain.Day{"", today, today.AddMonths(20), today.Add(-9)}[i%4], 0)
	}
	s.duty("", 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
	print := func() string {
		f := s.run()
		return fmt.Sprint(f.Bands(0), f.All(0), f.Most(0), f.Duty(40), f.Duty(3))
	}
	first := print()
	before := runtime.GOMAXPROCS(1)
	alone := print()
	runtime.GOMAXPROCS(7)
	many := print()
	runtime.GOMAXPROCS(before)
	require.Equal(t, first, alone)
	require.Equal(t, first, many)
	s.in.Seed++
	require.NotEqual(t, first, print())
	require.NotEqual(t, estimate.SeedOf("ctr", today), estimate.SeedOf("ctr", today.Add(1)))
}

func TestWhatIfMovesWhatHangsOnItAndNothingElse(t *testing.T) {
	s := newScene(t)
	a := s.duty("", 0)
	b := s.duty("", 1, int32(a))
	other := s.duty("", 0)
	before := s.run()
	s.in.Fixed = map[int]int{a: 0}
	after := s.run()
	require.Equal(t, before.Duty(other), after.Duty(other))
	require.Equal(t, 0, after.Duty(a).P80())
	near(t, 1-math.Pow(.96, 4), after.Duty(b).Share(12), s.in.Runs, "nothing holds it any more")
	s.in.Fixed = map[int]int{a: 30}
	after = s.run()
	require.Equal(t, 30, after.Duty(a).P50())
	require.Zero(t, after.Duty(b).Share(30))
	require.Positive(t, after.Duty(b).Share(31))
}

// A history that leaves little doubt and one that leaves much differ in how far
// the bands are apart.
func TestDoubtAboutTheChancesWidensTheBands(t *testing.T) {
	s := newScene(t)
	for range 300 {
		s.duty("", 0)
	}
	width := func() int {
		b := s.run().Bands(0)[8]
		return b.P90 - b.P10
	}
	sure := width()
	s.in.Means = false
	require.Greater(t, width(), 2*sure)
}

func TestWhatNeverComesAndWhatIsThere(t *testing.T) {
	s := newScene(t)
	done, stranded, circular, outside := s.duty("", 0), s.duty("", 0), s.duty("", 0), s.duty("", 0)
	behind := s.duty("", 1, int32(stranded))
	unowned := s.duty("", 0)
	s.is(done, graph.Reached)
	s.is(stranded, graph.Cut)
	s.is(circular, graph.Circular)
	s.is(outside, graph.Outside)
	s.in.Duties[unowned].Never = true
	f := s.run()
	require.Equal(t, 0, f.Duty(done).P80())
	for _, i := range []int{stranded, circular, behind, unowned} {
		require.Equal(t, estimate.Beyond, f.Duty(i).P50())
		require.Zero(t, f.Duty(i).Share(estimate.Horizon))
	}
	require.Equal(t, 5, f.Size(0), "what is out of play is not counted")
	last := f.Bands(0)[40]
	require.Equal(t, estimate.Band{Month: estimate.Horizon, P10: 1, P50: 1, P90: 1}, last)
	require.Equal(t, estimate.Beyond, f.All(0).P50())
}

func TestNoDutyOneDutyAndAllDone(t *testing.T) {
	none := newScene(t)
	require.Equal(t, 0, none.run().Size(0))
	require.Equal(t, 0, none.run().Bands(0)[40].P90)

	all := newScene(t)
	all.is(all.duty("", 0), graph.Reached)
	f := all.run()
	require.Equal(t, 0, f.All(0).P80())
	require.Equal(t, estimate.Band{P10: 1, P50: 1, P90: 1}, f.Bands(0)[0])

	one := newScene(t)
	one.duty(today, 0)
	f = one.run()
	require.Equal(t, f.Duty(0).P50(), f.All(0).P50())
	require.Equal(t, f.Duty(0).P80(), f.Most(0).P80())
}

func TestGroupsCountTheirCellsTogether(t *testing.T) {
	s := newScene(t)
	s.in.Cells, s.in.Groups = 3, [][]int{{0, 1}, {0, 1, 2}}
	for i := range 12 {
		s.duty("", 0)
		s.in.Duties[i].Cell = i % 3
	}
	s.in.Duties[11].Cell = -1
	f := s.run()
	require.Equal(t, []int{4, 4, 3, 8, 11}, []int{f.Size(0), f.Size(1), f.Size(2), f.Size(3), f.Size(4)})
	p := 1 - math.Pow(.96, 40)
	near(t, math.Pow(p, 8), f.All(3).Share(estimate.Horizon), s.in.Runs, "all eight of two cells")
}

func TestARunEndsWithItsContext(t *testing.T) {
	s := newScene(t)
	s.duty("", 0)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := estimate.Run(ctx, s.in)
	require.ErrorIs(t, err, context.Canceled)
	s.in.Runs = 0
	_, err = estimate.Run(t.Context(), s.in)
	require.Error(t, err)
}

func TestMonths(t *testing.T) {
	require.Equal(t, 0, estimate.MonthOf("2026-11-23", today))
	require.Equal(t, 0, estimate.MonthOf("2020-01-01", today))
	require.Equal(t, 1, estimate.MonthOf("2026-11-24", today))
	require.Equal(t, 1, estimate.MonthOf("2026-12-23", today))
	require.Equal(t, 2, estimate.MonthOf("2026-12-24", today))
	require.Equal(t, estimate.Beyond, estimate.MonthOf("2050-01-01", today))
}
