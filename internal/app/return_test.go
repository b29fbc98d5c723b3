package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestSaveDraft(t *testing.T) {
	w := newWorld(t)
	w.openRound()
	in := app.SaveDraft{Key: riverside(1), Guard: w.current(riverside(1)).Version, Content: domain.Content{Narrative: "First words."}}
	save := func(actor domain.Actor) error {
		_, err := w.SaveDraft(w.ctx, actor, in)
		return err
	}
	w.strangers([]string{"anna", "rex", "lea", "aud"}, []string{"hill", "hr", "shona", "adam"}, save)
	w.happens(func() error { return save(w.as("rita")) }) // saving is no event

	ret := w.current(riverside(1))
	require.Equal(t, domain.ReturnDraft, ret.State)
	require.Equal(t, "First words.", ret.Draft.Narrative)
	require.Equal(t, []domain.ID{"rita"}, ret.Drafters)

	in.Content.Narrative = "Other words."
	before := w.everything()
	_, err := w.SaveDraft(w.ctx, w.as("ravi"), in)
	problems := domain.AsProblems(err)
	require.Len(t, problems, 1)
	require.Equal(t, domain.Conflict, problems[0].Kind)
	require.Equal(t, "First words.", problems[0].Now.(domain.Return).Draft.Narrative, "the page can show both sides")
	require.Equal(t, before, w.everything())
}

func TestSaveDraftTakesOwnEvidenceOnly(t *testing.T) {
	w := newWorld(t)
	theirs := w.proof("hill", "RX9")
	w.refuses(domain.NotFound, "not_found", func() error {
		_, err := w.SaveDraft(w.ctx, w.as("rita"), app.SaveDraft{Key: riverside(1), Content: claim(theirs, "1a", "1b")})
		return err
	})
}

func TestSubmitReturn(t *testing.T) {
	w := newWorld(t)
	w.openRound()
	ret := w.draft("rita", riverside(1), progress("1a", "1b"))
	in := app.SubmitReturn{Key: riverside(1), Guard: ret.Version}
	submit := func(actor domain.Actor) error {
		no, err := w.SubmitReturn(w.ctx, actor, in)
		if err == nil {
			require.Equal(t, 1, no)
		}
		return err
	}
	w.strangers([]string{"anna", "rex"}, []string{"hill", "sean"}, submit)
	w.happens(func() error { return submit(w.as("rita")) }, domain.ReturnSubmittedE)
	w.changesNothing(func() error { return submit(w.as("rita")) }) // a second press: the same version
	require.Equal(t, domain.NoReturn, w.duty(riverside(1)).State.Status, "nothing moves before the signature")
	w.refuses(domain.Conflict, "return.not_editable", func() error {
		_, err := w.SaveDraft(w.ctx, w.as("rita"), app.SaveDraft{Key: riverside(1), Guard: w.current(riverside(1)).Version})
		return err
	})
}

func TestSubmitReturnFindsEveryFaultAtOnce(t *testing.T) {
	w := newWorld(t)
	ret := w.draft("rita", riverside(1), domain.Content{Status: domain.Implemented, Answers: map[string]domain.Answer{"1a": {Met: domain.MetYes}}})
	submit := func() error {
		_, err := w.SubmitReturn(w.ctx, w.as("rita"), app.SubmitReturn{Key: riverside(1), Guard: ret.Version})
		return err
	}
	for _, key := range []string{"return.answer_missing", "return.evidence_missing", "return.narrative_missing"} {
		w.refuses(domain.Invalid, key, submit)
	}
	w.draft("rita", riverside(1), progress("1a", "1b"))
	w.refuses(domain.Conflict, "return.changed", submit)
}

func TestR10_WhoChangedAWordNeverSigns(t *testing.T) {
	w := newWorld(t)
	w.draft("both", riverside(1), domain.Content{Narrative: "A start."})
	no := w.submit("rita", riverside(1), progress("1a", "1b"))
	sign := func(who string) error {
		return w.SignReturn(w.ctx, w.as(who), app.SignReturn{Key: riverside(1), No: no, Signature: attest()})
	}
	w.refuses(domain.Forbidden, "sign.drafter", func() error { return sign("both") })
	w.strangers([]string{"rita", "rex", "aud"}, []string{"hill", "hillsigns", "uri"}, func(actor domain.Actor) error {
		return w.SignReturn(w.ctx, actor, app.SignReturn{Key: riverside(1), No: no, Signature: attest()})
	})

	w.happens(func() error { return sign("anna") }, domain.ReturnSignedE)
	state := w.duty(riverside(1)).State
	require.Equal(t, domain.InProgress, state.Status)
	require.Equal(t, 1, state.Signed)
	w.changesNothing(func() error { return sign("anna") })
	w.refuses(domain.NotFound, "not_found", func() error {
		return w.SignReturn(w.ctx, w.as("anna"), app.SignReturn{Key: riverside(1), No: 7, Signature: attest()})
	})
}

