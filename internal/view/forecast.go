package view

import (
	"context"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/graph"
)

// Forecast says when the duties of a picture may be claimed. It never changes;
// what it says is asked for with a Cut.
type Forecast struct {
	p     *Picture
	in    estimate.Input
	found *estimate.Forecast
	back  *backTest
	moves map[domain.ID][]Move
}

// Day is the day that the forecast looks ahead from.
func (f *Forecast) Day() domain.Day { return f.p.Day }

// Serves says that nothing has happened since that a forecast of the picture
// would take into account.
func (f *Forecast) Serves(p *Picture) bool {
	return f.p.rows.changed == p.rows.changed && f.p.Day == p.Day
}

// Forecast is the last forecast of a picture's report; nil where there is none
// yet. Where it is out of date, or there is none, the next one is begun, off the
// request: it is there when it is asked for again. A caller to whom an older one
// of the day will do leaves it at that.
func (v *Views) Forecast(p *Picture, olderWillDo bool) (*Forecast, error) {
	v.mu.Lock()
	last := v.forecasts[p.rows.report]
	v.mu.Unlock()
	if last != nil && (last.Serves(p) || olderWillDo && last.p.Day == p.Day) {
		return last, nil
	}
	return last, v.works.begin("forecast "+p.rows.report, func(ctx context.Context) error {
		made, err := v.makeForecast(ctx, p)
		if err != nil {
			return err
		}
		v.mu.Lock()
		defer v.mu.Unlock()
		v.forecasts[p.rows.report] = made
		return nil
	})
}

// Settle waits until nothing is worked out any more.
func (v *Views) Settle(ctx context.Context) error { return v.works.settle(ctx) }

// Close ends what is worked out off the request, and waits for it.
func (v *Views) Close() { v.works.close() }

// makeForecast reads what the past has to tell, then plays the years to come: each
// for the present and, side by side, for the day that is looked back on.
func (v *Views) makeForecast(ctx context.Context, p *Picture) (*Forecast, error) {
	var h *pastStates
	var past *Picture
	read, readCtx := errgroup.WithContext(ctx)
	read.Go(func() (err error) { h, err = v.pastStatesOf(readCtx, p); return err })
	read.Go(func() (err error) { past, err = v.toLookBackOn(readCtx, p); return err })
	if err := read.Wait(); err != nil {
		return nil, err
	}
	f := &Forecast{p: p, in: forecastInput(p, h, estimate.Runs), moves: h.moves()}
	play, playCtx := errgroup.WithContext(ctx)
	play.Go(func() (err error) { f.found, err = estimate.Run(playCtx, f.in); return err })
	play.Go(func() (err error) { f.back, err = testBack(playCtx, past, p, h); return err })
	return f, play.Wait()
}

// forecastInput is what a forecast of a picture is made from.
func forecastInput(p *Picture, h *pastStates, runs int) estimate.Input {
	in := estimate.Input{
		Day: p.Day, Duties: make([]estimate.Duty, p.graph.Len()), Holds: p.graph.Holds(), Cells: len(p.Recs) * len(domain.Nations()),
		Habits: estimate.Learn(h.observe(p)), Seed: estimate.SeedOf(p.rows.report, p.Day), Runs: runs,
	}
	for i := range in.Duties {
		d := estimate.Duty{Cell: -1}
		f := p.graph.Facts(i)
		d.Kind, d.Target = f.Body.Kind, f.Duty.State.Target
		d.Never = f.Body.NoSignatory || !f.Monitored
		if at, inForce := p.recAt[f.Duty.Rec]; inForce && !f.Duty.State.Retired {
			d.Cell = cellOf(at, f.Body.Nation)
		}
		in.Duties[i] = d
	}
	for _, nations := range groupsOfNations() {
		var cells []int
		for at := range p.Recs {
			for _, n := range nations {
				cells = append(cells, cellOf(at, n))
			}
		}
		in.Groups = append(in.Groups, cells)
	}
	return in
}

// cellOf is the number of a recommendation's cell in a nation, by the
// recommendation's place among those in force.
func cellOf(at int, n domain.Nation) int {
	return at*len(domain.Nations()) + slices.Index(domain.Nations(), n)
}

// groupsOfNations are the sets of nations that are counted together: each by
// itself, England with the UK-wide bodies as DHSC oversees them, and all.
func groupsOfNations() [][]domain.Nation {
	var groups [][]domain.Nation
	for _, n := range domain.Nations() {
		groups = append(groups, []domain.Nation{n})
	}
	return append(groups, []domain.Nation{domain.England, domain.UK}, domain.Nations())
}

// groupOf is the number of a set of nations, as the forecast counts groups.
func (f *Forecast) groupOf(nations []domain.Nation) (int, bool) {
	i := slices.IndexFunc(groupsOfNations(), func(g []domain.Nation) bool { return slices.Equal(g, nations) })
	return f.in.Cells + i, i >= 0
}

// Never says why a duty can never be claimed as things are.
type Never string

// The reasons; "" is that it can.
const (
	NeverStranded Never = "stranded" // what holds it was rejected, or closed as not implemented
	NeverCircular Never = "circular" // it waits in a circle
	NeverUnowned  Never = "unowned"  // nobody there can sign
	NeverAsked    Never = "unasked"  // its nation does not monitor the recommendation
	NeverBehind   Never = "behind"   // it waits for one that can never be claimed
)

// Nevers is every reason, in the order of pages.
func Nevers() []Never {
	return []Never{NeverUnowned, NeverAsked, NeverStranded, NeverCircular, NeverBehind}
}

func (f *Forecast) never(i int) Never {
	facts := f.p.graph.Facts(i)
	switch prospect := f.in.Holds.Prospects[i]; {
	case prospect == graph.Reached || prospect == graph.Outside:
		return ""
	case facts.Body.NoSignatory:
		return NeverUnowned
	case !facts.Monitored:
		return NeverAsked
	case prospect == graph.Cut:
		return NeverStranded
	case prospect == graph.Circular:
		return NeverCircular
	case f.found.Duty(i).Share(estimate.Horizon) == 0:
		return NeverBehind
	}
	return ""
}

// When is by when something is claimed: as likely as not, and in four runs of
// five. A day that is "" lies beyond the horizon.
type When struct {
	Done     bool // it is claimed now
	P50, P80 domain.Day
	Within   float64 // the share of runs that have it within the horizon
}

// HorizonYears is how far a forecast looks.
const HorizonYears = estimate.Horizon / 12

func (f *Forecast) when(s estimate.Spread) When {
	day := func(month int) domain.Day {
		if month == estimate.Beyond {
			return ""
		}
		return f.p.Day.AddMonths(month)
	}
	return When{s.Share(0) == 1, day(s.P50()), day(s.P80()), s.Share(estimate.Horizon)}
}

// whatIfKey names a what-if: what is moved, and to which month.
func whatIfKey(f *Forecast, duties []int, month int) string {
	key := f.p.rows.report + " " + strconv.FormatInt(f.p.rows.changed, 10) + " " + string(f.p.Day) + " " + strconv.Itoa(month)
	for _, i := range duties {
		key += " " + strconv.Itoa(i)
	}
	return key
}
