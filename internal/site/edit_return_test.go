package site_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// returnOf is the address of a return's form.
func returnOf(rec string) string { return "/bodies/RYY/ctr/" + rec + "/return" }

// typed is what the page's form would send as it stands.
func (p *page) typed() url.Values {
	p.t.Helper()
	values := url.Values{}
	form := p.Find("main form[data-autosave], main form[action*='/return']").First()
	require.Equal(p.t, 1, form.Length(), "%s: no form", p.what)
	form.Find("input[name], textarea[name]").Each(func(_ int, s *goquery.Selection) {
		name, value := s.AttrOr("name", ""), s.AttrOr("value", "")
		_, chosen := s.Attr("checked")
		kind := s.AttrOr("type", "")
		switch {
		case goquery.NodeName(s) == "textarea":
			values.Add(name, strings.TrimPrefix(s.Text(), "\n"))
		case kind != "radio" && kind != "checkbox" || chosen:
			values.Add(name, value)
		}
	})
	return values
}

// closeRound ends England's round.
func (w *world) closeRound() {
	w.t.Helper()
	require.NoError(w.t, w.app.CloseRound(w.t.Context(), w.actor("lead"), w.round("Autumn 2026").ID))
}

// nextRound opens another.
func (w *world) nextRound() {
	w.t.Helper()
	day := domain.DayOf(w.clock())
	_, err := w.app.OpenRound(w.t.Context(), w.actor("lead"), app.OpenRound{Round: domain.Round{
		Report: report, Name: "Winter 2027", Nations: []domain.Nation{domain.England, domain.UK}, Opens: day, AsAt: day.Add(-1),
		Due: day.Add(42), Closes: day.Add(56), ReviewBy: day.Add(84), Publishes: day.Add(98),
	}})
	require.NoError(w.t, err)
}

// decide is oversight's review of a version of the Trust's.
func (w *world) decide(rec, no int, review domain.Review) {
	w.t.Helper()
	require.NoError(w.t, w.app.ReviewReturn(w.t.Context(), w.actor("lead"), app.ReviewReturn{
		Key: key(rec), No: no, After: w.duty(key(rec)).State.ReviewID, Review: review,
	}))
}

const closedMeanwhile = "The round closed before this draft was submitted. What you typed is kept."

// first is what a page says before anything else.
func (p *page) first() string {
	p.t.Helper()
	return strings.Join(strings.Fields(p.Find("main").Children().First().Text()), " ")
}

func TestR14_ARoundClosedMeanwhileIsToldFirstWhateverIsPressed(t *testing.T) {
	sound := func(v url.Values) url.Values { return with(v, "narrative", "Typed while it closed.") }
	presses := map[string]struct {
		typed url.Values // over the sound draft
		at    string     // where the answer leads; "" where the form comes back
	}{
		"save":           {url.Values{"do": {"save"}}, returnOf("13")},
		"save at fault":  {url.Values{"do": {"save"}, "target-month": {"month"}}, ""},
		"check":          {url.Values{"do": {"check"}}, returnOf("13") + "/check"},
		"check at fault": {url.Values{"do": {"check"}, "status": {"implemented"}}, ""},
		"evidence":       {url.Values{"do": {"evidence:13a"}}, returnOf("13") + "/evidence?for=13a"},
	}
	for name, press := range presses {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			open := sound(w.get("reporter", returnOf("13")).ok().typed())
			w.closeRound()
			for field, values := range press.typed {
				open[field] = values
			}
			p := w.post("reporter", returnOf("13"), open)
			if press.at != "" {
				p = w.get("reporter", p.went(press.at).location).ok()
			} else {
				require.Equal(t, 422, p.status)
				require.Equal(t, 1, p.Find(".nhsuk-error-summary").Length())
			}
			require.Contains(t, p.first(), closedMeanwhile)
			require.NotContains(t, p.text("main"), "Draft saved.", "said otherwise, and better")

			again := w.get("reporter", returnOf("13")).ok()
			require.Contains(t, again.first(), closedMeanwhile)
			require.Equal(t, "Typed while it closed.", again.typed().Get("narrative"))
		})
	}
}

func TestR14_WhatCameBackAtFaultGoesOnAsAnInterimReturn(t *testing.T) {
	w := newWorld(t)
	open := w.get("reporter", returnOf("13")).ok().typed()
	w.closeRound()
	p := w.post("reporter", returnOf("13"), with(open, "do", "check", "status", "implemented", "narrative", "Kept all the way."))
	require.Contains(t, p.text("main"), "This is an interim return.")
	check := w.post("reporter", returnOf("13"), with(p.typed(), "do", "check", "status", "in_progress")).went(returnOf("13") + "/check").location
	w.post("reporter", returnOf("13")+"/check", w.get("reporter", check).ok().typed()).went("/bodies/RYY/ctr/13")
	v := w.get("reporter", "/bodies/RYY/ctr/13/versions/1").ok()
	require.Contains(t, v.text("main"), "Kept all the way.")
}

