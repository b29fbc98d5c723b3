package browsertest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
)

const good = `<!doctype html><html lang="en"><head><title>A good page</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Tell us your name</h1>
<form method="post" action="/hello" enctype="multipart/form-data">
<p><label for="name">Your name</label> <input id="name" name="name" value="nobody"></p>
<p><label for="file">A file</label> <input id="file" name="file" type="file"></p>
<p><label for="nation">Nation</label> <select id="nation" name="nation"><option value="wales">Wales</option>
<option value="scotland">Scotland</option></select></p>
<p><input id="agree" name="agree" type="checkbox" value="yes"> <label for="agree">I agree</label></p>
<p><button>Send it</button></p></form></main></body></html>`

const bad = `<!doctype html><html><head><title></title></head><body>
<p style="color:#aaa;width:2000px">Too pale and too wide</p><input name="nameless">
<div><button style="width:10px;height:10px;padding:0;border:0">a</button><button
style="width:10px;height:10px;padding:0;border:0">b</button></div>
<script src="/missing.js"></script><script>document.title = "a script ran"</script></body></html>`

// serve answers with the two pages under a strict content security policy.
func serve(t *testing.T) string {
	t.Helper()
	routes := http.NewServeMux()
	page := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = fmt.Fprint(w, body)
		}
	}
	routes.HandleFunc("GET /good", page(good))
	routes.HandleFunc("GET /bad", page(bad))
	routes.HandleFunc("POST /hello", func(w http.ResponseWriter, r *http.Request) {
		file, header, err := r.FormFile("file")
		if err != nil {
			w.WriteHeader(http.StatusUnprocessableEntity)
			page("<title>No file</title>")(w, r)
			return
		}
		defer file.Close()
		http.SetCookie(w, &http.Cookie{Name: "known", Value: "yes", Path: "/"})
		page(fmt.Sprintf("<title>Hello</title><h1>%s of %s sent %s, agreed: %s</h1>", r.FormValue("name"),
			r.FormValue("nation"), header.Filename, r.FormValue("agree")))(w, r)
	})
	routes.HandleFunc("POST /remember", func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("name") != `Ada & "Co"` {
			w.WriteHeader(http.StatusUnprocessableEntity)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "known", Value: "yes", Path: "/"})
		http.Redirect(w, r, "/good", http.StatusSeeOther)
	})
	routes.HandleFunc("GET /known", func(w http.ResponseWriter, r *http.Request) {
		_, err := r.Cookie("known")
		page(fmt.Sprintf("<h1>%v</h1>", err == nil))(w, r)
	})
	routes.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	server := httptest.NewServer(routes)
	t.Cleanup(server.Close)
	return server.URL
}

func TestAxeFindsFaultsUnderAStrictPolicy(t *testing.T) {
	base, page := serve(t), browsertest.Open(t).Page(t)

	status, err := page.Go(base + "/good")
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, status)
	found, err := page.Axe()
	require.NoError(t, err)
	require.Empty(t, found)
	require.Empty(t, page.Complaints())

	_, err = page.Go(base + "/bad")
	require.NoError(t, err)
	found, err = page.Axe()
	require.NoError(t, err)
	rules := map[string]bool{}
	for _, violation := range found {
		rules[violation.Rule] = true
		require.Contains(t, violation.String(), violation.Nodes[0].HTML)
	}
	for _, rule := range []string{"html-has-lang", "document-title", "color-contrast", "label", "target-size", "page-has-heading-one"} {
		require.True(t, rules[rule], "%s in %v", rule, found)
	}
	complaints := fmt.Sprint(page.Complaints())
	require.Contains(t, complaints, "404 for "+base+"/missing.js")
	require.Contains(t, complaints, "Content Security Policy")
	require.Empty(t, page.Complaints(), "told once")
}

func TestOverflowAndPictureAtAWidth(t *testing.T) {
	base, page := serve(t), browsertest.Open(t).Page(t)
	for _, width := range []int{browsertest.Narrow, browsertest.Tablet, browsertest.Desktop} {
		require.NoError(t, page.At(width))
		_, err := page.Go(base + "/good")
		require.NoError(t, err)
		wide, err := page.Overflow()
		require.NoError(t, err)
		require.Zero(t, wide, "at %d", width)
	}
	_, err := page.Go(base + "/bad")
	require.NoError(t, err)
	wide, err := page.Overflow()
	require.NoError(t, err)
	require.Greater(t, wide, 500)

	path := filepath.Join(t.TempDir(), "bad.png")
	require.NoError(t, page.Screenshot(path))
	picture, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "\x89PNG", string(picture[:4]))
}

