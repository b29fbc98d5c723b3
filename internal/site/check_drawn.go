package site

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// fillResults says what an issued check found: a sentence for all claims
// together, a table by recommendation. Numbers lead to the claims they count.
func (r *request) fillResults(c domain.SpotCheck, p *page.SpotCheckPage) error {
	results, err := r.checkResults(c)
	if err != nil || len(results) == 0 {
		return err
	}
	w, whole := r.words, results[0]
	args := domain.Args{
		"Claimed": whole.Claimed, "Owed": whole.Owed, "Points": claimedShare(whole),
		"True": percent(whole.Implemented.Share), "Range": rangeText(w, whole.Implemented),
	}
	p.Says = w.T("check.says", args)
	if exact(whole.Implemented) {
		p.Says = w.T("check.says_exact", args)
	}
	if whole.Unanswered > 0 {
		p.SaysWithout = w.N("check.says_without", whole.Unanswered, domain.Args{"Share": shareText(w, whole.Answered)})
	}
	p.Results = ui.Table{ID: "results", Caption: w.T("check.results.caption"), HideCaption: true, Head: []ui.Cell{
		{Text: w.T("check.recommendation")}, {Text: w.T("check.claimed"), Numeric: true}, {Text: w.T("check.results.checked"), Numeric: true},
		{Text: w.T("check.results.upheld"), Numeric: true}, {Text: w.T("check.results.unanswered"), Numeric: true},
		{Text: w.T("check.results.share"), Numeric: true}, {Text: w.T("check.results.without"), Numeric: true}, {Text: w.T("check.results.true"), Numeric: true},
	}}
	for _, one := range results {
		p.Results.Rows = append(p.Results.Rows, r.resultRow(c, one))
	}
	p.Estimator = w.T("check.estimator."+whole.Estimator) + " " + w.T("check.rounded")
	return nil
}

// checkResults are what an issued spot check says; none before it is.
func (r *request) checkResults(c domain.SpotCheck) ([]domain.CheckResult, error) {
	if c.State != domain.CheckIssued {
		return nil, nil
	}
	return r.site.Reader.CheckResults(r.ctx(), r.site.App.Scope(r.actor(), access.ViewChecks), c.ID)
}

func (r *request) resultRow(c domain.SpotCheck, one domain.CheckResult) []ui.Cell {
	w := r.words
	name := ui.Cell{Text: w.T("check.together"), Header: true}
	if one.Rec != 0 {
		name = ui.Cell{Text: r.recommendation(c, one.Rec), Href: "/recommendations/" + strconv.Itoa(one.Rec), Header: true}
	}
	counted := func(n int, found string) ui.Cell {
		query := url.Values{}
		if one.Rec != 0 {
			query.Set("rec", strconv.Itoa(one.Rec))
		}
		if found != "" {
			query.Set("found", found)
		}
		return ui.Cell{Text: w.Number(n), Href: checkHref(c.ID) + "?" + query.Encode() + "#drawn", Numeric: true}
	}
	return []ui.Cell{
		name, {Text: w.T("check.claimed_of", domain.Args{"N": one.Claimed, "Of": one.Owed, "Share": claimedShare(one)}), Numeric: true},
		counted(one.Checked, ""), counted(one.Upheld, string(domain.CheckUpheld)), counted(one.Unanswered, string(domain.CheckNoAnswer)),
		{Text: shareText(w, one.Claims), Numeric: true}, {Text: shareText(w, one.Answered), Numeric: true}, {Text: shareText(w, one.Implemented), Numeric: true},
	}
}

// claimedShare is the share of duties that their bodies claim, in per cent.
func claimedShare(one domain.CheckResult) int {
	return percent(float64(one.Claimed) / float64(max(1, one.Owed)))
}

// shareText is an estimated share with its range.
func shareText(w *words.Words, s domain.CheckShare) string {
	if !s.Known {
		return w.T("check.unknown")
	}
	return w.T("check.share", domain.Args{"Share": percent(s.Share), "Range": rangeText(w, s)})
}

// exact says that everybody was drawn: there is no error of sampling.
func exact(s domain.CheckShare) bool { return s.Known && s.Low == s.High }

// rangeText is a 95 % range in whole per cent, rounded outwards.
func rangeText(w *words.Words, s domain.CheckShare) string {
	if exact(s) {
		return w.T("check.exact")
	}
	low, high := int(math.Floor(s.Low*100+1e-9)), int(math.Ceil(s.High*100-1e-9))
	return w.T("check.range", domain.Args{"Low": low, "High": high})
}

