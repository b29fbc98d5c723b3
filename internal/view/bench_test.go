package view_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/store"
	"heed/internal/view"
	"heed/seed"
)

// seeded is a database with the seed's pack, register and duties in mixed
// states, and one round that fell due.
func seeded(b *testing.B) (*store.Store, func() time.Time) {
	now := func() time.Time { return today.Start().Add(9 * time.Hour) }
	n := 0
	ids := func() domain.ID { n++; return domain.ID(fmt.Sprintf("id-%06d", n)) }
	s, err := store.Open(b.Context(), store.Options{Address: "sqlite:" + filepath.Join(b.TempDir(), "heed.db"), Now: now, IDs: ids})
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, s.Close()) })
	pack, err := exchange.ReadPack(bytes.NewReader(seed.Pack()))
	require.NoError(b, err)
	bodies, err := exchange.ReadRegister(bytes.NewReader(seed.Register()))
	require.NoError(b, err)
	pack.Version = 1
	require.NoError(b, s.Write(b.Context(), func(tx *store.Tx) error {
		require.NoError(b, tx.Append(&domain.Event{Type: domain.PackApplied, Report: report}))
		require.NoError(b, tx.PutPack(&pack, tx.Head()))
		for i := range bodies {
			bodies[i].ID, bodies[i].Seq, bodies[i].Path = tx.NewID(), tx.Head(), domain.PathFor(bodies[i])
			require.NoError(b, tx.PutBody(&bodies[i]))
		}
		for _, nation := range domain.Nations()[:4] {
			require.NoError(b, tx.PutTakeUp(&domain.TakeUp{Report: report, Nation: nation, From: "2026-01-01"}))
		}
		return seedDuties(tx, domain.PlanDuties(pack, bodies, today))
	}))
	return s, now
}

func seedDuties(tx *store.Tx, planned []domain.PlannedDuty) error {
	r := rand.New(rand.NewPCG(1, 1))
	round := domain.Round{Report: report, Name: "Autumn", Nations: domain.Nations(), Opens: "2026-09-01", Due: "2026-09-30", OpenedAt: domain.Day("2026-09-01").Start()}
	if err := tx.PutRound(&round); err != nil {
		return err
	}
	var duties []domain.Duty
	var returns []domain.Return
	for _, p := range planned {
		d := domain.Duty{ID: tx.NewID(), Report: report, Rec: p.Key.Rec, BodyID: p.BodyID, Unit: p.Unit, Requirements: p.Requirements, State: domain.NewDutyState()}
		mix(&d, r)
		duties = append(duties, d)
		returns = append(returns, domain.Return{DutyID: d.ID, RoundID: round.ID, State: domain.ReturnAwaited})
	}
	if err := tx.PutDuties(duties); err != nil {
		return err
	}
	return tx.PutReturns(returns)
}

// mix puts a duty into one of the states that real ones are in.
func mix(d *domain.Duty, r *rand.Rand) {
	how := r.IntN(6)
	if how < 3 {
		return
	}
	s := &d.State
	s.Signed, s.SignedAt, s.Status, s.Target = 1, domain.Day("2026-09-10").Start(), domain.InProgress, today.Add(r.IntN(100)-50)
	if how == 3 {
		return
	}
	s.Status, s.Met, s.Verdicts = domain.Implemented, map[string]domain.Met{}, map[string]domain.Verdict{}
	for _, key := range d.Requirements {
		s.Met[key] = domain.MetYes
		if how == 5 {
			s.Verdicts[key] = domain.VerdictMet
			s.Grade, s.Assurance = domain.FullySatisfactory, domain.EvidenceChecked
		}
	}
}

// BenchmarkViews is the whole seed: what a start costs, what one event costs,
// and what each page costs once the picture is there.
func BenchmarkViews(b *testing.B) {
	s, now := seeded(b)
	load := func(v *view.Views) *view.Picture {
		p, err := v.Picture(context.Background(), report)
		require.NoError(b, err)
		return p
	}
	b.Run("first load", func(b *testing.B) {
		for b.Loop() {
			load(view.New(s.Reader(), now))
		}
	})
	v := view.New(s.Reader(), now)
	load(v)
	var some domain.Duty
	b.Run("after one event", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			require.NoError(b, s.Write(b.Context(), func(tx *store.Tx) error {
				duties, err := tx.Duties(report)
				some = duties[0]
				require.NoError(b, err)
				return tx.Append(&domain.Event{Type: domain.ReturnSignedE, Report: report, Duty: some.ID, State: &some.State})
			}))
			b.StartTimer()
			load(v)
		}
	})
	benchPages(b, load(v))
}

func benchPages(b *testing.B, p *view.Picture) {
	// A cut of its own each time, so that nothing is kept from the last.
	cut := func(n int) view.Cut {
		return view.Cut{View: domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}, {Path: "uk/wide"}}}, Figures: domain.Scope{Grants: []domain.Grant{{Path: "uk"}, {Path: fmt.Sprint("none/", n)}}}}
	}
	n := 0
	for name, page := range map[string]func(view.Cut){
		"integrated, cold": func(c view.Cut) { p.Integrated(c) },
		"heatmap, cold":    func(c view.Cut) { p.Heatmap(c, view.Filter{}) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				n++
				page(cut(n))
			}
		})
	}
	kept := cut(0)
	for name, page := range map[string]func(){
		"integrated":     func() { p.Integrated(kept) },
		"heatmap":        func() { p.Heatmap(kept, view.Filter{}) },
		"drill down":     func() { p.Bodies(kept, view.Filter{Rec: 1, Nation: domain.England}) },
		"body":           func() { _, _ = p.Body(kept, "RJ1") },
		"duty":           func() { _, _ = p.Duty(kept, key("RJ1", 1)) },
		"duty of many":   func() { _, _ = p.Duty(kept, key("UKG", 3)) },
		"dependencies":   func() { p.Dependencies(kept) },
		"recommendation": func() { _, _ = p.Recommendation(kept, 3) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				page()
			}
		})
	}
}
