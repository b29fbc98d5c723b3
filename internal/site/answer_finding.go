package site

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// answerable is a finding before somebody who explains or dismisses it.
type answerable struct {
	matter
	how     string // explain or dismiss: the words and the address of the page
	facts   string
	finding page.DutyFinding
	send    func(context.Context, domain.Actor, app.AnswerFinding) error
}

// The two ways to answer.
const (
	howExplain = "explain"
	howDismiss = "dismiss"
)

// answerable is the finding that the address names. One whose facts have changed
// meanwhile is a conflict, which says so.
func (r *request) answerable(how string) (answerable, error) {
	verb, send := access.ExplainFinding, r.site.App.ExplainFinding
	if how == howDismiss {
		verb, send = access.DismissFinding, r.site.App.DismissFinding
	}
	a := answerable{how: how, facts: r.Param("facts"), send: send}
	var err error
	if a.matter, err = r.matter(verb); err != nil {
		return a, err
	}
	if how == howDismiss {
		if err := r.notOwn(a.matter); err != nil {
			return a, err
		}
	}
	picture, err := r.site.Views.Picture(r.ctx(), a.key.Report)
	if err != nil {
		return a, err
	}
	c, err := picture.Compared(r.ctx(), r.cut(), a.key)
	if err != nil {
		return a, err
	}
	i := slices.IndexFunc(c.Found, func(f domain.Found) bool { return f.Facts == a.facts })
	if i < 0 || !c.Found[i].Kind.Answerable() {
		return a, domain.Clash("finding.changed", nil)
	}
	a.finding = r.finding(picture, c, c.Found[i])
	if c.Found[i].Answer == nil {
		return a, nil
	}
	h, err := r.history(a.matter, false)
	a.finding.Answer = h.said(c.Found[i].Answer.Sealed)
	return a, err
}

func (s *Site) explainPage(r *request) error { return r.answerFindingPage(howExplain) }

func (s *Site) dismissPage(r *request) error { return r.answerFindingPage(howDismiss) }

// explainFinding records what the body says of it.
func (s *Site) explainFinding(r *request) error { return r.answerFinding(howExplain) }

// dismissFinding records why oversight lets it be.
func (s *Site) dismissFinding(r *request) error { return r.answerFinding(howDismiss) }

func (r *request) answerFindingPage(how string) error {
	a, err := r.answerable(how)
	if err != nil {
		return err
	}
	return r.showAnswerable(a, answerFindingFields(r, how, form.Show(nil)))
}

func answerFindingFields(r *request, how string, f *form.Form) page.TextFields {
	family := "answer_finding." + how
	return page.TextFields{Form: f, Text: f.Lines("text", private(r.words.T(family+".text"), r.words.T(family+".text_hint")), maxReason)}
}

func (r *request) showAnswerable(a answerable, fields page.TextFields) error {
	return r.form(fields.Form, page.AnswerFinding(r.below(a.matter, fields.Form), page.AnswerFindingPage{
		Where: a.where(), How: a.how, Finding: a.finding, Action: a.href("/findings/" + a.facts + "/" + a.how), Fields: fields,
	}))
}

func (r *request) answerFinding(how string) error {
	f := form.Read(r.postForm())
	fields := answerFindingFields(r, how, f)
	a, err := r.answerable(how)
	switch {
	case domain.KindOf(err) == domain.Conflict:
		return r.findingLost(err, a, fields)
	case err != nil:
		return err
	case !f.Ok():
		return r.showAnswerable(a, fields)
	}
	err = a.send(r.ctx(), r.actor(), app.AnswerFinding{Key: a.key, Facts: a.facts, Text: fields.Text.Value})
	switch {
	case refusedIn(f, err):
		return r.showAnswerable(a, fields)
	case domain.KindOf(err) == domain.Conflict:
		return r.findingLost(err, a, fields)
	case err != nil:
		return err
	}
	return r.done(a.href("#findings"), "finding_"+how)
}

// findingLost keeps what was typed where the finding is no longer the one that
// was before them, or somebody else was faster.
func (r *request) findingLost(err error, a answerable, fields page.TextFields) error {
	differs := page.Difference{Label: fields.Text.Label, Yours: fields.Text.Value}
	if a.finding.Answer != nil {
		differs.Now = a.finding.Answer.Text
	}
	return r.lost(err, race{view: r.below(a.matter, nil), now: a.href("#findings"), differs: []page.Difference{differs}})
}
