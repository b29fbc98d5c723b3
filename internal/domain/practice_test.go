package domain_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// standsConfirmed are the facts of a confirmed duty in a nation that follows it.
func standsConfirmed() domain.DutyFacts {
	return domain.DutyFacts{Duty: confirmed(), Body: &domain.Body{Code: "RJ1", Nation: domain.England}, Monitored: true}
}

// stepped is those facts with a practice at a step, about the words t.
func stepped(step domain.PracticeStep) domain.DutyFacts {
	f := standsConfirmed()
	f.Duty.State.Practice = domain.PracticeState{Step: step, Text: "t", On: "2026-11-01"}
	return f
}

func TestR9_WhatOthersCanCopyIsOfAConfirmedDutyAndShort(t *testing.T) {
	f := standsConfirmed()
	offer := domain.Offering{Text: "t", Words: strings.Repeat("é", domain.PracticeMost)}
	s, err := domain.PutPractice(f, offer, today)
	require.NoError(t, err)
	require.Equal(t, domain.PracticeState{Step: domain.PracticePut, Text: "t", On: today}, s.Practice)
	require.True(t, s.Practice.Waits())
	require.False(t, s.Practice.Consented())
	require.Empty(t, f.Duty.State.Practice, "the state before is left as it was")

	offer.Words += "é"
	_, err = domain.PutPractice(f, offer, today)
	refusedAs(t, err, domain.Invalid, "practice.text_long")
	_, err = domain.PutPractice(f, domain.Offering{Text: "t"}, today)
	refusedAs(t, err, domain.Invalid, "practice.text_missing")

	offer.Words = "So."
	for name, spoil := range map[string]func(*domain.DutyFacts){
		"its nation does not follow it": func(f *domain.DutyFacts) { f.Monitored = false },
		"another says not (R17)":        func(f *domain.DutyFacts) { f.SayNot = []domain.ID{"other"} },
		"evidence went out of date":     func(f *domain.DutyFacts) { f.Duty.State.ConfirmedExpires = today },
		"closed undone":                 func(f *domain.DutyFacts) { f.Duty.State.Closure = domain.ClosedNotImplemented },
		"claimed alone":                 func(f *domain.DutyFacts) { f.Duty = signed(duty14(), 1, implemented(), today) },
	} {
		f := standsConfirmed()
		spoil(&f)
		_, err := domain.PutPractice(f, offer, today)
		refusedAs(t, err, domain.Forbidden, "practice.not_confirmed")
		f.Duty.State.Practice = domain.PracticeState{Step: domain.PracticePut, Text: "t"}
		_, err = domain.AnswerPractice(f, domain.PracticeReply{Step: domain.PracticeConsented, Text: "t"}, today)
		require.Error(t, err, name)
	}
}

func TestR22_WhatASpotCheckDidNotUpholdIsNoGoodPractice(t *testing.T) {
	f := standsConfirmed()
	f.NotUpheld = &domain.CheckItem{}
	_, err := domain.PutPractice(f, domain.Offering{Text: "t", Words: "So."}, today)
	refusedAs(t, err, domain.Forbidden, "practice.not_upheld")
	f.Duty.State.Practice = domain.PracticeState{Step: domain.PracticePut, Text: "t"}
	_, err = domain.AnswerPractice(f, domain.PracticeReply{Step: domain.PracticeConsented, Text: "t"}, today)
	refusedAs(t, err, domain.Forbidden, "practice.not_upheld")
	_, err = domain.AnswerPractice(f, domain.PracticeReply{Step: domain.PracticeDeclined, Text: "t", Reason: "No."}, today)
	require.NoError(t, err, "to decline it stands open")
}

