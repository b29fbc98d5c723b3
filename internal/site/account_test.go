package site_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheSignInPageIsThere(t *testing.T) {
	w := newWorld(t)
	p := w.get("", "/sign-in?next=/rounds").ok()
	require.Equal(t, "/rounds", p.Find("input[name=next]").AttrOr("value", ""))
	require.Equal(t, []string{"“Email address” needs an answer", "“Password” needs an answer"}, w.post("", "/sign-in", url.Values{}).faults())
}
