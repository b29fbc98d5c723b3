package view_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

const (
	report = "ctr"
	today  = domain.Day("2026-11-23")
)

// world is a small report in a real database: four recommendations, bodies of
// three nations and UK-wide ones, and a clock that tests set.
type world struct {
	t     *testing.T
	store *store.Store
	views *view.Views

	mu  sync.Mutex
	now time.Time
}

func newWorld(t *testing.T) *world { return newWorldOn(t, today) }

// newWorldOn is one that begins on another day.
func newWorldOn(t *testing.T, day domain.Day) *world {
	w := &world{t: t, now: day.Start().Add(9 * time.Hour)}
	var mu sync.Mutex
	n := 0
	ids := func() domain.ID {
		mu.Lock()
		defer mu.Unlock()
		n++
		return domain.ID(fmt.Sprintf("id-%06d", n))
	}
	var err error
	w.store, err = store.Open(t.Context(), store.Options{Address: "sqlite:" + filepath.Join(t.TempDir(), "heed.db"), Now: w.clock, IDs: ids})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.store.Close()) })
	w.views = view.New(w.store.Reader(), w.clock)
	t.Cleanup(func() { w.views.Close() })
	w.seed()
	return w
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) setDay(d domain.Day) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = d.Start().Add(9 * time.Hour)
}

// pack has a funder's recommendation above a local one, metrics that monitor
// it, and offices that deliver secondments.
func pack() *domain.Pack {
	rec := func(no, theme int, title string) domain.Recommendation {
		return domain.Recommendation{No: no, Theme: theme, Short: title, Requirements: []domain.Requirement{{Key: fmt.Sprint(no, "a")}}}
	}
	return &domain.Pack{
		Version: 1, Report: domain.Report{Key: report}, Themes: []domain.Theme{{No: 1, Title: "Time"}, {No: 4, Title: "Culture"}},
		Recommendations: []domain.Recommendation{rec(1, 1, "Time"), rec(3, 1, "Funding"), rec(12, 4, "Metrics"), rec(14, 4, "Offices"), rec(15, 4, "Secondments")},
		Dependencies: []domain.Dependency{
			{Key: "3-1-funds", From: 3, To: 1, Kind: domain.Funds, Scope: domain.SameNation},
			{Key: "12-1-monitors", From: 12, To: 1, Kind: domain.Monitors, Scope: domain.SameNation},
			{Key: "14-15-delivers", From: 14, To: 15, Kind: domain.Delivers, Scope: domain.SameBody, AnyPartner: true},
		},
	}
}

func register() []domain.Body {
	bodies := []domain.Body{
		{Code: "RJ1", Name: "Guy's", Nation: domain.England, Region: "London", ICB: "QKK", ICBName: "South East London", Kind: domain.Trust},
		{Code: "RXK", Name: "Sandwell", Nation: domain.England, Region: "Midlands", Kind: domain.Trust},
		{Code: "RYY", Name: "Kent", Nation: domain.England, Region: "South East", Kind: domain.Trust},
		{Code: "S08", Name: "Lothian", Nation: domain.Scotland, Kind: domain.HealthBoard},
		{Code: "7A1", Name: "Betsi Cadwaladr", Nation: domain.Wales, Kind: domain.HealthBoard},
		{Code: "KCL", Name: "King's College", Nation: domain.England, Region: "London", Kind: domain.University},
		{Code: "DHSC", Name: "Health and Social Care", Nation: domain.England, Kind: domain.Government},
		{Code: "UKG", Name: "UK Government", Nation: domain.UK, Kind: domain.Government},
		{Code: "SG", Name: "Scottish Government", Nation: domain.Scotland, Kind: domain.Government},
		{Code: "WG", Name: "Welsh Government", Nation: domain.Wales, Kind: domain.Government},
	}
	for i := range bodies {
		bodies[i].Path = domain.PathFor(bodies[i])
		bodies[i].ReachedAt = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	}
	return bodies
}

// owes is who owes what in this world.
func owes(b domain.Body) []int {
	switch {
	case b.Kind.IsLocal():
		return []int{1, 14, 15}
	case b.Kind == domain.University:
		return []int{14, 15}
	case b.Code == "DHSC":
		return []int{12}
	case b.Code == "UKG":
		return []int{3}
	}
	return []int{3, 12}
}

func (w *world) seed() {
	w.write(func(tx *store.Tx) error {
		w.event(tx, domain.Event{Type: domain.PackApplied, Report: report})
		require.NoError(w.t, tx.PutPack(pack(), tx.Head()))
		for _, b := range register() {
			b.ID = domain.ID("b-" + b.Code)
			w.event(tx, domain.Event{Type: domain.BodyRegistered, Body: b.ID})
			b.Seq = tx.Head()
			require.NoError(w.t, tx.PutBody(&b))
			for _, no := range owes(b) {
				d := domain.Duty{ID: duty(b.Code, no), Report: report, Rec: no, BodyID: b.ID, Requirements: []string{fmt.Sprint(no, "a")}, State: domain.NewDutyState()}
				w.event(tx, domain.Event{Type: domain.DutyAssigned, Report: report, Body: b.ID, Duty: d.ID, State: &d.State})
				d.Seq = tx.Head()
				require.NoError(w.t, tx.PutDuty(&d))
			}
		}
		for _, n := range domain.Nations()[:4] {
			takeUp := domain.TakeUp{Report: report, Nation: n, From: "2025-01-01"}
			require.NoError(w.t, tx.PutTakeUp(&takeUp))
			facts, err := json.Marshal(takeUp.Facts())
			require.NoError(w.t, err)
			w.event(tx, domain.Event{Type: domain.TakeUpRecorded, Report: report, Facts: facts})
		}
		return nil
	})
}

