package site

import (
	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

func (r *request) asked() (spoken, error) {
	return r.spoken(access.AnswerQuestion, true, domain.SealedQuestion, domain.SealedAnswer)
}

func (s *Site) answerPage(r *request) error {
	q, err := r.asked()
	if err != nil {
		return err
	}
	return r.showAnswer(q, answerQuestionFields(r, form.Show(nil)))
}

func answerQuestionFields(r *request, f *form.Form) page.TextFields {
	return page.TextFields{Form: f, Text: f.Lines("text", private(r.words.T("answer_question.text"), ""), maxNarrative)}
}

func (r *request) showAnswer(q spoken, fields page.TextFields) error {
	return r.form(fields.Form, page.AnswerQuestion(r.below(q.matter, fields.Form), page.AnswerPage{
		Where: q.where(), Question: q.said, Answers: q.answers, Action: q.href("/answer/" + string(q.row.ID)), Fields: fields,
	}))
}

// answerQuestion records the one answer that a question gets.
func (s *Site) answerQuestion(r *request) error {
	q, err := r.asked()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := answerQuestionFields(r, f)
	if !f.Ok() {
		return r.showAnswer(q, fields)
	}
	err = s.App.AnswerQuestion(r.ctx(), r.actor(), app.AnswerQuestion{Key: q.key, Question: q.row.ID, Text: fields.Text.Value})
	switch {
	case refusedIn(f, err):
		return r.showAnswer(q, fields)
	case domain.KindOf(err) == domain.Conflict:
		return r.already(err, q, fields.Text.Label, fields.Text.Value)
	case err != nil:
		return err
	}
	return r.done(q.href(""), "question_answered")
}
