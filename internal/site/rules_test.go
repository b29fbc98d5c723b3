package site_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestR25_ThePagesOfAPublicServiceAreThereForAnybody(t *testing.T) {
	w := newWorld(t)
	require.Contains(t, w.get("", "/privacy").ok().text("main"), "Information Commissioner")
	require.Equal(t, []string{"heed_session", "heed_done"}, w.get("", "/cookies").ok().lines("#cookies tbody th"))
	require.Contains(t, w.get("", "/accessibility").ok().text("h1"), "Accessibility")
}
