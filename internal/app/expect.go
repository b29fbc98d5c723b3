package app

import (
	"heed/internal/domain"
	"heed/internal/graph"
	"heed/internal/store"
)

// expect records which duties the round asks for, and with which draft each
// return begins.
func expect(tx *store.Tx, round domain.Round, pack *domain.Pack) error {
	hang, err := hangTogether(tx, pack)
	if err != nil {
		return err
	}
	unfinished, err := tx.UnfinishedDrafts(round.Report)
	if err != nil {
		return err
	}
	var returns []domain.Return
	for i := range hang.Len() {
		f := hang.Facts(i)
		asked := round.Asks(*f.Body) && f.Body.Current(round.Opens) && !f.Body.NoSignatory
		gaveWay := asked && hang.GaveWay(i, domain.DayOf(f.Duty.State.SignedAt))
		if !asked || !round.Expects(*f, gaveWay, tx.Today()) {
			continue
		}
		ret := domain.Return{ID: tx.NewID(), DutyID: f.Duty.ID, RoundID: round.ID, State: domain.ReturnAwaited}
		if left, found := unfinished[f.Duty.ID]; found {
			ret.State, ret.Draft, ret.Drafters = domain.ReturnDraft, left.Draft, left.Drafters
		}
		returns = append(returns, ret)
	}
	return tx.PutReturns(returns)
}

// hangTogether is a report's duties with the edges between them, today. Words
// are not asked of it: whom a nation monitors and who was reached is left out.
func hangTogether(tx *store.Tx, pack *domain.Pack) (*graph.Graph, error) {
	bodies, err := tx.Bodies()
	if err != nil {
		return nil, err
	}
	duties, err := tx.Duties(pack.Report.Key)
	if err != nil {
		return nil, err
	}
	partnerships, err := tx.Partnerships()
	if err != nil {
		return nil, err
	}
	rulings, err := tx.EveryRuling()
	if err != nil {
		return nil, err
	}
	return graph.Build(graph.Facts{
		Day: tx.Today(), Pack: pack, Duties: factsOf(pack, bodies, duties), Partnerships: partnerships, Rulings: rulings,
	}), nil
}

// factsOf puts duties together with their bodies, and with whoever contradicts
// a joint answer of theirs (R17).
func factsOf(pack *domain.Pack, bodies []domain.Body, duties []domain.Duty) []domain.DutyFacts {
	byID := make(map[domain.ID]*domain.Body, len(bodies))
	for i := range bodies {
		byID[bodies[i].ID] = &bodies[i]
	}
	sayNot := domain.SayNot(pack, duties)
	facts := make([]domain.DutyFacts, len(duties))
	for i, d := range duties {
		facts[i] = domain.DutyFacts{Duty: d, Body: byID[d.BodyID], SayNot: sayNot[d.ID]}
	}
	return facts
}
