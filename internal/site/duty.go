package site

import (
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
)

// dutyRoutes are a duty's page and its sealed versions.
func (s *Site) dutyRoutes() []route {
	const duty = "/bodies/:body/:report/:rec"
	return []route{
		get(duty, signedIn, s.showDuty).withPast(),
		get(duty+"/versions/:no", signedIn, s.showVersion),
		get(duty+"/compare", signedIn, s.compareVersions),
	}
}

// showDuty is the page where everything about one duty meets.
func (s *Site) showDuty(r *request) error {
	m, picture, computed, err := r.computed()
	if domain.KindOf(err) == domain.NotFound && r.past.IsZero() {
		return r.showPastDuty()
	}
	if err != nil {
		return err
	}
	own := r.can(access.ViewDraft, m.target())
	h, err := r.recentHistory(m, own)
	if err != nil {
		return err
	}
	v := r.view()
	v.Crumbs = bodyCrumbs(r, m.body)
	p := page.DutyPage{
		Where: m.where(), Position: computed.Word, Axes: r.axes(m, *computed.Standing), Requirements: r.dutyRequirements(m),
		Owed: r.whoseDuty(m, picture), Links: page.DutyLinks(v, dutyLinks(computed)), Sentence: r.standsSo(m, *computed.Standing),
		Actions: r.dutyActions(v, m, computed.Actions),
	}
	p.Says, p.Found = r.heads(m.duty.State)
	mine := slices.Contains(r.ownBodies(picture), m.body.ID)
	if p.Findings, err = r.dutyFindings(m, picture, h, mine); err != nil {
		return err
	}
	if m.duty.State.Closure == domain.Open && !m.duty.Claimed() { // a forecast of this morning may know of neither
		ahead, err := r.dutyForecast(picture, computed.Key)
		if err != nil {
			return err
		}
		if ahead != nil {
			p.Axes = append(p.Axes, *ahead)
		}
	}
	p.History, p.Earlier = r.shown(m, h)
	if !r.past.IsZero() {
		return r.page(page.Duty(v, p)) // nothing can be done in the past
	}
	p.Compare = r.comparingLast(m, h)
	returns, err := s.Reader.LiveReturns(r.ctx(), r.seeing(own), []domain.ID{m.duty.ID}, domain.OpenRounds(picture.Rounds()))
	if err != nil {
		return err
	}
	steps := steps{
		request: r, matter: m, returns: returns, rounds: picture.Rounds(), standing: *computed.Standing, history: h,
		own: mine, explain: firstToExplain(p.Findings), rulings: computed.Pending, current: domain.CurrentReturn(returns, picture.Rounds()),
	}
	if steps.own && steps.may(access.Review) {
		p.Owed = append(p.Owed, r.words.T("duty.own"))
	}
	p.Next, p.More = steps.next(), steps.more()
	return r.page(page.Duty(v, p))
}

// computed is the duty that the address names, where the visitor sees it whole,
// with everything computed about it: all from the picture, without a question
// to the database.
func (r *request) computed() (m matter, p *view.Picture, d view.Duty, err error) {
	no, err := strconv.Atoi(r.Param("rec"))
	if err != nil {
		return m, nil, d, domain.Missing()
	}
	key := domain.DutyKey{Body: r.Param("body"), Report: r.Param("report"), Rec: no}
	if p, err = r.pictureOf(key.Report); err != nil {
		return m, nil, d, err
	}
	if d, err = p.Duty(r.cut(), key); err != nil {
		return m, nil, d, err
	}
	if d.Facts == nil { // only what was released of it
		return m, nil, d, domain.Missing()
	}
	return matterOf(p.Pack, *d.Body, d.Facts.Duty), p, d, nil
}

// standsSo explains a position that a tired reader would misread.
func (r *request) standsSo(m matter, standing domain.Standing) string {
	switch s := m.duty.State; {
	case s.Status == domain.Implemented && !m.duty.Claimed() && s.Closure == domain.Open:
		return r.words.T("duty.no_claim_yet")
	case standing.SilentToo:
		return r.words.T("duty.silent_too")
	}
	return ""
}

