package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
)

// The ways to say which day a publication is as at; beside them the days on
// which rounds closed.
const (
	whenToday = "today"
	whenDay   = "day"
)

// closedRounds is how many past rounds are offered.
const closedRounds = 4

// askForPublication asks what a publication is to be about.
func (s *Site) askForPublication(r *request) error {
	if len(r.publishing()) == 0 {
		return domain.Missing()
	}
	values := url.Values{"read_days": {strconv.Itoa(domain.DefaultReadDays)}, "when": {whenToday}}
	for _, n := range r.publishing() {
		values.Add("nations", string(n))
	}
	fields, err := r.publicationFields(form.Show(values))
	if err != nil {
		return err
	}
	return r.showPrepare(page.PreparePage{Fields: fields})
}

func (r *request) publicationFields(f *form.Form) (page.PublicationFields, error) {
	w := r.words
	rounds, err := r.site.Reader.Rounds(r.ctx(), r.site.Report)
	if err != nil {
		return page.PublicationFields{}, err
	}
	when := []form.Option{{Value: whenToday, Label: w.T("prepare_publication.today", domain.Args{"Day": r.day()})}}
	for i := len(rounds) - 1; i >= 0 && len(when) <= closedRounds; i-- {
		if round := rounds[i]; !round.ClosedAt.IsZero() && domain.DayOf(round.ClosedAt) < r.day() && slices.ContainsFunc(r.publishing(), func(n domain.Nation) bool { return slices.Contains(round.Nations, n) }) {
			closed := domain.DayOf(round.ClosedAt)
			when = append(when, form.Option{Value: string(closed), Label: w.T("prepare_publication.round", domain.Args{"Round": round.Name, "Day": closed})})
		}
	}
	when = append(when, form.Option{Value: whenDay, Label: w.T("prepare_publication.other_day")})
	ask := func(key, missing string) form.Ask {
		return needed(form.Ask{Label: w.T("prepare_publication." + key), Hint: w.T("prepare_publication." + key + "_hint")}, missing)
	}
	fields := page.PublicationFields{
		Form: f, Nations: f.Choices("nations", ask("nations", "publication.nations_missing"), options(w, "nation", r.publishing())),
		When:         f.Choice("when", ask("when", "publication.day_missing"), when),
		ReadDays:     f.Int("read_days", ask("read_days", ""), 1, domain.MaxReadDays),
		Paused:       f.Lines("paused", form.Ask{Label: w.T("prepare_publication.paused"), Hint: w.T("prepare_publication.paused_hint")}, maxNarrative),
		PausedReason: f.Lines("paused_reason", public(w.T("prepare_publication.paused_reason"), w.T("prepare_publication.paused_reason_hint")), maxReason),
	}
	asked := form.Ask{Label: w.T("prepare_publication.day")}
	if fields.When.Value == whenDay {
		asked = needed(asked, "publication.day_missing")
	}
	fields.Day = f.Day("day", asked)
	return fields, nil
}

func (r *request) showPrepare(p page.PreparePage) error {
	p.Values = r.postForm()
	drafts, err := r.openDrafts()
	if err != nil {
		return err
	}
	for _, d := range drafts {
		p.Open = append(p.Open, page.HomeLink{Text: publicationName(r.words, d), Href: publicationHref(d)})
	}
	v := r.viewBelow(ui.Crumb{Text: r.words.T("publications.title"), Href: "/publications"})
	return r.form(p.Fields.Form, page.PreparePublication(v, p))
}

// preparePublication shows what a publication would say, and freezes it once the
// lead has seen that.
func (s *Site) preparePublication(r *request) error {
	if len(r.publishing()) == 0 {
		return domain.Refused("not_yours", nil)
	}
	f := form.Read(r.postForm())
	fields, err := r.publicationFields(f)
	if err != nil {
		return err
	}
	if !f.Ok() {
		return r.showPrepare(page.PreparePage{Fields: fields})
	}
	p, rows, err := r.drafted(fields)
	if refusedIn(f, err) {
		return r.showPrepare(page.PreparePage{Fields: fields})
	}
	if err != nil {
		return err
	}
	if r.postForm().Get("do") != "prepare" {
		return r.previewPublication(fields, p, rows)
	}
	made, err := s.App.PreparePublication(r.ctx(), r.actor(), app.PreparePublication{Publication: p, Rows: rows})
	if refusedIn(f, err) {
		return r.showPrepare(page.PreparePage{Fields: fields})
	}
	if refusedNow(f, err) { // seen again as things stand now
		if p, rows, err = r.drafted(fields); err != nil {
			return err
		}
		return r.previewPublication(fields, p, rows)
	}
	if err != nil {
		return err
	}
	return r.done(publicationHref(made), "publication_prepared")
}

