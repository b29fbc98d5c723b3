package page_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/web/page"
)

func integratedPage() page.IntegratedPage {
	england := page.Figures{Href: "/integrated/1/england", Of: "1. Research time, England", Cell: domain.Cell{Counts: map[domain.Word]int{
		domain.WordConfirmed: 3, domain.WordClaimed: 40, domain.WordSilent: 18, domain.WordReported: 141,
	}}}
	all := page.Figures{Href: "/integrated/1/all", Of: "1. Research time, all nations", Cell: england.Cell, Unreleased: 20}
	return page.IntegratedPage{
		Lede: "Every recommendation", Day: "2026-11-23",
		Headlines: []page.Headline{{
			Figure: "3", Lead: "of 222 duties are confirmed", Text: "Oversight checked the evidence.",
			Href: "/integrated/all/all?word=confirmed", Rule: "R1",
		}},
		Columns: []page.NationColumn{{"England", "live"}, {"Scotland", "Not released yet"}, {"UK-wide", "live"}, {"All", ""}},
		Themes: []page.ThemeRows{{Title: "Time and funding", Rows: []page.RecRow{{
			No: "1", Short: "Research time", Href: "/recommendations/1", Core: true,
			Cells: []page.Figures{england, {Unreleased: 20, Of: "1. Research time, Scotland"}, {}, all},
		}}}},
	}
}

// sumOf adds up the numbers that a cell shows, without what it is "of".
func sumOf(t *testing.T, cell *goquery.Selection) int {
	t.Helper()
	sum := 0
	cell.Find("li").Each(func(_ int, s *goquery.Selection) {
		n, err := strconv.Atoi(strings.ReplaceAll(strings.Fields(s.Text())[0], ",", ""))
		require.NoError(t, err)
		sum += n
	})
	return sum
}

func TestR1_TheWordsOfACellAddUpToWhoOwes(t *testing.T) {
	doc := render(t, page.Integrated(view(t), integratedPage()))
	cells := doc.Find("#integrated tbody td")
	require.Equal(t, "3 of 202 confirmed 40 claimed 18 silent 141 reported, not claimed", spaced(cells.Eq(0)))
	require.Equal(t, 202, sumOf(t, cells.Eq(0)))
	require.Equal(t, "20 owe this, not released", spaced(cells.Eq(1)))
	require.Contains(t, spaced(cells.Eq(2)), "Nobody here owes this")
	require.Equal(t, 222, sumOf(t, cells.Eq(3)), "who is not seen is counted too")
}

func TestEveryFigureLeadsToWhoIsBehindIt(t *testing.T) {
	doc := render(t, page.Integrated(view(t), integratedPage()))
	link := doc.Find("#integrated tbody td a").First()
	require.Equal(t, "/integrated/1/england?word=confirmed", link.AttrOr("href", ""))
	require.Equal(t, "3 of 202 confirmed: 1. Research time, England", link.AttrOr("aria-label", ""))
	require.Equal(t, "3 of 222 duties are confirmed", plain(doc.Find(".heed-headline a").First()))
}

func TestWhereNobodyStandsNothingIsLinked(t *testing.T) {
	p := integratedPage()
	p.Themes[0].Rows[0].Cells[0].Counts = map[domain.Word]int{domain.WordNotYetDue: 202}
	doc := render(t, page.Integrated(view(t), p))
	cell := doc.Find("#integrated tbody td").First()
	require.Equal(t, "0 of 202 confirmed 0 claimed 0 silent 202 not yet due", spaced(cell))
	require.Equal(t, 1, cell.Find("a").Length())
}
