package site_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// publications is every publication of the world, drafts too.
func (w *world) publications() []domain.Publication {
	w.t.Helper()
	all, err := w.store.Reader().Publications(w.t.Context(), domain.Scope{All: true}, report)
	require.NoError(w.t, err)
	return all
}

// TestR9_BeforeTheIssueABodySeesItsOwnRowsAlone reads a draft as everybody.
func TestR9_BeforeTheIssueABodySeesItsOwnRowsAlone(t *testing.T) {
	w := newWorld(t)
	draft := w.publications()[0]
	whole, own, others := "/publications/"+string(draft.ID), "/bodies/RYY/publications/"+string(draft.ID), "/bodies/RJ1/publications/"+string(draft.ID)
	for _, c := range []struct {
		as                 string
		whole, own, others int
	}{
		{"lead", 200, 200, 200}, {"reviewer", 200, 200, 200}, {"reporter", 404, 200, 404}, {"approver", 404, 200, 404}, {"elsewhere", 404, 404, 200},
		{"scotland", 404, 404, 404}, {"auditor", 200, 200, 200}, {"observer", 404, 404, 404}, {"assurer", 404, 404, 404},
		{"administrator", 404, 404, 404}, {"", 404, 404, 404},
	} {
		require.Equal(t, c.whole, w.get(c.as, whole).status, c.as)
		require.Equal(t, c.own, w.get(c.as, own).status, c.as)
		require.Equal(t, c.others, w.get(c.as, others).status, c.as)
	}
	hr := w.get("hr", own).ok()
	require.Contains(t, hr.answer.Body.String(), `id="rec-6"`)
	require.NotContains(t, hr.answer.Body.String(), `id="rec-10"`, "HR reports 6 and 11 alone (R15)")
	require.NotContains(t, hr.answer.Body.String(), `id="reply"`, "and does not reply for the body")
	for _, as := range []string{"", "scotland", "elsewhere"} {
		require.NotContains(t, w.get(as, "/publications").ok().answer.Body.String(), own, as)
	}
	require.NotContains(t, w.get("", "/publications").ok().answer.Body.String(), string(draft.ID))
}

// TestR9_FromTheReplyToTheCorrection goes the way by the pages.
func TestR9_FromTheReplyToTheCorrection(t *testing.T) {
	w := newWorld(t)
	draft := w.publications()[0]
	address := "/publications/" + string(draft.ID)
	early := w.post("lead", address+"/issue", url.Values{})
	require.Len(t, early.faults(), 1, "the bodies may reply still")
	require.Contains(t, early.faults()[0], "It can be issued from")
	require.Equal(t, "England and UK-wide, draft as at 23 November 2026", early.text("h1"), "at its place")
	require.NotContains(t, w.get("lead", address).ok().answer.Body.String(), `action="`+address+`/issue"`)
	reply := w.post("reporter", "/bodies/RYY/publications/"+string(draft.ID), url.Values{"text": {"We wait for money."}})
	require.Equal(t, http.StatusSeeOther, reply.status)
	require.Contains(t, w.get("lead", address).ok().answer.Body.String(), "We wait for money.")
	require.NotContains(t, w.get("elsewhere", "/bodies/RJ1/publications/"+string(draft.ID)).ok().answer.Body.String(), "We wait for money.")

	w.setDay(draft.ReplyBy.Add(1))
	require.Contains(t, w.get("lead", address).ok().answer.Body.String(), `action="`+address+`/issue"`)
	require.Equal(t, http.StatusNotFound, w.post("scotland", address+"/issue", url.Values{}).status)
	require.Contains(t, w.get("lead", "/").ok().text("main"), "Drafts to publish", "the lead need not look for what can be issued")
	require.Contains(t, w.get("lead", "/publications/new").ok().text("main"), "There is a draft already")
	require.Equal(t, "/publications/england-1", w.post("lead", address+"/issue", url.Values{}).location)
	require.Equal(t, "/publications/england-1", w.post("lead", address+"/issue", url.Values{}).location, "pressed twice")
	require.Equal(t, "/publications/england-1", w.get("", address).location, "the draft's address leads to what was issued")
	require.Equal(t, "/bodies/RYY/publications/england-1", w.get("reporter", "/bodies/RYY/publications/"+string(draft.ID)).location)
	require.Equal(t, "/publications/england-1", w.get("lead", address+"/withdraw").location)
	late := w.post("reporter", "/bodies/RYY/publications/"+string(draft.ID), url.Values{"text": {"One more thing."}})
	require.Equal(t, []string{"This has been issued or withdrawn already"}, late.faults())
	require.Equal(t, "One more thing.", late.text("#text"), "what was typed is not lost")
	gone := w.post("lead", address+"/withdraw", url.Values{"reason": {"Too early."}})
	require.Equal(t, []string{"This has been issued or withdrawn already"}, gone.faults())
	require.Equal(t, "Too early.", gone.text("#reason"))
	issued := w.get("", "/publications/england-1").ok().answer.Body.String()
	require.Contains(t, issued, "We wait for money.")
	require.NotContains(t, issued, "/bodies/NIHR/publications/", "who was never reached is not named (R8)")

	file := w.get("", "/publications/england-1/files/csv").ok().answer.Body.String()
	sum := sha256.Sum256([]byte(file))
	require.Contains(t, issued, hex.EncodeToString(sum[:]), "the page shows the hash of the file")
	require.Contains(t, file, "We wait for money.")
	require.Equal(t, http.StatusNotFound, w.get("", "/publications/england-1/files/exe").status)

	// Nothing that happens later changes it.
	w.put("RYY", 10, rejected)
	require.Equal(t, issued, w.get("", "/publications/england-1").ok().answer.Body.String())
	asked := w.get("lead", "/publications/england-1/correct?body=RYY").ok()
	form := asked.answer.Body.String()
	duty, err := w.store.Reader().DutyByKey(t.Context(), domain.Scope{All: true}, domain.DutyKey{Body: "RYY", Report: report, Rec: 10})
	require.NoError(t, err)
	require.Contains(t, form, string(duty.ID))
	require.Contains(t, asked.lines("form .nhsuk-checkboxes__hint"), "How it stands: issued as “Reported, not claimed”, now “Rejected” "+
		"Response: issued as “Accepted, on 23 November 2026”, now “Rejected, on 23 November 2026”", "what differs, and nothing else")
	require.Equal(t, http.StatusUnprocessableEntity, w.post("lead", "/publications/england-1/correct", url.Values{"body": {"RYY"}}).status)
	fixed := w.post("lead", "/publications/england-1/correct", url.Values{"body": {"RYY"}, "duties": {string(duty.ID)}, "reason": {"It was rejected."}})
	require.True(t, strings.HasPrefix(fixed.location, "/publications/england-1-1"), fixed.location)
	corrected := w.get("", "/publications/england-1-1").ok()
	require.Contains(t, corrected.answer.Body.String(), "It was rejected.")
	require.NotContains(t, corrected.text("main"), "Nothing changed", "the row that was corrected is named")
	require.Contains(t, corrected.text("#changed tbody"), "Response: Rejected, on 23 November 2026", "with all that differs")
	require.Contains(t, corrected.text("main"), "Compared with England and UK-wide, no. 1:", "issued at the same instant")
	first := w.get("", "/publications/england-1").ok().answer.Body.String()
	require.Contains(t, first, "/publications/england-1-1", "the first says that it was corrected")
	require.Equal(t, file, w.get("", "/publications/england-1/files/csv").ok().answer.Body.String())
}

