package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// OpenRound opens a reporting period by hand (R8). The round's nations say who
// is asked, and its bodies, where any are named, narrow that to a pilot.
type OpenRound struct {
	Round domain.Round
}

// OpenRound records an awaited return for every duty that the round expects,
// each starting from what its closed predecessor left unfinished. Opening
// blanks nothing (R1). A nation has one open round of a report at a time.
func (a *App) OpenRound(ctx context.Context, actor domain.Actor, in OpenRound) (domain.Round, error) {
	round := in.Round
	err := a.write(ctx, func(tx *store.Tx) error {
		if err := round.Check().Err(); err != nil {
			return err
		}
		for _, nation := range round.Nations {
			if err := a.may(actor, access.OpenRound, access.At(nation.Path())); err != nil {
				return err
			}
		}
		pack, err := tx.Pack(round.Report)
		if err != nil {
			return err
		}
		if err := noneOpen(tx, round); err != nil {
			return err
		}
		round.ID, round.OpenedAt, round.ClosedAt, round.Pack, round.Version = tx.NewID(), tx.Now(), noTime, pack.Version, 0
		event := domain.Event{Type: domain.RoundOpened, Actor: actor.ID(), Report: round.Report, Round: round.ID}
		event.Facts = facts(roundFacts(round))
		if err := tx.Append(&event); err != nil {
			return err
		}
		if err := tx.PutRound(&round); err != nil {
			return err
		}
		return expect(tx, round)
	})
	return round, err
}

// noneOpen refuses a second open round over the same bodies.
func noneOpen(tx *store.Tx, round domain.Round) error {
	rounds, err := tx.Rounds(round.Report)
	if err != nil {
		return err
	}
	for _, other := range rounds {
		if other.IsOpen() && domain.Overlap(round, other) {
			return domain.Bad("nations", "round.one_open", domain.Args{"Name": other.Name})
		}
	}
	return nil
}

// expect records which duties the round asks for.
func expect(tx *store.Tx, round domain.Round) error {
	bodies, err := tx.Bodies()
	if err != nil {
		return err
	}
	asked := make(map[domain.ID]bool, len(bodies))
	for _, b := range bodies {
		asked[b.ID] = round.Asks(b) && b.Current(round.Opens) && !b.NoSignatory
	}
	duties, err := tx.Duties(round.Report)
	if err != nil {
		return err
	}
	unfinished, err := tx.UnfinishedDrafts(round.Report)
	if err != nil {
		return err
	}
	var returns []domain.Return
	for _, d := range duties {
		if !asked[d.BodyID] || !round.Expects(d, tx.Today()) {
			continue
		}
		ret := domain.Return{ID: tx.NewID(), DutyID: d.ID, RoundID: round.ID, State: domain.ReturnAwaited}
		if left, found := unfinished[d.ID]; found {
			ret.State, ret.Draft, ret.Drafters = domain.ReturnDraft, left.Draft, left.Drafters
		}
		returns = append(returns, ret)
	}
	return tx.PutReturns(returns)
}

// roundFacts are the days of a round and whom it asks, for its event.
func roundFacts(r domain.Round) any {
	return struct {
		Nations   []domain.Nation `json:"nations"`
		Bodies    []string        `json:"bodies,omitempty"`
		Opens     domain.Day      `json:"opens"`
		AsAt      domain.Day      `json:"as_at"`
		Due       domain.Day      `json:"due"`
		Closes    domain.Day      `json:"closes"`
		ReviewBy  domain.Day      `json:"review_by"`
		Publishes domain.Day      `json:"publishes"`
		Pack      int             `json:"pack"`
	}{r.Nations, r.Bodies, r.Opens, r.AsAt, r.Due, r.Closes, r.ReviewBy, r.Publishes, r.Pack}
}
