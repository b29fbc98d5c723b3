package estimate

import (
	"math"

	"heed/internal/domain"
)

// Phase says where a duty's target date lies as seen from a quarter.
type Phase uint8

// The phases.
const (
	Undated Phase = iota
	Before        // the date lies in a later quarter
	Within        // it lies in this one
	After         // it has passed

	phases = int(After) + 1
)

// Phases is every phase, in the order of pages.
func Phases() []Phase { return []Phase{Before, Within, After, Undated} }

// PhaseOf is the phase of a target date in the quarter that begins on a day.
func PhaseOf(target, from domain.Day) Phase {
	switch {
	case target.IsZero():
		return Undated
	case target < from:
		return After
	case target < from.AddMonths(quarter):
		return Within
	}
	return Before
}

// quarter is the length of one, in months.
const quarter = 3

// Observation is one duty over the time from the opening of one round to the
// opening of the next. It was open, in play and held by nothing at the start.
type Observation struct {
	Kind     domain.BodyKind
	Phase    Phase   // at the start
	Quarters float64 // how long the time was
	Age      float64 // how many quarters ago it ended
	Claimed  bool    // by the end of it
	Slipped  int     // by how many days its target date moved on; 0 is not at all
}

// halfLife is the age, in quarters, at which an observation counts half: what
// happened lately says more about what is to come.
const halfLife = 4

func (o Observation) counts() float64 { return math.Exp2(-o.Age / halfLife) }

// Rate is the chance that something happens in a quarter.
type Rate struct {
	Seen   int     // how often it did
	Of     float64 // in how many quarters, of all duties together
	Chance float64 // what is made of it, the late counting more than the early
	weight float64 // how many quarters stand behind the chance, those of the prior too
}

// Habits are how duties of one kind of body go.
type Habits struct {
	Claim [phases]Rate
	Slip  [phases]Rate // that its date moves, if it is not claimed
	Moves []Move       // by how much it does, if it does; the shares add up to 1
	Moved int          // how many moves were seen
}

// Move is a length by which target dates move.
type Move struct {
	Quarters int
	Share    float64
}

// Learned is what a history teaches.
type Learned struct {
	Pooled Habits // of all kinds together
	kinds  map[domain.BodyKind]Habits
	Seen   int // observations
}

// Of is the habits of a kind; of one that was never seen, those of all.
func (l *Learned) Of(kind domain.BodyKind) Habits {
	if h, known := l.kinds[kind]; known {
		return h
	}
	h := l.Pooled
	h.shrink(&l.Pooled, kindWeight)
	return h
}

// The prior. While little has been seen, the chances of all kinds together rest
// on these, which weigh as much as so many quarters of one duty; those of one
// kind rest on the pooled ones in turn (a Beta prior in both cases).
const (
	pooledWeight = 40
	kindWeight   = 20
	movesWeight  = 10
)

// prior is what we take for likely before anything was seen: a duty is most
// often claimed about its date, and as often the date moves.
func prior() Habits {
	var h Habits
	for phase, chance := range map[Phase][2]float64{Before: {.05, .03}, Within: {.15, .25}, After: {.10, .25}, Undated: {.04, 0}} {
		h.Claim[phase] = Rate{Chance: chance[0]}
		h.Slip[phase] = Rate{Chance: chance[1]}
	}
	h.Moves = []Move{{1, .4}, {2, .35}, {4, .25}}
	return h
}

// longestMove is the longest by which a date is taken to move, in quarters.
const longestMove = 12

// tally counts observations of one kind.
type tally struct {
	claims, slips [phases]count
	moves         [longestMove + 1]float64
	moved         int
}

// count is how often something happened in how many quarters, as seen and as it
// counts by its age.
type count struct {
	seen      int
	of        float64
	times, in float64
}

func (c *count) add(o Observation, happened bool) {
	c.of += o.Quarters
	c.in += o.Quarters * o.counts()
	if happened {
		c.seen++
		c.times += o.counts()
	}
}

func (t *tally) add(o Observation) {
	t.claims[o.Phase].add(o, o.Claimed)
	if o.Claimed || o.Phase == Undated {
		return // a first date is no slip
	}
	t.slips[o.Phase].add(o, o.Slipped > 0)
	if o.Slipped > 0 {
		t.moved++
		t.moves[quartersOf(o.Slipped)] += o.counts()
	}
}

// quartersOf is a length in days as whole quarters, one at least.
func quartersOf(days int) int {
	return min(max(int(math.Round(float64(days)/daysInQuarter)), 1), longestMove)
}

const daysInQuarter = 365.25 / 4

// Quarters is how many quarters lie between two days, one at least: what
// happens around a round is never taken for more than a quarter's work.
func Quarters(from, to domain.Day) float64 {
	return max(float64(from.DaysUntil(to))/daysInQuarter, 1)
}

// Learn makes chances of observations.
func Learn(observed []Observation) *Learned {
	l := &Learned{kinds: map[domain.BodyKind]Habits{}, Seen: len(observed)}
	var all tally
	kinds := map[domain.BodyKind]*tally{}
	for _, o := range observed {
		all.add(o)
		if kinds[o.Kind] == nil {
			kinds[o.Kind] = &tally{}
		}
		kinds[o.Kind].add(o)
	}
	start := prior()
	l.Pooled = all.habits(&start, pooledWeight)
	for kind, t := range kinds {
		l.kinds[kind] = t.habits(&l.Pooled, kindWeight)
	}
	return l
}

// mostWeight is how many quarters of one duty can stand behind a chance at most:
// chances change over the years, so that none is ever surer than so many make it.
const mostWeight = 150

// habits are what was counted, drawn towards what was believed before.
func (t *tally) habits(before *Habits, weight float64) Habits {
	h := *before
	h.shrink(before, weight)
	for i := range phases {
		h.Claim[i].see(t.claims[i])
		h.Slip[i].see(t.slips[i])
	}
	h.Moves, h.Moved = t.mix(before.Moves), t.moved
	return h
}

// shrink forgets the counts and keeps the chances with a weight.
func (h *Habits) shrink(before *Habits, weight float64) {
	for i := range phases {
		h.Claim[i] = Rate{Chance: before.Claim[i].Chance, weight: weight}
		h.Slip[i] = Rate{Chance: before.Slip[i].Chance, weight: weight}
	}
	h.Moved = 0
}

// see moves a chance from its prior to what was counted: the mean of the Beta
// distribution that follows from both.
func (r *Rate) see(c count) {
	r.Seen, r.Of = c.seen, c.of
	r.Chance = (r.Chance*r.weight + c.times) / (r.weight + c.in)
	r.weight = min(r.weight+c.in, mostWeight)
}

// mix is the lengths of moves, counted and believed.
func (t *tally) mix(before []Move) []Move {
	share, weight := t.moves, float64(movesWeight)
	for _, n := range t.moves {
		weight += n
	}
	for _, m := range before {
		share[m.Quarters] += movesWeight * m.Share
	}
	var mixed []Move
	for length, s := range share {
		if s > 0 {
			mixed = append(mixed, Move{length, s / weight})
		}
	}
	return mixed
}
