package estimate

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"

	"heed/internal/domain"
	"heed/internal/graph"
)

// Duty is what the simulation knows of one, beside what holds it.
type Duty struct {
	Kind   domain.BodyKind
	Target domain.Day
	Cell   int  // what it is counted in: a recommendation in a nation; negative for none
	Never  bool // nobody could ever claim it, whatever the graph says
}

// Input is all that a forecast is made from.
type Input struct {
	Day    domain.Day
	Duties []Duty // by number, as in Holds
	Holds  graph.Holds
	Cells  int     // how many there are
	Groups [][]int // sets of cells that are counted together too
	Habits *Learned
	Fixed  map[int]int // what if: duties that are claimed by the end of a month, come what may
	Seed   uint64
	Runs   int
	// Means takes every chance as its mean: for comparison with what is worked
	// out by hand.
	Means bool
}

// Runs is how many a page's forecast is made of.
const Runs = 10_000

// chunk is how many runs share one draw of the chances and one stream of random
// numbers. Chunks are the same however many processors there are.
const chunk = 40

// maxRuns is what the counters can hold.
const maxRuns = 1<<16 - 1

// SeedOf is the seed of a forecast: two of the same report and day that know the
// same are the same, and what was recorded beside moves nothing.
func SeedOf(report string, day domain.Day) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s|%s", report, day) // a hash takes everything
	return h.Sum64()
}

