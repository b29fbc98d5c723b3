package site_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
)

// page is an answer as its reader sees it.
type page struct {
	*goquery.Document
	t        *testing.T
	what     string
	status   int
	location string
	answer   *httptest.ResponseRecorder
}

// read parses an answer; what is a page is held to what every page must be.
func (w *world) read(what string, answer *httptest.ResponseRecorder) *page {
	w.t.Helper()
	p := &page{t: w.t, what: what, status: answer.Code, location: answer.Header().Get("Location"), answer: answer}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(answer.Body.String()))
	require.NoError(w.t, err)
	p.Document = doc
	if p.status == 500 {
		w.t.Errorf("%s: %s", what, w.log)
	}
	if strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") && answer.Body.Len() > 0 && p.location == "" {
		for _, fault := range p.unsound() {
			w.t.Errorf("%s: %s", what, fault)
		}
		if missing := w.words.Missing(); len(missing) > w.missing {
			w.missing = len(missing)
			w.t.Errorf("%s: keys that are in no catalogue: %v", what, missing)
		}
	}
	return p
}

// unsound is what is not true of a page and must be of every one: it has a
// language, a title, one h1, a label for each control, no id twice, links into
// itself that lead somewhere, words on each link and button, and tables with captions and headers.
func (p *page) unsound() []string {
	var faults []string
	expect := func(sound bool, fault string) {
		if !sound {
			faults = append(faults, fault)
		}
	}
	expect(p.Find("html").AttrOr("lang", "") == "en", "no language")
	expect(strings.HasSuffix(p.Find("head title").Text(), "heed"), "title "+p.Find("head title").Text())
	expect(p.Find("h1").Length() == 1 && p.text("h1") != "", "not one h1")
	ids := map[string]bool{}
	p.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		expect(!ids[id], "id twice: "+id)
		ids[id] = true
	})
	p.Find("input:not([type=hidden]), select, textarea").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		expect(p.Find(`label[for="`+id+`"]`).Length() == 1, "no one label of "+id)
	})
	p.Find("a[href^='#']").Each(func(_ int, s *goquery.Selection) {
		href, _ := s.Attr("href")
		expect(ids[strings.TrimPrefix(href, "#")], "nothing at "+href)
	})
	p.Find("a[href], button").Each(func(_ int, s *goquery.Selection) {
		expect(strings.TrimSpace(s.Text()) != "", "nothing to read on the way to "+s.AttrOr("href", "an answer"))
	})
	for _, attr := range []string{"aria-describedby", "aria-labelledby"} {
		p.Find("[" + attr + "]").Each(func(_ int, s *goquery.Selection) {
			for _, id := range strings.Fields(s.AttrOr(attr, "")) {
				expect(ids[id], attr+" names what is not there: "+id)
			}
		})
	}
	p.Find("table").Each(func(_ int, s *goquery.Selection) {
		expect(s.Find("caption").Length() == 1 && s.Find("th[scope]").Length() > 0, "table without caption or headers")
	})
	return faults
}

// ok requires that the page was shown.
func (p *page) ok() *page {
	p.t.Helper()
	require.Equal(p.t, 200, p.status, "%s: %s", p.what, p.text("main"))
	return p
}

// went requires that the answer sends on to an address.
func (p *page) went(to string) *page {
	p.t.Helper()
	require.Equal(p.t, 303, p.status, "%s: %s", p.what, p.text("main"))
	require.Equal(p.t, to, p.location, p.what)
	return p
}

// faults are the lines of the error summary; each leads to its field.
func (p *page) faults() []string {
	p.t.Helper()
	require.Equal(p.t, 422, p.status, "%s: %s", p.what, p.text("main"))
	require.True(p.t, strings.HasPrefix(p.Find("head title").Text(), "Error: "), "%s: title %q", p.what, p.Find("head title").Text())
	return p.lines(".nhsuk-error-summary__list li")
}

// text is the words of a part of the page, with single spaces.
func (p *page) text(part string) string {
	return strings.Join(strings.Fields(p.Find(part).Text()), " ")
}

// lines are the words of each of several parts.
func (p *page) lines(parts string) []string {
	var lines []string
	p.Find(parts).Each(func(_ int, s *goquery.Selection) { lines = append(lines, strings.Join(strings.Fields(s.Text()), " ")) })
	return lines
}

// fields are what a form would send if nobody touched it, as names and values.
func (p *page) fields(form string) [][2]string {
	var fields [][2]string
	p.Find(form + " input[name]").Each(func(_ int, s *goquery.Selection) {
		fields = append(fields, [2]string{s.AttrOr("name", ""), s.AttrOr("value", "")})
	})
	return fields
}

// row is the words of a table's row whose first cell says so.
func (p *page) row(table, first string) []string {
	p.t.Helper()
	var cells []string
	p.Find("#" + table + " tbody tr").Each(func(_ int, s *goquery.Selection) {
		found := s.Children()
		if strings.Join(strings.Fields(found.First().Text()), " ") != first {
			return
		}
		found.Each(func(_ int, c *goquery.Selection) { cells = append(cells, strings.Join(strings.Fields(c.Text()), " ")) })
	})
	require.NotEmpty(p.t, cells, "%s: no row %q in %s: %v", p.what, first, table, p.lines("#"+table+" tbody tr"))
	return cells
}
