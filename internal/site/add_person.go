package site

import (
	"slices"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
)

// maxLine is how long a name or a post can be.
const maxLine = 120

func (s *Site) newPerson(r *request) error {
	fields, err := addPersonFields(r, form.Show(nil))
	if err != nil {
		return err
	}
	return r.page(page.AddPerson(r.peopleView(), fields))
}

func (r *request) peopleView() page.View {
	return r.viewBelow(ui.Crumb{Text: r.words.T("people.title"), Href: "/people"})
}

// addPersonFields are the fields; who may add nobody anywhere finds no page.
func addPersonFields(r *request, f *form.Form) (page.AddPersonFields, error) {
	if r.site.App.Scope(r.actor(), access.AddPerson).None() {
		return page.AddPersonFields{}, domain.Missing()
	}
	w := r.words
	fields := page.AddPersonFields{
		Form:     f,
		Name:     f.Text("name", form.Ask{Label: w.T("add_person.name"), Required: true}, maxLine),
		Email:    f.Text("email", form.Ask{Label: w.T("add_person.email"), Hint: w.T("add_person.email.hint"), Required: true}, maxEmail),
		Post:     f.Text("post", form.Ask{Label: w.T("add_person.post"), Hint: w.T("add_person.post.hint"), Required: true}, maxLine),
		Employer: f.Text("employer", form.Ask{Label: w.T("add_person.employer"), Hint: w.T("add_person.employer.hint")}, 2*maxLine),
	}
	var err error
	fields.Role, err = roleFields(r, f)
	return fields, err
}

// roleFields are the fields of a role, as far as the visitor may give any.
func roleFields(r *request, f *form.Form) (page.RoleFields, error) {
	w := r.words
	places, err := r.places()
	if err != nil {
		return page.RoleFields{}, err
	}
	pack, err := r.site.Reader.Pack(r.ctx(), r.site.Report)
	if err != nil {
		return page.RoleFields{}, err
	}
	fields := page.RoleFields{
		Role: f.Choice("role", form.Ask{Label: w.T("role.role"), Required: true}, roleOptions(r)),
		Body: f.Text("body", form.Ask{Label: w.T("role.body"), Hint: w.T("role.body.hint")}, 2*maxLine),
	}
	areas := places.areas(func(path string) bool { return r.can(access.AddOversightPerson, access.At(path)) })
	fields.Area = f.Choice("on", form.Ask{Label: w.T("role.area"), Hint: w.T("role.area.hint")}, anyOr(w.T("role.area.none"), areas))
	fields.Recs = f.Choices("recs", form.Ask{Label: w.T("role.recs"), Hint: w.T("role.recs.hint")}, recommendationOptions(pack))
	fields.From = f.Day("from", form.Ask{Label: w.T("role.from"), Hint: w.T("role.from.hint")})
	fields.To = f.Day("to", form.Ask{Label: w.T("role.to"), Hint: w.T("role.to.hint")})
	for _, b := range places.bodies {
		if b.Current(r.day()) && r.can(access.GrantMembership, access.At(b.Path)) {
			fields.Bodies = append(fields.Bodies, form.Option{Value: b.Code, Label: b.Name})
		}
	}
	return fields, nil
}

// roleOptions are the roles that the visitor may give somewhere.
func roleOptions(r *request) []form.Option {
	roles := slices.DeleteFunc(domain.PersonRoles(), func(role domain.Role) bool {
		return role == domain.Administrator && !r.actor().Has(domain.Administrator)
	})
	list := options(r.words, "role", roles)
	for i, o := range list {
		list[i].Hint = r.words.T("role.role.hint." + o.Value)
	}
	return list
}

// addPerson adds somebody and shows, once, the address at which they choose a
// password.
func (s *Site) addPerson(r *request) error {
	f := form.Read(r.postForm())
	fields, err := addPersonFields(r, f)
	if err != nil {
		return err
	}
	places, err := r.places()
	if err != nil {
		return err
	}
	employer := bodyTyped(r, places, f, fields.Employer, access.AddPerson)
	grant := grantOf(r, places, f, fields.Role, employer.Code)
	if !f.Ok() {
		return r.atFault(page.AddPerson(r.peopleView(), fields))
	}
	invitation, err := s.App.AddPerson(r.ctx(), r.actor(), app.AddPerson{
		Name: fields.Name.Value, Email: fields.Email.Value, Post: fields.Post.Value, Body: employer.Code, First: grant,
	})
	if domain.KindOf(err) == domain.Invalid {
		f.Apply(domain.AsProblems(err))
		return r.atFault(page.AddPerson(r.peopleView(), fields))
	}
	if err != nil {
		return err
	}
	return s.showLink(r, invitation, true)
}

// showLink shows a one-time link. It answers the very form that made it: the
// token is kept nowhere, so no other page could show it.
func (s *Site) showLink(r *request, i app.Invitation, added bool) error {
	made := page.LinkMade{Name: i.Person.Name, Until: r.words.Instant(i.Expires), Person: personHref(i.Person.ID), Added: added}
	switch {
	case i.Token != "":
		made.Address = s.BaseURL + "/set-password/" + i.Token
	case i.Person.SeenAt.IsZero(): // sent twice: it was shown, or lost with the page
		made.Anew = made.Person + "/link"
	}
	return r.page(page.PersonLink(r.peopleView(), made))
}

// bodyTyped is the body that somebody named, where the visitor may use a verb;
// no body for an empty field, and a fault beside the field for anything else.
func bodyTyped(r *request, p places, f *form.Form, field *form.Text, verb access.Verb) domain.Body {
	if field.Value == "" {
		return domain.Body{}
	}
	body, known := p.named(field.Value, r.day())
	switch {
	case !known:
		f.Apply(domain.Problems{domain.Bad(field.Name, "person.body_unknown", nil)})
		return domain.Body{}
	case !r.can(verb, access.At(body.Path)):
		f.Apply(domain.Problems{domain.Bad(field.Name, "person.body_elsewhere", nil)})
		return domain.Body{}
	}
	return body
}

// grantOf is the role that the fields describe. A body's own people hold theirs
// on a body, by default the one that employs them; everybody else on an area.
func grantOf(r *request, p places, f *form.Form, fields page.RoleFields, employer string) app.Grant {
	grant := app.Grant{Role: domain.Role(fields.Role.Value), From: fields.From.Value, To: fields.To.Value}
	for _, no := range fields.Recs.Values {
		grant.Recs = append(grant.Recs, number(no))
	}
	if !grant.Role.OfBody() {
		grant.Area = fields.Area.Value
		if grant.Area == "" && grant.Role != "" {
			f.Apply(domain.Problems{domain.Bad("on", "membership.needs_area", nil)})
		}
		return grant
	}
	body := bodyTyped(r, p, f, fields.Body, access.GrantMembership)
	if grant.Body = body.Code; grant.Body == "" {
		grant.Body = employer
	}
	elsewhere := func(p *domain.Problem) bool { return p.Field == "employer" }
	if grant.Body == "" && !slices.ContainsFunc(f.Problems(), elsewhere) {
		f.Apply(domain.Problems{domain.Bad("body", "membership.needs_body", nil)})
	}
	return grant
}
