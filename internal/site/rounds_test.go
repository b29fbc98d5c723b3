package site_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// suggested is the form of a new round as the page offers it.
func (w *world) suggested(as string) url.Values {
	w.t.Helper()
	p, values := w.get(as, "/rounds/new").ok(), url.Values{}
	for _, part := range []string{"opens", "as_at", "due", "closes", "review_by", "publishes"} {
		for _, of := range []string{"-day", "-month", "-year"} {
			values.Set(part+of, p.Find("#"+part+of).AttrOr("value", ""))
		}
	}
	values.Set("name", p.Find("#name").AttrOr("value", ""))
	values["nations"] = nil
	for i := range p.Find("input[name=nations]").Nodes {
		values.Add("nations", p.Find("input[name=nations]").Eq(i).AttrOr("value", ""))
	}
	return values
}

func TestR8_ARoundIsOpenedByHandWithSensibleDays(t *testing.T) {
	w := newWorld(t)
	values := w.suggested("scotland")
	require.Equal(t, "November 2026", values.Get("name"))
	require.Equal(t, []string{"scotland"}, values["nations"], "only the lead’s own nation is offered")
	require.Equal(t, "31 10 2026", values.Get("as_at-day")+" "+values.Get("as_at-month")+" "+values.Get("as_at-year"))
	require.Equal(t, "4 1 2027", values.Get("due-day")+" "+values.Get("due-month")+" "+values.Get("due-year"))

	require.Equal(t, []string{"The round “Scotland’s first round” is still open for one of these nations. Close it first"},
		w.post("scotland", "/rounds/new", values).faults())
	w.post("scotland", w.closing("Scotland’s first round"), nil)
	opened := w.post("scotland", "/rounds/new", values)
	require.Equal(t, 303, opened.status)
	require.Equal(t, "November 2026", w.get("scotland", opened.location).ok().text("h1"))
	require.Contains(t, w.get("reporter", "/rounds").ok().row("rounds", "November 2026 : Scotland"), "Open")
}

func (w *world) closing(name string) string { return "/rounds/" + string(w.round(name).ID) + "/close" }

func TestARoundWithFaultsComesBackWithEverythingTyped(t *testing.T) {
	w := newWorld(t)
	values := w.suggested("lead")
	values.Set("name", "")
	values.Set("due-month", "13")
	values.Set("bodies", "RJ1, NOWHERE")
	p := w.post("lead", "/rounds/new", values)
	require.Equal(t, []string{
		"“Name” needs an answer", "“Due” must be a date that exists", "There is no organisation in force with the code NOWHERE",
	}, p.faults())
	require.Equal(t, "13", p.Find("#due-month").AttrOr("value", ""))
	require.Equal(t, "RJ1, NOWHERE", p.text("#bodies"))

	values = w.suggested("lead")
	values.Set("due-year", "2025")
	require.Contains(t, w.post("lead", "/rounds/new", values).faults(), "The dates of a round follow each other, and this one comes too early")
	values = w.suggested("lead")
	values.Set("bodies", "S08000024")
	require.Equal(t, []string{"S08000024 is not in the nations that you chose"}, w.post("lead", "/rounds/new", values).faults())
	values.Set("bodies", "NOWHERE, RJ1, S08000024, ELSE, NOWHERE")
	require.Equal(t, []string{
		"There is no organisation in force with the code NOWHERE. S08000024 is not in the nations that you chose. There is no organisation in force with the code ELSE",
	}, w.post("lead", "/rounds/new", values).faults(), "all of them at once")
}

func TestR8_APilotNamesItsBodies(t *testing.T) {
	w := newWorld(t)
	w.post("lead", w.closing("Autumn 2026"), nil)
	values := w.suggested("lead")
	values.Set("bodies", "ryy\nRJ1")
	opened := w.post("lead", "/rounds/new", values)
	require.Equal(t, 303, opened.status)
	p := w.get("lead", opened.location).ok()
	require.Contains(t, p.text("main"), "Pilot with 2 organisations")
	require.Len(t, p.lines("#missing-bodies tbody tr"), 2)
}

