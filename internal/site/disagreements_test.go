package site_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestR1_ClaimedAgainstConfirmedAddsUp(t *testing.T) {
	o := newOverview(t)
	for _, person := range []string{"dhsc", "scotland", "kent"} {
		doc := o.get(person, "/disagreements").ok()
		sum, rows := 0, doc.Find("#kinds tbody tr")
		rows.Slice(0, rows.Length()-1).Each(func(_ int, row *goquery.Selection) {
			n := figure(t, numeral(row))
			sum += n
			if link := row.Find("td a"); link.Length() > 0 {
				list := o.get(person, link.AttrOr("href", "")).ok()
				require.Equal(t, n, figure(t, strings.Fields(list.text("#rows"))[0]), "%s: %s", person, spoken(row))
			}
		})
		require.Equal(t, figure(t, numeral(rows.Last())), sum, "%s: every duty once", person)
		require.Contains(t, doc.text(".nhsuk-lede-text"), "that you can see in full")
	}
	kent := o.get("kent", "/disagreements").ok()
	require.Equal(t, 2, kent.Find("#disagreements tbody tr").Length())
	require.Contains(t, kent.text("#disagreements"), "Evidence weaker than the claim")
	require.NotContains(t, kent.text("main"), "Guy", "a body sees its own part")
}

// numeral is the figure at the end of a row, without what is only heard.
func numeral(row *goquery.Selection) string {
	cell := row.Find("td").Last().Clone()
	cell.Find(".nhsuk-u-visually-hidden").Remove()
	return cell.Text()
}

func TestR4_DisagreementsShowOnlyWhatIsSeenWhole(t *testing.T) {
	o := newOverview(t)
	require.NotContains(t, o.get("dhsc", "/disagreements").ok().text("#disagreements"), "Lothian")
	require.Contains(t, o.get("dhsc", "/disagreements?nation=scotland").ok().text("main"), "You can see none of these duties in full.")
	require.Contains(t, o.get("scotland", "/disagreements").ok().text("#disagreements"), "Scotland")
	require.NotContains(t, o.get("scotland", "/disagreements").ok().text("#disagreements"), "England")
}

func TestDisagreementsAreFilteredAndUnknownFiltersAreSaid(t *testing.T) {
	o := newOverview(t)
	p := o.get("dhsc", "/disagreements?nation=england&rec=1&why=weak_evidence").ok()
	require.Equal(t, 2, p.Find("#disagreements tbody tr").Length())
	require.NotContains(t, p.text("#disagreements"), "17.")
	require.Contains(t, o.get("dhsc", "/disagreements?why=graded_lower").ok().text("main"), "Nothing fits. Choose something else above.")
	for _, query := range []string{"nation=mars", "rec=99", "why=because", "finding=nothing"} {
		require.Equal(t, http.StatusUnprocessableEntity, o.get("dhsc", "/disagreements?"+query).status, query)
	}
}

// nothingApplies has the Trust say on 17 that nothing applies to it.
func (w *world) nothingApplies() (facts string) {
	w.t.Helper()
	w.sign(17, func(c *domain.Content) {
		c.Status, c.Narrative, c.Target = domain.NotStarted, "None of this is for us.", "2027-06-30"
		for _, q := range w.duty(key(17)).Requirements {
			c.Answers[q] = domain.Answer{Met: domain.MetNA, Reason: "We have no such staff."}
		}
	})
	duty := w.duty(key(17))
	found := domain.Ground{Duty: duty, Rec: &domain.Recommendation{}, On: today}.Candidates()
	require.Len(w.t, found, 1)
	return found[0].Facts
}

const duty17 = "/bodies/RYY/ctr/17"

