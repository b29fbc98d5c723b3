package site

import (
	"slices"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// mostHoldUps is how many of a recommendation's own duties are named as those
// that others wait on.
const mostHoldUps = 8

// recommendation is what one recommendation asks, of whom, and how it stands.
func (s *Site) recommendation(r *request) error {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return domain.Missing()
	}
	picture, err := r.picture()
	if err != nil {
		return err
	}
	found, err := picture.Recommendation(r.cut(), no)
	if err != nil {
		return err
	}
	w, rec := r.words, found.Rec
	p := page.RecommendationPage{
		No: rec.Key(), Short: rec.Short, Title: rec.Title, Theme: found.Theme.Title, Core: rec.Core, Cite: rec.Cite,
		Aims: aims(picture.Pack, rec), Requirements: requirementTexts(w, rec), Owers: owers(w, picture, rec),
		Columns: columns(w, picture, found.Columns), Cells: cells(w, found.RecRow, found.Columns),
		Waiting: waitingBehind(found.Behind, found.Rec.Key()), HoldUps: holdUpLines(w, found.HoldUps),
		Above: dependencyLines(w, picture, found.Above), Below: dependencyLines(w, picture, found.Below),
		Cycles: cycleTexts(w, picture, found.Cycles), Practices: reported(w, picture, no), Indicators: indicators(w, picture, no),
	}
	if p.Forecast, err = r.recForecast(picture, rec); err != nil {
		return err
	}
	if p.Confirmed, err = r.practicesOn(picture, no); err != nil {
		return err
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Recommendation(v, p))
}

// aims are the names of the aims that a recommendation serves.
func aims(pack *domain.Pack, rec *domain.Recommendation) []string {
	var names []string
	for _, aim := range pack.Aims {
		if slices.Contains(rec.Aims, aim.Key) {
			names = append(names, aim.Name)
		}
	}
	return names
}

func requirementTexts(w *words.Words, rec *domain.Recommendation) []page.RequirementText {
	var texts []page.RequirementText
	for _, q := range rec.Requirements {
		if q.Retired {
			continue
		}
		text := page.RequirementText{Key: q.Key, Title: q.Title, Proof: q.Proof, Cite: q.Cite, Reading: q.Reading}
		if q.FreshMonths > 0 {
			text.Notes = append(text.Notes, w.N("recommendation.fresh", q.FreshMonths))
		}
		if q.Figures {
			text.Notes = append(text.Notes, w.T("recommendation.figures"))
		}
		if q.StatementProves {
			text.Notes = append(text.Notes, w.T("recommendation.statement"))
		}
		texts = append(texts, text)
	}
	return texts
}

// fewOwers is up to how many bodies that owe something are named one by one.
const fewOwers = 6

// owers say who owes a recommendation, by the pack's own rows.
func owers(w *words.Words, p *view.Picture, rec *domain.Recommendation) []page.OwerLine {
	var lines []page.OwerLine
	for _, row := range rec.Owed {
		line := page.OwerLine{Who: owerNames(w, p, row), Unit: w.Word("unit", row.Unit)}
		if n := len(row.Requirements); n > 0 && n < len(rec.Requirements) {
			line.Part = w.T("recommendation.owed.part", domain.Args{"Keys": row.Requirements})
		}
		switch {
		case row.Lead != "":
			line.Note = w.T("recommendation.owed.lead", domain.Args{"Lead": namesOf(p, []string{row.Lead})})
		case row.Reading:
			line.Note = w.T("recommendation.owed.reading")
		}
		lines = append(lines, line)
	}
	return lines
}

// owerNames are the bodies of one row: by name where they are few, else by how
// many of each kind.
func owerNames(w *words.Words, p *view.Picture, row domain.Owed) string {
	var names []string
	kinds := map[domain.BodyKind]int{}
	for _, b := range p.Register() {
		if b.Current(p.Day) && row.Covers(b) {
			names = append(names, bodyName(&b))
			kinds[b.Kind]++
		}
	}
	if len(names) <= fewOwers {
		return w.List(names)
	}
	var counts []string
	for _, kind := range domain.BodyKinds() {
		if kinds[kind] > 0 {
			counts = append(counts, w.N("recommendation.owed."+string(kind), kinds[kind]))
		}
	}
	return w.List(counts)
}

func holdUpLines(w *words.Words, all []view.HoldUp) []page.HoldUpLine {
	var lines []page.HoldUpLine
	for _, h := range all[:min(mostHoldUps, len(all))] {
		line := page.HoldUpLine{Text: bodyName(h.Body), Href: glanceHref(h.Glance), State: w.T("duty_links.not_claimed"), Waiting: waitingBehind(h.Behind, dutyKey(h.Key))}
		switch {
		case h.Seen:
			line.State = w.Word("position", string(h.Word))
		case h.Claimed:
			line.State = w.Word("position", string(domain.WordClaimed))
		}
		lines = append(lines, line)
	}
	return lines
}

// reported is the good practice that the report tells of and that serves a
// recommendation.
func reported(w *words.Words, p *view.Picture, no int) []page.PracticeLine {
	var lines []page.PracticeLine
	for _, one := range p.Pack.Practices {
		if !slices.Contains(one.Serves, no) {
			continue
		}
		line := page.PracticeLine{By: strings.ToUpper(one.By[:1]) + one.By[1:], What: one.What, Note: w.T("recommendation.cite", domain.Args{"Cite": one.Cite})}
		if len(one.Codes) == 1 {
			line.Href = bodyHref(one.Codes[0])
		}
		lines = append(lines, line)
	}
	return lines
}

// indicators are the report's own figures about a recommendation.
func indicators(w *words.Words, p *view.Picture, no int) []page.IndicatorLine {
	var lines []page.IndicatorLine
	for _, one := range p.Pack.Indicators {
		if !slices.Contains(one.Serves, no) {
			continue
		}
		line := page.IndicatorLine{Name: one.Name, Of: one.Population, Cite: one.Cite}
		for _, value := range one.Values {
			line.Values = append(line.Values, indicatorValue(w, p, one.Unit, value))
		}
		lines = append(lines, line)
	}
	return lines
}

// indicatorValue is one figure in words: "Kent Community Health: 28 in 2018/19".
func indicatorValue(w *words.Words, p *view.Picture, unit string, v domain.IndicatorValue) string {
	text := w.Number(v.Value)
	if unit == "percent" {
		text = w.T("recommendation.percent", domain.Args{"Value": text})
	}
	if v.Approx != "" {
		text = w.T("recommendation.approx", domain.Args{"Approx": v.Approx, "Value": text})
	}
	if v.Denominator > 0 {
		text = w.T("recommendation.value.of", domain.Args{"Value": text, "Of": v.Denominator})
	}
	if v.Note != "" {
		text = w.T("recommendation.value.note", domain.Args{"Value": text, "Note": v.Note})
	}
	if v.Body == "" {
		return w.T("recommendation.value", domain.Args{"Value": text, "Period": v.Period})
	}
	return w.T("recommendation.value.body", domain.Args{"Body": namesOf(p, []string{v.Body}), "Value": text, "Period": v.Period})
}
