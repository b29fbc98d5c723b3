package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// Body is one body's own page: its duties, whom they wait on, who waits on them.
type Body struct {
	Body         *domain.Body
	Rows         []Row // its duties that the asker may see, in the pack's order
	Owes         int   // how many it has in all: more than Rows where the asker sees a part (R15)
	Cell         domain.Cell
	Live         bool            // at least one duty is seen whole
	Waits        []Row           // of Rows, those that wait or are stranded
	HoldsUp      []Row           // of Rows, those that others wait on
	Partnerships []Partnership   // only where Live
	Actions      []domain.Action // of its duties seen whole, in the order they were added
	Round        *domain.Round   // the open round that asks the body, if any
}

// PastDuty is a duty that its body owes no longer; its record stays.
type PastDuty struct {
	Key domain.DutyKey
	Rec *domain.Recommendation
}

// PastDuties are the duties that a body owes no longer, of those that the asker
// may see whole, in the pack's order.
func (p *Picture) PastDuties(c Cut, code string) []PastDuty {
	body, known := p.codes[code]
	if !known {
		return nil
	}
	var past []PastDuty
	for i := range p.rows.duties {
		d := &p.rows.duties[i]
		if d.BodyID == body.ID && d.State.Retired && c.View.Sees(body.Path, d.Rec, d.ID) {
			past = append(past, PastDuty{p.key(d, body), p.rec(d.Rec)})
		}
	}
	slices.SortFunc(past, func(a, b PastDuty) int { return cmp.Compare(a.Key.Rec, b.Key.Rec) })
	return past
}

// Partnership is one of a body's partnerships with who is on the other side.
type Partnership struct {
	domain.Partnership
	Other  *domain.Body
	Stands bool // joins the two today
}

// Body finds a body by its code. A body of which the asker may see no duty is
// domain.Missing.
func (p *Picture) Body(c Cut, code string) (Body, error) {
	at := slices.IndexFunc(p.owing, func(o owing) bool { return o.body.Code == code })
	if at < 0 {
		return Body{}, domain.Missing()
	}
	s, o := p.cut(c), p.owing[at]
	b := Body{Body: o.body, Owes: o.owes()}
	for _, i := range o.duties {
		if i >= 0 && s.figures[i] {
			b.add(s, i)
		}
	}
	if len(b.Rows) == 0 {
		return Body{}, domain.Missing()
	}
	for i := range p.rows.rounds {
		if r := &p.rows.rounds[i]; r.IsOpen() && r.Asks(*o.body) {
			b.Round = r
		}
	}
	if b.Live {
		b.Partnerships = p.partnerships(o.body)
	}
	return b, nil
}

func (b *Body) add(s *slice, i int) {
	row := s.row(i)
	b.Rows = append(b.Rows, row)
	if row.Standing == nil {
		if row.Word != "" {
			b.Cell.Add(domain.Standing{Word: row.Word})
		}
		return
	}
	b.Live = true
	b.Cell.Add(*row.Standing)
	if len(row.Waits)+len(row.Stranded) > 0 {
		b.Waits = append(b.Waits, row)
	}
	if row.Standing.HoldsAll > 0 {
		b.HoldsUp = append(b.HoldsUp, row)
	}
	for _, a := range s.p.actionsOf(row.Duty.ID) {
		if !slices.ContainsFunc(b.Actions, func(have domain.Action) bool { return have.ID == a.ID }) {
			b.Actions = append(b.Actions, a)
		}
	}
}

func (p *Picture) partnerships(b *domain.Body) []Partnership {
	var found []Partnership
	for _, one := range p.rows.partnerships {
		if one.Local == b.ID || one.University == b.ID {
			found = append(found, Partnership{one, p.bodies[one.Other(b.ID)], one.Stands(p.Day)})
		}
	}
	return found
}

func (p *Picture) actionsOf(duty domain.ID) []domain.Action {
	var found []domain.Action
	for _, i := range p.acts[duty] {
		found = append(found, p.rows.actions[i])
	}
	return found
}
