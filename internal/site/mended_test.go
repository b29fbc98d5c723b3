package site_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/door"
)

func TestR15_TheLibrarySaysNothingOfWhatALimitedReporterDoesNotSee(t *testing.T) {
	w := newWorld(t)
	w.sign(17, w.everythingMet)
	whole := w.get("reporter", "/bodies/RYY/evidence").ok().text("#library")
	require.Contains(t, whole, "17. ")
	require.NotContains(t, whole, "that you report on")
	limited := w.get("hr", "/bodies/RYY/evidence").ok().text("#library")
	require.Contains(t, limited, "Our policy", "the library is the body’s")
	require.Contains(t, limited, "Nothing that you report on. Other work of your organisation may rest on it")
	require.NotContains(t, limited, "17. ")
	require.NotContains(t, limited, "Nothing yet")
}

func TestAClosedDutySaysHowItWasClosed(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.app.CloseDuty(t.Context(), w.actor("lead"), app.CloseDuty{
		Key: key(10), Guard: w.duty(key(10)).Version, Closure: domain.ClosedNotApplicable, Reason: "It was merged.",
	}))
	p := w.get("reviewer", duty10).ok()
	require.Contains(t, p.text("main"), "Closed: no longer applicable")
	require.NotContains(t, p.text("main"), "as asked")
	require.NotContains(t, p.text("main"), "May be claimed")
}

func TestWhatOversightFoundNamesItsVersion(t *testing.T) {
	w := newWorld(t)
	heads := func() []string { return w.get("reporter", duty10).ok().lines("#requirements thead th")[1:] }
	require.Equal(t, []string{"The organisation says (version 1)", "Oversight found"}, heads())
	w.reviewed()
	require.Equal(t, []string{"The organisation says (version 1)", "Oversight found (version 1)"}, heads())
}

func TestAnActionFormSaysWhereEvidenceIsAdded(t *testing.T) {
	w := newWorld(t)
	require.Equal(t, 1, w.get("elsewhere", "/bodies/RJ1/actions/new").ok().Find("main form a[href='/bodies/RJ1/evidence/new']").Length())
	require.Zero(t, w.get("reporter", "/bodies/RYY/actions/new").ok().Find("main form a[href='/bodies/RYY/evidence/new']").Length())
}

func TestNobodyAsksWhenWhatIsDoneWillBeDone(t *testing.T) {
	w := newWorld(t)
	w.sign(17, func(c *domain.Content) { w.everythingMet(c); c.Target = "" })
	require.NotContains(t, w.get("reporter", "/bodies/RYY/ctr/17/versions/1").ok().text("main"), "When will it be done?")
	require.Contains(t, w.get("reporter", duty10+"/versions/1").ok().text("main"), "When will it be done?")
}

func TestAVersionThatIsNotThereKeepsNobodyFromSigning(t *testing.T) {
	w := newWorld(t)
	for _, p := range []*page{
		w.post("approver", "/bodies/RYY/sign", url.Values{"returns": {"9:7"}, "attest": {"yes"}, "meeting": {"Board, May"}}),
		w.post("approver", "/bodies/RYY/give-back", url.Values{"return": {"9:7"}, "reason-9:7": {"Name the mentors."}}),
	} {
		require.Equal(t, []string{"What you chose is not here to be signed or given back. This is what waits now"}, p.faults())
		require.Equal(t, 1, p.Find("input[name=returns][value='9:1']").Length())
	}
	require.Equal(t, 404, w.post("elsewhere", "/bodies/RYY/sign", url.Values{"returns": {"9:7"}, "attest": {"yes"}}).status)
}

func TestAVisitorWhoLeavesIsNoFault(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/", duty10, "/integrated", "/bodies/RYY/evidence"} {
		gone, leave := context.WithCancel(t.Context())
		leave()
		answer := w.do("reporter", httptest.NewRequestWithContext(gone, http.MethodGet, path, nil))
		require.Equal(t, door.StatusLeft, answer.Code, path)
		require.Empty(t, answer.Body.String())
	}
	require.NotContains(t, w.log.String(), "level=ERROR")
	w.get("reporter", "/").ok()
}
