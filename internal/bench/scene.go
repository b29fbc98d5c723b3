package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"time"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/signin"
	"heed/internal/store"
)

// reportKey is the report whose pages are asked for.
const reportKey = "ctr"

// scene is a database full of history, seen from the side: who is in it, and
// which returns wait to be written.
type scene struct {
	store       *store.Store
	access      *access.Access
	bodies      map[domain.ID]domain.Body
	memberships []domain.Membership
}

func openScene(ctx context.Context, address string) (*scene, error) {
	rows, err := store.Open(ctx, store.Options{Address: address, Now: time.Now, IDs: newID})
	if err != nil {
		return nil, err
	}
	s := &scene{store: rows, bodies: map[domain.ID]domain.Body{}}
	if s.access, err = access.New(); err != nil {
		return nil, err
	}
	bodies, err := rows.Reader().Bodies(ctx)
	if err != nil {
		return nil, err
	}
	for _, b := range bodies {
		s.bodies[b.ID] = b
	}
	s.memberships, err = rows.Reader().Memberships(ctx, domain.Scope{All: true})
	return s, err
}

// holder is somebody with a role on a place: the path of an area, or of a body
// that passes.
func (s *scene) holder(ctx context.Context, role domain.Role, at func(domain.Membership) bool) (domain.Actor, error) {
	today := domain.DayOf(time.Now())
	for _, m := range s.memberships {
		if m.Role == role && m.Active(today) && len(m.Recs) == 0 && at(m) {
			return s.store.Reader().Actor(ctx, m.PersonID, today)
		}
	}
	return domain.Actor{}, fmt.Errorf("nobody in the database is a %s there", role)
}

func on(path string) func(domain.Membership) bool {
	return func(m domain.Membership) bool { return m.Path == path }
}

// mixed are people of every sort, as many as asked for: DHSC's see most and
// are most, then Scottish officials, a funder, and Trusts.
func (s *scene) mixed(ctx context.Context, p *process, n int) ([]*client, error) {
	trust := func(m domain.Membership) bool { return s.bodies[m.BodyID].Kind == domain.Trust }
	funder := func(m domain.Membership) bool { return s.bodies[m.BodyID].Code == "NIHR" }
	england, scotland := on(domain.England.Path()), on(domain.Scotland.Path())
	sorts := []struct {
		role domain.Role
		at   func(domain.Membership) bool
	}{
		{domain.OversightLead, england}, {domain.OversightLead, scotland}, {domain.Reporter, funder}, {domain.Reporter, trust},
		{domain.Reviewer, england}, {domain.Reviewer, scotland}, {domain.OversightLead, england}, {domain.Approver, trust},
	}
	var clients []*client
	for i := range n {
		sort := sorts[i%len(sorts)]
		actor, err := s.holder(ctx, sort.role, sort.at)
		if err != nil {
			return nil, err
		}
		c, err := s.client(ctx, p, actor)
		if err != nil {
			return nil, err
		}
		clients = append(clients, c)
	}
	return clients, nil
}

// client signs somebody in.
func (s *scene) client(ctx context.Context, p *process, actor domain.Actor) (*client, error) {
	cookie, err := s.signIn(ctx, actor.Person)
	if err != nil {
		return nil, err
	}
	c := newClient(p.url, actor, cookie)
	duties, err := s.store.Reader().Duties(ctx, s.access.ScopeOf(actor, access.View), reportKey)
	if err != nil {
		return nil, err
	}
	for _, d := range duties {
		if !d.State.Retired {
			c.duties = append(c.duties, domain.DutyKey{Body: s.bodies[d.BodyID].Code, Report: d.Report, Rec: d.Rec})
		}
	}
	if len(c.duties) == 0 {
		return nil, fmt.Errorf("%s sees no duty", actor.Person.Name)
	}
	return c, nil
}

// signIn begins a session by the product's own sign-in, past the question for
// a password: what that costs is meant to be much.
func (s *scene) signIn(ctx context.Context, person domain.Person) (cookie string, err error) {
	sessions := signin.NewSessions(signin.Options{
		Rows: sessionRows{s.store.Sessions()}, Now: time.Now, Fail: func(_ http.ResponseWriter, _ *http.Request, e error) { err = e },
	})
	begin := sessions.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		err = sessions.SignIn(r.Context(), person.ID, person.Epoch)
	}))
	answer := httptest.NewRecorder()
	begin.ServeHTTP(answer, httptest.NewRequestWithContext(ctx, http.MethodPost, "/", nil))
	if err != nil {
		return "", err
	}
	cookies := answer.Result().Cookies()
	if len(cookies) == 0 {
		return "", fmt.Errorf("%s could not be signed in", person.Name)
	}
	return cookies[0].Name + "=" + cookies[0].Value, nil
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

// drafts are the returns of open rounds that nobody has begun, each with
// somebody who may write it, in an order that spreads them over the bodies.
func (s *scene) drafts(ctx context.Context) ([]draft, error) {
	reader, all := s.store.Reader(), domain.Scope{All: true}
	duties, err := reader.Duties(ctx, all, reportKey)
	if err != nil {
		return nil, err
	}
	byID := map[domain.ID]domain.Duty{}
	for _, d := range duties {
		byID[d.ID] = d
	}
	rounds, err := reader.Rounds(ctx, reportKey)
	if err != nil {
		return nil, err
	}
	open := map[domain.ID]bool{}
	for _, r := range rounds {
		open[r.ID] = r.IsOpen()
	}
	heads, err := reader.ReturnHeads(ctx, all, domain.ReturnAwaited)
	if err != nil {
		return nil, err
	}
	writers := s.writers()
	var found []draft
	for _, h := range heads {
		d := byID[h.DutyID]
		if writer := writers[d.BodyID]; writer != "" && open[h.RoundID] && !d.State.Retired && d.State.Closure == domain.Open {
			key := domain.DutyKey{Body: s.bodies[d.BodyID].Code, Report: d.Report, Rec: d.Rec}
			found = append(found, draft{key: key, duty: d, id: h.ID, version: h.Version, writer: writer})
		}
	}
	slices.SortFunc(found, func(a, b draft) int { return a.key.Rec - b.key.Rec })
	return found, nil
}

// writers are who reports for each body.
func (s *scene) writers() map[domain.ID]domain.ID {
	today := domain.DayOf(time.Now())
	writers := map[domain.ID]domain.ID{}
	for _, m := range s.memberships {
		if m.Role == domain.Reporter && m.BodyID != "" && len(m.Recs) == 0 && m.Active(today) {
			writers[m.BodyID] = m.PersonID
		}
	}
	return writers
}
