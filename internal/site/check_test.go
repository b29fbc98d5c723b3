package site_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// checkHref is the address of the world's only spot check.
func (w *world) checkHref() string { return "/checks/" + string(w.aCheck().ID) }

func planForm() url.Values {
	return url.Values{"nations": {"england"}, "unit": {"claims"}, "n": {"50"}, "days": {"2"}, "reply_days": {"10"}}
}

// TestR22_ALeadSeesWhatADrawBuysBeforeIt goes from the empty list to the draw.
func TestR22_ALeadSeesWhatADrawBuysBeforeIt(t *testing.T) {
	w := newWorld(t)
	require.Contains(t, w.get("lead", "/checks").ok().text("main"), "No spot check has been planned yet.")
	require.Equal(t, []string{"Choose at least one nation", "Choose what to draw", "“How many to draw” needs an answer",
		"Choose how much of a reviewer’s time one takes", "“Working days to reply” needs an answer"},
		w.post("lead", "/checks/new", url.Values{}).faults())
	wrong := planForm()
	wrong.Set("n", "0")
	require.Len(t, w.post("lead", "/checks/new", wrong).faults(), 1)
	w.get("lead", "/checks/new").ok()
	w.post("lead", "/checks/new", planForm())
	check := w.get("lead", w.checkHref()).ok()
	require.Contains(t, check.text("main"), "there is nothing to draw")
	require.Zero(t, check.Find(`form[action$="/seed"]`).Length())

	w.sign(17, w.everythingMet)
	w.sign(13, w.everythingMet)
	check = w.get("lead", w.checkHref()).ok()
	require.Contains(t, check.text("main"), "2 claims could be drawn.")
	require.Contains(t, check.text("main"), "The plan asks for 50, which is more than there are. Everybody is drawn")
	require.Equal(t, []string{"2 (the plan)", "Exact", "2", "1"}, check.row("buys", "2 (the plan)"))
	require.Equal(t, []string{"17. Showcasing research", "1 of 3", "1.0", "Exact"}, check.row("ranges", "17. Showcasing research"))

	changed := planForm()
	changed.Set("n", "1")
	changed.Set("version", "1")
	w.post("lead", w.checkHref()+"/plan", changed).went(w.checkHref())
	changed.Set("n", "2")
	require.Equal(t, 409, w.post("lead", w.checkHref()+"/plan", changed).status, "the plan changed meanwhile")
	require.Equal(t, []string{"The seed has to be in the record before the draw"}, w.post("lead", w.checkHref()+"/draw", nil).faults())
	require.Equal(t, domain.CheckPlanned, w.aCheck().State, "no draw without a seed")
	w.post("lead", w.checkHref()+"/seed", nil).went(w.checkHref())
	seeded := w.get("lead", w.checkHref()).ok().text("main")
	require.Contains(t, seeded, w.aCheck().Seed)
	require.NotContains(t, seeded, "0 of 0", "nothing is drawn yet")
	w.post("lead", w.checkHref()+"/draw", nil).went(w.checkHref())
	drawn := w.get("lead", w.checkHref()).ok()
	require.Len(t, drawn.lines("#drawn-claims tbody tr"), 1)
	require.Contains(t, drawn.text("main"), "1 claim has nobody to look at it.")

	population := w.get("auditor", w.checkHref()+"/population")
	sum := sha256.Sum256(population.answer.Body.Bytes())
	require.Equal(t, w.aCheck().Frame, hex.EncodeToString(sum[:]), "the file is what the fingerprint is of")
}

