package site

import (
	"net/url"
	"slices"
	"strings"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/store"
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

// mayHold is who may review the duty, as far as the visitor knows them, without
// who holds it now.
func (r *request) mayHold(m matter, holder domain.ID) ([]domain.Person, error) {
	known, err := r.site.Reader.PeopleWithin(r.ctx(), r.seeing(false))
	if err != nil {
		return nil, err
	}
	picture, err := r.site.Views.Picture(r.ctx(), m.key.Report)
	if err != nil {
		return nil, err
	}
	able := r.able(known, access.Take, m.target())
	return named(slices.DeleteFunc(able, func(a domain.Actor) bool {
		return a.Person.ID == holder || slices.Contains(domain.OwnOf(a.Person, a.Memberships, picture.Register()), m.body.ID)
	})), nil
}

// able is who of some people may use a verb on something.
func (r *request) able(known []store.Known, verb access.Verb, target access.Target) []domain.Actor {
	var able []domain.Actor
	for _, k := range known {
		actor := domain.Actor{Person: k.Person}
		for _, membership := range k.Memberships {
			if membership.Active(r.day()) {
				actor.Memberships = append(actor.Memberships, membership)
			}
		}
		if !k.Person.Ended && r.site.App.Allowed(actor, verb, target) {
			able = append(able, actor)
		}
	}
	return able
}

// named are people by their names.
func named(actors []domain.Actor) []domain.Person {
	var people []domain.Person
	for _, a := range actors {
		people = append(people, a.Person)
	}
	slices.SortFunc(people, func(a, b domain.Person) int { return strings.Compare(a.Name, b.Name) })
	return people
}

// backOnDesk is the answer that gives a return to nobody.
const backOnDesk = "nobody"

func handOnFields(r *request, h handing, f *form.Form) page.HandOnFields {
	return page.HandOnFields{Form: f, To: hands{h.people, h.ret.Holder, "desk.not_theirs", "hand_on.nobody_hint"}.field(r, f)}
}

// hands are those into which work can be given: of people who may take it, apart
// from who holds it now.
type hands struct {
	people  []domain.Person
	holder  domain.ID // "" where nobody holds it
	missing string    // the problem's key where nobody is chosen
	nobody  string    // the key of what giving it to nobody means
}

// field asks who shall have it.
func (h hands) field(r *request, f *form.Form) *form.Choice {
	var choices []form.Option
	for _, p := range h.people {
		choices = append(choices, form.Option{Value: string(p.ID), Label: p.Name, Hint: p.Post})
	}
	if h.holder != "" {
		choices = append(choices, form.Option{Value: backOnDesk, Label: r.words.T("hand_on.nobody"), Hint: r.words.T(h.nobody)})
	}
	return f.Choice("to", form.Ask{Label: r.words.T("hand_on.to"), Required: true, Missing: h.missing}, choices)
}

func (r *request) showHandOn(h handing, fields page.HandOnFields) error {
	return r.form(fields.Form, page.HandOn(r.below(h.matter, fields.Form), page.HandOnPage{
		Where: h.where(), Action: h.href("/hand-on/" + string(h.ret.ID)), Version: h.ret.Version, Fields: fields,
	}))
}

// handedOn says that who is to have it has it already: a second press of the
// same button.
func handedOn(f *form.Form, holder domain.ID) bool {
	to := f.Value("to")
	if holder == "" {
		return to == backOnDesk
	}
	return to == string(holder)
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
	if handedOn(f, h.ret.Holder) {
		return r.done("/desk", "return_handed_on")
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
