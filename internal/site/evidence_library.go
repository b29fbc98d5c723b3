package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/door"
	"heed/internal/files"
	"heed/internal/form"
	"heed/internal/store"
	"heed/web/page"
)

// libraryRoutes are a body's evidence, apart from any one return.
func (s *Site) libraryRoutes() []route {
	return []route{
		get("/bodies/:body/evidence", signedIn, s.showLibrary),
		get("/bodies/:body/evidence/new", signedIn, s.newInLibrary),
		post("/bodies/:body/evidence/new", signedIn, s.addToLibrary),
	}
}

// library is a body's evidence before its own people: oversight opens evidence
// where a signed version cites it.
func (r *request) library() (workplace, []domain.Evidence, error) {
	p, err := r.ownWorkplace(access.ViewDraft)
	if err != nil {
		return p, nil, err
	}
	all, err := r.site.Reader.EvidenceOf(r.ctx(), r.seeing(true), p.body.ID)
	slices.Reverse(all)
	return p, all, err
}

// showLibrary lists everything, the latest first, with what rests on it.
func (s *Site) showLibrary(r *request) error {
	p, all, err := r.library()
	if err != nil {
		return err
	}
	uses, err := s.Reader.UsesOf(r.ctx(), r.seeing(true), p.body.ID)
	if err != nil {
		return err
	}
	actions, err := r.actionsOf(p)
	if err != nil {
		return err
	}
	shown, pages := paged(r, all)
	list := page.LibraryPage{Body: p.body.Name, Pages: pages, Count: len(all), Unused: r.words.T("library.unused")}
	if limited(r.seeing(true), p) {
		list.Unused = r.words.T("library.unused_of_yours")
	}
	for _, e := range shown {
		line := page.LibraryLine{
			Piece: evidencePiece(r.words, e), Kind: e.Kind, From: e.From, To: e.To, Expires: e.Expires,
			Added: domain.DayOf(e.AddedAt), Stale: e.Stale(r.day()),
			Replaced: slices.ContainsFunc(all, func(other domain.Evidence) bool { return other.Replaces == e.ID }),
			Uses:     append(citedBy(r, p, uses, e.ID), shownBy(p, actions, e.ID)...),
		}
		list.Lines = append(list.Lines, line)
	}
	if r.can(access.AddEvidence, access.At(p.body.Path)) && p.body.Current(r.day()) {
		list.Add = p.href("/evidence/new")
	}
	v := r.at(p, nil)
	v.Wide = true
	return r.page(page.Library(v, list))
}

// limited says that a scope leaves out some recommendation of the workplace's
// body: the library is the whole body's, but what rests on it is not all shown
// (R15).
func limited(scope domain.Scope, p workplace) bool {
	return slices.ContainsFunc(p.pack.Recommendations, func(rec domain.Recommendation) bool {
		return !rec.Retired && !scope.Sees(p.body.Path, rec.No, "")
	})
}

// citedBy are the duties whose sealed versions cite a piece, each with the last
// of those versions.
func citedBy(r *request, p workplace, uses []store.Use, id domain.ID) []page.Link {
	var links []page.Link
	for _, d := range p.duties {
		last := 0
		for _, use := range uses {
			if use.EvidenceID == id && use.DutyID == d.ID {
				last = max(last, use.No)
			}
		}
		if last > 0 {
			links = append(links, page.Link{
				Text: r.words.T("library.cited", domain.Args{"Rec": p.recOf(d), "No": last}),
				Href: p.dutyHref(d) + "/versions/" + strconv.Itoa(last),
			})
		}
	}
	return links
}

// shownBy are the actions that a piece is evidence of.
func shownBy(p workplace, actions []domain.Action, id domain.ID) []page.Link {
	var links []page.Link
	for _, a := range actions {
		if slices.Contains(a.Evidence, id) {
			links = append(links, page.Link{Text: a.What, Href: p.href("/actions/" + string(a.ID))})
		}
	}
	return links
}

// adding is a library to which the visitor may add.
func (r *request) adding() (workplace, []domain.Evidence, error) {
	p, all, err := r.library()
	if err == nil && !r.can(access.AddEvidence, access.At(p.body.Path)) {
		err = domain.Missing()
	}
	return p, all, err
}

func (s *Site) newInLibrary(r *request) error {
	p, all, err := r.adding()
	if err != nil {
		return err
	}
	f := form.Show(url.Values{"replaces": {r.Query("replaces")}})
	return r.showAddToLibrary(p, libraryFields(r, all, f))
}

// libraryFields ask for one piece, and for the one that it is a newer copy of.
func libraryFields(r *request, all []domain.Evidence, f *form.Form) page.EvidenceFields {
	w := r.words
	fields := pieceFields(w, f)
	older := []form.Option{{Label: w.T("library.replaces_nothing")}}
	for _, e := range all {
		if !e.Redacted {
			older = append(older, form.Option{Value: string(e.ID), Label: e.Title})
		}
	}
	fields.Replaces = f.Choice("replaces", form.Ask{Label: w.T("library.replaces"), Hint: w.T("library.replaces_hint")}, older)
	return fields
}

func (r *request) showAddToLibrary(p workplace, fields page.EvidenceFields) error {
	return r.form(fields.Form, page.AddToLibrary(r.at(p, fields.Form), page.AddToLibraryPage{
		Body: p.body.Name, Action: p.href("/evidence/new"), Back: p.href("/evidence"), Accept: strings.Join(files.Extensions(), ","), Fields: fields,
	}))
}

// addToLibrary adds files, a link or a statement for whatever may use it later.
func (s *Site) addToLibrary(r *request) error {
	p, all, err := r.adding()
	if err != nil {
		return err
	}
	if err := r.Request.ParseMultipartForm(1 << 20); err != nil {
		return s.brokenInLibrary(r, p, all, err)
	}
	defer r.Request.MultipartForm.RemoveAll()
	f := form.Read(r.Request.MultipartForm.Value)
	fields := libraryFields(r, all, f)
	if fields.Kind.Value == "" {
		f.Apply(domain.Problems{domain.Bad("kind", "evidence.kind_missing", nil)})
	}
	if _, err := s.storeEvidence(r, p.body.Code, f, &fields); err != nil {
		return err
	}
	if !f.Ok() {
		return r.showAddToLibrary(p, fields)
	}
	return r.done(p.href("/evidence"), "evidence_in_library")
}

// brokenInLibrary answers a body that is too large or broke off: nothing of it
// is kept.
func (s *Site) brokenInLibrary(r *request, p workplace, all []domain.Evidence, err error) error {
	if door.TooLarge(err) {
		return err
	}
	f := form.Read(nil)
	fields := libraryFields(r, all, f)
	f.Apply(domain.Problems{domain.Bad("file", "file.broken_off", nil)})
	return r.showAddToLibrary(p, fields)
}
