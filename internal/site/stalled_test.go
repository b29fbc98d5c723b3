package site_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// anotherRound closes the open round and opens the next; the Trust reports on
// 10 in it as it did before, and declares that nothing changed if it says so.
func (w *world) anotherRound(name string, opens domain.Day, declares bool) {
	w.t.Helper()
	ctx, lead := w.t.Context(), w.actor("lead")
	rounds, err := w.store.Reader().Rounds(ctx, report)
	require.NoError(w.t, err)
	for _, round := range rounds {
		if round.IsOpen() && round.Nations[0] == domain.England {
			require.NoError(w.t, w.app.CloseRound(ctx, lead, round.ID))
		}
	}
	w.setDay(opens)
	_, err = w.app.OpenRound(ctx, lead, app.OpenRound{Round: domain.Round{
		Report: report, Name: name, Nations: []domain.Nation{domain.England, domain.UK}, Opens: opens, AsAt: opens.Add(-1), Due: opens.Add(42),
		Closes: opens.Add(56), ReviewBy: opens.Add(84), Publishes: opens.Add(98),
	}})
	require.NoError(w.t, err)
	reporter, ret := w.actor("reporter"), w.waiting()
	if declares {
		require.NoError(w.t, w.app.ConfirmNoChange(ctx, reporter, []app.ConfirmNoChange{{Key: key(10)}}))
	} else {
		_, content, err := w.blank(ctx, key(10))
		require.NoError(w.t, err)
		content.Narrative = "Other words for the same: " + name
		ret, err = w.app.SaveDraft(ctx, reporter, app.SaveDraft{Key: key(10), Return: ret.ID, Guard: ret.Version, Content: content})
		require.NoError(w.t, err)
		_, err = w.app.SubmitReturn(ctx, reporter, app.SubmitReturn{Key: key(10), Return: ret.ID, Guard: ret.Version})
		require.NoError(w.t, err)
	}
	require.NoError(w.t, w.app.SignReturn(ctx, w.actor("approver"), app.SignReturn{
		Key: key(10), No: w.waiting().Sealed, Signature: domain.Signature{Words: "I attest to it."},
	}))
}

func TestR13_AStalledDutySaysSoOnItsPageAndOnTheDesk(t *testing.T) {
	w := newWorld(t)
	const duty = "/bodies/RYY/ctr/10"
	w.anotherRound("Winter 2027", "2027-01-11", false)
	w.anotherRound("Spring 2027", "2027-04-06", true)
	require.NotContains(t, w.get("lead", duty).ok().text("main"), "Stalled", "two reports, and nothing changed as declared")
	w.anotherRound("Summer 2027", "2027-06-01", false)
	for _, as := range []string{"lead", "reporter"} {
		p := w.get(as, duty).ok()
		require.Contains(t, p.text("main"), "Stalled It was reported as in progress in 3 rounds, with the same answer to every requirement each time")
		require.Equal(t, "/rules#R13", p.Find("section[aria-labelledby=findings] a").AttrOr("href", ""))
	}
	require.Contains(t, w.get("lead", "/desk").ok().text("#queue"), "Stalled")
}
