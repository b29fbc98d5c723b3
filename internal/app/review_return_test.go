package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestReviewReturn(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	in := app.ReviewReturn{Key: riverside(1), No: no, Review: full("1a", "1b")}
	review := func(actor domain.Actor) error { return w.ReviewReturn(w.ctx, actor, in) }

	w.strangers([]string{"rita", "anna", "aud", "obs"}, []string{"hill", "sean", "asa", "adam"}, review)
	w.happens(func() error { return review(w.as("rex")) }, domain.ReturnReviewed)
	require.True(t, w.duty(riverside(1)).Confirmed(w.today()))
	require.Equal(t, domain.ReturnAccepted, w.last(riverside(1)).State)
}

func TestReviewReturnSendsBackWithReasons(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	back := app.ReviewReturn{Key: riverside(1), No: no, Review: domain.Review{Outcome: domain.SentBack}}
	w.refuses(domain.Invalid, "review.reasons_missing", func() error { return w.ReviewReturn(w.ctx, w.as("rex"), back) })
	back.Review.Reasons = "Which staff?"
	w.happens(func() error { return w.ReviewReturn(w.ctx, w.as("rex"), back) }, domain.ReturnReviewed)

	ret := w.current(riverside(1))
	require.Equal(t, domain.ReturnSentBack, ret.State)
	require.Equal(t, "Done.", ret.Draft.Narrative, "the body goes on from what it said")
	require.Equal(t, domain.NotAssessed, w.duty(riverside(1)).State.Grade)
	w.refuses(domain.Conflict, "return.changed", func() error { return w.ReviewReturn(w.ctx, w.as("rose"), back) })
}

func TestReviewReturnOfWhatIsNotSigned(t *testing.T) {
	w := newWorld(t)
	no := w.submit("rita", riverside(1), progress("1a", "1b"))
	in := app.ReviewReturn{Key: riverside(1), No: no, Review: partly("1a", "1b")}
	w.refuses(domain.NotFound, "not_found", func() error { return w.ReviewReturn(w.ctx, w.as("rex"), in) })
}

func TestReviewReturnShowsNoDraftToOversight(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	w.review("rex", riverside(1), no, domain.Review{Outcome: domain.SentBack, Reasons: "Which staff?"})
	w.draft("rita", riverside(1), domain.Content{Narrative: "Not for oversight yet."})
	err := w.ReviewReturn(w.ctx, w.as("rose"), app.ReviewReturn{Key: riverside(1), No: no, Review: full("1a", "1b")})
	problems := domain.AsProblems(err)
	require.Len(t, problems, 1)
	require.Equal(t, domain.Conflict, problems[0].Kind)
	require.Empty(t, problems[0].Now.(domain.Return).Draft)
}

func TestReviewReturnIsNoRace(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	first := app.ReviewReturn{Key: riverside(1), No: no, Review: full("1a", "1b")}
	second := app.ReviewReturn{Key: riverside(1), No: no, Review: partly("1a", "1b")}
	require.NoError(t, w.ReviewReturn(w.ctx, w.as("rex"), first))
	w.changesNothing(func() error { return w.ReviewReturn(w.ctx, w.as("rex"), first) })

	err := w.ReviewReturn(w.ctx, w.as("rose"), second)
	problems := domain.AsProblems(err)
	require.Len(t, problems, 1)
	require.Equal(t, "review.changed", problems[0].Key)
	require.Equal(t, domain.FullySatisfactory, problems[0].Now.(domain.Review).Grade, "what stands now goes with it")

	second.After = w.duty(riverside(1)).State.ReviewID
	w.happens(func() error { return w.ReviewReturn(w.ctx, w.as("rose"), second) }, domain.ReturnReviewed)
}

