package site

import (
	"slices"
	"strconv"
	"strings"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// correcting is an issue that the visitor may correct, as its last correction
// left it.
func (r *request) correcting() (*frozen, error) {
	p, all, err := r.publicationNamed(r.draftScope())
	if err != nil {
		return nil, err
	}
	if !r.mayAll(access.CorrectPublic, p.Nations) {
		return nil, domain.Missing()
	}
	last, issued := domain.LatestOf(all, p.Root())
	if !issued {
		return nil, domain.Refused("publication.not_issued", nil)
	}
	return r.thaw(r.draftScope(), last)
}

// bodyQuery is the part of an address that names an organisation.
const bodyQuery = "body"

// askToCorrect asks whose rows are wrong, then which, and why.
func (s *Site) askToCorrect(r *request) error {
	f, err := r.correcting()
	if err != nil {
		return err
	}
	return r.showCorrect(f, r.Query(bodyQuery), form.Show(r.Request.URL.Query()))
}

// differing are the rows of a body that the record has otherwise now than they
// were issued.
func (r *request) differing(f *frozen, body string) (*view.Picture, []domain.PublicationRow, error) {
	picture, err := r.site.Views.Picture(r.ctx(), r.site.Report)
	if err != nil {
		return nil, nil, err
	}
	rows, err := picture.Published(r.cut(), f.Nations)
	if err != nil {
		return nil, nil, err
	}
	rows = slices.DeleteFunc(rows, func(row domain.PublicationRow) bool { return row.Body != body })
	if err := r.site.Views.Publish(r.ctx(), picture, r.cut().View, rows); err != nil {
		return nil, nil, err
	}
	return picture, slices.DeleteFunc(rows, func(row domain.PublicationRow) bool {
		i := slices.IndexFunc(f.rows, func(issued domain.PublicationRow) bool { return issued.Duty == row.Duty })
		return i < 0 || f.rows[i].SaysSame(row)
	}), nil
}

func (r *request) correctFields(f *frozen, body string, rows []domain.PublicationRow, fm *form.Form) page.CorrectFields {
	w := r.words
	var bodies, duties []form.Option
	for _, row := range f.rows {
		if !slices.ContainsFunc(bodies, func(o form.Option) bool { return o.Value == row.Body }) {
			bodies = append(bodies, form.Option{Value: row.Body, Label: row.BodyName})
		}
	}
	slices.SortFunc(bodies, func(a, b form.Option) int { return compareFold(a.Label, b.Label) })
	for _, row := range rows {
		i := slices.IndexFunc(f.rows, func(issued domain.PublicationRow) bool { return issued.Duty == row.Duty })
		duties = append(duties, form.Option{Value: string(row.Duty), Label: publishedRec(f, row.Rec), Hint: correctHint(w, f, f.rows[i], row)})
	}
	fields := page.CorrectFields{Form: fm, Body: form.Show(map[string][]string{bodyQuery: {body}}).Choice(bodyQuery, form.Ask{Label: w.T("correct_publication.body")}, anyOr(w.T("ui.choose"), bodies))}
	fields.Duties = fm.Choices("duties", needed(form.Ask{Label: w.T("correct_publication.duties"), Hint: w.T("correct_publication.duties_hint")}, "publication.duties_missing"), duties)
	fields.Reason = fm.Lines("reason", needed(public(w.T("correct_publication.reason"), w.T("correct_publication.reason_hint")), "publication.correction_reason_missing"), maxReason)
	return fields
}

// correctHint is what a row says otherwise now than it was issued, a line each.
func correctHint(w *words.Words, f *frozen, issued, now domain.PublicationRow) string {
	differ := rowsDiffer(w, f, issued, now)
	if issued.Word != now.Word {
		differ = slices.Insert(differ, 0, factDiffers{w.T("published.word"), publishedWord(w, issued.Word), publishedWord(w, now.Word)})
	}
	if len(differ) == 0 {
		return w.T("correct_publication.row_otherwise")
	}
	lines := make([]string, len(differ))
	for i, d := range differ {
		lines[i] = w.T("correct_publication.row", domain.Args{"Name": d.name, "Was": d.was, "Is": d.is})
	}
	return strings.Join(lines, "\n")
}

func (r *request) showCorrect(f *frozen, body string, fm *form.Form) error {
	var rows []domain.PublicationRow
	if body != "" {
		var err error
		if _, rows, err = r.differing(f, body); err != nil {
			return err
		}
	}
	return r.showCorrectFields(f, body, r.correctFields(f, body, rows, fm))
}

func (r *request) showCorrectFields(f *frozen, body string, fields page.CorrectFields) error {
	w := r.words
	v := r.viewBelow(ui.Crumb{Text: w.T("publications.title"), Href: "/publications"}, ui.Crumb{Text: publicationName(w, f.Publication), Href: publicationHref(f.Publication)})
	return r.form(fields.Form, page.CorrectPublication(v, page.CorrectPage{
		Name: publicationName(w, f.Publication), Action: publicationHref(f.Publication) + "/correct", Chosen: body != "", BodyCode: body,
		Next: w.T("correct_publication.next", domain.Args{"No": f.End.No, "Correction": f.End.Correction + 1}), Fields: fields,
	}))
}

// correctPublication issues a numbered correction.
func (s *Site) correctPublication(r *request) error {
	f, err := r.correcting()
	if err != nil {
		return err
	}
	typed := r.postForm()
	body := typed.Get(bodyQuery)
	picture, rows, err := r.differing(f, body)
	if err != nil {
		return err
	}
	fm := form.Read(typed)
	fields := r.correctFields(f, body, rows, fm)
	if !fm.Ok() {
		return r.showCorrectFields(f, body, fields)
	}
	rows = slices.DeleteFunc(rows, func(row domain.PublicationRow) bool { return !fields.Duties.Has(string(row.Duty)) })
	in := app.CorrectPublication{ID: f.ID, Seq: picture.Seq, Reason: fields.Reason.Value, Rows: rows, No: f.End.Correction + 1}
	corrected := *f
	corrected.End.Correction = in.No
	if corrected.rows, err = domain.CorrectRows(f.rows, rows); err != nil {
		return err
	}
	if in.Files, err = r.publicationFiles(&corrected); err != nil {
		return err
	}
	issued, err := s.App.CorrectPublication(r.ctx(), r.actor(), in)
	if refusedIn(fm, err) {
		return r.showCorrectFields(f, body, fields)
	}
	if err != nil {
		return err
	}
	return r.done(publicationHref(issued)+"#corrected-"+strconv.Itoa(in.No), "publication_corrected")
}
