package site_test

import (
	"net/http"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
)

func TestEveryTileSaysWhatItsRowOfTheTableSays(t *testing.T) {
	o := newOverview(t)
	p := o.get("dhsc", "/regions").ok()
	require.Equal(t, 10, p.Find(".heed-tile").Length(), "seven regions, and three nations without any")
	p.Find(".heed-tile").Each(func(_ int, tile *goquery.Selection) {
		link := tile.Find("h2 a")
		row := p.row("regions", link.Text())
		if row[1] == "0" {
			return // nothing of it was released
		}
		require.Contains(t, spoken(tile), row[2]+" of "+row[1]+" confirmed")
		require.Contains(t, spoken(tile), row[4]+" claimed, "+row[6]+" silent")
		o.get("dhsc", link.AttrOr("href", "")).ok()
	})
	scotland := p.Find(".heed-tile:has(a[href*=scotland])")
	require.Contains(t, spoken(scotland), "As released on 23 November 2026", "not as it stands today (R4)")
	require.Contains(t, p.row("regions", "Scotland")[8], "As released on 23 November 2026")
	require.NotContains(t, spoken(p.Find(".heed-tile:has(a[href*=London])")), "Released")
	require.Equal(t, []string{"Scotland", "Wales", "Northern Ireland"}, o.get("dhsc", "/regions?rec=3").ok().lines(".heed-tile h2"), "governments owe it, and they are in no region")
}

func TestR4_ATileIsOfWhatTheVisitorSees(t *testing.T) {
	o := newOverview(t)
	require.Equal(t, []string{"South East"}, o.get("kent", "/regions").ok().lines(".heed-tile h2"))
	require.Contains(t, o.get("kent", "/regions").ok().text(".heed-tile"), "of 9 confirmed")
	require.Equal(t, http.StatusUnprocessableEntity, o.get("kent", "/regions?nation=wales").status)
}
