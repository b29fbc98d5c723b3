package site_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/files"
	"heed/internal/signin"
	"heed/internal/site"
	"heed/internal/store"
	"heed/internal/view"
	"heed/seed"
	"heed/web/pagetest"
	"heed/web/words"
)

// overview is the whole seed on a day after its first round fell due. England
// and Scotland follow the report; Scotland released its figures. It is only read.
type overview struct {
	t       *testing.T
	store   *store.Store
	views   *view.Views
	app     *app.App
	words   *words.Catalogue
	door    http.Handler
	cookies map[string]*http.Cookie
	queries *atomic.Int64 // of the last page
}

// role is one membership of the overview's people.
type role struct {
	person, employer string
	role             domain.Role
	on               string
}

func roles() []role {
	return []role{
		{"dhsc", "DHSC", domain.OversightLead, "uk/england"}, {"dhsc", "DHSC", domain.OversightLead, "uk/wide"}, {"dhsc", "DHSC", domain.Observer, "uk"},
		{"scotland", "SG", domain.OversightLead, "uk/scotland"}, {"scotland", "SG", domain.Observer, "uk"},
		{"nihr", "NIHR", domain.Reporter, "NIHR"},
		{"kent", "RYY", domain.Reporter, "RYY"}, {"chief", "RYY", domain.Approver, "RYY"},
	}
}

func newOverview(t *testing.T) *overview {
	t.Helper()
	clock := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	count := 0
	now := func() time.Time { return clock }
	ids := func() domain.ID {
		count++
		return domain.ID(fmt.Sprintf("id-%06d", count))
	}
	o := &overview{t: t, cookies: map[string]*http.Cookie{}}
	var err error
	o.store, err = store.Open(t.Context(), store.Options{Address: "sqlite:" + filepath.Join(t.TempDir(), "heed.db"), Now: now, IDs: ids})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, o.store.Close()) })
	policy, err := access.New()
	require.NoError(t, err)
	folder, err := files.NewFolder(t.TempDir(), 1<<20)
	require.NoError(t, err)
	o.app = app.New(app.Options{Store: o.store, Access: policy, Files: folder, Now: now, IDs: ids})
	o.words, err = words.Load()
	require.NoError(t, err)
	o.views = view.New(o.store.Reader(), now)
	o.plant()
	o.live(&clock)
	o.open(now)
	return o
}

// plant applies the seed and lets people in.
func (o *overview) plant() {
	pack, err := exchange.ReadPack(bytes.NewReader(seed.Pack()))
	require.NoError(o.t, err)
	register, err := exchange.ReadRegister(bytes.NewReader(seed.Register()))
	require.NoError(o.t, err)
	_, err = o.app.ApplyPack(o.t.Context(), domain.Actor{Role: domain.Operator}, app.ApplyPack{Pack: pack, Register: register})
	require.NoError(o.t, err)
	require.NoError(o.t, o.store.Write(o.t.Context(), func(tx *store.Tx) error {
		for _, r := range roles() {
			if err := r.put(tx); err != nil {
				return err
			}
		}
		return nil
	}))
}

func (r role) put(tx *store.Tx) error {
	employer, err := tx.BodyByCode(r.employer)
	if err != nil {
		return err
	}
	person := domain.Person{ID: domain.ID(r.person), Name: "Person of " + r.employer, Email: r.person + "@example.org", BodyID: employer.ID}
	if _, err := tx.Person(person.ID); err != nil {
		if err := tx.PutPerson(&person); err != nil {
			return err
		}
	}
	m := domain.Membership{PersonID: person.ID, Role: r.role, Confirmed: true}
	if body, err := tx.BodyByCode(r.on); err == nil {
		m.BodyID = body.ID
	} else {
		m.Area = r.on
	}
	return tx.PutMembership(&m)
}

// live lets a round pass in which few report, and Scotland release its figures.
func (o *overview) live(clock *time.Time) {
	ctx := o.t.Context()
	for person, nation := range map[string]domain.Nation{"dhsc": domain.England, "scotland": domain.Scotland} {
		_, err := o.app.TakeUp(ctx, o.as(person, *clock), app.TakeUp{TakeUp: domain.TakeUp{Report: "ctr", Nation: nation, From: "2026-01-01", Words: "We follow it"}})
		require.NoError(o.t, err)
		nations := []domain.Nation{nation}
		if nation == domain.England {
			nations = append(nations, domain.UK)
		}
		_, err = o.app.OpenRound(ctx, o.as(person, *clock), app.OpenRound{Round: domain.Round{
			Report: "ctr", Name: "Autumn 2026", Nations: nations, Opens: "2026-09-01", AsAt: "2026-10-15", Due: "2026-10-31",
			Closes: "2026-12-15", ReviewBy: "2027-01-31", Publishes: "2027-02-15",
		}})
		require.NoError(o.t, err)
	}
	require.NoError(o.t, o.store.Write(ctx, o.report))
	*clock = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	o.release(*clock)
	require.NoError(o.t, o.store.Write(ctx, func(tx *store.Tx) error {
		return o.put(tx, "S08000024", 9, confirmed) // after the release: nobody outside Scotland knows
	}))
}

