package site

import (
	"net/url"
	"slices"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// unbound is a duty with the edges of which its body may show that they do not
// bind it.
type unbound struct {
	matter
	edges []domain.Dependency
}

func (r *request) unbound() (unbound, error) {
	m, err := r.matter(access.RuleEdgePropose)
	if err != nil {
		return unbound{}, err
	}
	known, err := r.site.Reader.Rulings(r.ctx(), r.seeing(true), m.duty.ID)
	if err != nil {
		return unbound{}, err
	}
	u := unbound{matter: m}
	for _, edge := range m.pack.Dependencies {
		open := !slices.ContainsFunc(known, func(k domain.EdgeRuling) bool { return k.Dependency == edge.Key && !k.Refused })
		if edge.To == m.rec.No && open {
			u.edges = append(u.edges, edge)
		}
	}
	return u, nil
}

func (s *Site) proposeRulingPage(r *request) error {
	u, err := r.unbound()
	if err != nil {
		return err
	}
	return r.showProposeRuling(u, rulingFields(r, u, form.Show(url.Values{"dependency": {r.Query("dependency")}})))
}

func rulingFields(r *request, u unbound, f *form.Form) page.EdgeFields {
	var choices []form.Option
	for _, edge := range u.edges {
		if from, known := u.pack.Recommendation(edge.From); known {
			choices = append(choices, edgeOption(r, &edge, &from))
		}
	}
	return page.EdgeFields{
		Form:       f,
		Dependency: f.Choice("dependency", form.Ask{Label: r.words.T("propose_ruling.dependency"), Required: true}, choices),
		Text:       f.Lines("reason", public(r.words.T("propose_ruling.reason"), r.words.T("propose_ruling.reason_hint")), maxNarrative),
	}
}

func (r *request) showProposeRuling(u unbound, fields page.EdgeFields) error {
	return r.form(fields.Form, page.ProposeRuling(r.below(u.matter, fields.Form), page.EdgePage{
		Where: u.where(), Action: u.href("/rulings/new"), Fields: fields,
	}))
}

// proposeRuling puts the body's reason before a reviewer.
func (s *Site) proposeRuling(r *request) error {
	u, err := r.unbound()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	// One that is before a reviewer already is the verb's to judge.
	asked := func(d domain.Dependency) bool { return d.Key == f.Value("dependency") && d.To == u.rec.No }
	if i := slices.IndexFunc(u.pack.Dependencies, asked); i >= 0 && !slices.ContainsFunc(u.edges, asked) {
		u.edges = append(u.edges, u.pack.Dependencies[i])
	}
	if len(u.edges) == 0 {
		return r.done(u.href("/rulings/new"), "")
	}
	fields := rulingFields(r, u, f)
	if !f.Ok() {
		return r.showProposeRuling(u, fields)
	}
	err = s.App.ProposeRuling(r.ctx(), r.actor(), app.ProposeRuling{Key: u.key, Dependency: fields.Dependency.Value, Reason: fields.Text.Value})
	if refusedIn(f, err) {
		return r.showProposeRuling(u, fields)
	}
	if err != nil {
		return err
	}
	return r.done(u.href(""), "ruling_proposed")
}
