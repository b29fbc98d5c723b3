package view

import (
	"slices"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/graph"
)

// Ahead is what an asker may see of forecasts: of duties that they see whole,
// where enough rounds fell due, or earlier where they are of its oversight (R26).
type Ahead struct {
	Cut
	Early domain.Scope // the verb forecast
}

// Reach is how far forecasts of a nation go for an asker.
type Reach struct {
	Nation domain.Nation
	Rounds int  // that fell due there
	Whole  bool // the asker sees all its duties
	Open   bool // and may see what is forecast of them
}

// Foreseen is how far forecasts go in each nation that the asker has figures of.
func (p *Picture) Foreseen(a Ahead) []Reach {
	s := p.cut(a.Cut)
	var all []Reach
	for _, c := range s.columns {
		r := Reach{Nation: c.Nation, Rounds: domain.RoundsDue(p.rows.rounds, c.Nation, p.Day), Whole: c.Source == Live}
		r.Open = r.Whole && r.Rounds > 0 && (r.Rounds >= domain.RoundsForForecast || a.Early.Sees(c.Nation.Path(), 0, ""))
		all = append(all, r)
	}
	return all
}

// ForeseesWhole says that the asker may see what is forecast of a whole nation.
func (p *Picture) ForeseesWhole(a Ahead) bool {
	return slices.ContainsFunc(p.Foreseen(a), func(r Reach) bool { return r.Open })
}

// foresees says of which duties the asker may see what is forecast.
func (p *Picture) foresees(a Ahead) func(i int) bool {
	live, rounds := p.cut(a.Cut).live, map[domain.Nation]int{}
	for _, n := range domain.Nations() {
		rounds[n] = domain.RoundsDue(p.rows.rounds, n, p.Day)
	}
	return func(i int) bool {
		f := p.graph.Facts(i)
		due := rounds[f.Body.Nation]
		return live[i] && due > 0 && (due >= domain.RoundsForForecast || a.Early.Sees(f.Body.Path, f.Duty.Rec, f.Duty.ID))
	}
}

// Foresees says that the asker may see what is forecast of a duty.
func (p *Picture) Foresees(a Ahead, key domain.DutyKey) bool {
	i, known := p.find(key)
	return known && p.foresees(a)(i)
}

// ForeseesAny says that the asker may see what is forecast of some duty.
func (p *Picture) ForeseesAny(a Ahead) bool {
	foresees := p.foresees(a)
	for i := range p.rows.duties {
		if foresees(i) {
			return true
		}
	}
	return false
}

// Outlook is what a forecast says of some duties together.
type Outlook struct {
	Size  int // those in play
	Came  int // of them, those that are claimed now
	Never map[Never]int
	All   When // the last of them
	Most  When // three in four of them
	Bands []Band
	Dates
}

// Band is how many are claimed by a day: no more than Low in one run of ten,
// than Middle in half of them, than High in nine of ten.
type Band struct {
	Day               domain.Day
	Low, Middle, High int
}

// InTwoYears is the band that stands for the near future in lists.
func (o Outlook) InTwoYears() Band { return o.Bands[8] }

// Dates are the target dates of some duties together (R14).
type Dates struct {
	First   domain.Day // the latest of the first target dates
	Present domain.Day // the latest of the present ones
	Undated int        // of those that are not claimed
	Moved   int        // duties whose date moved
	Slips   int        // how often in all
	Oldest  *Row       // the duty that was accepted longest ago and has not begun; nil for none
}

// ForecastRow is one recommendation across the nations.
type ForecastRow struct {
	Rec   *domain.Recommendation
	Cells []Outlook // one for each nation
}

// Foresight is a forecast as one asker may see it.
type Foresight struct {
	Nations []domain.Nation // whose duties the asker sees whole
	Package *Outlook        // all of these together, where they are a whole
	Each    []Outlook       // one for each nation
	Rows    []ForecastRow
	Back    *BackTest // nil where there is nothing to look back on, or no whole
	Habits  []HabitRow
	Rounds  int // that fell due, in the nation where they are fewest
	Runs    int
	Seen    int // observations that the chances rest on
}

// HabitRow is the chances of one kind of body.
type HabitRow struct {
	Kind    domain.BodyKind
	Claim   [4]Chance // by phase, in the order of estimate.Phases
	Slip    [4]Chance
	Counted bool // every body of the kind is in the nations shown, so that its counts are the asker's to see
}

// Chance is what a history made of something.
type Chance struct {
	Seen    int
	Of      int // quarters of duties
	PerCent float64
}

// For is the forecast as an asker may see it.
func (f *Forecast) For(a Ahead) *Foresight {
	v := &Foresight{Runs: f.found.Runs(), Seen: f.found.Habits().Seen, Rounds: -1}
	for _, r := range f.p.Foreseen(a) {
		if !r.Open {
			continue
		}
		v.Nations = append(v.Nations, r.Nation)
		if v.Rounds < 0 || r.Rounds < v.Rounds {
			v.Rounds = r.Rounds
		}
	}
	s := f.p.cut(a.Cut)
	if g, whole := f.groupOf(v.Nations); whole {
		o := f.outlook(s, g, v.Nations, nil)
		v.Package = &o
		if f.back != nil {
			back := f.back.sum(v.Nations)
			v.Back = &back
		}
	}
	for _, n := range v.Nations {
		g, _ := f.groupOf([]domain.Nation{n})
		v.Each = append(v.Each, f.outlook(s, g, []domain.Nation{n}, nil))
	}
	for at, rec := range f.p.Recs {
		row := ForecastRow{Rec: rec}
		for _, n := range v.Nations {
			row.Cells = append(row.Cells, f.outlook(s, cellOf(at, n), []domain.Nation{n}, rec))
		}
		v.Rows = append(v.Rows, row)
	}
	v.Habits = f.habits(v.Nations)
	return v
}

