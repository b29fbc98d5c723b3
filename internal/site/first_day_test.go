package site_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// firstDay is a world in which nothing has happened yet.
func firstDay(t *testing.T) *world {
	t.Helper()
	w, err := open(t.Context(), t.TempDir())
	require.NoError(t, err)
	w.t = t
	t.Cleanup(func() { require.NoError(t, w.store.Close()) })
	require.NoError(t, w.settle(t.Context()))
	return w
}

func TestR8_OnTheFirstDayEveryPageSaysWhatComesNext(t *testing.T) {
	w := firstDay(t)
	lead := w.get("scotland", "/").ok()
	require.Equal(t, "To begin with", lead.lines("main h2")[0])
	require.Equal(t, []string{"Record what is taken on in Scotland", "Add a person", "Open the first round"}, lead.lines("section:first-of-type a"))
	require.Contains(t, w.get("scotland", "/rounds").ok().text("main"), "Scotland: nothing has been taken on yet. Record that first.")

	said := map[string][]string{
		"reporter":      {"/", "No round is open, so no report is due. You can already answer each recommendation"},
		"unconfirmed":   {"/", "You cannot sign yet."},
		"nobody":        {"/", "You have no role yet."},
		"assurer":       {"/", "No duty has been given to you to review."},
		"observer":      {"/integrated", "No figures have been released yet, so there is nothing to count."},
		"reviewer":      {"/desk", "A report comes here once its organisation’s approver has signed it."},
		"elsewhere":     {"/rounds", "There has been no round yet. A nation’s oversight lead opens one."},
		"administrator": {"/bodies/RJ1", "released no figures yet, so you see what is owed and not how it stands."},
	}
	for as, at := range said {
		require.Contains(t, w.get(as, at[0]).ok().text("main"), at[1], as)
	}
	require.Contains(t, w.get("unconfirmed", "/account").ok().text("#roles"), "Does not count until somebody confirms it")
	require.NotContains(t, w.get("observer", "/").ok().text("main"), "0 of 0")
	require.NotContains(t, w.get("administrator", "/bodies/RJ1").ok().text("main"), "owe this", "that is said of organisations")
}

func TestR8_AnAdministratorIsToldThatNobodyLeads(t *testing.T) {
	w := firstDay(t)
	const nobody = "Nobody leads the oversight of any nation yet. Add an oversight lead for each nation."
	require.NotContains(t, w.get("administrator", "/").ok().text("main"), nobody)
	for _, as := range []string{"lead", "scotland"} {
		person := w.person(as)
		require.NoError(t, w.store.Write(t.Context(), func(tx *store.Tx) error {
			ended := w.actor(as).Memberships[0]
			ended.To = today.Add(-1)
			return tx.PutMembership(&ended)
		}), person.Name)
	}
	require.Contains(t, w.get("administrator", "/").ok().text("main"), nobody)
}

func TestR8_WhatHasBegunIsNotBegunAgain(t *testing.T) {
	w := newWorld(t)
	require.NotContains(t, w.get("lead", "/").ok().lines("main h2"), "To begin with")
	require.NotContains(t, w.get("lead", "/rounds").ok().text("main"), "nothing has been taken on yet")
	require.NotContains(t, w.get("reporter", "/").ok().text("main"), "No round is open")
	require.Contains(t, w.get("elsewhere", "/").ok().text("main"), "reports to send", domain.England)
}
