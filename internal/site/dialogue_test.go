package site_test

import (
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

const duty10 = "/bodies/RYY/ctr/10"

// last is the last sealed text of a kind about a duty.
func (w *world) last(rec int, kind domain.SealedKind) domain.Sealed {
	w.t.Helper()
	rows, err := w.store.Reader().SealedOf(w.t.Context(), domain.Scope{All: true}, w.duty(key(rec)).ID, kind)
	require.NoError(w.t, err)
	require.NotEmpty(w.t, rows, kind)
	return rows[len(rows)-1]
}

func TestR16_AQuestionNeedsNoNewVersion(t *testing.T) {
	w := newWorld(t)
	require.Equal(t, []string{"Write your question"}, w.post("reviewer", duty10+"/question/1", url.Values{"text": {" "}}).faults())
	require.Equal(t, 404, w.get("reviewer", duty10+"/question/2").status, "there is no such version")
	require.Equal(t, 404, w.get("reviewer", "/bodies/RYY/ctr/9/question/1").status, "it is not signed")
	w.post("reviewer", duty10+"/question/1", url.Values{"text": {"Which staff?"}}).went(duty10)

	answer := duty10 + "/answer/" + string(w.last(10, domain.SealedQuestion).ID)
	require.Equal(t, 404, w.get("elsewhere", answer).status)
	require.Equal(t, 404, w.get("reviewer", answer).status, "oversight does not answer itself")
	require.Contains(t, w.get("reporter", answer).ok().text(".nhsuk-inset-text"), "Which staff?")
	require.Equal(t, []string{"Write your answer"}, w.post("reporter", answer, url.Values{}).faults())
	w.post("reporter", answer, url.Values{"text": {"All of them."}}).went(duty10)
	require.Equal(t, 0, w.get("reporter", answer).ok().Find("main textarea").Length(), "it is answered")

	p := w.post("approver", answer, url.Values{"text": {"Only nurses."}})
	require.Equal(t, 409, p.status)
	require.Equal(t, []string{"Your answer", "Only nurses.", "All of them."}, p.row("conflict", "Your answer"), "both sides")
	require.Equal(t, domain.ReturnSigned, w.state(key(10)))
}

// reviewed has oversight's lead find that nothing was shown on 10.
func (w *world) reviewed() domain.ID {
	w.t.Helper()
	review := w.fullReview(10, domain.SatisfactoryInPart)
	require.NoError(w.t, w.app.ReviewReturn(w.t.Context(), w.actor("lead"), app.ReviewReturn{Key: key(10), No: 1, Review: review}))
	return w.duty(key(10)).State.ReviewID
}

func TestR16_AVerdictIsDisputedOnceInTime(t *testing.T) {
	w := newWorld(t)
	dispute := duty10 + "/dispute/" + string(w.reviewed())
	require.Contains(t, w.get("reporter", dispute).ok().text("main"), "this one until the end of 21 December 2026")
	require.Equal(t, []string{"Say why you dispute this verdict"}, w.post("reporter", dispute, url.Values{}).faults())
	require.Equal(t, 404, w.get("reviewer", dispute).status)
	w.post("reporter", dispute, url.Values{"reason": {"We sent it in May."}}).went(duty10)
	p := w.get("reporter", dispute)
	require.Equal(t, 403, p.status)
	require.Contains(t, p.text("main"), "This verdict has been disputed once already")
	require.Equal(t, 403, w.post("reporter", dispute, url.Values{"reason": {"Once more."}}).status)
}

func TestR16_AVerdictCannotBeDisputedAfterItsTime(t *testing.T) {
	w := newWorld(t)
	dispute := duty10 + "/dispute/" + string(w.reviewed())
	w.setDay("2026-12-22")
	p := w.post("reporter", dispute, url.Values{"reason": {"We sent it in May."}})
	require.Equal(t, 403, p.status)
	require.Contains(t, p.text("main"), "This verdict could be disputed until 21 December 2026")
}

func TestR16_SomebodyElseDecidesADispute(t *testing.T) {
	w := newWorld(t)
	review := w.reviewed()
	w.post("reporter", duty10+"/dispute/"+string(review), url.Values{"reason": {"We sent it in May."}}).went(duty10)
	decide := duty10 + "/dispute/" + string(w.last(10, domain.SealedDispute).ID) + "/decide"
	require.Contains(t, w.get("reviewer", "/desk").text("#queue"), "Decide a dispute")
	p := w.get("lead", decide)
	require.Equal(t, 403, p.status)
	require.Contains(t, p.text("main"), "You gave this verdict, so somebody else has to decide the dispute")

	p = w.get("reviewer", decide).ok()
	require.Contains(t, p.text("main"), "We sent it in May.")
	require.Equal(t, 1, p.Find("input[name=grade][value=satisfactory_in_part][checked]").Length(), "it starts from what was found")
	require.Equal(t, []string{"Choose whether the verdict stands or changes"}, w.post("reviewer", decide, url.Values{}).faults())
	require.Equal(t, []string{"Write your reply. It is shown wherever the verdict is"},
		w.post("reviewer", decide, url.Values{"choice": {"upheld"}}).faults())

	changed := with(w.verdicts(10, domain.VerdictNotMet), "choice", "changed", "reply", "You did.", "grade", "satisfactory_intent", "assurance", "self_reported")
	require.Equal(t, []string{"Give your reasons. The organisation will read them"}, w.post("reviewer", decide, changed).faults())
	w.post("reviewer", decide, with(changed, "reasons", "The May paper shows it.")).went(duty10)
	require.Equal(t, domain.SatisfactoryIntent, w.duty(key(10)).State.Grade)
	require.NotContains(t, w.get("reviewer", "/desk").text("main"), "Decide a dispute")
	p = w.post("reviewer", decide, url.Values{"choice": {"upheld"}, "reply": {"No."}})
	require.Equal(t, 409, p.status)
	require.Contains(t, p.text("#conflict"), "You did.")
}

func TestR12_ClosingIsADecisionByItself(t *testing.T) {
	w := newWorld(t)
	version := func() string { return strconv.Itoa(w.duty(key(10)).Version) }
	closing := func(pairs ...string) *page {
		return w.post("reviewer", duty10+"/close", with(url.Values{"version": {version()}}, pairs...))
	}
	require.Equal(t, []string{"Choose how to close this duty"}, closing().faults())
	require.Equal(t, []string{"A duty closes as implemented only after it has been confirmed", "Give the reason. It is published with the decision"},
		closing("closure", "implemented").faults())
	require.Equal(t, []string{"Choose what replaced this recommendation"}, closing("closure", "superseded", "reason", "It is elsewhere now.").faults())
	require.Equal(t, 404, w.get("reporter", duty10+"/close").status)

	p := w.post("reviewer", duty10+"/close", url.Values{"version": {"0"}, "closure": {"alternative"}, "reason": {"By another way."}})
	require.Equal(t, 409, p.status)
	require.Contains(t, p.text("#conflict"), "By another way.")
	closing("closure", "superseded", "superseded_by", "11", "reason", "It is elsewhere now.").went(duty10)
	require.Equal(t, []int{11}, w.duty(key(10)).State.SupersededBy)
	require.Contains(t, w.get("reviewer", duty10+"/close").ok().lines(".nhsuk-radios__label"), "Open it again")
	closing("closure", "open", "reason", "It is not.").went(duty10)
	require.Equal(t, domain.Open, w.duty(key(10)).State.Closure)
}

func TestR16_NotApplicableCountsOnceOversightAgrees(t *testing.T) {
	w := newWorld(t)
	require.Equal(t, 409, w.get("reviewer", duty10+"/not-applicable").status, "the body does not say so")
	require.NoError(t, w.app.RespondDuty(t.Context(), w.actor("reporter"), app.RespondDuty{
		Key: key(10), Guard: w.duty(key(10)).Version, Response: domain.ResponseNotApplicable, Reason: "We employ nobody.", Owner: "Chief executive",
	}))
	require.Contains(t, w.get("reviewer", "/desk").text("#queue"), "Answer “not applicable”")
	p := w.get("reviewer", duty10+"/not-applicable").ok()
	require.Contains(t, p.text("main"), "We employ nobody.")
	version := strconv.Itoa(w.duty(key(10)).Version)
	require.Len(t, w.post("reviewer", duty10+"/not-applicable", url.Values{"version": {version}}).faults(), 1)
	require.Equal(t, []string{"Say why the recommendation does apply. The organisation will read it"},
		w.post("reviewer", duty10+"/not-applicable", url.Values{"version": {version}, "agree": {"no"}}).faults())
	stale := w.post("reviewer", duty10+"/not-applicable", url.Values{"version": {"0"}, "agree": {"no"}, "reason": {"It employs 40."}})
	require.Equal(t, 409, stale.status)
	require.Contains(t, stale.text("#conflict"), "It employs 40.")
	w.post("reviewer", duty10+"/not-applicable", url.Values{"version": {version}, "agree": {"yes"}}).went(duty10)
	require.True(t, w.duty(key(10)).State.NAAgreed)
	require.NotContains(t, w.get("reviewer", "/desk").text("main"), "Answer “not applicable”")
}

func TestR6_ADependencyThatDoesNotBindIsRuledOnOnce(t *testing.T) {
	w := newWorld(t)
	const duty1 = "/bodies/RYY/ctr/1"
	p := w.get("reporter", duty1+"/rulings/new?dependency=3-1-funds").ok()
	require.Equal(t, 1, p.Find("input[name=dependency][value='3-1-funds'][checked]").Length())
	require.Len(t, w.post("reporter", duty1+"/rulings/new", url.Values{}).faults(), 1)
	require.Equal(t, []string{"Give the reason"}, w.post("reporter", duty1+"/rulings/new", url.Values{"dependency": {"3-1-funds"}}).faults())
	w.post("reporter", duty1+"/rulings/new", url.Values{"dependency": {"3-1-funds"}, "reason": {"A charity pays."}}).went(duty1)
	require.Equal(t, 0, w.get("reporter", duty1+"/rulings/new").ok().Find("input[value='3-1-funds']").Length(), "it is with oversight")

	require.Contains(t, w.get("reviewer", "/desk").text("#queue"), "Answer whether a dependency binds")
	answer := duty1 + "/rulings/" + string(w.last(1, domain.SealedRuling).Re)
	require.Equal(t, 1, w.get("reviewer", duty1).ok().Find(".heed-next a[href='"+answer+"']").Length())
	require.Zero(t, w.get("reporter", duty1).ok().Find("a[href='"+answer+"']").Length())
	require.Contains(t, w.get("reviewer", answer).ok().text("main"), "A charity pays.")
	require.Equal(t, 404, w.get("scot-reviewer", answer).status)
	require.Equal(t, 404, w.get("reviewer", duty10+"/rulings/"+string(w.last(1, domain.SealedRuling).Re)).status, "a ruling of another duty")
	require.Equal(t, []string{"Give the reason"}, w.post("reviewer", answer, url.Values{"agree": {"no"}}).faults())
	w.post("reviewer", answer, url.Values{"agree": {"yes"}}).went(duty1)
	require.Contains(t, w.get("lead", answer).ok().text("main"), "This is answered.")
	lost := w.post("lead", answer, url.Values{"agree": {"no"}, "reason": {"It does bind."}})
	require.Equal(t, 409, lost.status)
	require.Contains(t, lost.text("#conflict"), "It does bind.")
}

func TestR6_GoingAheadIsToldOnce(t *testing.T) {
	w := newWorld(t)
	const duty1 = "/bodies/RYY/ctr/1"
	require.Contains(t, w.get("reporter", duty1+"/how").ok().text("main"), "There is nothing to tell here.")
	w.post("reporter", duty1+"/how", url.Values{"dependency": {"3-1-funds"}, "text": {"By charity."}}).went(duty1 + "/how")

	w.sign(1, w.everythingMet)
	p := w.get("reporter", duty1+"/how").ok()
	require.Equal(t, 1, p.Find("input[name=dependency][value='3-1-funds']").Length())
	faults := w.post("reporter", duty1+"/how", url.Values{"dependency": {"3-1-funds"}}).faults()
	require.True(t, slices.Contains(faults, "Say how it was done"))
	w.post("reporter", duty1+"/how", url.Values{"dependency": {"3-1-funds"}, "text": {"A charity paid for the first year."}}).went(duty1)
	require.Equal(t, 0, w.get("reporter", duty1+"/how").ok().Find("input[value='3-1-funds']").Length())
	require.Equal(t, 404, w.get("reviewer", duty1+"/how").status)
}

func TestTheRecordSaysThatOversightClosedADuty(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.app.CloseDuty(t.Context(), w.actor("lead"), app.CloseDuty{
		Key: key(10), Guard: w.duty(key(10)).Version, Closure: domain.ClosedNotApplicable, Reason: "It was merged.",
	}))
	latest := w.get("reporter", duty10).ok().Find("#history").NextAll().First().Text()
	require.Contains(t, latest, "Oversight")
	require.NotContains(t, latest, "Somebody")
}
