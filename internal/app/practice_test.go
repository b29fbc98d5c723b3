package app_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// followed has England follow the report, so that a duty there can stand confirmed.
func (w *world) followed() {
	w.t.Helper()
	_, err := w.TakeUp(w.ctx, w.as("lea"), app.TakeUp{TakeUp: domain.TakeUp{
		Report: "ctr", Nation: domain.England, From: w.today(), Words: "We see to it.",
	}})
	require.NoError(w.t, err)
}

// offered is a confirmed duty that rex put forward, with the id of his words.
func (w *world) offered(text string) domain.ID {
	w.t.Helper()
	w.followed()
	w.review("rex", riverside(1), w.claimed(), full("1a", "1b"))
	w.happens(func() error { return w.put("rex", "", text) }, domain.DutyPracticePut)
	return w.practice().Text
}

func (w *world) practice() domain.PracticeState {
	w.t.Helper()
	return w.duty(riverside(1)).State.Practice
}

func (w *world) put(who string, after domain.ID, text string) error {
	return w.PutPractice(w.ctx, w.as(who), app.PutPractice{Key: riverside(1), After: after, Text: text})
}

func (w *world) answers(who string, step domain.PracticeStep, text domain.ID, reason string) error {
	return w.AnswerPractice(w.ctx, w.as(who), app.AnswerPractice{Key: riverside(1), Step: step, Text: text, Reason: reason})
}

const copied = "Every nurse has a day a month, written into the rota."

func TestR4_OversightAloneAsksAndTheAccountablePersonAloneConsents(t *testing.T) {
	w := newWorld(t)
	w.followed()
	no := w.claimed()
	w.refuses(domain.Forbidden, "practice.not_confirmed", func() error { return w.put("rex", "", copied) })
	w.review("rex", riverside(1), no, full("1a", "1b"))

	put := func(actor domain.Actor) error {
		return w.PutPractice(w.ctx, actor, app.PutPractice{Key: riverside(1), Text: copied})
	}
	w.strangers([]string{"rita", "anna", "aud"}, []string{"hill", "hillsigns", "sean", "shona", "asa", "adam"}, put)
	w.refuses(domain.Invalid, "practice.text_missing", func() error { return w.put("rex", "", "") })
	w.refuses(domain.Invalid, "practice.text_long", func() error { return w.put("rex", "", strings.Repeat("é", domain.PracticeMost+1)) })
	w.happens(func() error { return put(w.as("rex")) }, domain.DutyPracticePut)
	w.changesNothing(func() error { return put(w.as("rex")) })
	id := w.practice().Text
	require.Equal(t, domain.PracticeState{Step: domain.PracticePut, Text: id, On: w.today()}, w.practice())
	require.Equal(t, id, w.said(riverside(1), domain.SealedPractice)[0].ID)

	consent := app.AnswerPractice{Key: riverside(1), Step: domain.PracticeConsented, Text: id}
	consents := func(actor domain.Actor) error { return w.AnswerPractice(w.ctx, actor, consent) }
	w.strangers([]string{"rita", "rex", "lea", "aud"}, []string{"hill", "hillsigns", "sean", "adam"}, consents)
	w.happens(func() error { return consents(w.as("anna")) }, domain.DutyPracticeAnswered)
	w.changesNothing(func() error { return consents(w.as("anna")) })
	w.changesNothing(func() error { return put(w.as("rex")) })
	require.True(t, w.practice().Consented())

	back := app.TakePracticeBack{Key: riverside(1), Text: id, Reason: "It has changed."}
	takes := func(actor domain.Actor) error { return w.TakePracticeBack(w.ctx, actor, back) }
	w.strangers([]string{"rita", "anna", "aud"}, []string{"hill", "sean", "adam"}, takes)
	w.refuses(domain.Invalid, "practice.back_reason_missing", func() error {
		return w.TakePracticeBack(w.ctx, w.as("rose"), app.TakePracticeBack{Key: riverside(1), Text: id})
	})
	w.happens(func() error { return takes(w.as("rose")) }, domain.DutyPracticeBack)
	w.changesNothing(func() error { return takes(w.as("rose")) })
	require.Equal(t, "It has changed.", w.words(w.said(riverside(1), domain.SealedPracticeBack)[0]).Text)
	w.refuses(domain.Conflict, "practice.changed", func() error { return consents(w.as("anna")) })
}