// outlook is that of a cell or group of the forecast: the duties of some
// nations, of one recommendation or of all.
func (f *Forecast) outlook(s *slice, g int, nations []domain.Nation, rec *domain.Recommendation) Outlook {
	o := Outlook{Size: f.found.Size(g), All: f.when(f.found.All(g)), Most: f.when(f.found.Most(g)), Never: map[Never]int{}}
	for _, b := range f.found.Bands(g) {
		o.Bands = append(o.Bands, Band{f.p.Day.AddMonths(b.Month), b.P10, b.P50, b.P90})
	}
	oldest := -1
	for i := range f.in.Duties {
		if !f.counts(i, nations, rec) {
			continue
		}
		if f.in.Holds.Prospects[i] == graph.Reached {
			o.Came++
		} else if why := f.never(i); why != "" {
			o.Never[why]++
		}
		if o.Dates.add(&f.p.rows.duties[i], f.in.Holds.Prospects[i] == graph.Reached) &&
			(oldest < 0 || f.p.rows.duties[i].State.ResponseAt < f.p.rows.duties[oldest].State.ResponseAt) {
			oldest = i
		}
	}
	if oldest >= 0 {
		row := s.row(oldest)
		o.Oldest = &row
	}
	return o
}

func (f *Forecast) counts(i int, nations []domain.Nation, rec *domain.Recommendation) bool {
	if f.in.Duties[i].Cell < 0 || f.in.Holds.Prospects[i] == graph.Outside {
		return false
	}
	facts := f.p.graph.Facts(i)
	if rec != nil && facts.Duty.Rec != rec.No {
		return false
	}
	return slices.Contains(nations, facts.Body.Nation)
}

// add counts a duty's dates, and says whether it was accepted and has not begun.
func (d *Dates) add(duty *domain.Duty, came bool) (notBegun bool) {
	s := duty.State
	d.First, d.Present = max(d.First, s.FirstTarget), max(d.Present, s.Target)
	if s.Target.IsZero() && !came {
		d.Undated++
	}
	if s.Slips > 0 {
		d.Moved++
		d.Slips += s.Slips
	}
	return !came && duty.NotBegun() && !s.ResponseAt.IsZero()
}

// habits are the chances of the kinds of body that owe something in some nations.
func (f *Forecast) habits(nations []domain.Nation) []HabitRow {
	inside, outside := map[domain.BodyKind]bool{}, map[domain.BodyKind]bool{}
	for _, o := range f.p.owing {
		in := slices.Contains(nations, o.body.Nation)
		inside[o.body.Kind], outside[o.body.Kind] = inside[o.body.Kind] || in, outside[o.body.Kind] || !in
	}
	var rows []HabitRow
	for _, kind := range domain.BodyKinds() {
		if !inside[kind] {
			continue
		}
		row, h := HabitRow{Kind: kind, Counted: !outside[kind]}, f.found.Habits().Of(kind)
		for i, phase := range estimate.Phases() {
			row.Claim[i], row.Slip[i] = chanceOf(h.Claim[phase]), chanceOf(h.Slip[phase])
		}
		rows = append(rows, row)
	}
	return rows
}

func chanceOf(r estimate.Rate) Chance { return Chance{r.Seen, int(r.Of + .5), r.Chance * 100} }

// ForecastDuty is one duty in a list of forecasts.
type ForecastDuty struct {
	Row
	When
	Why   Never
	Moves []Move
}

// Duties is what is forecast of the duties in play that fit a filter and that
// the asker may see so, by body and recommendation.
func (f *Forecast) Duties(a Ahead, filter Filter) []ForecastDuty {
	s, foresees := f.p.cut(a.Cut), f.p.foresees(a)
	var found []ForecastDuty
	for _, o := range f.p.owing {
		if !filter.takesBody(o.body) {
			continue
		}
		for at, i := range o.duties {
			if i >= 0 && filter.takesRec(f.p.Recs[at]) && f.in.Holds.Prospects[i] != graph.Outside && foresees(i) {
				found = append(found, f.duty(s, i))
			}
		}
	}
	return found
}

// Duty is what is forecast of one duty; false where it is out of play, or the
// asker may not see it.
func (f *Forecast) Duty(a Ahead, key domain.DutyKey) (ForecastDuty, bool) {
	i, known := f.p.find(key)
	if !known || f.in.Holds.Prospects[i] == graph.Outside || !f.p.foresees(a)(i) {
		return ForecastDuty{}, false
	}
	return f.duty(f.p.cut(a.Cut), i), true
}

func (f *Forecast) duty(s *slice, i int) ForecastDuty {
	row := s.row(i)
	return ForecastDuty{row, f.when(f.found.Duty(i)), f.never(i), f.moves[row.Duty.ID]}
}
