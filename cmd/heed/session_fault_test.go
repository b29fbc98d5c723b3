package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const password = "harbour lantern quilt" // of whoever sets one in these tests

// settles has somebody new follow their invitation and set a password.
func (v *visitor) settles(name string) *reply {
	v.t.Helper()
	invited, err := v.p.app.InvitePerson(v.t.Context(), v.p.as("lea"), v.p.as(name).Person.ID)
	require.NoError(v.t, err)
	path := "/set-password/" + invited.Token
	return v.sent(v.open(path).form(path).set("password", password).set("again", password))
}

// signsIn sends the form of the sign-in page.
func (v *visitor) signsIn(name, secret string) *reply {
	v.t.Helper()
	return v.send(v.open("/sign-in").form("/sign-in").set("email", name+"@heed.example").set("password", secret))
}

func TestSigningOutEverywhereEndsEverySession(t *testing.T) {
	p := newProduct(t, onSQLite)
	ward, office, other := p.visit(""), p.visit(""), p.visit("ravi")
	require.Contains(t, ward.settles("rita").text("header"), "Rita Quillfeather")
	require.Equal(t, http.StatusSeeOther, office.signsIn("rita", password).status)
	require.Equal(t, http.StatusOK, office.get(mentorsPath).status)

	taken := *ward.jar["heed_session"] // what a thief would have copied
	ward.sent(ward.open("/account").form("/sign-out-everywhere"))
	thief := p.visit("")
	thief.keep(&taken)
	for _, v := range []*visitor{ward, office, thief} {
		a := v.get(mentorsPath)
		require.Equal(t, http.StatusSeeOther, a.status)
		require.Equal(t, "/sign-in?next=%2Fbodies%2FRYY%2Fctr%2F9", a.location)
	}
	require.Equal(t, http.StatusOK, other.get(mentorsPath).status, "nobody else is signed out")
	require.Equal(t, http.StatusSeeOther, office.signsIn("rita", password).status)
	require.Equal(t, http.StatusOK, office.get(mentorsPath).status)
}

func TestASessionEndsByItself(t *testing.T) {
	p := newProduct(t, onSQLite)
	rita := p.visit("rita")
	for range 13 { // in use, it goes on for a week
		p.clock.Pass(11 * time.Hour)
		require.Equal(t, http.StatusOK, rita.get(mentorsPath).status)
	}
	p.clock.Pass(13 * time.Hour)
	require.Equal(t, http.StatusSeeOther, rita.get(mentorsPath).status, "unused for twelve hours")
}

func TestGuessingIsSlowedDown(t *testing.T) {
	p := newProduct(t, onSQLite)
	p.visit("").settles("rita")
	thief, rita := p.visit(""), p.visit("")
	var a *reply
	for range 5 {
		a = thief.signsIn("rita", "wrong guess here")
		require.Equal(t, http.StatusUnprocessableEntity, a.status)
		require.Contains(t, a.faults(), "The email address or the password is not right. Check both and try again")
	}
	a = thief.signsIn("rita", password)
	require.Equal(t, http.StatusTooManyRequests, a.status, "the right one too, or the answer would tell")
	require.Contains(t, strings.Join(a.faults(), " "), "Wait 2 minutes")
	require.Equal(t, "rita@heed.example", a.form("/sign-in").values.Get("email"), "what was typed comes back")
	require.Empty(t, a.form("/sign-in").values.Get("password"), "but never a password")

	for range 5 {
		require.Equal(t, http.StatusUnprocessableEntity, thief.signsIn("nobody", "wrong guess here").status)
	}
	require.Equal(t, http.StatusTooManyRequests, thief.signsIn("nobody", "x").status, "an account that isn't there answers alike")

	p.clock.Pass(2 * time.Minute)
	require.Equal(t, http.StatusSeeOther, rita.signsIn("rita", password).status)
}