// fillDrawn lists what was drawn, and to whoever plans the form that shares it out.
func (r *request) fillDrawn(c domain.SpotCheck, p *page.SpotCheckPage, f *form.Form) error {
	w := r.words
	items, err := r.site.Reader.CheckItems(r.ctx(), r.site.App.Scope(r.actor(), access.View), c.ID)
	if err != nil {
		return err
	}
	places, err := r.places()
	if err != nil {
		return err
	}
	people, err := r.site.Reader.PeopleByIDs(r.ctx(), everyone(), assessorsOf(items))
	if err != nil {
		return err
	}
	p.Progress = r.checkProgress(items)
	if _, err := domain.IssueCheck(c, items, r.visitor.Now); err != nil && p.Issues {
		p.NotYet = r.words.T("check.issue.not_yet")
	}
	filter := r.filter()
	p.Filter = page.DrawnFilter{
		Form:  filter,
		Rec:   filter.Choice("rec", form.Ask{Label: w.T("check.recommendation")}, anyOr(w.T("check.every_recommendation"), r.drawnRecs(c, items))),
		Found: filter.Choice("found", form.Ask{Label: w.T("check.found")}, anyOr(w.T("check.every_found"), options(w, "check_answer", domain.CheckAnswers()))),
	}
	slices.SortFunc(items, func(a, b domain.CheckItem) int {
		return cmp.Or(compareFold(places.body(a.BodyID), places.body(b.BodyID)), cmp.Compare(a.Rec, b.Rec))
	})
	var fit []domain.CheckItem
	for _, i := range items {
		if (p.Filter.Rec.Value == "" || p.Filter.Rec.Value == strconv.Itoa(i.Rec)) &&
			(p.Filter.Found.Value == "" || p.Filter.Found.Value == string(i.Found)) {
			fit = append(fit, i)
		}
	}
	p.Count = w.N("check.drawn.count", len(fit))
	shown, pages := paged(r, fit)
	p.Pages = pages
	p.Drawn = ui.Table{ID: "drawn-claims", Caption: w.T("check.drawn.caption"), HideCaption: true, Empty: w.T("check.drawn.none"), Head: []ui.Cell{
		{Text: w.T("checks.body")}, {Text: w.T("checks.claim")}, {Text: w.T("check.assessor")}, {Text: w.T("check.found")}, {Text: w.T("checks.state")},
	}}
	for _, i := range shown {
		p.Drawn.Rows = append(p.Drawn.Rows, r.drawnRow(i, places.byID[i.BodyID], people))
	}
	if p.Plans && c.State == domain.CheckDrawn {
		return r.fillShareOut(p, f, items, places)
	}
	return nil
}

func assessorsOf(items []domain.CheckItem) []domain.ID {
	var ids []domain.ID
	for _, i := range items {
		if i.Assessor != "" && !slices.Contains(ids, i.Assessor) {
			ids = append(ids, i.Assessor)
		}
	}
	return ids
}

func (r *request) drawnRow(i domain.CheckItem, body domain.Body, people map[domain.ID]domain.Person) []ui.Cell {
	w := r.words
	found := ui.Cell{Text: w.T("check.not_yet")}
	if i.Judged() {
		found = ui.Cell{Content: ui.WordTag(w, "check_answer", string(i.Found))}
	}
	return []ui.Cell{
		{Text: body.Name, Href: bodyHref(body.Code), Header: true},
		{Content: page.NamedLink(w.T("checks.claim_on", domain.Args{"Rec": i.Rec}), body.Name, checkItemHref(body.Code, i.ID))},
		{Text: cmp.Or(people[i.Assessor].Name, w.T("check.nobody"))}, found, {Content: itemTag(w, i, r.day())},
	}
}

// itemStates counts drawn claims by how far they have come.
func (r *request) itemStates(items []domain.CheckItem) map[string]int {
	counts := map[string]int{}
	for _, i := range items {
		counts[itemState(i, r.day())]++
	}
	return counts
}

// checkProgress is how far the drawn claims have come, in sentences.
func (r *request) checkProgress(items []domain.CheckItem) []string {
	counts := r.itemStates(items)
	var lines []string
	for _, state := range []string{"unassigned", "assigned", "draft", "replied"} {
		if counts[state] > 0 {
			lines = append(lines, r.words.N("check.progress."+state, counts[state]))
		}
	}
	return lines
}

// drawnRecs are the recommendations of which claims were drawn.
func (r *request) drawnRecs(c domain.SpotCheck, items []domain.CheckItem) []form.Option {
	var recs []int
	for _, i := range items {
		if !slices.Contains(recs, i.Rec) {
			recs = append(recs, i.Rec)
		}
	}
	slices.Sort(recs)
	var list []form.Option
	for _, no := range recs {
		list = append(list, form.Option{Value: strconv.Itoa(no), Label: r.recommendation(c, no)})
	}
	return list
}

// fillShareOut offers bodies of which something is not judged, those nobody has first.
func (r *request) fillShareOut(p *page.SpotCheckPage, f *form.Form, items []domain.CheckItem, places places) error {
	w := r.words
	open, free := map[domain.ID]int{}, map[domain.ID]int{}
	var bodies []domain.Body
	for _, i := range items {
		if i.Judged() {
			continue
		}
		if open[i.BodyID] == 0 {
			bodies = append(bodies, places.byID[i.BodyID])
		}
		open[i.BodyID]++
		if i.Assessor == "" {
			free[i.BodyID]++
		}
	}
	if len(bodies) == 0 {
		return nil
	}
	slices.SortStableFunc(bodies, func(a, b domain.Body) int { return cmp.Compare(min(1, free[b.ID]), min(1, free[a.ID])) })
	known, err := r.assessors(bodies, places)
	if err != nil {
		return err
	}
	people := []form.Option{{Label: w.T("ui.choose")}}
	for _, k := range known {
		label := k.Person.Name
		if employer := places.body(k.Person.BodyID); employer != "" {
			label += ", " + employer
		}
		people = append(people, form.Option{Value: string(k.Person.ID), Label: label})
	}
	var offered []form.Option
	for _, b := range bodies {
		hint := w.N("check.share_out.free", free[b.ID])
		if free[b.ID] == 0 {
			hint = w.N("check.share_out.taken", open[b.ID])
		}
		offered = append(offered, form.Option{Value: b.Code, Label: b.Name, Hint: hint})
	}
	p.ShareOut = &page.ShareOutFields{
		Person: f.Choice("person", form.Ask{Label: w.T("check.share_out.person"), Required: true, Missing: "check.person_missing"}, people),
		Bodies: f.Choices("bodies", form.Ask{Label: w.T("check.share_out.bodies"), Required: true, Missing: "check.bodies_missing"}, offered),
	}
	return nil
}
