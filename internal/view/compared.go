package view

import (
	"context"
	"slices"
	"sync"

	"heed/internal/domain"
)

// compared is what the body of a duty says beside what oversight found and what
// the evidence carries, with the findings about it: whoever asks.
type compared struct {
	proof domain.Proof
	why   domain.Disagreement
	since domain.Day // since when they have stood side by side, "" where they agree
	found []domain.Found
}

// comparing is every duty compared, once somebody has asked for it.
type comparing struct {
	mu  sync.Mutex
	all []compared
}

// compared is every duty compared, in their order.
func (p *Picture) compared(ctx context.Context) ([]compared, error) {
	p.comparing.mu.Lock()
	defer p.comparing.mu.Unlock()
	if p.comparing.all == nil {
		said, err := p.rows.said(ctx)
		if err != nil {
			return nil, err
		}
		p.comparing.all = p.makeCompared(said)
	}
	return p.comparing.all, nil
}

func (p *Picture) makeCompared(said said) []compared {
	same := domain.SameWords(p.told(said), p.rows.partnerships, p.Day)
	offices := domain.UnconfirmedOffices(p.rows.partnerships, p.claimsOffice, p.Day)
	all := make([]compared, len(p.rows.duties))
	for i := range all {
		f := p.graph.Facts(i)
		d := f.Duty
		if _, inForce := p.recAt[d.Rec]; d.State.Retired || !inForce {
			continue
		}
		g := domain.Ground{
			Duty: d, Rec: p.rec(d.Rec), Shown: said.shown[d.ID], AsAt: p.speaksOf(d.State), Answers: said.answers[d.ID], Check: f.NotUpheld, On: p.Day,
		}
		if p.Pack.AboutOffices(d.Rec) {
			g.Offices = offices[d.BodyID]
		}
		one := &all[i]
		one.proof = domain.ProofOf(d, g.Rec, g.Shown, p.Day)
		one.why = domain.Compare(*f, g.Shown, one.proof, p.Day)
		if one.why.Is() {
			one.since = f.DisagreeSince(one.why)
		}
		one.found = domain.Findings(g, domain.Around{Standing: p.graph.Standing(i), Same: same[d.ID]})
	}
	return all
}

// told is what every duty's last signed version tells.
func (p *Picture) told(said said) []domain.Told {
	told := make([]domain.Told, 0, len(p.rows.duties))
	for _, d := range p.rows.duties {
		if _, inForce := p.recAt[d.Rec]; inForce && !d.State.Retired {
			told = append(told, domain.Told{Duty: d.ID, Body: d.BodyID, Rec: d.Rec, Nation: p.bodies[d.BodyID].Nation, Shown: said.shown[d.ID]})
		}
	}
	return told
}

// claimsOffice says that a body claims to have the joint office that others rest on.
func (p *Picture) claimsOffice(body domain.ID) bool {
	for _, rec := range p.Recs {
		if !p.Pack.AboutOffices(rec.No) {
			continue
		}
		if i, owes := p.dutyOf(body, rec.No); owes && p.rows.duties[i].Claimed() {
			return true
		}
	}
	return false
}

// speaksOf is the day that a duty's last signed version speaks of: its round's, or
// of an interim return the day of signing.
func (p *Picture) speaksOf(s domain.DutyState) domain.Day {
	if r := p.rounds[s.SignedIn]; r != nil {
		return r.AsAt
	}
	if s.SignedAt.IsZero() {
		return ""
	}
	return domain.DayOf(s.SignedAt)
}

// Comparison is one duty that the asker sees whole, compared.
type Comparison struct {
	Row
	Proof domain.Proof
	Why   domain.Disagreement
	Since domain.Day
	Found []domain.Found // answered ones too
}

// Stands says that the comparison is something to look into: the three values
// disagree, or a finding waits for an answer.
func (c Comparison) Stands() bool { return c.Why.Is() || len(domain.FindingsToAnswer(c.Found)) > 0 }

// Comparisons is every duty that the asker sees whole, in the order of what
// matters: core asks, findings, what waits behind, and what has stood longest (R3).
// Where all agree and nothing was found the row says no more than which it is.
func (p *Picture) Comparisons(ctx context.Context, c Cut) ([]Comparison, error) {
	all, err := p.compared(ctx)
	if err != nil {
		return nil, err
	}
	s := p.cut(c)
	s.comparing.Do(func() { s.comparisons = s.compare(all) })
	return s.comparisons, nil
}

func (s *slice) compare(all []compared) []Comparison {
	var found []Comparison
	for i, one := range all {
		switch {
		case !s.live[i]:
		case one.why.Is() || len(one.found) > 0:
			found = append(found, s.comparison(i, one))
		default: // it is only counted: what waits behind it is dear to know
			f := s.p.graph.Facts(i)
			found = append(found, Comparison{Row: Row{Key: s.p.key(&f.Duty, f.Body), Body: f.Body, Rec: s.p.rec(f.Duty.Rec)}, Proof: one.proof, Why: one.why})
		}
	}
	slices.SortStableFunc(found, func(a, b Comparison) int { return a.rank().Compare(b.rank()) })
	return found
}

func (s *slice) comparison(i int, one compared) Comparison {
	return Comparison{Row: s.row(i), Proof: one.proof, Why: one.why, Since: one.since, Found: s.findings(i, one)}
}

// findings are those about a duty, each with the others that it names as far as
// the asker sees them whole (R4).
func (s *slice) findings(i int, one compared) []domain.Found {
	found := one.found
	for at, f := range found {
		if len(f.Others) == 0 {
			continue
		}
		if &found[0] == &one.found[0] { // shared: nobody may change it
			found = slices.Clone(found)
		}
		found[at].Others = slices.DeleteFunc(slices.Clone(f.Others), func(id domain.ID) bool {
			other, known := s.p.graph.Number(id)
			return !known || !s.live[other]
		})
	}
	return found
}

func (c Comparison) rank() domain.Rank {
	return domain.Rank{
		Claims: c.Why.Is(), Core: c.Rec.Core, Findings: len(domain.StandingFindings(c.Found)), Behind: c.Behind.All, Since: c.Since,
	}
}

// Compared is one duty that the asker sees whole, compared; a duty that they
// don't is domain.Missing.
func (p *Picture) Compared(ctx context.Context, c Cut, key domain.DutyKey) (Comparison, error) {
	i, known := p.find(key)
	if !known {
		return Comparison{}, domain.Missing()
	}
	s := p.cut(c)
	if !s.live[i] {
		return Comparison{}, domain.Missing()
	}
	all, err := p.compared(ctx)
	if err != nil {
		return Comparison{}, err
	}
	return s.comparison(i, all[i]), nil
}

// Findings are those about some duties that stand unanswered, by duty: of duties
// that the asker sees whole.
func (p *Picture) Findings(ctx context.Context, c Cut, duties []domain.ID) (map[domain.ID][]domain.Found, error) {
	all, err := p.compared(ctx)
	if err != nil {
		return nil, err
	}
	s, found := p.cut(c), make(map[domain.ID][]domain.Found, len(duties))
	for _, id := range duties {
		if i, known := p.graph.Number(id); known && s.live[i] {
			found[id] = domain.StandingFindings(s.findings(i, all[i]))
		}
	}
	return found, nil
}
