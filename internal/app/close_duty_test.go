package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestR12_ClosingIsADecisionOfItsOwn(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	in := app.CloseDuty{
		Key: riverside(1), Guard: w.duty(riverside(1)).Version, Closure: domain.ClosedImplemented, Reason: "Done for good.",
	}
	closing := func(actor domain.Actor) error { return w.CloseDuty(w.ctx, actor, in) }
	w.refuses(domain.Invalid, "closure.not_confirmed", func() error { return closing(w.as("rex")) })

	w.review("rex", riverside(1), no, full("1a", "1b"))
	require.Equal(t, domain.Open, w.duty(riverside(1)).State.Closure, "accepting closes nothing")
	w.strangers([]string{"anna", "aud"}, []string{"hillsigns", "shona", "adam"}, closing)
	w.refuses(domain.Conflict, "duty.changed", func() error { return closing(w.as("rex")) })

	in.Guard = w.duty(riverside(1)).Version
	w.happens(func() error { return closing(w.as("rex")) }, domain.DutyClosed)
	require.Equal(t, domain.ClosedImplemented, w.duty(riverside(1)).State.Closure)
	require.Equal(t, "Done for good.", w.words(w.said(riverside(1), domain.SealedClosure)[0]).Text)

	again := app.CloseDuty{Key: riverside(1), Guard: w.duty(riverside(1)).Version, Closure: domain.Open, Reason: "It lapsed."}
	w.happens(func() error { return w.CloseDuty(w.ctx, w.as("rose"), again) }, domain.DutyReopened)
	require.Equal(t, domain.Open, w.duty(riverside(1)).State.Closure)
}

func TestCloseDutyAsSuperseded(t *testing.T) {
	w := newWorld(t)
	in := app.CloseDuty{Key: riverside(1), Guard: w.duty(riverside(1)).Version, Closure: domain.ClosedSuperseded, Reason: "Merged."}
	closing := func() error { return w.CloseDuty(w.ctx, w.as("rex"), in) }
	w.refuses(domain.Invalid, "closure.superseded_by_missing", closing)
	for _, unfit := range []int{1, 99} {
		in.SupersededBy = []int{unfit}
		w.refuses(domain.Invalid, "closure.superseded_by_unknown", closing)
	}
	in.SupersededBy, in.Reason = []int{14}, ""
	w.refuses(domain.Invalid, "closure.reason_missing", closing)
	in.Reason = "Merged."
	w.happens(closing, domain.DutyClosed)
	require.Equal(t, []int{14}, w.duty(riverside(1)).State.SupersededBy)
}

func TestR5_NobodyClosesTheirOwn(t *testing.T) {
	w := newWorld(t)
	own := dutyAt("UKG", 3)
	in := app.CloseDuty{Key: own, Guard: w.duty(own).Version, Closure: domain.ClosedNotApplicable, Reason: "Not any more."}
	w.refuses(domain.Forbidden, "review.own", func() error { return w.CloseDuty(w.ctx, w.as("lea"), in) })
	require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: own, Person: "asa"}))
	w.refuses(domain.Forbidden, "not_yours", func() error { return w.CloseDuty(w.ctx, w.as("asa"), in) }) // oversight closes
}
