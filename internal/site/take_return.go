package site

import (
	"net/url"
	"slices"
	"strings"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// take puts the visitor's name to a return on the desk, and goes back to where
// they were: the desk, or the page of the review.
func (s *Site) take(r *request) error {
	m, err := r.matter(access.Take)
	if err != nil {
		return err
	}
	id := domain.ID(r.Param("return"))
	if err := s.App.TakeReturn(r.ctx(), r.actor(), app.TakeReturn{Key: m.key, Return: id}); err != nil {
		return err
	}
	f := form.Read(r.postForm())
	if no := f.Value("no"); no != "" {
		return r.done(m.href("/review/"+url.PathEscape(no)), "return_taken")
	}
	return r.done(backToDesk(f.Value("back")), "return_taken")
}

// handOnPage asks who shall hold a return.
func (s *Site) handOnPage(r *request) error {
	h, err := r.handingOn()
	if err != nil {
		return err
	}
	return r.showHandOn(h, handOnFields(r, h, form.Show(nil)))
}

// handing is a return on the desk with who could hold it.
type handing struct {
	matter
	ret    domain.Return
	people []domain.Person
}

func (r *request) handingOn() (handing, error) {
	m, err := r.matter(access.Take)
	if err != nil {
		return handing{}, err
	}
	h := handing{matter: m}
	if h.ret, err = r.site.Reader.Return(r.ctx(), r.site.App.Scope(r.actor(), access.Take), domain.ID(r.Param("return"))); err != nil {
		return handing{}, err
	}
	if h.ret.DutyID != m.duty.ID || !h.ret.State.OnDesk() {
		return handing{}, domain.Missing()
	}
	if err := r.notOwn(m); err != nil {
		return handing{}, err
	}
	h.people, err = r.mayHold(m, h.ret.Holder)
	return h, err
}

// mayHold is who may review the duty, as far as the visitor knows them: by
// name, without who holds it now.
func (r *request) mayHold(m matter, holder domain.ID) ([]domain.Person, error) {
	known, err := r.site.Reader.PeopleWithin(r.ctx(), r.seeing(false))
	if err != nil {
		return nil, err
	}
	picture, err := r.site.Views.Picture(r.ctx(), m.key.Report)
	if err != nil {
		return nil, err
	}
	var able []domain.Person
	for _, k := range known {
		person, actor := k.Person, domain.Actor{Person: k.Person}
		for _, membership := range k.Memberships {
			if membership.Active(r.day()) {
				actor.Memberships = append(actor.Memberships, membership)
			}
		}
		if person.Ended || person.ID == holder || !r.site.App.Allowed(actor, access.Take, m.target()) {
			continue
		}
		if slices.Contains(domain.OwnOf(person, actor.Memberships, picture.Register()), m.body.ID) {
			continue
		}
		able = append(able, person)
	}
	slices.SortFunc(able, func(a, b domain.Person) int { return strings.Compare(a.Name, b.Name) })
	return able, nil
}

// backOnDesk is the answer that gives a return to nobody.
const backOnDesk = "nobody"

func handOnFields(r *request, h handing, f *form.Form) page.HandOnFields {
	var choices []form.Option
	for _, p := range h.people {
		choices = append(choices, form.Option{Value: string(p.ID), Label: p.Name, Hint: p.Post})
	}
	if h.ret.Holder != "" {
		choices = append(choices, form.Option{Value: backOnDesk, Label: r.words.T("hand_on.nobody"), Hint: r.words.T("hand_on.nobody_hint")})
	}
	return page.HandOnFields{
		Form: f, To: f.Choice("to", form.Ask{Label: r.words.T("hand_on.to"), Required: true, Missing: "desk.not_theirs"}, choices),
	}
}

func (r *request) showHandOn(h handing, fields page.HandOnFields) error {
	return r.form(fields.Form, page.HandOn(r.below(h.matter, fields.Form), page.HandOnPage{
		Where: h.where(), Action: h.href("/hand-on/" + string(h.ret.ID)), Version: h.ret.Version, Fields: fields,
	}))
}

// handOn gives a return to another reviewer, or back to the desk.
func (s *Site) handOn(r *request) error {
	h, err := r.handingOn()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	fields := handOnFields(r, h, f)
	if !f.Ok() {
		return r.showHandOn(h, fields)
	}
	to := domain.ID(fields.To.Value)
	if to == backOnDesk {
		to = ""
	}
	err = s.App.HandOnReturn(r.ctx(), r.actor(), app.HandOnReturn{Key: h.key, Return: h.ret.ID, Guard: guard, To: to})
	if refusedIn(f, err) {
		return r.showHandOn(h, fields)
	}
	if err != nil {
		return err
	}
	return r.done("/desk", "return_handed_on")
}
