package site

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// returnRoutes are the body's own work on a return, from draft to signature.
func (s *Site) returnRoutes() []route {
	const duty = "/bodies/:body/:report/:rec"
	return []route{
		get(duty+"/return", signedIn, s.editReturn),
		post(duty+"/return", signedIn, s.saveReturn),
		get(duty+"/return/check", signedIn, s.checkReturn),
		post(duty+"/return/check", signedIn, s.submitReturn),
		get(duty+"/return/evidence", signedIn, s.newEvidence),
		post(duty+"/return/evidence", signedIn, s.addEvidence),
		get(duty+"/response", signedIn, s.editResponse),
		post(duty+"/response", signedIn, s.respond),
	}
}

// desk is the return that a body writes on now, with what it may lean on.
type desk struct {
	matter
	ret      domain.Return
	returns  []domain.Return
	rounds   []domain.Round
	evidence []domain.Evidence // what the draft uses
	last     *domain.Version   // the last signed one
}

// desk reads the return that the visitor may draft. A draft that nobody has
// begun starts from the last signed version's facts.
func (r *request) desk() (desk, error) {
	m, err := r.matter(access.Draft)
	if err != nil {
		return desk{}, err
	}
	d := desk{matter: m}
	scope := r.site.App.Scope(r.actor(), access.ViewDraft)
	if d.returns, err = r.site.Reader.ReturnsToWrite(r.ctx(), scope, m.duty.ID); err != nil {
		return desk{}, err
	}
	if d.rounds, err = r.site.Reader.RoundsByIDs(r.ctx(), domain.RoundsToWrite(d.returns)); err != nil {
		return desk{}, err
	}
	d.ret = domain.CurrentReturn(d.returns, d.rounds)
	if no := m.duty.State.Signed; no > 0 {
		last, _, err := r.site.Reader.VersionOf(r.ctx(), scope, m.duty.ID, no)
		if err != nil {
			return desk{}, err
		}
		d.last = &last
	}
	if d.unwritten() && d.last != nil {
		d.ret.Draft = domain.Carry(d.last.Content)
	}
	d.evidence, err = r.evidenceOf(d.ret.Draft)
	return d, err
}

// unwritten says that nobody has saved anything of the return.
func (d desk) unwritten() bool {
	return d.ret.State == domain.ReturnAwaited
}

// took is the desk after a save: its body writes on another return now where the
// round of the one that was saved has closed meanwhile.
func (d *desk) took(saved domain.Return) {
	i := slices.IndexFunc(d.returns, func(r domain.Return) bool { return r.ID == saved.ID })
	if i < 0 {
		d.returns = append(d.returns, saved)
	} else {
		d.returns[i] = saved
	}
	d.ret = domain.CurrentReturn(d.returns, d.rounds)
}

// evidenceOf is the evidence that content uses, oldest first.
func (r *request) evidenceOf(c domain.Content) ([]domain.Evidence, error) {
	ids := make([]domain.ID, 0, len(c.Evidence))
	for _, use := range c.Evidence {
		ids = append(ids, use.EvidenceID)
	}
	return r.pieces(ids)
}

// pieces are the evidence of some ids, as far as the visitor may see it.
func (r *request) pieces(ids []domain.ID) ([]domain.Evidence, error) {
	known, err := r.site.App.VisibleEvidence(r.ctx(), r.actor(), ids)
	if err != nil {
		return nil, err
	}
	used := make([]domain.Evidence, 0, len(ids))
	for _, id := range ids {
		if e, found := known[id]; found {
			used = append(used, e)
		}
	}
	return used, nil
}

// round is the round that the return answers, if any.
func (d desk) round() (domain.Round, bool) {
	i := slices.IndexFunc(d.rounds, func(r domain.Round) bool { return r.ID == d.ret.RoundID })
	if i < 0 {
		return domain.Round{}, false
	}
	return d.rounds[i], true
}

func (s *Site) editReturn(r *request) error {
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
	f := form.Show(returnValues(d.ret.Draft))
	return r.showReturn(d, returnFields(r.words, d.matter, d.evidence, f))
}

// showReturn shows the form, with the status of one at fault where it is.
func (r *request) showReturn(d desk, fields page.ReturnFields) error {
	if fields.Ok() {
		return r.showReturnAs(http.StatusOK, d, fields)
	}
	return r.showReturnAs(http.StatusUnprocessableEntity, d, fields)
}

