package site

import (
	"net/http"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// contested is the review that a body may contest.
func (r *request) contested() (spoken, domain.Review, error) {
	s, err := r.spoken(access.Dispute, true, domain.SealedReview, domain.SealedDispute)
	if err != nil {
		return s, domain.Review{}, err
	}
	var review domain.Review
	err = s.row.Decode(&review)
	review.At = s.row.At
	return s, review, err
}

func (s *Site) disputePage(r *request) error {
	c, review, err := r.contested()
	if err != nil {
		return err
	}
	if err := domain.MayDispute(review, c.answered, r.day()); err != nil {
		return err
	}
	return r.showDispute(c, disputeFields(r, form.Show(nil)))
}

func disputeFields(r *request, f *form.Form) page.TextFields {
	return page.TextFields{Form: f, Text: f.Lines("reason", public(r.words.T("dispute_review.reason"), r.words.T("dispute_review.reason_hint")), maxNarrative)}
}

func (r *request) showDispute(c spoken, fields page.TextFields) error {
	return r.form(fields.Form, r.disputing(c, fields))
}

func (r *request) disputing(c spoken, fields page.TextFields) templ.Component {
	return page.DisputeReview(r.below(c.matter, fields.Form), page.DisputePage{
		Where: c.where(), Review: c.said, Action: c.href("/dispute/" + string(c.row.ID)),
		Until: domain.DayOf(c.row.At).WorkingDaysAfter(domain.DisputeDays), Days: domain.DisputeDays, Fields: fields,
	})
}

// dispute contests a verdict: once, within 20 working days (R16).
func (s *Site) dispute(r *request) error {
	c, _, err := r.contested()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := disputeFields(r, f)
	if !f.Ok() {
		return r.showDispute(c, fields)
	}
	err = s.App.DisputeReview(r.ctx(), r.actor(), app.DisputeReview{Key: c.key, Review: c.row.ID, Reason: fields.Text.Value})
	switch {
	case refusedIn(f, err):
		return r.showDispute(c, fields)
	case domain.KindOf(err) == domain.Forbidden: // disputed by a colleague, or too late, since the page was opened
		f.Apply(domain.AsProblems(err))
		return r.show(http.StatusForbidden, r.disputing(c, fields))
	case err != nil:
		return err
	}
	return r.done(c.href(""), "review_disputed")
}
