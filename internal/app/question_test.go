package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestR16_AQuestionNeedsNoSendBackAndNoNewVersion(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	before := w.last(riverside(1))
	in := app.AskQuestion{Key: riverside(1), No: no, Text: "Which staff does it cover?"}
	ask := func(actor domain.Actor) error { return w.AskQuestion(w.ctx, actor, in) }

	w.strangers([]string{"rita", "anna", "obs"}, []string{"hill", "sean", "asa"}, ask)
	w.happens(func() error { return ask(w.as("rex")) }, domain.QuestionAsked)
	w.changesNothing(func() error { return ask(w.as("rex")) })
	question := w.said(riverside(1), domain.SealedQuestion)[0]

	reply := app.AnswerQuestion{Key: riverside(1), Question: question.ID, Text: "All of them."}
	answer := func(actor domain.Actor) error { return w.AnswerQuestion(w.ctx, actor, reply) }
	w.strangers([]string{"rex", "aud"}, []string{"hill", "sean"}, answer)
	w.happens(func() error { return answer(w.as("rita")) }, domain.QuestionAnswered)
	w.changesNothing(func() error { return answer(w.as("rita")) })

	given := w.said(riverside(1), domain.SealedAnswer)[0]
	require.Equal(t, question.ID, given.Re)
	require.Equal(t, "All of them.", w.words(given).Text)
	require.Equal(t, before, w.last(riverside(1)), "the return is where it was")
	reply.Text = "Nurses only."
	w.refuses(domain.Conflict, "question.answered", func() error { return answer(w.as("anna")) })
}

func TestAskQuestionRefuses(t *testing.T) {
	w := newWorld(t)
	no := w.submit("rita", riverside(1), progress("1a", "1b"))
	in := app.AskQuestion{Key: riverside(1), No: no, Text: "Which staff?"}
	ask := func() error { return w.AskQuestion(w.ctx, w.as("rex"), in) }
	w.refuses(domain.NotFound, "not_found", ask) // not signed: not theirs to see
	require.NoError(t, w.SignReturn(w.ctx, w.as("anna"), app.SignReturn{Key: riverside(1), No: no, Signature: attest()}))
	in.Text = ""
	w.refuses(domain.Invalid, "question.text_missing", ask)
}

func TestAnswerQuestionRefuses(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	require.NoError(t, w.AskQuestion(w.ctx, w.as("rex"), app.AskQuestion{Key: riverside(1), No: no, Text: "Which staff?"}))
	question := w.said(riverside(1), domain.SealedQuestion)[0]
	w.refuses(domain.Invalid, "question.answer_missing", func() error {
		return w.AnswerQuestion(w.ctx, w.as("rita"), app.AnswerQuestion{Key: riverside(1), Question: question.ID})
	})
	w.refuses(domain.NotFound, "not_found", func() error { // a question about another duty
		return w.AnswerQuestion(w.ctx, w.as("rita"), app.AnswerQuestion{Key: riverside(14), Question: question.ID, Text: "All."})
	})
}
