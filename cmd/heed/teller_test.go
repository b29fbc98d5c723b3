package main

import (
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
)

// teller is one person of a story, at whatever they read pages and fill forms
// with. A step that fails ends the test.
type teller interface {
	open(path string)           // a page that is there
	status(path string) int     // of a page that may not be
	follow(selector string)     // a link to a page that is there
	send(form string, f fields) // fills the form whose address ends so, and is sent on to another page
	fails(form string, f fields) (status int)
	reads(part string) string
	has(selector string) bool
	holds(field string) string // what a text field holds
}

// fields is what somebody fills into a form, in their order: an answer may
// reveal the next field.
type fields struct {
	names  []string
	values url.Values
	file   *upload
	press  string // the value of the button, where the form has several
}

// fill starts fields from pairs of name and value; a name may come again.
func fill(pairs ...string) fields {
	f := fields{values: url.Values{}}
	for i := 0; i < len(pairs); i += 2 {
		if name := pairs[i]; !f.values.Has(name) {
			f.names = append(f.names, name)
		}
		f.values.Add(pairs[i], pairs[i+1])
	}
	return f
}

// on fills a day's three fields.
func (f fields) on(name, day, month, year string) fields {
	parts := fill(name+"-day", day, name+"-month", month, name+"-year", year)
	f.names = append(f.names, parts.names...)
	maps.Copy(f.values, parts.values)
	return f
}

func (f fields) with(name string, bytes []byte) fields {
	f.file = &upload{"file", name, bytes}
	return f
}

func (f fields) pressing(button string) fields {
	f.press = button
	return f
}

// reader tells a story by plain HTTP.
type reader struct {
	*visitor
	page *reply
}

func (r *reader) open(path string)       { r.t.Helper(); r.page = r.visitor.open(path) }
func (r *reader) status(path string) int { r.t.Helper(); return r.get(path).status }

func (r *reader) follow(selector string) {
	r.t.Helper()
	href, found := r.page.page.Find(selector).Attr("href")
	require.True(r.t, found, "%s has no link %s", r.page.what, selector)
	r.open(href)
}

func (r *reader) filled(form string, f fields) *sheet {
	r.t.Helper()
	s := r.page.form(form)
	for name, values := range f.values {
		s.set(name, values...)
	}
	if f.file != nil {
		s.attach(f.file.field, f.file.name, f.file.bytes)
	}
	if f.press != "" {
		s.set("do", f.press)
	}
	return s
}

func (r *reader) send(form string, f fields) {
	r.t.Helper()
	r.page = r.sent(r.filled(form, f))
}

func (r *reader) fails(form string, f fields) int {
	r.t.Helper()
	r.page = r.visitor.send(r.filled(form, f))
	return r.page.status
}

func (r *reader) reads(part string) string { return r.page.text(part) }
func (r *reader) has(selector string) bool { return r.page.page.Find(selector).Length() > 0 }

func (r *reader) holds(field string) string {
	f := &sheet{values: url.Values{}}
	f.read(r.page.page.Find(`main [name="` + field + `"]`).First())
	return f.values.Get(field)
}

// surfer tells a story in Chromium. Every page they come to fits its window
// and has nothing that the browser complains of.
type surfer struct {
	*browsertest.Page
	t    testing.TB
	base string
}

func (s *surfer) must(err error) { s.t.Helper(); require.NoError(s.t, err) }

// looks checks the page that has just come.
func (s *surfer) looks(status, wanted int) {
	s.t.Helper()
	address, err := s.Address()
	s.must(err)
	if status != wanted {
		text, err := s.Text("main")
		s.must(err)
		require.Equal(s.t, wanted, status, "%s: %.600s", address, text)
	}
	over, err := s.Overflow()
	s.must(err)
	require.Zero(s.t, over, "%s is wider than its window by so many pixels", address)
	require.Empty(s.t, s.Complaints(), address)
}

func (s *surfer) open(path string) { s.t.Helper(); s.looks(s.status(path), http.StatusOK) }

func (s *surfer) status(path string) int {
	s.t.Helper()
	status, err := s.Go(s.base + path)
	s.must(err)
	return status
}

func (s *surfer) follow(selector string) { s.t.Helper(); s.looks(s.press(selector), http.StatusOK) }

func (s *surfer) press(selector string) int {
	s.t.Helper()
	status, err := s.Press(selector)
	s.must(err)
	return status
}

func (s *surfer) send(form string, f fields) {
	s.t.Helper()
	s.looks(s.filledAndPressed(form, f), http.StatusOK)
}

func (s *surfer) fails(form string, f fields) int {
	s.t.Helper()
	status := s.filledAndPressed(form, f)
	s.looks(status, status)
	return status
}

func (s *surfer) filledAndPressed(form string, f fields) int {
	s.t.Helper()
	within := `main form:is([action$="` + form + `"], [action*="` + form + `?"]) `
	if folded := `main details:not([open]):has(form[action$="` + form + `"]) > summary`; s.has(folded) {
		s.must(s.Click(folded))
	}
	for _, name := range f.names {
		s.fillOne(within, name, f.values[name])
	}
	if f.file != nil {
		path := filepath.Join(s.t.TempDir(), f.file.name)
		s.must(os.WriteFile(path, f.file.bytes, 0o600))
		s.must(s.Attach(within+`[name="`+f.file.field+`"]`, path))
	}
	button := "button"
	if f.press != "" {
		button += `[value="` + f.press + `"]`
	}
	return s.press(within + button)
}

func (s *surfer) fillOne(within, name string, values []string) {
	s.t.Helper()
	if field := within + `[name="` + name + `"]`; !s.has(field + `:is([type=radio], [type=checkbox])`) {
		s.must(s.Fill(field, strings.Join(values, "")))
		return
	}
	for _, value := range values {
		if option := within + `[name="` + name + `"][value="` + value + `"]`; !s.has(option + ":checked") {
			s.must(s.Click(option))
		}
	}
}

func (s *surfer) reads(part string) string {
	s.t.Helper()
	text, err := s.Text(part)
	s.must(err)
	return strings.Join(strings.Fields(text), " ")
}

func (s *surfer) has(selector string) bool {
	s.t.Helper()
	n, err := s.Count(selector)
	s.must(err)
	return n > 0
}

func (s *surfer) holds(field string) string {
	s.t.Helper()
	value, err := s.Value(`main [name="` + field + `"]`)
	s.must(err)
	return value
}
