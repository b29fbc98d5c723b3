package site

import (
	"net/url"
	"slices"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
)

// ahead is a duty that went ahead of others, with those of which its body has
// not told yet how.
type ahead struct {
	matter
	of []view.Tie
}

func (r *request) ahead() (ahead, error) {
	m, err := r.matter(access.SayHow)
	if err != nil {
		return ahead{}, err
	}
	picture, err := r.site.Views.Picture(r.ctx(), m.key.Report)
	if err != nil {
		return ahead{}, err
	}
	duty, err := picture.Duty(r.cut(), m.key)
	if err != nil {
		return ahead{}, err
	}
	told, err := r.site.Reader.SealedOf(r.ctx(), r.seeing(true), m.duty.ID, domain.SealedHow)
	if err != nil {
		return ahead{}, err
	}
	a := ahead{matter: m}
	for _, tie := range duty.AheadOf {
		known, err := tells(told, tie.Dependency.Key)
		if err != nil {
			return ahead{}, err
		}
		if !known && !slices.ContainsFunc(a.of, func(t view.Tie) bool { return t.Dependency.Key == tie.Dependency.Key }) {
			a.of = append(a.of, tie)
		}
	}
	return a, nil
}

// tells says whether the body has told already how it went ahead of an edge.
func tells(told []domain.Sealed, dependency string) (bool, error) {
	for _, row := range told {
		var words domain.Statement
		if err := row.Decode(&words); err != nil {
			return false, err
		}
		if words.Choice == dependency {
			return true, nil
		}
	}
	return false, nil
}

func (s *Site) howPage(r *request) error {
	a, err := r.ahead()
	if err != nil {
		return err
	}
	values := url.Values{"dependency": {r.Query("dependency")}}
	if len(a.of) == 1 {
		values.Set("dependency", a.of[0].Dependency.Key)
	}
	return r.showHow(a, howFields(r, a, form.Show(values)))
}

func howFields(r *request, a ahead, f *form.Form) page.EdgeFields {
	var choices []form.Option
	for _, tie := range a.of {
		choices = append(choices, edgeOption(r, tie.Dependency, tie.From))
	}
	return page.EdgeFields{
		Form:       f,
		Dependency: f.Choice("dependency", form.Ask{Label: r.words.T("say_how.dependency"), Required: true}, choices),
		Text:       f.Lines("text", private(r.words.T("say_how.text"), r.words.T("say_how.text_hint")), maxNarrative),
	}
}

// edgeOption is an edge that reaches a duty, as an answer of a choice.
func edgeOption(r *request, dep *domain.Dependency, from *domain.Recommendation) form.Option {
	return form.Option{Value: dep.Key, Label: r.words.T("say_how.edge", domain.Args{
		"Kind": r.words.Word("dependency_kind", string(dep.Kind)), "From": recName(from),
	}), Hint: dep.Why}
}

func (r *request) showHow(a ahead, fields page.EdgeFields) error {
	return r.form(fields.Form, page.SayHow(r.below(a.matter, fields.Form), page.EdgePage{
		Where: a.where(), Action: a.href("/how"), Fields: fields,
	}))
}

// sayHow records how the body went ahead: told once, and no doubt about it (R6).
func (s *Site) sayHow(r *request) error {
	a, err := r.ahead()
	if err != nil {
		return err
	}
	if len(a.of) == 0 {
		return r.done(a.href("/how"), "")
	}
	f := form.Read(r.postForm())
	fields := howFields(r, a, f)
	if !f.Ok() {
		return r.showHow(a, fields)
	}
	err = s.App.SayHow(r.ctx(), r.actor(), app.SayHow{Key: a.key, Dependency: fields.Dependency.Value, Text: fields.Text.Value})
	if refusedIn(f, err) {
		return r.showHow(a, fields)
	}
	if err != nil {
		return err
	}
	return r.done(a.href(""), "how_told")
}
