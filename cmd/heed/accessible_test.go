package main

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
)

// cast are the people whose pages together are all pages; where several can
// open one, it is looked at as the one who finds most to fill in there.
var cast = []string{
	stranger, "dhsc_lead", "dhsc_reviewer", "teaching_rd", "teaching_approver", "community_rd", "sent_back_rd", "nihr_manager", "nihr_director",
	"university_office", "university_approver", "sg_lead", "wg_reviewer", "assurer", "auditor", "administrator",
}

// stranger is who is not signed in.
const stranger = ""

// entrances are where the walk of a person begins: the start page, and what a
// button leads to and no link.
func entrances(person string) []string {
	switch person {
	case stranger:
		return []string{"/", "/sign-in", "/set-password/spent"}
	case "sent_back_rd":
		return []string{"/", "/bodies/RXK/ctr/1/return/evidence?for=1a"}
	case "dhsc_reviewer":
		return []string{"/", "/desk?page=2", "/desk?holder=mine"}
	}
	return []string{"/"}
}

// sight is one page of one person.
type sight struct{ person, path string }

// parts of an address that name a thing rather than a page.
var named = regexp.MustCompile(`^(\d+|[0-9a-f-]{36}|[A-Z0-9][A-Za-z0-9-]*\d[A-Za-z0-9-]*|[A-Z][A-Z-]+|england|scotland|wales|northern_ireland|uk|all)$`)

// pattern is the kind of page that an address leads to.
func pattern(path string) string {
	address, _, _ := strings.Cut(path, "?")
	parts := strings.Split(address, "/")
	for i, part := range parts {
		if named.MatchString(part) {
			parts[i] = ":"
		}
	}
	return strings.Join(parts, "/")
}

// survey walks the product as each of the cast, four links deep, and returns
// one page of every kind that it meets, by person.
func survey(t *testing.T, r running) []sight {
	t.Helper()
	best, most := map[string]sight{}, map[string]int{}
	for _, person := range cast {
		seen := map[string]bool{}
		c := browser(t)
		if person != stranger {
			answer, err := c.PostForm(r.base+"/demo/sign-in", url.Values{"person": {person}})
			require.NoError(t, err)
			answer.Body.Close()
		}
		level := entrances(person)
		for range 4 {
			var next []string
			for _, path := range level {
				key := pattern(path)
				if path == "/" {
					key = "/ " + person
				}
				if seen[key] && !slices.Contains(entrances(person), path) {
					continue
				}
				status, body := r.get(c, path)
				if status != http.StatusOK || !strings.Contains(body, "<main") {
					continue
				}
				seen[key] = true
				document, err := goquery.NewDocumentFromReader(strings.NewReader(body))
				require.NoError(t, err)
				if much := 1_000_000*document.Find("main form[method=post] [name]").Length() + len(body); much > most[key] {
					best[key], most[key] = sight{person, path}, much
				}
				next = append(next, links(document)...)
			}
			level = next
		}
	}
	return slices.SortedFunc(maps.Values(best), func(a, b sight) int {
		return cmp.Or(cmp.Compare(slices.Index(cast, a.person), slices.Index(cast, b.person)), cmp.Compare(a.path, b.path))
	})
}

// links are the pages of the product that a page leads to, one of each kind.
func links(document *goquery.Document) []string {
	var paths []string
	document.Find("a[href^='/']").Each(func(_ int, a *goquery.Selection) {
		path, _, _ := strings.Cut(a.AttrOr("href", ""), "#")
		fresh := !slices.ContainsFunc(paths, func(p string) bool { return pattern(p) == pattern(path) })
		if path != "" && !strings.HasPrefix(path, "/static/") && fresh {
			paths = append(paths, path)
		}
	})
	return paths
}

func TestEveryPageIsAccessible(t *testing.T) {
	r := start(t, env(), "demo", "--dir", demonstration(t), "--addr", freePort(t))
	sights := survey(t, r)
	require.Greater(t, len(sights), 60, "the walk meets the whole product")
	chromium := browsertest.Open(t)
	forms, atFault := 0, 0
	var wrong []string
	var page *browsertest.Page
	var person string
	for _, s := range sights {
		if page == nil || s.person != person {
			page, person = chromium.Page(t), s.person
			become(t, page, r, person)
		}
		status, err := page.Go(r.base + s.path)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, status, s)
		wrong = append(wrong, faults(t, page, fmt.Sprint(s))...)
		for _, button := range buttons(t, page) {
			_, err := page.Go(r.base + s.path)
			require.NoError(t, err)
			status, err := page.Press(button)
			require.NoError(t, err, "%v %s", s, button)
			forms++
			if status == http.StatusUnprocessableEntity {
				atFault++
				wrong = append(wrong, faults(t, page, fmt.Sprint(s, " at fault by ", button))...)
			}
		}
	}
	require.Empty(t, wrong, strings.Join(wrong, "\n"))
	t.Logf("%d pages, %d forms, %d of them seen at fault", len(sights), forms, atFault)
	require.Greater(t, atFault, 20, "forms are seen at fault too")
	require.Equal(t, ended, r.stop())
}

// become signs in by the demonstration's own page.
func become(t *testing.T, page *browsertest.Page, r running, person string) {
	t.Helper()
	if person == stranger {
		return
	}
	_, err := page.Go(r.base + "/demo")
	require.NoError(t, err)
	status, err := page.Post("/demo/sign-in", url.Values{"person": {person}})
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, status, person)
}

// faults is what keeps somebody from a page at one of three widths: a rule of
// accessibility that it breaks, a page wider than its window, or a complaint of
// the browser's. What is wrong only while the page's scripts answer the new
// width is looked at again.
func faults(t *testing.T, page *browsertest.Page, what string) []string {
	t.Helper()
	var all []string
	for _, width := range []int{browsertest.Narrow, browsertest.Tablet, browsertest.Desktop} {
		require.NoError(t, page.At(width))
		var found []string
		for range 3 {
			require.NoError(t, page.Settle())
			if found = faultsNow(t, page, fmt.Sprintf("%s at %d px", what, width)); len(found) == 0 {
				break
			}
		}
		all = append(all, found...)
	}
	for _, complaint := range page.Complaints() {
		all = append(all, what+": "+complaint)
	}
	return all
}

func faultsNow(t *testing.T, page *browsertest.Page, what string) []string {
	t.Helper()
	violations, err := page.Axe()
	require.NoError(t, err)
	var found []string
	for _, v := range violations {
		found = append(found, fmt.Sprintf("%s: %s", what, v))
	}
	over, err := page.Overflow()
	require.NoError(t, err)
	if over > 0 {
		found = append(found, fmt.Sprintf("%s: %d px wider than the window", what, over))
	}
	return found
}

// buttons are what sends each form of the page that has something to fill in.
func buttons(t *testing.T, page *browsertest.Page) []string {
	t.Helper()
	html, err := page.HTML("main")
	require.NoError(t, err)
	document, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	require.NoError(t, err)
	var found []string
	document.Find("form[method=post]").Each(func(_ int, f *goquery.Selection) {
		if f.Find("input:not([type=hidden]), textarea, select").Length() == 0 || f.Closest("details").Length() > 0 {
			return
		}
		selector := fmt.Sprintf("main form[action=%q] button", f.AttrOr("action", ""))
		if f.Find("button[value=check]").Length() > 0 {
			selector += "[value=check]"
		}
		if !slices.Contains(found, selector) {
			found = append(found, selector)
		}
	})
	return found
}
