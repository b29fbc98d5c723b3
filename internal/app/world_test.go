package app_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/files"
	"heed/internal/store"
)

// world is a small installation: a report of four recommendations, the bodies
// that owe them, and somebody for each role. Its clock stands still until a
// test moves it, and its ids count.
type world struct {
	*app.App
	t     *testing.T
	ctx   context.Context
	store *store.Store
	clock *time.Time
	dir   string // of the files of evidence
	db    *sql.DB
}

// newWorld is ready at nine o'clock on Monday 23 November 2026, with no round
// open.
func newWorld(t *testing.T) *world {
	t.Helper()
	path := filepath.Join(t.TempDir(), "heed.db")
	w := newWorldAt(t, "sqlite:"+path)
	var err error
	w.db, err = sql.Open("sqlite", path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.db.Close()) })
	return w
}

// newWorldAt is a world in the database at an address, without a way around the
// store.
func newWorldAt(t *testing.T, address string) *world {
	t.Helper()
	clock := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var count atomic.Int64
	w := &world{t: t, ctx: t.Context(), clock: &clock, dir: filepath.Join(t.TempDir(), "files")}
	now := func() time.Time { return *w.clock }
	ids := func() domain.ID { return domain.ID(fmt.Sprintf("id-%06d", count.Add(1))) }
	var err error
	w.store, err = store.Open(w.ctx, store.Options{Address: address, Now: now, IDs: ids})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.store.Close()) })
	policy, err := access.New()
	require.NoError(t, err)
	folder, err := files.NewFolder(w.dir, 1<<20)
	require.NoError(t, err)
	w.App = app.New(app.Options{Store: w.store, Access: policy, Files: folder, Now: now, IDs: ids})
	_, err = w.ApplyPack(w.ctx, domain.Actor{Role: domain.Operator}, app.ApplyPack{Pack: pack(), Register: register()})
	require.NoError(t, err)
	w.settle()
	return w
}

// pack is a report of four recommendations. 3 funds 1, but one requirement of
// it only, and 5; 14 is shared by Trusts and universities.
func pack() domain.Pack {
	local := []domain.BodyKind{domain.Trust, domain.HealthBoard}
	rec := func(no int, owed domain.Owed, requirements ...domain.Requirement) domain.Recommendation {
		return domain.Recommendation{No: no, Theme: 1, Title: "A recommendation", Requirements: requirements, Owed: []domain.Owed{owed}}
	}
	return domain.Pack{
		Report: domain.Report{Key: "ctr", Title: "Creating time"},
		Themes: []domain.Theme{{No: 1, Title: "Time"}},
		Recommendations: []domain.Recommendation{
			rec(1, domain.Owed{Kinds: local, Unit: "rd_office"},
				domain.Requirement{Key: "1a", Proof: "A policy"},
				domain.Requirement{Key: "1b", Proof: "A statement", StatementProves: true}),
			rec(3, domain.Owed{Codes: []string{"UKG", "SGOV"}, Unit: "department", Lead: "DHSC"}, domain.Requirement{Key: "3a"}),
			rec(5, domain.Owed{Codes: []string{"NIHR", "CSO"}, Unit: "office"}, domain.Requirement{Key: "5a"}),
			rec(14, domain.Owed{Kinds: append(local, domain.University), Unit: "rd_office"}, domain.Requirement{Key: "14a"}),
		},
		Dependencies: []domain.Dependency{
			{Key: "3-1-funds", From: 3, To: 1, Kind: domain.Funds, Scope: domain.SameNation, Requirement: "1a"},
			{Key: "3-5-funds", From: 3, To: 5, Kind: domain.Funds, Scope: domain.SameNation},
			{Key: "14-1-supports", From: 14, To: 1, Kind: domain.Supports, Scope: domain.SameBody},
		},
	}
}

