package site_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR10_AFirstReturnIsShownWholeAndALaterOneByWhatChanged(t *testing.T) {
	w := newWorld(t)
	card := func(id string) string {
		return w.get("approver", "/bodies/RYY/sign").ok().text("[aria-labelledby='return-" + id + "']")
	}
	first := card("9:1")
	require.Contains(t, first, "This is the first return on this duty.")
	require.NotContains(t, first, "last signed version")
	require.NotContains(t, first, "Before:")
	require.Contains(t, first, "We have begun.")

	w.submit(10, func(c *domain.Content) { c.Narrative = "We went on." })
	later := card("10:2")
	require.Contains(t, later, "1 change since the last signed version")
	require.Contains(t, later, "Before: We have begun.")
	require.NotContains(t, later, "first return")
}
