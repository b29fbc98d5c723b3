package site

import (
	"slices"
	"strings"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// body is an organisation's own page. Who it is is public; how its duties
// stand is shown as far as the visitor may see it.
func (s *Site) body(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	who, known := picture.BodyByCode(r.Param("body"))
	if !known {
		return domain.Missing()
	}
	w := r.words
	p := page.BodyPage{
		Name: who.Name, Kind: w.Word("body_kind", string(who.Kind)), Facts: bodyFacts(w, picture, who), Doubt: who.Note,
		Closed: closedText(w, picture, who), Owes: picture.Owes(who.Code), Chase: r.chaseSection(picture, who),
	}
	for _, d := range picture.PastDuties(r.cut(), who.Code) {
		p.Past = append(p.Past, page.HomeLink{Text: recName(d.Rec), Href: dutyHref(d.Key)})
	}
	found, err := picture.Body(r.cut(), who.Code)
	if r.past.IsZero() {
		p.Steps = r.bodySteps(who, found.Round != nil, len(found.Rows) > 0)
	}
	switch {
	case domain.KindOf(err) == domain.NotFound: // owes nothing, or nothing that the visitor may see
	case err != nil:
		return err
	default:
		if f, file := r.tableAs(); file {
			return r.sendTable(f, dutiesTable("duties-of-"+who.Code, found.Rows), picture.Day)
		}
		if err := r.fillBody(&p, picture, found); err != nil {
			return err
		}
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.bodies"), Href: "/bodies"})
	v.Wide = true
	return r.page(page.Body(v, p))
}

// bodySteps lead to what this visitor can do or read of the body as a whole;
// asked says that an open round asks it for returns, owes that they see anything
// that it owes.
func (r *request) bodySteps(b *domain.Body, asked, owes bool) []ui.Crumb {
	var steps []ui.Crumb
	add := func(to string, allowed bool) {
		if allowed {
			steps = append(steps, ui.Crumb{Text: r.words.T("body.step." + to), Href: bodyHref(b.Code) + "/" + to})
		}
	}
	at := access.At(b.Path)
	whole := r.can(access.View, at)
	add("sign", r.can(access.Sign, at))
	add("no-change", asked && r.can(access.Draft, at))
	add("evidence", r.can(access.ViewDraft, at))
	add("actions", whole)
	add("partnerships", whole && partners(b.Kind))
	add("peers", owes)
	add("checks", whole)
	return steps
}

// fillBody adds the body's duties and whom they tie it to.
func (r *request) fillBody(p *page.BodyPage, picture *view.Picture, b view.Body) error {
	w := r.words
	p.Live = b.Live
	p.Figures = page.Figures{Cell: b.Cell, Unreleased: len(b.Rows) - b.Cell.Owed(), Of: b.Body.Name}
	if b.Round != nil && b.Live {
		p.Round = roundText(w, *b.Round, picture.Day)
	}
	for _, row := range b.Rows {
		p.Rows = append(p.Rows, bodyDuty(w, row))
	}
	var err error
	if p.Findings, err = r.bodyFindings(picture, b.Rows); err != nil {
		return err
	}
	for _, row := range b.Waits {
		p.Waits = append(p.Waits, page.BodyWait{
			Rec: recName(row.Rec), Href: dutyHref(row.Key), Lines: append(tieLines(row.Stranded), tieLines(row.Waits)...),
		})
	}
	waits := picture.Waits(r.cut(), b.Body.Code)
	p.Upstream = waitLines(w, waits)
	for _, row := range b.HoldsUp {
		duty, err := picture.Duty(r.cut(), row.Key)
		if err != nil {
			return err
		}
		p.Held = append(p.Held, page.BodyHeld{Rec: recName(row.Rec), Href: dutyHref(row.Key), Held: heldUp(duty)})
	}
	p.Neighbours = neighbours(w, b, waits, p.Held)
	for _, one := range b.Partnerships {
		p.Partnerships = append(p.Partnerships, page.BodyPartner{
			With: one.Other.Name, Href: bodyHref(one.Other.Code), What: one.What, State: one.State, Since: one.From, Till: one.To, Office: one.Office,
		})
	}
	return nil
}

// roundText says until when the open round takes reports.
func roundText(w *words.Words, round domain.Round, on domain.Day) string {
	args := domain.Args{"Round": round.Name, "Due": round.Due}
	if round.FellDue(on) {
		return w.T("body.round.late", args)
	}
	return w.T("body.round", args)
}

// bodyDuty is one of a body's duties with what it says of it.
func bodyDuty(w *words.Words, row view.Row) page.BodyDuty {
	line := page.BodyDuty{DutyRow: dutyRow(w, row), No: row.Rec.No, Core: row.Rec.Core}
	if row.Duty == nil {
		return line
	}
	s := row.Duty.State
	line.Reported, line.Response = w.Word("status", string(s.Status)), w.Word("response", string(s.Response))
	line.Target = targetLine(w, s)
	return line
}

// targetLine is a duty's target date, and how often it was moved.
func targetLine(w *words.Words, s domain.DutyState) string {
	switch {
	case s.Target.IsZero():
		return w.T("body.target.none")
	case s.Slips > 0:
		return w.N("body.target.slips", s.Slips, domain.Args{"Day": s.Target, "First": s.FirstTarget})
	}
	return w.Day(s.Target)
}

// bodyFacts is who the body is, by the register.
func bodyFacts(w *words.Words, p *view.Picture, b *domain.Body) []ui.Row {
	code := w.T("body.facts.code.of", domain.Args{"Code": b.Code, "Scheme": w.T("body.scheme." + b.CodeScheme)})
	rows := []ui.Row{
		{Key: w.T("body.facts.code"), Text: code},
		{Key: w.T("body.facts.nation"), Text: w.Word("nation", string(b.Nation))},
	}
	add := func(key, text string) {
		if text != "" {
			rows = append(rows, ui.Row{Key: w.T("body.facts." + key), Text: text})
		}
	}
	if !strings.EqualFold(b.Region, string(b.Nation)) {
		add("region", b.Region)
	}
	add("icb", b.ICBName)
	if b.Parent != "" && b.Parent != b.ICB {
		add("parent", w.List(namesOf(p, []string{b.Parent})))
	}
	add("sponsors", w.List(namesOf(p, b.Sponsors)))
	add("took_over", w.List(predecessors(p, b)))
	add("source", b.Source)
	return rows
}

// predecessors names the bodies that a body took over from.
func predecessors(p *view.Picture, b *domain.Body) []string {
	var names []string
	for _, one := range p.Register() {
		if slices.Contains(one.Successors, b.Code) {
			names = append(names, one.Name)
		}
	}
	return names
}

// closedText says when a body ended and who took over; "" where it is in force.
func closedText(w *words.Words, p *view.Picture, b *domain.Body) string {
	switch {
	case b.ValidTo.IsZero() || p.Day <= b.ValidTo:
		return ""
	case len(b.Successors) == 0:
		return w.T("body.closed.on", domain.Args{"Day": b.ValidTo})
	}
	return w.T("body.closed.by", domain.Args{"Day": b.ValidTo, "Bodies": namesOf(p, b.Successors)})
}