func duty(code string, rec int) domain.ID { return domain.ID(fmt.Sprintf("%s/%d", code, rec)) }

func key(code string, rec int) domain.DutyKey {
	return domain.DutyKey{Body: code, Report: report, Rec: rec}
}

func (w *world) write(fn func(*store.Tx) error) {
	require.NoError(w.t, w.store.Write(context.Background(), fn))
}

func (w *world) event(tx *store.Tx, e domain.Event) {
	e.Actor = "operator"
	require.NoError(w.t, tx.Append(&e))
}

// change moves a duty's state as a verb would: the row, and an event that
// carries the whole state.
func (w *world) change(tx *store.Tx, id domain.ID, of domain.EventType, step func(*domain.Duty)) {
	d, err := tx.Duty(id)
	require.NoError(w.t, err)
	d.State = d.State.Clone()
	step(&d)
	w.event(tx, domain.Event{Type: of, Report: report, Body: d.BodyID, Duty: id, State: &d.State})
	d.Seq = tx.Head()
	require.NoError(w.t, tx.PutDuty(&d))
}

func (w *world) changeDuty(id domain.ID, of domain.EventType, step func(*domain.Duty)) {
	w.write(func(tx *store.Tx) error { w.change(tx, id, of, step); return nil })
}

func (w *world) claim(d *domain.Duty) {
	d.State.Signed++
	d.State.SignedAt, d.State.Status = w.clock(), domain.Implemented
	d.State.Met = map[string]domain.Met{d.Requirements[0]: domain.MetYes}
}

func (w *world) confirm(d *domain.Duty) {
	w.claim(d)
	d.State.Reviewed, d.State.ReviewedAt = d.State.Signed, w.clock()
	d.State.Grade, d.State.Assurance = domain.FullySatisfactory, domain.EvidenceChecked
	d.State.Verdicts = map[string]domain.Verdict{d.Requirements[0]: domain.VerdictMet}
}

// round opens a round and asks every duty of its nations for a return.
func (w *world) round(name string, opens, due domain.Day, nations ...domain.Nation) domain.Round {
	r := domain.Round{Report: report, Name: name, Nations: nations, Opens: opens, AsAt: opens, Due: due, Closes: due.Add(30),
		OpenedAt: opens.Start(), Pack: 1}
	w.write(func(tx *store.Tx) error {
		require.NoError(w.t, tx.PutRound(&r))
		bodies, err := tx.Bodies()
		require.NoError(w.t, err)
		for _, b := range bodies {
			for _, no := range owes(b) {
				if r.Asks(b) {
					require.NoError(w.t, tx.PutReturn(&domain.Return{DutyID: duty(b.Code, no), RoundID: r.ID, State: domain.ReturnAwaited}))
				}
			}
		}
		w.event(tx, domain.Event{Type: domain.RoundOpened, Report: report, Round: r.ID})
		return nil
	})
	return r
}

// release lets a nation's figures out as they stand.
func (w *world) release(n domain.Nation) {
	p := w.picture()
	w.write(func(tx *store.Tx) error {
		w.event(tx, domain.Event{Type: domain.FiguresReleased, Report: report})
		return tx.PutRelease(&domain.Release{Report: report, Nation: n, Day: p.Day, Seq: tx.Head(), Words: p.Words(n)})
	})
}

func (w *world) picture() *view.Picture {
	w.t.Helper()
	p, err := w.views.Picture(w.t.Context(), report)
	require.NoError(w.t, err)
	return p
}

// The cuts of some askers.
func everything() view.Cut { return view.Cut{View: domain.Scope{All: true}} }

func at(paths ...string) domain.Scope {
	var s domain.Scope
	for _, path := range paths {
		s.Grants = append(s.Grants, domain.Grant{Path: path})
	}
	return s
}

// dhsc sees England and UK-wide bodies whole, and figures of all the UK.
func dhsc() view.Cut { return view.Cut{View: at("uk/england", "uk/wide"), Figures: at("uk")} }

// guys is somebody of one Trust.
func guys() view.Cut {
	return view.Cut{View: at("uk/england/london/RJ1"), Figures: at("uk/england/london/RJ1")}
}

func cell(t *testing.T, v *view.Integrated, rec int, n domain.Nation) domain.Cell {
	t.Helper()
	for _, row := range v.Rows {
		for i, col := range v.Columns {
			if row.Rec.No == rec && col.Nation == n {
				return row.Cells[i]
			}
		}
	}
	require.Fail(t, "no cell", "%d in %s", rec, n)
	return domain.Cell{}
}
