package site

import (
	"net/url"
	"slices"
	"strconv"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// supposeHref leads to what would be released if a recommendation were done, in
// a nation or at a body alone where these are given.
func supposeHref(rec int, nation domain.Nation, body string) string {
	query := url.Values{"rec": {strconv.Itoa(rec)}}
	if nation != "" {
		query.Set("nation", string(nation))
	}
	if body != "" {
		query.Set("body", body)
	}
	return "/suppose?" + query.Encode()
}

// suppose asks what to suppose done, and shows what would be released.
func (s *Site) suppose(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	w := r.words
	f := r.filter()
	p := page.SupposePage{
		Form: f, Day: picture.Day,
		Rec:    f.Choice("rec", form.Ask{Label: w.T("suppose.rec")}, anyOr(w.T("suppose.rec.choose"), recommendationOptions(picture.Pack))),
		Nation: f.Choice("nation", form.Ask{Label: w.T("suppose.nation")}, anyOr(w.T("suppose.nation.all"), options(w, "nation", domain.Nations()))),
		Body:   f.Text("body", form.Ask{Label: w.T("suppose.body"), Hint: w.T("suppose.body.hint")}, 20),
	}
	if p.Rec.Value != "" {
		found, err := r.supposed(picture, &p)
		if err != nil {
			return err
		}
		if as, file := r.tableAs(); file && p.Shown {
			return r.sendTable(as, dutiesTable("suppose", slices.Concat(found.Ready, found.Still)), picture.Day)
		}
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"}, ui.Crumb{Text: w.T("hold_ups.title"), Href: "/hold-ups"})
	v.Wide = true
	return r.page(page.Suppose(v, p))
}

// supposed fills in what would be released; what nobody owes there is said at
// the field.
func (r *request) supposed(picture *view.Picture, p *page.SupposePage) (view.Supposed, error) {
	w := r.words
	found, err := picture.Suppose(r.cut(), number(p.Rec.Value), domain.Nation(p.Nation.Value), p.Body.Value)
	if domain.KindOf(err) == domain.NotFound {
		p.Form.Apply(domain.Problems{domain.Bad("rec", "suppose.nobody_owes", nil)})
		return found, nil
	}
	if err != nil {
		return found, err
	}
	p.Shown = true
	for _, g := range found.Done {
		if g.Claimed || g.Undone {
			p.Already++
		}
	}
	p.Sentence = supposeSentence(w, found)
	for i, turn := range found.Turns {
		p.Turns = append(p.Turns, w.N("suppose.turn", turn.Duties, domain.Args{"No": i + 1, "Bodies": w.N("duty_links.bodies", turn.Bodies)}))
	}
	p.Ready, p.Still = r.freedRows(found.Ready), r.freedRows(found.Still)
	p.ReadyCount, p.StillCount = len(found.Ready), len(found.Still)
	return found, nil
}

// supposeSentence is the answer in one sentence.
func supposeSentence(w *words.Words, found view.Supposed) string {
	what := w.N("suppose.what", len(found.Done), domain.Args{"Rec": recName(found.Done[0].Rec)})
	if len(found.Done) == 1 {
		what = w.T("hold_ups.name", domain.Args{"Body": bodyName(found.Done[0].Body), "Rec": recName(found.Done[0].Rec)})
	}
	bodies := map[domain.ID]bool{}
	for _, row := range found.Ready {
		bodies[row.Body.ID] = true
	}
	return w.N("suppose.sentence", len(found.Ready), domain.Args{"What": what, "Bodies": w.N("duty_links.bodies", len(bodies)), "Still": len(found.Still)})
}

// mostFreed is how many duties that would come free are listed one by one.
const mostFreed = 200

func (r *request) freedRows(rows []view.Row) []page.DutyRow {
	var lines []page.DutyRow
	for _, row := range rows[:min(mostFreed, len(rows))] {
		lines = append(lines, dutyRow(r.words, row))
	}
	return lines
}
