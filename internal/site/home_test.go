package site_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestAStrangerReadsWhatHeedIs(t *testing.T) {
	w := newWorld(t)
	p := w.get("", "/").ok()
	require.Equal(t, 1, p.Find("main a[href='/sign-in']").Length())
	require.Equal(t, 1, p.Find("main a[href='/rules']").Length())
	w.get("", "/about").ok()
}

func TestTheStartPageSaysWhatABodyOwesNow(t *testing.T) {
	w := newWorld(t)
	p := w.get("reporter", "/").ok()
	require.Contains(t, p.text("main"), "7 reports to send in the round “Autumn 2026”. They are due on 14 December 2026, and the round closes on 28 December 2026.")
	require.Equal(t, []string{"13. Local reviews", "Draft", "14 December 2026"}, p.row("owed-RYY-table", "13. Local reviews"))
	require.NotContains(t, p.text("#owed-RYY-table"), "10. Staff induction", "what is signed is not owed")
	require.Len(t, w.get("hr", "/").ok().lines("#owed-RYY-table tbody tr"), 2, "a limited role owes its own recommendations")

	w.setDay("2026-12-15")
	require.Contains(t, w.get("reporter", "/").ok().text("main"), "7 reports of the round “Autumn 2026” are late.")
}

func TestR15_WhoeverSeesAPartIsNeverToldOfTheWhole(t *testing.T) {
	w := newWorld(t)
	start := w.get("hr", "/").ok()
	require.Contains(t, start.text("main"), "You report on 2 of the 9 duties that it owes. What follows is about these 2 alone.")
	require.NotContains(t, start.text("main"), "See everything")
	require.NotContains(t, w.get("reporter", "/").ok().text("main"), "of the 9 duties")

	body := w.get("hr", "/bodies/RYY").ok()
	require.Contains(t, body.text(".nhsuk-inset-text"), "Kent Community Health NHS Foundation Trust owes 9 duties. You see 2 of them, and every figure on this page is of these 2 alone.")
	require.Equal(t, []string{"2 of the 9 duties that it owes", "Whom these duties wait on", "Who waits on these duties", "Partnerships", "About this organisation"}, body.lines("main h2"))
	require.NotContains(t, body.text("main"), "None of its duties")
	require.NotContains(t, body.text("main"), "any of its duties")
	whole := w.get("reporter", "/bodies/RYY").ok()
	require.Zero(t, whole.Find(".nhsuk-inset-text").Length())
	require.Equal(t, "9 duties", whole.text("#duties-title"))
	require.Contains(t, w.get("reporter", "/bodies/RXK").ok().text("main"), "You cannot see any of them.")
}

func TestTheStartPageSaysWhatWaitsForASignature(t *testing.T) {
	w := newWorld(t)
	p := w.get("approver", "/").ok()
	require.Contains(t, p.lines("h2"), "1 report waits for your signature")
	require.Equal(t, "/bodies/RYY/sign", p.Find("#to-sign tbody td a").AttrOr("href", ""))
}

func TestTheStartPageSaysWhatWaitsForOversight(t *testing.T) {
	w := newWorld(t)
	p := w.get("reviewer", "/").ok()
	require.Contains(t, p.text("main"), "1 thing waits for oversight.")
	require.NotZero(t, p.Find(".heed-headline").Length())
	require.Contains(t, w.get("scotland", "/").ok().text("main"), "Nothing waits for you here.")
	require.Contains(t, w.get("administrator", "/").ok().text("main"), "1 person has an account and has never signed in.")
	require.Equal(t, []string{"Where to look"}, w.get("nobody", "/").ok().lines("main h2"))
}

func TestR16_TheStartPageOfABodySaysWhatOversightAsked(t *testing.T) {
	w := newWorld(t)
	require.NotContains(t, w.get("reporter", "/").ok().text("main"), "waits for your answer")
	w.post("reviewer", "/bodies/RYY/ctr/10/question/1", url.Values{"text": {"Who took part?"}}).went("/bodies/RYY/ctr/10")

	p := w.get("reporter", "/").ok()
	require.Contains(t, p.lines("h2"), "1 thing waits for your answer")
	link := p.Find("main a[href*='/answer/']")
	require.Equal(t, "Oversight’s question about recommendation 10, Kent Community Health NHS Foundation Trust", link.Text())
	require.NotContains(t, w.get("hr", "/").ok().text("main"), "waits for your answer", "a limited role answers for its own recommendations")

	w.post("reporter", link.AttrOr("href", ""), url.Values{"text": {"Everybody on the ward."}}).went("/bodies/RYY/ctr/10")
	require.NotContains(t, w.get("reporter", "/").ok().text("main"), "waits for your answer")
}

func TestR17_TheStartPageSaysThatAPartnershipIsProposed(t *testing.T) {
	w := newWorld(t)
	p := w.get("university", "/").ok()
	require.Contains(t, p.lines("h2"), "1 thing waits for your answer")
	require.Equal(t, "A partnership that Kent Community Health NHS Foundation Trust proposed", p.text("main a[href*='/partnerships/']"))
	require.NotContains(t, w.get("reporter", "/").ok().text("main"), "waits for your answer", "who proposed it has answered")
}

