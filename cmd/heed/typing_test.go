package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
)

// watchSaving returns what waits until a narrative was saved while typing.
func (p *product) watchSaving() func(narrative string) {
	saves, inside := make(chan string, 100), p.handler
	p.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		inside.ServeHTTP(w, r)
		if form, wrong := url.ParseQuery(string(body)); errors.Join(err, wrong) == nil && r.Header.Get("X-Heed-Autosave") != "" {
			saves <- form.Get("narrative")
		}
	})
	return func(narrative string) {
		p.t.Helper()
		late := time.After(time.Minute)
		for {
			select {
			case saved := <-saves:
				if saved == narrative {
					return
				}
			case <-late:
				require.Fail(p.t, "not saved: "+narrative)
			}
		}
	}
}

// TestTypingIsSavedAsItGoes types into a return and never presses a button: the
// page says that it is saved, and leaving loses nothing.
func TestTypingIsSavedAsItGoes(t *testing.T) {
	p := newProduct(t, onSQLite)
	saved := p.watchSaving()
	base, chromium := p.serve(), browsertest.Open(t)
	w := &way{t: t, p: p, come: func() teller { return &surfer{Page: chromium.Page(t), t: t, base: base} }}
	rita := w.arrives("rita").(*surfer)
	rita.open(mentorsPath + "/return")
	rita.must(rita.Fill("#narrative", "Typed, and the hand rests."))
	rita.must(rita.Wait("[data-autosave-status]", "Draft saved at"))
	saved("Typed, and the hand rests.")
	rita.must(rita.Fill("#narrative", "Typed on, and left at once."))
	rita.must(rita.Click(`[name="met-9b"][value="partly"]`))
	rita.open("/rules")
	saved("Typed on, and left at once.")
	rita.open(mentorsPath + "/return")
	require.Equal(t, "Typed on, and left at once.", rita.holds("narrative"))
	require.True(t, rita.has(`[name="met-9b"][value="partly"]:checked`))

	// A button pressed in the middle of typing carries the latest version.
	rita.must(rita.Fill("#narrative", "Typed and saved by the button."))
	rita.send("/return", fill().pressing("save"))
	require.Contains(t, rita.reads("main"), "Draft saved.")
	require.Equal(t, "Typed and saved by the button.", rita.holds("narrative"))
}
