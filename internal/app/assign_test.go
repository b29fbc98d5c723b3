package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestR5_AssignReviewToAnAssurer(t *testing.T) {
	w := newWorld(t)
	own := dutyAt("UKG", 3)
	in := app.AssignReview{Key: own, Person: "asa"}
	assign := func(actor domain.Actor) error { return w.AssignReview(w.ctx, actor, in) }
	w.strangers([]string{"guy", "rex", "aud"}, []string{"rita", "shona", "asa"}, assign)
	w.happens(func() error { return assign(w.as("lea")) }, domain.AssignmentMade)
	w.changesNothing(func() error { return assign(w.as("lea")) })
	require.Equal(t, []domain.ID{w.duty(own).ID}, w.as("asa").Assigned)

	for _, unfit := range []domain.ID{"guy", "aud", "sean", "nobody"} { // sean's nation agreed to nothing
		w.refuses(domain.Invalid, "assign.nobody_agreed", func() error {
			return w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: dutyAt("RX9", 1), Person: unfit})
		})
	}
	w.refuses(domain.Invalid, "assign.own", func() error {
		return w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: own, Person: "rose"})
	})

	end := app.EndAssignment{Key: own, Person: "asa"}
	ending := func(actor domain.Actor) error { return w.EndAssignment(w.ctx, actor, end) }
	w.strangers([]string{"guy", "rex", "asa"}, []string{"rita"}, ending)
	w.happens(func() error { return ending(w.as("lea")) }, domain.AssignmentMade)
	w.changesNothing(func() error { return ending(w.as("lea")) })
	require.Empty(t, w.as("asa").Assigned)
}

// agreed has England and Scotland agree to review each other's own.
func (w *world) agreed() domain.Agreement {
	w.t.Helper()
	a, err := w.ProposeAgreement(w.ctx, w.as("lea"), app.ProposeAgreement{Nation: domain.England, Other: domain.Scotland})
	require.NoError(w.t, err)
	require.NoError(w.t, w.ConfirmAgreement(w.ctx, w.as("shona"), app.AnswerAgreement{ID: a.ID, Nation: domain.Scotland}))
	return a
}

func TestR5_TwoNationsAgreeToReviewEachOther(t *testing.T) {
	w := newWorld(t)
	propose := func(actor domain.Actor) error {
		_, err := w.ProposeAgreement(w.ctx, actor, app.ProposeAgreement{Nation: domain.England, Other: domain.Scotland})
		return err
	}
	w.strangers([]string{"rex", "aud"}, []string{"rita", "shona"}, propose)
	for _, other := range []domain.Nation{domain.England, domain.UK, "atlantis"} {
		w.refuses(domain.Invalid, "agreement.other", func() error {
			_, err := w.ProposeAgreement(w.ctx, w.as("lea"), app.ProposeAgreement{Nation: domain.England, Other: other})
			return err
		})
	}
	w.happens(func() error { return propose(w.as("lea")) }, domain.AgreementChanged)
	w.happens(func() error { return propose(w.as("lea")) }) // a second press
	w.refuses(domain.Conflict, "agreement.there_already", func() error {
		_, err := w.ProposeAgreement(w.ctx, w.as("shona"), app.ProposeAgreement{Nation: domain.Scotland, Other: domain.England})
		return err
	})
	known, err := w.store.Reader().Agreements(w.ctx)
	require.NoError(t, err)

	assign := app.AssignReview{Key: dutyAt("UKG", 3), Person: "sean"}
	w.refuses(domain.Invalid, "assign.nobody_agreed", func() error { return w.AssignReview(w.ctx, w.as("lea"), assign) })
	confirm := func(who string, nation domain.Nation) func() error {
		return func() error {
			return w.ConfirmAgreement(w.ctx, w.as(who), app.AnswerAgreement{ID: known[0].ID, Nation: nation})
		}
	}
	w.refuses(domain.Forbidden, "agreement.own_proposal", confirm("lea", domain.England))
	w.refuses(domain.NotFound, "not_found", confirm("lea", domain.Scotland))
	w.refuses(domain.NotFound, "not_found", confirm("shona", domain.Wales))
	w.happens(confirm("shona", domain.Scotland), domain.AgreementChanged)
	w.changesNothing(confirm("shona", domain.Scotland))
	w.happens(func() error { return w.AssignReview(w.ctx, w.as("lea"), assign) }, domain.AssignmentMade)
}

func TestR5_AnEndedAgreementEndsWhatRestedOnIt(t *testing.T) {
	w := newWorld(t)
	a := w.agreed()
	own := dutyAt("UKG", 3)
	for _, who := range []domain.ID{"sean", "asa"} {
		require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: own, Person: who}))
	}
	no := w.sign("guy", "gwen", own, claim(w.proof("guy", "UKG"), "3a"))
	review := app.ReviewReturn{Key: own, No: no, Review: full("3a")}
	end := app.AnswerAgreement{ID: a.ID, Nation: domain.Scotland}
	w.happens(func() error { return w.EndAgreement(w.ctx, w.as("shona"), end) }, domain.AgreementChanged, domain.AssignmentMade)
	w.changesNothing(func() error { return w.EndAgreement(w.ctx, w.as("shona"), end) })
	w.refuses(domain.NotFound, "not_found", func() error { return w.ReviewReturn(w.ctx, w.as("sean"), review) })
	w.happens(func() error { return w.ReviewReturn(w.ctx, w.as("asa"), review) }, domain.ReturnReviewed) // an assurer needs none
}

func TestR5_AnotherNationReviewsWhereBothAgreed(t *testing.T) {
	w := newWorld(t)
	w.agreed()
	own := dutyAt("UKG", 3)
	no := w.sign("guy", "gwen", own, claim(w.proof("guy", "UKG"), "3a"))
	require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: own, Person: "sean"}))
	w.happens(func() error {
		return w.ReviewReturn(w.ctx, w.as("sean"), app.ReviewReturn{Key: own, No: no, Review: full("3a")})
	}, domain.ReturnReviewed)
	require.True(t, w.duty(own).Confirmed(w.today()))
}
