package site

import (
	"net/http"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/signin"
	"heed/web/page"
	"heed/web/ui"
)

func (s *Site) askForPassword(r *request) error {
	return r.page(page.SetPassword(r.view(), setPasswordFields(r, form.Show(nil))))
}

func setPasswordFields(r *request, f *form.Form) page.SetPasswordFields {
	w := r.words
	hint := w.T("set_password.hint", domain.Args{"Min": signin.MinPassword})
	return page.SetPasswordFields{
		Form: f, Action: "/set-password/" + r.Param("token"),
		Password: f.Secret("password", form.Ask{Label: w.T("set_password.password"), Hint: hint, Required: true}, signin.MaxPassword),
		Again:    f.Secret("again", form.Ask{Label: w.T("set_password.again"), Required: true}, signin.MaxPassword),
	}
}

// setPassword spends a one-time link and signs its person in.
func (s *Site) setPassword(r *request) error {
	f := form.Read(r.postForm())
	fields := setPasswordFields(r, f)
	same(f, fields.Password, fields.Again)
	if !f.Ok() {
		return r.atFault(page.SetPassword(r.view(), fields))
	}
	person, err := s.App.SetPassword(r.ctx(), r.Param("token"), fields.Password.Value)
	switch domain.KindOf(err) {
	case domain.Invalid:
		f.Apply(domain.AsProblems(err))
		return r.atFault(page.SetPassword(r.view(), fields))
	case domain.NotFound:
		why := r.words.T("problem.link.not_valid", domain.Args{"Days": signin.LinkDays})
		return r.show(http.StatusNotFound, page.LinkNotValid(r.view(), why))
	}
	if err != nil {
		return err
	}
	return r.enter(person, "/", "password_set")
}

// same refuses two passwords that differ.
func same(f *form.Form, password, again *form.Text) {
	if password.Problem == nil && again.Problem == nil && password.Value != again.Value {
		f.Apply(domain.Problems{domain.Bad(again.Name, "password.not_the_same", nil)})
	}
}

func (s *Site) askForNewPassword(r *request) error {
	return r.page(page.ChangePassword(r.accountView(), changePasswordFields(r, form.Show(nil))))
}

func changePasswordFields(r *request, f *form.Form) page.ChangePasswordFields {
	w := r.words
	hint := w.T("set_password.hint", domain.Args{"Min": signin.MinPassword})
	return page.ChangePasswordFields{
		Form:    f,
		Present: f.Secret("old", form.Ask{Label: w.T("change_password.present"), Required: true}, signin.MaxPassword),
		New:     f.Secret("password", form.Ask{Label: w.T("change_password.new"), Hint: hint, Required: true}, signin.MaxPassword),
		Again:   f.Secret("again", form.Ask{Label: w.T("change_password.again"), Required: true}, signin.MaxPassword),
	}
}

// changePassword ends every other session and begins this one anew.
func (s *Site) changePassword(r *request) error {
	f := form.Read(r.postForm())
	fields := changePasswordFields(r, f)
	same(f, fields.New, fields.Again)
	if !f.Ok() {
		return r.atFault(page.ChangePassword(r.accountView(), fields))
	}
	person, err := s.App.ChangePassword(r.ctx(), r.actor(), app.ChangePassword{
		Old: fields.Present.Value, New: fields.New.Value, Address: r.ClientIP(),
	})
	if domain.KindOf(err) == domain.Invalid {
		f.Apply(presentWrong(domain.AsProblems(err)))
		return r.atFault(page.ChangePassword(r.accountView(), fields))
	}
	if err != nil {
		return err
	}
	return r.enter(person, "/account", "password_changed")
}

// presentWrong says what is wrong in this form's words: nobody typed an address.
func presentWrong(problems domain.Problems) domain.Problems {
	for i, p := range problems {
		if p.Key == "sign_in.wrong" {
			problems[i] = domain.Bad(p.Field, "password.present_wrong", nil)
		}
	}
	return problems
}

func (r *request) accountView() page.View {
	return r.viewBelow(ui.Crumb{Text: r.words.T("account.title"), Href: "/account"})
}
