package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/store"
)

// SeedCheck puts the seed of a spot check into the record.
type SeedCheck struct {
	ID   domain.ID
	Seed string // 32 bytes in hex, from a public draw; "" takes a random one
}

// SeedCheck comes before the draw, in an event of its own with the hash of who can be
// drawn: whoever draws can't try seeds, or wait for the claims, until they like who
// was drawn (R22).
func (a *App) SeedCheck(ctx context.Context, actor domain.Actor, in SeedCheck) error {
	return a.write(ctx, func(tx *store.Tx) error {
		check, err := a.check(tx, actor, access.PlanCheck, in.ID)
		if err != nil {
			return err
		}
		if in.Seed == "" {
			if in.Seed, err = tx.NewSeed(); err != nil {
				return err
			}
		}
		population, _, err := populationOf(tx, check)
		if err != nil {
			return err
		}
		frame := estimate.SampleOf(population.Entries).Hash()
		if check, err = domain.SeedCheck(check, in.Seed, frame, tx.Now()); err != nil {
			return err
		}
		return saveCheck(tx, actor, domain.CheckSeededE, &check, struct {
			Check domain.ID `json:"check"`
			Seed  string    `json:"seed"`
			Frame string    `json:"frame"` // hash of the population
		}{check.ID, check.Seed, check.Frame})
	})
}

// DrawCheck draws by the seed that is in the record: who is drawn follows from it
// and from the population as it stands, which is kept.
func (a *App) DrawCheck(ctx context.Context, actor domain.Actor, id domain.ID) error {
	return a.write(ctx, func(tx *store.Tx) error {
		check, err := a.check(tx, actor, access.PlanCheck, id)
		if err != nil {
			return err
		}
		population, duties, err := populationOf(tx, check)
		if err != nil {
			return err
		}
		frame := estimate.SampleOf(population.Entries)
		var drawn []domain.ID
		if check.State == domain.CheckSeeded {
			if drawn, err = frame.Draw(check.Seed, check.Plan.N); err != nil {
				return err
			}
		}
		if check, err = domain.DrawCheck(check, population, frame.Hash(), len(drawn), tx.Now()); err != nil {
			return err
		}
		if err := saveCheck(tx, actor, domain.CheckDrawnE, &check, drawnFacts{check.ID, check.Frame, check.Units, drawn}); err != nil {
			return err
		}
		for i, e := range population.Entries {
			population.Entries[i].Drawn = slices.Contains(drawn, e.ID)
		}
		if err := tx.AddCheckEntries(check.ID, tx.Head(), population.Entries); err != nil {
			return err
		}
		return tx.PutCheckItems(drawnClaims(check, population.Entries, duties))
	})
}

// drawnFacts are a draw in its event.
type drawnFacts struct {
	Check domain.ID   `json:"check"`
	Frame string      `json:"frame"` // hash of the population
	Units int         `json:"units"`
	Drawn []domain.ID `json:"drawn"`
}

// populationOf is what a check draws from today, with the duties by id.
func populationOf(tx *store.Tx, check domain.SpotCheck) (domain.CheckPopulation, map[domain.ID]domain.Duty, error) {
	pack, err := tx.Pack(check.Report)
	if err != nil {
		return domain.CheckPopulation{}, nil, err
	}
	bodies, err := tx.Bodies()
	if err != nil {
		return domain.CheckPopulation{}, nil, err
	}
	all, err := tx.Duties(check.Report)
	if err != nil {
		return domain.CheckPopulation{}, nil, err
	}
	byID := make(map[domain.ID]domain.Duty, len(all))
	for _, d := range all {
		byID[d.ID] = d
	}
	return check.Plan.Population(factsOf(pack, bodies, all), tx.Today()), byID, nil
}

// drawnClaims are the claims to look at.
func drawnClaims(check domain.SpotCheck, entries []domain.CheckEntry, duties map[domain.ID]domain.Duty) []domain.CheckItem {
	var items []domain.CheckItem
	for _, e := range entries {
		if !e.Drawn {
			continue
		}
		for _, id := range e.Duties {
			duty := duties[id]
			items = append(items, domain.CheckItem{
				CheckID: check.ID, EntryID: e.ID, BodyID: e.BodyID, DutyID: id, Rec: duty.Rec, No: duty.State.Signed,
				ReplyDays: check.Plan.ReplyDays,
			})
		}
	}
	return items
}
