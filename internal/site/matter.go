package site

import (
	"fmt"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// matter is the duty that a page is about, with what nearly every page of it needs.
type matter struct {
	key  domain.DutyKey
	duty domain.Duty
	body domain.Body
	pack *domain.Pack
	rec  domain.Recommendation
}

// matter reads the duty that the address names, as far as the visitor may see
// it with a verb; what they may not see is not found.
func (r *request) matter(verb access.Verb) (matter, error) {
	no, err := strconv.Atoi(r.Param("rec"))
	if err != nil {
		return matter{}, domain.Missing()
	}
	m := matter{key: domain.DutyKey{Body: r.Param("body"), Report: r.Param("report"), Rec: no}}
	scope := r.site.App.Scope(r.actor(), verb)
	if scope.None() {
		return matter{}, domain.Missing()
	}
	if m.duty, err = r.site.Reader.DutyByKey(r.ctx(), scope, m.key); err != nil {
		return matter{}, err
	}
	if m.body, err = r.site.Reader.BodyByCode(r.ctx(), m.key.Body); err != nil {
		return matter{}, err
	}
	if m.pack, err = r.site.Reader.Pack(r.ctx(), m.key.Report); err != nil {
		return matter{}, err
	}
	rec, known := m.pack.Recommendation(no)
	if !known {
		return matter{}, fmt.Errorf("site: duty %s is of recommendation %d, which the pack lacks", m.duty.ID, no)
	}
	m.rec = rec
	return m, nil
}

// matterOf is a duty of a body that is at hand already.
func matterOf(pack *domain.Pack, body domain.Body, d domain.Duty) matter {
	rec, _ := pack.Recommendation(d.Rec)
	key := domain.DutyKey{Body: body.Code, Report: d.Report, Rec: d.Rec}
	return matter{key: key, duty: d, body: body, pack: pack, rec: rec}
}

// target is what access decides on for the duty.
func (m matter) target() access.Target { return access.DutyOf(m.duty, m.body) }

// href is the address of the duty's page; more parts lead below it.
func (m matter) href(below string) string { return dutyHref(m.key) + below }

// dutyHref is the address of a duty's page.
func dutyHref(key domain.DutyKey) string {
	return fmt.Sprintf("/bodies/%s/%s/%d", key.Body, key.Report, key.Rec)
}

// bodyHref is the address of a body's page.
func bodyHref(code string) string { return "/bodies/" + code }

// where is the duty in words and addresses.
func (m matter) where() page.Where {
	return page.Where{
		Body: m.body.Name, BodyHref: bodyHref(m.body.Code), Rec: fmt.Sprintf("%d. %s", m.rec.No, m.rec.Short),
		Title: m.rec.Title, Href: m.href(""), Core: m.rec.Core,
	}
}

// owed are the requirements that this body owes, in the pack's order.
func (m matter) owed() []domain.Requirement {
	var owed []domain.Requirement
	for _, key := range m.duty.Requirements {
		if q, known := m.pack.Requirement(key); known {
			owed = append(owed, q)
		}
	}
	return owed
}
