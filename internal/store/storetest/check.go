package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// fillCheck adds a spot check of both nations with a claim of each.
func (w *world) fillCheck(tx *store.Tx) error {
	w.check = domain.SpotCheck{Report: report, No: 1, Plan: domain.CheckPlan{Nations: []domain.Nation{domain.England, domain.Wales}}}
	if err := tx.PutCheck(&w.check); err != nil {
		return err
	}
	entries := []domain.CheckEntry{
		{ID: w.duty.ID, BodyID: w.trust.ID, Duties: []domain.ID{w.duty.ID}, Recs: []int{14}, Drawn: true},
		{ID: w.other.ID, BodyID: w.university.ID, Duties: []domain.ID{w.other.ID}, Recs: []int{16}},
	}
	w.items = []domain.CheckItem{
		{CheckID: w.check.ID, BodyID: w.trust.ID, DutyID: w.duty.ID, Assessor: w.person.ID, Found: domain.CheckNotUpheld, IssuedAt: tx.Now()},
		{CheckID: w.check.ID, BodyID: w.university.ID, DutyID: w.other.ID},
	}
	for _, step := range []func() error{
		func() error { return tx.AddCheckEntries(w.check.ID, tx.Head(), entries) },
		func() error { return tx.PutCheckItems(w.items) },
		func() error {
			return tx.AddCheckResults(w.check.ID, tx.Head(), []domain.CheckResult{{Rec: 0}, {Rec: 14, Owed: 3}})
		},
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) presentChecks(t *testing.T) {
	t.Run("spot check", func(t *testing.T) {
		keep(t, w, noun[domain.SpotCheck]{
			fresh:  domain.SpotCheck{Report: report, No: 2, Plan: domain.CheckPlan{N: 69}, Claimed: map[int]int{9: 4}},
			change: func(c *domain.SpotCheck) { c.State, c.SeededAt = domain.CheckSeeded, w.clock.Now() },
			put:    (*store.Tx).PutCheck, get: (*store.Tx).Check,
			id: func(c *domain.SpotCheck) *domain.ID { return &c.ID }, version: func(c *domain.SpotCheck) *int { return &c.Version },
		})
	})
	t.Run("drawn claim", func(t *testing.T) {
		third := domain.Duty{BodyID: w.trust.ID, Report: report, Rec: 9, State: domain.NewDutyState()}
		w.write(t, func(tx *store.Tx) error { return tx.PutDuty(&third) })
		keep(t, w, noun[domain.CheckItem]{
			fresh: domain.CheckItem{CheckID: w.check.ID, BodyID: w.trust.ID, DutyID: third.ID},
			change: func(i *domain.CheckItem) {
				i.Assessor, i.Answers = w.person.ID, map[string]domain.CheckAnswer{"14a": "upheld"}
			},
			put: (*store.Tx).PutCheckItem, get: (*store.Tx).CheckItem,
			id: func(i *domain.CheckItem) *domain.ID { return &i.ID }, version: func(i *domain.CheckItem) *int { return &i.Version },
		})
	})
	t.Run("clients", func(t *testing.T) {
		keep(t, w, noun[domain.Clients]{
			fresh:  domain.Clients{PersonID: w.person.ID, Bodies: []domain.ID{w.trust.ID}},
			change: func(c *domain.Clients) { c.Bodies = nil },
			put:    (*store.Tx).PutClients,
			get: func(tx *store.Tx, id domain.ID) (domain.Clients, error) {
				c, err := tx.Clients(w.person.ID)
				return only([]domain.Clients{c}, err)(id == nobody)
			},
			id: func(c *domain.Clients) *domain.ID { return &c.ID }, version: func(c *domain.Clients) *int { return &c.Version },
		})
	})
}

// spotChecks: a check is there for whoever has all of its nations, its claims
// for whoever sees the duty, and who checks one reviews nothing.
func spotChecks(t *testing.T, engine Engine) {
	w, ctx := newWorld(t, engine), context.Background()
	r := w.Reader()
	all := domain.Scope{All: true}
	england := domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}}}
	both := domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}, {Path: "uk/wales"}}}
	for _, scope := range []domain.Scope{all, both} {
		found, err := r.Checks(ctx, scope, report)
		require.NoError(t, err)
		require.Len(t, found, 1)
		entries, err := r.CheckEntries(ctx, scope, w.check.ID)
		require.NoError(t, err)
		require.Len(t, entries, 2)
		results, err := r.CheckResults(ctx, scope, w.check.ID)
		require.NoError(t, err)
		require.Equal(t, 3, results[1].Owed)
	}
	for _, scope := range []domain.Scope{england, {}, {Duties: []domain.ID{w.duty.ID}}} {
		found, err := r.Checks(ctx, scope, report)
		require.NoError(t, err)
		require.Empty(t, found)
		_, err = r.CheckEntries(ctx, scope, w.check.ID)
		require.Equal(t, domain.NotFound, domain.KindOf(err))
		_, err = r.CheckResults(ctx, scope, w.check.ID)
		require.Equal(t, domain.NotFound, domain.KindOf(err))
	}
	items, err := r.CheckItems(ctx, england, w.check.ID)
	require.NoError(t, err)
	require.Equal(t, w.items[:1], items)
	_, item, err := r.CheckOf(ctx, domain.Scope{Duties: []domain.ID{w.duty.ID}}, w.items[0].ID)
	require.NoError(t, err)
	require.Equal(t, w.items[0], item)
	_, _, err = r.CheckOf(ctx, england, w.items[1].ID)
	require.Equal(t, domain.NotFound, domain.KindOf(err))

	w.write(t, func(tx *store.Tx) error {
		return tx.PutAssignment(&domain.Assignment{DutyID: w.duty.ID, PersonID: w.person.ID, Check: w.check.ID})
	})
	actor, err := r.Actor(ctx, w.person.ID, "2026-11-28")
	require.NoError(t, err)
	require.Equal(t, []domain.ID{w.duty.ID}, actor.Checking)
	require.Empty(t, actor.Assigned)
	reviews, err := r.AssignmentsIn(ctx, all)
	require.NoError(t, err)
	require.Empty(t, reviews)
	require.NoError(t, r.Snapshot(ctx, func(s *store.Snap) error {
		reopened, err := s.Reopened()
		require.Equal(t, w.items[:1], reopened)
		return err
	}))
	w.write(t, func(tx *store.Tx) error {
		reopened, err := tx.Reopened(w.items[0].DutyID)
		require.Equal(t, w.items[:1], reopened)
		none, noneErr := tx.Reopened(w.items[1].DutyID)
		require.Empty(t, none, "that was upheld")
		return errors.Join(err, noneErr)
	})
}