func TestR14_TheStartPageNamesADutyOnceByWhatIsWrittenOnNow(t *testing.T) {
	w := newWorld(t)
	w.decide(10, 1, domain.Review{Outcome: domain.SentBack, Reasons: "Which staff?"})
	require.Equal(t, []string{"10. Staff induction", "Sent back", "14 December 2026"}, w.get("reporter", "/").ok().row("owed-RYY-table", "10. Staff induction"))

	w.closeRound()
	require.Equal(t, []string{"10. Staff induction", "Sent back", ""}, w.get("reporter", "/").ok().row("owed-RYY-table", "10. Staff induction"))
	w.nextRound()
	p := w.get("reporter", "/").ok()
	require.Equal(t, 1, strings.Count(p.text("#owed-RYY-table"), "10. Staff induction"))
	require.Equal(t, []string{"10. Staff induction", "Nothing written yet Last one sent back", "4 January 2027"}, p.row("owed-RYY-table", "10. Staff induction"))
	require.Contains(t, p.text("main"), strconv.Itoa(len(p.lines("#owed-RYY-table tbody tr")))+" reports to send in the round “Winter 2027”.")

	w.sign(10, func(*domain.Content) {})
	require.NotContains(t, w.get("reporter", "/").ok().text("#owed-RYY-table"), "10. Staff induction", "what is signed is not owed")
}

func TestTheStartPageMarksWhatTheApproverGaveBack(t *testing.T) {
	w := newWorld(t)
	row := func() []string { return w.get("reporter", "/").ok().row("owed-RYY-table", "9. Mentoring") }
	require.NotContains(t, w.get("reporter", "/").ok().text("#owed-RYY-table"), "9. Mentoring", "it waits for a signature")
	w.post("approver", "/bodies/RYY/give-back", url.Values{"return": {"9:1"}, "reason-9:1": {"Name the mentors."}}).went("/bodies/RYY/sign")
	require.Equal(t, "Given back", row()[1])
	require.Equal(t, "Draft", w.get("reporter", "/").ok().row("owed-RYY-table", "13. Local reviews")[1])
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/9").ok().text(".heed-next"), "Your approver gave it back with a reason.")
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/9/return").ok().text("main"), "Your approver gave this back: Name the mentors.")
}

func TestR3_TheStartPageCountsWhatTheDeskCounts(t *testing.T) {
	w := newWorld(t)
	w.sign(17, w.everythingMet)
	w.funded()
	require.NoError(t, w.app.RespondDuty(t.Context(), w.actor("reporter"), app.RespondDuty{
		Key: key(10), Guard: w.duty(key(10)).Version, Response: domain.ResponseNotApplicable, Reason: "We employ nobody.", Owner: "Chief executive",
	}))
	for _, as := range []string{"reviewer", "lead", "scotland"} {
		desk := w.get(as, "/desk").ok().text("main .nhsuk-lede-text")
		require.Contains(t, w.get(as, "/").ok().text("main"), desk, as)
	}
	require.Equal(t, "3 things wait for oversight. 1 of them claims something new.", w.get("reviewer", "/desk").ok().text("main .nhsuk-lede-text"))
	require.Contains(t, w.get("reviewer", "/desk").ok().text("#own"), "National Institute", "which is not counted")
}

func TestTheStartPageSaysWhatToDoThisWeekAndWhy(t *testing.T) {
	w := newWorld(t)
	require.NotContains(t, w.get("reporter", "/").ok().text("main"), "Its target date")
	w.setDay("2027-06-01")
	p := w.get("reporter", "/").ok()
	require.Contains(t, p.lines("h2"), "Worth doing this week, and why")
	require.Contains(t, p.text("main"), "Its target date is 30 June 2027. Claim it if it is done, or give a new date with its reason.")
	w.setDay("2027-07-02")
	p = w.get("reporter", "/").ok()
	require.Contains(t, p.text("main"), "Its target date, 30 June 2027, passed 2 days ago.")

	lead := w.get("lead", "/").ok()
	require.Contains(t, lead.lines("h2"), "What to look into this week, and why")
	overdue := lead.Find("main a[href='/integrated/all/all?also=overdue']").First()
	require.Equal(t, "2 duties are past their target dates", overdue.Text())
	rows := w.get("lead", overdue.AttrOr("href", "")).ok()
	require.Equal(t, strings.Fields(overdue.Text())[0], strings.Fields(rows.text("#rows"))[0])
	require.NotContains(t, w.get("auditor", "/").ok().text("main"), "this week")
	require.NotContains(t, w.get("scotland", "/").ok().text("main"), "Kent Community", "R4: nothing of another nation")
}

// A round takes on the interim draft that it finds: sent with the round, it is no
// work any more.
func TestR14_AnInterimDraftIsNotOfferedAgainAfterTheRoundsReturn(t *testing.T) {
	w := newWorld(t)
	w.closeRound()
	_, content, err := w.blank(t.Context(), key(13))
	require.NoError(t, err)
	content.Narrative = "Begun between two rounds."
	saved, err := w.app.SaveDraft(t.Context(), w.actor("reporter"), app.SaveDraft{Key: key(13), Content: content})
	require.NoError(t, err)
	require.Empty(t, saved.RoundID)
	w.nextRound()
	require.Equal(t, "Begun between two rounds.", w.get("reporter", returnOf("13")).ok().typed().Get("narrative"))
	require.Equal(t, 1, w.get("reporter", "/").ok().Find("main td a[href='/bodies/RYY/ctr/13'], main th a[href='/bodies/RYY/ctr/13']").Length())
	w.sign(13, func(c *domain.Content) { c.Narrative = "Begun between two rounds, and done." })
	require.Zero(t, w.get("reporter", "/").ok().Find("main td a[href='/bodies/RYY/ctr/13'], main th a[href='/bodies/RYY/ctr/13']").Length())
}
