package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTheDatabaseGoesAndComesBack stops PostgreSQL under a running product: it
// says so plainly, and goes on by itself with who was signed in and what was
// typed.
func TestTheDatabaseGoesAndComesBack(t *testing.T) {
	database := settledServer.Database(t)
	p := openProduct(t, database.App)
	rita, stranger := p.visit("rita"), p.visit("")
	form := underWay(rita.open(mentorsPath+"/return").form("/return"), "Typed before it went.").set("do", "save")
	require.Equal(t, http.StatusOK, stranger.get("/readyz").status)

	over := database.Outage(t)
	require.Equal(t, http.StatusServiceUnavailable, stranger.get("/readyz").status)
	require.Equal(t, http.StatusOK, stranger.get("/healthz").status, "the program itself is well")
	for _, a := range []*reply{rita.get(mentorsPath), rita.get("/integrated"), rita.send(form)} {
		require.Equal(t, http.StatusServiceUnavailable, a.status, a.what)
		require.Equal(t, "heed is not available for now", a.text("h1"), a.what)
		for _, inside := range []string{"sql", "postgres", "connect", "SELECT", "goroutine", ".go:"} {
			require.NotContains(t, strings.ToLower(a.text("main")), strings.ToLower(inside), a.what)
		}
	}
	require.Contains(t, p.log.String(), "unavailable", "whoever runs it reads why")

	over()
	require.Equal(t, http.StatusOK, stranger.get("/readyz").status)
	require.Contains(t, rita.sent(form).form("/return").values.Get("narrative"), "Typed before it went.")
	require.Equal(t, http.StatusOK, rita.get("/integrated").status)
}
