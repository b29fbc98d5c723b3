package site

import (
	"slices"
	"strings"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// partnershipRoutes are the records that a Trust or Board and a university work
// together (R17).
func (s *Site) partnershipRoutes() []route {
	return []route{
		get("/bodies/:body/partnerships", signedIn, s.showPartnerships),
		get("/bodies/:body/partnerships/new", signedIn, s.newPartnership),
		post("/bodies/:body/partnerships/new", signedIn, s.proposePartnership),
		get("/bodies/:body/partnerships/:partnership", signedIn, s.showPartnership),
		post("/bodies/:body/partnerships/:partnership/answer", signedIn, s.answerPartnership),
		post("/bodies/:body/partnerships/:partnership/end", signedIn, s.endPartnership),
	}
}

// showPartnerships lists a body's partnerships, ended ones too.
func (s *Site) showPartnerships(r *request) error {
	p, err := r.workplace()
	if err != nil {
		return err
	}
	known, err := s.Reader.PartnershipsOf(r.ctx(), r.seeing(p.own), p.body.ID)
	if err != nil {
		return err
	}
	names, err := r.bodyNames()
	if err != nil {
		return err
	}
	list := page.PartnershipsPage{Body: p.body.Name}
	for _, one := range known {
		line := partnershipLine(p, names, one)
		line.Turn = one.State == domain.PartnershipProposed && one.ProposedBy != p.body.ID && r.can(access.Partner, access.At(p.body.Path))
		list.Lines = append(list.Lines, line)
	}
	if r.can(access.Partner, access.At(p.body.Path)) && partners(p.body.Kind) && p.body.Current(r.day()) {
		list.Propose = p.href("/partnerships/new")
	}
	return r.page(page.Partnerships(r.at(p, nil), list))
}

// partners says that a body of a kind can have partnerships.
func partners(k domain.BodyKind) bool { return k.IsLocal() || k == domain.University }

// bodyNames are the names of the register, by id.
func (r *request) bodyNames() (map[domain.ID]domain.Body, error) {
	all, err := r.site.Reader.Bodies(r.ctx())
	names := make(map[domain.ID]domain.Body, len(all))
	for _, b := range all {
		names[b.ID] = b
	}
	return names, err
}

func partnershipLine(p workplace, names map[domain.ID]domain.Body, one domain.Partnership) page.PartnershipLine {
	other := names[one.Other(p.body.ID)]
	return page.PartnershipLine{
		Href: p.href("/partnerships/" + string(one.ID)), Other: other.Name, OtherHref: bodyHref(other.Code),
		What: one.What, Office: one.Office, From: one.From, To: one.To, State: one.State,
	}
}

func (s *Site) newPartnership(r *request) error {
	p, err := r.ownWorkplace(access.Partner)
	if err != nil {
		return err
	}
	fields, err := r.partnershipFields(p, form.Show(nil))
	if err != nil {
		return err
	}
	return r.showNewPartnership(p, fields)
}

// partnershipFields offer the bodies of the other kind, by name.
func (r *request) partnershipFields(p workplace, f *form.Form) (page.PartnershipFields, error) {
	w := r.words
	all, err := r.site.Reader.Bodies(r.ctx())
	if err != nil {
		return page.PartnershipFields{}, err
	}
	slices.SortStableFunc(all, func(a, b domain.Body) int { return strings.Compare(a.Name, b.Name) })
	choices := []form.Option{{Label: w.T("propose_partnership.choose")}}
	for _, b := range all {
		fits := (p.body.Kind.IsLocal() && b.Kind == domain.University) || (p.body.Kind == domain.University && b.Kind.IsLocal())
		if fits && b.Current(r.day()) {
			choices = append(choices, form.Option{Value: b.Code, Label: b.Name})
		}
	}
	return page.PartnershipFields{
		Form:    f,
		Partner: f.Choice("partner", public(w.T("propose_partnership.partner"), ""), choices),
		What:    f.Lines("what", public(w.T("propose_partnership.what"), w.T("propose_partnership.what_hint")), maxSummary),
		Office:  f.Bool("office", form.Ask{Label: w.T("propose_partnership.office"), Hint: w.T("propose_partnership.office_hint")}),
		From:    f.Day("from", public(w.T("propose_partnership.from"), "")),
		To:      f.Day("to", public(w.T("propose_partnership.to"), w.T("propose_partnership.to_hint"))),
	}, nil
}

func (r *request) showNewPartnership(p workplace, fields page.PartnershipFields) error {
	return r.form(fields.Form, page.ProposePartnership(r.at(p, fields.Form), page.NewPartnershipPage{
		Body: p.body.Name, Action: p.href("/partnerships/new"), Back: p.href("/partnerships"), Fits: partners(p.body.Kind), Fields: fields,
	}))
}

// proposePartnership records what one body proposes and the other answers.
func (s *Site) proposePartnership(r *request) error {
	p, err := r.ownWorkplace(access.Partner)
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields, err := r.partnershipFields(p, f)
	if err != nil {
		return err
	}
	if !f.Ok() {
		return r.showNewPartnership(p, fields)
	}
	_, err = s.App.ProposePartnership(r.ctx(), r.actor(), app.ProposePartnership{
		Body: p.body.Code, Partner: fields.Partner.Value, What: fields.What.Value, Office: fields.Office.Value,
		From: fields.From.Value, To: fields.To.Value,
	})
	if refusedIn(f, err) {
		return r.showNewPartnership(p, fields)
	}
	if err != nil {
		return err
	}
	return r.done(p.href("/partnerships"), "partnership_proposed")
}

// aPartnership is one of a body's partnerships.
type aPartnership struct {
	workplace
	one domain.Partnership
}

func (r *request) aPartnership() (aPartnership, error) {
	p, err := r.workplace()
	if err != nil {
		return aPartnership{}, err
	}
	one, err := r.site.Reader.Partnership(r.ctx(), r.seeing(p.own), domain.ID(r.Param("partnership")))
	if err == nil && !one.Joins(p.body.ID) {
		err = domain.Missing()
	}
	return aPartnership{p, one}, err
}

// myPartnership is one that the visitor may answer or end for the body.
func (r *request) myPartnership() (aPartnership, error) {
	p, err := r.aPartnership()
	if err == nil && !r.can(access.Partner, access.At(p.body.Path)) {
		err = domain.Refused("not_yours", nil)
	}
	return p, err
}

func (s *Site) showPartnership(r *request) error {
	p, err := r.aPartnership()
	if err != nil {
		return err
	}
	f := form.Show(nil)
	return r.partnershipPage(p, endFields(r, f))
}

func endFields(r *request, f *form.Form) page.EndFields {
	return page.EndFields{Form: f, Last: f.Day("last", public(r.words.T("end_partnership.last"), r.words.T("end_partnership.last_hint")))}
}

// partnershipPage shows a partnership, with what the visitor's body may do: the
// one that was asked answers; either ends it.
func (r *request) partnershipPage(p aPartnership, fields page.EndFields) error {
	names, err := r.bodyNames()
	if err != nil {
		return err
	}
	shown := page.PartnershipPage{
		Body: p.body.Name, Line: partnershipLine(p.workplace, names, p.one), Proposer: names[p.one.ProposedBy].Name,
		Back: p.href("/partnerships"), Fields: fields,
	}
	if r.can(access.Partner, access.At(p.body.Path)) {
		proposed := p.one.State == domain.PartnershipProposed
		shown.Answers = proposed && p.one.ProposedBy != p.body.ID
		shown.TakesBack = proposed && p.one.ProposedBy == p.body.ID
		shown.Ends = p.one.State == domain.PartnershipConfirmed
	}
	if shown.Shared, err = r.sharedDuties(p); err != nil {
		return err
	}
	return r.form(fields.Form, page.Partnership(r.at(p.workplace, fields.Form), shown))
}

// sharedDuties is what each of the two claims on the recommendations that a
// shared office answers: partners see that of each other (R17).
func (r *request) sharedDuties(p aPartnership) ([]page.SharedDuty, error) {
	picture, err := r.site.Views.Picture(r.ctx(), r.site.Report)
	if err != nil {
		return nil, err
	}
	var all []page.SharedDuty
	for _, g := range picture.PartnerDuties(r.cut(), p.body.ID, p.one.Other(p.body.ID), 14, 15) {
		line := page.SharedDuty{Body: g.Body.Name, Rec: recName(g.Rec), Signed: g.Signed}
		switch {
		case g.Confirmed:
			line.Word = domain.WordConfirmed
		case g.Claimed:
			line.Word = domain.WordClaimed
		}
		if g.Seen {
			line.Href = dutyHref(g.Key)
		}
		all = append(all, line)
	}
	return all, nil
}

// answerPartnership confirms what the other body proposed, or declines it.
func (s *Site) answerPartnership(r *request) error {
	p, err := r.myPartnership()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	answer := f.Value("do")
	if answer != "confirm" && answer != "decline" {
		return domain.Bad("", "form_incomplete", nil)
	}
	err = s.App.AnswerPartnership(r.ctx(), r.actor(), app.AnswerPartnership{ID: p.one.ID, Body: p.body.Code, Confirm: answer == "confirm"})
	if err != nil {
		return err
	}
	return r.done(p.href("/partnerships"), "partnership_"+answer)
}

// endPartnership ends a partnership with its last day, or takes a proposal back.
func (s *Site) endPartnership(r *request) error {
	p, err := r.myPartnership()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := endFields(r, f)
	last := fields.Last.Value
	if p.one.State == domain.PartnershipProposed || p.one.State == domain.PartnershipWithdrawn { // the last: a second press
		last = r.day()
	} else if !f.Ok() {
		return r.partnershipPage(p, fields)
	}
	err = s.App.EndPartnership(r.ctx(), r.actor(), app.EndPartnership{ID: p.one.ID, Body: p.body.Code, Last: last})
	if refusedIn(f, err) {
		return r.partnershipPage(p, fields)
	}
	if err != nil {
		return err
	}
	return r.done(p.href("/partnerships"), "partnership_ended")
}
