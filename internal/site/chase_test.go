package site_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// silentTrust is a world three days after the round fell due: the Trust is silent.
func silentTrust(t *testing.T) *world {
	w := newWorld(t)
	w.setDay("2026-12-17")
	return w
}

const chaseRYY = "/bodies/RYY/chase"

// note is what a browser sends from the body's page, with some answers.
func (w *world) note(as string, answers map[string]string) url.Values {
	values := url.Values{}
	for _, f := range w.get(as, chaseRYY).ok().fields("main form[action='" + chaseRYY + "']") {
		if f[0] == "version" || f[0] == "seen" {
			values.Set(f[0], f[1])
		}
	}
	for name, value := range answers {
		values.Set(name, value)
	}
	return values
}

// promised fills a day's three parts.
func promised(name, day, month, year string, answers map[string]string) map[string]string {
	answers[name+"-day"], answers[name+"-month"], answers[name+"-year"] = day, month, year
	return answers
}

func TestR19_TheChaseListIsWorked(t *testing.T) {
	w := silentTrust(t)
	list := w.get("reviewer", "/chase").ok()
	row := list.row("chase", "Kent Community Health NHS Foundation Trust England")
	require.Contains(t, row[1], "Silent on")
	require.Contains(t, row[3], "To chase")

	w.post("reviewer", chaseRYY+"/take", url.Values{"from": {"list"}, "back": {"kind=trust"}}).went("/chase?kind=trust")
	require.Contains(t, w.get("reviewer", "/chase?state=mine").text("#chase"), "Held by: You")
	require.Contains(t, w.get("lead", "/chase").text("#chase"), "Held by: Robin Rao")
	require.Equal(t, 409, w.post("lead", chaseRYY+"/take", url.Values{}).status, "nobody takes it from under them")

	keep := promised("promised", "3", "1", "2027", map[string]string{"text": "They sign in the new year.", "away": "away"})
	w.post("reviewer", chaseRYY, w.note("reviewer", keep)).went("/chase")
	list = w.get("lead", "/chase").ok()
	require.Contains(t, list.text("#away"), "Kent Community Health")
	require.Contains(t, list.text("#away"), "3 January 2027")
	require.NotContains(t, list.text("#chase"), "Kent Community Health")
	p := w.get("lead", chaseRYY).ok()
	require.Contains(t, p.text("main"), "Promised by 3 January 2027")
	require.Contains(t, p.text("main"), "They sign in the new year.")
	require.Contains(t, w.get("lead", "/bodies/RYY").text("main"), "It is put away until 3 January 2027")

	w.setDay("2027-01-04")
	require.Contains(t, w.get("lead", "/chase?state=back").text("#chase"), "Put away until 3 January 2027.Back: it was promised by 3 January 2027 and is not done.")
	require.Contains(t, w.get("lead", "/").text("main"), "Back today: 1 organisation that was put away")
	require.Contains(t, w.get("lead", chaseRYY).text("main"), "Not kept: it was not done by then")

	w.post("lead", chaseRYY, w.note("lead", map[string]string{"text": "No answer.", "away": "keep"})).went(chaseRYY)
	require.Contains(t, w.get("lead", "/chase").text("#chase"), "Held by: Robin Rao")
	require.Empty(t, w.get("lead", "/chase?state=back").text("#chase"))
}

func TestR19_ANoteAtFaultComesBackWithItsFaults(t *testing.T) {
	w := silentTrust(t)
	for _, c := range []struct {
		name    string
		answers map[string]string
		faults  []string
	}{
		{"nothing", nil, []string{"Say what was said", "Choose whether to keep it on the list or put it away"}},
		{"too long", map[string]string{"text": strings.Repeat("a", domain.ChaseNoteMax+1), "away": "keep"}, []string{"“What was said” must be 2,000 characters or fewer"}},
		{"a promise in the past", promised("promised", "1", "12", "2026", map[string]string{"text": "x", "away": "keep"}), []string{"The day promised cannot be in the past"}},
		{"put away without a date", map[string]string{"text": "x", "away": "away"}, []string{"Give the day until which it is put away, or the day promised"}},
		{"put away until today", promised("until", "17", "12", "2026", map[string]string{"text": "x", "away": "away"}),
			[]string{"The day until which it is put away must be in the future"}},
	} {
		require.Equal(t, c.faults, w.post("reviewer", chaseRYY, w.note("reviewer", c.answers)).faults(), c.name)
	}
	first, second := w.note("reviewer", map[string]string{"text": "First.", "away": "keep"}), w.note("lead", map[string]string{"text": "Second.", "away": "keep"})
	w.post("reviewer", chaseRYY, first).went(chaseRYY)
	lost := w.post("lead", chaseRYY, second)
	require.Equal(t, 409, lost.status)
	require.Contains(t, lost.text("#conflict"), "Second.First.", "nothing typed is lost")
	stale := w.note("lead", map[string]string{"text": "Third.", "away": "keep", "seen": "0000"})
	require.Contains(t, w.post("lead", chaseRYY, stale).text("main"), "What this organisation is chased for changed while you were writing")
	hand := w.note("lead", nil)
	require.Equal(t, []string{"Choose somebody who may chase this organisation"}, w.post("lead", chaseRYY+"/hand-on", hand).faults())
	hand.Set("to", string(w.person("reviewer").ID))
	w.post("lead", chaseRYY+"/hand-on", hand).went(chaseRYY)
	require.Contains(t, w.get("reviewer", chaseRYY).text("main"), "Held by: You")
}

