package view

import (
	"slices"

	"heed/internal/domain"
	"heed/internal/store"
)

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

// SignedReturn is a return that waits for a review.
type SignedReturn struct {
	Row
	Head store.ReturnHead
}

// Signed are the returns that wait for a review, on duties that the asker sees whole.
func (p *Picture) Signed(c Cut) []SignedReturn {
	s := p.cut(c)
	var found []SignedReturn
	for i := range s.live {
		if !s.live[i] {
			continue
		}
		for _, head := range p.rows.signed[p.graph.Facts(i).Duty.ID] {
			found = append(found, SignedReturn{s.row(i), head})
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

// Reopened are the claims that an issued spot check did not uphold, of duties
// that the asker sees whole and that nobody has reviewed since (R22).
func (p *Picture) Reopened(c Cut) []domain.CheckItem {
	s := p.cut(c)
	var found []domain.CheckItem
	for i, live := range s.live {
		if item := p.graph.Facts(i).NotUpheld; live && item != nil {
			found = append(found, *item)
		}
	}
	return found
}

// Population is what the plan of a spot check would draw from, of the duties that
// the asker sees whole.
func (p *Picture) Population(c Cut, plan domain.CheckPlan) domain.CheckPopulation {
	s := p.cut(c)
	var facts []domain.DutyFacts
	for i := range s.live {
		if s.live[i] {
			facts = append(facts, *p.graph.Facts(i))
		}
	}
	return plan.Population(facts, p.Day)
}

// PartnerDuties is what partners show each other of some recommendations while
// they share an office (R17), first those of a body of which the asker sees
// duties whole, then its partner's. Without such a partnership, or to anybody
// else, it is empty.
func (p *Picture) PartnerDuties(c Cut, body, partner domain.ID, recs ...int) []Glance {
	shares := slices.ContainsFunc(p.rows.partnerships, func(one domain.Partnership) bool {
		return one.Office && one.Joins(body) && one.Other(body) == partner && one.Stands(p.Day)
	})
	var found []Glance
	if !shares {
		return found
	}
	s := p.cut(c)
	for _, of := range []domain.ID{body, partner} {
		for _, rec := range recs {
			if i, known := p.dutyOf(of, rec); known && (of != body || s.live[i]) {
				found = append(found, s.glance(i))
			}
		}
		if of == body && len(found) == 0 {
			return found
		}
	}
	return found
}

// dutyOf is the number of a body's duty in force.
func (p *Picture) dutyOf(body domain.ID, rec int) (int, bool) {
	owner, known := p.bodies[body]
	if !known {
		return 0, false
	}
	return p.find(domain.DutyKey{Body: owner.Code, Report: p.rows.report, Rec: rec})
}
