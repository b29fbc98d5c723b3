package site

import (
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// workplace is a body with the duties of it that the visitor sees: where its
// actions, partnerships and evidence are kept.
type workplace struct {
	body   domain.Body
	duties []domain.Duty
	pack   *domain.Pack
	own    bool // the visitor is one of the body's people
}

// workplace reads the body that the address names, as its own people see it or
// as oversight does. A body of which the visitor sees no duty is not found.
func (r *request) workplace() (workplace, error) {
	var p workplace
	var err error
	if p.body, err = r.site.Reader.BodyByCode(r.ctx(), r.Param("body")); err != nil {
		return p, err
	}
	for _, own := range []bool{true, false} {
		if p.duties, err = r.site.Reader.DutiesOf(r.ctx(), r.seeing(own), p.body.ID); err != nil {
			return p, err
		}
		if p.own = own; len(p.duties) > 0 {
			break
		}
	}
	p.duties = slices.DeleteFunc(p.duties, func(d domain.Duty) bool { return d.Report != r.site.Report })
	if len(p.duties) == 0 {
		return p, domain.Missing()
	}
	p.duties = slices.DeleteFunc(p.duties, func(d domain.Duty) bool { return d.State.Retired })
	p.pack, err = r.site.Reader.Pack(r.ctx(), r.site.Report)
	return p, err
}

// ownWorkplace is the workplace of a body that the visitor may use a verb at.
func (r *request) ownWorkplace(verb access.Verb) (workplace, error) {
	p, err := r.workplace()
	if err == nil && !r.can(verb, access.At(p.body.Path)) {
		err = domain.Missing()
	}
	return p, err
}

func (p workplace) href(below string) string { return bodyHref(p.body.Code) + below }

// at is the view of a page of a body's.
func (r *request) at(p workplace, f *form.Form) page.View {
	v := r.view().WithForm(f)
	v.Crumbs = bodyCrumbs(r, p.body)
	return v
}

// serving are the duties among some that the visitor sees, in the pack's order.
func (p workplace) serving(ids []domain.ID) []domain.Duty {
	var found []domain.Duty
	for _, d := range p.duties {
		if slices.Contains(ids, d.ID) {
			found = append(found, d)
		}
	}
	return found
}

// recOf names the recommendation of a duty.
func (p workplace) recOf(d domain.Duty) string {
	rec, _ := p.pack.Recommendation(d.Rec)
	return recName(&rec)
}

// dutyHref is the address of one of the body's duties.
func (p workplace) dutyHref(d domain.Duty) string {
	return dutyHref(domain.DutyKey{Body: p.body.Code, Report: d.Report, Rec: d.Rec})
}
