package site_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// partnership is the one that the Trust proposed to the university.
func (w *world) partnership() domain.Partnership {
	w.t.Helper()
	known, err := w.store.Reader().PartnershipsOf(w.t.Context(), domain.Scope{All: true}, w.body("RYY").ID)
	require.NoError(w.t, err)
	return known[0]
}

// atUniversity lets somebody report for the university.
func (w *world) atUniversity(as string) {
	w.t.Helper()
	_, err := w.app.GrantMembership(w.t.Context(), w.actor("lead"), app.GrantMembership{
		Person: w.person(as).ID, Grant: app.Grant{Role: domain.Reporter, Body: "10003645"},
	})
	require.NoError(w.t, err)
}

func TestR17_APartnershipIsProposedByOneAndConfirmedByTheOther(t *testing.T) {
	w := newWorld(t)
	w.atUniversity("elsewhere")
	ours := "/bodies/RYY/partnerships/" + string(w.partnership().ID)
	theirs := "/bodies/10003645/partnerships/" + string(w.partnership().ID)
	require.Equal(t, 0, w.get("reporter", ours).ok().Find("form[action$='/answer']").Length(), "who proposes does not answer")
	p := w.post("reporter", ours+"/answer", url.Values{"do": {"confirm"}})
	require.Equal(t, 403, p.status)
	require.Contains(t, p.text("main"), "Your organisation proposed this partnership")
	require.Equal(t, 422, w.post("elsewhere", theirs+"/answer", url.Values{}).status)
	require.Equal(t, 404, w.post("hr", "/bodies/10003645/partnerships/"+string(w.partnership().ID)+"/answer", url.Values{"do": {"confirm"}}).status)

	require.Contains(t, w.get("elsewhere", "/bodies/10003645/partnerships").ok().text("#partnerships"), "Answer it")
	w.post("elsewhere", theirs+"/answer", url.Values{"do": {"confirm"}}).went("/bodies/10003645/partnerships")
	require.Equal(t, domain.PartnershipConfirmed, w.partnership().State)
	require.Contains(t, w.get("reviewer", "/bodies/RYY/partnerships").ok().text("#partnerships"), "Confirmed")
	require.Equal(t, 403, w.post("reviewer", ours+"/end", url.Values{}).status)

	require.Equal(t, []string{"Give the last day of the partnership"}, w.post("reporter", ours+"/end", url.Values{}).faults())
	w.post("reporter", ours+"/end", url.Values{"last-day": {"31"}, "last-month": {"12"}, "last-year": {"2026"}}).went("/bodies/RYY/partnerships")
	require.Equal(t, domain.Day("2026-12-31"), w.partnership().To)
	require.Contains(t, w.get("reporter", "/bodies/RYY/partnerships").ok().text("#partnerships"), "Ended", "ended ones stay in view")
}

func TestR17_AProposalIsDeclinedOrTakenBack(t *testing.T) {
	w := newWorld(t)
	w.post("reporter", "/bodies/RYY/partnerships/"+string(w.partnership().ID)+"/end", url.Values{}).went("/bodies/RYY/partnerships")
	require.Equal(t, domain.PartnershipWithdrawn, w.partnership().State)

	w = newWorld(t)
	w.atUniversity("elsewhere")
	w.post("elsewhere", "/bodies/10003645/partnerships/"+string(w.partnership().ID)+"/answer", url.Values{"do": {"decline"}}).went("/bodies/10003645/partnerships")
	require.Equal(t, domain.PartnershipDeclined, w.partnership().State)
	require.Equal(t, 404, w.get("reporter", "/bodies/RJ1/partnerships/"+string(w.partnership().ID)).status, "it is not that body's")
}

func TestProposingAPartnershipKeepsWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	propose := "/bodies/RYY/partnerships/new"
	options := w.get("reporter", propose).ok().lines("select[name=partner] option")
	require.Len(t, options, 2, "universities, and nothing else: %v", options)
	p := w.post("reporter", propose, url.Values{"what": {"Joint posts"}, "partner": {"RJ1"}})
	require.Equal(t, 422, p.status)
	p = w.post("reporter", propose, url.Values{"what": {"Joint posts"}, "partner": {"10003645"}})
	require.Equal(t, []string{"Give the first day of the partnership"}, p.faults())
	require.Equal(t, "Joint posts", p.Find("textarea[name=what]").Text())
	full := url.Values{"what": {"Joint posts"}, "partner": {"10003645"}, "from-day": {"1"}, "from-month": {"9"}, "from-year": {"2026"}}
	w.post("reporter", propose, full).went("/bodies/RYY/partnerships")
	require.Equal(t, []string{"There is a partnership like this with the same organisation already"}, w.post("reporter", propose, full).faults())
	require.Equal(t, 404, w.get("hr", propose).status, "a partnership is of the body as a whole")
}
