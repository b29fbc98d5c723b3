package site

import (
	"net/http"
	"slices"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/door"
	"heed/internal/exchange"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// frozen is a publication with everything that it says, as it is stored. No
// page of it reads anything else.
type frozen struct {
	domain.Publication
	rows    []domain.PublicationRow
	replies []reply
	tally   map[domain.PublishedPlace]domain.Cell
}

// reply is what a body said to the publication before it was issued.
type reply struct {
	bodyID   domain.ID
	body     string // code
	name     string
	text     string
	on       domain.Day
	redacted bool // destroyed by order (R2)
}

// thaw reads what a scope sees of a publication.
func (r *request) thaw(scope domain.Scope, p domain.Publication) (*frozen, error) {
	rows, err := r.site.Reader.PublicationRows(r.ctx(), scope, p.ID)
	if err != nil {
		return nil, err
	}
	said, err := r.site.Reader.RepliesTo(r.ctx(), scope, p.Root())
	if err != nil {
		return nil, err
	}
	f := &frozen{Publication: p, rows: rows, tally: domain.TallyPublished(p, rows)}
	for _, s := range said {
		code, name, named := f.named(s.BodyID)
		if !named {
			continue
		}
		var words domain.Statement
		if err := s.Decode(&words); err != nil {
			return nil, err
		}
		f.replies = append(f.replies, reply{s.BodyID, code, name, words.Text, domain.DayOf(s.At), s.Redacted})
	}
	slices.SortFunc(f.replies, func(a, b reply) int { return compareFold(a.name, b.name) })
	return f, nil
}

// named is a body that the publication names, with its rows or as paused.
func (f *frozen) named(body domain.ID) (code, name string, named bool) {
	if i := slices.IndexFunc(f.rows, func(row domain.PublicationRow) bool { return row.BodyID == body }); i >= 0 {
		return f.rows[i].Body, f.rows[i].BodyName, true
	}
	if i := slices.IndexFunc(f.Paused, func(b domain.PausedBody) bool { return b.BodyID == body }); i >= 0 {
		return f.Paused[i].Code, f.Paused[i].Name, true
	}
	return "", "", false
}

// replyNo is the number under which a body's reply is found; 0 for none.
func (f *frozen) replyNo(body string) int {
	return 1 + slices.IndexFunc(f.replies, func(r reply) bool { return r.body == body })
}

// publication is the report that a publication is: issued for everybody, as a
// draft for the oversight that makes it.
func (s *Site) publication(r *request) error {
	scope := r.draftScope()
	p, all, err := r.publicationNamed(scope)
	if err != nil {
		return err
	}
	if p.Key() != r.Param("publication") { // it was a draft when somebody kept its address
		return r.done(publicationHref(p), "")
	}
	f, err := r.thaw(scope, p)
	if err != nil {
		return err
	}
	return r.showPublication(f, all, nil)
}

// showPublication is the report, with what could not be done with it and why; a
// nil refused is none.
func (r *request) showPublication(f *frozen, all []domain.Publication, refused error) error {
	shown := r.report(f)
	if err := r.compared(&shown, f, all); err != nil {
		return err
	}
	r.reportSteps(&shown, f.Publication, all)
	v := r.viewBelow(ui.Crumb{Text: r.words.T("publications.title"), Href: "/publications"})
	if refused == nil {
		return r.page(page.Publication(v, shown))
	}
	said := form.Show(nil)
	said.Apply(domain.AsProblems(refused))
	shown.NotYet = "" // said above
	return r.show(door.Status(refused), page.Publication(v.WithForm(said), shown))
}

// compared adds what is otherwise than in the publication before.
func (r *request) compared(shown *page.PublicationPage, f *frozen, all []domain.Publication) error {
	last, found := f.ComparedWith(all)
	if !found {
		shown.Since = r.words.T("publication.first")
		return nil
	}
	old, err := r.thaw(r.draftScope(), last)
	if err != nil {
		return err
	}
	shown.Since = r.words.T("publication.since", domain.Args{"Name": publicationName(r.words, last)})
	shown.Changes = publishedChanges(r.words, f, domain.DifferPublished(old.rows, f.rows, f.Corrected))
	shown.ChangeTable = comparedTable(r.words, f, old)
	return nil
}

// reportSteps are what the visitor can do with a publication, and where others
// of the same number are.
func (r *request) reportSteps(shown *page.PublicationPage, p domain.Publication, all []domain.Publication) {
	w := r.words
	shown.State = r.draftState(p)
	switch p.State() {
	case domain.PublicationWithdrawn:
		shown.State = withdrawnText(w, p)
	case domain.PublicationIssued:
		shown.State = ""
		if r.mayAll(access.CorrectPublic, p.Nations) {
			shown.Correct = publicationHref(p) + "/correct"
		}
	}
	if last, issued := domain.LatestOf(all, p.Root()); issued && last.ID != p.ID {
		shown.Newer = &ui.Crumb{Text: publicationName(w, last), Href: publicationHref(last)}
	}
	for _, other := range all {
		if other.Root() == p.Root() && other.ID != p.ID && other.State() == domain.PublicationIssued {
			shown.Others = append(shown.Others, ui.Crumb{Text: publicationName(w, other), Href: publicationHref(other)})
		}
	}
	if p.State() != domain.PublicationDraft {
		return
	}
	if r.mayAll(access.WithdrawPublic, p.Nations) {
		shown.Withdraw = publicationHref(p) + "/withdraw"
	}
	if r.mayAll(access.IssuePublic, p.Nations) {
		shown.Issue = publicationHref(p) + "/issue"
		if refused := domain.AsProblems(p.MayIssue(r.day())); len(refused) > 0 {
			shown.Issue, shown.NotYet = "", w.Problem(refused[0])
		}
	}
}

// withdrawnText says when a draft was withdrawn, and why.
func withdrawnText(w *words.Words, p domain.Publication) string {
	return w.T("published.withdrawn", domain.Args{"Day": domain.DayOf(p.End.At), "Reason": p.End.Reason})
}

// issuePublication gives the draft its number, with the files made of what was
// frozen.
func (s *Site) issuePublication(r *request) error {
	p, all, err := r.publicationNamed(r.draftScope())
	if err != nil {
		return err
	}
	f, err := r.thaw(r.draftScope(), p)
	if err != nil {
		return err
	}
	in := app.IssuePublication{ID: p.ID, No: domain.NextNo(all, p.Nation), Replies: len(f.replies)}
	f.End = domain.PublicationEnd{State: domain.PublicationIssued, No: in.No}
	if in.Files, err = r.publicationFiles(f); err != nil {
		return err
	}
	issued, err := s.App.IssuePublication(r.ctx(), r.actor(), in)
	if kind := domain.KindOf(err); kind == domain.Invalid || kind == domain.Conflict {
		f.End = p.End
		return r.showPublication(f, all, err)
	}
	if err != nil {
		return err
	}
	return r.done(publicationHref(issued), "publication_issued")
}

// publicationFile is one of the stored files, byte for byte.
func (s *Site) publicationFile(r *request) error {
	p, _, err := r.publicationNamed(domain.Scope{})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(p.End.Files, func(f domain.PublicationFile) bool { return f.Format == r.Param("format") })
	if i < 0 {
		return domain.Missing()
	}
	content, err := s.Reader.PublicationFile(r.ctx(), p.ID, p.End.Files[i].Format)
	if err != nil {
		return err
	}
	r.Header("Content-Disposition", contentDisposition(p.End.Files[i].Name))
	r.Data(http.StatusOK, exchange.Format(p.End.Files[i].Format).MediaType(), content)
	return nil
}

// withdrawing is a draft that the visitor may take back.
func (r *request) withdrawing() (domain.Publication, error) {
	p, _, err := r.publicationNamed(r.draftScope())
	if err != nil {
		return p, err
	}
	if !r.mayAll(access.WithdrawPublic, p.Nations) {
		return p, domain.Refused("not_yours", nil)
	}
	return p, nil
}

func (s *Site) askToWithdraw(r *request) error {
	p, err := r.withdrawing()
	if err != nil {
		return err
	}
	if p.State() != domain.PublicationDraft { // what became of it says so
		return r.done(publicationHref(p), "")
	}
	return r.showWithdraw(p, form.Show(nil))
}

func withdrawField(r *request, f *form.Form) *form.Text {
	return f.Lines("reason", private(r.words.T("withdraw_publication.reason"), r.words.T("withdraw_publication.reason_hint")), maxReason)
}

func (r *request) showWithdraw(p domain.Publication, f *form.Form) error {
	return r.showWithdrawal(p, page.TextFields{Form: f, Text: withdrawField(r, f)})
}

func (r *request) showWithdrawal(p domain.Publication, fields page.TextFields) error {
	v := r.viewBelow(ui.Crumb{Text: r.words.T("publications.title"), Href: "/publications"}, ui.Crumb{Text: publicationName(r.words, p), Href: publicationHref(p)})
	return r.form(fields.Form, page.WithdrawPublication(v, page.WithdrawPage{
		Name: publicationName(r.words, p), Action: publicationHref(p) + "/withdraw", Fields: fields,
	}))
}

// withdrawPublication ends a draft that is not to be issued.
func (s *Site) withdrawPublication(r *request) error {
	p, err := r.withdrawing()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := page.TextFields{Form: f, Text: withdrawField(r, f)}
	if !f.Ok() {
		return r.showWithdrawal(p, fields)
	}
	err = s.App.WithdrawPublication(r.ctx(), r.actor(), app.WithdrawPublication{ID: p.ID, Reason: fields.Text.Value})
	if refusedIn(f, err) || refusedNow(f, err) {
		return r.showWithdrawal(p, fields)
	}
	if err != nil {
		return err
	}
	return r.done("/publications", "publication_withdrawn")
}