// Run plays the years to come. It ends early, with the context's error, when the
// context does.
func Run(ctx context.Context, in Input) (*Forecast, error) {
	if in.Runs < 1 || in.Runs > maxRuns {
		return nil, fmt.Errorf("estimate: %d runs", in.Runs)
	}
	if len(in.Duties) != len(in.Holds.Prospects) {
		return nil, errors.New("estimate: duties and their graph do not belong together")
	}
	p := newPlan(in)
	var (
		next   atomic.Int64
		wait   sync.WaitGroup
		counts = make([]*counts, max(1, min(runtime.GOMAXPROCS(0), (in.Runs+chunk-1)/chunk)))
	)
	for i := range counts {
		counts[i] = newCounts(p)
		wait.Go(func() {
			w := newWorker(p, counts[i])
			for ctx.Err() == nil {
				no := int(next.Add(1) - 1)
				if no*chunk >= in.Runs {
					return
				}
				w.play(no, min(chunk, in.Runs-no*chunk))
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("estimate: %w", err)
	}
	for _, more := range counts[1:] {
		counts[0].merge(more)
	}
	return &Forecast{plan: p, counts: counts[0]}, nil
}

// plan is the input made ready for many runs.
type plan struct {
	Input
	kinds   []domain.BodyKind
	ways    []way   // by number of the duty
	fixed   []uint8 // by number of the duty; unfixed for none
	start   []uint8 // by number of the duty: its month where no run changes it
	counted []bool  // by number of the duty: it is in a cell
	size    []int   // by cell, then by group: how many duties it counts
	most    []int   // likewise: how many are three in four
}

// way is which curve a duty follows.
type way struct{ kind, course uint8 }

const unfixed = 255

func newPlan(in Input) *plan {
	n := len(in.Duties)
	p := &plan{
		Input: in, ways: make([]way, n), fixed: make([]uint8, n), start: make([]uint8, n), counted: make([]bool, n),
		size: make([]int, in.Cells+len(in.Groups)), most: make([]int, in.Cells+len(in.Groups)),
	}
	kinds := map[domain.BodyKind]uint8{}
	for i, d := range in.Duties {
		no, known := kinds[d.Kind]
		if !known {
			no = uint8(len(p.kinds))
			kinds[d.Kind] = no
			p.kinds = append(p.kinds, d.Kind)
		}
		p.ways[i] = way{no, courseOf(d.Target, in.Day)}
		p.fixed[i], p.start[i] = unfixed, Beyond
		if in.Holds.Prospects[i] == graph.Reached {
			p.start[i] = 0
		}
		if p.counted[i] = d.Cell >= 0 && in.Holds.Prospects[i] != graph.Outside; p.counted[i] {
			p.size[d.Cell]++
		}
	}
	for i, month := range in.Fixed {
		if in.Holds.Prospects[i] != graph.Reached {
			p.fixed[i] = uint8(min(max(month, 0), Beyond))
			p.start[i] = p.fixed[i]
		}
	}
	p.measure()
	return p
}

func (p *plan) measure() {
	for g, cells := range p.Groups {
		for _, c := range cells {
			p.size[p.Cells+g] += p.size[c]
		}
	}
	for i, n := range p.size {
		p.most[i] = (n*3 + 3) / 4
	}
}

// courseOf is where a target date lies as seen from a day.
func courseOf(target, day domain.Day) uint8 {
	switch PhaseOf(target, day) {
	case Undated:
		return undated
	case After:
		return passed
	}
	for q := range quarters + 1 {
		if target < day.AddMonths(quarter*(q+1)) {
			return uint8(q)
		}
	}
	return quarters + 1
}

// MonthOf is the month at whose end a day is over, as seen from another: 0 for
// that day itself or any before it.
func MonthOf(day, from domain.Day) int {
	for m := range Beyond {
		if day <= from.AddMonths(m) {
			return m
		}
	}
	return Beyond
}

// worker plays chunks, one after the other.
type worker struct {
	*plan
	counts  *counts
	month   []uint8          // by number of the duty: when it is claimed in this run
	release []uint8          // by number of the join: when it holds no longer
	known   []bool           // the join was looked at in this run
	curves  [][courses]curve // by kind
	ups     [months]uint16   // how many of a join's duties come in a month
	come    [][months]uint16 // by cell, then by group: how many are claimed in a month, then by its end
	still   [][months]uint16 // by cell: those that are the same in every run
}

func newWorker(p *plan, c *counts) *worker {
	w := &worker{
		plan: p, counts: c, month: make([]uint8, len(p.Duties)), release: make([]uint8, len(p.Holds.Joins)),
		known: make([]bool, len(p.Holds.Joins)), curves: make([][courses]curve, len(p.kinds)),
		come: make([][months]uint16, len(p.size)), still: make([][months]uint16, p.Cells),
	}
	copy(w.month, p.start)
	inOrder := make([]bool, len(p.Duties))
	for _, d := range p.Holds.Order {
		inOrder[d] = true
	}
	for i := range p.Duties {
		if p.counted[i] && !inOrder[i] {
			w.still[p.Duties[i].Cell][p.start[i]]++
		}
	}
	return w
}

// play makes the runs of one chunk. One random number is drawn for each duty,
// used or not, so that a what-if differs from its forecast in nothing else.
func (w *worker) play(no, runs int) {
	var chances rand.Source
	if !w.Means {
		chances = rand.NewPCG(w.Seed, uint64(2*no))
	}
	for i, kind := range w.kinds {
		w.Habits.Of(kind).curves(chances, &w.curves[i])
	}
	random := rand.NewPCG(w.Seed, uint64(2*no+1))
	for range runs {
		clear(w.known)
		copy(w.come, w.still)
		for _, d := range w.Holds.Order {
			w.claim(d, uint32(random.Uint64()>>32))
		}
		w.count()
	}
}

// claim finds when a duty is claimed in this run.
func (w *worker) claim(d int32, random uint32) {
	m := w.fixed[d]
	if m == unfixed {
		var held uint8
		for _, join := range w.Holds.Above[d] {
			held = max(held, w.released(join))
		}
		m = Beyond
		if !w.Duties[d].Never {
			way := w.ways[d]
			m = w.curves[way.kind][way.course].pick(random, held)
		}
	}
	w.month[d] = m
	w.counts.duty[int(d)*months+int(m)]++
	if w.counted[d] {
		w.come[w.Duties[d].Cell][m]++
	}
}

// released is the month in which enough of the duties above a join have come.
func (w *worker) released(no int32) uint8 {
	if w.known[no] {
		return w.release[no]
	}
	join := &w.Holds.Joins[no]
	clear(w.ups[:])
	for _, up := range join.Ups {
		w.ups[w.month[up]]++
	}
	come, month := 0, uint8(0)
	for ; month < Beyond; month++ {
		if come += int(w.ups[month]); come >= join.Need {
			break
		}
	}
	w.known[no], w.release[no] = true, month
	return month
}

// count adds this run to the counts of cells and groups.
func (w *worker) count() {
	clear(w.come[w.Cells:])
	for c := range w.Cells {
		come := &w.come[c]
		for m := 1; m < months; m++ {
			come[m] += come[m-1]
		}
	}
	for g, cells := range w.Groups {
		sum := &w.come[w.Cells+g]
		for _, c := range cells {
			for m, n := range &w.come[c] {
				sum[m] += n
			}
		}
	}
	for i := range w.come {
		w.counts.add(i, &w.come[i], w.size[i], w.most[i])
	}
}
