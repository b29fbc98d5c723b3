package view

import (
	"cmp"
	"fmt"
	"slices"

	"heed/internal/domain"
	"heed/internal/graph"
)

// Picture is one report as of one event and one London day. It never changes
// and is safe for concurrent use; what it hands out is shared, and nobody may
// change that either. The pack, the register, rounds, take-ups and the layout
// are public facts; everything about duties is asked for with a Cut.
type Picture struct {
	Seq    int64      // of the last event in it
	Day    domain.Day // in Europe/London
	Past   bool       // as it stood at the end of the day; else as it stands now
	Pack   *domain.Pack
	Recs   []*domain.Recommendation // in force, in the pack's order
	Layout *graph.Layout            // of the recommendations, for the graph's picture
	Cycles []graph.Cycle            // findings about the pack and about duties

	rows      *rows
	graph     *graph.Graph
	bodies    map[domain.ID]*domain.Body
	codes     map[string]*domain.Body
	recAt     map[int]int         // recommendation -> its place in Recs
	owing     []owing             // bodies that owe anything, in the order of pages
	acts      map[domain.ID][]int // duty -> places of its actions in the rows
	rounds    map[domain.ID]*domain.Round
	cuts      *shelf[string, *slice]
	freed     *shelf[string, graph.Freed] // by the duties that are supposed to be done
	comparing *comparing
}

// owing is a body with the numbers of its duties in the order of Recs, -1
// where it owes none.
type owing struct {
	body   *domain.Body
	duties []int
}

// owes is how many duties the body has: by the pack and the register, and so
// known to everybody.
func (o owing) owes() int {
	n := 0
	for _, i := range o.duties {
		if i >= 0 {
			n++
		}
	}
	return n
}

// Owes is how many duties a body has, whoever asks.
func (p *Picture) Owes(code string) int {
	for _, o := range p.owing {
		if o.body.Code == code {
			return o.owes()
		}
	}
	return 0
}

// serves says whether the picture is as new as an event and a day; a missing
// picture serves nothing.
func (p *Picture) serves(seq int64, day domain.Day) bool {
	return p != nil && p.Seq >= seq && p.Day >= day
}

func newPicture(r *rows, last *Picture) (*Picture, error) {
	if last != nil && last.Day == r.day && last.rows.changed == r.changed {
		p := *last
		p.Seq, p.rows = r.seq, r
		return &p, nil
	}
	p := &Picture{Seq: r.seq, Day: r.day, Pack: r.pack, rows: r, cuts: newShelf[string, *slice](keptCuts), freed: newShelf[string, graph.Freed](keptFreed)}
	p.takeRegister()
	p.takePack(last)
	facts, err := p.facts()
	if err != nil {
		return nil, err
	}
	p.graph = graph.Build(graph.Facts{Day: r.day, Pack: r.pack, Duties: facts, Partnerships: r.partnerships, Rulings: r.rulings})
	p.Cycles = p.graph.Cycles()
	p.takeOwing()
	p.comparing = &comparing{}
	return p, nil
}

func (p *Picture) takeRegister() {
	p.bodies = make(map[domain.ID]*domain.Body, len(p.rows.bodies))
	p.codes = make(map[string]*domain.Body, len(p.rows.bodies))
	for i := range p.rows.bodies {
		b := &p.rows.bodies[i]
		p.bodies[b.ID], p.codes[b.Code] = b, b
	}
	p.acts = map[domain.ID][]int{}
	for i, a := range p.rows.actions {
		for _, duty := range a.Duties {
			p.acts[duty] = append(p.acts[duty], i)
		}
	}
	p.rounds = make(map[domain.ID]*domain.Round, len(p.rows.rounds))
	for i := range p.rows.rounds {
		p.rounds[p.rows.rounds[i].ID] = &p.rows.rounds[i]
	}
}

// takePack keeps the layout of the last picture for as long as the pack stays.
func (p *Picture) takePack(last *Picture) {
	if last != nil && last.Pack.Version == p.Pack.Version {
		p.Layout = last.Layout
	} else {
		layout := graph.LayOut(p.Pack)
		p.Layout = &layout
	}
	p.recAt = map[int]int{}
	for i := range p.Pack.Recommendations {
		if rec := &p.Pack.Recommendations[i]; !rec.Retired {
			p.recAt[rec.No] = len(p.Recs)
			p.Recs = append(p.Recs, rec)
		}
	}
}