func TestAFormIsFilledAsAPersonDoes(t *testing.T) {
	base, browser := serve(t), browsertest.Open(t)
	page := browser.Page(t)
	_, err := page.Go(base + "/good")
	require.NoError(t, err)

	status, err := page.Press("button")
	require.NoError(t, err)
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Empty(t, page.Complaints(), "a refused form is no fault of the page")

	_, err = page.Go(base + "/good")
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "minutes.txt")
	require.NoError(t, os.WriteFile(file, []byte("minutes"), 0o600))
	require.NoError(t, page.Fill("#name", "Ada"))
	require.NoError(t, page.Attach("#file", file))
	require.NoError(t, page.Choose("#nation", "scotland"))
	require.NoError(t, page.Click("#agree"))
	value, err := page.Value("#name")
	require.NoError(t, err)
	require.Equal(t, "Ada", value)

	status, err = page.Press("button")
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, status)
	heading, err := page.Text("h1")
	require.NoError(t, err)
	require.Equal(t, "Ada of scotland sent minutes.txt, agreed: yes", heading)

	for visitor, known := range map[*browsertest.Page]string{page: "true", browser.Page(t): "false"} {
		_, err := visitor.Go(base + "/known")
		require.NoError(t, err)
		heading, err := visitor.Text("h1")
		require.NoError(t, err)
		require.Equal(t, known, heading)
	}
}

func TestWhatStandsInAFormIsTakenOut(t *testing.T) {
	base, page := serve(t), browsertest.Open(t).Page(t)
	_, err := page.Go(base + "/good")
	require.NoError(t, err)
	require.NoError(t, page.Fill("#name", "Ada"))
	require.NoError(t, page.Click("#agree"))
	require.NoError(t, page.Empty("form"))
	value, err := page.Value("#name")
	require.NoError(t, err)
	require.Empty(t, value)
	ticked, err := page.Count("#agree:checked")
	require.NoError(t, err)
	require.Zero(t, ticked)
}

func TestAPageIsLaidOutOnPaper(t *testing.T) {
	page := browsertest.Open(t).Page(t)
	const address = `data:text/html,<style>@media print{button{display:none}}</style><p>Whole</p><button>Press</button>` +
		`<p style="width:900px">Wide</p><div style="width:50px;overflow:auto"><p style="width:90px">Scrolls</p></div>`
	_, err := page.Go(address)
	require.NoError(t, err)
	require.NoError(t, page.Paper(browsertest.Upright))
	seen, err := page.Shown("p, button")
	require.NoError(t, err)
	require.Equal(t, []string{"Whole", "Wide", "Scrolls"}, seen)
	cut, err := page.Cut("p")
	require.NoError(t, err)
	require.Equal(t, []string{"Wide", "Scrolls"}, cut)
	require.NoError(t, page.Screen())
	seen, err = page.Shown("button")
	require.NoError(t, err)
	require.Equal(t, []string{"Press"}, seen)

	path := filepath.Join(t.TempDir(), "page.pdf")
	require.NoError(t, page.PDF(path))
	printed, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "%PDF", string(printed[:4]))
}

func TestPostActsInThePagesName(t *testing.T) {
	base, page := serve(t), browsertest.Open(t).Page(t)
	_, err := page.Go(base + "/good")
	require.NoError(t, err)
	status, err := page.Post("/remember", url.Values{"name": {"Ada & \"Co\""}})
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, status)
	_, err = page.Go(base + "/known")
	require.NoError(t, err)
	heading, err := page.Text("h1")
	require.NoError(t, err)
	require.Equal(t, "true", heading)
}

func TestPagesWorkWithScriptsOff(t *testing.T) {
	page := browsertest.Open(t).Page(t)
	const address = `data:text/html,<title>before</title><script>document.title="after"</script>`
	for on, title := range map[bool]string{true: "after", false: "before"} {
		require.NoError(t, page.Scripts(on))
		_, err := page.Go(address)
		require.NoError(t, err)
		got, err := page.Title()
		require.NoError(t, err)
		require.Equal(t, title, got)
	}
}
