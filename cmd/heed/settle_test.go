package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/signin"
	"heed/internal/store/storetest"
)

// The bodies that the tests speak of: the Trust that reports, a neighbour that
// must see none of it, and the department that reviews.
const (
	trust     = "RYY"
	neighbour = "RXK"
	overseer  = "DHSC"
)

// resident is somebody of the product, known by the part of their address
// before the @. Names are made up so that no page or event holds them by chance.
type resident struct {
	as, name string
	body     string
	role     domain.Role
	on       string // the body's code or an area
}

func residents() []resident {
	return []resident{
		{"rita", "Rita Quillfeather", trust, domain.Reporter, trust},
		{"ravi", "Ravi Inkerman", trust, domain.Reporter, trust},
		{"anna", "Anna Sealworthy", trust, domain.Approver, trust},
		{"nell", "Nell Overgate", neighbour, domain.Reporter, neighbour},
		{"rex", "Rex Lenshaw", overseer, domain.Reviewer, "uk/england"},
		{"rose", "Rose Verdicta", overseer, domain.Reviewer, "uk/england"},
	}
}

// lead is the oversight lead who adds everybody else.
var lead = resident{"lea", "Lea Roundwell", overseer, domain.OversightLead, "uk/england"}

func (r resident) added() app.AddPerson {
	in := app.AddPerson{Name: r.name, Email: r.as + "@heed.example", Post: "Post of " + r.as, Body: r.body}
	in.First = app.Grant{Role: r.role, Area: r.on}
	if r.role.OfBody() {
		in.First = app.Grant{Role: r.role, Body: r.on}
	}
	return in
}

// settle brings in the seed and the people, has England take the report up and
// opens a round there, all by the product's own verbs.
func settle(ctx context.Context, address string) error {
	clock := storetest.NewClock()
	folder, err := os.MkdirTemp("", "heed-files-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	h, err := build(ctx, plan{database: address, files: folder, maxFile: maxFile, now: clock.Now, log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	return errors.Join(h.settle(ctx, domain.DayOf(clock.Now())), h.store.Analyze(ctx), h.close())
}

func (h *house) settle(ctx context.Context, today domain.Day) error {
	if err := errors.Join(h.store.MarkInstance(ctx, false), h.bringSeed(ctx)); err != nil {
		return err
	}
	invited, err := h.app.MakeAdministrator(ctx, operator(), app.MakeAdministrator{Name: "Ada Keyholder", Email: "ada@heed.example", Post: "Administrator"})
	if err != nil {
		return err
	}
	first, err := h.actor(ctx, invited.Person.ID)
	if err != nil {
		return err
	}
	if invited, err = h.app.AddPerson(ctx, first, lead.added()); err != nil {
		return err
	}
	leads, err := h.actor(ctx, invited.Person.ID)
	if err != nil {
		return err
	}
	for _, r := range residents() {
		if _, err := h.app.AddPerson(ctx, leads, r.added()); err != nil {
			return err
		}
	}
	return h.begin(ctx, leads, today)
}

// begin takes the report up in England and opens a round.
func (h *house) begin(ctx context.Context, leads domain.Actor, today domain.Day) error {
	_, err := h.app.TakeUp(ctx, leads, app.TakeUp{TakeUp: domain.TakeUp{
		Report: seedReport, Nation: domain.England, From: today, Words: "England sees to all seventeen.",
	}})
	if err != nil {
		return err
	}
	_, err = h.app.OpenRound(ctx, leads, app.OpenRound{Round: domain.Round{
		Report: seedReport, Name: "Winter 2026", Nations: []domain.Nation{domain.England}, Opens: today, AsAt: today,
		Due: today.Add(30), Closes: today.Add(60), ReviewBy: today.Add(90), Publishes: today.Add(120),
	}})
	return err
}

// actor is a person as they stand today.
func (h *house) actor(ctx context.Context, id domain.ID) (domain.Actor, error) {
	return h.store.Reader().Actor(ctx, id, domain.DayOf(h.now()))
}

// as is somebody as the verbs know them, by what their mail address begins with.
func (p *product) as(name string) domain.Actor {
	p.t.Helper()
	people, err := p.store.Reader().People(p.t.Context(), domain.Scope{All: true})
	require.NoError(p.t, err)
	for _, person := range people {
		if before, _, _ := strings.Cut(person.Email, "@"); before == name {
			actor, err := p.house.actor(p.t.Context(), person.ID)
			require.NoError(p.t, err)
			return actor
		}
	}
	require.Fail(p.t, "nobody is called "+name)
	return domain.Actor{}
}

// session is the cookie of a resident who signed in a moment ago; how they sign
// in is a matter of other tests.
func (p *product) session(name string) *http.Cookie {
	p.t.Helper()
	person := p.as(name).Person
	sessions := signin.NewSessions(signin.Options{Rows: app.SessionRows(p.store), Now: p.now,
		Fail: func(_ http.ResponseWriter, _ *http.Request, err error) { require.NoError(p.t, err) }})
	answer := httptest.NewRecorder()
	enter := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		require.NoError(p.t, sessions.SignIn(r.Context(), person.ID, person.Epoch))
	})
	sessions.Middleware(enter).ServeHTTP(answer, httptest.NewRequestWithContext(p.t.Context(), http.MethodGet, "/", nil))
	cookies := answer.Result().Cookies()
	require.Len(p.t, cookies, 1)
	return cookies[0]
}
