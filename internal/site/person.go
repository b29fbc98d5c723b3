package site

import (
	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
)

// known is the person that the address names, if the visitor looks after them.
func (r *request) known() (store.Known, places, error) {
	scope, err := r.peopleScope()
	if err != nil {
		return store.Known{}, places{}, err
	}
	known, err := r.site.Reader.PersonWithin(r.ctx(), scope, domain.ID(r.Param("person")))
	if err != nil {
		return store.Known{}, places{}, err
	}
	places, err := r.places()
	return known, places, err
}

// person shows somebody's roles, and what the visitor may do about them.
func (s *Site) person(r *request) error {
	known, places, err := r.known()
	if err != nil {
		return err
	}
	p := page.PersonPage{Name: known.Person.Name, Facts: personFacts(r, places, known)}
	for _, m := range known.Memberships {
		p.Roles = append(p.Roles, heldRole(r, places, m))
	}
	href := personHref(known.Person.ID)
	if r.mayGrant(known) {
		p.GrantHref = href + "/roles"
	}
	switch {
	case known.Person.ID == r.actor().Person.ID:
		p.Notice = r.words.T("person.is_you")
	case known.Person.Ended:
	case r.looksAfter(places, known, access.EndMembership):
		p.EndHref = href + "/end"
		if known.Person.SeenAt.IsZero() && r.looksAfter(places, known, access.AddPerson) {
			p.LinkHref = href + "/link"
		}
	}
	return r.page(page.OnePerson(r.peopleView(), p))
}

// mayGrant says whether the visitor may give somebody any role at all.
func (r *request) mayGrant(known store.Known) bool {
	mine := known.Person.ID == r.actor().Person.ID
	return !mine && !known.Person.Ended && !r.site.App.Scope(r.actor(), access.GrantMembership).None()
}

// looksAfter says whether the visitor may use a verb where a person works, or
// where they hold a role if they work for no body.
func (r *request) looksAfter(places places, known store.Known, verb access.Verb) bool {
	if employer, found := places.byID[known.Person.BodyID]; found {
		return r.can(verb, access.At(employer.Path))
	}
	for _, m := range known.Memberships {
		if r.can(verb, access.At(m.Path)) {
			return true
		}
	}
	return false
}

func personFacts(r *request, p places, k store.Known) []ui.Row {
	w := r.words
	facts := []ui.Row{{Key: w.T("account.email"), Text: k.Person.Email}, {Key: w.T("account.post"), Text: k.Person.Post}}
	if employer, found := p.byID[k.Person.BodyID]; found {
		facts = append(facts, ui.Row{Key: w.T("account.employer"), Content: page.Anchor(employer.Name, bodyHref(employer.Code))})
	}
	state := w.T("person.account.never")
	switch {
	case k.Person.Ended:
		state = w.T("person.account.ended")
	case !k.Person.SeenAt.IsZero():
		state = w.T("person.account.seen", domain.Args{"At": w.Day(domain.DayOf(k.Person.SeenAt))})
	}
	return append(facts, ui.Row{Key: w.T("person.account.state"), Text: state})
}

// heldRole is one role with what the visitor may do about it.
func heldRole(r *request, p places, m domain.Membership) page.HeldRole {
	w, here := r.words, personHref(m.PersonID)+"/roles/"+string(m.ID)
	held := page.HeldRole{Role: w.Word("role", string(m.Role)), Where: p.of(m), Only: p.only(m), Period: period(r, m)}
	held.State, held.Colour = w.T("person.state.active"), ui.Green
	switch {
	case m.Ended(r.day()):
		held.State, held.Colour = w.T("person.state.over"), ui.Grey
		return held
	case m.Unconfirmed():
		held.State, held.Colour = w.T("person.state.unconfirmed"), ui.Yellow
	case !m.Active(r.day()):
		held.State, held.Colour = w.T("person.state.later"), ui.Blue
	}
	ending := access.EndMembership
	if !m.Role.OfBody() {
		ending = access.AddOversightPerson
	}
	if domain.MayEnd(m, r.actor()) == nil && r.can(ending, access.At(m.Path)) {
		held.End = here + "/end"
	}
	if m.Unconfirmed() && r.can(access.ConfirmApprover, access.At(m.Path)) && domain.MayConfirmApprover(m, r.actor()) == nil {
		held.Confirm = here + "/confirm"
	}
	return held
}

func period(r *request, m domain.Membership) string {
	w := r.words
	switch {
	case m.From.IsZero() && m.To.IsZero():
		return w.T("person.period.always")
	case m.From.IsZero():
		return w.T("person.period.until", domain.Args{"To": m.To})
	case m.To.IsZero():
		return w.T("person.period.open", domain.Args{"From": m.From})
	}
	return w.T("person.period.ends", domain.Args{"From": m.From, "To": m.To})
}

func (s *Site) endRole(r *request) error {
	known, _, notFound := r.known()
	if notFound != nil && domain.KindOf(notFound) != domain.NotFound {
		return notFound
	}
	err := s.App.EndMembership(r.ctx(), r.actor(), domain.ID(r.Param("role")))
	if notFound != nil && err != nil { // and no second press: the first may have taken the person out of view
		return notFound
	}
	if err != nil {
		return err
	}
	return r.doneWithPerson(known.Person, "role_ended")
}

// doneWithPerson goes back to the person's page. Who works for no body and holds
// no role any more is in nobody's care: the list is where to go on.
func (r *request) doneWithPerson(p domain.Person, key string) error {
	if p.BodyID != "" {
		return r.done(personHref(p.ID), key)
	}
	scope, err := r.peopleScope()
	if err != nil {
		return err
	}
	_, err = r.site.Reader.PersonWithin(r.ctx(), scope, p.ID)
	switch {
	case domain.KindOf(err) == domain.NotFound:
		return r.done("/people", key)
	case err != nil:
		return err
	}
	return r.done(personHref(p.ID), key)
}

func (s *Site) confirmApprover(r *request) error {
	known, _, err := r.known()
	if err != nil {
		return err
	}
	if err := s.App.ConfirmApprover(r.ctx(), r.actor(), domain.ID(r.Param("role"))); err != nil {
		return err
	}
	return r.done(personHref(known.Person.ID), "approver_confirmed")
}

func (s *Site) newLink(r *request) error {
	known, _, err := r.known()
	if err != nil {
		return err
	}
	invitation, err := s.App.InvitePerson(r.ctx(), r.actor(), known.Person.ID)
	if err != nil {
		return err
	}
	return s.showLink(r, invitation, false)
}

func (s *Site) askToEndAccount(r *request) error {
	known, places, err := r.known()
	if err != nil {
		return err
	}
	if known.Person.Ended || known.Person.ID == r.actor().Person.ID || !r.looksAfter(places, known, access.EndMembership) {
		return domain.Missing()
	}
	href := personHref(known.Person.ID)
	v := r.viewBelow(ui.Crumb{Text: r.words.T("people.title"), Href: "/people"}, ui.Crumb{Text: known.Person.Name, Href: href})
	return r.page(page.EndAccount(v, page.EndAccountPage{Name: known.Person.Name, Href: href, Action: href + "/end"}))
}

func (s *Site) endAccount(r *request) error {
	known, _, notFound := r.known()
	if notFound != nil && domain.KindOf(notFound) != domain.NotFound {
		return notFound
	}
	err := s.App.EndAccount(r.ctx(), r.actor(), domain.ID(r.Param("person")))
	if notFound != nil && err != nil { // and no second press: the first may have taken the person out of view
		return notFound
	}
	if err != nil {
		return err
	}
	return r.doneWithPerson(known.Person, "account_ended")
}
