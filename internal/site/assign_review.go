package site

import (
	"net/http"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
)

// candidate is somebody who may be given another oversight's reviews. Who
// reviews in a government's place is no secret: their posts are shown to
// whoever may choose them, beyond the nation too.
type candidate struct {
	person   domain.Person
	employer string // name, "" for somebody who works for none of the bodies
}

// line is a candidate in words: an official by post and employer, an assurer,
// who works for none of the bodies, by name.
func (c candidate) line(r *request) string {
	if c.employer == "" {
		return r.words.T("assign_review.named", domain.Args{"Name": c.person.Name, "Post": c.person.Post})
	}
	return r.words.T("assign_review.line", domain.Args{"Post": c.person.Post, "Employer": c.employer})
}

// everyone is the scope of reading who could review: the visitor has been asked
// for leave to assign before it is used.
func everyone() domain.Scope { return domain.Scope{All: true} }

// panel is who could review, and who has which duty's reviews now.
type panel struct {
	all      []store.Known
	places   places
	assigned map[domain.ID][]domain.ID // by duty, the people
}

// panel reads it once for a page.
func (r *request) panel() (panel, error) {
	var p panel
	var err error
	if p.places, err = r.places(); err != nil {
		return p, err
	}
	if p.all, err = r.site.Reader.PeopleWithin(r.ctx(), everyone()); err != nil {
		return p, err
	}
	assignments, err := r.site.Reader.AssignmentsIn(r.ctx(), r.site.App.Scope(r.actor(), access.AssignReview))
	if err != nil {
		return p, err
	}
	p.assigned = map[domain.ID][]domain.ID{}
	for _, a := range assignments {
		if !a.Ended {
			p.assigned[a.DutyID] = append(p.assigned[a.DutyID], a.PersonID)
		}
	}
	return p, nil
}

// reviewersOf are those who have a duty's reviews now.
func (p panel) reviewersOf(o ownDuty) []candidate {
	var found []candidate
	for _, known := range p.all {
		if slices.Contains(p.assigned[o.duty.ID], known.Person.ID) {
			found = append(found, candidate{known.Person, p.places.body(known.Person.BodyID)})
		}
	}
	return found
}

// candidates are those to whom the duty's reviews could be given and are not
// yet: by the rule that the verb asks again.
func (p panel) candidates(o ownDuty, agreements []domain.Agreement, on domain.Day) []candidate {
	var found []candidate
	for _, known := range p.all {
		active := slices.DeleteFunc(slices.Clone(known.Memberships), func(m domain.Membership) bool { return !m.Active(on) })
		given := slices.Contains(p.assigned[o.duty.ID], known.Person.ID)
		reviews := domain.Actor{Memberships: active}.Has(domain.Assurer, domain.Reviewer, domain.OversightLead)
		if given || known.Person.Ended || !reviews { // most people: what is their own need not be known
			continue
		}
		own := slices.Contains(domain.OwnOf(known.Person, active, p.places.bodies), o.body.ID)
		if domain.MayBeAssigned(o.body, own, active, agreements) == nil {
			found = append(found, candidate{known.Person, p.places.body(known.Person.BodyID)})
		}
	}
	return found
}

// assigning is the duty that the address names, if the visitor may give its
// reviews to somebody.
func (r *request) assigning() (ownDuty, domain.Recommendation, error) {
	own, err := r.ownDuties()
	if err != nil {
		return ownDuty{}, domain.Recommendation{}, err
	}
	i := slices.IndexFunc(own, func(o ownDuty) bool {
		return o.body.Code == r.Param("body") && strconv.Itoa(o.duty.Rec) == r.Param("rec")
	})
	if i < 0 {
		return ownDuty{}, domain.Recommendation{}, domain.Missing()
	}
	pack, err := r.site.Reader.Pack(r.ctx(), r.site.Report)
	if err != nil {
		return ownDuty{}, domain.Recommendation{}, err
	}
	rec, _ := pack.Recommendation(own[i].duty.Rec)
	return own[i], rec, nil
}

func (s *Site) askToAssign(r *request) error {
	o, rec, err := r.assigning()
	if err != nil {
		return err
	}
	fields, err := r.assignFields(o, form.Show(nil))
	if err != nil {
		return err
	}
	return r.showAssigning(o, rec, fields)
}

func (r *request) assignFields(o ownDuty, f *form.Form) (page.AssignFields, error) {
	panel, err := r.panel()
	if err != nil {
		return page.AssignFields{}, err
	}
	agreements, err := r.site.Reader.Agreements(r.ctx())
	if err != nil {
		return page.AssignFields{}, err
	}
	var choices []form.Option
	for _, c := range panel.candidates(o, agreements, r.day()) {
		choices = append(choices, form.Option{Value: string(c.person.ID), Label: c.line(r)})
	}
	return page.AssignFields{
		Form: f, Action: assignHref(o.body.Code, strconv.Itoa(o.duty.Rec)),
		Person: f.Choice("person", form.Ask{Label: r.words.T("assign_review.person"), Required: true}, choices),
	}, nil
}

func (r *request) showAssigning(o ownDuty, rec domain.Recommendation, fields page.AssignFields) error {
	no := strconv.Itoa(rec.No)
	p := page.AssignPage{
		Body: o.body.Name, Rec: no + ". " + rec.Short, Fields: fields, Nobody: len(fields.Person.Options) == 0,
		Href: dutyHref(domain.DutyKey{Body: o.body.Code, Report: o.duty.Report, Rec: rec.No}),
	}
	panel, err := r.panel()
	if err != nil {
		return err
	}
	for _, c := range panel.reviewersOf(o) {
		p.Assigned = append(p.Assigned, page.AssignedPerson{
			Line: c.line(r), End: assignHref(o.body.Code, no) + "/" + string(c.person.ID) + "/end",
		})
	}
	status := http.StatusOK
	if !fields.Ok() && !p.Nobody {
		status = http.StatusUnprocessableEntity
	}
	v := r.viewBelow(ui.Crumb{Text: r.words.T("arrangements.title"), Href: "/arrangements"})
	return r.show(status, page.AssignReview(v, p))
}

// assignReview gives a duty's reviews to somebody.
func (s *Site) assignReview(r *request) error {
	o, rec, err := r.assigning()
	if err != nil {
		return err
	}
	fields, err := r.assignFields(o, form.Read(r.postForm()))
	if err != nil {
		return err
	}
	if len(fields.Person.Options) == 0 {
		return s.askToAssign(r) // there is nobody to choose, which the page says
	}
	if !fields.Ok() {
		return r.showAssigning(o, rec, fields)
	}
	err = s.App.AssignReview(r.ctx(), r.actor(), app.AssignReview{Key: o.key(), Person: domain.ID(fields.Person.Value)})
	if domain.KindOf(err) == domain.Invalid {
		fields.Apply(domain.AsProblems(err))
		return r.showAssigning(o, rec, fields)
	}
	if err != nil {
		return err
	}
	return r.done("/arrangements", "review_assigned")
}

func (o ownDuty) key() domain.DutyKey {
	return domain.DutyKey{Body: o.body.Code, Report: o.duty.Report, Rec: o.duty.Rec}
}

func (s *Site) endAssignment(r *request) error {
	o, _, err := r.assigning()
	if err != nil {
		return err
	}
	if err := s.App.EndAssignment(r.ctx(), r.actor(), app.EndAssignment{Key: o.key(), Person: domain.ID(r.Param("person"))}); err != nil {
		return err
	}
	return r.done(assignHref(o.body.Code, strconv.Itoa(o.duty.Rec)), "assignment_ended")
}