func TestR4_PuttingForwardAnewAsksAnew(t *testing.T) {
	for _, step := range []domain.PracticeStep{
		domain.PracticePut, domain.PracticeConsented, domain.PracticeDeclined, domain.PracticeWithdrawn, domain.PracticeTakenBack,
	} {
		s, err := domain.PutPractice(stepped(step), domain.Offering{After: "t", Text: "u", Words: "Other words."}, today)
		require.NoError(t, err, step)
		require.Equal(t, domain.PracticeState{Step: domain.PracticePut, Text: "u", On: today}, s.Practice)
		_, err = domain.PutPractice(stepped(step), domain.Offering{After: "s", Text: "u", Words: "Other words."}, today)
		refusedAs(t, err, domain.Conflict, "practice.changed")
	}
	again := domain.Offering{After: "t", Text: "u", Words: "The same.", Same: true}
	_, err := domain.PutPractice(stepped(domain.PracticeDeclined), again, today)
	refusedAs(t, err, domain.Invalid, "practice.declined_these")
	_, err = domain.PutPractice(stepped(domain.PracticeWithdrawn), again, today)
	require.NoError(t, err)
}

// TestR4_ABodyAnswersWhatItRead goes through every step and every answer: what
// comes of it, or why not.
func TestR4_ABodyAnswersWhatItRead(t *testing.T) {
	const changed = "practice.changed"
	consent, decline, withdraw := domain.PracticeConsented, domain.PracticeDeclined, domain.PracticeWithdrawn
	for step, want := range map[domain.PracticeStep][3]string{ // consent, decline, withdraw
		"":                       {changed, changed, changed},
		domain.PracticePut:       {"", "", changed},
		domain.PracticeConsented: {"", changed, ""},
		domain.PracticeDeclined:  {changed, "", changed},
		domain.PracticeWithdrawn: {changed, changed, ""},
		domain.PracticeTakenBack: {changed, changed, changed},
	} {
		f := stepped(step)
		if step == "" {
			f = standsConfirmed()
		}
		for i, answer := range []domain.PracticeStep{consent, decline, withdraw} {
			s, err := domain.AnswerPractice(f, domain.PracticeReply{Step: answer, Text: "t", Reason: "So."}, today)
			if want[i] != "" {
				refusedAs(t, err, domain.Conflict, want[i])
				continue
			}
			require.NoError(t, err, "%s: %s", step, answer)
			require.Equal(t, answer, s.Practice.Step)
			require.Equal(t, step == answer, s.Practice == f.Duty.State.Practice, "the same again changes nothing")
		}
	}
	_, err := domain.AnswerPractice(stepped(domain.PracticePut), domain.PracticeReply{Step: consent, Text: "other"}, today)
	refusedAs(t, err, domain.Conflict, changed)
	_, err = domain.AnswerPractice(stepped(domain.PracticePut), domain.PracticeReply{Step: decline, Text: "t"}, today)
	refusedAs(t, err, domain.Invalid, "practice.decline_reason_missing")
	_, err = domain.AnswerPractice(stepped(domain.PracticePut), domain.PracticeReply{Step: domain.PracticeTakenBack, Text: "t"}, today)
	refusedAs(t, err, domain.Invalid, "practice.answer_missing")
}

func TestR4_OversightTakesBackWhatIsOfferedOrShown(t *testing.T) {
	for step, key := range map[domain.PracticeStep]string{
		"": "practice.changed", domain.PracticePut: "", domain.PracticeConsented: "", domain.PracticeDeclined: "practice.changed",
		domain.PracticeWithdrawn: "practice.changed", domain.PracticeTakenBack: "",
	} {
		s, err := domain.TakePracticeBack(stepped(step).Duty.State, "t", "So.", today)
		if key != "" {
			refusedAs(t, err, domain.Conflict, key)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, domain.PracticeTakenBack, s.Practice.Step)
	}
	_, err := domain.TakePracticeBack(stepped(domain.PracticePut).Duty.State, "other", "So.", today)
	refusedAs(t, err, domain.Conflict, "practice.changed")
	_, err = domain.TakePracticeBack(stepped(domain.PracticePut).Duty.State, "t", "", today)
	refusedAs(t, err, domain.Invalid, "practice.back_reason_missing")
}

func TestConfirmedOnIsTheDayOfTheReview(t *testing.T) {
	s := confirmed().State
	require.Equal(t, today, s.ConfirmedOn())
	s.Outcome = domain.SentBack
	require.Empty(t, s.ConfirmedOn())
}
