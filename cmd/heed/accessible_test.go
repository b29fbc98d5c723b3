package main

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
)

// noPage are the addresses that answer no page.
func noPage() map[string]string {
	return map[string]string{
		"GET /evidence/:id": "a file", "GET /checks/:check/population": "a file",
		"GET /checks/:check/pack/:body":                "a file, which has a test of its own",
		"GET /publications/:publication/files/:format": "a file",
	}
}

// noFault are the forms that nobody can fill in wrongly: they have no field.
func noFault() map[string]string {
	const button = "one button, which its page explains"
	return map[string]string{
		"POST /demo/sign-in":                                  "a button for each person",
		"POST /sign-out":                                      button,
		"POST /account/sign-out-everywhere":                   button,
		"POST /bodies/:body/:report/:rec/return/check":        "one button; what is missing is a fault of the form before it",
		"POST /bodies/:body/:report/:rec/take/:return":        button,
		"POST /bodies/:body/chase/take":                       button,
		"POST /bodies/:body/actions/:action/sign":             "two buttons",
		"POST /bodies/:body/partnerships/:partnership/answer": "two buttons",
		"POST /people/:person/roles/:role/end":                button,
		"POST /people/:person/roles/:role/confirm":            button,
		"POST /people/:person/link":                           button,
		"POST /people/:person/end":                            button,
		"POST /rounds/:round/close":                           button,
		"POST /release/:nation":                               button,
		"POST /publications/:publication/issue":               button,
		"POST /arrangements/agreements/:agreement/confirm":    button,
		"POST /arrangements/agreements/:agreement/end":        button,
		"POST /arrangements/:body/:rec/:person/end":           button,
		"POST /checks/:check/seed":                            button,
		"POST /checks/:check/draw":                            button,
		"POST /checks/:check/issue":                           button,
	}
}

// TestEveryPageIsAccessible looks at every page of the product, as whoever
// sees most there, and at every form when it comes back at fault, at three
// widths. What there is to look at is the product's own table of routes: a page
// or a form that nobody comes to is named, and the test fails.
func TestEveryPageIsAccessible(t *testing.T) {
	h := houses{demo: demonstrated(t), real: newProduct(t, onSQLite)}
	s := walk(h, stage(h.demo))
	require.Empty(t, s.missed(), "nobody comes to these")
	link := s.bare["POST /people/:person/link"]
	beside := []look{
		{link.sight, link.send, http.StatusOK},
		{sight{"dhsc_lead", "/nowhere"}, "", http.StatusNotFound},
	}
	looks := slices.Concat(slices.Collect(maps.Values(s.pages)), slices.Collect(maps.Values(s.forms)), beside)
	chromium := browsertest.Open(t)
	bases := map[bool]string{true: h.real.serve(), false: h.demo.serve()}
	t.Run("as", func(t *testing.T) {
		for _, round := range rounds(looks) {
			t.Run(cmp.Or(round[0].person, "a stranger"), func(t *testing.T) {
				t.Parallel()
				e := examiner{chromium.Page(t), t, bases[round[0].person == stranger]}
				e.become(round[0].person)
				var wrong []string
				for _, l := range round {
					wrong = append(wrong, e.examine(l)...)
				}
				require.Empty(t, wrong, strings.Join(wrong, "\n"))
			})
		}
		t.Run("who loses a race", func(t *testing.T) {
			t.Parallel()
			e := examiner{chromium.Page(t), t, bases[false]}
			e.loseRace(h.demo.in(t))
			wrong := e.faults("a lost race")
			require.Empty(t, wrong, strings.Join(wrong, "\n"))
		})
	})
	t.Logf("%d pages, %d forms at fault, %d besides", len(s.pages), len(s.forms), len(beside))
}

// rounds are the looks of one person each, and not too many: two people go
// their rounds at the same time.
func rounds(looks []look) [][]look {
	slices.SortFunc(looks, func(a, b look) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.path, b.path), cmp.Compare(a.send, b.send))
	})
	var all [][]look
	for _, l := range looks {
		last := len(all) - 1
		if last < 0 || all[last][0].person != l.person || len(all[last]) == 8 {
			all = append(all, nil)
			last++
		}
		all[last] = append(all[last], l)
	}
	return all
}

