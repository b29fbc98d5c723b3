package estimate

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// Horizon is how far a forecast looks, in months. What comes later is beyond it.
const Horizon = 120

const (
	quarters = Horizon / quarter
	// Beyond is the month of what is not claimed within the horizon.
	Beyond = Horizon + 1
	months = Horizon + 2 // from 0, which is today
)

// A course is where a duty's target date lies at the start: in how many
// quarters, up to quarters + 1, or one of these.
const (
	passed  = quarters + 2 // the date is behind us
	undated = quarters + 3
	courses = quarters + 4
)

// sure is a chance of 1 as curves count: in 2^32nds.
const sure = 1 << 32

// curve is by which month a duty of one kind and course has been claimed, if
// nothing holds it: a table of its chances, and where to begin to look in it.
type curve struct {
	by    [months]uint64 // chance to be claimed by the end of a month, in 2^32nds
	guide [256]uint8     // the first month that chances of such a size can come to
}

// pick is the month that a random number falls in, if the duty could not be
// claimed before the end of a month: the chances begin anew from there.
func (c *curve) pick(random uint32, after uint8) uint8 {
	if after >= Horizon {
		return Beyond
	}
	base := c.by[after]
	if base >= sure { // it would have come long ago
		return after + 1
	}
	at := base + (uint64(random)*(sure-base))>>32
	m := max(c.guide[at>>24], after+1)
	for m <= Horizon && c.by[m] <= at {
		m++
	}
	return m
}

// draw is the chances of one set of runs: each from the Beta distribution that
// the history leaves. Without a source they are the means.
func (h Habits) draw(src rand.Source) (claim, slip [phases]float64) {
	for i := range phases {
		claim[i], slip[i] = h.Claim[i].draw(src), h.Slip[i].draw(src)
	}
	return claim, slip
}

func (r Rate) draw(src rand.Source) float64 {
	if src == nil || r.Chance <= 0 || r.Chance >= 1 {
		return min(max(r.Chance, 0), 1)
	}
	return distuv.Beta{Alpha: r.Chance * r.weight, Beta: (1 - r.Chance) * r.weight, Src: src}.Rand()
}

// lasting is the chance, by course, to be open still after some quarters.
type lasting [courses]float64

// curves makes those of every course of a kind, one step a quarter back from the
// end: what a duty has before it depends on where its date lies alone.
func (h Habits) curves(src rand.Source, all *[courses]curve) {
	claim, slip := h.draw(src)
	var open [quarters + 1]lasting
	for course := range courses {
		open[0][course] = 1
	}
	for q := range quarters {
		for course := range courses {
			phase := phaseOf(course)
			stays := (1 - slip[phase]) * open[q][next(course)]
			if slip[phase] > 0 {
				for _, m := range h.Moves {
					stays += slip[phase] * m.Share * open[q][moved(course, m.Quarters)]
				}
			}
			open[q+1][course] = (1 - claim[phase]) * stays
		}
	}
	for course := range courses {
		all[course].fill(&open, course)
	}
}

func phaseOf(course int) Phase {
	switch course {
	case undated:
		return Undated
	case passed:
		return After
	case 0:
		return Within
	}
	return Before
}

// next is the course a quarter later.
func next(course int) int {
	switch course {
	case undated, passed:
		return course
	case 0:
		return passed
	}
	return course - 1
}

// moved is the course a quarter later if the date moves: never into the past.
func moved(course, by int) int {
	if course == undated {
		return course
	}
	at := course - 1
	if course == passed {
		at = -2 // how long ago is not known: at least a quarter, as seen from the next
	}
	return min(max(at+by, 0), quarters+1)
}

// fill makes the table of a course. Within a quarter each month has the same
// chance.
func (c *curve) fill(open *[quarters + 1]lasting, course int) {
	for q := range quarters {
		from, to := open[q][course], open[q+1][course]
		left, month := from, 0.0
		if from > 0 {
			month = math.Cbrt(to / from) // quarter is three months
		}
		for i := range quarter {
			left *= month
			c.by[q*quarter+i+1] = uint64(math.Round((1 - left) * sure))
		}
	}
	c.by[Beyond] = sure
	m := uint8(1)
	for i := range c.guide {
		for m <= Horizon && c.by[m] <= uint64(i)<<24 {
			m++
		}
		c.guide[i] = m
	}
}
