package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestRespondDuty(t *testing.T) {
	w := newWorld(t)
	in := app.RespondDuty{
		Key: riverside(1), Guard: w.duty(riverside(1)).Version, Response: domain.ResponseInPart,
		Reason: "For some staff only.", Owner: "Director of Research", Target: "2027-06-30",
	}
	respond := func(actor domain.Actor) error { return w.RespondDuty(w.ctx, actor, in) }

	w.strangers([]string{"rex", "aud"}, []string{"hill", "sean", "asa", "adam"}, respond)
	w.happens(func() error { return respond(w.as("rita")) }, domain.DutyResponded)

	state := w.duty(riverside(1)).State
	require.Equal(t, domain.ResponseInPart, state.Response)
	require.Equal(t, domain.Day("2027-06-30"), state.FirstTarget)
	require.Equal(t, "Director of Research", w.duty(riverside(1)).Owner)
	reasons := w.said(riverside(1), domain.SealedResponse)
	require.Len(t, reasons, 1)
	require.Equal(t, "For some staff only.", w.words(reasons[0]).Text)

	w.refuses(domain.Conflict, "duty.changed", func() error { return respond(w.as("ravi")) })
	in.Guard, in.Owner = w.duty(riverside(1)).Version, ""
	w.refuses(domain.Invalid, "response.owner_missing", func() error { return respond(w.as("ravi")) })
	in.Guard, in.Reason = w.duty(riverside(1)).Version, ""
	w.refuses(domain.Invalid, "response.reason_missing", func() error { return respond(w.as("ravi")) })
}

func TestR14_TheFirstTargetDateMovesInAReturnOnly(t *testing.T) {
	w := newWorld(t)
	in := app.RespondDuty{Key: riverside(1), Response: domain.ResponseAccepted, Owner: "Director of Research", Target: "2027-06-30"}
	respond := func() error {
		in.Guard = w.duty(riverside(1)).Version
		return w.RespondDuty(w.ctx, w.as("rita"), in)
	}
	require.NoError(t, respond())
	in.Target = "2027-12-31"
	w.refuses(domain.Invalid, "response.target_in_return", respond)

	late := progress("1a", "1b")
	late.Target = "2027-12-31"
	ret := w.draft("rita", riverside(1), late)
	submit := app.SubmitReturn{Key: riverside(1), Guard: ret.Version}
	w.refuses(domain.Invalid, "return.slip_reason_missing", func() error {
		_, err := w.SubmitReturn(w.ctx, w.as("rita"), submit)
		return err
	})
	late.SlipReason = "The policy went back to the board."
	w.sign("rita", "anna", riverside(1), late)

	state := w.duty(riverside(1)).State
	require.Equal(t, domain.Day("2027-06-30"), state.FirstTarget, "the first date is kept for ever")
	require.Equal(t, domain.Day("2027-12-31"), state.Target)
	require.Equal(t, 1, state.Slips)
}
