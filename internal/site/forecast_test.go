package site_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// foretold opens a page of the forecast as somebody, and again once it is there.
func (w *world) foretold(as, path string) *page {
	w.t.Helper()
	w.get(as, path).ok()
	require.NoError(w.t, w.views.Settle(w.t.Context()))
	return w.get(as, path).ok()
}

// One round fell due in England and Scotland: their oversight alone looks ahead.
func TestR26_TheForecastIsOversightsAndOfItsOwnNation(t *testing.T) {
	o := newOverview(t)
	first := o.get("dhsc", "/forecast").ok()
	require.Contains(t, first.text("main"), "This is being worked out.")
	require.Equal(t, "/forecast", first.Find(".nhsuk-inset-text a").AttrOr("href", ""), "it is loaded again by a link")
	dhsc := o.foretold("dhsc", "/forecast")
	require.Contains(t, dhsc.text("main"), "One round has fallen due.")
	require.Equal(t, 2, dhsc.Find("table[id^='forecast-']").Length(), "England and UK-wide")
	require.Contains(t, dhsc.row("forecast-england", "1. Research time")[1], "2 of 203")
	require.Contains(t, dhsc.text("#forecast-uk_empty, #forecast-uk"), "3. Long-term funding")
	require.NotContains(t, dhsc.text("main"), "Scotland")
	require.Regexp(t, `by \d{4} in [\d,]+ of 10,000 runs`, dhsc.text(".heed-headlines"), "as many runs as there were")
	require.Regexp(t, `^[A-Z0-9]`, dhsc.Find(".heed-headline__figure").Last().Text(), "a sentence begins with a capital")
	require.NotContains(t, strings.Join(dhsc.lines(".heed-headline__figure"), " "), "later than")
	for _, rule := range []string{"R14", "R26"} {
		require.Positive(t, dhsc.Find(`a[href="/rules#`+rule+`"]`).Length())
	}
	require.Len(t, dhsc.lines("#bands tbody tr"), 21, "the picture's figures as a table")

	_, rows := o.get("dhsc", dhsc.Find(".heed-downloads a").First().AttrOr("href", "")).file()
	require.Equal(t, []string{"1", "england", "203", "2"}, []string{rows[0]["recommendation"], rows[0]["nation"], rows[0]["duties"], rows[0]["claimed"]})
	require.NotContains(t, []string{rows[len(rows)-1]["nation"], rows[len(rows)/2]["nation"]}, "scotland")

	scotland := o.get("scotland", "/forecast").ok()
	require.Equal(t, 1, scotland.Find("table[id^='forecast-']").Length())
	require.Contains(t, scotland.text("main"), "Forecast and dates, Scotland")

	kent := o.get("kent", "/forecast").ok()
	require.Contains(t, kent.text("main"), "England: one round has fallen due. Until there are 4, only the nation’s oversight sees forecasts.")
	require.NotContains(t, kent.text("main"), "being worked out")
	require.Zero(t, o.get("kent", "/integrated").ok().Find(`a[href="/forecast"]`).Length())
	require.Zero(t, o.get("kent", "/bodies/RYY/ctr/9").ok().Find(`a[href^="/what-if"]`).Length())
	require.Equal(t, 1, o.get("dhsc", "/integrated").ok().Find(`a[href="/forecast"]`).Length())
}

func TestR14_TheDutiesBehindAForecastWithDatesThatMoved(t *testing.T) {
	o := newOverview(t)
	moved := o.foretold("dhsc", "/forecast/9/england?show=moved")
	_, slipped := o.get("dhsc", "/forecast/9/england?show=moved&as=csv").file()
	require.Len(t, slipped, 1, "a file is filtered as its page is")
	_, whole := o.get("dhsc", "/forecast/9/england?as=csv").file()
	require.Len(t, whole, 202)
	require.Contains(t, moved.text("h1"), "Forecast: 9. Mentoring, England")
	require.Len(t, moved.lines("#duties tbody tr"), 1)
	row := moved.row("duties", "Guy's and St Thomas' NHS Foundation Trust")
	require.Contains(t, row[2], "Four runs in five:")
	require.Equal(t, []string{"30 June 2026", "13 November 2026"}, row[3:5])
	require.Contains(t, row[5], "Once")
	require.Contains(t, row[5], "No reason is on record", "it was put there, not signed")
	all := o.get("dhsc", "/forecast/9/england").ok()
	require.Contains(t, all.text("main"), "202 duties")
	require.Contains(t, o.get("dhsc", "/forecast/9/england?show=claimed").ok().text("#duties tbody"), "Claimed now")
	require.Contains(t, o.get("dhsc", "/forecast/4/uk").ok().text("#duties tbody"), "No duty fits", "the only one was rejected")
	require.Contains(t, o.get("dhsc", "/forecast/9/scotland").ok().text("#duties tbody"), "No duty fits", "not theirs to see")
	require.Equal(t, 404, o.get("dhsc", "/forecast/99/england").status)
	require.Equal(t, 404, o.get("dhsc", "/forecast/9/atlantis").status)

	duty := o.get("dhsc", "/bodies/RJ1/ctr/9").ok()
	require.Contains(t, duty.text("main"), "Four runs in five:")
	require.Equal(t, 1, duty.Find(`a[href="/what-if?rec=9&body=RJ1"]`).Length())
	require.Zero(t, o.get("dhsc", "/bodies/RJ1/ctr/9?as_at=2026-11-22").ok().Find(`a[href^="/what-if"]`).Length(), "the past is not forecast")
	require.Equal(t, 1, o.get("dhsc", "/recommendations/9").ok().Find("#forecast tbody tr").Length())
}

func TestR26_WhatWouldChange(t *testing.T) {
	o := newOverview(t)
	require.Contains(t, o.foretold("dhsc", "/what-if").text("main"), "Choose something")
	answer := o.foretold("dhsc", "/what-if?rec=3&body=ukg")
	require.Equal(t, "If 3. Long-term funding at UK Government were claimed now", answer.text("#answer"))
	require.Equal(t, "England", answer.row("changes", "1. Research time")[1], "what it funds")
	require.Contains(t, answer.row("changes", "3. Long-term funding")[4], "Then:Claimed now")
	require.NotContains(t, answer.text("#changes"), "9. Mentoring", "what nothing holds")

	for query, says := range map[string]string{
		"rec=":                                   "Recommendation",
		"rec=3&body=nobody":                      "There is no organisation with this code or name",
		"rec=3&body=RJ1":                         "Nothing of this is still to be claimed",
		"rec=3&body=S08000024":                   "Nothing of this is still to be claimed",
		"rec=4":                                  "Nothing of this is still to be claimed",
		"rec=3&by-day=1&by-month=1&by-year=2020": "The day must not be over already",
		"rec=3&by-day=1&by-month=1&by-year=9999": "30 years",
	} {
		p := o.get("dhsc", "/what-if?"+query)
		require.Equal(t, 422, p.status, query)
		require.Contains(t, p.text(".nhsuk-error-summary"), says, query)
	}
	later := o.foretold("dhsc", "/what-if?rec=3&by-day=1&by-month=6&by-year=2029")
	require.Contains(t, later.text("#answer"), "were claimed by 1 June 2029")
	require.Contains(t, o.get("kent", "/what-if?rec=9&body=RYY").ok().text("main"), "There is no forecast that you can see yet")
}