func TestR22_TheLeadSharesOutAndIsToldWhoMayNot(t *testing.T) {
	w := newWorld(t)
	w.drawnCheck()
	page := w.get("lead", w.checkHref()).ok()
	require.Equal(t, []string{"Choose an answer", "Asha Amin", "Leslie Lane, Department of Health and Social Care", "Robin Rao, Department of Health and Social Care"},
		page.lines("#person option"))
	require.Equal(t, []string{"Choose who looks at the claims", "Choose at least one organisation"},
		w.post("lead", w.checkHref()+"/assign", url.Values{}).faults())
	scot := url.Values{"person": {string(w.person("scot-reviewer").ID)}, "bodies": {"RYY"}}
	require.Equal(t, 422, w.post("lead", w.checkHref()+"/assign", scot).status)
	require.Contains(t, w.get("assurer", "/checks").ok().text("#mine"), "Claim on recommendation 17")

	require.Equal(t, []string{"Say whether you work for any organisation beside your post"}, w.post("reviewer", "/checks/clients", url.Values{}).faults())
	require.Equal(t, []string{"Name at least one organisation, or say that you work for none"},
		w.post("reviewer", "/checks/clients", url.Values{"any": {"yes"}}).faults())
	require.Equal(t, []string{"There is no organisation in force with the name or code Nowhere Trust"},
		w.post("reviewer", "/checks/clients", url.Values{"any": {"yes"}, "bodies": {"RYY\nNowhere Trust"}}).faults())
	w.post("reviewer", "/checks/clients", url.Values{"any": {"yes"}, "bodies": {"Department of Health and Social Care\nRYY"}}).went("/checks/clients")
	require.Len(t, w.get("reviewer", "/checks/clients").ok().lines("main ul li"), 2)
	w.post("reviewer", "/checks/clients", url.Values{"any": {"no"}, "bodies": {"RYY"}}).went("/checks/clients")
	require.Empty(t, w.get("reviewer", "/checks/clients").ok().lines("main ul li"), "who has none has none, whatever stood there")
	w.post("reviewer", "/checks/clients", url.Values{"any": {"yes"}, "bodies": {"RYY"}}).went("/checks/clients")
	require.Len(t, w.get("reviewer", "/checks/clients").ok().lines("main ul li"), 1)
	given := url.Values{"person": {string(w.person("reviewer").ID)}, "bodies": {"RYY"}}
	faults := w.post("lead", w.checkHref()+"/assign", given).faults()
	require.Len(t, faults, 1)
	require.Contains(t, faults[0], "This person declared as a client: Kent")
}

// TestR22_AVisitPackNeedsNoNetwork reads the file as it is kept.
func TestR22_AVisitPackNeedsNoNetwork(t *testing.T) {
	w := newWorld(t)
	w.drawnCheck()
	pack := w.get("assurer", w.checkHref()+"/pack/RYY").ok()
	require.Equal(t, "attachment; filename=spot-check-1-RYY.html", pack.answer.Header().Get("Content-Disposition"))
	require.Zero(t, pack.Find("script, link, img, iframe, object, [src]").Length())
	for _, href := range pack.Find("a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") }) {
		require.True(t, strings.HasPrefix(href, "#"), href)
	}
	require.NotContains(t, pack.Find("style").Text(), "url(")
	text := pack.text("main")
	for _, want := range []string{"17. Showcasing research", "We have begun.", "Our policy", "https://example.org/policy", "Notes"} {
		require.Contains(t, text, want)
	}
	require.Equal(t, 404, w.get("reviewer", w.checkHref()+"/pack/RYY").status, "who checks nothing has no pack")
}

