package site_test

import (
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// waiting is the return of the Trust that waits for oversight.
func (w *world) waiting() domain.Return {
	w.t.Helper()
	returns, err := w.store.Reader().ReturnsOf(w.t.Context(), domain.Scope{All: true}, w.duty(key(10)).ID)
	require.NoError(w.t, err)
	return returns[len(returns)-1]
}

func TestR3_WorkIsTakenFromTheDeskAndHandedOn(t *testing.T) {
	w := newWorld(t)
	take := "/bodies/RYY/ctr/10/take/" + string(w.waiting().ID)
	w.post("reviewer", take, url.Values{"back": {"rec=10"}}).went("/desk?rec=10")
	require.Contains(t, w.get("reviewer", "/desk").text("#queue"), "You")
	require.Contains(t, w.get("lead", "/desk").text("#queue"), "Robin Rao")
	require.Contains(t, w.get("lead", review10).text("main"), "Robin Rao has taken this return.")
	require.Contains(t, w.get("lead", "/desk?holder=mine").text("main"), "Nothing waits for you here.")
	require.Equal(t, 409, w.post("lead", take, url.Values{}).status, "nobody takes it from under them")

	hand := "/bodies/RYY/ctr/10/hand-on/" + string(w.waiting().ID)
	p := w.get("reviewer", hand).ok()
	require.Equal(t, []string{"Leslie Lane", "Nobody"}, p.lines(".nhsuk-radios__label"), "nobody hands it to who has it, or may not review it")
	version := strconv.Itoa(w.waiting().Version)
	require.Equal(t, []string{"Choose somebody who may review this return"}, w.post("reviewer", hand, url.Values{"version": {version}}).faults())
	require.Equal(t, 422, w.post("reviewer", hand, url.Values{"version": {version}, "to": {string(w.person("reporter").ID)}}).status)
	require.Equal(t, 409, w.post("reviewer", hand, url.Values{"version": {"1"}, "to": {string(w.person("lead").ID)}}).status)
	w.post("reviewer", hand, url.Values{"version": {version}, "to": {string(w.person("lead").ID)}}).went("/desk")
	require.Equal(t, w.person("lead").ID, w.waiting().Holder)
	w.post("lead", hand, url.Values{"version": {strconv.Itoa(w.waiting().Version)}, "to": {"nobody"}}).went("/desk")
	require.Empty(t, w.waiting().Holder)
	w.post("reviewer", take, url.Values{"no": {"1"}}).went(review10)
}

func TestHandingOnWhatIsNotOnTheDesk(t *testing.T) {
	w := newWorld(t)
	hand := "/bodies/RYY/ctr/10/hand-on/" + string(w.waiting().ID)
	require.Equal(t, 404, w.get("reviewer", "/bodies/RYY/ctr/1/hand-on/"+string(w.waiting().ID)).status, "a return of another duty")
	require.NoError(t, w.app.ReviewReturn(t.Context(), w.actor("lead"), app.ReviewReturn{
		Key: key(10), No: 1, Review: domain.Review{Outcome: domain.SentBack, Reasons: "Please say more."},
	}))
	require.Equal(t, 404, w.get("reviewer", hand).status)
}

// funded brings a return of a funder that DHSC sponsors onto the desk.
func (w *world) funded() domain.DutyKey {
	w.t.Helper()
	ctx, key := w.t.Context(), domain.DutyKey{Body: "NIHR", Report: report, Rec: 5}
	for as, role := range map[string]domain.Role{"elsewhere": domain.Reporter, "scot-reviewer": domain.Approver} {
		_, err := w.app.GrantMembership(ctx, w.actor("lead"), app.GrantMembership{Person: w.person(as).ID, Grant: app.Grant{Role: role, Body: "NIHR"}})
		require.NoError(w.t, err)
	}
	ret, content, err := w.blank(ctx, key)
	require.NoError(w.t, err)
	saved, err := w.app.SaveDraft(ctx, w.actor("elsewhere"), app.SaveDraft{Key: key, Return: ret.ID, Guard: ret.Version, Content: content})
	require.NoError(w.t, err)
	no, err := w.app.SubmitReturn(ctx, w.actor("elsewhere"), app.SubmitReturn{Key: key, Return: saved.ID, Guard: saved.Version})
	require.NoError(w.t, err)
	require.NoError(w.t, w.app.SignReturn(ctx, w.actor("scot-reviewer"), app.SignReturn{Key: key, No: no, Signature: domain.Signature{Words: "I attest to it."}}))
	return key
}

func TestR5_OnesOwnIsShownAndNeverOffered(t *testing.T) {
	w := newWorld(t)
	own := w.funded()
	desk := w.get("reviewer", "/desk").ok()
	require.NotContains(t, desk.text("#queue"), "National Institute")
	require.Contains(t, desk.text("#own"), "Self-reported: no independent reviewer")
	review := "/bodies/NIHR/ctr/5/review/1"
	p := w.get("reviewer", review)
	require.Equal(t, 403, p.status)
	require.Contains(t, p.text("main"), "You cannot review a return of your own organisation or government")
	for _, below := range []string{"/close", "/question/1"} {
		require.Equal(t, 403, w.get("reviewer", "/bodies/NIHR/ctr/5"+below).status, below)
	}
	require.NotContains(t, w.get("reviewer", "/desk/receive").ok().text("main"), "National Institute")

	require.Contains(t, w.get("assurer", "/desk").ok().text("main"), "No duty has been given to you to review.")
	require.Equal(t, 404, w.get("assurer", review).status)
	require.NoError(t, w.app.AssignReview(t.Context(), w.actor("lead"), app.AssignReview{Key: own, Person: w.person("assurer").ID}))
	require.Contains(t, w.get("assurer", "/desk").ok().text("#queue"), "National Institute")
	w.get("assurer", review).ok()
	require.Contains(t, w.get("reviewer", "/desk").text("#own"), "Given to an independent reviewer")
}