func TestR14_AFirstDateGivenMeanwhileIsNotMovedUnexplained(t *testing.T) {
	w := newWorld(t)
	no := w.submit("rita", riverside(1), progress("1a", "1b"))
	sign := func(no int) error {
		return w.SignReturn(w.ctx, w.as("anna"), app.SignReturn{Key: riverside(1), No: no, Signature: attest()})
	}
	require.NoError(t, w.RespondDuty(w.ctx, w.as("rita"), app.RespondDuty{
		Key: riverside(1), Guard: w.duty(riverside(1)).Version, Response: domain.ResponseAccepted, Owner: "Director of Research", Target: "2028-01-01",
	}))
	w.refuses(domain.Forbidden, "sign.date_moved", func() error { return sign(no) })
	require.NoError(t, w.GiveBack(w.ctx, w.as("anna"), app.GiveBack{Key: riverside(1), No: no, Reason: "Why earlier?"}))
	said := progress("1a", "1b")
	said.SlipReason = "The suite is ready earlier."
	again := w.submit("rita", riverside(1), said)
	w.happens(func() error { return sign(again) }, domain.ReturnSignedE)
	require.Equal(t, 1, w.duty(riverside(1)).State.Slips)
}

func TestR12_WhatWasSubmittedBeforeADutyClosedIsNotSigned(t *testing.T) {
	w := newWorld(t)
	no := w.submit("rita", riverside(1), progress("1a", "1b"))
	closed := func(how domain.Closure) {
		require.NoError(t, w.CloseDuty(w.ctx, w.as("lea"), app.CloseDuty{Key: riverside(1), Guard: w.duty(riverside(1)).Version, Closure: how, Reason: "Merged."}))
	}
	closed(domain.ClosedNotImplemented)
	sign := func() error {
		return w.SignReturn(w.ctx, w.as("anna"), app.SignReturn{Key: riverside(1), No: no, Signature: attest()})
	}
	w.refuses(domain.Forbidden, "duty.closed", sign)
	closed(domain.Open)
	w.happens(sign, domain.ReturnSignedE)
}

func TestSignReturnsIsAllOrNothing(t *testing.T) {
	w := newWorld(t)
	one := w.submit("rita", riverside(1), progress("1a", "1b"))
	other := w.submit("both", riverside(14), progress("14a"))
	in := []app.SignReturn{
		{Key: riverside(1), No: one, Signature: attest()},
		{Key: riverside(14), No: other, Signature: attest()},
	}
	sign := func(who string) error { return w.SignReturns(w.ctx, w.as(who), in) }
	w.refuses(domain.Forbidden, "sign.drafter", func() error { return sign("both") })
	w.happens(func() error { return sign("anna") }, domain.ReturnSignedE, domain.ReturnSignedE)
}

func TestGiveBack(t *testing.T) {
	w := newWorld(t)
	no := w.submit("rita", riverside(1), progress("1a", "1b"))
	in := app.GiveBack{Key: riverside(1), No: no, Reason: "Name the policy."}
	back := func(actor domain.Actor) error { return w.GiveBack(w.ctx, actor, in) }
	w.strangers([]string{"rita", "lea"}, []string{"hillsigns"}, back)
	w.refuses(domain.Invalid, "give_back.reason_missing", func() error {
		return w.GiveBack(w.ctx, w.as("anna"), app.GiveBack{Key: riverside(1), No: no})
	})
	w.happens(func() error { return back(w.as("anna")) }, domain.ReturnGivenBackE)
	require.Equal(t, domain.ReturnDraft, w.current(riverside(1)).State)
	require.Equal(t, "Name the policy.", w.words(w.said(riverside(1), domain.SealedGivenBack)[0]).Text)

	// The sealed version stays, can't be signed any more, and the next one is number 2.
	require.Len(t, w.said(riverside(1), domain.SealedVersion), 1)
	w.refuses(domain.Conflict, "return.changed", func() error {
		return w.SignReturn(w.ctx, w.as("anna"), app.SignReturn{Key: riverside(1), No: no, Signature: attest()})
	})
	require.Equal(t, 2, w.submit("rita", riverside(1), progress("1a", "1b")))
}

func TestR14_AClosedRoundKeepsTheDraftForTheNextOne(t *testing.T) {
	w := newWorld(t)
	round := w.openRound()
	ret := w.draft("rita", riverside(1), progress("1a", "1b"))
	w.pass(61)
	require.NoError(t, w.CloseRound(w.ctx, w.as("lea"), round.ID))
	w.refuses(domain.Conflict, "return.round_closed", func() error {
		_, err := w.SubmitReturn(w.ctx, w.as("rita"), app.SubmitReturn{Key: riverside(1), Return: ret.ID, Guard: ret.Version})
		return err
	})
	w.openRound()
	require.Equal(t, "Under way.", w.current(riverside(1)).Draft.Narrative)
	require.Equal(t, 1, w.sign("ravi", "anna", riverside(1), progress("1a", "1b")))
}

func TestR14_FromDueToClosedAReturnIsMarkedLate(t *testing.T) {
	w := newWorld(t)
	w.openRound()
	w.pass(31)
	w.sign("rita", "anna", riverside(1), progress("1a", "1b"))
	require.True(t, w.last(riverside(1)).Late)
}