func TestR11_AStatementCarriesAClaimNeverAConfirmation(t *testing.T) {
	w := newWorld(t)
	words, err := w.AddEvidence(w.ctx, w.as("rita"), app.AddEvidence{
		Body: "RJ1", Kind: domain.EvidenceStatement, Title: "Our word", From: "2026-01-01", To: "2026-06-30", Text: "We do it.",
	})
	require.NoError(t, err)
	no := w.sign("rita", "anna", riverside(1), claim(words, "1a", "1b"))
	require.True(t, w.duty(riverside(1)).Claimed())
	in := app.ReviewReturn{Key: riverside(1), No: no, Review: full("1a", "1b")}
	err = w.ReviewReturn(w.ctx, w.as("rex"), in)
	problems := domain.AsProblems(err)
	require.Len(t, problems, 1, "1b says that a statement is proof")
	require.Equal(t, "verdict-1a", problems[0].Field)
	require.Equal(t, "review.statement_confirms_nothing", problems[0].Key)

	in.Review = partly("1a", "1b")
	require.NoError(t, w.ReviewReturn(w.ctx, w.as("rex"), in))
	require.False(t, w.duty(riverside(1)).Confirmed(w.today()))
}

func TestR16_EvidenceIsNotCheckedWhileOneIsNotLookedAt(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	in := app.ReviewReturn{Key: riverside(1), No: no, Review: partly("1a", "1b")}
	in.Review.Verdicts["1a"] = domain.VerdictNotLooked
	w.refuses(domain.Invalid, "review.checked_but_not_looked_at", func() error { return w.ReviewReturn(w.ctx, w.as("rex"), in) })
	in.Review.Assurance = domain.SelfReported
	w.happens(func() error { return w.ReviewReturn(w.ctx, w.as("rex"), in) }, domain.ReturnReviewed)
}

func TestR5_NobodyReviewsTheirOwn(t *testing.T) {
	w := newWorld(t)
	paper := w.proof("guy", "UKG")
	own := dutyAt("UKG", 3)
	no := w.sign("guy", "gwen", own, claim(paper, "3a"))
	in := app.ReviewReturn{Key: own, No: no, Review: full("3a")}
	w.refuses(domain.Forbidden, "review.own", func() error { return w.ReviewReturn(w.ctx, w.as("rex"), in) })
	w.refuses(domain.NotFound, "not_found", func() error { return w.ReviewReturn(w.ctx, w.as("asa"), in) })

	// A funder that DHSC sponsors is its own too; an English Trust is not.
	funded := w.sign("fay", "finn", dutyAt("NIHR", 5), claim(w.proof("fay", "NIHR"), "5a"))
	w.refuses(domain.Forbidden, "review.own", func() error {
		return w.ReviewReturn(w.ctx, w.as("rex"), app.ReviewReturn{Key: dutyAt("NIHR", 5), No: funded, Review: full("5a")})
	})
	w.review("rex", riverside(1), w.claimed(), full("1a", "1b"))

	// An assurer may, once the duty is assigned to them.
	require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: own, Person: "asa"}))
	w.happens(func() error { return w.ReviewReturn(w.ctx, w.as("asa"), in) }, domain.ReturnReviewed)
	require.True(t, w.duty(own).Confirmed(w.today()))
}

func TestR3_ReceiveReturns(t *testing.T) {
	w := newWorld(t)
	quiet := w.sign("rita", "anna", riverside(14), progress("14a"))
	loud := w.claimed()
	one := app.ReceiveReturn{Key: riverside(14), No: quiet}
	receive := func(in ...app.ReceiveReturn) func() error {
		return func() error { return w.ReceiveReturns(w.ctx, w.as("rex"), in) }
	}
	w.refuses(domain.Forbidden, "receive.claims_something", receive(one, app.ReceiveReturn{Key: riverside(1), No: loud}))
	w.strangers([]string{"rita", "aud"}, []string{"hill", "sean"}, func(actor domain.Actor) error {
		return w.ReceiveReturns(w.ctx, actor, []app.ReceiveReturn{one})
	})
	w.happens(receive(one), domain.ReturnReceivedE)
	w.changesNothing(receive(one))
	require.Equal(t, domain.ReturnReceived, w.last(riverside(14)).State)
	require.Equal(t, domain.NotAssessed, w.duty(riverside(14)).State.Grade, "received is not graded")
}