// register is two English Trusts, a Scottish board, a university, two funders
// and three governments.
func register() []domain.Body {
	bodies := []domain.Body{
		{Code: "RJ1", Name: "Riverside Trust", Nation: domain.England, Region: "London", Kind: domain.Trust},
		{Code: "RX9", Name: "Hillside Trust", Nation: domain.England, Region: "London", Kind: domain.Trust},
		{Code: "S08", Name: "Lochside Board", Nation: domain.Scotland, Kind: domain.HealthBoard},
		{Code: "UNI", Name: "Riverside University", Nation: domain.England, Region: "London", Kind: domain.University},
		{Code: "NIHR", Name: "Research funder", Nation: domain.UK, Kind: domain.Funder, Sponsors: []string{"DHSC"}},
		{Code: "CSO", Name: "Scottish funder", Nation: domain.Scotland, Kind: domain.Funder, Sponsors: []string{"SGOV"}},
		{Code: "UKG", Name: "UK Government", Nation: domain.UK, Kind: domain.Government},
		{Code: "DHSC", Name: "Department", Nation: domain.England, Kind: domain.Government, Parent: "UKG", Leads: true},
		{Code: "SGOV", Name: "Scottish Government", Nation: domain.Scotland, Kind: domain.Government, Leads: true},
	}
	for i := range bodies {
		bodies[i].Path = domain.PathFor(bodies[i])
	}
	return bodies
}

// someone is a person of the world, known by a short name.
type someone struct {
	name, employer string
	role           domain.Role
	on             string // a body's code, or an area
	recs           []int
}

func everyone() []someone {
	return []someone{
		{name: "rita", employer: "RJ1", role: domain.Reporter, on: "RJ1"},
		{name: "ravi", employer: "RJ1", role: domain.Reporter, on: "RJ1"},
		{name: "hr", employer: "RJ1", role: domain.Reporter, on: "RJ1", recs: []int{14}},
		{name: "anna", employer: "RJ1", role: domain.Approver, on: "RJ1"},
		{name: "both", employer: "RJ1", role: domain.Reporter, on: "RJ1"},
		{name: "both", employer: "RJ1", role: domain.Approver, on: "RJ1"},
		{name: "hill", employer: "RX9", role: domain.Reporter, on: "RX9"},
		{name: "hillsigns", employer: "RX9", role: domain.Approver, on: "RX9"},
		{name: "loch", employer: "S08", role: domain.Reporter, on: "S08"},
		{name: "uma", employer: "UNI", role: domain.Reporter, on: "UNI"},
		{name: "uri", employer: "UNI", role: domain.Approver, on: "UNI"},
		{name: "fay", employer: "NIHR", role: domain.Reporter, on: "NIHR"},
		{name: "finn", employer: "NIHR", role: domain.Approver, on: "NIHR"},
		{name: "guy", employer: "DHSC", role: domain.Reporter, on: "UKG"},
		{name: "gwen", employer: "DHSC", role: domain.Approver, on: "UKG"},
		{name: "rex", employer: "DHSC", role: domain.Reviewer, on: "uk"},
		{name: "rose", employer: "DHSC", role: domain.Reviewer, on: "uk"},
		{name: "lea", employer: "DHSC", role: domain.OversightLead, on: "uk"},
		{name: "sean", employer: "SGOV", role: domain.Reviewer, on: "uk/scotland"},
		{name: "shona", employer: "SGOV", role: domain.OversightLead, on: "uk/scotland"},
		{name: "asa", role: domain.Assurer, on: "uk"},
		{name: "aud", role: domain.Auditor, on: "uk"},
		{name: "obs", role: domain.Observer, on: "uk"},
		{name: "adam", role: domain.Administrator, on: "uk"},
	}
}

