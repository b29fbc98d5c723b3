package site

import (
	"net/url"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// deciding is a dispute with the review that it is about.
type deciding struct {
	spoken
	review   domain.Review
	reviewed page.Decision
}

// deciding finds the dispute, for somebody who did not make the verdict (R16)
// and whose own it is not (R5).
func (r *request) deciding() (deciding, error) {
	s, err := r.spoken(access.DecideDispute, false, domain.SealedDispute, domain.SealedDisputeReply)
	if err != nil {
		return deciding{}, err
	}
	d := deciding{spoken: s}
	for i, row := range s.history.rows {
		if row.ID != s.row.Re {
			continue
		}
		d.reviewed = s.history.page[i]
		if err := row.Decode(&d.review); err != nil {
			return d, err
		}
		d.review.By = row.By
	}
	if err := r.notOwn(d.matter); err != nil {
		return d, err
	}
	return d, domain.MayDecideDispute(d.review, r.actor().Person.ID)
}

func (s *Site) decidePage(r *request) error {
	d, err := r.deciding()
	if err != nil {
		return err
	}
	return r.showDecide(d, decideFields(r, d, form.Show(reviewValues(d.review))))
}

// reviewValues is a review as the form's own values: who changes a verdict
// starts from what was found.
func reviewValues(review domain.Review) url.Values {
	v := url.Values{"grade": {string(review.Grade)}, "assurance": {string(review.Assurance)}}
	for key, verdict := range review.Verdicts {
		v.Set("verdict-"+key, string(verdict))
	}
	return v
}

func decideFields(r *request, d deciding, f *form.Form) page.DecideFields {
	w := r.words
	fields := page.DecideFields{
		Form: f,
		Choice: f.Choice("choice", form.Ask{Label: w.T("decide_dispute.choice"), Required: true, Missing: "dispute.choice_missing"}, []form.Option{
			{Value: domain.DisputeUpheld, Label: w.T("decide_dispute.upheld")},
			{Value: domain.DisputeChanged, Label: w.T("decide_dispute.changed")},
		}),
	}
	for _, q := range d.owed() {
		fields.Verdicts = append(fields.Verdicts, f.Choice("verdict-"+q.Key, form.Ask{Label: q.Key + ". " + q.Title}, options(w, "verdict", domain.Verdicts())))
	}
	fields.Grade = f.Choice("grade", public(w.T("review_return.grade"), ""), options(w, "grade", domain.Grades()))
	fields.Assurance = f.Choice("assurance", public(w.T("review_return.assurance"), ""), options(w, "assurance", domain.Assurances()))
	fields.Reasons = f.Lines("reasons", public(w.T("review_return.reasons"), w.T("review_return.reasons_hint")), maxNarrative)
	fields.Reply = f.Lines("reply", public(w.T("decide_dispute.reply"), w.T("decide_dispute.reply_hint")), maxNarrative)
	return fields
}

func (r *request) showDecide(d deciding, fields page.DecideFields) error {
	return r.form(fields.Form, page.DecideDispute(r.below(d.matter, fields.Form), page.DecidePage{
		Where: d.where(), Dispute: d.said, Review: d.reviewed, Answers: d.answers,
		Version: d.href("/versions/" + strconv.Itoa(d.row.No)), Action: d.href("/dispute/" + string(d.row.ID) + "/decide"), Fields: fields,
	}))
}

// decide upholds the verdict or changes it, with a reply that is shown wherever
// the verdict is.
func (s *Site) decide(r *request) error {
	d, err := r.deciding()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := decideFields(r, d, f)
	if !f.Ok() {
		return r.showDecide(d, fields)
	}
	review := domain.Review{
		Grade: domain.Grade(fields.Grade.Value), Assurance: domain.Assurance(fields.Assurance.Value),
		Reasons: fields.Reasons.Value, Verdicts: map[string]domain.Verdict{},
	}
	for i, q := range d.owed() {
		review.Verdicts[q.Key] = domain.Verdict(fields.Verdicts[i].Value)
	}
	err = s.App.DecideDispute(r.ctx(), r.actor(), app.DecideDispute{
		Key: d.key, Dispute: d.row.ID, Choice: fields.Choice.Value, Reply: fields.Reply.Value, Review: review,
	})
	switch {
	case refusedIn(f, err):
		return r.showDecide(d, fields)
	case domain.KindOf(err) == domain.Conflict:
		return r.already(err, d.spoken, fields.Reply.Label, fields.Reply.Value)
	case err != nil:
		return err
	}
	return r.done(d.href(""), "dispute_decided")
}