func TestWhatIsTypedIntoAReturnThatWasSubmittedIsSetBesideTheVersion(t *testing.T) {
	w := newWorld(t)
	open := with(w.get("reporter", returnOf("13")).ok().typed(), "do", "save", "narrative", "Typed in another window.")
	w.post("reporter", returnOf("13"), with(open, "do", "check", "narrative", "As it was sent.")).went(returnOf("13") + "/check")
	w.post("reporter", returnOf("13")+"/check", w.get("reporter", returnOf("13")+"/check").ok().typed()).went("/bodies/RYY/ctr/13")

	p := w.post("reporter", returnOf("13"), open)
	require.Equal(t, 409, p.status)
	require.Equal(t, "This changed while you were working on it", p.text("h1"))
	require.Contains(t, p.text("main"), "This return was submitted meanwhile")
	require.Equal(t, []string{"What has happened, and what comes next", "Typed in another window.", "As it was sent."},
		p.row("conflict", "What has happened, and what comes next"))
	require.Equal(t, 1, p.Find("main a[href='/bodies/RYY/ctr/13/versions/1']").Length())
	require.Zero(t, p.Find("main form[action$='/return']").Length(), "nothing replaces what was submitted")
	require.Zero(t, p.Find(".nhsuk-notification-banner--success").Length(), "that it was submitted is said on the page it leads to")

	require.NoError(t, w.app.SignReturn(t.Context(), w.actor("approver"), app.SignReturn{Key: key(13), No: 1, Signature: domain.Signature{Words: "I attest to it."}}))
	p = w.post("reporter", returnOf("13"), open)
	require.Equal(t, "As it was sent.", p.row("conflict", "What has happened, and what comes next")[2])
	require.Equal(t, "Keep what I typed, as an interim return", p.text("main form[action$='/return'] button"))
	w.post("reporter", returnOf("13"), p.typed()).went(returnOf("13"))
	require.Equal(t, "Typed in another window.", w.get("reporter", returnOf("13")).ok().typed().Get("narrative"))
}

func TestR14_WhatIsTypedIntoAReturnNoLongerWrittenOnIsSetBesideTheOneThatIs(t *testing.T) {
	w := newWorld(t)
	open := with(w.get("reporter", returnOf("13")).ok().typed(), "do", "save", "narrative", "Typed across two rounds.")
	w.closeRound()
	w.nextRound()
	p := w.post("reporter", returnOf("13"), open)
	require.Equal(t, 409, p.status)
	require.Contains(t, p.text("main"), "its round has closed, or another has been begun")
	require.Equal(t, "Typed across two rounds.", p.row("conflict", "What has happened, and what comes next")[1])

	w.post("reporter", returnOf("13"), p.typed()).went(returnOf("13"))
	now := w.get("reporter", returnOf("13")).ok()
	require.Equal(t, "Typed across two rounds.", now.typed().Get("narrative"))
	require.Contains(t, now.text("main"), "For the round Winter 2027.")
}

func TestOversightsReasonsStandInTheNextRoundsReturnUntilANewerVersionIsSigned(t *testing.T) {
	w := newWorld(t)
	w.decide(10, 1, domain.Review{Outcome: domain.SentBack, Reasons: "Which staff?"})
	require.Contains(t, w.get("reporter", returnOf("10")).ok().text("main"), "Oversight sent this back: Which staff?")
	w.closeRound()
	w.nextRound()
	p := w.get("reporter", returnOf("10")).ok()
	require.Contains(t, p.text("main"), "Oversight sent your last return back, to be answered in this one: Which staff?")
	require.Contains(t, p.text("main"), "For the round Winter 2027.")
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/10").ok().text(".heed-next"), "Answer them in your return for the round Winter 2027")

	w.sign(10, func(*domain.Content) {})
	require.NotContains(t, w.get("reporter", returnOf("10")).ok().text("main"), "Which staff?")
}

