package site_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// counted are the rows that a link leads to, and the organisations of them.
func (w *world) counted(as, href string) (rows, bodies int) {
	w.t.Helper()
	path, _, _ := strings.Cut(href, "#")
	with := "?"
	if strings.Contains(path, "?") {
		with = "&"
	}
	_, found := w.get(as, path+with+"as=csv").file()
	var codes []string
	for _, row := range found {
		if !slices.Contains(codes, row["body"]) {
			codes = append(codes, row["body"])
		}
	}
	return len(found), len(codes)
}

// counts requires that each figure of a part of a page leads to as many rows, or
// in columns of organisations to rows of as many, and that none leads nowhere.
func (w *world) counts(as string, p *page, part string, ofBodies func(column int) bool) {
	w.t.Helper()
	checked := 0
	p.Find(part).Each(func(_ int, cell *goquery.Selection) {
		link := cell.Find("a")
		text := strings.TrimSpace(cell.Text())
		if text == "0" {
			require.Zero(w.t, link.Length())
			return
		}
		require.Equal(w.t, 1, link.Length(), "%s: a figure without its rows: %s", p.what, text)
		rows, bodies := w.counted(as, link.AttrOr("href", ""))
		if ofBodies(cell.Index()) {
			rows = bodies
		}
		require.Equal(w.t, figure(w.t, text), rows, "%s: %s leads to %s", p.what, text, link.AttrOr("href", ""))
		checked++
	})
	require.NotZero(w.t, checked, "%s %s", p.what, part)
}

func noBodies(int) bool { return false }

// endRound closes England's round.
func (w *world) endRound() {
	w.t.Helper()
	rounds, err := w.store.Reader().Rounds(w.t.Context(), report)
	require.NoError(w.t, err)
	for _, r := range rounds {
		if r.Nations[0] == domain.England {
			require.NoError(w.t, w.app.CloseRound(w.t.Context(), w.actor("dhsc"), r.ID))
		}
	}
}

func TestEveryFigureOfTheBarriersLeadsToItsRows(t *testing.T) {
	o := newOverview(t)
	o.name("no_funding", 3, trusts("London"))
	o.name("no_funding", 2, trusts("North West"))
	for _, body := range []string{"NIHR", "S08000024"} {
		o.put(body, 5+4*strings.Index("NS", body[:1]), func(d *domain.Duty) { d.State.Barriers = append(d.State.Barriers, "no_funding") })
	}
	o.put("RXK", 9, func(d *domain.Duty) { d.State.Barriers = append(d.State.Barriers, "no_funding") })
	o.endRound()
	o.setDay("2026-12-20")
	o.put("RXK", 9, confirmed)
	ofBodies := func(column int) bool { return column <= 2 }
	for _, as := range []string{"dhsc", "kent"} {
		for _, part := range []string{"", "?kind=trust", "?nation=england&page=2"} {
			p := o.get(as, "/barriers"+part).ok()
			require.NotContains(t, p.Find("main").Text(), "?&")
			if as == "dhsc" {
				o.counts(as, p, "#barriers tbody td.nhsuk-table__cell--numeric", ofBodies)
			}
			p.Find("#barriers tbody tr td:nth-child(5) a").Each(func(_ int, most *goquery.Selection) {
				_, bodies := o.counted(as, most.AttrOr("href", ""))
				require.Contains(t, most.Text(), "("+string(rune('0'+bodies))+")")
			})
		}
	}
	one := o.get("dhsc", "/barriers/no_funding").ok()
	for _, table := range []string{"#regions", "#kinds", "#recs"} {
		o.counts("dhsc", one, table+" tbody td", func(int) bool { return table != "#recs" })
	}
	require.Contains(t, o.get("dhsc", "/barriers/no_funding?who=past").ok().text("#rows"), "1 duty got past it")
	require.Equal(t, []string{"/barriers/no_funding"}, hrefs(o.get("dhsc", "/barriers?rec=&nation=&region=").ok(), "#barriers th a[href*=no_funding]"))
}

// hrefs are where links lead.
func hrefs(p *page, links string) []string {
	var found []string
	p.Find(links).Each(func(_ int, a *goquery.Selection) { found = append(found, a.AttrOr("href", "")) })
	return found
}

