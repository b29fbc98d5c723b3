package site_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestR19_ABriefSaysOfAnyPartWhatItsRowsHold(t *testing.T) {
	o := newOverview(t)
	for _, part := range []string{"", "?nation=england", "?rec=14&nation=england", "?region=London", "?kind=trust&rec=1", "?body=RYY"} {
		p := o.get("dhsc", "/brief"+part).ok()
		lines := p.Find("#sentences li")
		require.Greater(t, lines.Length(), 1, part)
		for i := range lines.Length() {
			link := lines.Eq(i).Find("a").First()
			href := link.AttrOr("href", "")
			if !strings.HasPrefix(href, "/integrated/") {
				continue
			}
			rows := o.get("dhsc", href).ok()
			require.Regexp(t, `\b`+strings.Fields(rows.text("#rows"))[0]+`\b`, link.Text(), "%s leads to %s", part, href)
		}
	}
	own := o.get("kent", "/brief").ok()
	require.Contains(t, own.text("#sentences"), "9 duties are owed by 1 organisation on 23 November 2026.")
	require.Equal(t, "1", own.row("recs", "1. Research time")[1])
}

func TestR4_ABriefSaysNothingOfWhatIsNotTheVisitors(t *testing.T) {
	o := newOverview(t)
	require.Zero(t, o.get("kent", "/brief?body=RXK").ok().Find("#sentences").Length())
	require.Equal(t, http.StatusUnprocessableEntity, o.get("kent", "/brief?nation=wales").status, "a nation of which they see nothing")
	scotland := o.get("dhsc", "/brief?nation=scotland").ok()
	require.Contains(t, scotland.text("#sentences"), "are those that its oversight released on")
	require.NotContains(t, scotland.text("main"), "holds up")
	require.Equal(t, http.StatusUnprocessableEntity, o.get("dhsc", "/brief?body=nowhere").status)
}
