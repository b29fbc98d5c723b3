package site

import (
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// asking is a signed version about which oversight asks.
type asking struct {
	matter
	no int
}

func (r *request) asking() (asking, error) {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return asking{}, domain.Missing()
	}
	m, err := r.matter(access.Ask)
	if err != nil {
		return asking{}, err
	}
	h, err := r.history(m, false)
	if err != nil {
		return asking{}, err
	}
	if !h.signed(no) {
		return asking{}, domain.Missing()
	}
	return asking{m, no}, r.notOwn(m)
}

func (s *Site) askPage(r *request) error {
	a, err := r.asking()
	if err != nil {
		return err
	}
	return r.showAsk(a, askFields(r, form.Show(nil)))
}

func askFields(r *request, f *form.Form) page.TextFields {
	return page.TextFields{Form: f, Text: f.Lines("text", private(r.words.T("ask_question.text"), r.words.T("ask_question.text_hint")), maxReason)}
}

func (r *request) showAsk(a asking, fields page.TextFields) error {
	return r.form(fields.Form, page.AskQuestion(r.below(a.matter, fields.Form), page.AskPage{
		Where: a.where(), No: a.no, Action: a.href("/question/" + strconv.Itoa(a.no)), Version: a.href("/versions/" + strconv.Itoa(a.no)), Fields: fields,
	}))
}

// ask puts a question to the body: no send-back, no new version (R16).
func (s *Site) ask(r *request) error {
	a, err := r.asking()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := askFields(r, f)
	if !f.Ok() {
		return r.showAsk(a, fields)
	}
	err = s.App.AskQuestion(r.ctx(), r.actor(), app.AskQuestion{Key: a.key, No: a.no, Text: fields.Text.Value})
	if refusedIn(f, err) {
		return r.showAsk(a, fields)
	}
	if err != nil {
		return err
	}
	return r.done(a.href(""), "question_asked")
}
