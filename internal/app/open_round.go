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
// blanks nothing (R1). A nation has one open round of a report at a time,
// and a second press of the same button is answered like the first.
func (a *App) OpenRound(ctx context.Context, actor domain.Actor, in OpenRound) (domain.Round, error) {
	round := in.Round
	err := a.write(ctx, func(tx *store.Tx) error {
		if err := round.Check(tx.Today()).Err(); err != nil {
			return err
		}
		for _, nation := range round.Nations {
			if err := a.may(actor, access.OpenRound, access.At(nation.Path())); err != nil {
				return err
			}
		}
		if before, again, err := openedLast(tx, actor, round); again || err != nil {
			round = before
			return err
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
		return expect(tx, round, pack)
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
