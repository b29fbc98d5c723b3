package site_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
)

// figure reads a number as pages write it.
func figure(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
	require.NoError(t, err, "%q", text)
	return n
}

func TestEveryFigureOfThePackageLeadsToItsRows(t *testing.T) {
	o := newOverview(t)
	for _, person := range []string{"dhsc", "scotland", "kent"} {
		doc := o.get(person, "/package").ok()
		doc.Find("#nations tbody tr").Each(func(_ int, row *goquery.Selection) {
			cells := row.Find("td")
			sum, all := 0, figure(t, cells.First().Text())
			cells.Slice(1, cells.Length()).Each(func(_ int, c *goquery.Selection) { sum += figure(t, c.Text()) })
			require.Equal(t, all, sum, "%s: %s", person, spoken(row))
		})
		link := doc.Find("#nations tbody td a").First()
		rows := o.get(person, link.AttrOr("href", "")).ok()
		require.Contains(t, rows.text(".nhsuk-lede-text"), link.Text()+" place")
	}
	require.Equal(t, 1, o.get("scotland", "/package").ok().Find("#nations tbody tr").Length(), "Scotland sees its own (R4)")
	require.Contains(t, o.get("dhsc", "/package").ok().text("#nations"), "UK-wide")
}

func TestR6_HoldUpsSayWhoWaitsAndAreNoFailing(t *testing.T) {
	o := newOverview(t)
	doc := o.get("dhsc", "/hold-ups").ok()
	first := doc.Find("#hold-ups tbody tr").First()
	require.Contains(t, spoken(first), "Long-term funding")
	suppose := o.get("dhsc", first.Find("a").Last().AttrOr("href", "")).ok()
	require.Contains(t, suppose.text("#supposed"), "would come free at once")
	require.Equal(t, 202, figure(t, first.Find("td").First().Text()))
	require.Contains(t, suppose.text("main"), "The first 200 are listed here.")
	require.Contains(t, suppose.text("#ready-caption"), "202 duties would come free")
	require.Equal(t, 200, suppose.Find("#ready tbody tr").Length())

	require.NotContains(t, doc.text("#hold-ups"), "any of which would do", "no partnership is recorded")
	kent := o.get("kent", "/bodies/RYY").ok()
	require.Contains(t, kent.text("main"), "Waiting is no failing of this organisation")
	require.Contains(t, o.get("dhsc", "/bodies/RXK").ok().text("#upstream"), "UK Government, 3. Long-term funding")
}

func TestSupposingWhatNobodyOwesIsSaidAtTheField(t *testing.T) {
	o := newOverview(t)
	for _, query := range []string{"rec=3&nation=scotland&body=UKG", "rec=3&body=ZZZ", "rec=16&body=RYY"} {
		p := o.get("dhsc", "/suppose?"+query)
		require.Equal(t, http.StatusUnprocessableEntity, p.status, query)
		require.Equal(t, []string{"Nobody there owes this recommendation, or it is not yours to see"}, p.faults())
	}
	require.Zero(t, o.get("dhsc", "/suppose").ok().Find("#supposed").Length())
}

// Scotland's board had its 9 confirmed after the release: DHSC knows neither that
// nor what would follow.
func TestR4_NothingIsSupposedOfWhatAnotherNationDidNotRelease(t *testing.T) {
	o := newOverview(t)
	for _, query := range []string{"rec=9&body=S08000024", "rec=17&body=S08000024", "rec=1&nation=scotland", "rec=3&nation=scotland"} {
		p := o.get("dhsc", "/suppose?"+query)
		require.Equal(t, http.StatusUnprocessableEntity, p.status, query)
		require.Zero(t, p.Find("#supposed").Length(), query)
	}
	o.get("scotland", "/suppose?rec=3&nation=scotland").ok()
	own := o.get("kent", "/suppose?rec=14&body=RYY").ok()
	own.Find("#ready tbody th a").Each(func(_ int, a *goquery.Selection) {
		require.Equal(t, "/bodies/RYY", a.AttrOr("href", ""), "a Trust sees its own alone")
	})
}