func TestR14_ADutyReportedAndTakenInTheOpenRoundSaysSo(t *testing.T) {
	const duty = "/bodies/RYY/ctr/10"
	interim := func(p *page) int { return p.Find("main a[href='" + duty + "/return']").Length() }
	w := newWorld(t)
	p := w.get("reporter", duty).ok()
	require.Contains(t, p.text(".heed-next"), "has waited 0 days for oversight")
	require.Equal(t, 1, interim(p), "a claim can be made or withdrawn at any time")
	require.Equal(t, 0, p.Find(".heed-next a[href='"+duty+"/return']").Length(), "but nobody asks for it")

	w.decide(10, 1, w.fullReview(10, domain.SatisfactoryIntent))
	p = w.get("reporter", duty).ok()
	require.Equal(t, "You have reported in the round Autumn 2026, and oversight has accepted it. Nothing more is asked of you in this round.", p.text(".heed-next .heed-step"))
	require.Equal(t, 1, interim(p))
	require.NotContains(t, w.get("reviewer", duty).ok().text("main"), "You have reported", "it is said to the body")

	w.interim(10, "2027-09-30") // signed, received and accepted, so that the round's own return is no longer the last
	w.decide(10, 2, w.fullReview(10, domain.SatisfactoryIntent))
	require.Contains(t, w.get("reporter", duty).ok().text(".heed-next"), "You have reported in the round Autumn 2026")

	w.closeRound()
	require.Contains(t, w.get("reporter", duty).ok().text(".heed-next"), "No round asks for this duty now.")
}

func TestR14_AClaimOnOversightsDeskIsWithdrawn(t *testing.T) {
	w := newWorld(t)
	w.sign(17, w.everythingMet)
	form := w.get("reporter", returnOf("17")).ok()
	require.Contains(t, form.text("main"), "This is an interim return.")
	require.Equal(t, "implemented", form.typed().Get("status"), "it starts from what was signed")
	withdrawn := with(form.typed(), "do", "check", "status", "in_progress", "narrative", "We spoke too soon.",
		"target-day", "30", "target-month", "6", "target-year", "2027")
	check := w.post("reporter", returnOf("17"), withdrawn).went(returnOf("17") + "/check").location
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/17").ok().text(".heed-next"), "Continue your interim return")
	w.post("reporter", returnOf("17")+"/check", w.get("reporter", check).ok().typed()).went("/bodies/RYY/ctr/17")
	w.post("approver", "/bodies/RYY/sign", url.Values{"returns": {"17:2"}, "attest": {"yes"}}).went("/bodies/RYY")
	require.False(t, w.duty(key(17)).Claimed())

	// The desk shows the version that waits last; it can't be decided on, only received.
	desk := w.get("reviewer", "/desk").ok()
	var order []string
	desk.Find("#queue tbody a[href*='/review/']").Each(func(_ int, s *goquery.Selection) { order = append(order, s.AttrOr("href", "")) })
	require.Equal(t, "/bodies/RYY/ctr/17/review/1", order[len(order)-1])
	require.Contains(t, order, "/bodies/RYY/ctr/17/review/2")
	overtaken := w.get("reviewer", "/bodies/RYY/ctr/17/review/1").ok()
	require.Contains(t, overtaken.text("main"), "Version 2 has been signed since, so this older one can no longer be accepted or sent back.")
	require.Equal(t, 0, overtaken.Find("main form[action$='/review/1']").Length())
	require.Equal(t, 1, overtaken.Find("main a[href='/bodies/RYY/ctr/17/review/2']").Length())
	require.Equal(t, 1, overtaken.Find("main a[href='/desk/receive']").Length())
	stale := with(w.verdicts(17, domain.VerdictMet), "outcome", "accepted", "grade", "fully_satisfactory", "assurance", "evidence_checked", "reasons", "Typed before.")
	race := w.post("reviewer", "/bodies/RYY/ctr/17/review/1", stale)
	require.Equal(t, 409, race.status)
	require.Contains(t, race.text("main"), "The organisation has signed a later version")
	require.Contains(t, race.text("#conflict"), "Typed before.", "nothing typed is lost")
	require.Contains(t, w.get("reviewer", "/bodies/RYY/ctr/17").ok().text(".heed-next"), "Version 2 is signed")

	w.post("reviewer", "/desk/receive", url.Values{"returns": {"RYY:17:1"}}).went("/desk")
	require.NotContains(t, w.get("reviewer", "/desk").ok().text("main"), "A later version is signed")
	require.Equal(t, domain.NotAssessed, w.duty(key(17)).State.Grade)
}

func TestNothingWrittenIsNothingToCheck(t *testing.T) {
	w := newWorld(t)
	w.get("reporter", returnOf("1")+"/check").went(returnOf("1"))
	w.get("reporter", returnOf("10")+"/check").went(returnOf("10"))
}

func TestALostRaceKeepsTheEvidenceThatTheDraftNoLongerHas(t *testing.T) {
	w := newWorld(t)
	minutes := w.parameter("id")
	w.upload("reporter", returnOf("13")+"/evidence?for=13a", "", "", "for", "13a", "library", minutes).went(returnOf("13") + "#evidence-13a")
	mine := with(w.get("reporter", returnOf("13")).ok().typed(), "do", "save")
	require.Equal(t, minutes, mine.Get("back-13a"))
	theirs := w.get("reporter", returnOf("13")).ok().typed()
	theirs.Del("back-13a")
	w.post("reporter", returnOf("13"), with(theirs, "do", "save")).went(returnOf("13"))

	p := w.post("reporter", returnOf("13"), mine)
	require.Equal(t, 409, p.status, "a lost race, not a form at fault")
	w.post("reporter", returnOf("13"), p.typed()).went(returnOf("13"))
	require.Equal(t, minutes, w.get("reporter", returnOf("13")).ok().typed().Get("back-13a"))
}

