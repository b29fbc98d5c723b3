package site

import (
	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
)

// extending is a body with what it has not reported in a round.
type extending struct {
	round   domain.Round
	pack    *domain.Pack
	missing missingBody
}

// extending is what the address names, as far as the visitor may give it time.
func (r *request) extending() (extending, error) {
	round, err := r.roundAsked()
	if err != nil {
		return extending{}, err
	}
	places, err := r.places()
	if err != nil {
		return extending{}, err
	}
	all, err := r.returnsOf(round, places, access.ExtendReturn)
	if err != nil {
		return extending{}, err
	}
	pack, err := r.site.Reader.Pack(r.ctx(), round.Report)
	if err != nil {
		return extending{}, err
	}
	for _, m := range missingOf(all) {
		if m.body.Code == r.Param("body") {
			return extending{round, pack, m}, nil
		}
	}
	return extending{}, domain.Missing()
}

func (s *Site) askToExtend(r *request) error {
	e, err := r.extending()
	if err != nil {
		return err
	}
	return r.page(r.extendPage(e, r.extendFields(e, form.Show(nil))))
}

func (r *request) extendFields(e extending, f *form.Form) page.ExtendFields {
	w := r.words
	var returns []form.Option
	for _, a := range e.missing.returns {
		rec, _ := e.pack.Recommendation(a.duty.Rec)
		o := form.Option{
			Value: string(a.head.ID), Label: w.T("take_up.recommendation", domain.Args{"No": rec.No, "Short": rec.Short}),
			Hint: w.Word("return", string(a.head.State)),
		}
		if !a.head.Extended.IsZero() {
			o.Hint = w.T("extend_return.extended", domain.Args{"Day": a.head.Extended})
		}
		returns = append(returns, o)
	}
	return page.ExtendFields{
		Form:    f,
		Returns: f.Choices("returns", form.Ask{Label: w.T("extend_return.returns"), Required: true}, returns),
		Due:     f.Day("due", form.Ask{Label: w.T("extend_return.due"), Hint: w.T("extend_return.due.hint"), Required: true}),
	}
}

func (r *request) extendPage(e extending, fields page.ExtendFields) templ.Component {
	href := roundHref(e.round.ID)
	v := r.roundsView(ui.Crumb{Text: e.round.Name, Href: href})
	return page.ExtendReturn(v, page.ExtendPage{
		Body: e.missing.body.Name, Round: e.round.Name, Due: r.words.Day(e.round.Due), Closes: r.words.Day(e.round.Closes),
		Href: href, Action: href + "/extend/" + e.missing.body.Code, Fields: fields,
	})
}

// extendReturns grants the later day to each return that was ticked. They are
// one decision each: what is refused of one leaves the others as they are.
func (s *Site) extendReturns(r *request) error {
	e, err := r.extending()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := r.extendFields(e, f)
	if !f.Ok() {
		return r.atFault(r.extendPage(e, fields))
	}
	for _, a := range e.missing.returns {
		if !fields.Returns.Has(string(a.head.ID)) {
			continue
		}
		key := domain.DutyKey{Body: e.missing.body.Code, Report: a.duty.Report, Rec: a.duty.Rec}
		err := s.App.ExtendReturn(r.ctx(), r.actor(), app.ExtendReturn{Key: key, Return: a.head.ID, Due: fields.Due.Value})
		if domain.KindOf(err) == domain.Invalid {
			f.Apply(domain.AsProblems(err))
			return r.atFault(r.extendPage(e, fields))
		}
		if err != nil {
			return err
		}
	}
	return r.done(roundHref(e.round.ID), "return_extended")
}
