package main

import (
	"bytes"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/web/pagetest"
)

// visitor is one browser without scripts: it keeps cookies, and fills the forms
// that it was shown.
type visitor struct {
	p   *product
	t   testing.TB
	jar map[string]*http.Cookie
}

// visit is somebody at a browser of their own, signed in; "" is a stranger.
func (p *product) visit(name string) *visitor {
	p.t.Helper()
	v := &visitor{p: p, t: p.t, jar: map[string]*http.Cookie{}}
	if name != "" {
		v.keep(p.session(name))
	}
	return v
}

func (v *visitor) keep(c *http.Cookie) {
	if c.MaxAge < 0 || c.Value == "" {
		delete(v.jar, c.Name)
		return
	}
	v.jar[c.Name] = c
}

// request is a request of this visitor's.
func (v *visitor) request(method, path string, body io.Reader) *http.Request {
	r := httptest.NewRequestWithContext(v.t.Context(), method, path, body)
	if v.p.demo {
		r.Host, r.RemoteAddr = "127.0.0.1", "127.0.0.1:1024"
	}
	for _, c := range v.jar {
		r.AddCookie(c)
	}
	return r
}

// do sends a request as it is.
func (v *visitor) do(r *http.Request) *reply {
	v.t.Helper()
	recorder := httptest.NewRecorder()
	v.p.handler.ServeHTTP(recorder, r)
	for _, c := range recorder.Result().Cookies() {
		v.keep(c)
	}
	a := &reply{t: v.t, what: r.Method + " " + r.URL.Path, status: recorder.Code, location: recorder.Header().Get("Location"), body: recorder.Body.String(), header: recorder.Header()}
	var err error
	a.page, err = goquery.NewDocumentFromReader(strings.NewReader(a.body))
	require.NoError(v.t, err)
	if strings.HasPrefix(recorder.Header().Get("Content-Type"), "text/html") && a.status != http.StatusSeeOther && !a.isFile() {
		require.Empty(v.t, pagetest.Faults(strings.NewReader(a.body)), a.what)
	}
	return a
}

// get opens a page; a browser keeps the part after # to itself.
func (v *visitor) get(path string) *reply {
	v.t.Helper()
	path, _, _ = strings.Cut(path, "#")
	return v.do(v.request(http.MethodGet, path, nil))
}

// open is get for a page that is there.
func (v *visitor) open(path string) *reply {
	v.t.Helper()
	a := v.get(path)
	require.Equal(v.t, http.StatusOK, a.status, "%s: %s", a.what, a.gist())
	return a
}

// send sends a form by one of its buttons.
func (v *visitor) send(f *sheet) *reply {
	v.t.Helper()
	if f.multipart {
		return v.upload(f)
	}
	r := v.request(http.MethodPost, f.action, strings.NewReader(f.values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.do(r)
}

// sent is send for a form that is taken; the visitor follows to where it leads.
func (v *visitor) sent(f *sheet) *reply {
	v.t.Helper()
	a := v.send(f)
	require.Equal(v.t, http.StatusSeeOther, a.status, "%s: %s", a.what, a.gist())
	return v.open(a.location)
}

func (v *visitor) upload(f *sheet) *reply {
	v.t.Helper()
	body, kind := f.parts(v.t)
	r := v.request(http.MethodPost, f.action, body)
	r.Header.Set("Content-Type", kind)
	return v.do(r)
}

// reply is what came back.
type reply struct {
	t        testing.TB
	what     string
	status   int
	location string
	body     string
	header   http.Header
	page     *goquery.Document
}

// isFile says that a browser keeps what came back, and shows no page.
func (a *reply) isFile() bool {
	return strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment")
}

// text is the words of a part of the page, with single blanks.
func (a *reply) text(part string) string {
	return strings.Join(strings.Fields(a.page.Find(part).Text()), " ")
}

// faults is the lines of the error summary.
func (a *reply) faults() []string {
	var lines []string
	a.page.Find(".nhsuk-error-summary__list li").Each(func(_ int, s *goquery.Selection) {
		lines = append(lines, strings.Join(strings.Fields(s.Text()), " "))
	})
	return lines
}

// gist is what the page says first, for messages.
func (a *reply) gist() string { return a.text("h1") + ": " + strings.Join(a.faults(), "; ") }

// sheet is a form as it stands filled.
type sheet struct {
	action    string
	values    url.Values
	multipart bool
	files     []upload
}

// upload is a file in a form.
type upload struct {
	field, name string
	bytes       []byte
}

// form is the page's form whose address ends so, with what its fields hold.
func (a *reply) form(end string) *sheet {
	a.t.Helper()
	found := a.page.Find("main form").FilterFunction(func(_ int, s *goquery.Selection) bool {
		path, _, _ := strings.Cut(s.AttrOr("action", ""), "?")
		return strings.HasSuffix(path, end)
	})
	require.GreaterOrEqual(a.t, found.Length(), 1, "%s has no form to %s: %s", a.what, end, a.gist())
	s := found.First()
	f := &sheet{action: s.AttrOr("action", ""), values: url.Values{}, multipart: s.AttrOr("enctype", "") == "multipart/form-data"}
	s.Find("input, textarea, select").Each(func(_ int, c *goquery.Selection) { f.read(c) })
	return f
}

// read takes what a control holds, as a browser would send it.
func (f *sheet) read(c *goquery.Selection) {
	name := c.AttrOr("name", "")
	_, checked := c.Attr("checked")
	switch kind := c.AttrOr("type", ""); {
	case name == "" || kind == "file" || kind == "submit":
	case kind == "radio" || kind == "checkbox":
		if checked {
			f.values.Add(name, c.AttrOr("value", "on"))
		}
	case goquery.NodeName(c) == "textarea":
		// A browser drops the first line break of a text area.
		f.values.Add(name, strings.TrimPrefix(c.Text(), "\n"))
	case goquery.NodeName(c) == "select":
		f.values.Add(name, c.Find("option[selected]").First().AttrOr("value", ""))
	default:
		f.values.Add(name, c.AttrOr("value", ""))
	}
}

// set fills a field.
func (f *sheet) set(name string, values ...string) *sheet {
	f.values[name] = values
	return f
}

// day fills the three fields of a day.
func (f *sheet) day(name, day, month, year string) *sheet {
	return f.set(name+"-day", day).set(name+"-month", month).set(name+"-year", year)
}

// attach adds a file.
func (f *sheet) attach(field, name string, bytes []byte) *sheet {
	f.files = append(f.files, upload{field, name, bytes})
	return f
}

// parts is the form as a browser sends one with files.
func (f *sheet) parts(t testing.TB) (body *bytes.Buffer, kind string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		for _, value := range f.values[name] {
			require.NoError(t, w.WriteField(name, value))
		}
	}
	for _, u := range f.files {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="` + u.field + `"; filename="` + u.name + `"`},
			"Content-Type":        {"application/octet-stream"},
		})
		require.NoError(t, err)
		_, err = part.Write(u.bytes)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return body, w.FormDataContentType()
}
