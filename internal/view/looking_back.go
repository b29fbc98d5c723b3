package view

import (
	"context"
	"slices"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/graph"
)

// backTest holds the forecast that would have been made two rounds earlier
// against what happened since. It is counted by nation, and read by the sets of
// nations that groups are.
type backTest struct {
	then  domain.Day
	by    domain.Day                  // to which the number claimed was foretold
	of    map[domain.Nation]*BackTest // duties, by nation
	bands map[int]estimate.Band       // by group
	had   map[domain.Nation]int       // claimed by that day
}

// BackTest is how a forecast of the past came out.
type BackTest struct {
	Then   domain.Day // the day that it looked ahead from
	Open   int        // duties that were open then and could be claimed
	Came   int        // those of them that were claimed since
	InTime int        // of these, the ones claimed no later than their P80
	Past   int        // of Open, those whose P80 has passed since: about four of five should have come
	Kept   int        // of Past, those that came by then

	// How many duties in all it saw claimed by a day, in nine runs of ten no more
	// than High and in one no more than Low; and how many were.
	By        domain.Day
	Low, High int
	Were      int
}

// Lean says which way a forecast of the past erred.
type Lean string

// The leans; held is that what came lay within what was foretold.
const (
	LeanHeld     Lean = "held"
	LeanCautious Lean = "cautious" // more came
	LeanHopeful  Lean = "hopeful"  // less came
)

// Lean is how many were claimed, held against how many were foretold.
func (b BackTest) Lean() Lean {
	switch {
	case b.Were > b.High:
		return LeanCautious
	case b.Were < b.Low:
		return LeanHopeful
	}
	return LeanHeld
}

// backRuns is how many runs a forecast of the past has: its counts are coarse.
const backRuns = 2_000

// toLookBackOn is the picture of two rounds earlier; nil where there were not three
// rounds yet, or nothing was recorded by then.
func (v *Views) toLookBackOn(ctx context.Context, p *Picture) (*Picture, error) {
	then := twoRoundsEarlier(p)
	if then.IsZero() {
		return nil, nil
	}
	past, err := v.AsAt(ctx, p.rows.report, then)
	if domain.KindOf(err) == domain.NotFound {
		return nil, nil
	}
	return past, err
}

// testBack holds what would have been foretold from a past picture against what
// came; nil where there is none.
func testBack(ctx context.Context, past, p *Picture, h *pastStates) (*backTest, error) {
	if past == nil {
		return nil, nil
	}
	then, in := past.Day, forecastInput(past, h, backRuns)
	found, err := estimate.Run(ctx, in)
	if err != nil {
		return nil, err
	}
	b := &backTest{then: then, of: map[domain.Nation]*BackTest{}, bands: map[int]estimate.Band{}, had: map[domain.Nation]int{}}
	quarters := 0
	for then.AddMonths(3*(quarters+1)) <= p.Day && quarters < estimate.Horizon/3 {
		quarters++
	}
	b.by = then.AddMonths(3 * quarters)
	for g := range in.Groups {
		b.bands[g] = found.Bands(in.Cells + g)[quarters]
	}
	for i := range in.Duties {
		b.look(past, p, h, found, i)
	}
	return b, nil
}

// twoRoundsEarlier is the day on which the round closed that was two before the
// last that fell due, of those that asked the same nation.
func twoRoundsEarlier(p *Picture) domain.Day {
	due := slices.DeleteFunc(slices.Clone(p.rows.rounds), func(r domain.Round) bool { return !r.FellDue(p.Day) })
	if len(due) == 0 {
		return ""
	}
	nation := due[len(due)-1].Nations[0]
	due = slices.DeleteFunc(due, func(r domain.Round) bool { return !slices.Contains(r.Nations, nation) })
	if len(due) < 3 {
		return ""
	}
	return due[len(due)-3].Closes
}

// look counts one duty as it was then.
func (b *backTest) look(past, now *Picture, h *pastStates, found *estimate.Forecast, i int) {
	facts := past.graph.Facts(i)
	_, inForce := past.recAt[facts.Duty.Rec]
	prospect := found.Prospect(i)
	if !inForce || prospect == graph.Outside {
		return
	}
	nation := facts.Body.Nation
	if b.of[nation] == nil {
		b.of[nation] = &BackTest{}
	}
	if prospect == graph.Reached {
		b.had[nation]++
		return
	}
	day, came := h.claimedIn(facts.Duty.ID, past.Seq, now.Seq)
	if came && day <= b.by {
		b.had[nation]++
	}
	if prospect != graph.Coming || !found.MayCome(i) {
		return
	}
	count := b.of[nation]
	count.Open++
	latest := found.Duty(i).P80()
	inTime := came && estimate.MonthOf(day, b.then) <= latest
	if came {
		count.Came++
	}
	if inTime {
		count.InTime++
	}
	if latest < estimate.Beyond && b.then.AddMonths(latest) < now.Day {
		count.Past++
		if inTime {
			count.Kept++
		}
	}
}

// sum is how the forecast came out for a set of nations.
func (b *backTest) sum(nations []domain.Nation) BackTest {
	sum := BackTest{Then: b.then, By: b.by}
	for _, n := range nations {
		if of := b.of[n]; of != nil {
			sum.Open, sum.Came, sum.InTime = sum.Open+of.Open, sum.Came+of.Came, sum.InTime+of.InTime
			sum.Past, sum.Kept = sum.Past+of.Past, sum.Kept+of.Kept
		}
		sum.Were += b.had[n]
	}
	g := slices.IndexFunc(groupsOfNations(), func(g []domain.Nation) bool { return slices.Equal(g, nations) })
	sum.Low, sum.High = b.bands[g].P10, b.bands[g].P90
	return sum
}