// axes are the five axes and the dates, each on its own line: never one colour.
func (r *request) axes(m matter, standing domain.Standing) []ui.Row {
	w, s := r.words, m.duty.State
	rows := []ui.Row{
		{Key: w.T("duty.response"), Text: w.Word("response", string(s.Response))},
		{Key: w.T("duty.status"), Text: w.Word("status", string(s.Status))},
		{Key: w.T("duty.assessment"), Text: r.assessment(s)},
		{Key: w.T("duty.target"), Text: r.targetLine(m.duty, standing)},
		{Key: w.T("duty.owner"), Text: orElse(m.duty.Owner, w.T("duty.nobody_named"))},
		{Key: w.T("duty.unit"), Text: w.Word("unit", m.duty.Unit)},
	}
	if s.Practice.Step != "" && r.can(access.ReadPractice, m.target()) {
		rows = append(rows, ui.Row{Key: w.T("duty.practice"), Text: w.T("duty.practice."+string(s.Practice.Step), domain.Args{"Day": s.Practice.On})})
	}
	if s.Closure != domain.Open {
		rows = append(rows, ui.Row{Key: w.T("duty.closure"), Text: w.Word("closure", string(s.Closure))})
	}
	return rows
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func (r *request) assessment(s domain.DutyState) string {
	if s.Grade == domain.NotAssessed {
		return r.words.Word("grade", string(s.Grade))
	}
	return r.words.T("duty.assessed", domain.Args{
		"Grade": r.words.Word("grade", string(s.Grade)), "Assurance": r.words.Word("assurance", string(s.Assurance)),
		"When": domain.DayOf(s.ReviewedAt),
	})
}

// targetLine is the present date beside the first, with what they say today (R14).
func (r *request) targetLine(d domain.Duty, standing domain.Standing) string {
	s := d.State
	if s.Target.IsZero() {
		return r.words.T("duty.undated")
	}
	line := r.words.Day(s.Target)
	if s.Slips > 0 {
		line = r.words.N("duty.slipped", s.Slips, domain.Args{"Target": s.Target, "First": s.FirstTarget})
	}
	if standing.Overdue {
		line += ". " + r.words.N("duty.overdue", standing.DaysPast)
	}
	return line
}

// dutyRequirements sets each requirement beside the signed answer and the verdict.
func (r *request) dutyRequirements(m matter) []page.DutyRequirement {
	var all []page.DutyRequirement
	for _, q := range m.owed() {
		line := page.DutyRequirement{Key: q.Key, Title: q.Title, Proof: q.Proof, Reading: q.Reading, Verdict: r.words.T("duty.not_assessed")}
		if met, answered := m.duty.State.Met[q.Key]; answered {
			line.Met, line.Answer = string(met), r.words.Word("met", string(met))
		}
		if verdict, given := m.duty.State.Verdicts[q.Key]; given {
			line.Verdict = r.words.Word("verdict", string(verdict))
		}
		all = append(all, line)
	}
	return all
}

// heads stand over what was said and what was found, with the version that each
// is of: what oversight found need not be of the last one.
func (r *request) heads(s domain.DutyState) (says, found string) {
	says, found = r.words.T("duty.says"), r.words.T("duty.found")
	if s.Signed > 0 {
		says = r.words.T("duty.says_in", domain.Args{"No": s.Signed})
	}
	if s.Reviewed > 0 {
		found = r.words.T("duty.found_in", domain.Args{"No": s.Reviewed})
	}
	return says, found
}

// whoseDuty are notes on who has to answer, where that is not plain.
func (r *request) whoseDuty(m matter, picture *view.Picture) []string {
	var notes []string
	if m.body.NoSignatory {
		notes = append(notes, r.words.T("duty.unowned", domain.Args{"Body": m.body.Name}))
	}
	if m.duty.Lead != "" {
		lead := m.duty.Lead
		if body, found := picture.BodyByCode(lead); found {
			lead = body.Name
		}
		notes = append(notes, r.words.T("duty.lead", domain.Args{"Lead": lead}))
	}
	return notes
}
