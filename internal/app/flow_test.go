package app_test

import (
	"strings"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/store"
)

// The duties that the tests speak of.
func riverside(rec int) domain.DutyKey { return domain.DutyKey{Body: "RJ1", Report: "ctr", Rec: rec} }

func dutyAt(body string, rec int) domain.DutyKey {
	return domain.DutyKey{Body: body, Report: "ctr", Rec: rec}
}

// all is the scope that tests read with.
func all() domain.Scope { return domain.Scope{All: true} }

// duty is a duty as it stands.
func (w *world) duty(key domain.DutyKey) domain.Duty {
	w.t.Helper()
	d, err := w.store.Reader().DutyByKey(w.ctx, all(), key)
	require.NoError(w.t, err)
	return d
}

// current is the return that a duty's body writes on.
func (w *world) current(key domain.DutyKey) domain.Return {
	w.t.Helper()
	returns, err := w.store.Reader().ReturnsOf(w.ctx, all(), w.duty(key).ID)
	require.NoError(w.t, err)
	rounds, err := w.store.Reader().Rounds(w.ctx, "ctr")
	require.NoError(w.t, err)
	return domain.CurrentReturn(returns, rounds)
}

// last is a duty's latest return.
func (w *world) last(key domain.DutyKey) domain.Return {
	w.t.Helper()
	returns, err := w.store.Reader().ReturnsOf(w.ctx, all(), w.duty(key).ID)
	require.NoError(w.t, err)
	require.NotEmpty(w.t, returns)
	return returns[len(returns)-1]
}

// said is a duty's sealed texts of a kind.
func (w *world) said(key domain.DutyKey, kind domain.SealedKind) []domain.Sealed {
	w.t.Helper()
	rows, err := w.store.Reader().SealedOf(w.ctx, all(), w.duty(key).ID, kind)
	require.NoError(w.t, err)
	return rows
}

// about is the sealed texts of a kind about an action or a partnership.
func (w *world) about(re domain.ID, kind domain.SealedKind) []domain.Sealed {
	w.t.Helper()
	rows, err := w.store.Reader().SealedAbout(w.ctx, all(), re, kind)
	require.NoError(w.t, err)
	return rows
}

// words reads a sealed statement.
func (w *world) words(s domain.Sealed) domain.Statement {
	w.t.Helper()
	var words domain.Statement
	require.NoError(w.t, s.Decode(&words))
	return words
}

// openRound opens a round of England and the UK-wide bodies that is due in 30
// days and closes in 60.
func (w *world) openRound() domain.Round {
	w.t.Helper()
	today := w.today()
	round := domain.Round{
		Report: "ctr", Name: "Winter", Nations: []domain.Nation{domain.England, domain.UK}, Opens: today, AsAt: today,
		Due: today.Add(30), Closes: today.Add(60), ReviewBy: today.Add(90), Publishes: today.Add(120),
	}
	opened, err := w.OpenRound(w.ctx, w.as("lea"), app.OpenRound{Round: round})
	require.NoError(w.t, err)
	return opened
}

// proof adds a link to a body's library.
func (w *world) proof(who, body string) domain.Evidence {
	w.t.Helper()
	e, err := w.AddEvidence(w.ctx, w.as(who), link(body))
	require.NoError(w.t, err)
	return e
}

func link(body string) app.AddEvidence {
	return app.AddEvidence{
		Body: body, Kind: domain.EvidenceLink, Title: "Our policy", From: "2026-01-01", To: "2026-06-30",
		URL: "https://example.org/policy",
	}
}

// textFile is a file with a form that is in order.
func textFile(body, name, content string) app.AddEvidence {
	return app.AddEvidence{
		Body: body, Kind: domain.EvidenceFile, Title: "Our minutes", From: "2026-01-01", To: "2026-06-30",
		FileName: name, File: strings.NewReader(content),
	}
}

// progress is a draft that claims nothing.
func progress(requirements ...string) domain.Content {
	c := domain.Content{
		Status: domain.InProgress, Answers: map[string]domain.Answer{}, Narrative: "Under way.",
		Confidence: domain.ConfidenceMedium, Target: "2027-06-30",
	}
	for _, key := range requirements {
		c.Answers[key] = domain.Answer{Met: domain.MetPartly}
	}
	return c
}

// claim is a draft that says everything is done, with one piece of evidence
// behind it.
func claim(e domain.Evidence, requirements ...string) domain.Content {
	c := domain.Content{
		Status: domain.Implemented, Answers: map[string]domain.Answer{}, Narrative: "Done.",
		Evidence: []domain.EvidenceUse{{EvidenceID: e.ID, Requirements: requirements}},
	}
	for _, key := range requirements {
		c.Answers[key] = domain.Answer{Met: domain.MetYes}
	}
	return c
}

// draft saves a draft over what stands.
func (w *world) draft(who string, key domain.DutyKey, c domain.Content) domain.Return {
	w.t.Helper()
	ret, err := w.SaveDraft(w.ctx, w.as(who), app.SaveDraft{Key: key, Guard: w.current(key).Version, Content: c})
	require.NoError(w.t, err)
	return ret
}

// submit drafts and submits, and returns the version's number.
func (w *world) submit(who string, key domain.DutyKey, c domain.Content) int {
	w.t.Helper()
	ret := w.draft(who, key, c)
	no, err := w.SubmitReturn(w.ctx, w.as(who), app.SubmitReturn{Key: key, Guard: ret.Version})
	require.NoError(w.t, err)
	return no
}

// attest is a signature.
func attest() domain.Signature { return domain.Signature{Words: "I attest.", Wording: "1"} }

// sign drafts, submits and signs.
func (w *world) sign(drafts, signs string, key domain.DutyKey, c domain.Content) int {
	w.t.Helper()
	no := w.submit(drafts, key, c)
	require.NoError(w.t, w.SignReturn(w.ctx, w.as(signs), app.SignReturn{Key: key, No: no, Signature: attest()}))
	return no
}

// claimed has Riverside claim recommendation 1.
func (w *world) claimed() int {
	w.t.Helper()
	return w.sign("rita", "anna", riverside(1), claim(w.proof("rita", "RJ1"), "1a", "1b"))
}

// full is a review that confirms.
func full(requirements ...string) domain.Review {
	r := domain.Review{
		Outcome: domain.Accepted, Grade: domain.FullySatisfactory, Assurance: domain.EvidenceChecked,
		Verdicts: map[string]domain.Verdict{},
	}
	for _, key := range requirements {
		r.Verdicts[key] = domain.VerdictMet
	}
	return r
}

// partly is a review that finds something missing.
func partly(requirements ...string) domain.Review {
	r := full(requirements...)
	r.Grade, r.Reasons = domain.SatisfactoryInPart, "Not everything was shown."
	r.Verdicts[requirements[0]] = domain.VerdictNotShown
	return r
}

// review decides on a version and returns the review's id.
func (w *world) review(who string, key domain.DutyKey, no int, r domain.Review) domain.ID {
	w.t.Helper()
	require.NoError(w.t, w.ReviewReturn(w.ctx, w.as(who), app.ReviewReturn{
		Key: key, No: no, After: w.duty(key).State.ReviewID, Review: r,
	}))
	return w.duty(key).State.ReviewID
}

// inside reads what only a transaction can.
func inside[T any](w *world, read func(tx *store.Tx) (T, error)) T {
	w.t.Helper()
	var value T
	err := w.store.Write(w.ctx, func(tx *store.Tx) error {
		var err error
		value, err = read(tx)
		return err
	})
	require.NoError(w.t, err)
	return value
}
