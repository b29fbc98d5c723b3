package site_test

import (
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// answering is the take-up form of a nation as it is offered.
func (w *world) answering(as, nation string) url.Values {
	w.t.Helper()
	p := w.get(as, "/take-up/"+nation).ok()
	values := url.Values{"version": {p.Find("input[name=version]").AttrOr("value", "")}, "words": {p.Find("#words").Text()}}
	for i := range p.Find("input[name=recs][checked]").Nodes {
		values.Add("recs", p.Find("input[name=recs][checked]").Eq(i).AttrOr("value", ""))
	}
	for _, part := range []string{"-day", "-month", "-year"} {
		values.Set("from"+part, p.Find("#from"+part).AttrOr("value", ""))
	}
	return values
}

func setDay(values url.Values, name, day, month, year string) {
	values.Set(name+"-day", day)
	values.Set(name+"-month", month)
	values.Set(name+"-year", year)
}

func TestR4_EachNationsTakeUpIsPublic(t *testing.T) {
	w := newWorld(t)
	p := w.get("", "/take-up").ok()
	require.Equal(t, []string{"England", "Scotland", "Wales", "Northern Ireland"}, p.lines("section h2"))
	require.Contains(t, p.text("section:contains('Scotland')"), "Followed up from 1 October 2026.All recommendations.")
	require.Contains(t, p.text("section:contains('Wales')"), "Not taken up. This nation reads “not monitored here”.")
	require.Zero(t, p.Find("a[href^='/take-up/']").Length())
	require.Equal(t, "/take-up/scotland", w.get("scotland", "/take-up").Find("main a[role=button]").AttrOr("href", ""))
	require.Equal(t, 404, w.get("scotland", "/take-up/wales").status)
}

func TestR4_ALeadRecordsWhatTheNationTakesUp(t *testing.T) {
	w := newWorld(t)
	values := w.answering("scotland", "scotland")
	require.Len(t, values["recs"], 17)
	values["recs"] = []string{"1", "14"}
	values.Set("words", "We begin with two.\r\nMore will follow.")
	setDay(values, "expected_by-14", "31", "3", "2028")
	w.post("scotland", "/take-up/scotland", values).went("/take-up")
	p := w.get("", "/take-up").ok()
	scotland := p.text("section:contains('Scotland')")
	require.Contains(t, scotland, "Recommendations 1 and 14.")
	require.Contains(t, scotland, "We begin with two.")
	require.Contains(t, scotland, "14. Integrated offices31 March 2028")
	require.Equal(t, 1, w.get("scotland", "/take-up/scotland").ok().Find("details[open]").Length(), "days that are set are not folded away")
}

func TestATakeUpWithFaultsComesBackWithEverythingTyped(t *testing.T) {
	w := newWorld(t)
	values := w.answering("scotland", "scotland")
	values["recs"] = nil
	values.Set("words", "")
	values.Set("from-month", "")
	p := w.post("scotland", "/take-up/scotland", values)
	require.Equal(t, []string{
		"“Followed up from” must include a day, a month and a year", "“What your government says” needs an answer",
		"Choose at least one recommendation",
	}, p.faults())

	values = w.answering("scotland", "scotland")
	setDay(values, "expected_by-3", "1", "1", "2020")
	require.Equal(t, []string{"The date for recommendation 3 cannot be before the day the report is taken up"},
		w.post("scotland", "/take-up/scotland", values).faults())
}

func TestALostRaceOverATakeUpShowsBothSides(t *testing.T) {
	w := newWorld(t)
	mine, theirs := w.answering("scotland", "scotland"), w.answering("scotland", "scotland")
	theirs.Set("words", "Their words.")
	w.post("scotland", "/take-up/scotland", theirs).went("/take-up")
	mine.Set("words", "My words.")
	p := w.post("scotland", "/take-up/scotland", mine)
	require.Equal(t, 409, p.status)
	require.Equal(t, []string{"What your government says", "My words.", "Their words."}, p.row("conflict", "What your government says"))

	again := url.Values{}
	for i := range p.Find("main input[type=hidden]").Nodes {
		field := p.Find("main input[type=hidden]").Eq(i)
		again.Add(field.AttrOr("name", ""), field.AttrOr("value", ""))
	}
	w.post("scotland", "/take-up/scotland", again).went("/take-up")
	require.Contains(t, w.get("", "/take-up").text("main"), "My words.")
}

func TestR4_FiguresAreReleasedAsTheyWereShown(t *testing.T) {
	w := newWorld(t)
	p := w.get("lead", "/release").ok()
	require.Equal(t, []string{"England"}, p.lines("main h2"))
	require.Contains(t, p.text("main"), "Never released.")
	for i := range p.Find("#release-england tbody tr").Nodes {
		cells := p.Find("#release-england tbody tr").Eq(i).Children()
		sum := 0
		for c := 2; c < cells.Length(); c++ {
			sum += mustInt(t, cells.Eq(c).Text())
		}
		require.Equal(t, mustInt(t, cells.Eq(1).Text()), sum, "the words add up to those that owe")
	}
	seq := url.Values{"seq": {p.Find("input[name=seq]").AttrOr("value", "")}}
	w.post("lead", "/release/england", seq).went("/release")
	require.Contains(t, w.get("lead", "/release").text("main"), "Last released on 23 November 2026.")
	releases, err := w.store.Reader().LastReleases(t.Context(), report)
	require.NoError(t, err)
	require.NotEmpty(t, releases[domain.England].Words)

	w.post("lead", duty10+"/close", w.guarded(10, "closure", "no_longer_applicable", "reason", "It was merged.")).went(duty10)
	late := w.post("lead", "/release/england", seq)
	require.Equal(t, 409, late.status)
	require.Contains(t, late.text("main"), "The figures changed while you were looking at them")
}

func mustInt(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}
