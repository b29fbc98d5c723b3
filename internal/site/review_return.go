package site

import (
	"net/url"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/words"
)

// reviewing is a signed version with everything its reviewer needs beside it.
type reviewing struct {
	matter
	version  domain.Version
	row      domain.Sealed
	ret      domain.Return
	evidence []domain.Evidence
	history  history
	before   *domain.Version // the signed version before it
}

// reviewing reads the version that the address names, for somebody who may
// review it: what is not signed is not found, what is their own is refused (R5).
func (r *request) reviewing() (reviewing, error) {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return reviewing{}, domain.Missing()
	}
	m, err := r.matter(access.Review)
	if err != nil {
		return reviewing{}, err
	}
	v := reviewing{matter: m}
	if v.history, err = r.history(m, false); err != nil {
		return reviewing{}, err
	}
	if !v.history.signed(no) {
		return reviewing{}, domain.Missing()
	}
	if err := r.notOwn(m); err != nil {
		return reviewing{}, err
	}
	return v, r.readReviewing(&v, no)
}

func (r *request) readReviewing(v *reviewing, no int) error {
	scope := r.site.App.Scope(r.actor(), access.Review)
	var err error
	if v.version, v.row, err = r.site.Reader.VersionOf(r.ctx(), scope, v.duty.ID, no); err != nil {
		return err
	}
	if v.ret, err = r.site.Reader.Return(r.ctx(), scope, v.version.ReturnID); err != nil {
		return err
	}
	if v.evidence, err = r.evidenceOf(v.version.Content); err != nil {
		return err
	}
	last := 0
	for earlier := range no {
		if v.history.signed(earlier) {
			last = earlier
		}
	}
	if last == 0 {
		return nil
	}
	before, _, err := r.site.Reader.VersionOf(r.ctx(), scope, v.duty.ID, last)
	v.before = &before
	return err
}

// open says that a decision can still be made about the version.
func (v reviewing) open() bool {
	return v.ret.Signed == v.version.No && v.ret.State != domain.ReturnSentBack && v.ret.State.Reported() && !v.row.Redacted &&
		domain.MayDecide(v.duty.State, v.version.No) == nil
}

func (s *Site) reviewPage(r *request) error {
	v, err := r.reviewing()
	if err != nil {
		return err
	}
	f := form.Show(url.Values{})
	return r.showReview(v, reviewFields(r, v, f))
}

// reviewFields asks for a verdict on each requirement, then for the decision.
func reviewFields(r *request, v reviewing, f *form.Form) page.ReviewFields {
	w := r.words
	fields := page.ReviewFields{Form: f, Verdicts: map[string]*form.Choice{}}
	for _, q := range v.owed() {
		asked := v.version.Content.Answers[q.Key].Met == domain.MetNA
		verdicts := slices.DeleteFunc(domain.Verdicts(), func(verdict domain.Verdict) bool {
			return verdict == domain.VerdictNA && !asked
		})
		fields.Verdicts[q.Key] = f.Choice("verdict-"+q.Key, form.Ask{Label: w.T("review_return.verdict", domain.Args{"Requirement": q.Key})}, options(w, "verdict", verdicts))
	}
	fields.Outcome = f.Choice("outcome", form.Ask{Label: w.T("review_return.outcome"), Required: true, Missing: "review.outcome_missing"},
		options(w, "decide", []domain.Outcome{domain.Accepted, domain.SentBack}))
	fields.Grade = f.Choice("grade", public(w.T("review_return.grade"), ""), options(w, "grade", domain.Grades()))
	fields.Assurance = f.Choice("assurance", public(w.T("review_return.assurance"), ""), options(w, "assurance", domain.Assurances()))
	fields.Reasons = f.Lines("reasons", public(w.T("review_return.reasons"), w.T("review_return.reasons_hint")), maxNarrative)
	fields.Note = f.Lines("note", form.Ask{Label: w.T("review_return.note"), Hint: w.T("review_return.note_hint")}, maxNarrative)
	return fields
}

