package view

import (
	"heed/internal/domain"
	"heed/internal/graph"
)

// Duty is one duty with everything computed about it.
type Duty struct {
	Row
	Facts *domain.DutyFacts // nil where only released figures are seen
	Above []Edge            // every edge that reaches it, released ones too
	Below []Below           // every edge that leaves it

	// The standing's links beside Waits and Stranded.
	AheadOf, OnClaim, Unmonitored, Uninformed, Unsupported []Tie

	SayNot   []Glance // those whose answer to a joint requirement contradicts a claim here (R17)
	Actions  []domain.Action
	Forecast domain.Day          // done by then, by the body's own dates (R23); "" is unknown
	Asked    *domain.Round       // the last round that asked for it and fell due, if any
	Open     *domain.Round       // the round that is open for its body, if any
	Pending  []domain.EdgeRuling // what its body says of edges and no reviewer has answered
}

// Edge is one dependency as it bears on the duty.
type Edge struct {
	Dependency *domain.Dependency
	From       *domain.Recommendation
	Bearing    graph.Bearing
	Upstream   []Glance // empty for a local share
	Share      *domain.Share
	Any        bool // any one of the upstream duties will do
	Ahead      bool // the duty did not wait for it
}

// Below is one dependency that leaves the duty.
type Below struct {
	Dependency *domain.Dependency
	To         *domain.Recommendation
	Serves     int      // duties it bears on, wherever they are
	Waiting    []Glance // those that wait on this one
	Lacking    []Glance // those that go without what this would help, inform or monitor them with
}

// Duty finds a duty by the keys that people know. What the asker may see
// neither whole nor as released figures is domain.Missing.
func (p *Picture) Duty(c Cut, key domain.DutyKey) (Duty, error) {
	i, known := p.find(key)
	if !known {
		return Duty{}, domain.Missing()
	}
	s := p.cut(c)
	if !s.figures[i] {
		return Duty{}, domain.Missing()
	}
	d := Duty{Row: s.row(i)}
	if s.live[i] {
		d.fill(s, i)
	}
	return d, nil
}

// find is the number of a duty in force.
func (p *Picture) find(key domain.DutyKey) (int, bool) {
	body, knownBody := p.codes[key.Body]
	at, knownRec := p.recAt[key.Rec]
	if !knownBody || !knownRec || key.Report != p.rows.report {
		return 0, false
	}
	for _, o := range p.owing {
		if o.body == body {
			return o.duties[at], o.duties[at] >= 0
		}
	}
	return 0, false
}

func (d *Duty) fill(s *slice, i int) {
	p := s.p
	d.Facts = p.graph.Facts(i)
	for _, r := range p.rows.rulings {
		if r.DutyID == d.Facts.Duty.ID && r.Pending() {
			d.Pending = append(d.Pending, r)
		}
	}
	d.fillTies(s)
	for _, e := range p.graph.Above(i) {
		edge := Edge{Dependency: e.Dependency, From: p.rec(e.Dependency.From), Bearing: e.Bearing, Share: e.Share, Any: e.Any, Ahead: e.Ahead}
		edge.Upstream = s.glances(e.Upstream)
		d.Above = append(d.Above, edge)
	}
	for _, out := range p.graph.Below(i) {
		below := Below{Dependency: out.Dependency, To: p.rec(out.Dependency.To), Serves: len(out.Duties)}
		below.Waiting, below.Lacking = s.glances(out.Waiting), s.glances(out.Lacking)
		d.Below = append(d.Below, below)
	}
	d.Actions = p.actionsOf(d.Facts.Duty.ID)
	d.Forecast = domain.ForecastDate(d.Facts.Duty, d.Actions)
	d.Asked = p.rounds[d.Facts.AskedIn]
	for at := range p.rows.rounds {
		if r := &p.rows.rounds[at]; r.IsOpen() && r.Asks(*d.Body) {
			d.Open = r
		}
	}
}

func (d *Duty) fillTies(s *slice) {
	st := d.Standing
	d.AheadOf, d.OnClaim = s.ties(st.AheadOf), s.ties(st.OnClaim)
	d.Unmonitored, d.Uninformed, d.Unsupported = s.ties(st.Unmonitored), s.ties(st.Uninformed), s.ties(st.Unsupported)
	for _, id := range d.Facts.SayNot {
		if other, known := s.p.graph.Number(id); known {
			d.SayNot = append(d.SayNot, s.glance(other))
		}
	}
}
