package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestEndAccount(t *testing.T) {
	w := newWorld(t)
	w.withPassword("rita")
	epoch := w.person("rita").Epoch
	end := func(actor domain.Actor) error { return w.EndAccount(w.ctx, actor, "rita") }
	w.strangers([]string{"anna", "rex"}, []string{"hill", "shona"}, end)
	w.refuses(domain.Forbidden, "membership.own", func() error { return w.EndAccount(w.ctx, w.as("lea"), "lea") })

	w.happens(func() error { return end(w.as("lea")) }, domain.MembershipEnded, domain.PersonChanged)
	require.Empty(t, w.held("rita"))
	require.True(t, w.person("rita").Ended)
	require.Greater(t, w.person("rita").Epoch, epoch, "sessions are over")
	w.refuses(domain.Invalid, "sign_in.wrong", w.signIn("rita", passphrase))
	w.changesNothing(func() error { return end(w.as("lea")) })
}

func TestEndAccountTakesLeaveToEndEachRole(t *testing.T) {
	w := newWorld(t)
	w.refuses(domain.NotFound, "not_found", func() error { return w.EndAccount(w.ctx, w.as("lea"), "adam") }) // holds a role on all of the UK
	require.Len(t, w.held("adam"), 1)
	w.happens(func() error { return w.EndAccount(w.ctx, w.as("adam"), "asa") }, domain.MembershipEnded, domain.PersonChanged)
}