// TestR19_NotesAreOversightsOwn: neither the body, nor another nation's
// oversight, nor an auditor finds a note, a holder or the list itself; and nobody
// finds a body of another nation.
func TestR19_NotesAreOversightsOwn(t *testing.T) {
	w := silentTrust(t)
	const secret = "They blamed their chief executive."
	w.post("reviewer", chaseRYY, w.note("reviewer", map[string]string{"text": secret, "away": "keep"})).went(chaseRYY)
	w.post("reviewer", chaseRYY+"/take", url.Values{}).went(chaseRYY)
	require.Contains(t, w.get("lead", chaseRYY).text("main"), secret)
	for _, as := range []string{"reporter", "approver", "elsewhere", "scotland", "scot-reviewer", "auditor", "assurer", "observer", "administrator", "nobody"} {
		require.Equal(t, 404, w.get(as, chaseRYY).status, as)
		for _, path := range []string{"/", "/bodies/RYY", "/chase", "/chase?as=csv", "/integrated", "/bodies/RYY/actions"} {
			p := w.get(as, path)
			require.NotContains(t, p.answer.Body.String(), secret, "%s %s", as, path)
			require.NotContains(t, p.text("main"), "Robin Rao", "%s %s", as, path)
			if as != "scotland" && as != "scot-reviewer" {
				require.NotContains(t, p.answer.Body.String(), "/chase\"", "%s %s: no link to what is not theirs", as, path)
			}
		}
	}
	require.NotContains(t, w.get("scotland", "/chase").ok().text("main"), "Kent Community Health")
	require.Equal(t, 404, w.get("lead", "/bodies/S08000024/chase").status)
	require.Equal(t, 404, w.post("lead", "/bodies/S08000024/chase/take", url.Values{}).status)
}

func TestR19_TheChaseListAsAFile(t *testing.T) {
	w := silentTrust(t)
	w.post("reviewer", chaseRYY+"/take", url.Values{}).went(chaseRYY)
	columns, rows := w.get("reviewer", "/chase?as=csv&kind=trust").file()
	require.Equal(t, []string{"body", "body_name", "nation", "region", "kind", "state", "holder", "promised_by", "put_away_until", "back_since",
		"recommendations", "silent", "overdue", "holding_others_up", "late_since", "days_late", "duties_behind", "core_asks", "as_at"}, columns)
	var trust map[string]string
	for _, row := range rows {
		require.Equal(t, "trust", row["kind"])
		if row["body"] == "RYY" {
			trust = row
		}
	}
	require.Equal(t, "taken", trust["state"])
	require.Equal(t, "Robin Rao", trust["holder"])
	require.NotEqual(t, "0", trust["silent"])
	require.Equal(t, 422, w.get("reviewer", "/chase?kind=nonsense").status, "a filter that asks for what there is not")
	require.Equal(t, 422, w.get("reviewer", "/chase?kind=nonsense&as=csv").status)
}

// TestR19_AKeptPromiseSaysSo: the Trust signs one of its silent duties by the day
// that it promised of that one, and the note says when; where nothing is to be
// chased, nothing can be promised either.
func TestR19_AKeptPromiseSaysSo(t *testing.T) {
	w := silentTrust(t)
	about := promised("promised", "3", "1", "2027", map[string]string{"text": "They sign it.", "away": "away", "about": string(w.duty(key(1)).ID)})
	w.post("reviewer", chaseRYY, w.note("reviewer", about)).went("/chase")
	require.Contains(t, w.get("reviewer", chaseRYY).text("main"), "About recommendation 1. Put away until 3 January 2027.")
	w.setDay("2026-12-18")
	w.sign(1, func(*domain.Content) {})
	w.setDay("2027-01-03")
	p := w.get("reviewer", chaseRYY).ok()
	require.Contains(t, p.text("main"), "Promised by 3 January 2027. Kept: it was done on 18 December 2026")
	require.NotContains(t, p.text("main"), "it was promised by 3 January 2027 and is not done")

	nothing := w.get("reviewer", "/bodies/HEE/chase").ok()
	require.Contains(t, nothing.text("main"), "There is nothing to chase it for now.")
	require.Zero(t, nothing.Find("main [name^=promised]").Length())
	w.post("reviewer", "/bodies/HEE/chase", url.Values{"version": {"0"}, "seen": {nothing.Find("main [name=seen]").AttrOr("value", "")},
		"text": {"Thanked them."}, "away": {"keep"}}).went("/bodies/HEE/chase")
}