// report is what bodies said of a few duties in the round.
func (o *overview) report(tx *store.Tx) error {
	bodies, err := tx.Bodies()
	if err != nil {
		return err
	}
	for _, b := range bodies {
		if b.Nation == domain.Wales {
			continue
		}
		event := domain.Event{Type: domain.BodyReached, Actor: "test", Body: b.ID}
		if err := tx.Append(&event); err != nil {
			return err
		}
		b.ReachedAt, b.Seq = tx.Now(), event.Seq
		if err := tx.PutBody(&b); err != nil {
			return err
		}
	}
	for _, s := range []struct {
		body string
		rec  int
		how  func(*domain.Duty)
	}{
		{"RYY", 1, claimed}, {"RYY", 17, confirmed}, {"RJ1", 1, confirmed}, {"RJ1", 9, overdue}, {"RXK", 9, claimed},
		{"S08000024", 17, claimed}, {"S08000024", 1, overdue}, {"NIHR", 5, claimed}, {"UKG", 4, rejected},
	} {
		if err := o.put(tx, s.body, s.rec, s.how); err != nil {
			return err
		}
	}
	return nil
}

func (o *overview) put(tx *store.Tx, body string, rec int, how func(*domain.Duty)) error {
	duty, err := tx.DutyByKey(domain.DutyKey{Body: body, Report: "ctr", Rec: rec})
	if err != nil {
		return err
	}
	how(&duty)
	event := domain.Event{Type: domain.DutyChanged, Actor: "test", Report: "ctr", Rec: rec, Body: duty.BodyID, Duty: duty.ID, State: &duty.State}
	if err := tx.Append(&event); err != nil {
		return err
	}
	duty.Seq = event.Seq
	return tx.PutDuty(&duty)
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

// release lets Scotland's words out as they stand.
func (o *overview) release(now time.Time) {
	picture, err := o.views.Picture(o.t.Context(), "ctr")
	require.NoError(o.t, err)
	cut := view.Cut{View: domain.Scope{All: true}, Figures: domain.Scope{All: true}}
	release := domain.Release{Report: "ctr", Nation: domain.Scotland, Day: picture.Day, Seq: picture.Seq, Words: map[domain.ID]domain.Word{}}
	for _, row := range picture.Bodies(cut, view.Filter{Nation: domain.Scotland}) {
		release.Words[row.Duty.ID] = row.Word
	}
	_, err = o.app.ReleaseFigures(o.t.Context(), o.as("scotland", now), app.ReleaseFigures{Release: release})
	require.NoError(o.t, err)
}

func (o *overview) as(person string, now time.Time) domain.Actor {
	actor, err := o.store.Reader().Actor(o.t.Context(), domain.ID(person), domain.DayOf(now))
	require.NoError(o.t, err)
	return actor
}

// open builds the door, and signs everybody in.
func (o *overview) open(now func() time.Time) {
	fail := func(w http.ResponseWriter, _ *http.Request, err error) {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
	rows := sessionRows{o.store.Sessions()}
	sessions := signin.NewSessions(signin.Options{Rows: rows, Now: now, Fail: fail})
	handler := site.New(site.Options{
		App: o.app, Views: o.views, Reader: o.store.Reader(), SessionRows: rows, Words: o.words, Now: now,
		Log: slog.New(slog.NewTextHandler(o.t.Output(), &slog.HandlerOptions{Level: slog.LevelError})), Report: "ctr", MaxFile: 1 << 20,
		Ready: func(*http.Request) error { return nil },
	})
	o.door = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, queries := store.CountQueries(r.Context())
		handler.ServeHTTP(w, r.WithContext(ctx))
		o.queries = queries
	})
	for _, r := range roles() {
		person := domain.ID(r.person)
		w := httptest.NewRecorder()
		sessions.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
			require.NoError(o.t, sessions.SignIn(req.Context(), person, 0))
		})).ServeHTTP(w, httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/", nil))
		require.NotEmpty(o.t, w.Result().Cookies())
		o.cookies[r.person] = w.Result().Cookies()[0]
	}
}

// sessionRows gives signin the sessions of the store in its own type.
type sessionRows struct{ *store.Sessions }

func (r sessionRows) FindSession(ctx context.Context, tokenHash string) (signin.Session, bool, error) {
	row, found, err := r.Sessions.FindSession(ctx, tokenHash)
	return signin.Session(row), found, err
}

func (r sessionRows) AddSession(ctx context.Context, row signin.Session) error {
	return r.Sessions.AddSession(ctx, store.Session(row))
}

// get is the status of a page and its text.
func (o *overview) get(person, path string) (int, string) {
	o.t.Helper()
	path, _, _ = strings.Cut(path, "#")
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, path, nil)
	if c := o.cookies[person]; c != nil {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	o.door.ServeHTTP(w, r)
	text, err := io.ReadAll(w.Result().Body)
	require.NoError(o.t, err)
	return w.Code, string(text)
}

// page is a page that is there and sound.
func (o *overview) page(person, path string) *goquery.Document {
	o.t.Helper()
	status, text := o.get(person, path)
	require.Equal(o.t, http.StatusOK, status, "%s as %s", path, person)
	require.Empty(o.t, pagetest.Faults(strings.NewReader(text)), "%s as %s", path, person)
	require.Empty(o.t, o.words.Missing(), "%s as %s", path, person)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	require.NoError(o.t, err)
	return doc
}

func plain(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }
