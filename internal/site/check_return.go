package site

import (
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// faults are what keeps the draft from being sent today.
func (r *request) faults(d desk) (domain.Problems, error) {
	draft := d.ret.Draft
	problems := append(domain.CheckContent(d.duty, d.rec, draft, byID(d.evidence)), domain.CheckTarget(d.duty, draft, r.day())...)
	var named []domain.Body
	for _, code := range draft.Named(d.pack) {
		body, err := r.site.Reader.BodyByCode(r.ctx(), code)
		if err != nil && domain.KindOf(err) != domain.NotFound {
			return nil, err
		}
		if err == nil && body.Current(r.day()) {
			named = append(named, body)
		}
	}
	return append(problems, domain.CheckBarriers(draft, d.pack, d.body.ID, named)...), nil
}

// checkReturn shows the draft as it would be sealed, with the button that does it.
func (s *Site) checkReturn(r *request) error {
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
	if d.unwritten() {
		return r.done(d.href("/return"), "")
	}
	problems, err := r.faults(d)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return s.showFaults(r, d, problems)
	}
	return r.page(page.CheckReturn(r.returnView(d, nil), page.CheckPage{
		Where: d.where(), Return: d.ret.ID, Version: d.ret.Version, Said: said(r.words, d.matter, d.ret.Draft, d.evidence),
		Claims: d.ret.Draft.Claims(d.duty.Requirements),
	}))
}

// showFaults sends the writer back to the form, each fault beside its field.
func (s *Site) showFaults(r *request, d desk, problems domain.Problems) error {
	f := form.Show(returnValues(d.ret.Draft))
	fields := returnFields(r.words, d.matter, d.evidence, f)
	f.Apply(problems)
	return r.showReturn(d, fields)
}

// submitReturn seals the draft. A second press is answered like the first.
func (s *Site) submitReturn(r *request) error {
	m, err := r.matter(access.Draft)
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	_, err = s.App.SubmitReturn(r.ctx(), r.actor(), app.SubmitReturn{Key: m.key, Return: domain.ID(f.Value("return")), Guard: guard})
	if problems := domain.AsProblems(err); domain.KindOf(err) == domain.Invalid {
		d, err := r.desk()
		if err != nil {
			return err
		}
		return s.showFaults(r, d, problems)
	}
	if err != nil {
		return err
	}
	return r.done(m.href(""), "return_submitted")
}

// showVersion shows one sealed version with every decision about it.
func (s *Site) showVersion(r *request) error {
	v, err := r.version(r.Param("no"))
	if err != nil {
		return err
	}
	view := r.view()
	view.Crumbs = v.where().Crumbs(r.words.T("nav.bodies"))
	return r.page(page.ShowVersion(view, page.VersionPage{
		Where: v.where(), No: v.version.No, Sealed: r.words.Instant(v.version.At), Destroyed: v.row.Redacted, Digest: v.row.Digest,
		Said: said(r.words, v.matter, v.version.Content, v.evidence), Decisions: v.decisions, Compare: v.earlier(),
	}))
}

// sealedVersion is a version as a page shows it.
type sealedVersion struct {
	matter
	version   domain.Version
	row       domain.Sealed
	evidence  []domain.Evidence
	decisions []page.Decision
	all       []domain.Sealed // the versions that the visitor may see, oldest first
}

// version reads a sealed version as far as the visitor may see it: the body's
// people always, oversight from sign-off.
func (r *request) version(number string) (sealedVersion, error) {
	no, err := strconv.Atoi(number)
	if err != nil {
		return sealedVersion{}, domain.Missing()
	}
	m, own, err := r.either()
	if err != nil {
		return sealedVersion{}, err
	}
	v := sealedVersion{matter: m}
	scope := r.seeing(own)
	if v.version, v.row, err = r.site.Reader.VersionOf(r.ctx(), scope, m.duty.ID, no); err != nil {
		return sealedVersion{}, err
	}
	history, err := r.history(m, own)
	if err != nil {
		return sealedVersion{}, err
	}
	if !own && !history.signed(no) {
		return sealedVersion{}, domain.Missing()
	}
	v.decisions, v.all = history.about(no), history.versions()
	v.evidence, err = r.evidenceOf(v.version.Content)
	return v, err
}

// earlier is the address of the comparison with the version before, of those that
// the visitor may see.
func (v sealedVersion) earlier() string {
	before := 0
	for _, row := range v.all {
		if row.No < v.version.No {
			before = max(before, row.No)
		}
	}
	if before == 0 {
		return ""
	}
	return v.href("/compare?from=" + strconv.Itoa(before) + "&to=" + strconv.Itoa(v.version.No))
}

// compareVersions sets two versions side by side.
func (s *Site) compareVersions(r *request) error {
	from, err := r.version(r.Query("from"))
	if err != nil {
		return err
	}
	to, err := r.version(r.Query("to"))
	if err != nil {
		return err
	}
	lines, err := r.compare(to.matter, from.version.Content, to.version.Content)
	if err != nil {
		return err
	}
	view := r.view()
	view.Wide = true
	view.Crumbs = to.where().Crumbs(r.words.T("nav.bodies"))
	return r.page(page.CompareVersions(view, page.ComparePage{
		Where: to.where(), From: from.version.No, To: to.version.No, Others: r.comparing(to.matter, to.all, from.version.No, to.version.No),
		Lines: lines,
	}))
}