// missed are the routes whose page or form nobody comes to, and what is excused
// from it without need.
func (s *survey) missed() []string {
	var missed []string
	for _, route := range s.routes {
		met, excuses := s.pages, noPage()
		if strings.HasPrefix(route, http.MethodPost) {
			met, excuses = s.forms, noFault()
		}
		_, found := met[route]
		why, excused := excuses[route]
		_, bare := s.bare[route]
		switch {
		case found && excused:
			missed = append(missed, route+" is there, and not "+why)
		case !found && !excused:
			missed = append(missed, route)
		case excused && !bare && strings.HasPrefix(route, http.MethodPost):
			missed = append(missed, route+", said to be "+why)
		}
	}
	return missed
}

// examiner is one person at a page, who finds what keeps others from it.
type examiner struct {
	*browsertest.Page
	t    *testing.T
	base string
}

// become signs in by the demonstration's own page.
func (e examiner) become(person string) {
	e.t.Helper()
	if person == stranger {
		return
	}
	_, err := e.Go(e.base + "/demo")
	require.NoError(e.t, err)
	status, err := e.Post("/demo/sign-in", url.Values{"person": {person}})
	require.NoError(e.t, err)
	require.Equal(e.t, http.StatusOK, status, person)
}

// examine comes to what there is to look at, and returns what is wrong there.
func (e examiner) examine(l look) []string {
	e.t.Helper()
	status, err := e.Go(e.base + l.path)
	require.NoError(e.t, err)
	if l.send != "" {
		form := fmt.Sprintf("main form[method=post][action=%q]", l.send)
		require.NoError(e.t, e.Empty(form))
		button := form + " button"
		if n, err := e.Count(button + "[value=check]"); err == nil && n > 0 { // the one that asks for everything
			button += "[value=check]"
		}
		status, err = e.Press(button)
		require.NoError(e.t, err, l)
	}
	require.Equal(e.t, l.want, status, l)
	return e.faults(l.String())
}

// loseRace comes to the page that shows both sides where two answered at once.
func (e examiner) loseRace(p *product) {
	e.t.Helper()
	const person, path = "community_rd", "/bodies/RYY/ctr/15/response"
	e.become(person)
	mine := &surfer{e.Page, e.t, e.base}
	mine.open(path)
	other := p.visit(mailOf(person))
	other.sent(other.open(path).form("/response").set("response", "accepted").set("owner", "Medical director").day("target", "30", "6", "2028"))
	answer := fill("response", "accepted", "owner", "Head of research").on("target", "31", "3", "2028")
	require.Equal(e.t, http.StatusConflict, mine.fails("/response", answer))
}

// faults is what keeps somebody from a page at one of three widths: a rule of
// accessibility that it breaks, a page wider than its window, or a complaint of
// the browser's. What is wrong only while the page's scripts answer the new
// width is looked at again.
func (e examiner) faults(what string) []string {
	e.t.Helper()
	var all []string
	for _, width := range []int{browsertest.Narrow, browsertest.Tablet, browsertest.Desktop} {
		require.NoError(e.t, e.At(width))
		var found []string
		for range 3 {
			require.NoError(e.t, e.Settle())
			if found = e.faultsNow(fmt.Sprintf("%s at %d px", what, width)); len(found) == 0 {
				break
			}
		}
		all = append(all, found...)
	}
	for _, complaint := range e.Complaints() {
		all = append(all, what+": "+complaint)
	}
	return all
}

func (e examiner) faultsNow(what string) []string {
	e.t.Helper()
	violations, err := e.Axe()
	require.NoError(e.t, err)
	var found []string
	for _, v := range violations {
		found = append(found, fmt.Sprintf("%s: %s", what, v))
	}
	over, err := e.Overflow()
	require.NoError(e.t, err)
	if over > 0 {
		found = append(found, fmt.Sprintf("%s: %d px wider than the window", what, over))
	}
	return found
}
