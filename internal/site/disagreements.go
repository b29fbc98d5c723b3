package site

import (
	"slices"
	"strconv"
	"strings"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

const disagreementsPath = "/disagreements"

// findingRoutes are where claims and checks disagree, and what is said of findings.
func (s *Site) findingRoutes() []route {
	const finding = "/bodies/:body/:report/:rec/findings/:facts"
	return []route{
		get(disagreementsPath, signedIn, s.disagreements).withPast().withTable(),
		get(finding+"/explain", signedIn, s.explainPage),
		post(finding+"/explain", signedIn, s.explainFinding),
		get(finding+"/dismiss", signedIn, s.dismissPage),
		post(finding+"/dismiss", signedIn, s.dismissFinding),
	}
}

// disagreements is what bodies say beside what oversight found and how strong the
// evidence is, where the three disagree or a finding stands: a queue of work.
func (s *Site) disagreements(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	all, err := picture.Comparisons(r.ctx(), r.cut())
	if err != nil {
		return err
	}
	fields := disagreementFields(r, picture)
	within := slices.DeleteFunc(slices.Clone(all), func(c view.Comparison) bool { return !fieldsTake(fields, c) })
	kept := slices.DeleteFunc(slices.Clone(within), func(c view.Comparison) bool { return !fieldsKeep(fields, c) })
	if f, file := r.tableAs(); file {
		table, err := r.disagreementsTable(picture, kept)
		if err != nil {
			return err
		}
		return r.sendTable(f, table, picture.Day)
	}
	w := r.words
	p := page.DisagreementsPage{
		Lede: disagreementsLede(w, within, picture.Day), Fields: fields, Count: len(kept), Kinds: r.kindsTable(within), Nothing: len(all) == 0,
	}
	shown, pages := paged(r, kept)
	p.Pages = pages
	if p.Rows, err = r.disagreementRows(picture, shown); err != nil {
		return err
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Disagreements(v, p))
}

// What a filter on findings asks for beside one kind.
const (
	anyFinding      = "any"
	answeredFinding = "answered"
)

// disagreementFields are the filters. Each offers everything there could be, so
// that an address that was kept goes on to work; what is no such thing is a fault.
func disagreementFields(r *request, p *view.Picture) page.DisagreementFields {
	w, f := r.words, r.filter()
	ask := func(name, label, every string, list []form.Option) *form.Choice {
		return f.Choice(name, form.Ask{Label: w.T(label)}, anyOr(w.T(every), list))
	}
	found := append([]form.Option{
		{Value: anyFinding, Label: w.T("disagreements.finding.any")}, {Value: answeredFinding, Label: w.T("disagreements.finding.answered")},
	}, options(w, "finding", domain.FindingKinds())...)
	return page.DisagreementFields{
		Form: f, Nation: ask("nation", "desk.nation", "desk.every_nation", options(w, "nation", domain.Nations())),
		Rec:     ask("rec", "desk.recommendation", "desk.every_recommendation", recommendationOptions(p.Pack)),
		Why:     ask("why", "disagreements.why", "disagreements.why.every", options(w, "disagreement", domain.Disagreements())),
		Finding: ask("finding", "disagreements.finding", "disagreements.finding.every", found),
	}
}

// fieldsTake says that a duty is among those that the page is about.
func fieldsTake(f page.DisagreementFields, c view.Comparison) bool {
	return (f.Nation.Value == "" || f.Nation.Value == string(c.Body.Nation)) && (f.Rec.Value == "" || f.Rec.Value == c.Rec.Key())
}

// fieldsKeep says that it is listed: what is to be looked into, unless the filters
// ask for something else.
func fieldsKeep(f page.DisagreementFields, c view.Comparison) bool {
	if f.Why.Value != "" && f.Why.Value != string(c.Why) {
		return false
	}
	switch asked := f.Finding.Value; asked {
	case "":
		return f.Why.Value != "" || c.Stands()
	case anyFinding:
		return len(domain.FindingsToAnswer(c.Found)) > 0
	case answeredFinding:
		return slices.ContainsFunc(c.Found, func(one domain.Found) bool { return !one.Stands() })
	default:
		return slices.ContainsFunc(c.Found, func(one domain.Found) bool { return string(one.Kind) == asked && one.Stands() })
	}
}

// disagreementsLede says how many duties there are to look into.
func disagreementsLede(w *words.Words, all []view.Comparison, on domain.Day) string {
	disagree, besides, found := 0, 0, 0
	for _, c := range all {
		standing := len(domain.FindingsToAnswer(c.Found))
		found += standing
		switch {
		case c.Why.Is():
			disagree++
		case standing > 0:
			besides++
		}
	}
	if len(all) == 0 {
		return w.T("disagreements.lede.none")
	}
	lede := w.N("disagreements.lede", disagree, domain.Args{"Of": len(all), "Day": on})
	if found > 0 {
		lede += " " + w.N("disagreements.lede.findings", found)
	}
	if besides > 0 {
		lede += " " + w.N("disagreements.lede.besides", besides)
	}
	return lede
}

// kindsTable counts the duties by why they disagree; the counts add up to all.
func (r *request) kindsTable(within []view.Comparison) ui.Table {
	w := r.words
	t := ui.Table{ID: "kinds", Caption: w.T("disagreements.kinds"), HideCaption: true, Head: []ui.Cell{
		{Text: w.T("disagreements.why")}, {Text: w.T("disagreements.means")}, {Text: w.T("disagreements.duties"), Numeric: true},
	}}
	query := r.Request.URL.Query()
	for _, drop := range []string{pageQuery, "finding"} {
		query.Del(drop)
	}
	for _, kind := range domain.Disagreements() {
		n := 0
		for _, c := range within {
			if c.Why == kind {
				n++
			}
		}
		count := ui.Cell{Text: w.Number(n), Numeric: true}
		if n > 0 {
			query.Set("why", string(kind))
			count.Content = page.NamedLink(w.Number(n), w.Word("disagreement", string(kind)), disagreementsPath+"?"+query.Encode())
		}
		t.Rows = append(t.Rows, []ui.Cell{
			{Text: w.Word("disagreement", string(kind)), Header: true}, {Text: w.T("disagreements.means." + string(kind))}, count,
		})
	}
	t.Rows = append(t.Rows, []ui.Cell{{Text: w.T("disagreements.all"), Header: true}, {}, {Text: w.Number(len(within)), Numeric: true}})
	return t
}

// disagreementRows are rows in words, each with what to do next.
func (r *request) disagreementRows(p *view.Picture, shown []view.Comparison) ([]page.DisagreementRow, error) {
	waiting := map[domain.ID]int{}
	if scope := r.site.App.Scope(r.actor(), access.Review); !scope.None() && r.past.IsZero() {
		for _, signed := range p.Signed(view.Cut{View: scope}) {
			waiting[signed.Duty.ID] = max(waiting[signed.Duty.ID], signed.Head.Signed)
		}
	}
	own := r.ownBodies(p)
	var rows []page.DisagreementRow
	for _, c := range shown {
		c, err := r.whole(p, c)
		if err != nil {
			return nil, err
		}
		row := r.disagreementRow(p, c)
		row.Next = r.nextOf(c, waiting[c.Duty.ID], slices.Contains(own, c.Body.ID))
		rows = append(rows, row)
	}
	return rows, nil
}

// whole is a comparison with all that its row has.
func (r *request) whole(p *view.Picture, c view.Comparison) (view.Comparison, error) {
	if c.Duty != nil {
		return c, nil
	}
	return p.Compared(r.ctx(), r.cut(), c.Key)
}

func (r *request) disagreementRow(p *view.Picture, c view.Comparison) page.DisagreementRow {
	w, s := r.words, c.Duty.State
	row := page.DisagreementRow{
		Body: bodyName(c.Body), Nation: w.Word("nation", string(c.Body.Nation)), Rec: recName(c.Rec), Href: dutyHref(c.Key), Core: c.Rec.Core,
		Behind: c.Behind.All, Says: []string{w.Word("status", string(s.Status))}, Found: foundLines(w, s), Proof: proofLines(w, s, c.Proof, p.Day),
		Why: w.Word("disagreement", string(c.Why)), Disagrees: c.Why.Is(),
	}
	if s.Signed > 0 {
		row.Says = append(row.Says, w.N("disagreements.met", len(c.Duty.Requirements), domain.Args{"Met": metCount(*c.Duty)}),
			w.T("disagreements.signed", domain.Args{"Day": domain.DayOf(s.SignedAt)}))
	}
	if !c.Since.IsZero() {
		row.Days = max(0, c.Since.DaysUntil(p.Day))
	}
	for _, f := range c.Found {
		if f.Stands() {
			row.Findings = append(row.Findings, w.Word("finding", string(f.Kind)))
		} else {
			row.Answered++
		}
	}
	return row
}

func metCount(d domain.Duty) int {
	n := 0
	for _, key := range d.Requirements {
		if d.State.Met[key] == domain.MetYes {
			n++
		}
	}
	return n
}

// foundLines are what oversight found, and when.
func foundLines(w *words.Words, s domain.DutyState) []string {
	if s.Reviewed == 0 {
		return []string{w.T("disagreements.not_reviewed")}
	}
	var lines []string
	if s.Outcome == domain.SentBack {
		lines = append(lines, w.Word("outcome", string(s.Outcome)))
	}
	if s.Grade != domain.NotAssessed {
		lines = append(lines, w.Word("grade", string(s.Grade)), w.Word("assurance", string(s.Assurance)))
	}
	for _, verdict := range []domain.Verdict{domain.VerdictNotMet, domain.VerdictNotShown} {
		n := 0
		for _, v := range s.Verdicts {
			if v == verdict {
				n++
			}
		}
		if n > 0 {
			lines = append(lines, w.T("disagreements.verdicts", domain.Args{"N": n, "Verdict": w.Word("verdict", string(verdict))}))
		}
	}
	day := domain.Args{"Day": domain.DayOf(s.ReviewedAt), "No": s.Reviewed}
	if s.Reviewed < s.Signed {
		return append(lines, w.T("disagreements.reviewed_earlier", day))
	}
	return append(lines, w.T("disagreements.reviewed", day))
}

// proofLines are how strong the evidence is, and until when.
func proofLines(w *words.Words, s domain.DutyState, proof domain.Proof, on domain.Day) []string {
	lines := []string{w.Word("proof", string(proof))}
	switch {
	case s.Expires.IsZero() || proof == domain.ProofUnclaimed || proof == domain.ProofNone:
	case s.Expires <= on:
		lines = append(lines, w.T("disagreements.expired", domain.Args{"Day": s.Expires}))
	default:
		lines = append(lines, w.T("disagreements.expires", domain.Args{"Day": s.Expires}))
	}
	return lines
}

// nextOf is what this visitor does next about a duty; nothing, in the past.
func (r *request) nextOf(c view.Comparison, waits int, own bool) []page.HomeLink {
	if !r.past.IsZero() {
		return nil
	}
	w, href, target, s := r.words, dutyHref(c.Key), access.DutyOf(*c.Duty, *c.Body), c.Duty.State
	var next []page.HomeLink
	add := func(text, to string) { next = append(next, page.HomeLink{Text: text, Href: href + to}) }
	if !own && waits == s.Signed && waits > 0 && r.can(access.Review, target) {
		add(w.T("desk.review", domain.Args{"No": waits}), "/review/"+strconv.Itoa(waits))
	}
	for _, f := range domain.FindingsToAnswer(c.Found) {
		if r.can(access.ExplainFinding, target) {
			add(w.T("disagreements.explain", domain.Args{"Finding": w.Word("finding", string(f.Kind))}), "/findings/"+f.Facts+"/explain")
		}
	}
	if !own && s.Signed > 0 && r.can(access.Ask, target) {
		add(w.T("disagreements.ask"), "/question/"+strconv.Itoa(s.Signed))
	}
	if !own && len(domain.FindingsToAnswer(c.Found)) > 0 && r.can(access.DismissFinding, target) {
		add(w.T("disagreements.look"), "#findings")
	}
	return next
}

// disagreementsTable has a row for each duty that is listed.
func (r *request) disagreementsTable(p *view.Picture, kept []view.Comparison) (exchange.Table, error) {
	t := exchange.Table{Name: "disagreements", Columns: []string{
		"body", "body_name", "nation", "recommendation", "title", "core", "reported_status", "requirements_met", "requirements", "signed_on", "grade",
		"assurance", "reviewed_on", "evidence", "evidence_expires", "disagreement", "since", "findings", "findings_answered", "duties_behind",
	}}
	for _, c := range kept {
		c, err := r.whole(p, c)
		if err != nil {
			return t, err
		}
		s := c.Duty.State
		var signed, reviewed domain.Day
		if s.Signed > 0 {
			signed = domain.DayOf(s.SignedAt)
		}
		if s.Reviewed > 0 {
			reviewed = domain.DayOf(s.ReviewedAt)
		}
		var standing, answered []string
		for _, f := range c.Found {
			if f.Stands() {
				standing = append(standing, string(f.Kind))
			} else {
				answered = append(answered, string(f.Kind))
			}
		}
		core := ""
		if c.Rec.Core {
			core = "yes"
		}
		t.Rows = append(t.Rows, []any{
			c.Body.Code, c.Body.Name, string(c.Body.Nation), c.Rec.No, c.Rec.Short, core, string(s.Status), metCount(*c.Duty), len(c.Duty.Requirements),
			signed, string(s.Grade), string(s.Assurance), reviewed, string(c.Proof), s.Expires, string(c.Why), c.Since,
			strings.Join(standing, ";"), strings.Join(answered, ";"), c.Behind.All,
		})
	}
	return t, nil
}
