package site_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
)

// Scotland's board has its 9 confirmed on the overview's last day alone.
func TestR19_APageAsAtAnEarlierDay(t *testing.T) {
	o := newOverview(t)
	const before = "?as_at=2026-11-22"
	now := o.get("scotland", "/bodies/S08000024/ctr/9").ok()
	require.Contains(t, spoken(now.Find(".heed-standing")), "Confirmed")
	then := o.get("scotland", "/bodies/S08000024/ctr/9"+before).ok()
	require.NotContains(t, spoken(then.Find(".heed-standing")), "Confirmed")
	require.Contains(t, spoken(then.Find(".heed-past")), "This is how it stood at the end of 22 November 2026.")
	require.Contains(t, then.Find("title").Text(), "as at 22 November 2026")
	require.Zero(t, then.Find(".heed-next, form[method=post]:not([action='/sign-out'])").Length(), "nothing is done in the past")
	require.Contains(t, spoken(o.get("scotland", "/integrated"+before).ok().Find("#integrated thead")), "As it stood then")
}

func TestR19_LinksStayWithinTheirDay(t *testing.T) {
	o := newOverview(t)
	past := regexp.MustCompile(`^/(integrated|heatmap|graph|package(/\w+)?|hold-ups|barriers(/\w+)?|changes|suppose|recommendations/\d+|bodies/[^/?]+(/ctr/\d+)?)([?#].*)?$`)
	for _, path := range []string{"/integrated", "/integrated/all/all", "/heatmap", "/graph", "/recommendations/1", "/bodies/RJ1", "/bodies/RJ1/ctr/1", "/package", "/package/bodies", "/package/edges", "/hold-ups", "/suppose?rec=3", "/barriers"} {
		join := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
		doc, kept := o.get("dhsc", path+join+"as_at=2026-11-22").ok(), 0
		doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
			to := a.AttrOr("href", "")
			if past.MatchString(to) && !strings.Contains(to, "as_at=&") && !strings.HasSuffix(to, "as_at=") {
				require.Contains(t, to, "as_at=2026-11-22", "%s leads from then to now", path)
				kept++
			}
		})
		require.Positive(t, kept, path)
		require.Positive(t, doc.Find(`.heed-past a[href$="as_at="], .heed-past a[href*="as_at=&"]`).Length(), "a way back to now")
	}
	require.Zero(t, o.get("dhsc", "/integrated").ok().Find(`a[href*="as_at="]`).Length(), "and now stays now")
	filter := o.get("dhsc", "/heatmap?as_at=2026-11-22&nation=scotland").ok()
	require.Equal(t, "2026-11-22", filter.Find(`form.heed-filter input[name="as_at"]`).AttrOr("value", ""))
}

func TestR19_ADayThatIsNoPastDay(t *testing.T) {
	o := newOverview(t)
	for _, path := range []string{"/integrated?as_at=yesterday", "/integrated?as_at=2026-02-30", "/bodies/RJ1?as_at=1999-01-01"} {
		require.Equal(t, http.StatusNotFound, o.get("dhsc", path).status, path)
	}
	later := o.get("dhsc", "/integrated?as_at=2030-01-01").ok()
	require.Zero(t, later.Find(".heed-past").Length(), "a later day is now")
	require.Equal(t, "1 January 2030 has not come yet. This page shows how it stands today.", later.text(".heed-ahead"))
	require.Zero(t, o.get("dhsc", "/integrated?as_at="+string(today)).ok().Find(".heed-ahead").Length())
	for _, path := range []string{"/integrated/1/england?word=silent", "/package/edges?hold=ahead", "/package/bodies?nation=england", "/suppose?rec=3"} {
		to := o.get("dhsc", path).ok().Find(".heed-as-at a").AttrOr("href", "")
		o.get("dhsc", to+"&day-day=22&day-month=11&day-year=2026").went(strings.Replace(path, "?", "?as_at=2026-11-22&", 1))
	}
	ask := "/as-at?to=/heatmap"
	for typed, says := range map[string]string{
		"&day-day=&day-month=&day-year=":             "date",
		"&day-day=31&day-month=2&day-year=2026":      "must be a date that exists",
		"&day-day=23&day-month=11&day-year=2026":     "must be over already",
		"&day-day=23&day-month=11&day-year=2030":     "must be over already",
		"&day-day=1&day-month=january&day-year=2001": "Nothing had been recorded by then",
	} {
		p := o.get("dhsc", ask+typed)
		require.Equal(t, http.StatusUnprocessableEntity, p.status, typed)
		require.Contains(t, p.text(".nhsuk-error-summary"), says)
	}
	p := o.get("dhsc", ask+"&day-day=22&day-month=November&day-year=2026")
	require.Equal(t, "/heatmap?as_at=2026-11-22", p.location)
	p = o.get("dhsc", "/as-at?to=//evil.example&day-day=22&day-month=11&day-year=2026")
	require.Equal(t, "/integrated?as_at=2026-11-22", p.location, "it leads nowhere else")
}
