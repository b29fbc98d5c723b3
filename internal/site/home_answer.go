package site

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// toAnswer is what others wait for from the visitor's bodies beside returns: answers to oversight's questions, and to
// partnerships that the other side proposed.
func toAnswer(r *request) (templ.Component, error) {
	bodies, err := r.mine(domain.Reporter)
	if err != nil || len(bodies) == 0 {
		return nil, err
	}
	questions, err := r.questions(bodies)
	if err != nil {
		return nil, err
	}
	proposals, err := r.proposals(bodies)
	if err != nil {
		return nil, err
	}
	s := page.ListSection{Links: slices.Concat(questions, proposals)}
	if len(s.Links) == 0 {
		return nil, nil
	}
	s.Title = r.words.N("home.answer", len(s.Links))
	return page.HomeList(s), nil
}

// questions are oversight's to some bodies that nobody has answered (R16).
func (r *request) questions(bodies []domain.Body) ([]page.HomeLink, error) {
	scope := r.site.App.Scope(r.actor(), access.AnswerQuestion)
	rows, err := r.site.Reader.Unanswered(r.ctx(), scope, domain.SealedQuestion, domain.SealedAnswer)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]domain.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.DutyID
	}
	duties, err := r.site.Reader.DutiesByIDs(r.ctx(), scope, ids)
	if err != nil {
		return nil, err
	}
	var links []page.HomeLink
	for _, row := range rows {
		d := slices.IndexFunc(duties, func(d domain.Duty) bool { return d.ID == row.DutyID })
		b := slices.IndexFunc(bodies, func(b domain.Body) bool { return b.ID == row.BodyID })
		if d < 0 || b < 0 {
			continue
		}
		key := domain.DutyKey{Body: bodies[b].Code, Report: duties[d].Report, Rec: duties[d].Rec}
		links = append(links, page.HomeLink{
			Text: r.words.T("home.answer.question", domain.Args{"Rec": strconv.Itoa(key.Rec), "Body": bodies[b].Name}),
			Href: dutyHref(key) + "/answer/" + string(row.ID),
			Note: r.words.T("home.answer.asked", domain.Args{"When": domain.DayOf(row.At)}),
		})
	}
	return links, nil
}

// proposals are the partnerships that wait for one of some bodies to confirm them (R17).
func (r *request) proposals(bodies []domain.Body) ([]page.HomeLink, error) {
	scope := r.site.App.Scope(r.actor(), access.Partner)
	if scope.None() {
		return nil, nil
	}
	var links []page.HomeLink
	for _, body := range bodies {
		if !r.can(access.Partner, access.At(body.Path)) {
			continue
		}
		all, err := r.site.Reader.PartnershipsOf(r.ctx(), scope, body.ID)
		if err != nil {
			return nil, err
		}
		for _, one := range all {
			if one.State != domain.PartnershipProposed || one.ProposedBy == body.ID {
				continue
			}
			other, err := r.site.Reader.Body(r.ctx(), one.ProposedBy)
			if err != nil {
				return nil, err
			}
			links = append(links, page.HomeLink{
				Text: r.words.T("home.answer.partnership", domain.Args{"Other": other.Name}),
				Href: bodyHref(body.Code) + "/partnerships/" + string(one.ID),
			})
		}
	}
	return links, nil
}
