package site_test

import (
	"maps"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// key is one of the Trust's duties.
func key(rec int) domain.DutyKey { return domain.DutyKey{Body: "RYY", Report: report, Rec: rec} }

// duty is a duty as it stands.
func (w *world) duty(key domain.DutyKey) domain.Duty {
	w.t.Helper()
	d, err := w.store.Reader().DutyByKey(w.t.Context(), domain.Scope{All: true}, key)
	require.NoError(w.t, err)
	return d
}

// verdicts is a review's form with one verdict on every requirement of a duty.
func (w *world) verdicts(rec int, verdict domain.Verdict) url.Values {
	w.t.Helper()
	v := url.Values{"after": {string(w.duty(key(rec)).State.ReviewID)}}
	for _, requirement := range w.duty(key(rec)).Requirements {
		v.Set("verdict-"+requirement, string(verdict))
	}
	return v
}

func with(v url.Values, pairs ...string) url.Values {
	v = maps.Clone(v)
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

const review10 = "/bodies/RYY/ctr/10/review/1"

func TestReviewShowsWhatTheBodySaysBesideWhatCountsAsProof(t *testing.T) {
	w := newWorld(t)
	w.sign(17, w.everythingMet)
	p := w.get("reviewer", "/bodies/RYY/ctr/17/review/1").ok()
	require.Contains(t, p.text("h1"), "Review version 1: 17.")
	card := p.text("[aria-labelledby='requirement-17a']")
	for _, part := range []string{"The organisation says: Met", "Our policy", "What counts as proof:", "Your verdict on 17a", "Not looked at"} {
		require.Contains(t, card, part)
	}
	require.NotContains(t, card, "Agreed as not applicable", "nobody asked for that")
	require.Equal(t, 1, p.Find("a[href='https://example.org/policy']").Length()/len(w.duty(key(17)).Requirements))
}

func TestReviewOfWhatIsCalledNotApplicableOffersAgreement(t *testing.T) {
	w := newWorld(t)
	w.sign(1, func(c *domain.Content) {
		c.Answers["1a"] = domain.Answer{Met: domain.MetNA, Reason: "We employ nobody."}
	})
	p := w.get("reviewer", "/bodies/RYY/ctr/1/review/1").ok()
	require.Contains(t, p.text("[aria-labelledby='requirement-1a']"), "We employ nobody.")
	require.Contains(t, p.text("[aria-labelledby='requirement-1a']"), "Agreed as not applicable")
	require.NotContains(t, p.text("[aria-labelledby='requirement-1b']"), "Agreed as not applicable")
}

func TestReviewAtFaultKeepsEverythingTyped(t *testing.T) {
	w := newWorld(t)
	v := with(w.verdicts(10, domain.VerdictNotLooked), "outcome", "accepted", "grade", "satisfactory_in_part", "assurance", "evidence_checked", "note", "Ask again in May.")
	p := w.post("reviewer", review10, v)
	faults := p.faults()
	require.Contains(t, faults, "Evidence does not count as checked while 10a has not been looked at")
	require.Contains(t, faults, "Give your reasons. The organisation will read them")
	require.Equal(t, "Ask again in May.", p.Find("textarea[name=note]").Text())
	require.Equal(t, 1, p.Find("input[name=assurance][value=evidence_checked][checked]").Length())
	require.Equal(t, domain.NotAssessed, w.duty(key(10)).State.Grade)

	require.Equal(t, []string{"Choose whether to accept the return or send it back"}, w.post("reviewer", review10, url.Values{}).faults())
	require.Equal(t, []string{"Give your reasons. The organisation will read them"},
		w.post("reviewer", review10, url.Values{"outcome": {"sent_back"}}).faults())
}

func TestReviewAcceptsAndGrades(t *testing.T) {
	w := newWorld(t)
	w.sign(17, w.everythingMet)
	v := with(w.verdicts(17, domain.VerdictMet), "outcome", "accepted", "grade", "fully_satisfactory", "assurance", "evidence_checked", "note", "Seen in May.")
	w.post("reviewer", "/bodies/RYY/ctr/17/review/1", v).went("/desk")
	require.True(t, w.duty(key(17)).Confirmed(today))

	again := w.get("reviewer", "/bodies/RYY/ctr/17/review/1").ok()
	require.Contains(t, again.text("main"), "This version was decided on already: Accepted")
	require.Contains(t, again.text("[aria-labelledby='requirement-17a']"), "Last verdict: Met (version 1)")
	require.Contains(t, w.get("scot-reviewer", "/bodies/RYY/ctr/17/review/1").text("h1"), "Page not found")
	require.NotContains(t, w.get("reporter", "/bodies/RYY/ctr/17/versions/1").ok().text("main"), "Seen in May.", "a note is for oversight alone")
	require.Contains(t, w.get("reviewer", "/bodies/RYY/ctr/17/versions/1").ok().text("main"), "Seen in May.")
}

func TestReviewSendsBackWithReasons(t *testing.T) {
	w := newWorld(t)
	w.post("reviewer", review10, url.Values{"outcome": {"sent_back"}, "reasons": {"Which staff?"}}).went("/desk")
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/10/return").ok().text("main"), "Which staff?")
	p := w.get("reviewer", review10).ok()
	require.Equal(t, 0, p.Find("main form[action='"+review10+"']").Length(), "there is nothing left to decide")
}

// TestReviewLosesNothingInARace has a second reviewer decide while the first
// still writes.
func TestReviewLosesNothingInARace(t *testing.T) {
	w := newWorld(t)
	mine := with(w.verdicts(10, domain.VerdictNotMet), "outcome", "accepted", "grade", "unsatisfactory", "assurance", "self_reported", "reasons", "Nothing is there.")
	theirs := with(w.verdicts(10, domain.VerdictNotShown), "outcome", "accepted", "grade", "satisfactory_in_part", "assurance", "self_reported", "reasons", "Half of it.")
	w.post("lead", review10, theirs).went("/desk")

	p := w.post("reviewer", review10, mine)
	require.Equal(t, 409, p.status)
	require.Equal(t, "This changed while you were working on it", p.text("h1"))
	require.Equal(t, []string{"Assessment", "Unsatisfactory", "Satisfactory in part"}, p.row("conflict", "Assessment"))
	require.Equal(t, []string{"Reasons", "Nothing is there.", "Half of it."}, p.row("conflict", "Reasons"))
	require.Equal(t, domain.SatisfactoryInPart, w.duty(key(10)).State.Grade)

	resend := url.Values{}
	for _, field := range p.fields("main form") {
		resend.Add(field[0], field[1])
	}
	w.post("reviewer", review10, resend).went("/desk")
	require.Equal(t, domain.Unsatisfactory, w.duty(key(10)).State.Grade)

	// A version that was sent back meanwhile can't be decided on any more.
	w.sign(1, func(*domain.Content) {})
	require.NoError(t, w.app.ReviewReturn(t.Context(), w.actor("lead"), app.ReviewReturn{
		Key: key(1), No: 1, Review: domain.Review{Outcome: domain.SentBack, Reasons: "Please say more."},
	}))
	p = w.post("reviewer", "/bodies/RYY/ctr/1/review/1", with(w.verdicts(1, domain.VerdictMet), "outcome", "sent_back", "reasons", "Too short."))
	require.Equal(t, 409, p.status)
	require.Contains(t, p.text("#conflict"), "Too short.")
	require.Equal(t, 0, p.Find("main form").Length())
}

func TestR11_AStatementAloneIsMarkedAndConfirmsNothing(t *testing.T) {
	w := newWorld(t)
	word, err := w.app.AddEvidence(t.Context(), w.actor("reporter"), app.AddEvidence{
		Body: "RYY", Kind: domain.EvidenceStatement, Title: "Our word", From: "2026-01-01", To: "2026-10-31", Text: "It is so.",
	})
	require.NoError(t, err)
	w.sign(17, func(c *domain.Content) {
		w.everythingMet(c)
		c.Evidence = []domain.EvidenceUse{{EvidenceID: word.ID, Requirements: c.Evidence[0].Requirements}}
	})
	p := w.get("reviewer", "/bodies/RYY/ctr/17/review/1").ok()
	require.Contains(t, p.text("[aria-labelledby='requirement-17a']"), "It carries a claim, and confirms nothing")
	v := with(w.verdicts(17, domain.VerdictMet), "outcome", "accepted", "grade", "fully_satisfactory", "assurance", "evidence_checked")
	require.Contains(t, w.post("reviewer", "/bodies/RYY/ctr/17/review/1", v).faults()[0], "rests on a statement alone")
}

func TestR14_TheReviewProposesToWithdrawAndNoMore(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.app.ReviewReturn(t.Context(), w.actor("lead"), app.ReviewReturn{Key: key(10), No: 1, Review: w.fullReview(10, domain.SatisfactoryIntent)}))
	w.interim(10, "2027-09-30")
	w.interim(10, "2028-01-31")
	p := w.get("reviewer", "/bodies/RYY/ctr/10/review/3").ok()
	require.Contains(t, p.text("main"), "The target date has moved 2 times. Consider whether “Satisfactory intent” still holds.")
	require.Equal(t, domain.SatisfactoryIntent, w.duty(key(10)).State.Grade)
	require.Contains(t, p.text("main"), "since version 2")
}

// fullReview is a review that looks at nothing in particular.
func (w *world) fullReview(rec int, grade domain.Grade) domain.Review {
	w.t.Helper()
	r := domain.Review{Outcome: domain.Accepted, Grade: grade, Assurance: domain.SelfReported, Reasons: "As agreed.", Verdicts: map[string]domain.Verdict{}}
	for _, requirement := range w.duty(key(rec)).Requirements {
		r.Verdicts[requirement] = domain.VerdictNotShown
	}
	return r
}

// interim signs a further version that moves the target date.
func (w *world) interim(rec int, target domain.Day) {
	w.t.Helper()
	ctx := w.t.Context()
	_, content, err := w.blank(ctx, key(rec))
	require.NoError(w.t, err)
	content.Target, content.SlipReason = target, "The post is vacant."
	saved, err := w.app.SaveDraft(ctx, w.actor("reporter"), app.SaveDraft{Key: key(rec), Content: content})
	require.NoError(w.t, err)
	no, err := w.app.SubmitReturn(ctx, w.actor("reporter"), app.SubmitReturn{Key: key(rec), Return: saved.ID, Guard: saved.Version})
	require.NoError(w.t, err)
	require.NoError(w.t, w.app.SignReturn(ctx, w.actor("approver"), app.SignReturn{Key: key(rec), No: no, Signature: domain.Signature{Words: "I attest to it."}}))
	require.NoError(w.t, w.app.ReceiveReturns(ctx, w.actor("lead"), []app.ReceiveReturn{{Key: key(rec), No: no}}))
}

// Nothing that a reviewer or an asker typed is lost, whatever changed meanwhile.
func TestWordsAboutAReturnThatChangedMeanwhileAreKept(t *testing.T) {
	w := newWorld(t)
	back := with(w.verdicts(10, domain.VerdictNotShown), "outcome", "sent_back", "reasons", "Please name the wards.")
	w.put("RYY", 10, func(d *domain.Duty) { d.State.Retired = true })
	p := w.post("reviewer", review10, back)
	require.Equal(t, 409, p.status)
	require.Contains(t, p.text("main"), "owes this no longer")
	require.Contains(t, p.text("#conflict"), "Please name the wards.")

	w = newWorld(t)
	dispute := duty10 + "/dispute/" + string(w.reviewed())
	w.post("reporter", dispute, url.Values{"reason": {"We sent it in May."}}).went(duty10)
	p = w.post("reporter", dispute, url.Values{"reason": {"It was in the annex."}})
	require.Equal(t, 403, p.status)
	require.Equal(t, "It was in the annex.", p.Find("textarea").Text())

	w = newWorld(t) // a question needs no open return: it is asked all the same
	require.NoError(t, w.app.ReviewReturn(t.Context(), w.actor("lead"), app.ReviewReturn{
		Key: key(10), No: 1, Review: domain.Review{Outcome: domain.SentBack, Reasons: "Please say more."},
	}))
	w.post("reviewer", duty10+"/question/1", url.Values{"text": {"Which staff?"}}).went(duty10)
}