func (r *request) showReturnAs(status int, d desk, fields page.ReturnFields) error {
	p := r.returnPage(d, fields)
	var err error
	if p.Notices, err = r.notices(d); err != nil {
		return err
	}
	return r.show(status, page.EditReturn(r.returnView(d, fields.Form), p))
}

// notices are what the writer must know before they begin: with which words the
// approver or oversight sent the last version back, and that nobody else could
// sign. Oversight's reasons stand until a newer version is signed, whichever
// return it is of.
func (r *request) notices(d desk) ([]string, error) {
	var notices []string
	h, err := r.history(d.matter, true)
	if err != nil {
		return nil, err
	}
	if d.ret.GivenBack() {
		reason := h.reasons(func(row domain.Sealed) bool { return row.Kind == domain.SealedGivenBack && row.No == d.ret.Sealed })
		notices = append(notices, r.words.T("edit_return.given_back", domain.Args{"Reason": reason}))
	}
	if d.duty.State.Unanswered() {
		key := "edit_return.sent_back"
		if !d.ret.Answers() {
			key = "edit_return.sent_back_before"
		}
		reason := h.reasons(func(row domain.Sealed) bool { return row.ID == d.duty.State.ReviewID })
		notices = append(notices, r.words.T(key, domain.Args{"Reason": reason}))
	}
	memberships, err := r.site.Reader.MembershipsAt(r.ctx(), r.seeing(true), d.body.ID)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(memberships, func(m domain.Membership) bool {
		return m.Role == domain.Approver && m.Active(r.day()) && m.PersonID != r.actor().Person.ID
	}) {
		notices = append(notices, r.words.T("edit_return.nobody_else_signs"))
	}
	return notices, nil
}

// returnView is the view of every page on which a return is written. That the
// round closed on a draft is told first (R14).
func (r *request) returnView(d desk, f *form.Form) page.View {
	v := r.below(d.matter, f)
	if d.ret.CaughtByClosing() && d.duty.State.MayReport() == nil {
		v.Important = r.words.T("edit_return.round_closed")
	}
	return v
}

// returnPage is everything about the return that the form stands among.
func (r *request) returnPage(d desk, fields page.ReturnFields) page.ReturnPage {
	p := page.ReturnPage{Where: d.where(), Return: d.ret.ID, Version: d.ret.Version, Fields: fields}
	if round, found := d.round(); found {
		p.Round, p.Due = round.Name, max(round.Due, d.ret.Extended)
		p.Late = r.day() > p.Due
	}
	if d.last != nil {
		p.Last = &page.LastTime{
			When: r.words.Instant(d.duty.State.SignedAt), Narrative: d.last.Content.Narrative,
			Href: d.href("/versions/" + strconv.Itoa(d.last.No)),
		}
	}
	return p
}

// saveReturn is every button of the return's form: each saves the draft first.
func (s *Site) saveReturn(r *request) error {
	d, err := r.desk()
	if err != nil {
		return err
	}
	if err := r.nameEvidence(&d, r.postForm()); err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := returnFields(r.words, d.matter, d.evidence, f)
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	if err := r.nameBarrier(fields); err != nil {
		return err
	}
	saved, err := s.App.SaveDraft(r.ctx(), r.actor(), app.SaveDraft{
		Key: d.key, Return: domain.ID(f.Value("return")), Guard: guard, Content: content(d.pack, fields),
	})
	switch {
	case domain.KindOf(err) == domain.Conflict:
		return s.returnConflict(r, d, f, err)
	case domain.KindOf(err) == domain.Forbidden && r.GetHeader("X-Heed-Autosave") == "": // closed since the form was opened
		f.Apply(domain.AsProblems(err))
		return r.showReturnAs(http.StatusForbidden, d, fields)
	case err != nil:
		return err
	}
	d.took(saved)
	if r.GetHeader("X-Heed-Autosave") != "" {
		r.Header("X-Heed-Version", strconv.Itoa(saved.Version))
		r.Status(http.StatusNoContent)
		return nil
	}
	if !f.Ok() {
		return r.showReturn(d, fields)
	}
	return s.afterSaving(r, d, f, fields)
}

// nameBarrier reads the body that has to act first, by its code or its name.
// What is neither is kept as it was typed, for the check to say so.
func (r *request) nameBarrier(fields page.ReturnFields) error {
	if fields.BarrierBody.Value == "" {
		return nil
	}
	places, err := r.places()
	if body, known := places.named(fields.BarrierBody.Value, r.day()); err == nil && known {
		fields.BarrierBody.Value = body.Code
	}
	return err
}