// TestR9_ACorrectionNamesWhatDiffersHoweverLittle corrects what is neither a word
// nor a date.
func TestR9_ACorrectionNamesWhatDiffersHoweverLittle(t *testing.T) {
	w := newWorld(t)
	w.setDay(w.publications()[0].ReplyBy.Add(1))
	w.post("lead", "/publications/"+string(w.publications()[0].ID)+"/issue", url.Values{}).went("/publications/england-1")
	w.put("RYY", 10, func(d *domain.Duty) { d.Owner = "Chief nurse" })
	w.post("lead", "/publications/new", url.Values{"nations": {"england", "uk"}, "when": {"today"}, "read_days": {"10"}, "do": {"prepare"}})
	w.setDay(w.publications()[1].ReplyBy.Add(1))
	w.post("lead", "/publications/"+string(w.publications()[1].ID)+"/issue", url.Values{}).went("/publications/england-2")
	require.NotContains(t, w.get("", "/publications/england-2").ok().text("main"), "Chief nurse", "a new issue lists words and dates alone")

	w.put("RYY", 10, func(d *domain.Duty) { d.Owner = "Head of research" })
	require.Contains(t, w.get("lead", "/publications/england-2/correct?body=RYY").ok().lines("form .nhsuk-checkboxes__hint"),
		"Who answers for it: issued as “Chief nurse”, now “Head of research”")
	duty, err := w.store.Reader().DutyByKey(t.Context(), domain.Scope{All: true}, domain.DutyKey{Body: "RYY", Report: report, Rec: 10})
	require.NoError(t, err)
	w.post("lead", "/publications/england-2/correct", url.Values{"body": {"RYY"}, "duties": {string(duty.ID)}, "reason": {"She left."}})
	corrected := w.get("", "/publications/england-2-1").ok()
	require.Contains(t, corrected.text("main"), "1 duty changed in another way.")
	row := corrected.lines("#changed tbody tr")
	require.Len(t, row, 1)
	require.Contains(t, row[0], "Who answers for it: Chief nurse")
	require.Contains(t, row[0], "Who answers for it: Head of research")
}

