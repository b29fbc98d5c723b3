package site_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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
	"heed/web/words"
)

const (
	report = "ctr"
	today  = domain.Day("2026-11-23")
)

// world is the whole HTML door on a real database, with a part of the real
// register and people in every role. Every test has its own copy.
type world struct {
	t        *testing.T
	store    *store.Store
	app      *app.App
	views    *view.Views
	sessions *signin.Sessions
	words    *words.Catalogue
	handler  http.Handler
	log      *bytes.Buffer
	queries  int64  // of the last request
	peer     string // the other end of the connection; "" is a visitor's own address
	missing  int    // keys known to be missing, so that each is named once

	mu   sync.Mutex
	now  time.Time
	next int
}

// newWorld opens a copy of what TestMain built.
func newWorld(t *testing.T) *world {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(built)))
	w, err := open(t.Context(), dir)
	require.NoError(t, err)
	w.t, w.next = t, 1_000_000
	t.Cleanup(func() { require.NoError(t, w.close()) })
	return w
}

// close ends what is worked out off the request, then the database.
func (w *world) close() error {
	w.views.Close()
	return w.store.Close()
}

// built is the folder of a world with everything in it, made once.
var built string

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "heed-site")
	if err == nil {
		built, err = dir, build(context.Background(), dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the world of these tests:", err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func build(ctx context.Context, dir string) error {
	w, err := open(ctx, dir)
	if err != nil {
		return err
	}
	return errors.Join(w.populate(ctx), w.store.Close())
}

func open(ctx context.Context, dir string) (*world, error) {
	w := &world{now: today.Start().Add(9 * time.Hour), log: &bytes.Buffer{}}
	var err error
	if w.store, err = store.Open(ctx, store.Options{Address: "sqlite:" + filepath.Join(dir, "heed.db"), Now: w.clock, IDs: w.id}); err != nil {
		return nil, err
	}
	allowed, err := access.New()
	if err != nil {
		return nil, err
	}
	folder, err := files.NewFolder(filepath.Join(dir, "files"), 1<<20)
	if err != nil {
		return nil, err
	}
	if w.words, err = words.Load(); err != nil {
		return nil, err
	}
	w.app = app.New(app.Options{Store: w.store, Access: allowed, Files: folder, Now: w.clock, IDs: w.id})
	w.sessions = signin.NewSessions(signin.Options{Rows: app.SessionRows(w.store), Now: w.clock, Fail: failed})
	w.views = view.New(w.store.Reader(), w.clock)
	w.handler = site.New(site.Options{
		App: w.app, Views: w.views, Reader: w.store.Reader(), SessionRows: app.SessionRows(w.store), Words: w.words,
		Now: w.clock, Log: slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Contact: "help@heed.example", BaseURL: "http://example.com", Report: report, MaxFile: 1 << 20,
		Proxies: []netip.Prefix{netip.MustParsePrefix("198.51.100.0/24")},
		Ready:   func(r *http.Request) error { return w.store.Ping(r.Context()) },
	})
	return w, nil
}

func failed(w http.ResponseWriter, _ *http.Request, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// setDay moves the clock to nine in the morning of a day.
func (w *world) setDay(day domain.Day) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = day.Start().Add(9 * time.Hour)
}

func (w *world) id() domain.ID {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next++
	return domain.ID(fmt.Sprintf("id-%07d", w.next))
}

// session is the cookie of somebody who has signed in; nil for a stranger.
func (w *world) session(as string) *http.Cookie {
	w.t.Helper()
	if as == "" {
		return nil
	}
	person := w.person(as)
	answer := httptest.NewRecorder()
	enter := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		require.NoError(w.t, w.sessions.SignIn(r.Context(), person.ID, person.Epoch))
	})
	w.sessions.Middleware(enter).ServeHTTP(answer, httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, "/", nil))
	cookies := answer.Result().Cookies()
	require.Len(w.t, cookies, 1)
	return cookies[0]
}

// person is somebody of the world, by the part of their address before the @.
func (w *world) person(as string) domain.Person {
	w.t.Helper()
	people, err := w.store.Reader().People(w.t.Context(), domain.Scope{All: true})
	require.NoError(w.t, err)
	i := slices.IndexFunc(people, func(p domain.Person) bool { return strings.HasPrefix(p.Email, as+"@") })
	require.GreaterOrEqual(w.t, i, 0, "nobody is called %s", as)
	return people[i]
}

// actor is somebody as the verbs know them.
func (w *world) actor(as string) domain.Actor {
	w.t.Helper()
	actor, err := w.store.Reader().Actor(w.t.Context(), w.person(as).ID, domain.DayOf(w.clock()))
	require.NoError(w.t, err)
	return actor
}

// do sends one request as somebody, with the cookies given besides.
func (w *world) do(as string, r *http.Request, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	w.t.Helper()
	if session := w.session(as); session != nil {
		r.AddCookie(session)
	}
	for _, c := range cookies {
		r.AddCookie(c)
	}
	r.RemoteAddr = cmp.Or(w.peer, "192.0.2.1") + ":4321"
	answer := httptest.NewRecorder()
	ctx, queries := store.CountQueries(r.Context())
	w.handler.ServeHTTP(answer, r.WithContext(ctx))
	w.queries = queries.Load()
	return answer
}

// get opens a page as somebody; "" is a stranger.
func (w *world) get(as, path string) *page {
	w.t.Helper()
	path, _, _ = strings.Cut(path, "#") // browsers keep it to themselves
	return w.read(as+" GET "+path, w.do(as, httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, path, nil)))
}

// post sends a form as somebody.
func (w *world) post(as, path string, values url.Values) *page {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodPost, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.read(as+" POST "+path, w.do(as, r))
}

// populate is the world with a history.
func (w *world) populate(ctx context.Context) error {
	w.setDay("2026-10-05") // the record never runs backwards, and a round is due after it opens
	if err := w.settle(ctx); err != nil {
		return err
	}
	return w.play(ctx)
}

// settle brings in the report, some bodies, and people in every role: an
// installation on its first day.
func (w *world) settle(ctx context.Context) error {
	pack, err := exchange.ReadPack(bytes.NewReader(seed.Pack()))
	if err != nil {
		return err
	}
	register, err := exchange.ReadRegister(bytes.NewReader(seed.Register()))
	if err != nil {
		return err
	}
	kept := map[string]bool{}
	for _, code := range strings.Fields(someBodies) {
		kept[code] = true
	}
	register = slices.DeleteFunc(register, func(b domain.Body) bool { return !kept[b.Code] })
	operator := domain.Actor{Role: domain.Operator}
	if _, err := w.app.ApplyPack(ctx, operator, app.ApplyPack{Pack: pack, Register: register}); err != nil {
		return err
	}
	return w.store.Write(ctx, func(tx *store.Tx) error { return addCast(tx) })
}