func TestR4_ConsentIsToTheWordsThatWereRead(t *testing.T) {
	w := newWorld(t)
	first := w.offered(copied)
	w.refuses(domain.Conflict, "practice.changed", func() error { return w.put("rose", "", "Two days.") }) // she had not seen the first
	require.NoError(t, w.answers("anna", domain.PracticeConsented, first, ""))
	w.happens(func() error { return w.put("rose", first, "Two days.") }, domain.DutyPracticePut)
	require.True(t, w.practice().Waits(), "other words ask for consent anew")
	w.refuses(domain.Conflict, "practice.changed", func() error { return w.answers("anna", domain.PracticeConsented, first, "") })
}

func TestR4_ConsentIsDeclinedWithAReasonAndWithdrawnAtAnyTime(t *testing.T) {
	w := newWorld(t)
	id := w.offered(copied)
	w.refuses(domain.Invalid, "practice.answer_missing", func() error { return w.answers("anna", "perhaps", id, "") })
	w.refuses(domain.Invalid, "practice.decline_reason_missing", func() error { return w.answers("anna", domain.PracticeDeclined, id, "") })
	w.refuses(domain.Conflict, "practice.changed", func() error { return w.answers("anna", domain.PracticeWithdrawn, id, "") })
	w.happens(func() error { return w.answers("anna", domain.PracticeDeclined, id, "It is one ward.") }, domain.DutyPracticeAnswered)
	w.changesNothing(func() error { return w.answers("anna", domain.PracticeDeclined, id, "It is one ward.") })
	w.refuses(domain.Conflict, "practice.changed", func() error { return w.answers("both", domain.PracticeDeclined, id, "Not now.") })
	w.refuses(domain.Invalid, "practice.declined_these", func() error { return w.put("rex", id, copied) })

	require.NoError(t, w.put("rex", id, "One ward has a day a month."))
	id = w.practice().Text
	require.NoError(t, w.answers("anna", domain.PracticeConsented, id, ""))
	w.sign("rita", "anna", riverside(1), progress("1a", "1b")) // it is confirmed no more
	w.refuses(domain.Forbidden, "practice.not_confirmed", func() error { return w.put("rex", id, "Other words.") })
	w.happens(func() error { return w.answers("both", domain.PracticeWithdrawn, id, "") }, domain.DutyPracticeAnswered)
	require.Equal(t, domain.PracticeWithdrawn, w.practice().Step)
	require.Len(t, w.said(riverside(1), domain.SealedPractice), 2, "the record keeps all")
}

func TestR4_ConsentWaitsForAConfirmation(t *testing.T) {
	w := newWorld(t)
	id := w.offered(copied)
	w.sign("rita", "anna", riverside(1), progress("1a", "1b"))
	w.refuses(domain.Forbidden, "practice.not_confirmed", func() error { return w.answers("anna", domain.PracticeConsented, id, "") })
	w.happens(func() error { return w.answers("anna", domain.PracticeDeclined, id, "Not any more.") }, domain.DutyPracticeAnswered)
}

func TestR5_NobodyPutsForwardTheirOwn(t *testing.T) {
	w := newWorld(t)
	in := app.PutPractice{Key: dutyAt("UKG", 3), Text: copied}
	w.refuses(domain.Forbidden, "review.own", func() error { return w.PutPractice(w.ctx, w.as("lea"), in) })
	back := app.TakePracticeBack{Key: in.Key, Reason: "No."}
	w.refuses(domain.Forbidden, "review.own", func() error { return w.TakePracticeBack(w.ctx, w.as("lea"), back) })
}