// TestR22_FromVerdictToResult goes by the pages of the assessor, the body and the lead.
func TestR22_FromVerdictToResult(t *testing.T) {
	w := newWorld(t)
	w.drawnCheck()
	item := "/bodies/RYY/checks/" + string(w.drawnItem(w.aCheck().ID).ID)
	require.Equal(t, []string{"Choose an answer to “17a. ", "Choose an answer to “17b. ", "Choose an answer to “17c. "},
		starts(w.post("assurer", item+"/verdict", url.Values{"belief": {"partly"}, "words": {"Seen."}}).faults(), 26))
	form := w.get("assurer", item).ok()
	verdict := url.Values{"answer-17a": {"upheld"}, "answer-17b": {"not_upheld"}, "answer-17c": {"no_answer"}, "belief": {"partly"},
		"words": {"Nobody on the ward had heard of it."}, "version": {form.Find("input[name=version]").AttrOr("value", "")}}
	w.post("assurer", item+"/verdict", verdict).went(item)
	verdict.Set("words", "Something else.")
	lost := w.post("assurer", item+"/verdict", verdict)
	require.Equal(t, 409, lost.status)
	require.Contains(t, lost.text("main"), "Something else.", "nothing typed is lost")

	list := w.get("reporter", "/bodies/RYY/checks").ok()
	require.Contains(t, list.text("main"), "1 draft verdict waits for a reply.")
	require.Contains(t, w.get("reporter", "/").ok().text("main"), "1 draft verdict waits for your reply, until ")
	body := w.get("reporter", item).ok()
	require.Contains(t, body.text("main"), "Nobody on the ward had heard of it.")
	require.NotContains(t, body.text("main"), "Asha Amin", "the body is not told who")
	require.Equal(t, []string{"Write your reply"}, w.post("reporter", item+"/reply", url.Values{}).faults())
	w.post("reporter", item+"/reply", url.Values{"words": {"The ward sister has."}}).went(item)
	require.Contains(t, w.get("lead", item).ok().text("main"), "The ward sister has.")

	require.Zero(t, w.get("reviewer", "/desk").Find(`a[href="`+item+`"]`).Length(), "a draft is no finding")
	w.post("lead", w.checkHref()+"/issue", nil).went(w.checkHref())
	issued := w.get("lead", w.checkHref()).ok()
	require.Contains(t, issued.text("main"), "1 of 37 duties (3%) were claimed as implemented. Every claim was checked, and 0% of the duties are truly implemented.")
	require.Contains(t, issued.text("main"), "Korn and Graubard")
	columns, rows := w.get("lead", issued.Find(".heed-downloads a").First().AttrOr("href", "")).file()
	require.Equal(t, []string{"implemented_of_owed", "implemented_of_owed_low", "implemented_of_owed_high"}, columns[13:16])
	require.Equal(t, []string{"", "37", "1"}, []string{rows[0]["recommendation"], rows[0]["owed"], rows[0]["claimed"]}, "all together first")
	require.Equal(t, []string{"17. Showcasing research", "1 of 3 (33%)", "1", "0", "0", "0% (exact)", "0% (exact)", "0% (exact)"},
		issued.row("results", "17. Showcasing research"))
	require.Len(t, w.get("lead", issued.Find("#results a[href*='?']").First().AttrOr("href", "")).ok().lines("#drawn-claims tbody tr"), 1)
	desk := w.get("reviewer", "/desk").ok()
	require.Contains(t, desk.text("main"), "Not upheld by a spot check")
	require.Equal(t, 1, desk.Find(`a[href="`+item+`"]`).Length())
	require.Equal(t, 1, w.get("reviewer", item).ok().Find(`a[href="/bodies/RYY/ctr/17/review/1"]`).Length())
	const told = "A spot check, issued on 23 November 2026, did not uphold this claim."
	require.Contains(t, w.get("lead", "/bodies/RYY/ctr/17").ok().text("main"), told)
	listed := w.get("lead", "/disagreements?why=not_upheld&finding=not_upheld").ok()
	require.Equal(t, 1, listed.Find(`main a[href="/bodies/RYY/ctr/17"]`).Length())
	require.Empty(t, w.get("lead", "/bodies/RYY/ctr/17").ok().lines("a[href$='/explain']"), "a review answers it, not words")
}

// starts is the beginning of each line.
func starts(lines []string, n int) []string {
	for i, line := range lines {
		runes := []rune(line)
		lines[i] = string(runes[:min(n, len(runes))])
	}
	return lines
}

// TestR4_AnotherNationSeesNothingOfACheck asks as Scotland of England's, and as
// DHSC of Scotland's.
func TestR4_AnotherNationSeesNothingOfACheck(t *testing.T) {
	w := newWorld(t)
	check := w.drawnCheck()
	item := "/bodies/RYY/checks/" + string(w.drawnItem(check.ID).ID)
	for _, as := range []string{"scotland", "scot-reviewer", "observer", "elsewhere", "administrator"} {
		for _, path := range []string{w.checkHref(), w.checkHref() + "/population", w.checkHref() + "/pack/RYY", item} {
			require.Equal(t, 404, w.get(as, path).status, "%s %s", as, path)
		}
	}
	require.Contains(t, w.get("scotland", "/checks").ok().text("#checks"), "No spot check has been planned yet.")

	scotland := planForm()
	scotland.Set("nations", "scotland")
	w.post("scotland", "/checks/new", scotland)
	checks, err := w.store.Reader().Checks(t.Context(), domain.Scope{All: true}, report)
	require.NoError(t, err)
	require.Len(t, checks, 2)
	for _, as := range []string{"lead", "reviewer"} {
		require.Equal(t, 404, w.get(as, "/checks/"+string(checks[1].ID)).status, as)
		require.Len(t, w.get(as, "/checks").ok().lines("#checks tbody tr"), 1, as)
	}
	require.Equal(t, 422, w.post("lead", "/checks/new", scotland).status, "Scotland is not among the choices")
}
