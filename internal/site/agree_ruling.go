package site

import (
	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// ruling is a body's word that an edge does not bind it, before a reviewer.
type ruling struct {
	matter
	edge   domain.EdgeRuling
	said   []page.Decision // the body's reason, and the reviewer's answer if any
	binds  string          // the edge, in words
	reason string          // why the edge is there
}

func (r *request) ruling() (ruling, error) {
	m, err := r.matter(access.Review)
	if err != nil {
		return ruling{}, err
	}
	scope := r.site.App.Scope(r.actor(), access.Review)
	u := ruling{matter: m}
	if u.edge, err = r.site.Reader.Ruling(r.ctx(), scope, domain.ID(r.Param("id"))); err != nil {
		return u, err
	}
	if u.edge.DutyID != m.duty.ID {
		return u, domain.Missing()
	}
	if err := r.notOwn(m); err != nil {
		return u, err
	}
	for _, dep := range m.pack.Dependencies {
		if from, known := m.pack.Recommendation(dep.From); known && dep.Key == u.edge.Dependency {
			u.binds, u.reason = edgeOption(r, &dep, &from).Label, dep.Why
		}
	}
	h, err := r.history(m, false)
	for i, row := range h.rows {
		if row.Kind == domain.SealedRuling && row.Re == u.edge.ID {
			u.said = append(u.said, h.page[i])
		}
	}
	return u, err
}

func (s *Site) agreeRulingPage(r *request) error {
	u, err := r.ruling()
	if err != nil {
		return err
	}
	return r.showAgreeRuling(u, agreeRulingFields(r, form.Show(nil)))
}

func agreeRulingFields(r *request, f *form.Form) page.AgreeFields {
	return agreeFields(f, r.words.T("agree_ruling.agree"), []form.Option{
		{Value: sayYes, Label: r.words.T("agree_ruling.yes"), Hint: r.words.T("agree_ruling.yes_hint")},
		{Value: sayNo, Label: r.words.T("agree_ruling.no"), Hint: r.words.T("agree_ruling.no_hint")},
	}, public(r.words.T("agree_ruling.reason"), r.words.T("agree_ruling.reason_hint")))
}

func (r *request) showAgreeRuling(u ruling, fields page.AgreeFields) error {
	return r.form(fields.Form, page.AgreeRuling(r.below(u.matter, fields.Form), page.RulingPage{
		Where: u.where(), Edge: u.binds, Why: u.reason, Said: u.said, Pending: u.edge.Pending(),
		Action: u.href("/rulings/" + string(u.edge.ID)), Fields: fields,
	}))
}

// agreeRuling lets the edge bind no longer, or refuses that.
func (s *Site) agreeRuling(r *request) error {
	u, err := r.ruling()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := agreeRulingFields(r, f)
	if !f.Ok() {
		return r.showAgreeRuling(u, fields)
	}
	err = s.App.AgreeRuling(r.ctx(), r.actor(), app.AgreeRuling{ID: u.edge.ID, Agree: fields.Agree.Value == sayYes, Reason: fields.Reason.Value})
	switch {
	case refusedIn(f, err):
		return r.showAgreeRuling(u, fields)
	case domain.KindOf(err) == domain.Conflict:
		l := race{view: r.below(u.matter, nil), now: u.href(""), differs: []page.Difference{{Label: fields.Reason.Label, Yours: fields.Reason.Value}}}
		if len(u.said) > 1 {
			l.differs[0].Now = u.said[len(u.said)-1].Text
		}
		return r.lost(err, l)
	case err != nil:
		return err
	}
	return r.done(u.href(""), "ruling_answered")
}
