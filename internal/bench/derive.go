package main

import (
	"context"
	"slices"
	"time"

	"heed/internal/domain"
	"heed/internal/graph"
	"heed/internal/store"
)

// facts loads what every derived state is computed from. How a duty stands in
// the last round is read from its return there.
func (s *scene) facts(ctx context.Context) (graph.Facts, error) {
	f := graph.Facts{Day: domain.DayOf(time.Now())}
	err := s.store.Reader().Snapshot(ctx, func(snap *store.Snap) (err error) {
		if f.Pack, err = snap.Pack(reportKey); err != nil {
			return err
		}
		if f.Partnerships, err = snap.Partnerships(); err != nil {
			return err
		}
		if f.Rulings, err = snap.Rulings(); err != nil {
			return err
		}
		duties, err := snap.Duties(reportKey)
		if err != nil {
			return err
		}
		asked, err := lastAsked(snap, f.Day)
		if err != nil {
			return err
		}
		for _, d := range duties {
			body := s.bodies[d.BodyID]
			a, known := asked[d.ID]
			if !known {
				a.Asked = domain.AskedNothing
			}
			a.Duty, a.Body, a.Monitored, a.Reached = d, &body, true, !body.ReachedAt.IsZero()
			f.Duties = append(f.Duties, a)
		}
		return nil
	})
	return f, err
}

// lastAsked is, for each duty that the last rounds to fall due asked for,
// whether it was reported on.
func lastAsked(snap *store.Snap, day domain.Day) (map[domain.ID]domain.DutyFacts, error) {
	rounds, err := snap.Rounds(reportKey)
	if err != nil {
		return nil, err
	}
	rounds = slices.DeleteFunc(rounds, func(r domain.Round) bool { return !r.FellDue(day) })
	asked := map[domain.ID]domain.DutyFacts{}
	for _, round := range rounds[max(0, len(rounds)-len(domain.Nations())):] {
		heads, err := snap.ReturnHeads([]domain.ID{round.ID})
		if err != nil {
			return nil, err
		}
		for _, h := range heads {
			a := domain.DutyFacts{Asked: domain.AskedReported, AskedIn: round.ID}
			if h.Signed == 0 {
				a.Asked, a.Since = domain.AskedSilent, round.Due
			}
			asked[h.DutyID] = a
		}
	}
	return asked, nil
}

// derive is how long all derived states take once the facts are loaded: the
// middle one of several times.
func derive(f graph.Facts) time.Duration {
	const times = 21
	took := make([]time.Duration, times)
	for i := range took {
		began := time.Now()
		graph.Build(f)
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return percentile(took, 50)
}