// TestR9_TheDifferenceIsShownBeforeItIsMade prepares by the form.
func TestR9_TheDifferenceIsShownBeforeItIsMade(t *testing.T) {
	w := newWorld(t)
	w.setDay(w.publications()[0].ReplyBy.Add(1))
	w.post("lead", "/publications/"+string(w.publications()[0].ID)+"/issue", url.Values{})
	w.put("RYY", 10, rejected)
	asked := url.Values{"nations": {"england", "uk"}, "when": {"today"}, "read_days": {"10"}}
	require.Equal(t, http.StatusUnprocessableEntity, w.post("lead", "/publications/new", url.Values{}).status)
	require.Equal(t, http.StatusUnprocessableEntity, w.post("lead", "/publications/new", url.Values{
		"nations": {"england"}, "when": {"today"}, "read_days": {"10"}, "paused": {"S08000024"}, "paused_reason": {"Why."},
	}).status, "a body of another nation")
	preview := w.post("lead", "/publications/new", asked)
	require.Equal(t, http.StatusOK, preview.status)
	require.Contains(t, preview.answer.Body.String(), "England and UK-wide, no. 1")
	require.Contains(t, preview.answer.Body.String(), "Every duty that changed")
	require.Len(t, w.publications(), 1, "nothing is made yet")
	asked.Set("do", "prepare")
	require.Equal(t, http.StatusSeeOther, w.post("lead", "/publications/new", asked).status)
	require.Len(t, w.publications(), 2)
	withdraw := "/publications/" + string(w.publications()[1].ID) + "/withdraw"
	require.Equal(t, http.StatusUnprocessableEntity, w.post("lead", withdraw, url.Values{}).status)
	require.Equal(t, http.StatusSeeOther, w.post("lead", withdraw, url.Values{"reason": {"Too early."}}).status)
	require.Equal(t, domain.PublicationWithdrawn, w.publications()[1].State())
	own := w.get("reporter", "/bodies/RYY/publications/"+string(w.publications()[1].ID)).ok()
	require.Contains(t, w.get("lead", "/publications/"+string(w.publications()[1].ID)).ok().text("main"), "Too early.")
	require.Contains(t, own.text("main"), "This draft was withdrawn on")
	require.Contains(t, own.text("main"), "Too early.", "who read it reads why")
	require.Equal(t, 404, w.get("scotland", "/bodies/RYY/publications/"+string(w.publications()[1].ID)).status)
}

// TestR9_WhoIsPausedReadsThatFirstAndReplies leaves a Trust out.
func TestR9_WhoIsPausedReadsThatFirstAndReplies(t *testing.T) {
	w := newWorld(t)
	w.setDay(w.publications()[0].ReplyBy.Add(1))
	w.post("lead", "/publications/"+string(w.publications()[0].ID)+"/issue", url.Values{})
	w.post("lead", "/publications/new", url.Values{
		"nations": {"england", "uk"}, "when": {"today"}, "read_days": {"10"}, "paused": {"RYY"}, "paused_reason": {"A cyber attack."}, "do": {"prepare"},
	})
	draft := w.publications()[1]
	own := "/bodies/RYY/publications/" + string(draft.ID)
	require.Contains(t, w.get("reporter", "/").ok().answer.Body.String(), own)
	require.Contains(t, w.get("reporter", own).ok().text("main"), "A cyber attack.")
	require.Contains(t, w.get("lead", own).ok().text("main"), "A cyber attack.", "as its oversight does")
	require.Equal(t, 404, w.get("elsewhere", own).status)
	require.Equal(t, 404, w.get("scotland", own).status)
	w.post("reporter", own, url.Values{"text": {"It ended in May."}}).went(own)
	w.setDay(draft.ReplyBy.Add(1))
	w.post("lead", "/publications/"+string(draft.ID)+"/issue", nil).went("/publications/england-2")
	issued := w.get("", "/publications/england-2").ok().text("main")
	require.Contains(t, issued, "It ended in May.")
	require.Contains(t, issued, "A cyber attack. (reply 1)", "the reply stands beside what it replies to")
}

// TestR9_WhatIsIssuedIsComparedWithWhatWasThereThen corrects the first after the
// second was issued.
func TestR9_WhatIsIssuedIsComparedWithWhatWasThereThen(t *testing.T) {
	w := newWorld(t)
	issue := func(i int) {
		w.setDay(w.publications()[i].ReplyBy.Add(1))
		w.post("lead", "/publications/"+string(w.publications()[i].ID)+"/issue", nil)
	}
	issue(0)
	w.put("RYY", 10, rejected)
	w.post("lead", "/publications/new", url.Values{"nations": {"england", "uk"}, "when": {"today"}, "read_days": {"10"}, "do": {"prepare"}})
	issue(1)
	said := w.get("", "/publications/england-2").ok().text("main")
	require.Contains(t, said, "Compared with England and UK-wide, no. 1:")
	duty, err := w.store.Reader().DutyByKey(t.Context(), domain.Scope{All: true}, domain.DutyKey{Body: "RYY", Report: report, Rec: 10})
	require.NoError(t, err)
	w.post("lead", "/publications/england-1/correct", url.Values{"body": {"RYY"}, "duties": {string(duty.ID)}, "reason": {"It was rejected."}})
	w.get("", "/publications/england-1-1").ok()
	require.Equal(t, said, w.get("", "/publications/england-2").ok().text("main"))
}
