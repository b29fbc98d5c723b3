package site

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/files"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/words"
)

// newEvidence is the page that adds evidence for a requirement of a return.
func (s *Site) newEvidence(r *request) error {
	d, err := r.desk()
	if err != nil {
		return err
	}
	if err := d.duty.State.MayReport(); err != nil {
		return err
	}
	if !d.ret.State.Editable() {
		return r.done(d.href(""), "")
	}
	f := form.Show(url.Values{"for": {r.Query("for")}})
	return s.evidencePage(r, d, f, s.evidenceFields(r, d, f))
}

func (s *Site) evidencePage(r *request, d desk, f *form.Form, fields page.EvidenceFields) error {
	status := http.StatusOK
	if !f.Ok() {
		status = http.StatusUnprocessableEntity
	}
	library, err := s.Reader.EvidenceOf(r.ctx(), r.seeing(true), d.body.ID)
	if err != nil {
		return err
	}
	shared, err := s.App.SharedEvidence(r.ctx(), r.actor(), d.duty, d.body)
	if err != nil {
		return err
	}
	library = append(library, shared...)
	fields.Library = f.Choices("library", form.Ask{Label: r.words.T("add_evidence.library"), Hint: r.words.T("add_evidence.library_hint")},
		evidenceOptions(r.words, unusedFor(library, d.ret.Draft, r.Query("for"))))
	return r.show(status, page.AddEvidence(r.returnView(d, f), page.AddEvidencePage{
		Where: d.where(), For: r.Query("for"), Fields: fields, Accept: strings.Join(files.Extensions(), ","),
	}))
}

// unusedFor is the body's library without what the draft ties to the requirement already.
func unusedFor(library []domain.Evidence, draft domain.Content, requirement string) []domain.Evidence {
	return slices.DeleteFunc(library, func(e domain.Evidence) bool {
		return e.Redacted || slices.ContainsFunc(draft.Evidence, func(u domain.EvidenceUse) bool {
			return u.EvidenceID == e.ID && slices.Contains(u.Requirements, requirement)
		})
	})
}

func (s *Site) evidenceFields(r *request, d desk, f *form.Form) page.EvidenceFields {
	requirements := make([]form.Option, 0, len(d.duty.Requirements))
	for _, q := range d.owed() {
		requirements = append(requirements, form.Option{Value: q.Key, Label: q.Key + ". " + q.Title})
	}
	shows := f.Choices("for", form.Ask{Label: r.words.T("add_evidence.for")}, requirements)
	fields := pieceFields(r.words, f)
	fields.For = shows
	return fields
}

// pieceFields ask for a piece of evidence: one or more files, a link or a
// statement, with the period that it covers.
func pieceFields(w *words.Words, f *form.Form) page.EvidenceFields {
	ask := func(name string) form.Ask {
		a := form.Ask{Label: w.T("add_evidence." + name)}
		if w.Has("add_evidence." + name + "_hint") {
			a.Hint = w.T("add_evidence." + name + "_hint")
		}
		return a
	}
	public := func(a form.Ask) form.Ask { a.Show = form.Public; return a }
	private := func(a form.Ask) form.Ask { a.Show = form.NotPublic; return a }
	return page.EvidenceFields{
		Form:  f,
		Kind:  f.Choice("kind", ask("kind"), options(w, "evidence_kind", domain.EvidenceKinds())),
		File:  f.File("file", private(ask("file")), true),
		URL:   f.Text("url", private(ask("url")), 500),
		Text:  f.Lines("text", private(ask("text")), 2000),
		Title: f.Text("title", public(ask("title_field")), 120),
		From:  f.Day("from", public(ask("from"))),
		To:    f.Day("to", public(ask("to"))),
		Until: f.Day("expires", public(ask("expires"))),
	}
}

// addEvidence puts new evidence into the body's library, or takes some from it,
// and ties it to the requirements in the draft. Each file stands for itself: a
// good one is kept though another, or the form beside it, is at fault.
func (s *Site) addEvidence(r *request) error {
	d, err := r.desk()
	if err != nil {
		return err
	}
	if err := r.Request.ParseMultipartForm(1 << 20); err != nil {
		return s.brokenUpload(r, d, err)
	}
	defer r.Request.MultipartForm.RemoveAll()
	f := form.Read(r.Request.MultipartForm.Value)
	fields := s.evidenceFields(r, d, f)
	closed := d.duty.State.MayReport() // since the page was opened: nothing of the form is taken
	f.Apply(domain.AsProblems(closed))
	var added []domain.ID
	for _, id := range r.Request.MultipartForm.Value["library"] {
		added = append(added, domain.ID(id))
	}
	fresh, err := s.storeEvidence(r, d.body.Code, f, &fields)
	if err != nil {
		return err
	}
	added = append(added, fresh...)
	if len(added) == 0 && f.Ok() {
		f.Apply(domain.Problems{domain.Bad("kind", "evidence.nothing_chosen", nil)})
	}
	if len(added) > 0 && closed == nil {
		if err := s.attach(r, d, added, fields.For.Values); err != nil {
			return err
		}
	}
	if !f.Ok() {
		if d, err = r.desk(); err != nil {
			return err
		}
		return s.evidencePage(r, d, f, fields)
	}
	return r.done(d.href("/return#evidence-"+firstOf(fields.For.Values)), "evidence_added")
}

