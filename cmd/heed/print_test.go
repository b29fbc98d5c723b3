package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
)

// TestPagesPrintWhole lays out on A4 what people take to a meeting: nothing is
// cut off at a side, every cell says what it says on a screen, what is folded is
// told, what only a screen has use for is gone, and the mark of a
// demonstration is there.
func TestPagesPrintWhole(t *testing.T) {
	demo := demonstrated(t)
	e := examiner{browsertest.Open(t).Page(t), t, demo.serve()}
	e.become("auditor")
	for _, sheet := range []struct {
		path  string
		width int
		cells int // at least so many
	}{
		{"/integrated", browsertest.OnSide, 17 * 7},
		{"/integrated/all/all?word=confirmed", browsertest.OnSide, 50},
		{"/heatmap?region=South+East", browsertest.OnSide, 17 * 20},
		{"/graph", browsertest.OnSide, 50},
		{"/recommendations/1", browsertest.OnSide, 20},
		{"/bodies/RJ1", browsertest.OnSide, 9 * 6},
		{"/bodies/RJ1/ctr/9", browsertest.Upright, 12},
		{"/publications/scotland-1-1", browsertest.Upright, 17 * 7},
		{"/bodies/S08000024/publications/scotland-1", browsertest.Upright, 9 * 6},
	} {
		status, err := e.Go(e.base + sheet.path)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, status, sheet.path)
		screen := e.shown("main th, main td")
		require.GreaterOrEqual(t, len(screen), sheet.cells, sheet.path)
		require.NoError(t, e.Paper(sheet.width))
		paper := e.shown("main th, main td")
		require.Len(t, paper, len(screen), sheet.path)
		for i := range screen {
			require.True(t, strings.HasPrefix(paper[i], screen[i]), "%s says %q on a screen and %q on paper", sheet.path, screen[i], paper[i])
		}
		require.Empty(t, e.shown(".heed-ways a"), "%s: ways to other pages lead nowhere on paper", sheet.path)
		e.isWholeOnPaper(sheet.path)
		require.NoError(t, e.Screen())
		require.NoError(t, e.At(browsertest.Desktop))
	}
}

func (e examiner) isWholeOnPaper(path string) {
	e.t.Helper()
	over, err := e.Overflow()
	require.NoError(e.t, err)
	require.Zero(e.t, over, "%s is wider than the paper by so many pixels", path)
	cut, err := e.Cut("main :is(h1, h2, p, li, dt, dd, th, td, svg):not(.nhsuk-u-visually-hidden)")
	require.NoError(e.t, err)
	require.Empty(e.t, cut, "%s: cut off", path)
	require.Contains(e.t, strings.Join(e.shown(".heed-demo"), ""), "Demonstration", path)
	require.Empty(e.t, e.shown("button, nav a, form, input, select, .nhsuk-button, .nhsuk-skip-link"), "%s: of no use on paper", path)
	folded, err := e.Count("main details p, main details li")
	require.NoError(e.t, err)
	require.Len(e.t, e.shown("main details p, main details li"), folded, "%s: what is folded is told", path)
}

// shown are the words of all elements that match and can be seen.
func (e examiner) shown(selector string) []string {
	e.t.Helper()
	texts, err := e.Shown(selector)
	require.NoError(e.t, err)
	for i, text := range texts {
		texts[i] = strings.Join(strings.Fields(text), " ")
	}
	return texts
}