// facts puts together what positions and edges are computed from.
func (p *Picture) facts() ([]domain.DutyFacts, error) {
	facts := make([]domain.DutyFacts, len(p.rows.duties))
	takeUps := map[domain.Nation]domain.TakeUp{}
	for _, t := range p.rows.takeUps {
		takeUps[t.Nation] = t
	}
	sayNot := domain.SayNot(p.Pack, p.rows.duties)
	notUpheld := make(map[domain.ID]*domain.CheckItem, len(p.rows.reopened))
	for i := range p.rows.reopened {
		notUpheld[p.rows.reopened[i].DutyID] = &p.rows.reopened[i]
	}
	for i, d := range p.rows.duties {
		body := p.bodies[d.BodyID]
		if body == nil {
			return nil, fmt.Errorf("view: duty %s belongs to no body", d.ID)
		}
		asked := p.rows.asked[d.ID]
		facts[i] = domain.DutyFacts{
			Duty: d, Body: body, Reached: p.reached(d, body),
			Monitored: takeUps[domain.OverseenBy(body.Nation)].Monitors(d.Rec, p.Day),
			Asked:     cmp.Or(asked.how, domain.AskedNothing), AskedIn: asked.in, Since: asked.since,
			SayNot: sayNot[d.ID],
		}
		if item := notUpheld[d.ID]; item != nil && item.Reopens(d) {
			facts[i].NotUpheld = item
		}
	}
	return facts, nil
}

// reached says whether somebody of the body has been in touch, or of the
// department that reports for it.
func (p *Picture) reached(d domain.Duty, body *domain.Body) bool {
	if !body.ReachedAt.IsZero() {
		return true
	}
	lead := p.codes[d.Lead]
	return lead != nil && !lead.ReachedAt.IsZero()
}

// takeOwing groups duties by body, by nation, region and name.
func (p *Picture) takeOwing() {
	at := map[domain.ID]int{}
	for i := range p.rows.duties {
		d := &p.rows.duties[i]
		col, inForce := p.recAt[d.Rec]
		if d.State.Retired || !inForce {
			continue
		}
		row, known := at[d.BodyID]
		if !known {
			row = len(p.owing)
			at[d.BodyID] = row
			p.owing = append(p.owing, owing{p.bodies[d.BodyID], slices.Repeat([]int{-1}, len(p.Recs))})
		}
		p.owing[row].duties[col] = i
	}
	slices.SortFunc(p.owing, func(a, b owing) int { return compareBodies(a.body, b.body) })
}

// compareBodies is the order of bodies on pages.
func compareBodies(a, b *domain.Body) int {
	nations := domain.Nations()
	return cmp.Or(
		cmp.Compare(slices.Index(nations, a.Nation), slices.Index(nations, b.Nation)),
		cmp.Compare(a.Region, b.Region), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code))
}

// Register is every body, by code: public.
func (p *Picture) Register() []domain.Body { return p.rows.bodies }

// BodyByCode finds a body of the register: public.
func (p *Picture) BodyByCode(code string) (*domain.Body, bool) {
	b, known := p.codes[code]
	return b, known
}

// BodyByID finds a body of the register: public.
func (p *Picture) BodyByID(id domain.ID) (*domain.Body, bool) {
	b, known := p.bodies[id]
	return b, known
}

// Words is each duty's word for the nations that an oversight answers for: what
// it may release (R4).
func (p *Picture) Words(oversight domain.Nation) map[domain.ID]domain.Word {
	words := map[domain.ID]domain.Word{}
	for i := range p.rows.duties {
		f := p.graph.Facts(i)
		if !f.Duty.State.Retired && domain.OverseenBy(f.Body.Nation) == oversight {
			words[f.Duty.ID] = p.graph.Standing(i).Word
		}
	}
	return words
}

// Rounds is every round, by due day: public.
func (p *Picture) Rounds() []domain.Round { return p.rows.rounds }

// TakeUp is a nation's take-up of the report: public.
func (p *Picture) TakeUp(n domain.Nation) (domain.TakeUp, bool) {
	for _, t := range p.rows.takeUps {
		if t.Nation == n {
			return t, true
		}
	}
	return domain.TakeUp{}, false
}

// Theme finds a theme of the pack by its number: public.
func (p *Picture) Theme(no int) domain.Theme {
	i := slices.IndexFunc(p.Pack.Themes, func(t domain.Theme) bool { return t.No == no })
	if i < 0 {
		return domain.Theme{No: no}
	}
	return p.Pack.Themes[i]
}

// rec is a recommendation of the pack, in force or not.
func (p *Picture) rec(no int) *domain.Recommendation {
	i := slices.IndexFunc(p.Pack.Recommendations, func(r domain.Recommendation) bool { return r.No == no })
	if i < 0 {
		return &domain.Recommendation{No: no}
	}
	return &p.Pack.Recommendations[i]
}
