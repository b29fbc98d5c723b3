package site_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/store"
	"heed/internal/view"
	"heed/seed"
)

// newOverview is the whole register on a day after its first round fell due.
// England and Scotland follow the report; few reported; Scotland released its
// figures, and something changed there since. Every test has its own copy of
// what the first one builds.
func newOverview(t *testing.T) *world {
	t.Helper()
	overview.once.Do(func() { overview.bytes = survey(t) })
	require.NotEmpty(t, overview.bytes)
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "heed.db"), overview.bytes, 0o600))
	w, err := open(t.Context(), dir)
	require.NoError(t, err)
	w.t, w.next = t, 2_000_000
	t.Cleanup(func() { require.NoError(t, w.close()) })
	return w
}

// overview is the database of the whole register, made once.
var overview struct {
	once  sync.Once
	bytes []byte
}

// survey builds it.
func survey(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	w, err := open(t.Context(), dir)
	require.NoError(t, err)
	w.t = t
	w.setDay("2026-09-01")
	w.plant()
	w.hearBack()
	w.setDay(today)
	w.release(domain.Scotland)
	w.put("S08000024", 9, confirmed) // after the release: nobody outside Scotland knows
	require.NoError(t, w.store.Close())
	bytes, err := os.ReadFile(filepath.Join(dir, "heed.db"))
	require.NoError(t, err)
	return bytes
}

// overseers are the people of the overview, beside nobody else.
func overseers() []member {
	return []member{
		{as: "dhsc", name: "Leslie Lane", body: "DHSC", roles: []domain.Membership{in(domain.OversightLead, "uk")}},
		{as: "scotland", name: "Skye Sinclair", body: "SG", roles: []domain.Membership{in(domain.OversightLead, "uk/scotland")}},
		{as: "nihr", name: "Nia Nolan", body: "NIHR", roles: []domain.Membership{on(domain.Reporter, "NIHR")}},
		{as: "kent", name: "Rowan Reed", body: "RYY", roles: []domain.Membership{on(domain.Reporter, "RYY")}},
		{as: "chief", name: "Alex Adeyemi", body: "RYY", roles: []domain.Membership{on(domain.Approver, "RYY")}},
	}
}

// plant applies the seed, lets people in, and opens a round in two nations.
func (w *world) plant() {
	ctx := w.t.Context()
	pack, err := exchange.ReadPack(bytes.NewReader(seed.Pack()))
	require.NoError(w.t, err)
	register, err := exchange.ReadRegister(bytes.NewReader(seed.Register()))
	require.NoError(w.t, err)
	_, err = w.app.ApplyPack(ctx, domain.Actor{Role: domain.Operator}, app.ApplyPack{Pack: pack, Register: register})
	require.NoError(w.t, err)
	require.NoError(w.t, w.store.Write(ctx, func(tx *store.Tx) error { return addMembers(tx, overseers()) }))
	for as, nations := range map[string][]domain.Nation{"dhsc": {domain.England, domain.UK}, "scotland": {domain.Scotland}} {
		_, err := w.app.TakeUp(ctx, w.actor(as), app.TakeUp{TakeUp: domain.TakeUp{Report: report, Nation: nations[0], From: "2026-01-01", Words: "We follow it"}})
		require.NoError(w.t, err)
		_, err = w.app.OpenRound(ctx, w.actor(as), app.OpenRound{Round: domain.Round{
			Report: report, Name: "Autumn 2026", Nations: nations, Opens: "2026-09-01", AsAt: "2026-10-15", Due: "2026-10-31",
			Closes: "2026-12-15", ReviewBy: "2027-01-31", Publishes: "2027-02-15",
		}})
		require.NoError(w.t, err)
	}
}

// hearBack is what a few bodies said in the round. Everybody but Wales was in touch.
func (w *world) hearBack() {
	require.NoError(w.t, w.store.Write(w.t.Context(), func(tx *store.Tx) error {
		bodies, err := tx.Bodies()
		for _, b := range bodies {
			if err == nil && b.Nation != domain.Wales {
				err = reach(tx, b)
			}
		}
		return err
	}))
	w.put("RYY", 1, claimed)
	w.put("RYY", 17, confirmed)
	w.put("RJ1", 1, confirmed)
	w.put("RJ1", 9, overdue)
	w.put("RXK", 9, claimed)
	w.put("S08000024", 17, claimed)
	w.put("S08000024", 1, overdue)
	w.put("NIHR", 5, claimed)
	w.put("UKG", 4, rejected)
}

// put leaves a duty in a state that its body and oversight brought it to.
func (w *world) put(body string, rec int, how func(*domain.Duty)) {
	w.t.Helper()
	require.NoError(w.t, w.store.Write(w.t.Context(), func(tx *store.Tx) error {
		duty, err := tx.DutyByKey(domain.DutyKey{Body: body, Report: report, Rec: rec})
		if err != nil {
			return err
		}
		how(&duty)
		terms, err := json.Marshal(domain.DutyTerms{Unit: duty.Unit, Lead: duty.Lead, Requirements: duty.Requirements})
		if err != nil {
			return err
		}
		event := domain.Event{
			Type: domain.DutyChanged, Actor: "test", Report: report, Rec: rec, Body: duty.BodyID, Duty: duty.ID, State: &duty.State, Facts: terms,
		}
		if err := tx.Append(&event); err != nil {
			return err
		}
		duty.Seq = event.Seq
		return tx.PutDuty(&duty)
	}))
}

// release lets a nation's words out as they stand.
func (w *world) release(nation domain.Nation) {
	picture, err := view.New(w.store.Reader(), w.clock).Picture(w.t.Context(), report)
	require.NoError(w.t, err)
	all := view.Cut{View: domain.Scope{All: true}, Figures: domain.Scope{All: true}}
	release := domain.Release{Report: report, Nation: nation, Day: picture.Day, Seq: picture.Seq, Words: map[domain.ID]domain.Word{}}
	for _, row := range picture.Bodies(all, view.Filter{Nation: nation}) {
		release.Words[row.Duty.ID] = row.Word
	}
	_, err = w.app.ReleaseFigures(w.t.Context(), w.actor("scotland"), app.ReleaseFigures{Release: release})
	require.NoError(w.t, err)
}

func claimed(d *domain.Duty) {
	s := &d.State
	s.Signed, s.SignedAt, s.Status, s.Met = 1, time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC), domain.Implemented, map[string]domain.Met{}
	for _, key := range d.Requirements {
		s.Met[key] = domain.MetYes
	}
}

func confirmed(d *domain.Duty) {
	claimed(d)
	s := &d.State
	s.Reviewed, s.ReviewedAt, s.Outcome = 1, s.SignedAt, domain.Accepted
	s.Grade, s.Assurance, s.Verdicts = domain.FullySatisfactory, domain.EvidenceChecked, map[string]domain.Verdict{}
	for _, key := range d.Requirements {
		s.Verdicts[key] = domain.VerdictMet
	}
}

func overdue(d *domain.Duty) {
	s := &d.State
	s.Signed, s.SignedAt, s.Status = 1, time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC), domain.InProgress
	s.Response, s.FirstTarget, s.Target, s.Slips = domain.ResponseAccepted, "2026-06-30", "2026-11-13", 1
}

func rejected(d *domain.Duty) { d.State.Response = domain.ResponseRejected }
