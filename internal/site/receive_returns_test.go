package site_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func (w *world) state(key domain.DutyKey) domain.ReturnState {
	w.t.Helper()
	returns, err := w.store.Reader().ReturnsOf(w.t.Context(), domain.Scope{All: true}, w.duty(key).ID)
	require.NoError(w.t, err)
	return returns[len(returns)-1].State
}

func TestR3_WhatClaimsNothingNewIsReceivedTogether(t *testing.T) {
	w := newWorld(t)
	w.sign(1, func(*domain.Content) {})
	w.sign(17, w.everythingMet)
	p := w.get("reviewer", "/desk/receive").ok()
	require.Len(t, p.lines("input[name=returns]"), 2, "a new claim is looked at, one by one")
	require.Equal(t, []string{"Choose the returns that you receive"}, w.post("reviewer", "/desk/receive", url.Values{}).faults())

	all := url.Values{"all": {"yes"}}
	for _, field := range p.fields("main form") {
		if field[0] == "shown" {
			all.Add("shown", field[1])
		}
	}
	w.post("reviewer", "/desk/receive?nation=england", all).went("/desk?nation=england")
	require.Equal(t, domain.ReturnReceived, w.state(key(1)))
	require.Equal(t, domain.ReturnReceived, w.state(key(10)))
	require.Equal(t, domain.ReturnSigned, w.state(key(17)))
	require.Equal(t, domain.NotAssessed, w.duty(key(1)).State.Grade)
	require.Contains(t, w.get("reviewer", "/desk/receive").ok().text("main"), "No return waits that claims nothing new.")
}

func TestReceivingRefusesWhatIsNotToBeReceived(t *testing.T) {
	w := newWorld(t)
	w.sign(1, func(*domain.Content) {})
	w.sign(17, w.everythingMet)
	p := w.post("reviewer", "/desk/receive", url.Values{"returns": {"RYY:10:1", "RYY:17:1"}})
	require.Equal(t, []string{"This return claims something new, so it has to be reviewed"}, p.faults())
	require.Equal(t, domain.ReturnSigned, w.state(key(10)), "all of them or none")

	require.NoError(t, w.app.ReviewReturn(t.Context(), w.actor("lead"), app.ReviewReturn{
		Key: key(10), No: 1, Review: domain.Review{Outcome: domain.SentBack, Reasons: "Please say more."},
	}))
	p = w.post("reviewer", "/desk/receive", url.Values{"returns": {"RYY:1:1", "RYY:10:1"}})
	require.Equal(t, 409, p.status, "somebody dealt with one of them meanwhile")
	require.Equal(t, 1, p.Find("input[name=returns][checked]").Length(), "what was ticked and still waits stays ticked")
	require.Equal(t, domain.ReturnSigned, w.state(key(1)))

	require.Equal(t, 422, w.post("reviewer", "/desk/receive", url.Values{"returns": {"nonsense"}}).status)
	require.Equal(t, 404, w.post("reporter", "/desk/receive", url.Values{"returns": {"RYY:10:1"}}).status)
}
