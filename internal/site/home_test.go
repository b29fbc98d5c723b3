package site_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
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

func TestTheStartPageSaysWhatWaitsForASignature(t *testing.T) {
	w := newWorld(t)
	p := w.get("approver", "/").ok()
	require.Contains(t, p.lines("h2"), "1 report waits for your signature")
	require.Equal(t, "/bodies/RYY/sign", p.Find("#to-sign tbody td a").AttrOr("href", ""))
}

func TestTheStartPageSaysWhatWaitsForOversight(t *testing.T) {
	w := newWorld(t)
	p := w.get("reviewer", "/").ok()
	require.Contains(t, p.text("main"), "1 signed report waits for oversight.")
	require.NotZero(t, p.Find(".heed-headline").Length())
	require.Contains(t, w.get("scotland", "/").ok().text("main"), "No signed report waits for oversight.")
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
