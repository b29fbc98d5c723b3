package site_test

import (
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestR10_AFirstReturnIsShownWholeAndALaterOneByWhatChanged(t *testing.T) {
	w := newWorld(t)
	card := func(id string) string {
		return w.get("approver", "/bodies/RYY/sign").ok().text("[aria-labelledby='return-" + id + "']")
	}
	first := card("9:1")
	require.Contains(t, first, "This is the first return on this duty.")
	require.NotContains(t, first, "last signed version")
	require.NotContains(t, first, "Before:")
	require.Contains(t, first, "We have begun.")

	w.submit(10, func(c *domain.Content) { c.Narrative = "We went on." })
	later := card("10:2")
	require.Contains(t, later, "1 change since the last signed version")
	require.Contains(t, later, "Before: We have begun.")
	require.NotContains(t, later, "first return")
}

// TestTheSigningPageSaysWhyAVersionCannotBeSigned has a first date given after a
// version was submitted, and then the duty closed.
func TestTheSigningPageSaysWhyAVersionCannotBeSigned(t *testing.T) {
	w := newWorld(t)
	w.submit(17, func(*domain.Content) {})
	require.Equal(t, 1, w.get("approver", "/bodies/RYY/sign").ok().Find("input[name='returns'][value='17:1']").Length())
	key := domain.DutyKey{Body: "RYY", Report: report, Rec: 17}
	w.post("reporter", "/bodies/RYY/ctr/17/response", url.Values{
		"version": {strconv.Itoa(w.duty(key).Version)}, "response": {"accepted"}, "owner": {"Director of Research"},
		"target-day": {"1"}, "target-month": {"1"}, "target-year": {"2031"},
	}).went("/bodies/RYY/ctr/17")
	p := w.get("approver", "/bodies/RYY/sign").ok()
	require.Contains(t, p.text("[aria-labelledby='return-17:1']"), "The date that stands is 1 January 2031")
	require.Zero(t, p.Find("input[name='returns'][value='17:1']").Length(), "there is nothing to tick")

	w.put("RYY", 17, func(d *domain.Duty) { d.State.Closure = domain.ClosedNotImplemented })
	p = w.get("approver", "/bodies/RYY/sign").ok()
	require.Zero(t, p.Find("[aria-labelledby='return-17:1']").Length())
	require.Equal(t, "1", w.get("approver", "/").ok().Find("#to-sign tbody td").First().Text(), "recommendation 9 alone")
}

func TestR12_WhoClosesADutyIsToldWhatWaitsOnIt(t *testing.T) {
	w := newWorld(t)
	require.NotContains(t, w.get("lead", "/bodies/RYY/ctr/9/close").ok().text("main"), "waits for oversight")
	require.Contains(t, w.get("lead", "/bodies/RYY/ctr/10/close").ok().text("main"), "Version 1 is signed and waits for oversight.")
}

// Two returns are ticked. One can't be signed any more: nothing is, the page
// names it, and what was ticked and typed beside it is kept.
func TestOneReturnThatCannotBeSignedIsNamedAndTheOthersStayTicked(t *testing.T) {
	for name, meanwhile := range map[string]func(w *world) string{
		"closed": func(w *world) string {
			w.put("RYY", 9, func(d *domain.Duty) { d.State.Closure = domain.ClosedNotImplemented })
			return "This duty is closed"
		},
		"given back": func(w *world) string {
			w.post("approver", "/bodies/RYY/give-back", url.Values{"return": {"9:1"}, "reason-9:1": {"Name the mentors."}}).went("/bodies/RYY/sign")
			return "given back"
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.submit(17, func(*domain.Content) {})
			why := meanwhile(w)
			events := w.events()
			p := w.post("approver", "/bodies/RYY/sign", url.Values{"returns": {"9:1", "17:1"}, "attest": {"yes"}, "meeting": {"Board, May"}})
			require.Equal(t, 422, p.status, p.text("main"))
			require.Equal(t, events, w.events(), "nothing was signed")
			said := p.text(".nhsuk-error-summary a[href='#returns']")
			require.Contains(t, said, "9. ")
			require.Contains(t, said, why)
			require.Equal(t, 1, p.Find("input[name='returns'][value='17:1'][checked]").Length())
			require.Zero(t, p.Find("input[name='returns'][value='9:1']").Length())
			require.Equal(t, "Board, May", p.Find("input[name='meeting']").AttrOr("value", ""))
			w.post("approver", "/bodies/RYY/sign", url.Values{"returns": {"17:1"}, "attest": {"yes"}, "meeting": {"Board, May"}}).went("/bodies/RYY")
		})
	}
	w := newWorld(t)
	w.put("RYY", 9, func(d *domain.Duty) { d.State.Closure = domain.ClosedNotImplemented })
	p := w.post("approver", "/bodies/RYY/sign", url.Values{"returns": {"9:1"}, "attest": {"yes"}})
	require.Equal(t, 422, p.status)
	require.Contains(t, p.text(".nhsuk-error-summary"), "This duty is closed")
	require.Zero(t, p.Find(".nhsuk-error-summary a").Length(), "there is nothing left to tick")
}

// A return that changed before it was given back takes nothing of the reason away.
func TestAReasonTypedForAReturnThatChangedMeanwhileIsKept(t *testing.T) {
	const changed = "Somebody else changed this return while you were working on it"
	form := url.Values{"return": {"9:1"}, "reason-9:1": {"Name the mentors of each ward."}}
	give := func(w *world, no int, reason string) {
		require.NoError(w.t, w.app.GiveBack(w.t.Context(), w.actor("approver"), app.GiveBack{Key: key(9), No: no, Reason: reason}))
	}

	w := newWorld(t)
	give(w, 1, "Too short.")
	w.submit(9, func(c *domain.Content) { c.Narrative = "Mentors are named." })
	events := w.events()
	p := w.post("approver", "/bodies/RYY/give-back", form)
	require.Equal(t, 422, p.status)
	require.Equal(t, []string{changed}, p.faults())
	field := p.Find("textarea[name='reason-9:2']")
	require.Equal(t, "Name the mentors of each ward.", field.Text())
	require.Equal(t, 1, field.Closest("details[open]").Length(), "what is at fault is not folded away")
	require.Equal(t, events, w.events())
	w.post("approver", "/bodies/RYY/give-back", url.Values{"return": {"9:2"}, "reason-9:2": {field.Text()}}).went("/bodies/RYY/sign")

	for name, meanwhile := range map[string]struct {
		happens func(w *world)
		stands  string
	}{
		"given back": {func(w *world) { give(w, 1, "Too short.") }, "Draft"},
		"signed": {func(w *world) {
			require.NoError(w.t, w.app.SignReturn(w.t.Context(), w.actor("approver"), app.SignReturn{Key: key(9), No: 1, Signature: domain.Signature{Words: "I do", Wording: "1"}}))
		}, "Waiting for oversight"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			meanwhile.happens(w)
			p := w.post("approver", "/bodies/RYY/give-back", form)
			require.Equal(t, 409, p.status)
			require.Contains(t, p.text("main"), changed)
			require.Equal(t, []string{"Why do you give it back?", "Name the mentors of each ward.", meanwhile.stands}, p.row("conflict", "Why do you give it back?"))
			require.Equal(t, 1, p.Find("main a[href='/bodies/RYY/sign']").Length())
		})
	}
}