func TestR13_AFindingIsExplainedAndStaysReadable(t *testing.T) {
	w := newWorld(t)
	facts := w.nothingApplies()
	explain := duty17 + "/findings/" + facts + "/explain"

	require.Contains(t, w.get("reporter", "/").ok().text("main"), "2 findings to answer", "the other is an office that nobody confirmed")
	require.Contains(t, w.get("reporter", "/bodies/RYY").ok().text("section[aria-labelledby=body-findings]"), "Nothing said to apply")
	duty := w.get("reporter", duty17).ok()
	require.Equal(t, explain, duty.Find("section[aria-labelledby=findings] a:contains('Explain')").AttrOr("href", ""))
	require.Contains(t, duty.text(".heed-next"), "Explain what was found")
	require.Contains(t, w.get("lead", "/desk").ok().text("#queue"), "Nothing said to apply")
	require.NotContains(t, w.get("lead", duty17).ok().text("section[aria-labelledby=findings]"), "Explain", "oversight explains nothing of a body's")

	for _, stranger := range []string{"approver", "elsewhere", "reviewer", "scotland", "auditor"} {
		require.Equal(t, 404, w.get(stranger, explain).status, stranger)
		require.Equal(t, 404, w.post(stranger, explain, url.Values{"text": {"It is so."}}).status, stranger)
	}
	require.Contains(t, w.get("reporter", explain).ok().text("main"), "Not public.", "the form says who reads it (R9)")
	require.Equal(t, []string{"Say something, so that others understand it later"}, w.post("reporter", explain, url.Values{}).faults())
	w.post("reporter", explain, url.Values{"text": {"A neighbour does this for us."}}).went(duty17 + "#findings")

	require.Contains(t, w.get("reporter", "/").ok().text("main"), "1 finding to answer")
	require.NotContains(t, w.get("lead", "/desk").ok().text("#queue"), "Nothing said to apply")
	for _, as := range []string{"reporter", "lead", "auditor"} {
		p := w.get(as, duty17).ok()
		require.Contains(t, p.text("section[aria-labelledby=findings]"), "Finding explained by the organisation", as)
		require.Contains(t, p.text("section[aria-labelledby=findings]"), "A neighbour does this for us.", as)
		require.Contains(t, p.text("main"), "A neighbour does this for us.", as)
	}
	require.Contains(t, w.get("lead", "/disagreements?finding=answered").ok().text("#disagreements"), "1 finding answered")
	require.Contains(t, w.get("reporter", explain).ok().text("main"), "It has been answered.")

	p := w.post("reporter", explain, url.Values{"text": {"And another thing."}})
	require.Equal(t, 409, p.status)
	require.Equal(t, []string{"What is behind it?", "And another thing.", "A neighbour does this for us."}, p.row("conflict", "What is behind it?"), "both sides")
}

func TestR13_AFindingIsDismissedWithAReasonAndStandsAgainWhenItsFactsChange(t *testing.T) {
	w := newWorld(t)
	dismiss := duty17 + "/findings/" + w.nothingApplies() + "/dismiss"
	require.Contains(t, w.get("reviewer", "/disagreements?finding=any").ok().text("#disagreements"), "Look at what was found")
	require.Equal(t, 404, w.get("reporter", dismiss).status)
	require.Equal(t, []string{"Say something, so that others understand it later"}, w.post("reviewer", dismiss, url.Values{"text": {" "}}).faults())
	w.post("reviewer", dismiss, url.Values{"text": {"It is a hospice; nobody is employed there."}}).went(duty17 + "#findings")
	require.Contains(t, w.get("reporter", duty17).ok().text("section[aria-labelledby=findings]"), "It is a hospice; nobody is employed there.")

	w.sign(17, func(c *domain.Content) {
		c.Status, c.Narrative = domain.InProgress, "We have begun."
		for _, q := range w.duty(key(17)).Requirements {
			c.Answers[q] = domain.Answer{Met: domain.MetPartly, Reason: "In part."}
		}
	})
	require.Equal(t, 0, w.get("reporter", duty17).ok().Find("section[aria-labelledby=findings]").Length(), "something applies now")
	p := w.post("reviewer", dismiss, url.Values{"text": {"Still."}})
	require.Equal(t, 409, p.status)
	require.Contains(t, p.text("main"), "The facts behind this finding have changed since you saw it")
	require.Contains(t, p.text("main"), "Still.", "nothing typed is lost")
}

func TestR5_NobodyDismissesAFindingAboutTheirOwn(t *testing.T) {
	w := newWorld(t)
	own := domain.DutyKey{Body: "UKG", Report: report, Rec: 3}
	duty := w.duty(own)
	require.NotEmpty(t, duty.ID)
	p := w.get("reviewer", "/bodies/UKG/ctr/3/findings/any/dismiss")
	require.Equal(t, 403, p.status)
	require.Equal(t, domain.Forbidden, domain.KindOf(w.app.DismissFinding(t.Context(), w.actor("reviewer"), app.AnswerFinding{Key: own, Facts: "any", Text: "No."})))
}

func TestR17_AnUnconfirmedOfficeIsRaisedWithBothAndNamesTheOther(t *testing.T) {
	w := newWorld(t)
	const finding = "section[aria-labelledby=findings]"
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/14").ok().text(finding), "A joint research office with King's College London is on record")
	require.Contains(t, w.get("lead", "/bodies/10003645/ctr/14").ok().text(finding), "A joint research office with Kent Community Health NHS Foundation Trust is on record")
}
