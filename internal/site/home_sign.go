package site

import (
	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
	"heed/web/ui"
)

// toSign is what waits for the visitor's signature, body by body: returns, and
// what actions propose.
func toSign(r *request) (templ.Component, error) {
	bodies, err := r.mine(domain.Approver)
	if err != nil {
		return nil, err
	}
	w := r.words
	if len(bodies) == 0 {
		if len(r.actor().Unconfirmed) == 0 {
			return nil, nil
		}
		return page.HomeList(page.ListSection{Title: w.T("home.sign.title"), Intro: w.T("home.sign.unconfirmed")}), nil
	}
	table := ui.Table{
		ID: "to-sign", Caption: w.T("home.sign.caption"), HideCaption: true,
		Head: []ui.Cell{
			{Text: w.T("home.sign.body")}, {Text: w.T("home.sign.count"), Numeric: true},
			{Text: w.T("home.sign.actions"), Numeric: true}, {Text: w.T("home.sign.act")},
		},
	}
	returns, actions := 0, 0
	for _, body := range bodies {
		some, more, err := r.waitingAt(body)
		if err != nil {
			return nil, err
		}
		returns, actions = returns+some, actions+more
		if some+more > 0 {
			table.Rows = append(table.Rows, []ui.Cell{
				{Text: body.Name, Href: bodyHref(body.Code), Header: true},
				{Text: w.Number(some), Numeric: true}, {Text: w.Number(more), Numeric: true},
				{Content: page.NamedLink(w.T("home.sign.open"), body.Name, bodyHref(body.Code)+"/sign")},
			})
		}
	}
	switch {
	case returns+actions == 0:
		return nothingToSign(r, bodies)
	case actions == 0:
		return page.HomeTable(page.TableSection{Title: w.N("home.sign", returns), Table: table}), nil
	}
	return page.HomeTable(page.TableSection{Title: w.N("home.sign.things", returns+actions), Table: table}), nil
}

// waitingAt counts what waits for the visitor's signature at one body.
func (r *request) waitingAt(body domain.Body) (returns, actions int, err error) {
	_, waiting, err := r.bodyReturns(r.site.App.Scope(r.actor(), access.Sign), body.Code, domain.ReturnSubmitted)
	if err != nil && domain.KindOf(err) != domain.NotFound {
		return 0, 0, err
	}
	all, err := r.site.Reader.ActionsOf(r.ctx(), r.site.App.Scope(r.actor(), access.SignAction), body.ID)
	if err != nil {
		return 0, 0, err
	}
	for _, a := range all {
		if a.Pending != nil {
			actions++
		}
	}
	return len(waiting), actions, nil
}

func nothingToSign(r *request, bodies []domain.Body) (templ.Component, error) {
	s := page.ListSection{Title: r.words.T("home.sign.title"), Intro: r.words.T("home.sign.none")}
	for _, body := range bodies {
		n, of, is, err := r.part(access.Sign, body)
		if err != nil {
			return nil, err
		}
		text := r.words.T("home.sign.owes", domain.Args{"Body": body.Name})
		if is {
			text = r.words.N("home.sign.part", n, domain.Args{"Body": body.Name, "Owes": of})
		}
		s.Links = append(s.Links, page.HomeLink{Text: text, Href: bodyHref(body.Code)})
	}
	return page.HomeList(s), nil
}
