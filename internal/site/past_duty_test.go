package site_test

import (
	"bytes"
	"net/url"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/seed"
)

// merge ends a body by the register, with who took over, and says what that
// came to.
func (w *world) merge(code string, last domain.Day, into string) []domain.PackChange {
	w.t.Helper()
	pack, err := exchange.ReadPack(bytes.NewReader(seed.Pack()))
	require.NoError(w.t, err)
	body, err := w.store.Reader().BodyByCode(w.t.Context(), code)
	require.NoError(w.t, err)
	body.ValidTo, body.Successors = last, []string{into}
	changes, err := w.app.ApplyPack(w.t.Context(), domain.Actor{Role: domain.Operator}, app.ApplyPack{Pack: pack, Register: []domain.Body{body}})
	require.NoError(w.t, err)
	return changes
}

func TestR29_TheRecordOfAMergedBodyStays(t *testing.T) {
	w := newWorld(t)
	left := slices.DeleteFunc(w.merge("RYY", "2026-11-20", "RXK"), func(c domain.PackChange) bool { return c.What != "return" })
	require.Equal(t, []domain.PackChange{
		{What: "return", Key: "RYY/ctr/9 (submitted)", How: domain.ChangeLeft},
		{What: "return", Key: "RYY/ctr/10 (signed)", How: domain.ChangeLeft},
		{What: "return", Key: "RYY/ctr/13 (draft)", How: domain.ChangeLeft},
	}, left, "whoever imports is told what nobody will answer")

	const ended = "It ended on 20 November 2026. Sandwell and West Birmingham Hospitals took over."
	home := w.get("reporter", "/").ok().text("main")
	require.Contains(t, home, ended)
	require.NotContains(t, home, "Nothing is due now")
	require.Contains(t, w.get("reporter", "/bodies/RXK").ok().text("main"), "Took over fromKent Community Health")

	for _, as := range []string{"reporter", "lead"} {
		body := w.get(as, "/bodies/RYY").ok()
		require.Contains(t, body.text("main"), "9 duties that it owes no longer")
		past, _ := body.Find("#past ~ ul a[href$='/10']").Attr("href")
		duty := w.get(as, past).ok()
		require.Contains(t, duty.text("main"), "This is owed no longer"+ended)
		require.Contains(t, duty.text("#history ~ *"), "Version 1 signed", "every decision stays readable")
		require.Empty(t, duty.lines("#next"), "and nothing is offered")
		w.get(as, past+"/versions/1").ok()
		w.get(as, "/bodies/RYY/actions").ok()
		w.get(as, "/bodies/RYY/partnerships").ok()
	}
	w.get("reporter", "/bodies/RYY/evidence").ok()

	require.NotContains(t, w.get("scotland", "/bodies/RYY").ok().text("main"), "owes no longer", "what it owed is no business of another nation's")
	require.Equal(t, 404, w.get("scotland", "/bodies/RYY/ctr/10").status)
	require.Equal(t, 404, w.get("lead", "/bodies/RYY/ctr/2").status, "it never owed this")

	refused := w.get("reporter", "/bodies/RYY/ctr/13/return")
	require.Equal(t, 403, refused.status)
	require.Contains(t, refused.text("main"), "owes this no longer")
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/13").ok().text("main"), "Written and never sent", "what was typed is not lost")
	require.NotContains(t, w.get("lead", "/bodies/RYY/ctr/13").ok().text("main"), "never sent", "and is the body's own")
}

func TestR29_NothingIsDecidedOrBegunWhereNothingIsOwed(t *testing.T) {
	w := newWorld(t)
	w.merge("RYY", "2026-11-20", "RXK")
	before := w.events()
	owed, err := w.store.Reader().DutyByKey(t.Context(), domain.Scope{All: true}, domain.DutyKey{Body: "RYY", Report: report, Rec: 10})
	require.NoError(t, err)
	waiting, err := w.store.Reader().ReturnsOf(t.Context(), domain.Scope{All: true}, owed.ID)
	require.NoError(t, err)
	const duty = "/bodies/RYY/ctr/10"
	for _, p := range []struct {
		as, path string
		form     url.Values
	}{
		{"lead", duty + "/close", url.Values{"closure": {"not_implemented"}, "reason": {"It ended."}}},
		{"reviewer", duty + "/question/1", url.Values{"text": {"Why?"}}},
		{"reviewer", duty + "/take/" + string(waiting[0].ID), nil},
		{"reviewer", duty + "/review/1", url.Values{"outcome": {"sent_back"}, "reasons": {"No."}}},
		{"reporter", duty + "/response", url.Values{"response": {"accepted"}, "owner": {"Somebody"}}},
		{"reporter", "/bodies/RYY/partnerships/new", url.Values{"partner": {"10003645"}, "what": {"A tie."}, "office": {"no"},
			"from-day": {"1"}, "from-month": {"1"}, "from-year": {"2026"}}},
	} {
		pressed := w.post(p.as, p.path, p.form)
		require.GreaterOrEqual(t, pressed.status, 400, "%s %s", p.as, p.path)
		require.Less(t, pressed.status, 500, "%s %s", p.as, p.path)
	}
	require.Equal(t, before, w.events(), "nothing came of any of it")
	require.Zero(t, w.get("reporter", "/bodies/RYY/partnerships").ok().Find("a[href$='/partnerships/new']").Length())
	require.Zero(t, w.get("reporter", "/bodies/RYY/evidence").ok().Find("a[href$='/evidence/new']").Length())
}
