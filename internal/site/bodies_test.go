package site_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheRegisterIsSearched(t *testing.T) {
	w := newWorld(t)
	names := func(query string) string {
		return strings.Join(w.get("reporter", "/bodies"+query).ok().lines("#bodies tbody th"), ", ")
	}
	require.Equal(t, "22 organisations", w.get("reporter", "/bodies").ok().text("[role=status]"))
	require.Equal(t, "Kent Community Health NHS Foundation Trust", names("?q=kent"))
	require.Equal(t, "Kent Community Health NHS Foundation Trust", names("?q=ryy"))
	require.Equal(t, "NHS Lothian", names("?nation=scotland&kind=health_board"))
	require.Equal(t, "Kent Community Health NHS Foundation Trust", names("?region=South+East"))
	require.Contains(t, w.get("reporter", "/bodies?q=no-such-body").ok().text("#bodies"), "No organisation fits")
	require.NotContains(t, names(""), "Health Education England")
}

func TestAClosedBodyNamesItsSuccessor(t *testing.T) {
	w := newWorld(t)
	p := w.get("reporter", "/bodies?closed=yes&q=Education").ok()
	row := p.row("bodies", "Health Education England")
	require.Equal(t, "Closed on 31 March 2023 Succeeded by: NHS England", row[4])
	require.Equal(t, "/bodies/NHSE", p.Find("#bodies td a").AttrOr("href", ""))
}
