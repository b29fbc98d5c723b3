package view

import "heed/internal/domain"

// Rows are some duties as rows, by id: those that the asker sees whole.
func (p *Picture) Rows(c Cut, duties []domain.ID) map[domain.ID]Row {
	s := p.cut(c)
	found := make(map[domain.ID]Row, len(duties))
	for _, id := range duties {
		if i, known := p.graph.Number(id); known && s.live[i] {
			found[id] = s.row(i)
		}
	}
	return found
}

// NotApplicable are the duties that their bodies call not applicable and on
// which oversight has said nothing yet: those that the asker sees whole.
func (p *Picture) NotApplicable(c Cut) []Row {
	s := p.cut(c)
	var found []Row
	for i := range s.live {
		state := &p.graph.Facts(i).Duty.State
		if s.live[i] && state.Response == domain.ResponseNotApplicable && !state.NAAgreed && !state.NARefused && state.Closure == domain.Open {
			found = append(found, s.row(i))
		}
	}
	return found
}

// PendingRulings are what bodies say of edges that do not bind them and no
// reviewer has answered: on duties that the asker sees whole.
func (p *Picture) PendingRulings(c Cut) []domain.EdgeRuling {
	s := p.cut(c)
	var found []domain.EdgeRuling
	for _, r := range p.rows.rulings {
		if i, known := p.graph.Number(r.DutyID); known && s.live[i] && r.Pending() {
			found = append(found, r)
		}
	}
	return found
}