// settle lets everyone into the world.
func (w *world) settle() {
	w.t.Helper()
	err := w.store.Write(w.ctx, func(tx *store.Tx) error {
		for _, s := range everyone() {
			if err := s.put(tx); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(w.t, err)
}

func (s someone) put(tx *store.Tx) error {
	m := domain.Membership{PersonID: domain.ID(s.name), Role: s.role, Confirmed: s.role == domain.Approver, Recs: s.recs}
	if body, err := tx.BodyByCode(s.on); err == nil {
		m.BodyID = body.ID
	} else {
		m.Area = s.on
	}
	person := domain.Person{ID: domain.ID(s.name), Name: s.name, Email: s.name + "@example.org", Post: "Post of " + s.name}
	if s.employer != "" {
		employer, err := tx.BodyByCode(s.employer)
		if err != nil {
			return err
		}
		person.BodyID = employer.ID
	}
	if _, err := tx.Person(person.ID); err != nil {
		if err := tx.PutPerson(&person); err != nil {
			return err
		}
	}
	return tx.PutMembership(&m)
}

// as is a person of the world as they stand now.
func (w *world) as(name string) domain.Actor {
	w.t.Helper()
	actor, err := w.store.Reader().Actor(w.ctx, domain.ID(name), domain.DayOf(*w.clock))
	require.NoError(w.t, err, name)
	return actor
}

// pass lets days go by.
func (w *world) pass(days int) { *w.clock = w.clock.AddDate(0, 0, days) }

func (w *world) today() domain.Day { return domain.DayOf(*w.clock) }

// head is the number of the last event.
func (w *world) head() int64 {
	w.t.Helper()
	head, err := w.store.Reader().Head(w.ctx)
	require.NoError(w.t, err)
	return head
}

// since is the types of the events after a number, in their order.
func (w *world) since(seq int64) []domain.EventType {
	w.t.Helper()
	types := []domain.EventType{}
	err := w.store.Reader().Snapshot(w.ctx, func(s *store.Snap) error {
		heads, err := s.EventsSince(seq, 1000)
		for _, head := range heads {
			types = append(types, head.Type)
		}
		return err
	})
	require.NoError(w.t, err)
	return types
}

// happens wants a verb to go well and to leave these events and no others.
func (w *world) happens(verb func() error, events ...domain.EventType) {
	w.t.Helper()
	before := w.head()
	require.NoError(w.t, verb())
	require.Equal(w.t, append([]domain.EventType{}, events...), w.since(before))
}

// refuses wants a verb to be refused with a problem, and nothing at all to be
// different afterwards.
func (w *world) refuses(kind domain.ProblemKind, key string, verb func() error) {
	w.t.Helper()
	before := w.everything()
	err := verb()
	problems := domain.AsProblems(err)
	require.NotEmpty(w.t, problems, "not refused, but: %v", err)
	keys := make([]string, len(problems))
	for i, p := range problems {
		require.Equal(w.t, kind, p.Kind, "%v", p)
		keys[i] = p.Key
	}
	require.Contains(w.t, keys, key)
	require.Equal(w.t, before, w.everything(), "a refusal left a trace")
}

// changesNothing wants a verb to go well without a trace: a second press.
func (w *world) changesNothing(verb func() error) {
	w.t.Helper()
	before := w.everything()
	require.NoError(w.t, verb())
	require.Equal(w.t, before, w.everything(), "a second press left a trace")
}

// strangers wants a verb to be forbidden to those who see what it is about, and
// everybody else to be told that there is no such thing.
func (w *world) strangers(seeing, others []string, verb func(domain.Actor) error) {
	w.t.Helper()
	for _, name := range seeing {
		w.refuses(domain.Forbidden, "not_yours", func() error { return verb(w.as(name)) })
	}
	for _, name := range others {
		w.refuses(domain.NotFound, "not_found", func() error { return verb(w.as(name)) })
	}
	w.refuses(domain.NotFound, "not_found", func() error { return verb(domain.Actor{Role: domain.PublicRole}) })
}

// everything is a digest of every row of the database and every file of
// evidence, but for the counts of tries to sign in.
func (w *world) everything() string {
	w.t.Helper()
	sum := sha256.New()
	for _, table := range w.tables() {
		if table == "sign_in_limit" {
			continue
		}
		rows, err := w.db.QueryContext(w.ctx, `SELECT * FROM "`+table+`"`)
		require.NoError(w.t, err)
		columns, err := rows.Columns()
		require.NoError(w.t, err)
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			require.NoError(w.t, rows.Scan(values...))
			for _, v := range values {
				fmt.Fprintf(sum, "%s|%v|", table, *v.(*any))
			}
		}
		require.NoError(w.t, rows.Err())
		require.NoError(w.t, rows.Close())
	}
	fmt.Fprint(sum, w.kept())
	return fmt.Sprintf("%x", sum.Sum(nil))
}

func (w *world) tables() []string {
	w.t.Helper()
	rows, err := w.db.QueryContext(w.ctx, `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
	require.NoError(w.t, err)
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		require.NoError(w.t, rows.Scan(&name))
		names = append(names, name)
	}
	require.NoError(w.t, rows.Err())
	return names
}

// kept is the files of evidence, by their path.
func (w *world) kept() []string {
	w.t.Helper()
	found, err := filepath.Glob(filepath.Join(w.dir, "*", "*", "*"))
	require.NoError(w.t, err)
	incoming, err := filepath.Glob(filepath.Join(w.dir, "incoming", "*"))
	require.NoError(w.t, err)
	return slices.Concat(found, incoming)
}
