package estimate

import (
	"math"

	"heed/internal/graph"
)

// Forecast is what many runs gave. It never changes.
type Forecast struct {
	plan   *plan
	counts *counts
}

// Runs is how many there were.
func (f *Forecast) Runs() int { return f.plan.Runs }

// Habits are the chances that it was made with.
func (f *Forecast) Habits() *Learned { return f.plan.Habits }

// Spread says when something is claimed: how many runs had it in each month.
type Spread struct {
	by   []uint16
	runs int
}

// Duty is when a duty is claimed. One that is claimed already is so in month 0;
// one that never can be is beyond the horizon in every run.
func (f *Forecast) Duty(i int) Spread {
	s := Spread{f.counts.duty[i*months : (i+1)*months], f.plan.Runs}
	if f.plan.Holds.Prospects[i] == graph.Coming {
		return s
	}
	s.by = make([]uint16, months)
	s.by[f.plan.start[i]] = uint16(f.plan.Runs)
	return s
}

// All is when the last duty of a cell is claimed, or of a group, whose numbers
// follow those of the cells.
func (f *Forecast) All(i int) Spread {
	return Spread{f.counts.all[i*months : (i+1)*months], f.plan.Runs}
}

// Most is when three in four of them are.
func (f *Forecast) Most(i int) Spread {
	return Spread{f.counts.most[i*months : (i+1)*months], f.plan.Runs}
}

// Size is how many duties a cell or group counts: those in play.
func (f *Forecast) Size(i int) int { return f.plan.size[i] }

// Month is the one by whose end it is claimed in such a share of the runs.
// Beyond stands for all that lies beyond the horizon.
func (s Spread) Month(share float64) int {
	need, sum := int(math.Ceil(share*float64(s.runs))), 0
	for m := range Beyond {
		if sum += int(s.by[m]); sum >= need {
			return m
		}
	}
	return Beyond
}

// P50 is the month by which it is as likely claimed as not.
func (s Spread) P50() int { return s.Month(.5) }

// P80 is the month by which it is claimed in four runs of five.
func (s Spread) P80() int { return s.Month(.8) }

// Share is the share of runs that have it claimed by the end of a month.
func (s Spread) Share(month int) float64 {
	sum := 0
	for m := range month + 1 {
		sum += int(s.by[m])
	}
	return float64(sum) / float64(s.runs)
}

// Band is how many duties are claimed by the end of a quarter: in one run of ten
// no more than P10, in half of them no more than P50, in nine of ten no more
// than P90.
type Band struct{ Month, P10, P50, P90 int }

// Bands are those of a cell or group from today to the horizon.
func (f *Forecast) Bands(i int) []Band {
	bands := make([]Band, quarters+1)
	size := f.plan.size[i]
	for q := range bands {
		from := f.counts.from[i] + q*(size+1)
		of := f.counts.bars[from : from+size+1]
		bands[q] = Band{q * quarter, f.quantile(of, .1), f.quantile(of, .5), f.quantile(of, .9)}
	}
	return bands
}

func (f *Forecast) quantile(of []uint16, share float64) int {
	need, sum := int(math.Ceil(share*float64(f.plan.Runs))), 0
	for n, runs := range of {
		if sum += int(runs); sum >= need {
			return n
		}
	}
	return len(of) - 1
}

// Prospect is what a duty could become, as its graph said.
func (f *Forecast) Prospect(i int) graph.Prospect { return f.plan.Holds.Prospects[i] }

// MayCome says that somebody could claim a duty, were it not for what holds it.
func (f *Forecast) MayCome(i int) bool { return !f.plan.Duties[i].Never }