// nameEvidence adds the evidence that a form names and the draft does not: it
// was in the draft that the form was opened with.
func (r *request) nameEvidence(d *desk, typed url.Values) error {
	var missing []domain.ID
	for _, q := range d.owed() {
		for _, value := range typed["back-"+q.Key] {
			id := domain.ID(value)
			if !slices.ContainsFunc(d.evidence, func(e domain.Evidence) bool { return e.ID == id }) && !slices.Contains(missing, id) {
				missing = append(missing, id)
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	found, err := r.pieces(missing)
	d.evidence = append(d.evidence, found...)
	return err
}

// afterSaving goes where the button that was pressed leads.
func (s *Site) afterSaving(r *request, d desk, f *form.Form, fields page.ReturnFields) error {
	do, requirement, _ := strings.Cut(f.Value("do"), ":")
	switch do {
	case "evidence":
		return r.done(d.href("/return/evidence?for="+url.QueryEscape(requirement)), "")
	case "check":
		faults, err := r.faults(d)
		if err != nil {
			return err
		}
		f.Apply(faults)
		if !f.Ok() {
			return r.showReturn(d, fields)
		}
		return r.done(d.href("/return/check"), "")
	}
	if d.ret.CaughtByClosing() {
		return r.done(d.href("/return"), "") // the page says first that the round closed, and that the draft is kept
	}
	return r.done(d.href("/return"), "draft_saved")
}

func byID(all []domain.Evidence) map[domain.ID]domain.Evidence {
	found := make(map[domain.ID]domain.Evidence, len(all))
	for _, e := range all {
		found[e.ID] = e
	}
	return found
}

// returnConflict shows what was typed beside what stands now, and lets it be
// sent again over that: a lost race loses nothing typed. What was submitted
// meanwhile stands as the version that was sealed, which nothing replaces.
func (s *Site) returnConflict(r *request, d desk, f *form.Form, err error) error {
	if r.GetHeader("X-Heed-Autosave") != "" {
		r.Status(http.StatusConflict)
		return nil
	}
	problem := domain.AsProblems(err)[0]
	now, _ := problem.Now.(domain.Return)
	typed := r.postForm()
	lost := race{view: r.returnView(d, nil), now: d.href("/return")}
	stands := now.Draft
	if no := d.sealedSince(domain.ID(f.Value("return")), now); no > 0 {
		version, _, err := r.site.Reader.VersionOf(r.ctx(), r.site.App.Scope(r.actor(), access.ViewDraft), d.duty.ID, no)
		if err != nil {
			return err
		}
		stands, lost.now = version.Content, d.href("/versions/"+strconv.Itoa(no))
	}
	differs, readErr := s.differences(r, d, typed, returnValues(stands))
	if readErr != nil {
		return readErr
	}
	lost.differs = differs
	if now.State.Editable() {
		typed.Set("version", strconv.Itoa(now.Version))
		typed.Set("return", string(now.ID))
		lost.action, lost.values, lost.anew = d.href("/return"), typed, now.ID == ""
	}
	return r.lost(err, lost)
}

// sealedSince is the number of the version that somebody made of the return
// whose form was open, where the body writes on nothing that was saved; else 0.
func (d desk) sealedSince(open domain.ID, now domain.Return) int {
	if now.ID != "" && now.State.Editable() {
		return 0
	}
	i := slices.IndexFunc(d.returns, func(r domain.Return) bool { return r.ID == open })
	if i < 0 {
		return now.Sealed
	}
	return d.returns[i].Sealed
}

// differences compares two sets of form values field by field, in words.
func (s *Site) differences(r *request, d desk, yours, now url.Values) ([]page.Difference, error) {
	mine := content(d.pack, returnFields(r.words, d.matter, d.evidence, form.Show(yours)))
	theirs := content(d.pack, returnFields(r.words, d.matter, d.evidence, form.Show(now)))
	lines, err := r.compare(d.matter, theirs, mine)
	var all []page.Difference
	for _, line := range lines {
		if line.Changed {
			all = append(all, page.Difference{Label: line.Label, Yours: line.After, Now: line.Before})
		}
	}
	if was, is := minutesText(r.words, theirs), minutesText(r.words, mine); was != is {
		all = append(all, page.Difference{Label: r.words.T("return.minutes"), Yours: is, Now: was})
	}
	return all, err
}
