package main

import (
	"cmp"
	"encoding/csv"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
)

// cast are the people whose pages together are all pages; where several can
// open one, it is looked at as the one who finds most to fill in there.
var cast = []string{
	stranger, "dhsc_lead", "dhsc_reviewer", "teaching_rd", "teaching_approver", "community_rd", "sent_back_rd", "nihr_manager", "nihr_director",
	"university_office", "university_approver", "sg_lead", "wg_reviewer", "assurer", "auditor", "administrator",
}

// stranger is who is not signed in.
const stranger = ""

// sight is one page of one person.
type sight struct{ person, path string }

func (s sight) String() string { return cmp.Or(s.person, "a stranger") + " " + s.path }

// routes are the kinds of page and form that there are: the product's own
// table, which a test of internal/site holds equal to this file, and what a
// demonstration has beside it.
func routes(t testing.TB) []string {
	t.Helper()
	file, err := os.Open("../../internal/site/testdata/routes.csv")
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	all := []string{"GET /demo", "POST /demo/sign-in"}
	for _, row := range rows[1:] {
		all = append(all, row[0]+" "+row[1])
	}
	return all
}

// survey is what a walk through the product met, each kind where there is most
// to fill in, and then most to read.
type survey struct {
	routes []string
	pages  map[string]look // by the route of the page, and by person for the start pages
	forms  map[string]look // by the route that a form with fields is sent to
	bare   map[string]look // by the route that a form without any is sent to
	much   map[string]int
}

// look is a page to be looked at, or what comes back when one of its forms is
// sent empty.
type look struct {
	sight
	send string // the form's address
	want int    // the status of what is looked at
}

func (l look) String() string {
	if l.send == "" {
		return l.sight.String()
	}
	return l.sight.String() + ", " + l.send + " sent empty"
}

// route is the row of the table that an address belongs to, "" where there is
// none: the one that says most of it in so many words.
func (s *survey) route(method, address string) string {
	path, _, _ := strings.Cut(address, "?")
	path, _, _ = strings.Cut(path, "#")
	parts := strings.Split(path, "/")
	best, most := "", -1
	for _, route := range s.routes {
		of, pattern, _ := strings.Cut(route, " ")
		want := strings.Split(pattern, "/")
		if of != method || len(want) != len(parts) {
			continue
		}
		said := 0
		for i, part := range want {
			if part == parts[i] {
				said++
			} else if !strings.HasPrefix(part, ":") {
				said = -2 * len(parts)
			}
		}
		if said > most {
			best, most = route, said
		}
	}
	return best
}

// houses are where the cast is: a stranger at the real product, where people
// sign in with a password, and everybody else in the demonstration.
type houses struct{ demo, real *product }

func (h houses) visit(person string) *visitor {
	if person == stranger {
		return h.real.visit("")
	}
	return h.demo.visit(mailOf(person))
}

// walk goes through the product as each of the cast, from the start page and
// the doors, four links deep. It opens one page of every kind, as a person
// would meet them, and all of the doors.
func walk(h houses, doors []sight) *survey {
	h.demo.t.Helper()
	s := &survey{
		routes: routes(h.demo.t), pages: map[string]look{}, forms: map[string]look{}, bare: map[string]look{}, much: map[string]int{},
	}
	for _, person := range cast {
		v, seen := h.visit(person), map[string]bool{}
		level := []string{"/"}
		for _, door := range doors {
			if door.person == person {
				level = append(level, door.path)
			}
		}
		for depth := range 4 {
			var next []string
			for _, path := range level {
				key := s.route(http.MethodGet, path)
				if key == "" || depth > 0 && seen[key] {
					continue
				}
				a := v.get(path)
				if a.status != http.StatusOK || a.isFile() || a.page.Find("main").Length() == 0 {
					continue
				}
				seen[key] = true
				s.note(key, sight{person, path}, a)
				next = append(next, s.links(a.page)...)
			}
			level = next
		}
	}
	return s
}

// mailOf is what the mail address of one of the cast begins with.
func mailOf(person string) string { return strings.ReplaceAll(person, "_", ".") }

// note keeps the page and each of its forms.
func (s *survey) note(key string, at sight, a *reply) {
	keep := func(met map[string]look, key string, l look, much int) {
		if _, found := met[key]; !found || much > s.much[key] {
			met[key], s.much[key] = l, much
		}
	}
	if key == startPage && at.person != stranger {
		key += " " + at.person
	}
	keep(s.pages, key, look{at, "", http.StatusOK}, 1_000_000*a.page.Find("main form[method=post] [name]").Length()+len(a.body))
	a.page.Find("form[method=post]").Each(func(_ int, f *goquery.Selection) {
		action := f.AttrOr("action", "")
		to := s.route(http.MethodPost, action)
		if fields := f.Find(visibleField).Length(); fields > 0 {
			keep(s.forms, to, look{at, action, http.StatusUnprocessableEntity}, fields)
		} else {
			keep(s.bare, to, look{at, action, 0}, 0)
		}
	})
}

// startPage is the page that is another one for everybody.
const startPage = "GET /"

// visibleField selects what somebody fills in.
const visibleField = "input:not([type=hidden]), textarea, select"

// links are the pages of the product that a page leads to, one of each kind.
func (s *survey) links(document *goquery.Document) []string {
	first := map[string]string{}
	var paths []string
	document.Find("a[href^='/']").Each(func(_ int, a *goquery.Selection) {
		path, _, _ := strings.Cut(a.AttrOr("href", ""), "#")
		key := s.route(http.MethodGet, path)
		if _, found := first[key]; !found {
			first[key] = path
			paths = append(paths, path)
		}
	})
	return paths
}