func TestEveryFigureOfTheRegionsLeadsToItsRows(t *testing.T) {
	o := newOverview(t)
	for _, part := range []string{"", "?rec=1", "?kind=trust&region=London", "?nation=england&rec=11"} {
		o.counts("dhsc", o.get("dhsc", "/regions"+part).ok(), "#regions tbody td.nhsuk-table__cell--numeric", noBodies)
	}
	o.counts("kent", o.get("kent", "/regions").ok(), "#regions tbody td.nhsuk-table__cell--numeric", noBodies)
}

func TestR19_EveryFigureOfABriefLeadsToItsRows(t *testing.T) {
	o := newOverview(t)
	o.put("RXK", 10, func(d *domain.Duty) { overdue(d); d.State.SignedAt = d.State.SignedAt.AddDate(0, -6, 0) })
	o.endRound()
	o.setDay("2026-12-20")
	o.put("RXK", 9, confirmed)
	for _, as := range []string{"dhsc", "kent"} {
		for _, part := range []string{"", "?kind=trust&rec=9", "?nation=england"} {
			p := o.get(as, "/brief"+part).ok()
			o.counts(as, p, "#recs tbody td", noBodies)
			o.counts(as, p, "#trend tbody td", noBodies)
			p.Find("#sentences li a[href^='/integrated']").Each(func(_ int, link *goquery.Selection) {
				text := link.Text()
				rows, _ := o.counted(as, link.AttrOr("href", ""))
				require.Regexp(t, `\b`+strings.Join(strings.Fields(o.number(rows)), "")+`\b`, text)
			})
		}
		o.counts(as, o.get(as, "/changes").ok(), "#trend tbody td", noBodies)
	}
}

// number is a number as pages write it.
func (w *world) number(n int) string {
	text := []rune{}
	for i, r := range slices.Backward([]rune(strings.TrimSpace(strconv.Itoa(n)))) {
		if d := len(strconv.Itoa(n)) - i; d > 3 && d%3 == 1 {
			text = append(text, ',')
		}
		text = append(text, r)
	}
	slices.Reverse(text)
	return string(text)
}

func TestR6_EveryFigureOfTheHoldUpsLeadsToItsRows(t *testing.T) {
	o := newOverview(t)
	for _, as := range []string{"dhsc", "scotland", "nihr"} {
		p := o.get(as, "/hold-ups").ok()
		o.counts(as, p, "#hold-ups tbody td.nhsuk-table__cell--numeric", func(column int) bool { return column == 3 })
		p.Find("#hold-ups tbody tr:first-child td:nth-child(5) a").Each(func(_ int, link *goquery.Selection) {
			rows, _ := o.counted(as, link.AttrOr("href", ""))
			require.Contains(t, link.Text()+" ", " "+o.number(rows)+" ")
		})
	}
	queue := o.get("dhsc", "/integrated/all/all?behind=UKG/3&direct=yes").ok()
	require.Contains(t, queue.text("main"), "Only those that wait for UK Government, 3. Long-term funding itself.")
	require.Equal(t, 404, o.get("dhsc", "/integrated/all/all?behind=nobody/3").status)
	for _, as := range []string{"kent", "dhsc"} {
		require.Equal(t, 404, o.get(as, "/integrated/all/all?behind=SG/3").status, "nothing that they see whole waits behind it (R4)")
	}
	released, _ := o.counted("dhsc", "/integrated/all/scotland?behind=3")
	require.Zero(t, released, "who waits in Scotland was not released (R4)")
	_, own := o.counted("nihr", "/integrated/all/all?behind=UKG/3")
	require.Equal(t, 1, own, "of others they see nothing (R4)")
}

func TestR6_EverySentenceOfThePackageLeadsToItsRows(t *testing.T) {
	o := newOverview(t)
	for _, as := range []string{"dhsc", "scotland", "kent"} {
		p := o.get(as, "/package").ok()
		p.Find("#sentences a, .heed-weakest > p a[href*='/integrated'], .heed-weakest a[href*='failing']").Each(func(_ int, link *goquery.Selection) {
			rows, _ := o.counted(as, link.AttrOr("href", ""))
			require.Contains(t, link.Text(), o.number(rows), link.AttrOr("href", ""))
		})
		require.GreaterOrEqual(t, p.Find("#sentences a").Length(), 2)
		more := p.Find(".heed-weakest details")
		if more.Length() > 0 {
			require.Contains(t, spoken(more.Find("summary")), o.number(more.Find("li").Length()))
		}
		for _, href := range hrefs(p, "a[href*='/package/edges']") {
			require.NotContains(t, href, "?&")
			require.NotContains(t, href+"&", "=&")
		}
	}
}
