package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// disputed has Riverside dispute what rex found, and returns both ids.
func (w *world) disputed() (review, dispute domain.ID) {
	w.t.Helper()
	review = w.review("rex", riverside(1), w.claimed(), partly("1a", "1b"))
	in := app.DisputeReview{Key: riverside(1), Review: review, Reason: "The policy names every profession."}
	require.NoError(w.t, w.DisputeReview(w.ctx, w.as("anna"), in))
	return review, w.said(riverside(1), domain.SealedDispute)[0].ID
}

func TestR16_ABodyDisputesAVerdictOnce(t *testing.T) {
	w := newWorld(t)
	review := w.review("rex", riverside(1), w.claimed(), partly("1a", "1b"))
	in := app.DisputeReview{Key: riverside(1), Review: review, Reason: "The policy names every profession."}
	dispute := func(actor domain.Actor) error { return w.DisputeReview(w.ctx, actor, in) }

	w.strangers([]string{"rex", "aud"}, []string{"hill", "sean"}, dispute)
	w.refuses(domain.Invalid, "dispute.reason_missing", func() error {
		return w.DisputeReview(w.ctx, w.as("anna"), app.DisputeReview{Key: riverside(1), Review: review})
	})
	w.refuses(domain.NotFound, "not_found", func() error {
		return w.DisputeReview(w.ctx, w.as("anna"), app.DisputeReview{Key: riverside(14), Review: review, Reason: "No."})
	})
	w.happens(func() error { return dispute(w.as("anna")) }, domain.DisputeRaised)
	require.Equal(t, review, w.said(riverside(1), domain.SealedDispute)[0].Re)
	w.changesNothing(func() error { return dispute(w.as("anna")) })

	in.Reason = "And another thing."
	w.refuses(domain.Forbidden, "dispute.once", func() error { return dispute(w.as("rita")) })
}

func TestR16_ADisputeComesWithinTwentyWorkingDays(t *testing.T) {
	w := newWorld(t)
	in := app.DisputeReview{Key: riverside(1), Reason: "The policy names every profession."}
	in.Review = w.review("rex", riverside(1), w.claimed(), partly("1a", "1b"))
	dispute := func() error { return w.DisputeReview(w.ctx, w.as("anna"), in) }
	w.pass(29) // Tuesday after four weeks: the 21st working day
	w.refuses(domain.Forbidden, "dispute.too_late", dispute)
	w.pass(-1)
	w.happens(dispute, domain.DisputeRaised)
}

func TestR16_WhatWasSentBackIsAnsweredNotDisputed(t *testing.T) {
	w := newWorld(t)
	review := w.review("rex", riverside(1), w.claimed(), domain.Review{Outcome: domain.SentBack, Reasons: "Which staff?"})
	w.refuses(domain.Forbidden, "dispute.no_verdict", func() error {
		return w.DisputeReview(w.ctx, w.as("anna"), app.DisputeReview{Key: riverside(1), Review: review, Reason: "All."})
	})
}

func TestR16_SomebodyElseDecidesADispute(t *testing.T) {
	w := newWorld(t)
	review, dispute := w.disputed()
	in := app.DecideDispute{Key: riverside(1), Dispute: dispute, Choice: domain.DisputeUpheld, Reply: "It leaves out midwives."}
	decide := func(actor domain.Actor) error { return w.DecideDispute(w.ctx, actor, in) }

	w.refuses(domain.Forbidden, "dispute.own_verdict", func() error { return decide(w.as("rex")) })
	w.strangers([]string{"anna", "obs"}, []string{"hill", "sean", "asa"}, decide)
	w.happens(func() error { return decide(w.as("rose")) }, domain.DisputeDecided)
	require.Equal(t, review, w.duty(riverside(1)).State.ReviewID, "an upheld verdict stands as it was")
	reply := w.said(riverside(1), domain.SealedDisputeReply)[0]
	require.Equal(t, dispute, reply.Re)
	require.Equal(t, domain.Statement{Text: "It leaves out midwives.", Choice: domain.DisputeUpheld}, w.words(reply))

	w.changesNothing(func() error { return decide(w.as("rose")) })
	in.Reply = "Once more."
	w.refuses(domain.Conflict, "dispute.decided", func() error { return decide(w.as("lea")) })
}

func TestR16_AChangedVerdictIsANewReview(t *testing.T) {
	w := newWorld(t)
	_, dispute := w.disputed()
	in := app.DecideDispute{Key: riverside(1), Dispute: dispute, Choice: domain.DisputeChanged, Reply: "You are right."}
	decide := func() error { return w.DecideDispute(w.ctx, w.as("rose"), in) }
	w.refuses(domain.Invalid, "review.grade_missing", decide)

	in.Review = full("1a", "1b")
	w.happens(decide, domain.DisputeDecided, domain.ReturnReviewed)
	require.True(t, w.duty(riverside(1)).Confirmed(w.today()))
	reviews, err := w.store.Reader().ReviewsOf(w.ctx, all(), w.duty(riverside(1)).ID)
	require.NoError(t, err)
	require.Len(t, reviews, 2)
	require.Equal(t, dispute, reviews[1].Decides)
	w.refuses(domain.Forbidden, "dispute.once", func() error {
		return w.DisputeReview(w.ctx, w.as("anna"), app.DisputeReview{Key: riverside(1), Review: reviews[1].ID, Reason: "Still."})
	})
}

func TestDecideDisputeRefuses(t *testing.T) {
	w := newWorld(t)
	_, dispute := w.disputed()
	in := app.DecideDispute{Key: riverside(1), Dispute: dispute}
	decide := func() error { return w.DecideDispute(w.ctx, w.as("rose"), in) }
	w.refuses(domain.Invalid, "dispute.choice_missing", decide)
	w.refuses(domain.Invalid, "dispute.reply_missing", decide)

	// A later return has been reviewed: the old verdict can't come back over it.
	w.review("lea", riverside(1), w.sign("rita", "anna", riverside(1), progress("1a", "1b")), partly("1a", "1b"))
	in.Choice, in.Reply, in.Review = domain.DisputeChanged, "You are right.", full("1a", "1b")
	w.refuses(domain.Conflict, "dispute.overtaken", decide)
}

func TestR16_AVerdictOnWhatALaterVersionOvertookIsUpheldOrStaysAsItWas(t *testing.T) {
	w := newWorld(t)
	_, dispute := w.disputed()
	w.sign("rita", "anna", riverside(1), progress("1a", "1b"))
	in := app.DecideDispute{Key: riverside(1), Dispute: dispute, Choice: domain.DisputeChanged, Reply: "It names them.", Review: full("1a", "1b")}
	w.refuses(domain.Conflict, "dispute.overtaken", func() error { return w.DecideDispute(w.ctx, w.as("rose"), in) })
	in.Choice = domain.DisputeUpheld
	w.happens(func() error { return w.DecideDispute(w.ctx, w.as("rose"), in) }, domain.DisputeDecided)
}
