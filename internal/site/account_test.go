package site_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const passphrase = "slow otters hum quietly"

// browser sends requests as one visitor who keeps their cookies.
type browser struct {
	*world
	jar map[string]*http.Cookie
}

func (w *world) browser() *browser { return &browser{world: w, jar: map[string]*http.Cookie{}} }

func (b *browser) send(method, path string, values url.Values) *page {
	b.t.Helper()
	r := httptest.NewRequestWithContext(b.t.Context(), method, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range b.jar {
		r.AddCookie(c)
	}
	answer := b.do("", r)
	for _, c := range answer.Result().Cookies() {
		if b.jar[c.Name] = c; c.MaxAge < 0 || c.Value == "" {
			delete(b.jar, c.Name)
		}
	}
	return b.read(method+" "+path, answer)
}

// invited is the address at which somebody chooses their first password, as
// whoever looks after accounts is shown it.
func (w *world) invited(as string) string {
	w.t.Helper()
	shown := w.post("lead", "/people/"+string(w.person(as).ID)+"/link", nil).ok().text("#link")
	address, err := url.Parse(shown)
	require.NoError(w.t, err)
	return address.Path
}

func TestAFirstPasswordIsChosenByAOneTimeLink(t *testing.T) {
	w := newWorld(t)
	link, b := w.invited("unconfirmed"), w.browser()
	b.send("GET", link, nil).ok()
	require.Equal(t, []string{"The two passwords are not the same. Type both again"},
		b.send("POST", link, url.Values{"password": {passphrase}, "again": {"slow otters hum loudly"}}).faults())
	short := b.send("POST", link, url.Values{"password": {"otters"}, "again": {"otters"}})
	require.Contains(t, short.faults()[0], "must be")
	require.NotContains(t, short.answer.Body.String(), "otters", "a password is never sent back")

	b.send("POST", link, url.Values{"password": {passphrase}, "again": {passphrase}}).went("/")
	require.Equal(t, "Your password is saved. You are signed in.", b.send("GET", "/", nil).ok().text(".nhsuk-notification-banner__heading"))
	require.Contains(t, b.send("GET", "/account", nil).ok().text("main"), "Uma Usman")

	again := w.browser().send("POST", link, url.Values{"password": {passphrase}, "again": {passphrase}})
	require.Equal(t, 404, again.status)
	require.Contains(t, again.text("main"), "This link has been used already")
}

// withPassword lets somebody choose the passphrase, and is signed out again.
func (w *world) withPassword(as string) {
	w.t.Helper()
	w.browser().send("POST", w.invited(as), url.Values{"password": {passphrase}, "again": {passphrase}}).went("/")
}

func typed(email, password string) url.Values {
	return url.Values{"email": {email}, "password": {password}}
}

func TestSigningIn(t *testing.T) {
	w := newWorld(t)
	w.withPassword("unconfirmed")
	b := w.browser()
	require.Equal(t, []string{"“Email address” needs an answer", "“Password” needs an answer"}, b.send("POST", "/sign-in", nil).faults())
	wrong := b.send("POST", "/sign-in", typed("unconfirmed@heed.example", "another passphrase"))
	require.Equal(t, []string{"The email address or the password is not right. Check both and try again"}, wrong.faults())
	require.Equal(t, "unconfirmed@heed.example", wrong.Find("#email").AttrOr("value", ""))
	require.Equal(t, wrong.faults(), b.send("POST", "/sign-in", typed("nobody@elsewhere.example", "another passphrase")).faults())

	b.send("GET", "/rounds", nil).went("/sign-in?next=%2Frounds")
	require.Equal(t, "/rounds", b.send("GET", "/sign-in?next=%2Frounds", nil).ok().Find("input[name=next]").AttrOr("value", ""))
	right := typed(" Unconfirmed@heed.example ", passphrase)
	right.Set("next", "/rounds")
	b.send("POST", "/sign-in", right).went("/rounds")
	b.send("GET", "/rounds", nil).ok()
	b.send("GET", "/sign-in", nil).went("/")

	b.send("POST", "/sign-out", nil).went("/")
	b.send("GET", "/rounds", nil).went("/sign-in?next=%2Frounds")
}

func TestSigningInLeadsNowhereElse(t *testing.T) {
	w := newWorld(t)
	w.withPassword("unconfirmed")
	for _, next := range []string{"https://elsewhere.example/", "//elsewhere.example/", `/\elsewhere.example`, "javascript:alert(1)", "/sign-out", "", "rounds"} {
		values := typed("unconfirmed@heed.example", passphrase)
		values.Set("next", next)
		w.browser().send("POST", "/sign-in", values).went("/")
	}
}

func TestTooManyTriesHaveAStatusOfTheirOwn(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	for range 5 {
		b.send("POST", "/sign-in", typed("reporter@heed.example", "a wrong passphrase")).faults()
	}
	p := b.send("POST", "/sign-in", typed("reporter@heed.example", passphrase))
	require.Equal(t, http.StatusTooManyRequests, p.status)
	require.Contains(t, p.text(".nhsuk-error-summary"), "There have been too many tries to sign in. Wait 2 minutes")
}

func TestOnlyATrustedProxySaysWhereAVisitorIs(t *testing.T) {
	w := newWorld(t)
	try := func(peer, forwarded string) int {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/sign-in", strings.NewReader(typed("reporter@heed.example", "wrong").Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", forwarded)
		r.Header.Set("X-Real-IP", forwarded)
		w.peer = peer
		return w.do("", r).Code
	}
	const direct, proxy = "203.0.113.9", "198.51.100.7"
	for i := range 5 {
		require.Equal(t, http.StatusUnprocessableEntity, try(direct, fmt.Sprintf("192.0.2.%d", i)))
		require.Equal(t, http.StatusUnprocessableEntity, try(proxy, fmt.Sprintf("192.0.2.%d, 203.0.113.50", i)))
	}
	require.Equal(t, http.StatusTooManyRequests, try(direct, "192.0.2.77"), "who is not a proxy can't choose an address")
	require.Equal(t, http.StatusTooManyRequests, try(proxy, "192.0.2.77, 203.0.113.50"), "nor can anybody by what they send the proxy")
	require.Equal(t, http.StatusUnprocessableEntity, try(proxy, "203.0.113.51"), "somebody else behind the same proxy has tries of their own")
	require.Equal(t, http.StatusTooManyRequests, try("203.0.113.50", ""), "the address that the proxy told is the one that counts")
}

