package site_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// Any two versions that somebody may see are compared, chosen on the duty's page
// or on that of a comparison.
func TestAnyTwoVersionsAreChosenAndCompared(t *testing.T) {
	w := newWorld(t)
	says := func(words string) func(*domain.Content) { return func(c *domain.Content) { c.Narrative = words } }
	const duty = "/bodies/RYY/ctr/17"
	w.sign(17, says("The first."))
	require.Zero(t, w.get("reporter", duty).ok().Find("form[action$='/compare']").Length(), "there is nothing to compare with")
	require.NoError(t, w.app.GiveBack(t.Context(), w.actor("approver"), app.GiveBack{Key: key(17), No: w.submit(17, says("The second.")), Reason: "Say more."}))
	w.sign(17, says("The third."))

	for as, numbers := range map[string][]string{
		"reporter": {"Version 1", "Version 2", "Version 3"},
		"reviewer": {"Version 1", "Version 3"}, // what was given back is the body's own
	} {
		p := w.get(as, duty).ok()
		form := p.Find("form[action='" + duty + "/compare'][method='get']")
		require.Equal(t, 1, form.Length(), as)
		require.Equal(t, numbers, p.lines("#from option"), as)
		require.Equal(t, numbers, p.lines("#to option"), as)
		require.Equal(t, "3", p.Find("#to option[selected]").AttrOr("value", ""), as)

		p = w.get(as, duty+"/compare?from=1&to=3").ok()
		require.Equal(t, []string{"What has happened, and what comes next", "The first.", "The third.", "Changed"}, p.row("compare", "What has happened, and what comes next"))
		require.Equal(t, "1", p.Find("#from option[selected]").AttrOr("value", ""), as)
		require.Equal(t, numbers, p.lines("#from option"), as)
		w.get(as, w.get(as, duty+"/versions/3").ok().Find("main a[href*='/compare?']").AttrOr("href", "")).ok()
	}
	require.Equal(t, 404, w.get("reviewer", duty+"/compare?from=2&to=3").status)
}