func TestARoundShowsHowFarItHasCome(t *testing.T) {
	w := newWorld(t)
	href := "/rounds/" + string(w.round("Autumn 2026").ID)
	p := w.get("lead", href).ok()
	trusts := p.row("by-kind", "NHS trust")
	require.Equal(t, []string{"NHS trust", "27", "24", "1", "1", "1", "0", "0"}, trusts)
	for _, table := range []string{"by-nation", "by-kind"} {
		all := p.row(table, "All")
		require.Equal(t, p.row("by-nation", "All")[1:], all[1:])
	}
	row := p.row("missing-bodies", "Kent Community Health NHS Foundation Trust")
	require.Equal(t, "8", row[1])
	require.Equal(t, "1, 6, 9, 11, 13, 14, 15, 17", strings.ReplaceAll(row[2], " ,", ","))
	require.Equal(t, []string{"Guy's and St Thomas' NHS Foundation Trust"}, w.get("lead", href+"?kind=trust&nation=england").lines("#missing-bodies tbody th")[:1])

	own := w.get("reporter", href).ok()
	require.Zero(t, own.Find("#by-nation").Length(), "a body sees the days of a round, not how others do")
	elsewhere := w.get("scotland", href).ok()
	require.Contains(t, elsewhere.text("#by-nation"), "Nobody whose returns you see is asked in this round")
	require.Equal(t, []string{"Autumn 2026 : England and UK-wide"}, w.get("scotland", "/rounds").ok().lines("#elsewhere tbody th"))
}

func TestR14_ClosingSaysWhatBecomesOfWhatIsUnfinished(t *testing.T) {
	w := newWorld(t)
	href := "/rounds/" + string(w.round("Autumn 2026").ID)
	effects := w.get("lead", href+"/close").ok().lines("main li")
	require.Contains(t, effects, "1 draft that was not sent is kept. It is where its organisation goes on in the next round.")
	require.Contains(t, effects, "1 report waits for a signature and can still be signed.")
	require.Contains(t, effects, "These reports are not due until 14 December 2026. Closing now takes away the time that is left.")
	require.Contains(t, effects, "Once the round is closed, every duty in it whose report is not signed counts as silent until one is, whatever the due day or a later day given.")
	w.post("lead", href+"/close", nil).went(href)
	p := w.get("lead", href).ok()
	require.Contains(t, p.text("dl"), "Closed")
	require.NotContains(t, p.text("main"), "Give more time")
	w.get("lead", href+"/close").went(href)
	w.post("lead", href+"/close", nil).went(href)
}

func TestR14_WhatIsNotSignedIsSilentOnceItsRoundIsClosed(t *testing.T) {
	w := newWorld(t)
	word := func() string { return w.get("lead", "/bodies/RYY").ok().row("duties", "13. Local reviews Core ask")[1] }
	require.Contains(t, word(), "Not yet due")
	w.closeRound()
	require.Contains(t, word(), "Silent")

	p := w.get("reporter", "/").ok()
	require.Equal(t, []string{"13. Local reviews", "Draft Its round has closed", ""}, p.row("owed-RYY-table", "13. Local reviews"))
	require.Contains(t, p.text("main"), "No open round asks for a report. 1 report is unfinished.")
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/13").ok().text(".heed-next"), "Your draft is saved. No round asks for it now.")
}

func TestR14_ABodyIsGivenMoreTime(t *testing.T) {
	w := newWorld(t)
	href := "/rounds/" + string(w.round("Autumn 2026").ID)
	p := w.get("lead", href+"/extend/RYY").ok()
	first := p.Find("input[name=returns]").First().AttrOr("value", "")
	send := func(day, month string) *page {
		return w.post("lead", href+"/extend/RYY", url.Values{"returns": {first}, "due-day": {day}, "due-month": {month}, "due-year": {"2026"}})
	}
	require.Equal(t, []string{"Choose an answer to “Which reports”", "Enter a date for “New due date”"}, w.post("lead", href+"/extend/RYY", nil).faults())
	require.Equal(t, []string{"The new due date must be after 14 December 2026"}, send("1", "12").faults())
	require.Equal(t, []string{"The new due date cannot be after 28 December 2026, when the round closes"}, send("30", "12").faults())
	send("20", "12").went(href)
	require.Contains(t, w.get("lead", href).row("missing-bodies", "Kent Community Health NHS Foundation Trust")[2], "1 (until 20 December 2026)")
	require.Equal(t, domain.Day("2026-12-20"), w.extended("RYY", 1))
	require.Equal(t, 404, w.get("lead", href+"/extend/S08000024").status)
}

func (w *world) extended(body string, rec int) domain.Day {
	w.t.Helper()
	duty, err := w.store.Reader().DutyByKey(w.t.Context(), domain.Scope{All: true}, domain.DutyKey{Body: body, Report: report, Rec: rec})
	require.NoError(w.t, err)
	returns, err := w.store.Reader().ReturnsOf(w.t.Context(), domain.Scope{All: true}, duty.ID)
	require.NoError(w.t, err)
	return returns[0].Extended
}
