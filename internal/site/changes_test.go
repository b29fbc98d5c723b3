package site_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR19_WhatChangedSinceARoundClosed(t *testing.T) {
	o := newOverview(t)
	require.Contains(t, o.get("dhsc", "/changes").ok().text("main"), "No round has closed yet")
	rounds, err := o.store.Reader().Rounds(t.Context(), report)
	require.NoError(t, err)
	for _, r := range rounds {
		if r.Nations[0] == domain.England {
			require.NoError(t, o.app.CloseRound(t.Context(), o.actor("dhsc"), r.ID))
		}
	}
	o.setDay("2026-12-20")
	o.put("RXK", 9, confirmed) // claimed when the round closed
	o.put("RJ1", 10, claimed)  // silent then
	doc := o.get("dhsc", "/changes").ok()
	lines := doc.lines("#sentences li")
	require.Contains(t, lines, "1 duty became confirmed.")
	require.Contains(t, lines, "1 duty came to be claimed.")
	require.Contains(t, lines, "1 duty that was silent is silent no more.", "each turn is counted by itself")
	doc.Find("#sentences a").Each(func(_ int, link *goquery.Selection) {
		to, _ := link.Attr("href")
		_, rows := o.get("dhsc", strings.TrimSuffix(to, "#rows")+"&as=csv").file()
		n, _, _ := strings.Cut(link.Text(), " ")
		require.Equal(t, n, strconv.Itoa(len(rows)), "%s: the rows that the sentence counts", link.Text())
	})
	const unseen = "You can see none of these duties in full"
	elsewhere := o.get("dhsc", "/changes?nation=scotland").ok()
	require.Contains(t, elsewhere.text("main"), unseen, "what cannot be seen has not stayed the same")
	require.Zero(t, elsewhere.Find("#trend").Length())
	require.NotContains(t, o.get("dhsc", "/brief?nation=scotland").ok().text("main"), "Nothing changed")
	day, _ := o.get("dhsc", "/brief?nation=england&page=2").ok().Find(".heed-as-at a").Attr("href")
	require.Equal(t, "/as-at?to=%2Fbrief%3Fnation%3Dengland", day, "a past day is of the same part")
	o.get("dhsc", day+"&day-day=10&day-month=12&day-year=2026").went("/brief?as_at=2026-12-10&nation=england")
	require.Equal(t, 2, doc.Find("#trend tbody tr").Length(), "the day it closed, and now")
	_, rows := o.get("dhsc", "/changes?as=csv").file()
	changed := map[string]string{}
	for _, row := range rows {
		if row["was"] != row["is"] {
			changed[row["body"]+"/"+row["recommendation"]] = row["was"] + " > " + row["is"]
		}
	}
	require.Equal(t, map[string]string{"RXK/9": "claimed > confirmed", "RJ1/10": "silent > claimed"}, changed)
	scotland := o.get("scotland", "/changes").ok()
	require.Contains(t, scotland.text("main"), "No round has closed yet", "rounds are each nation's own (R4)")
	require.Zero(t, scotland.Find("#changes a").Length())
}