func TestR14_WhatWasSentBackIsAnsweredAfterClosing(t *testing.T) {
	w := newWorld(t)
	round := w.openRound()
	no := w.claimed()
	w.pass(61)
	require.NoError(t, w.CloseRound(w.ctx, w.as("lea"), round.ID))
	w.review("rex", riverside(1), no, domain.Review{Outcome: domain.SentBack, Reasons: "Which staff?"})
	require.Equal(t, domain.ReturnSentBack, w.current(riverside(1)).State)
	require.Equal(t, 2, w.sign("rita", "anna", riverside(1), progress("1a", "1b")))
}

func TestR14_AClaimIsWithdrawnWhileItWaitsForOversight(t *testing.T) {
	w := newWorld(t)
	w.openRound()
	claimed := w.claimed()
	waiting := w.last(riverside(1))
	require.Equal(t, 2, w.sign("rita", "anna", riverside(1), progress("1a", "1b")))
	require.Empty(t, w.last(riverside(1)).RoundID, "as an interim return")
	require.False(t, w.duty(riverside(1)).Claimed())
	require.Equal(t, w.today(), w.duty(riverside(1)).State.Withdrawn)

	// What waits of the round stays on the desk, confirms nothing, and leaves it without a review.
	still, err := w.store.Reader().Return(w.ctx, all(), waiting.ID)
	require.NoError(t, err)
	require.Equal(t, domain.ReturnSigned, still.State)
	for _, review := range []domain.Review{full("1a", "1b"), partly("1a", "1b"), {Outcome: domain.SentBack, Reasons: "Which staff?"}} {
		w.refuses(domain.Conflict, "review.overtaken", func() error {
			return w.ReviewReturn(w.ctx, w.as("rex"), app.ReviewReturn{Key: riverside(1), No: claimed, Review: review})
		})
	}
	w.happens(func() error {
		return w.ReceiveReturns(w.ctx, w.as("rex"), []app.ReceiveReturn{{Key: riverside(1), No: claimed}})
	}, domain.ReturnReceivedE)
	w.review("rex", riverside(1), 2, partly("1a", "1b"))
}

func TestR14_AnOvertakenClaimConfirmsNoLaterOne(t *testing.T) {
	w := newWorld(t)
	w.openRound()
	first := w.claimed()
	other, err := w.AddEvidence(w.ctx, w.as("rita"), textFile("RJ1", "policy.txt", "Another policy."))
	require.NoError(t, err)
	later := w.sign("rita", "anna", riverside(1), claim(other, "1a", "1b"))
	confirm := func(no int) error {
		return w.ReviewReturn(w.ctx, w.as("rex"), app.ReviewReturn{Key: riverside(1), No: no, Review: full("1a", "1b")})
	}
	w.refuses(domain.Conflict, "review.overtaken", func() error { return confirm(first) })
	w.happens(func() error { return confirm(later) }, domain.ReturnReviewed)
	require.True(t, w.duty(riverside(1)).Confirmed(w.today()))
}

func TestR14_WhatIsTypedAfterTheRoundClosedGoesWithWhatIsWrittenNext(t *testing.T) {
	w := newWorld(t)
	round := w.openRound()
	before := w.current(riverside(1))
	require.NoError(t, w.CloseRound(w.ctx, w.as("lea"), round.ID))
	save := func(ret domain.Return, words string) (domain.Return, error) {
		c := progress("1a", "1b")
		c.Narrative = words
		return w.SaveDraft(w.ctx, w.as("rita"), app.SaveDraft{Key: riverside(1), Return: ret.ID, Guard: ret.Version, Content: c})
	}
	caught, err := save(before, "Typed before it closed, saved after.")
	require.NoError(t, err)
	require.Equal(t, caught.Draft, w.current(riverside(1)).Draft)
	require.True(t, w.current(riverside(1)).CaughtByClosing())

	// Once another is begun, what is typed into the first is set beside that one.
	w.openRound()
	_, err = save(caught, "Typed into the return of a round that is over.")
	problems := domain.AsProblems(err)
	require.Len(t, problems, 1)
	require.Equal(t, "return.moved_on", problems[0].Key)
	now := problems[0].Now.(domain.Return)
	require.Equal(t, w.current(riverside(1)), now)
	_, err = save(now, "Typed into the return of a round that is over.")
	require.NoError(t, err)
	require.Equal(t, "Typed into the return of a round that is over.", w.current(riverside(1)).Draft.Narrative)
}

func TestNoChangeIsDeclaredWhereARoundAsks(t *testing.T) {
	w := newWorld(t)
	w.sign("rita", "anna", riverside(14), progress("14a"))
	w.refuses(domain.Forbidden, "no_change.not_asked", func() error {
		return w.ConfirmNoChange(w.ctx, w.as("rita"), []app.ConfirmNoChange{{Key: riverside(14)}})
	})
}

func TestR14_AClaimIsMadeBetweenRoundsAsAnInterimReturn(t *testing.T) {
	w := newWorld(t)
	w.claimed()
	require.True(t, w.duty(riverside(1)).Claimed())
	require.Empty(t, w.last(riverside(1)).RoundID)
}
