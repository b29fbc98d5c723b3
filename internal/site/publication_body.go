package site

import (
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// published is what a publication holds of one body.
type published struct {
	*frozen
	body   domain.Body
	rows   []domain.PublicationRow
	paused string // why it is left out; "" where it is not
}

// bodyPublished is what a publication holds of the body that the address names,
// as far as the visitor may read it: a draft's rows are for the body's own people
// and the oversight that makes it (R9). A body that is left out as paused reads that.
func (r *request) bodyPublished() (p published, err error) {
	scope := r.readingScope()
	named, _, err := r.publicationNamed(scope)
	if err != nil {
		return p, err
	}
	if p.frozen, err = r.thaw(scope, named); err != nil {
		return p, err
	}
	p.rows = slices.DeleteFunc(slices.Clone(p.frozen.rows), func(row domain.PublicationRow) bool { return row.Body != r.Param("body") })
	paused, isPaused := named.PausedAs(r.Param("body"))
	if len(p.rows) == 0 && !isPaused {
		return p, domain.Missing()
	}
	if p.body, err = r.site.Reader.BodyByCode(r.ctx(), r.Param("body")); err != nil {
		return p, err
	}
	if isPaused && named.State() != domain.PublicationIssued && !scope.Sees(p.body.Path, 0, "") {
		return p, domain.Missing()
	}
	p.paused = paused.Reason
	return p, nil
}

// name is what the body is called there.
func (p published) name() string {
	_, name, _ := p.named(p.body.ID)
	return name
}

// publishedBody is all that a publication says of one body.
func (s *Site) publishedBody(r *request) error {
	p, err := r.bodyPublished()
	if err != nil {
		return err
	}
	if p.Key() != r.Param("publication") { // it was a draft when somebody kept its address
		return r.done(publishedBodyHref(p.body.Code, p.Publication), "")
	}
	return r.showPublishedBody(p, replyField(r, form.Show(nil)))
}

func replyField(r *request, f *form.Form) page.TextFields {
	return page.TextFields{Form: f, Text: f.Lines("text", needed(
		public(r.words.T("reply_publication.text"), r.words.T("reply_publication.text_hint")), "publication.reply_missing"), maxNarrative)}
}

func (r *request) showPublishedBody(b published, fields page.TextFields) error {
	w, f := r.words, b.frozen
	p := page.PublishedBodyPage{
		Body: b.name(), Name: publicationName(w, f.Publication), Draft: f.State() == domain.PublicationDraft, Report: publicationHref(f.Publication),
		Day: f.Day, ReplyBy: f.ReplyBy, Fields: fields, Action: publishedBodyHref(b.body.Code, f.Publication), Back: bodyHref(b.body.Code), Paused: b.paused,
	}
	if f.State() != domain.PublicationIssued && !r.readsWhole(f.Publication) {
		p.Report = ""
	}
	if f.State() == domain.PublicationWithdrawn {
		p.Withdrawn = withdrawnText(w, f.Publication)
	}
	for _, row := range b.rows {
		p.Duties = append(p.Duties, publishedDuty(w, f, row))
	}
	no := f.replyNo(b.body.Code)
	if no > 0 {
		p.Reply, p.ReplyOn = f.replies[no-1].text, f.replies[no-1].on
	}
	if r.can(access.ReplyPublished, access.At(b.body.Path)) { // who may act for it is asked today
		p.MayReply = f.MayReply(true, no > 0, r.day()) == nil || !fields.Form.Ok() // what was typed is never lost
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("publications.title"), Href: "/publications"})
	if p.Report != "" {
		v.Crumbs = append(v.Crumbs, ui.Crumb{Text: p.Name, Href: p.Report})
	}
	return r.form(fields.Form, page.PublishedBody(v.WithForm(fields.Form), p))
}

