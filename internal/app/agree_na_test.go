package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// notApplicable has a body respond that a duty does not apply to it.
func (w *world) notApplicable(who string, key domain.DutyKey) {
	w.t.Helper()
	require.NoError(w.t, w.RespondDuty(w.ctx, w.as(who), app.RespondDuty{
		Key: key, Guard: w.duty(key).Version, Response: domain.ResponseNotApplicable, Reason: "We have no such staff.",
	}))
}

func TestAgreeNA(t *testing.T) {
	w := newWorld(t)
	in := app.AgreeNA{Key: riverside(1), Guard: w.duty(riverside(1)).Version, Agree: true}
	agree := func(actor domain.Actor) error { return w.AgreeNA(w.ctx, actor, in) }
	w.refuses(domain.Conflict, "na.not_asked", func() error { return agree(w.as("rex")) })

	w.notApplicable("rita", riverside(1))
	w.strangers([]string{"rita", "anna", "obs"}, []string{"hill", "sean", "asa"}, agree)
	w.refuses(domain.Conflict, "duty.changed", func() error { return agree(w.as("rex")) })
	in.Guard = w.duty(riverside(1)).Version
	w.happens(func() error { return agree(w.as("rex")) }, domain.DutyNAAgreed)
	require.True(t, w.duty(riverside(1)).State.NAAgreed)
	w.changesNothing(func() error { return agree(w.as("rex")) })
}

func TestAgreeNARefusesWithAReasonUntilTheBodyAnswersAnew(t *testing.T) {
	w := newWorld(t)
	w.notApplicable("rita", riverside(1))
	in := app.AgreeNA{Key: riverside(1), Guard: w.duty(riverside(1)).Version}
	refuse := func() error { return w.AgreeNA(w.ctx, w.as("rex"), in) }
	w.refuses(domain.Invalid, "na.reason_missing", refuse)
	in.Reason = "You employ nurses."
	w.happens(refuse, domain.DutyNAAgreed)
	require.True(t, w.duty(riverside(1)).State.NARefused)
	require.Equal(t, domain.Statement{Text: "You employ nurses.", Choice: "refused"}, w.words(w.said(riverside(1), domain.SealedNAAnswer)[0]))

	w.notApplicable("rita", riverside(1))
	require.False(t, w.duty(riverside(1)).State.NARefused)
}

func TestR5_NobodyAgreesThatTheirOwnDoesNotApply(t *testing.T) {
	w := newWorld(t)
	w.notApplicable("guy", dutyAt("UKG", 3))
	in := app.AgreeNA{Key: dutyAt("UKG", 3), Guard: w.duty(dutyAt("UKG", 3)).Version, Agree: true}
	w.refuses(domain.Forbidden, "review.own", func() error { return w.AgreeNA(w.ctx, w.as("rex"), in) })
	require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: in.Key, Person: "asa"}))
	w.happens(func() error { return w.AgreeNA(w.ctx, w.as("asa"), in) }, domain.DutyNAAgreed)
}
