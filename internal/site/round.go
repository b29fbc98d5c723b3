package site

import (
	"slices"
	"strings"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
)

// askedFor is a return of a round with the duty and the body it is of.
type askedFor struct {
	head store.ReturnHead
	duty domain.Duty
	body domain.Body
}

// roundAsked is the round that the address names.
func (r *request) roundAsked() (domain.Round, error) {
	round, err := r.site.Reader.Round(r.ctx(), domain.ID(r.Param("round")))
	if err == nil && round.Report != r.site.Report {
		return round, domain.Missing()
	}
	return round, err
}

// returnsOf are the returns of a round in the visitor's scope for a verb.
func (r *request) returnsOf(round domain.Round, p places, verb access.Verb) ([]askedFor, error) {
	scope := r.site.App.Scope(r.actor(), verb)
	heads, err := r.site.Reader.ReturnHeadsIn(r.ctx(), scope, round.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]domain.ID, len(heads))
	for i, h := range heads {
		ids[i] = h.DutyID
	}
	duties, err := r.site.Reader.DutiesByIDs(r.ctx(), scope, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[domain.ID]domain.Duty, len(duties))
	for _, d := range duties {
		byID[d.ID] = d
	}
	all := make([]askedFor, 0, len(heads))
	for _, h := range heads {
		duty := byID[h.DutyID]
		all = append(all, askedFor{h, duty, p.byID[duty.BodyID]})
	}
	return all, nil
}

// round is how a round stands, and to whoever oversees it who is missing.
func (s *Site) round(r *request) error {
	round, err := r.roundAsked()
	if err != nil {
		return err
	}
	places, err := r.places()
	if err != nil {
		return err
	}
	p := page.RoundPage{Name: round.Name, Facts: roundFacts(r, round), Progress: r.oversees()}
	if round.IsOpen() && r.mayClose(round) {
		p.Close = roundHref(round.ID) + "/close"
	}
	if p.Progress {
		all, err := r.returnsOf(round, places, access.View)
		if err != nil {
			return err
		}
		p.Nations = progressTable(r, "nation", all, func(a askedFor) string { return string(a.body.Nation) }, domain.Nations())
		p.Kinds = progressTable(r, "kind", all, func(a askedFor) string { return string(a.body.Kind) }, domain.BodyKinds())
		p.Missing = missingList(r, round, all)
	}
	return r.page(page.Round(r.roundsView(), p))
}

// mayClose says whether the visitor may close a round: in all of its nations.
func (r *request) mayClose(round domain.Round) bool {
	return r.mayAll(access.CloseRound, round.Nations)
}

func roundFacts(r *request, round domain.Round) []ui.Row {
	w := r.words
	nations := nationList(w, round.Nations)
	if text := pilot(w, round); text != "" {
		nations += ". " + text
	}
	state, colour := roundState(w, round, r.day())
	facts := []ui.Row{{Key: w.T("rounds.state"), Content: ui.Tag(colour, state)}, {Key: w.T("round.nations"), Text: nations}}
	days := []struct {
		key string
		day domain.Day
	}{{"opens", round.Opens}, {"as_at", round.AsAt}, {"due", round.Due}, {"closes", round.Closes}, {"review_by", round.ReviewBy}, {"publishes", round.Publishes}}
	for _, d := range days {
		facts = append(facts, ui.Row{Key: w.T("round." + d.key), Text: w.Day(d.day)})
	}
	if !round.ClosedAt.IsZero() {
		facts = append(facts, ui.Row{Key: w.T("round.closed_at"), Text: w.Instant(round.ClosedAt)})
	}
	return facts
}

// progressTable counts returns by a word of their bodies, with a row for all.
func progressTable[V ~string](r *request, by string, all []askedFor, of func(askedFor) string, order []V) ui.Table {
	w := r.words
	counts, total := map[string]*progress{}, &progress{}
	for _, a := range all {
		word := of(a)
		if counts[word] == nil {
			counts[word] = &progress{}
		}
		counts[word].addHead(a.head)
		total.addHead(a.head)
	}
	table := ui.Table{
		ID: "by-" + by, Caption: w.T("round.by_" + by), Empty: w.T("round.nobody"),
		Head: append([]ui.Cell{{Text: w.T("round." + by)}}, progressHead(w)...),
	}
	family := map[string]string{"nation": "nation", "kind": "body_kind"}[by]
	for _, word := range order {
		if count := counts[string(word)]; count != nil {
			row := []ui.Cell{{Text: w.Word(family, string(word)), Header: true}}
			table.Rows = append(table.Rows, append(row, count.cells(w)...))
		}
	}
	if len(table.Rows) > 1 {
		table.Rows = append(table.Rows, append([]ui.Cell{{Text: w.T("round.total"), Header: true}}, total.cells(w)...))
	}
	return table
}