// publishedDuty is a row in full.
func publishedDuty(w *words.Words, f *frozen, row domain.PublicationRow) page.PublishedDuty {
	d := page.PublishedDuty{
		ID: "rec-" + strconv.Itoa(row.Rec), Rec: publishedRec(f, row.Rec), Word: row.Word, Corrected: slices.Contains(f.Corrected, row.Duty), AsAt: row.AsAt,
	}
	d.Notes = publishedNotes(w, f, row)
	for _, fact := range publishedFacts(w, row) {
		d.Facts = append(d.Facts, ui.Row{Key: fact.name, Content: page.OwnWords(fact.text)})
	}
	d.Answers = publishedAnswers(w, d, row)
	return d
}

// publishedNotes is what stands beside a duty's word, with whom it waits for.
func publishedNotes(w *words.Words, f *frozen, row domain.PublicationRow) []string {
	notes := rowNotes(w, row)
	for _, wait := range row.WaitsFor {
		notes = append(notes, w.T("publication.note.waits", domain.Args{"Body": wait.BodyName, "Rec": publishedRec(f, wait.Rec)}))
	}
	return notes
}

func targetText(w *words.Words, row domain.PublicationRow) string {
	switch {
	case row.Target.IsZero():
		return w.T("published.target.none")
	case row.FirstTarget != row.Target && !row.FirstTarget.IsZero():
		return w.T("published.target.moved", domain.Args{"Day": row.Target, "First": row.FirstTarget})
	}
	return w.Day(row.Target)
}

func publishedEvidence(w *words.Words, e domain.PublishedEvidence) string {
	title := e.Title
	if title == "" {
		title = w.T("published.evidence.destroyed")
	}
	return w.T("published.evidence.text", domain.Args{
		"Title": title, "Kind": w.Word("evidence_kind", string(e.Kind)), "From": e.From, "To": e.To, "For": e.Requirements,
	})
}

// publishedAnswers is the requirements with what the body says and what
// oversight found.
func publishedAnswers(w *words.Words, d page.PublishedDuty, row domain.PublicationRow) ui.Table {
	t := ui.Table{
		ID: d.ID + "-answers", Caption: w.T("published.answers", domain.Args{"Rec": d.Rec}), HideCaption: true,
		Head: []ui.Cell{{Text: w.T("published.requirement")}, {Text: w.T("published.says")}, {Text: w.T("published.found")}},
	}
	for _, a := range row.Answers {
		said, found := answerTexts(w, a)
		t.Rows = append(t.Rows, []ui.Cell{
			{Text: a.Requirement + ". " + a.Title, Header: true}, {Content: page.Lines(said)}, {Text: found},
		})
	}
	return t
}

// answerTexts is a requirement's answer: what the body says, a line each, and what
// oversight found.
func answerTexts(w *words.Words, a domain.PublishedAnswer) (said []string, found string) {
	said = []string{wordOrNone(w, "met", string(a.Met))}
	if a.Reason != "" {
		said = append(said, a.Reason)
	}
	if a.Before.Value != "" || a.After.Value != "" {
		said = append(said, w.T("published.figures", domain.Args{
			"Before": a.Before.Value, "Then": a.Before.Period, "After": a.After.Value, "Now": a.After.Period,
		}))
	}
	found = w.T("published.not_found")
	if a.Verdict != "" {
		found = w.Word("verdict", string(a.Verdict))
	}
	return said, found
}

// replyPublication records the body's reply.
func (s *Site) replyPublication(r *request) error {
	p, err := r.bodyPublished()
	if err != nil {
		return err
	}
	if !r.can(access.ReplyPublished, access.At(p.body.Path)) {
		return domain.Refused("not_yours", nil)
	}
	f := form.Read(r.postForm())
	fields := replyField(r, f)
	if !f.Ok() {
		return r.showPublishedBody(p, fields)
	}
	err = s.App.ReplyPublication(r.ctx(), r.actor(), app.ReplyPublication{Publication: p.Root(), Body: p.body.Code, Text: fields.Text.Value})
	if refusedIn(f, err) || refusedNow(f, err) {
		return r.showPublishedBody(p, fields)
	}
	if err != nil {
		return err
	}
	return r.done(publishedBodyHref(p.body.Code, p.Publication), "publication_replied")
}
