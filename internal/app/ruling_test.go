package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

const funds = "3-1-funds"

func (w *world) rulings(key domain.DutyKey) []domain.EdgeRuling {
	w.t.Helper()
	all, err := w.store.Reader().Rulings(w.ctx, all(), w.duty(key).ID)
	require.NoError(w.t, err)
	return all
}

func TestR6_AnEdgeBindsNotOnceAReviewerAgrees(t *testing.T) {
	w := newWorld(t)
	in := app.ProposeRuling{Key: riverside(1), Dependency: funds, Reason: "A charity pays for it."}
	propose := func(actor domain.Actor) error { return w.ProposeRuling(w.ctx, actor, in) }
	w.strangers([]string{"anna", "rex", "aud"}, []string{"hill", "hr", "sean"}, propose)
	w.refuses(domain.Invalid, "ruling.reason_missing", func() error {
		return w.ProposeRuling(w.ctx, w.as("rita"), app.ProposeRuling{Key: riverside(1), Dependency: funds})
	})
	for _, foreign := range []string{"3-5-funds", "no-such-edge"} {
		w.refuses(domain.NotFound, "not_found", func() error {
			return w.ProposeRuling(w.ctx, w.as("rita"), app.ProposeRuling{Key: riverside(1), Dependency: foreign, Reason: "No."})
		})
	}
	w.happens(func() error { return propose(w.as("rita")) }, domain.EdgeRuled)
	w.refuses(domain.Conflict, "ruling.there_already", func() error { return propose(w.as("ravi")) })

	ruling := w.rulings(riverside(1))[0]
	require.True(t, ruling.Pending())
	yes := app.AgreeRuling{ID: ruling.ID, Agree: true}
	agree := func(actor domain.Actor) error { return w.AgreeRuling(w.ctx, actor, yes) }
	w.strangers([]string{"rita", "anna", "aud"}, []string{"hill", "sean", "asa"}, agree)
	w.happens(func() error { return agree(w.as("rex")) }, domain.EdgeRuled)
	w.changesNothing(func() error { return agree(w.as("rex")) })
	require.True(t, w.rulings(riverside(1))[0].Agreed)
	w.refuses(domain.Conflict, "ruling.answered", func() error { return agree(w.as("rose")) })
	require.Len(t, w.said(riverside(1), domain.SealedRuling), 2)
}

func TestR6_ARefusedRulingCanBePutAgain(t *testing.T) {
	w := newWorld(t)
	in := app.ProposeRuling{Key: riverside(1), Dependency: funds, Reason: "A charity pays for it."}
	require.NoError(t, w.ProposeRuling(w.ctx, w.as("rita"), in))
	no := app.AgreeRuling{ID: w.rulings(riverside(1))[0].ID}
	w.refuses(domain.Invalid, "ruling.reason_missing", func() error { return w.AgreeRuling(w.ctx, w.as("rex"), no) })
	no.Reason = "For a year only."
	w.happens(func() error { return w.AgreeRuling(w.ctx, w.as("rex"), no) }, domain.EdgeRuled)
	require.True(t, w.rulings(riverside(1))[0].Refused)
	w.happens(func() error { return w.ProposeRuling(w.ctx, w.as("rita"), in) }, domain.EdgeRuled)
}

func TestR5_NobodyRulesOnTheirOwn(t *testing.T) {
	w := newWorld(t)
	in := app.ProposeRuling{Key: dutyAt("NIHR", 5), Dependency: "3-5-funds", Reason: "Paid already."}
	require.NoError(t, w.ProposeRuling(w.ctx, w.as("fay"), in))
	yes := app.AgreeRuling{ID: w.rulings(dutyAt("NIHR", 5))[0].ID, Agree: true}
	w.refuses(domain.Forbidden, "review.own", func() error { return w.AgreeRuling(w.ctx, w.as("rex"), yes) })
}

func TestR6_HowABodyWentAheadIsToldOnce(t *testing.T) {
	w := newWorld(t)
	in := app.SayHow{Key: riverside(1), Dependency: funds, Text: "Charity money, for two years."}
	tell := func(actor domain.Actor) error { return w.SayHow(w.ctx, actor, in) }
	w.refuses(domain.Forbidden, "how.not_claimed", func() error { return tell(w.as("rita")) })
	w.claimed()
	w.strangers([]string{"anna", "rex"}, []string{"hill", "sean"}, tell)
	w.refuses(domain.Invalid, "how.text_missing", func() error {
		return w.SayHow(w.ctx, w.as("rita"), app.SayHow{Key: riverside(1), Dependency: funds})
	})
	w.refuses(domain.NotFound, "not_found", func() error { // an edge that holds nothing
		return w.SayHow(w.ctx, w.as("rita"), app.SayHow{Key: riverside(1), Dependency: "14-1-supports", Text: "So."})
	})
	w.happens(func() error { return tell(w.as("rita")) }, domain.HowTold)
	w.changesNothing(func() error { return tell(w.as("rita")) })
	require.Equal(t, domain.Statement{Text: in.Text, Choice: funds}, w.words(w.said(riverside(1), domain.SealedHow)[0]))
	in.Text = "In another way."
	w.refuses(domain.Forbidden, "how.told", func() error { return tell(w.as("ravi")) })
}
