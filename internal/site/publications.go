package site

import (
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// publicationRoutes are what oversight publishes (R9): what was issued is
// everybody's, signed in or not.
func (s *Site) publicationRoutes() []route {
	return []route{
		get("/publications", anyone, s.publications),
		get("/publications/new", signedIn, s.askForPublication),
		post("/publications/new", signedIn, s.preparePublication),
		get("/publications/:publication", anyone, s.publication),
		get("/publications/:publication/files/:format", anyone, s.publicationFile),
		post("/publications/:publication/issue", signedIn, s.issuePublication),
		get("/publications/:publication/withdraw", signedIn, s.askToWithdraw),
		post("/publications/:publication/withdraw", signedIn, s.withdrawPublication),
		get("/publications/:publication/correct", signedIn, s.askToCorrect),
		post("/publications/:publication/correct", signedIn, s.correctPublication),
		get("/bodies/:body/publications/:publication", anyone, s.publishedBody),
		post("/bodies/:body/publications/:publication", signedIn, s.replyPublication),
	}
}

// draftScope is where the visitor reads drafts whole.
func (r *request) draftScope() domain.Scope { return r.site.App.Scope(r.actor(), access.ReadDraft) }

// readingScope is where the visitor reads rows of a draft: whole ones, and those
// of their own body.
func (r *request) readingScope() domain.Scope {
	own, whole := r.site.App.Scope(r.actor(), access.ReadOwnRows), r.draftScope()
	return domain.Scope{All: own.All || whole.All, Grants: slices.Concat(own.Grants, whole.Grants)}
}

func publicationHref(p domain.Publication) string { return "/publications/" + p.Key() }

// publishedBodyHref is where a publication shows all that is public of a body.
func publishedBodyHref(code string, p domain.Publication) string {
	return bodyHref(code) + "/publications/" + p.Key()
}

// publicationNamed finds the publication that the address names among those that
// a scope sees, by its key or by that of the draft that it was; all are the ones it
// sees.
func (r *request) publicationNamed(scope domain.Scope) (p domain.Publication, all []domain.Publication, err error) {
	all, err = r.site.Reader.Publications(r.ctx(), scope, r.site.Report)
	if err != nil {
		return p, nil, err
	}
	i := slices.IndexFunc(all, func(p domain.Publication) bool {
		return p.Key() == r.Param("publication") || string(p.ID) == r.Param("publication")
	})
	if i < 0 {
		return p, nil, domain.Missing()
	}
	return all[i], all, nil
}

// publicationName is what a publication is called.
func publicationName(w *words.Words, p domain.Publication) string {
	args := domain.Args{"Nations": nationsText(w, p.Nations), "No": p.End.No, "Correction": p.End.Correction, "Day": p.Day}
	switch {
	case p.State() != domain.PublicationIssued:
		return w.T("publication.name.draft", args)
	case p.End.Correction > 0:
		return w.T("publication.name.correction", args)
	}
	return w.T("publication.name", args)
}

func nationsText(w *words.Words, nations []domain.Nation) string {
	names := make([]string, len(nations))
	for i, n := range nations {
		names[i] = w.Word("nation", string(n))
	}
	return w.List(names)
}

// publications is what was issued, the last first, and what is on its way to
// whoever may know.
func (s *Site) publications(r *request) error {
	all, err := s.Reader.Publications(r.ctx(), r.readingScope(), s.Report)
	if err != nil {
		return err
	}
	w := r.words
	p := page.PublicationsPage{Issued: publicationsTable(w, "issued"), Drafts: publicationsTable(w, "drafts")}
	slices.Reverse(all)
	for _, one := range all {
		switch one.State() {
		case domain.PublicationIssued:
			p.Issued.Rows = append(p.Issued.Rows, []ui.Cell{
				{Text: publicationName(w, one), Href: publicationHref(one), Header: true}, {Text: w.Day(one.Day)},
				{Text: w.Day(domain.DayOf(one.End.At))}, {Text: one.Reason},
			})
		default:
			p.Drafts.Rows = append(p.Drafts.Rows, r.draftLine(one))
		}
	}
	p.ShowDrafts = len(p.Drafts.Rows) > 0 || !r.draftScope().None()
	if len(r.publishing()) > 0 {
		p.New = "/publications/new"
	}
	return r.page(page.Publications(r.view(), p))
}

func publicationsTable(w *words.Words, which string) ui.Table {
	t := ui.Table{ID: which, Caption: w.T("publications." + which), HideCaption: true, Empty: w.T("publications." + which + ".none")}
	for _, head := range []string{"name", "day", "when", "note"} {
		t.Head = append(t.Head, ui.Cell{Text: w.T("publications." + which + "." + head)})
	}
	return t
}

// draftLine is a draft in the list. Who reads its body's rows alone is led to
// those.
func (r *request) draftLine(p domain.Publication) []ui.Cell {
	w := r.words
	line := []ui.Cell{{Text: publicationName(w, p), Header: true}, {Text: w.Day(p.Day)}, {Text: w.Day(p.ReplyBy)}, {Text: r.draftState(p)}}
	if r.readsWhole(p) {
		line[0].Href = publicationHref(p)
		return line
	}
	for _, m := range r.actor().Memberships {
		if m.BodyID == "" {
			continue
		}
		if body, err := r.site.Reader.Body(r.ctx(), m.BodyID); err == nil && r.can(access.ReadOwnRows, access.At(body.Path)) {
			line[0].Href = publishedBodyHref(body.Code, p)
		}
	}
	return line
}

// readsWhole says that the visitor reads a draft as its oversight does.
func (r *request) readsWhole(p domain.Publication) bool {
	return slices.ContainsFunc(p.Nations, func(n domain.Nation) bool { return r.can(access.ReadDraft, access.At(n.Path())) })
}

// draftState says how far a draft has come.
func (r *request) draftState(p domain.Publication) string {
	switch {
	case p.State() == domain.PublicationWithdrawn:
		return r.words.T("publication.state.withdrawn", domain.Args{"Day": domain.DayOf(p.End.At)})
	case p.MayIssue(r.day()) == nil:
		return r.words.T("publication.state.ready")
	}
	return r.words.T("publication.state.reading", domain.Args{"Day": p.ReplyBy})
}

// publishing are the nations of which the visitor may prepare a publication.
func (r *request) publishing() []domain.Nation {
	return slices.DeleteFunc(domain.Nations(), func(n domain.Nation) bool { return !r.can(access.PreparePublic, access.At(n.Path())) })
}
