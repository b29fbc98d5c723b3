package site_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/site"
	"heed/web/pagetest"
)

// page is an answer as its reader sees it.
type page struct {
	*goquery.Document
	t        *testing.T
	what     string
	status   int
	location string
	answer   *httptest.ResponseRecorder
	queries  int64 // that it took
}

// read parses an answer; what is a page is held to what every page must be.
func (w *world) read(what string, answer *httptest.ResponseRecorder) *page {
	w.t.Helper()
	p := &page{t: w.t, what: what, status: answer.Code, location: answer.Header().Get("Location"), answer: answer, queries: w.queries}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(answer.Body.String()))
	require.NoError(w.t, err)
	p.Document = doc
	if p.status == 500 {
		w.t.Errorf("%s: %s", what, w.log)
	}
	if strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") && answer.Body.Len() > 0 && p.location == "" {
		for _, fault := range append(p.unsound(), p.astray()...) {
			w.t.Errorf("%s: %s", what, fault)
		}
		if missing := w.words.Missing(); len(missing) > w.missing {
			w.missing = len(missing)
			w.t.Errorf("%s: keys that are in no catalogue: %v", what, missing)
		}
	}
	return p
}

// unsound is what is not true of a page and must be of every one.
func (p *page) unsound() []string {
	faults := pagetest.Faults(strings.NewReader(p.answer.Body.String()))
	if strings.HasPrefix(p.answer.Header().Get("Content-Disposition"), "attachment") {
		// A file to keep brings its style along, and can ask no page for it.
		faults = slices.DeleteFunc(faults, func(fault string) bool { return fault == "inline style or script in style" })
	}
	if lang := p.Find("html").AttrOr("lang", ""); lang != "en" {
		faults = append(faults, "language "+lang)
	}
	if title := p.Find("head title").Text(); !strings.HasSuffix(title, "heed") {
		faults = append(faults, "title "+title)
	}
	return faults
}

// astray are the links and forms of a page that lead to nothing.
func (p *page) astray() []string {
	var faults []string
	p.Find("a[href^='/'], form[action^='/']").Each(func(_ int, s *goquery.Selection) {
		method, to := http.MethodGet, s.AttrOr("href", s.AttrOr("action", ""))
		if strings.EqualFold(s.AttrOr("method", ""), http.MethodPost) {
			method = http.MethodPost
		}
		if at, err := url.Parse(to); err != nil || !site.Leads(method, at.Path) {
			faults = append(faults, method+" "+to+" leads nowhere")
		}
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