// missingBody is a body with the returns that it has not signed.
type missingBody struct {
	body    domain.Body
	returns []askedFor
}

// missingOf groups what is not signed by body, in the order of names.
func missingOf(all []askedFor) []missingBody {
	at := map[domain.ID]int{}
	var bodies []missingBody
	for _, a := range all {
		if a.head.Signed > 0 {
			continue
		}
		i, known := at[a.body.ID]
		if !known {
			i = len(bodies)
			at[a.body.ID] = i
			bodies = append(bodies, missingBody{body: a.body})
		}
		bodies[i].returns = append(bodies[i].returns, a)
	}
	for _, m := range bodies {
		slices.SortFunc(m.returns, func(a, b askedFor) int { return a.duty.Rec - b.duty.Rec })
	}
	slices.SortFunc(bodies, func(a, b missingBody) int { return strings.Compare(a.body.Name, b.body.Name) })
	return bodies
}

func missingList(r *request, round domain.Round, all []askedFor) page.MissingList {
	w := r.words
	f := r.filter()
	fields := page.MissingFields{
		Form: f, Action: roundHref(round.ID),
		Nation: f.Choice("nation", form.Ask{Label: w.T("round.nation")}, anyOr(w.T("round.all_nations"), options(w, "nation", domain.Nations()))),
		Kind:   f.Choice("kind", form.Ask{Label: w.T("round.kind")}, anyOr(w.T("round.all_kinds"), options(w, "body_kind", domain.BodyKinds()))),
	}
	found := slices.DeleteFunc(missingOf(all), func(m missingBody) bool {
		return (fields.Nation.Value != "" && string(m.body.Nation) != fields.Nation.Value) ||
			(fields.Kind.Value != "" && string(m.body.Kind) != fields.Kind.Value)
	})
	list := page.MissingList{Filter: fields, Summary: w.T("round.missing.none")}
	if len(found) > 0 {
		list.Summary = w.N("round.missing.summary", len(found))
	}
	shown, pages := paged(r, found)
	list.Pages = pages
	list.Table = missingTable(r, round, shown)
	return list
}

func missingTable(r *request, round domain.Round, shown []missingBody) ui.Table {
	w := r.words
	table := ui.Table{
		ID: "missing-bodies", Caption: w.T("round.missing.caption"), HideCaption: true, Empty: w.T("round.missing.none"),
		Head: []ui.Cell{{Text: w.T("round.missing.body")}, {Text: w.T("round.missing.count"), Numeric: true}, {Text: w.T("round.missing.recs")}},
	}
	extending := round.IsOpen() && !r.site.App.Scope(r.actor(), access.ExtendReturn).None()
	if extending {
		table.Head = append(table.Head, ui.Cell{Text: w.T("round.missing.later")})
	}
	for _, m := range shown {
		row := []ui.Cell{
			{Text: m.body.Name, Href: bodyHref(m.body.Code), Header: true},
			{Text: w.Number(len(m.returns)), Numeric: true},
			{Content: page.LinkList(missingLinks(r, m))},
		}
		if extending {
			row = append(row, r.extendCell(round, m))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// missingLinks are the recommendations not reported on, with any later day.
func missingLinks(r *request, m missingBody) []page.HomeLink {
	var links []page.HomeLink
	for _, a := range m.returns {
		rec := numbers([]int{a.duty.Rec})[0]
		text := rec
		if !a.head.Extended.IsZero() {
			text = r.words.T("round.missing.extended", domain.Args{"Rec": rec, "Day": a.head.Extended})
		}
		links = append(links, page.HomeLink{Text: text, Href: dutyHref(domain.DutyKey{Body: m.body.Code, Report: a.duty.Report, Rec: a.duty.Rec})})
	}
	return links
}

func (r *request) extendCell(round domain.Round, m missingBody) ui.Cell {
	for _, a := range m.returns {
		if r.can(access.ExtendReturn, access.DutyOf(a.duty, m.body)) {
			href := roundHref(round.ID) + "/extend/" + m.body.Code
			return ui.Cell{Content: page.NamedLink(r.words.T("round.missing.extend"), m.body.Name, href)}
		}
	}
	return ui.Cell{}
}