func firstOf(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// brokenUpload answers a body that is too large or broke off: nothing of it is kept.
func (s *Site) brokenUpload(r *request, d desk, err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	f := form.Read(url.Values{"for": {r.Query("for")}})
	fields := s.evidenceFields(r, d, f)
	f.Apply(domain.Problems{domain.Bad("file", "file.broken_off", nil)})
	return s.evidencePage(r, d, f, fields)
}

// storeEvidence adds what the form describes, where it is sound: each file, or
// the one link or statement. What a verb refuses goes to its field, and what
// became of each file to the fields.
func (s *Site) storeEvidence(r *request, body string, f *form.Form, fields *page.EvidenceFields) ([]domain.ID, error) {
	uploads := r.Request.MultipartForm.File["file"]
	if fields.Kind.Value == "" || !f.Ok() {
		for _, upload := range uploads {
			fields.Uploads.Refused = append(fields.Uploads.Refused, s.refusal(r, upload, nil))
		}
		return nil, nil
	}
	in := app.AddEvidence{
		Body: body, Kind: domain.EvidenceKind(fields.Kind.Value), Title: fields.Title.Value,
		From: fields.From.Value, To: fields.To.Value, Expires: fields.Until.Value,
		URL: fields.URL.Value, Text: fields.Text.Value,
	}
	if fields.Replaces != nil {
		in.Replaces = domain.ID(fields.Replaces.Value)
	}
	if in.Kind != domain.EvidenceFile {
		return s.addOne(r, f, in)
	}
	if len(uploads) == 0 {
		f.Apply(domain.Problems{domain.Bad("file", "file.none", nil)})
		return nil, nil
	}
	return s.storeFiles(r, f, in, &fields.Uploads)
}

// storeFiles adds each file that is sound. Where there are several, what is wrong
// with each is said by its name.
func (s *Site) storeFiles(r *request, f *form.Form, in app.AddEvidence, became *page.Uploads) ([]domain.ID, error) {
	uploads := r.Request.MultipartForm.File["file"]
	var ids []domain.ID
	var faults []string // of several files, each by its name
	for _, upload := range uploads {
		added, err := s.addUpload(r, in, upload)
		if domain.KindOf(err) == domain.Invalid {
			problems := domain.AsProblems(err)
			refused := s.refusal(r, upload, problems)
			became.Refused = append(became.Refused, refused)
			if ofFile := func(p *domain.Problem) bool { return p.Field == "file" }; len(uploads) > 1 && slices.ContainsFunc(problems, ofFile) {
				faults = append(faults, r.words.T("add_evidence.not_kept_why", domain.Args{"Name": refused.Name, "Why": refused.Why}))
				problems = slices.DeleteFunc(problems, ofFile)
			}
			f.Apply(problems)
			continue
		}
		if err != nil {
			return ids, err
		}
		became.Kept = append(became.Kept, files.SentName(upload))
		ids = append(ids, added)
	}
	if len(faults) > 0 {
		f.Apply(domain.Problems{domain.Bad("file", "file.some", domain.Args{"Files": strings.Join(faults, ". ")})})
	}
	return ids, nil
}

// refusal says of a file that was not kept what is wrong with it, or that
// something else on the form is.
func (s *Site) refusal(r *request, upload *multipart.FileHeader, problems domain.Problems) page.Refusal {
	why := r.words.T("add_evidence.form_at_fault")
	for _, p := range problems {
		if p.Field == "file" {
			why = r.words.Problem(p)
		}
	}
	return page.Refusal{Name: files.SentName(upload), Why: why}
}

func (s *Site) addUpload(r *request, in app.AddEvidence, upload *multipart.FileHeader) (domain.ID, error) {
	opened, err := upload.Open()
	if err != nil {
		return "", err
	}
	defer opened.Close()
	in.FileName, in.File = files.SentName(upload), io.Reader(opened)
	if in.Title == "" {
		in.Title = in.FileName
	}
	e, err := s.App.AddEvidence(r.ctx(), r.actor(), in)
	return e.ID, err
}

// addOne adds a link or a statement.
func (s *Site) addOne(r *request, f *form.Form, in app.AddEvidence) ([]domain.ID, error) {
	e, err := s.App.AddEvidence(r.ctx(), r.actor(), in)
	if domain.KindOf(err) == domain.Invalid {
		f.Apply(domain.AsProblems(err))
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return []domain.ID{e.ID}, nil
}

// attach ties evidence to requirements in the draft as it stands.
func (s *Site) attach(r *request, d desk, ids []domain.ID, requirements []string) error {
	draft := d.ret.Draft
	draft.Evidence = slices.Clone(draft.Evidence)
	for _, id := range ids {
		for _, key := range requirements {
			draft.Evidence = back(draft.Evidence, id, key)
		}
	}
	_, err := s.App.SaveDraft(r.ctx(), r.actor(), app.SaveDraft{Key: d.key, Return: d.ret.ID, Guard: d.ret.Version, Content: draft})
	return err
}

// evidenceRoutes fetch evidence.
func (s *Site) evidenceRoutes() []route {
	return []route{get("/evidence/:id", signedIn, s.fetchEvidence)}
}

// fetchEvidence sends a file as a download: never shown inside our pages. In which
// characters a text is written is not said: spreadsheets write them in several, and
// a wrong word is worse than none.
func (s *Site) fetchEvidence(r *request) error {
	e, bytes, err := s.App.OpenEvidence(r.ctx(), r.actor(), domain.ID(r.Param("id")))
	if err != nil {
		return err
	}
	defer bytes.Close()
	r.DataFromReader(http.StatusOK, e.Size, e.MediaType, bytes, map[string]string{
		"Content-Disposition": contentDisposition(e.FileName),
	})
	return nil
}