// drafted is the publication that the fields ask for, with its rows in full.
func (r *request) drafted(fields page.PublicationFields) (domain.Publication, []domain.PublicationRow, error) {
	p, picture, err := r.planned(fields)
	if err != nil {
		return p, nil, err
	}
	rows, err := picture.Published(r.cut(), p.Nations)
	if err != nil {
		return p, nil, err
	}
	return p, rows, r.site.Views.Publish(r.ctx(), picture, r.cut().View, rows)
}

// planned is the publication that the fields ask for, and the picture that it is
// made of.
func (r *request) planned(fields page.PublicationFields) (p domain.Publication, picture *view.Picture, err error) {
	p = domain.Publication{Report: r.site.Report, ReadDays: fields.ReadDays.Value, Day: r.day()}
	for _, n := range fields.Nations.Values {
		p.Nations = append(p.Nations, domain.Nation(n))
	}
	p.Nation = domain.OverseenBy(p.Nations[0])
	switch fields.When.Value {
	case whenToday:
	case whenDay:
		p.Day = fields.Day.Value
	default:
		p.Day = domain.Day(fields.When.Value)
	}
	if p.Paused, err = r.paused(fields); err != nil {
		return p, nil, err
	}
	if err := p.Check(r.day()).Err(); err != nil {
		return p, nil, err
	}
	picture, err = r.site.Views.AsAt(r.ctx(), r.site.Report, p.Day)
	if domain.KindOf(err) == domain.NotFound {
		return p, nil, domain.Bad("day", "as_at.nothing_yet", nil)
	}
	if err != nil {
		return p, nil, err
	}
	p.AsOf, p.Title, p.Recs = picture.Seq, picture.Pack.Report.Title, picture.PublishedRecs()
	return p, picture, nil
}

// paused are the bodies that are named as paused (R7), one code a line.
func (r *request) paused(fields page.PublicationFields) ([]domain.PausedBody, error) {
	var all []domain.PausedBody
	for _, code := range strings.Fields(strings.ReplaceAll(fields.Paused.Value, ",", " ")) {
		body, err := r.site.Reader.BodyByCode(r.ctx(), strings.ToUpper(code))
		if domain.KindOf(err) == domain.NotFound || err == nil && !slices.Contains(fields.Nations.Values, string(body.Nation)) {
			return nil, domain.Bad("paused", "publication.paused_unknown", domain.Args{"Code": code})
		}
		if err != nil {
			return nil, err
		}
		all = append(all, domain.PausedBody{BodyID: body.ID, Code: body.Code, Name: body.Name, Reason: fields.PausedReason.Value})
	}
	return all, nil
}

// previewPublication shows the figures, and what differs from the last issue,
// before anything is made (R9).
func (r *request) previewPublication(fields page.PublicationFields, p domain.Publication, rows []domain.PublicationRow) error {
	named, unnamed := domain.Named(rows, p.Paused)
	p.Unnamed = unnamed
	f := &frozen{Publication: p, rows: named, tally: domain.TallyPublished(p, named)}
	all, err := r.site.Reader.Publications(r.ctx(), r.draftScope(), r.site.Report)
	if err != nil {
		return err
	}
	shown := page.PublicationPage{Sentences: publicationSentences(r.words, f)}
	for _, n := range p.Nations {
		table := publishedTable(r.words, f, n)
		for _, row := range table.Rows {
			row[0].Href = "" // the sections are not there yet
		}
		shown.Nations = append(shown.Nations, table)
	}
	if err := r.compared(&shown, f, all); err != nil {
		return err
	}
	return r.showPrepare(page.PreparePage{
		Fields: fields, Preview: &shown, ReplyBy: r.day().WorkingDaysAfter(p.ReadDays), Name: publicationName(r.words, p),
	})
}