func TestR27_ABarrierNamesAnotherBodyOfTheRegister(t *testing.T) {
	for typed, says := range map[string][]string{
		"": {"Name the organisation that has to act first"}, "XYZZY": {"There is no organisation in force with that code or full name"},
		"ryy": {"This is your own organisation. Name the other one that has to act first"}, "nihr": nil,
	} {
		w := newWorld(t)
		ret, content, err := w.blank(t.Context(), key(13))
		require.NoError(t, err)
		values := url.Values{
			"return": {string(ret.ID)}, "version": {strconv.Itoa(ret.Version)}, "do": {"check"}, "status": {"in_progress"}, "narrative": {"We have begun."},
			"barriers": {"other_body"}, "barrier_body": {typed}, "confidence": {"medium"},
		}
		setDay(values, "target", "30", "6", "2027")
		for requirement := range content.Answers {
			values.Set("met-"+requirement, "partly")
		}
		p := w.post("reporter", "/bodies/RYY/ctr/13/return", values)
		if says == nil {
			p.went("/bodies/RYY/ctr/13/return/check")
			require.Contains(t, w.get("reporter", p.location).ok().text("main"), "(NIHR)", "by its code")
			continue
		}
		require.Equal(t, says, p.faults(), typed)
		require.Equal(t, typed, p.Find("#barrier_body").AttrOr("value", ""), "as it was typed")
	}
}

// What was typed while oversight closed the duty is shown again, with why it
// was not saved.
func TestWordsTypedWhileADutyIsClosedAreKept(t *testing.T) {
	w := newWorld(t)
	ret, _, err := w.blank(t.Context(), key(13))
	require.NoError(t, err)
	version := strconv.Itoa(w.duty(key(13)).Version)
	w.put("RYY", 13, func(d *domain.Duty) { d.State.Closure = domain.ClosedNotImplemented })
	events := w.events()
	p := w.post("reporter", "/bodies/RYY/ctr/13/return", url.Values{
		"return": {string(ret.ID)}, "version": {strconv.Itoa(ret.Version)}, "status": {"in_progress"}, "narrative": {"We go on as before."}, "do": {"save"},
	})
	require.Equal(t, 403, p.status)
	require.Contains(t, p.text(".nhsuk-error-summary"), "This duty is closed")
	require.Equal(t, "We go on as before.", p.text("textarea[name='narrative']"))
	require.Equal(t, 1, p.Find("input[name='status'][value='in_progress'][checked]").Length())

	p = w.post("reporter", "/bodies/RYY/ctr/13/response", url.Values{
		"version": {version}, "response": {"rejected"}, "reason": {"We have no such staff."}, "owner": {"Chief nurse"},
	})
	require.Equal(t, 403, p.status)
	require.Contains(t, p.text(".nhsuk-error-summary"), "This duty is closed")
	require.Equal(t, "We have no such staff.", p.text("textarea[name='reason']"))
	require.Equal(t, "Chief nurse", p.Find("input[name='owner']").AttrOr("value", ""))
	require.Equal(t, events, w.events())
	after, err := w.store.Reader().Return(t.Context(), domain.Scope{All: true}, ret.ID)
	require.NoError(t, err)
	require.Equal(t, ret.Version, after.Version)
}

func TestR12_AClosedDutyInvitesNoWork(t *testing.T) {
	w := newWorld(t)
	open := w.get("reporter", "/bodies/RYY/ctr/1").ok().text("main")
	require.Contains(t, open, "Answer the recommendation")
	for _, rec := range []string{"1", "9"} { // one never answered, and one that waits for a signature
		no, _ := strconv.Atoi(rec)
		w.put("RYY", no, func(d *domain.Duty) { d.State.Closure = domain.ClosedNotImplemented })
		here := "/bodies/RYY/ctr/" + rec
		for _, as := range []string{"reporter", "approver"} {
			p := w.get(as, here).ok()
			require.NotContains(t, p.text("main"), "Answer the recommendation")
			require.Zero(t, p.Find("main a[href$='/response'], main a[href$='/return'], main a[href$='/sign']").Length(), as)
		}
		for _, below := range []string{"/response", "/return", "/return/check", "/return/evidence"} {
			p := w.get("reporter", here+below)
			require.Equal(t, 403, p.status, below)
			require.Contains(t, p.text("main"), "This duty is closed", below)
			require.Zero(t, p.Find("main form").Length(), below)
		}
	}
}