// reviewOf is what the fields say. A grade beside *sent back* says nothing.
func reviewOf(fields page.ReviewFields) domain.Review {
	review := domain.Review{
		Outcome: domain.Outcome(fields.Outcome.Value), Reasons: fields.Reasons.Value, Note: fields.Note.Value,
		Verdicts: map[string]domain.Verdict{},
	}
	for key, verdict := range fields.Verdicts {
		if verdict.Value != "" {
			review.Verdicts[key] = domain.Verdict(verdict.Value)
		}
	}
	if review.Outcome == domain.Accepted {
		review.Grade, review.Assurance = domain.Grade(fields.Grade.Value), domain.Assurance(fields.Assurance.Value)
	}
	return review
}

// review decides on the version. Somebody else's decision meanwhile is shown
// beside what was typed.
func (s *Site) review(r *request) error {
	v, err := r.reviewing()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := reviewFields(r, v, f)
	if !f.Ok() {
		return r.showReview(v, fields)
	}
	err = s.App.ReviewReturn(r.ctx(), r.actor(), app.ReviewReturn{
		Key: v.key, No: v.version.No, After: domain.ID(f.Value("after")), Review: reviewOf(fields),
	})
	switch {
	case refusedIn(f, err):
		return r.showReview(v, fields)
	case domain.KindOf(err) == domain.Conflict, domain.KindOf(err) == domain.Forbidden: // or owed no longer since the page was opened
		return s.reviewRace(r, v, fields, err)
	case err != nil:
		return err
	}
	if fields.Outcome.Value == string(domain.SentBack) {
		return r.done("/desk", "return_sent_back")
	}
	return r.done("/desk", "return_accepted")
}

// reviewRace shows both decisions. Where the version can still be decided on,
// what was typed can be sent again over the other.
func (s *Site) reviewRace(r *request, v reviewing, fields page.ReviewFields, err error) error {
	now, readErr := r.reviewing()
	if readErr != nil {
		return readErr
	}
	typed := r.postForm()
	typed.Set("after", string(now.duty.State.ReviewID))
	here := v.href("/review/" + strconv.Itoa(v.version.No))
	theirs, readErr := r.lastReview(v.matter)
	if readErr != nil {
		return readErr
	}
	l := race{view: r.below(v.matter, nil), now: v.href(""), values: typed, differs: reviewDiffers(r.words, v.matter, reviewOf(fields), theirs)}
	if now.open() {
		l.now, l.action = here, here
	}
	return r.lost(err, l)
}

// lastReview is the duty's last review.
func (r *request) lastReview(m matter) (domain.Review, error) {
	reviews, err := r.site.Reader.ReviewsOf(r.ctx(), r.site.App.Scope(r.actor(), access.Review), m.duty.ID)
	if err != nil || len(reviews) == 0 {
		return domain.Review{}, err
	}
	return reviews[len(reviews)-1], nil
}

// reviewDiffers sets a review beside another, field by field, in words.
func reviewDiffers(w *words.Words, m matter, mine, theirs domain.Review) []page.Difference {
	var all []page.Difference
	add := func(label, yours, now string) {
		if yours != now {
			all = append(all, page.Difference{Label: label, Yours: yours, Now: now})
		}
	}
	word := func(label, family, yours, now string) {
		add(label, wordOrNone(w, family, yours), wordOrNone(w, family, now))
	}
	word(w.T("review_return.outcome"), "outcome", string(mine.Outcome), string(theirs.Outcome))
	word(w.T("review_return.grade"), "grade", string(mine.Grade), string(theirs.Grade))
	word(w.T("review_return.assurance"), "assurance", string(mine.Assurance), string(theirs.Assurance))
	for _, q := range m.owed() {
		word(q.Key+". "+q.Title, "verdict", string(mine.Verdicts[q.Key]), string(theirs.Verdicts[q.Key]))
	}
	add(w.T("review_return.reasons"), mine.Reasons, theirs.Reasons)
	add(w.T("review_return.note"), mine.Note, theirs.Note)
	return all
}
