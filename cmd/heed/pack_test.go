package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
)

// TestAVisitPackSuitsEverybody opens the file that an assessor takes along, as it
// was kept: at three widths, and on A4 with room for notes.
func TestAVisitPackSuitsEverybody(t *testing.T) {
	demo := demonstrated(t)
	assurer := demo.visit(mailOf("assurer"))
	pack := assurer.open(href(assurer.open("/checks"), "main a[href*='/pack/']"))
	require.True(t, pack.isFile())
	kept := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/" {
			_, _ = w.Write([]byte(pack.body))
		}
	}))
	t.Cleanup(kept.Close)
	e := examiner{browsertest.Open(t).Page(t), t, kept.URL}
	status, err := e.Go(kept.URL + "/")
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, status)
	wrong := e.faults("a visit pack")
	require.Empty(t, wrong, strings.Join(wrong, "\n"))

	require.NoError(t, e.Paper(browsertest.Upright))
	over, err := e.Overflow()
	require.NoError(t, err)
	require.Zero(t, over, "it is wider than the paper by so many pixels")
	require.NotEmpty(t, e.shown(".notes"))
	require.Contains(t, strings.Join(e.shown(".mark"), ""), "Demonstration")
}
