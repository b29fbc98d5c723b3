package site_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// A round that passed in silence asks for nothing any more, so a duty is offered once, for the round that is open.
func TestNoChangeIsOfferedOnceForTheOpenRound(t *testing.T) {
	w := newWorld(t)
	lead, ctx := w.actor("lead"), t.Context()
	closeRound := func() {
		rounds, err := w.store.Reader().Rounds(ctx, report)
		require.NoError(t, err)
		for _, round := range rounds {
			if round.IsOpen() && slices.Contains(round.Nations, domain.England) {
				require.NoError(t, w.app.CloseRound(ctx, lead, round.ID))
			}
		}
	}
	next := func(name string, opens domain.Day) {
		closeRound()
		w.setDay(opens)
		_, err := w.app.OpenRound(ctx, lead, app.OpenRound{Round: domain.Round{
			Report: report, Name: name, Nations: []domain.Nation{domain.England, domain.UK}, Opens: opens, AsAt: opens.Add(-1),
			Due: opens.Add(42), Closes: opens.Add(56), ReviewBy: opens.Add(84), Publishes: opens.Add(98),
		}})
		require.NoError(t, err)
	}
	next("Winter 2027", "2027-02-01")
	next("Spring 2027", "2027-05-03")
	require.Equal(t, []string{"10. Staff induction"}, w.get("reporter", "/bodies/RYY/no-change").ok().lines("input[name=duties] + label"))
	nothing := w.post("reporter", "/bodies/RYY/no-change", url.Values{})
	require.Equal(t, http.StatusUnprocessableEntity, nothing.status)
	require.Equal(t, []string{"Choose an answer to “Which duties have not changed?”"}, nothing.lines(".nhsuk-error-summary__list li"))
	closeRound()
	require.Contains(t, w.get("reporter", "/bodies/RYY/no-change").ok().text("main"), "There is nothing to confirm.")
}
