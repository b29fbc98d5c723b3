package site_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/store"
)

// spoken is the text of a part of a page, with single spaces.
func spoken(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

var ofOwed = regexp.MustCompile(`of ([\d,]+) `)

// cellSum adds up the numbers that a cell shows, and reads of how many.
func cellSum(t *testing.T, cell *goquery.Selection) (sum, owed int) {
	t.Helper()
	read := func(text string) int {
		n, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
		require.NoError(t, err)
		return n
	}
	cell.Find(".heed-figures > li").Each(func(_ int, s *goquery.Selection) {
		if !strings.Contains(s.Text(), "not released yet") { // stands beside what is seen
			sum += read(strings.Fields(s.Text())[0])
		}
	})
	if of := ofOwed.FindStringSubmatch(spoken(cell)); of != nil {
		owed = read(of[1])
	}
	return sum, owed
}

// owing is every number of those that owe: of how many, or how many unseen.
var owing = regexp.MustCompile(`of ([\d,]+) confirmed|([\d,]+) not released yet|([\d,]+) owes? this, not released`)

func TestR1_EveryCellOfEveryOversightAddsUp(t *testing.T) {
	o := newOverview(t)
	for _, person := range []string{"dhsc", "scotland", "nihr", "kent"} {
		doc := o.get(person, "/integrated").ok()
		cells := 0
		doc.Find("#integrated tbody td").Each(func(_ int, s *goquery.Selection) {
			if s.Find(".heed-figures").Length() == 0 {
				return
			}
			cells++
			sum, owed := cellSum(t, s)
			require.Equal(t, owed, sum, "%s: %s", person, spoken(s))
		})
		require.Positive(t, cells, person)
	}
	doc := o.get("dhsc", "/integrated").ok()
	doc.Find("#integrated tbody tr").Each(func(_ int, row *goquery.Selection) {
		owed := 0
		row.Find("td").Each(func(i int, s *goquery.Selection) {
			for _, n := range owing.FindAllStringSubmatch(spoken(s), -1) {
				no, err := strconv.Atoi(strings.ReplaceAll(n[1]+n[2]+n[3], ",", ""))
				require.NoError(t, err)
				if i == row.Find("td").Length()-1 {
					no = -no
				}
				owed += no
			}
		})
		require.Zero(t, owed, "all together are the nations, seen and not released: %s", spoken(row))
	})
	england := doc.Find(`#integrated a[href="/recommendations/1"]`).Closest("tr").Find("td").First()
	require.Contains(t, spoken(england), "1 of 203 confirmed", "202 trusts, and the national body for 1e")
}

func TestR4_EachOversightSeesItsNationWholeAndOthersAsReleased(t *testing.T) {
	o := newOverview(t)
	head := func(person string) (texts []string) {
		o.get(person, "/integrated").ok().Find("#integrated thead th").Each(func(_ int, s *goquery.Selection) { texts = append(texts, spoken(s)) })
		return texts[1:]
	}
	require.Equal(t, []string{
		"England As it stands now", "Scotland As released on 23 November 2026", "Wales Not monitored here: the nation has not taken up the report",
		"Northern Ireland Not monitored here: the nation has not taken up the report", "UK-wide As it stands now", "All together",
	}, head("dhsc"))
	require.Equal(t, []string{
		"England Not released yet", "Scotland As it stands now", "Wales Not monitored here: the nation has not taken up the report",
		"Northern Ireland Not monitored here: the nation has not taken up the report", "UK-wide Not released yet", "All together",
	}, head("scotland"))

	lothian := func(person string, rec int) string {
		doc := o.get(person, "/integrated/"+strconv.Itoa(rec)+"/scotland").ok()
		return spoken(doc.Find(`#behind a[href="/bodies/S08000024"]`).Closest("tr"))
	}
	require.Contains(t, lothian("dhsc", 9), "Silent", "what changed after the release is not known")
	require.Contains(t, lothian("scotland", 9), "Confirmed")
	require.Contains(t, lothian("scotland", 1), "10 days past its target date, 146 past its first")
	require.NotContains(t, lothian("dhsc", 1), "past its target date", "beside a released word nothing is known")

	require.Equal(t, http.StatusNotFound, o.get("scotland", "/bodies/RYY/ctr/1").status)
	require.Contains(t, spoken(o.get("scotland", "/bodies/RYY").ok().Find("main")), "not released yet")
	require.NotContains(t, spoken(o.get("scotland", "/bodies/RYY").ok().Find("#duties")), "Claimed")
}

func TestEveryFigureOfTheIntegratedViewLeadsToAsManyRows(t *testing.T) {
	o := newOverview(t)
	doc := o.get("dhsc", "/integrated").ok()
	hrefs := map[string]string{}
	doc.Find("#integrated tbody tr").Slice(0, 3).Find("td a").Each(func(_ int, s *goquery.Selection) { hrefs[s.AttrOr("href", "")] = strings.Fields(s.Text())[0] })
	doc.Find(".heed-headline a").Each(func(_ int, s *goquery.Selection) {
		if href := s.AttrOr("href", ""); strings.HasPrefix(href, "/integrated/") {
			hrefs[href] = strings.Fields(s.Text())[0]
		}
	})
	require.Greater(t, len(hrefs), 10)
	for href, figure := range hrefs {
		rows := o.get("dhsc", href).ok().Find("h2#rows")
		require.Equal(t, figure, strings.Fields(rows.Text())[0], href)
	}
}

func TestTheHeadlinesSayWhatMatters(t *testing.T) {
	o := newOverview(t)
	text := spoken(o.get("dhsc", "/integrated").ok().Find(".heed-headlines"))
	require.Contains(t, text, "2 of 2,")
	require.Contains(t, text, "wait behind UK Government for 3. Long-term funding")
	require.Contains(t, text, "recommendations are implemented in a whole nation")
	require.NotContains(t, text, "%", "never a percentage alone")
}

func TestWhatAFilterAsksForAndThereIsNotIsSaid(t *testing.T) {
	o := newOverview(t)
	for address, label := range map[string]string{
		"/hold-ups?nation=mars": "Nation", "/package/bodies?nation=mars": "Nation", "/package/edges?hold=bogus": "How it holds",
		"/suppose?rec=99": "Recommendation", "/barriers?kind=x": "Kind of organisation", "/integrated/9/england?word=x": "Where it stands",
		"/bodies?kind=x": "Kind", "/desk?rec=99": "Recommendation", "/people?state=x": "Account",
	} {
		p := o.get("dhsc", address)
		require.Len(t, p.faults(), 1, address)
		require.Contains(t, p.faults()[0], label, address)
	}
	require.Equal(t, http.StatusNotFound, o.get("dhsc", "/package/edges?body=nowhere").status)
}

func TestTheHeatmapIsNarrowedByItsForm(t *testing.T) {
	o := newOverview(t)
	rows := func(query string) int { return o.get("dhsc", "/heatmap"+query).ok().Find("#heatmap tbody tr").Length() }
	all := rows("")
	require.Greater(t, all, 230)
	london := o.get("dhsc", "/heatmap?region=London&kind=trust").ok().Find("#heatmap tbody tr")
	require.Positive(t, london.Length())
	require.Less(t, london.Length(), 60)
	require.Equal(t, 3, rows("?word=claimed&nation=england")+rows("?word=claimed&nation=uk"))
	require.Equal(t, 1, rows("?word=claimed&nation=scotland"), "as it was released")
	odd := o.get("dhsc", "/heatmap?word=nonsense&nation=atlantis&as=csv")
	require.Equal(t, []string{"Choose one of the answers offered for “Nation”", "Choose one of the answers offered for “Where a duty stands”"}, odd.faults(),
		"nothing is left out unsaid, and no file says that it is filtered")
	require.Equal(t, all, odd.Find("#heatmap tbody tr").Length())
	theme := o.get("dhsc", "/heatmap?theme=1").ok()
	require.Equal(t, 4, theme.Find("#heatmap thead th").Length())
	require.Equal(t, "1", theme.Find(`select[name=theme] option[selected]`).AttrOr("value", ""))

	kent := o.get("dhsc", "/heatmap").ok().Find(`#heatmap a[href="/bodies/RYY/ctr/1"]`)
	require.Equal(t, "Cl, Claimed", kent.AttrOr("aria-label", ""))
	lothian := o.get("dhsc", "/heatmap?nation=scotland").ok().Find(`#heatmap a[href="/bodies/S08000024#rec-17"]`)
	require.Equal(t, "Cl, Claimed", lothian.AttrOr("aria-label", ""))
}

func TestARecommendationSaysWhatIsAskedAndHowItStands(t *testing.T) {
	o := newOverview(t)
	doc := o.get("dhsc", "/recommendations/3").ok()
	text := spoken(doc.Find("main"))
	for _, want := range []string{
		"3. Long-term funding", "Core ask", "What counts as proof:", "DHSC reports and signs", "In the report:",
		"on it directly", "funds", "informs", "Our reading of the report",
	} {
		require.Contains(t, text, want)
	}
	require.Equal(t, 1, doc.Find("#above tbody tr").Length())
	require.Equal(t, 4, doc.Find("#below tbody tr").Length())
	require.Contains(t, spoken(o.get("dhsc", "/recommendations/4").ok().Find("main")), "1,104 in 2018/19")
	for _, no := range []string{"18", "0", "x"} {
		require.Equal(t, http.StatusNotFound, o.get("dhsc", "/recommendations/"+no).status)
	}
}

func TestTheGraphIsThePictureAndTheTable(t *testing.T) {
	o := newOverview(t)
	doc := o.get("dhsc", "/graph").ok()
	require.Equal(t, 17, doc.Find("svg.heed-graph a").Length())
	require.Equal(t, 36, doc.Find("#dependencies tbody tr").Length())
	require.Equal(t, 17, doc.Find("#nodes tbody tr").Length())
	kinds := 0
	doc.Find("svg.heed-graph .heed-label-text").Each(func(_ int, s *goquery.Selection) { kinds += 1 + strings.Count(s.Text(), ",") })
	require.Equal(t, 36, kinds, "every dependency has its label")
	doc.Find("svg.heed-graph a").Each(func(_ int, s *goquery.Selection) {
		o.get("dhsc", s.AttrOr("href", "")).ok()
		require.Contains(t, s.AttrOr("aria-label", ""), "confirmed")
	})
}

func TestR6_ABodySaysWhomItWaitsOnAndWhoWaitsOnIt(t *testing.T) {
	o := newOverview(t)
	kent := spoken(o.get("kent", "/bodies/RYY").ok().Find("main"))
	for _, want := range []string{
		"Kent Community Health NHS Foundation Trust", "Autumn 2026 is still open", "Whom it waits on", "Say that nothing has changed", "1 of 9 confirmed",
	} {
		require.Contains(t, kent, want)
	}
	require.NotContains(t, kent, "Reports waiting to be signed")
	require.Contains(t, spoken(o.get("chief", "/bodies/RYY").ok().Find("main")), "Reports waiting to be signed")

	steps := func(as string) []string {
		return o.get(as, "/bodies/RYY").ok().lines(".heed-steps a")
	}
	require.Equal(t, []string{"Say that nothing has changed", "Evidence library", "Dated actions", "Partnerships", "Beside others like it", "Spot checks"}, steps("kent"))
	require.Equal(t, []string{"Reports waiting to be signed", "Evidence library", "Dated actions", "Partnerships", "Beside others like it", "Spot checks"}, steps("chief"))
	require.Equal(t, []string{"Dated actions", "Partnerships", "Beside others like it", "Spot checks"}, steps("dhsc"))
	require.Empty(t, steps("nihr"))

	nihr := spoken(o.get("nihr", "/bodies/NIHR").ok().Find("main"))
	require.Contains(t, nihr, "UK Government for 3. Long-term funding (funds")
	dhsc := spoken(o.get("dhsc", "/bodies/UKG").ok().Find("main"))
	require.Contains(t, dhsc, "Who waits on it")
	require.Contains(t, dhsc, "wait behind this, directly or in turn")

	other := spoken(o.get("kent", "/bodies/NIHR").ok().Find("main"))
	require.Contains(t, other, "You cannot see any of them.")
	require.NotContains(t, other, "Claimed")
	require.Equal(t, http.StatusNotFound, o.get("kent", "/bodies/NOBODY").status)
}

func TestADutysPageSaysHowItHangsTogether(t *testing.T) {
	o := newOverview(t)
	links := o.get("kent", "/bodies/RYY/ctr/1").ok().Find("#links")
	text := spoken(links)
	require.Contains(t, text, "UK Government for 3. Long-term funding (funds")
	require.Contains(t, text, "Not claimed yet", "of a duty outside one's scope no more is said")
	require.NotContains(t, spoken(links.Find(`a[href="/recommendations/3"]`).Closest("li")), "Silent")
	links = o.get("dhsc", "/bodies/RYY/ctr/1").ok().Find("#links")
	require.Contains(t, spoken(links), "Silent", "DHSC sees the UK Government's duty whole")
	links.Find("a").Each(func(_ int, s *goquery.Selection) {
		o.get("dhsc", s.AttrOr("href", "")).ok()
	})
}

func TestAStrangerIsAskedToSignIn(t *testing.T) {
	o := newOverview(t)
	for _, path := range []string{"/integrated", "/integrated/1/england", "/heatmap", "/graph", "/recommendations/1", "/bodies/RYY"} {
		require.Equal(t, http.StatusSeeOther, o.get("", path).status, path)
	}
}

func TestAnAddressThatNamesNoCellIsNotFound(t *testing.T) {
	o := newOverview(t)
	for _, path := range []string{"/integrated/18/england", "/integrated/1/atlantis", "/integrated/x/all"} {
		require.Equal(t, http.StatusNotFound, o.get("dhsc", path).status, path)
	}
	require.Equal(t, http.StatusNotFound, o.get("kent", "/integrated/1/scotland").status, "a nation of which they have no figures")
}

func TestPagesOfThePictureAskTheDatabaseLittle(t *testing.T) {
	o := newOverview(t)
	o.get("dhsc", "/integrated").ok()
	for _, path := range []string{"/integrated", "/integrated/all/all", "/heatmap", "/graph", "/recommendations/1", "/bodies/UKG"} {
		ctx, queries := store.CountQueries(t.Context())
		o.read(path, o.do("dhsc", httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil))).ok()
		require.LessOrEqual(t, queries.Load(), int64(6), path)
	}
}
