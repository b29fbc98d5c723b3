package site

import (
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
)

func (s *Site) askForRole(r *request) error {
	known, _, err := r.known()
	if err != nil {
		return err
	}
	fields, err := grantFields(r, known, form.Show(nil))
	if err != nil {
		return err
	}
	return r.page(page.GrantRole(r.personView(known), fields))
}

func (r *request) personView(known store.Known) page.View {
	return r.viewBelow(
		ui.Crumb{Text: r.words.T("people.title"), Href: "/people"},
		ui.Crumb{Text: known.Person.Name, Href: personHref(known.Person.ID)},
	)
}

// grantFields are the fields of a further role for somebody to whom the visitor
// may give one.
func grantFields(r *request, known store.Known, f *form.Form) (page.GrantFields, error) {
	if !r.mayGrant(known) {
		return page.GrantFields{}, domain.Missing()
	}
	role, err := roleFields(r, f)
	return page.GrantFields{Form: f, Name: known.Person.Name, Role: role, Action: personHref(known.Person.ID) + "/roles"}, err
}

// grantRole gives somebody a further role.
func (s *Site) grantRole(r *request) error {
	known, places, err := r.known()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields, err := grantFields(r, known, f)
	if err != nil {
		return err
	}
	grant := grantOf(r, places, f, fields.Role, places.byID[known.Person.BodyID].Code)
	if !f.Ok() {
		return r.atFault(page.GrantRole(r.personView(known), fields))
	}
	granted, err := s.App.GrantMembership(r.ctx(), r.actor(), app.GrantMembership{Person: known.Person.ID, Grant: grant})
	if domain.KindOf(err) == domain.Invalid {
		f.Apply(domain.AsProblems(err))
		return r.atFault(page.GrantRole(r.personView(known), fields))
	}
	if err != nil {
		return err
	}
	done := "role_granted"
	if granted.Unconfirmed() {
		done = "approver_waits"
	}
	return r.done(personHref(known.Person.ID), done)
}