func TestChangingThePasswordEndsOtherSessions(t *testing.T) {
	w := newWorld(t)
	w.withPassword("unconfirmed")
	here, there := w.browser(), w.browser()
	for _, b := range []*browser{here, there} {
		b.send("POST", "/sign-in", typed("unconfirmed@heed.example", passphrase)).went("/")
	}
	const fresh = "calm herons wade slowly"
	change := func(old, password, again string) *page {
		return here.send("POST", "/account/password", url.Values{"old": {old}, "password": {password}, "again": {again}})
	}
	require.Equal(t, []string{"This is not your present password"}, change("wrong", fresh, fresh).faults())
	require.Equal(t, []string{"The two passwords are not the same. Type both again"}, change(passphrase, fresh, "other").faults())
	change(passphrase, fresh, fresh).went("/account")
	here.send("GET", "/account", nil).ok()
	there.send("GET", "/account", nil).went("/sign-in?next=%2Faccount")
	there.send("POST", "/sign-in", typed("unconfirmed@heed.example", fresh)).went("/")

	there.send("POST", "/account/sign-out-everywhere", nil).went("/")
	for _, b := range []*browser{here, there} {
		b.send("GET", "/account", nil).went("/sign-in?next=%2Faccount")
	}
}

func TestTheAccountPageSaysWhoOneIs(t *testing.T) {
	w := newWorld(t)
	p := w.get("hr", "/account").ok()
	require.Contains(t, p.text("main"), "Harper Hughes")
	require.Equal(t, []string{"Reporter", "Kent Community Health NHS Foundation Trust. Recommendations 6 and 11 only", "No end"}, p.row("roles", "Reporter"))
	require.Contains(t, w.get("nobody", "/account").ok().text("main"), "You have no role")
	require.Equal(t, "All of Scotland", w.get("scotland", "/account").ok().row("roles", "Oversight lead")[1])
}

func TestAnEndedAccountIsSignedOutAtOnce(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	w.withPassword("unconfirmed")
	b.send("POST", "/sign-in", typed("unconfirmed@heed.example", passphrase)).went("/")
	person := w.person("unconfirmed")
	w.get("lead", "/people/"+string(person.ID)+"/end").ok()
	w.post("lead", "/people/"+string(person.ID)+"/end", nil).went("/people/" + string(person.ID))
	b.send("GET", "/account", nil).went("/sign-in?next=%2Faccount")
	require.Equal(t, 422, b.send("POST", "/sign-in", typed("unconfirmed@heed.example", passphrase)).status)
	require.True(t, w.person("unconfirmed").Ended)
}
