package signin_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/signin"
)

// place is a tiny site over sessions: who am I, sign in, sign out.
type place struct {
	*signin.Sessions
	clock   *clock
	rows    *memory
	epoch   int // in the person's row
	handler http.Handler
}

func newPlace(t *testing.T, secure bool) *place {
	p := &place{clock: newClock(), rows: newMemory(), epoch: 1}
	p.Sessions = signin.NewSessions(signin.Options{
		Rows: p.rows, Now: p.clock.now, Secure: secure,
		Fail: func(w http.ResponseWriter, _ *http.Request, err error) {
			require.ErrorIs(t, err, errAway)
			http.Error(w, "try later", http.StatusServiceUnavailable)
		},
	})
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		goesOn, err := p.EndUnless(r.Context(), p.epoch)
		require.NoError(t, err)
		person, epoch, ok := p.Current(r.Context())
		require.Equal(t, goesOn, ok)
		fmt.Fprintf(w, "%s %d", person, epoch)
	})
	mux.HandleFunc("/in", func(w http.ResponseWriter, r *http.Request) {
		if err := p.SignIn(r.Context(), domain.ID(r.FormValue("who")), p.epoch); err != nil {
			http.Error(w, "try later", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprint(w, "welcome")
	})
	mux.HandleFunc("/out", func(w http.ResponseWriter, r *http.Request) {
		require.NoError(t, p.SignOut(r.Context()))
		fmt.Fprint(w, "goodbye")
	})
	p.handler = p.Middleware(mux)
	return p
}

// visit asks for a path as a browser that holds the cookie would, and returns
// the cookie it holds afterwards.
func (p *place) visit(path string, cookie *http.Cookie) (*httptest.ResponseRecorder, *http.Cookie) {
	request := httptest.NewRequest(http.MethodGet, path, nil)
	if cookie != nil {
		request.AddCookie(cookie)
	}
	answer := httptest.NewRecorder()
	p.handler.ServeHTTP(answer, request)
	set := answer.Result().Cookies()
	if len(set) == 0 {
		return answer, cookie
	}
	if set[0].MaxAge < 0 {
		return answer, nil
	}
	return answer, set[0]
}

func (p *place) who(cookie *http.Cookie) string {
	answer, _ := p.visit("/", cookie)
	return answer.Body.String()
}

const (
	nobody = " 0"
	alice  = "alice 1"
)

func TestASessionIsWhoSignedInUntilTheySignOut(t *testing.T) {
	p := newPlace(t, true)
	require.Equal(t, nobody, p.who(nil))
	require.Zero(t, p.rows.writes, "a stranger leaves no row")

	_, cookie := p.visit("/in?who=alice", nil)
	require.Equal(t, alice, p.who(cookie))
	_, bob := p.visit("/in?who=bob", nil)
	require.Equal(t, "bob 1", p.who(bob))

	_, gone := p.visit("/out", cookie)
	require.Nil(t, gone, "the browser is told to forget")
	require.Equal(t, nobody, p.who(cookie), "and the token is worth nothing")
	require.Equal(t, "bob 1", p.who(bob))
	require.Len(t, p.rows.sessions, 1)
}

func TestTheCookieIsForThisSiteAlone(t *testing.T) {
	answer, cookie := newPlace(t, true).visit("/in?who=alice", nil)
	require.Equal(t, "__Host-heed_session", cookie.Name)
	require.True(t, cookie.Secure)
	require.True(t, cookie.HttpOnly)
	require.Equal(t, http.SameSiteLaxMode, cookie.SameSite)
	require.Equal(t, "/", cookie.Path)
	require.Empty(t, cookie.Domain)
	require.Zero(t, cookie.MaxAge, "the browser forgets it when it closes")
	require.Contains(t, answer.Header().Values("Vary"), "Cookie")

	_, cookie = newPlace(t, false).visit("/in?who=alice", nil)
	require.Equal(t, "heed_session", cookie.Name)
	require.False(t, cookie.Secure)
}

func TestAReaderOfTheRowsCannotTakeASession(t *testing.T) {
	p := newPlace(t, true)
	_, cookie := p.visit("/in?who=alice", nil)
	for hash, row := range p.rows.sessions {
		require.NotEqual(t, cookie.Value, hash)
		require.False(t, strings.Contains(string(row.Data), cookie.Value))
		require.Equal(t, domain.ID("alice"), row.PersonID)
		require.Equal(t, nobody, p.who(&http.Cookie{Name: cookie.Name, Value: hash}))
	}
}

func TestATokenKnownBeforeSigningInIsWorthNothingAfter(t *testing.T) {
	p := newPlace(t, true)
	_, planted := p.visit("/in?who=mallory", nil)
	_, cookie := p.visit("/in?who=alice", planted)
	require.NotEqual(t, planted.Value, cookie.Value)
	require.Equal(t, nobody, p.who(planted))
	require.Equal(t, alice, p.who(cookie))

	_, chosen := p.visit("/in?who=alice", &http.Cookie{Name: cookie.Name, Value: "chosen-by-a-stranger"})
	require.NotEqual(t, "chosen-by-a-stranger", chosen.Value)
}

func TestAnIdleSessionEndsAfterTwelveHours(t *testing.T) {
	p := newPlace(t, true)
	_, cookie := p.visit("/in?who=alice", nil)
	for range 3 {
		p.clock.pass(12*time.Hour - time.Second)
		require.Equal(t, alice, p.who(cookie))
	}
	p.clock.pass(12 * time.Hour)
	require.Equal(t, nobody, p.who(cookie))
}

func TestNoSessionOutlivesSevenDays(t *testing.T) {
	p := newPlace(t, true)
	_, cookie := p.visit("/in?who=alice", nil)
	for range 7*24 - 1 {
		p.clock.pass(time.Hour)
		require.Equal(t, alice, p.who(cookie))
	}
	p.clock.pass(time.Hour)
	require.Equal(t, nobody, p.who(cookie))
}

func TestLastSeenIsWrittenOnceAMinuteAtMost(t *testing.T) {
	p := newPlace(t, true)
	_, cookie := p.visit("/in?who=alice", nil)
	require.Equal(t, 1, p.rows.writes, "one row for one sign-in")
	for range 59 {
		p.clock.pass(time.Second)
		require.Equal(t, alice, p.who(cookie))
	}
	require.Equal(t, 1, p.rows.writes)
	p.clock.pass(time.Second)
	p.who(cookie)
	p.who(cookie)
	require.Equal(t, 2, p.rows.writes)
	for _, row := range p.rows.sessions {
		require.Equal(t, p.clock.at, row.SeenAt)
	}
}

func TestSigningOutEverywhereReachesEveryBrowser(t *testing.T) {
	p := newPlace(t, true)
	_, desk := p.visit("/in?who=alice", nil)
	_, phone := p.visit("/in?who=alice", nil)
	p.epoch = 2
	_, here := p.visit("/in?who=alice", desk)

	require.Equal(t, "alice 2", p.who(here))
	require.Equal(t, nobody, p.who(phone))
	require.Len(t, p.rows.sessions, 1, "what has ended is gone from the rows")
}

func TestASessionEndedMeanwhileStaysEnded(t *testing.T) {
	p := newPlace(t, true)
	_, cookie := p.visit("/in?who=alice", nil)
	p.clock.pass(2 * time.Minute)
	slow := p.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.visit("/out", cookie) // another request of the same browser
		_, _, ok := p.Current(r.Context())
		require.True(t, ok)
		fmt.Fprint(w, "late")
	}))
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	request.AddCookie(cookie)
	slow.ServeHTTP(httptest.NewRecorder(), request)
	require.Equal(t, nobody, p.who(cookie))
}

func TestWithoutTheDatabaseTheAnswerIsOnePlainPage(t *testing.T) {
	p := newPlace(t, true)
	_, cookie := p.visit("/in?who=alice", nil)
	p.rows.away = true

	answer, _ := p.visit("/", cookie)
	require.Equal(t, http.StatusServiceUnavailable, answer.Code)
	answer, useless := p.visit("/in?who=bob", nil)
	require.Equal(t, http.StatusServiceUnavailable, answer.Code)
	require.Equal(t, "try later\n", answer.Body.String())
	require.Equal(t, nobody, p.who(nil), "a stranger needs no database")

	p.rows.away = false
	require.Equal(t, nobody, p.who(useless))
	require.Equal(t, alice, p.who(cookie))
}

func TestOutsideTheMiddlewareNobodyIsSignedIn(t *testing.T) {
	p := newPlace(t, true)
	_, _, ok := p.Current(t.Context())
	require.False(t, ok)
}
