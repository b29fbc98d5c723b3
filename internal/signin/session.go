package signin

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"heed/internal/domain"
)

// How long a session lasts.
const (
	IdleTimeout = 12 * time.Hour     // without a request
	Lifetime    = 7 * 24 * time.Hour // whatever happens
	seenEvery   = time.Minute        // how often "last seen" is written at most
)

// Session is one row: session(token_hash, data, person_id, expires_at,
// seen_at). The token itself is only in the visitor's cookie, so nobody who
// reads the rows can take a session over. Instants are UTC.
type Session struct {
	TokenHash string // unique, 43 characters
	Data      []byte // opaque
	PersonID  domain.ID
	ExpiresAt time.Time // rows past it can go
	SeenAt    time.Time // to within a minute
}

// SessionRows keeps sessions.
type SessionRows interface {
	// FindSession finds a row; it may return one that has expired.
	FindSession(ctx context.Context, tokenHash string) (row Session, found bool, err error)
	AddSession(ctx context.Context, row Session) error
	// TouchSession moves a row's two instants. It never adds a row: a session
	// that another request ended meanwhile stays ended.
	TouchSession(ctx context.Context, tokenHash string, seen, expires time.Time) error
	// DeleteSession takes a row away, if there is one.
	DeleteSession(ctx context.Context, tokenHash string) error
}

// Options are what Sessions needs. All are required, but Secure.
type Options struct {
	Rows SessionRows
	Now  func() time.Time
	// Secure marks the cookie for TLS alone. It is off only on plain loopback.
	Secure bool
	// Fail answers a request whose session could not be loaded or saved.
	Fail func(http.ResponseWriter, *http.Request, error)
}

// Sessions knows who is signed in. A session holds a person and the epoch they
// signed in at; raising the epoch in the person's row signs them out
// everywhere, because whoever loads that row asks EndUnless.
type Sessions struct {
	scs  *scs.SessionManager
	rows SessionRows
	now  func() time.Time
	fail func(http.ResponseWriter, *http.Request, error)
}

// NewSessions is ready for use.
func NewSessions(o Options) *Sessions {
	cookie := scs.SessionCookie{
		Name:     "heed_session",
		Path:     "/",
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
		Secure:   o.Secure,
		// The browser forgets the cookie when it closes: many wards share a
		// computer. The row decides how long it is worth anything.
		Persist: false,
	}
	if o.Secure {
		cookie.Name = "__Host-" + cookie.Name // no sibling host can set it
	}
	// Built by hand, for scs.New starts a memory store. Idleness is ours to
	// measure: scs would write the row at every request.
	manager := &scs.SessionManager{
		Lifetime:         Lifetime,
		Store:            shelf{rows: o.Rows, now: o.Now},
		Codec:            codec{},
		Cookie:           cookie,
		ErrorFunc:        o.Fail,
		HashTokenInStore: true,
	}
	return &Sessions{scs: manager, rows: o.Rows, now: o.Now, fail: o.Fail}
}

// CookieName is what the session's cookie is called, for the page that names it.
func (s *Sessions) CookieName() string { return s.scs.Cookie.Name }

// Middleware loads the session of each request that brings a cookie and saves
// it when it changed. The other methods need a context that went through it.
func (s *Sessions) Middleware(next http.Handler) http.Handler {
	loaded := s.scs.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.touch(r.Context()); err != nil {
			s.fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		loaded.ServeHTTP(w, r.WithContext(withVisit(r.Context())))
	})
}

// touch notes that the session is in use, once a minute at most.
func (s *Sessions) touch(ctx context.Context) error {
	row, now := &visitOf(ctx).row, s.now().UTC()
	if row.TokenHash == "" || now.Sub(row.SeenAt) < seenEvery {
		return nil
	}
	row.SeenAt, row.ExpiresAt = now, expiry(now, s.scs.Deadline(ctx))
	if err := s.rows.TouchSession(ctx, row.TokenHash, row.SeenAt, row.ExpiresAt); err != nil {
		return fmt.Errorf("signin: touch a session: %w", err)
	}
	return nil
}

func expiry(now, deadline time.Time) time.Time {
	if idle := now.Add(IdleTimeout); idle.Before(deadline) {
		return idle
	}
	return deadline
}

// SignIn begins a session of a person in their present epoch, under a new
// token: one that was known before signing in is worth nothing after it. The
// row is written when it returns.
func (s *Sessions) SignIn(ctx context.Context, person domain.ID, epoch int) error {
	if err := s.scs.RenewToken(ctx); err != nil {
		return fmt.Errorf("signin: renew a token: %w", err)
	}
	s.scs.SetDeadline(ctx, s.now().Add(Lifetime).UTC())
	s.scs.Put(ctx, "person", person)
	s.scs.Put(ctx, "epoch", epoch)
	// Saved here, where a failure can still be answered, and not after the
	// page has begun.
	if _, _, err := s.scs.Commit(ctx); err != nil {
		return fmt.Errorf("signin: save a session: %w", err)
	}
	return nil
}

// SignOut ends the present session; without one it does nothing.
func (s *Sessions) SignOut(ctx context.Context) error {
	if _, _, ok := s.Current(ctx); !ok {
		return nil
	}
	if err := s.scs.Destroy(ctx); err != nil {
		return fmt.Errorf("signin: end a session: %w", err)
	}
	return nil
}

// Current is the person signed in and the epoch they signed in at; ok is false
// for a stranger. Ask EndUnless once the person's row is at hand.
func (s *Sessions) Current(ctx context.Context) (person domain.ID, epoch int, ok bool) {
	if visitOf(ctx) == nil {
		return "", 0, false
	}
	person, ok = s.scs.Get(ctx, "person").(domain.ID)
	return person, s.scs.GetInt(ctx, "epoch"), ok
}

// EndUnless ends the session unless it began in the epoch that the person's
// row has now, and says whether it goes on. It is how signing out everywhere
// reaches the sessions of other browsers.
func (s *Sessions) EndUnless(ctx context.Context, epoch int) (goesOn bool, err error) {
	_, began, ok := s.Current(ctx)
	if ok && began == epoch {
		return true, nil
	}
	return false, s.SignOut(ctx)
}

// visit is what one request knows about its session's row.
type visit struct{ row Session }

type visitKey struct{}

func withVisit(ctx context.Context) context.Context {
	return context.WithValue(ctx, visitKey{}, &visit{})
}

func visitOf(ctx context.Context) *visit {
	v, _ := ctx.Value(visitKey{}).(*visit)
	return v
}

// content is what a row's data holds.
type content struct {
	Person   domain.ID `json:"person"`
	Epoch    int       `json:"epoch"`
	Deadline time.Time `json:"deadline"`
}

// codec writes content where scs would write gob.
type codec struct{}

func (codec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	person, _ := values["person"].(domain.ID)
	epoch, _ := values["epoch"].(int)
	return json.Marshal(content{Person: person, Epoch: epoch, Deadline: deadline})
}

func (codec) Decode(data []byte) (time.Time, map[string]any, error) {
	var c content
	if err := json.Unmarshal(data, &c); err != nil {
		return time.Time{}, nil, fmt.Errorf("signin: read a session: %w", err)
	}
	return c.Deadline, map[string]any{"person": c.Person, "epoch": c.Epoch}, nil
}
