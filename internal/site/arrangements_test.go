package site_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestR5_WhatOversightMayNotReviewIsGivenToAnAssurer(t *testing.T) {
	w := newWorld(t)
	p := w.get("lead", "/arrangements").ok()
	require.Equal(t, "No independent reviewer", p.row("own-duties", "UK Government")[2])
	require.NotContains(t, p.text("#own-duties"), "Kent Community Health", "Trusts are never the government’s own")
	require.Contains(t, p.text("#own-duties"), "National Institute for Health and Care Research", "what it sponsors is")

	form := w.get("lead", "/arrangements/UKG/3").ok()
	require.Equal(t, []string{"Asha Amin, Independent assurer"}, form.lines(".nhsuk-radios__label"))
	require.Equal(t, []string{"Choose an answer to “Reviewer”"}, w.post("lead", "/arrangements/UKG/3", nil).faults())
	asha := url.Values{"person": {string(w.person("assurer").ID)}}
	w.post("lead", "/arrangements/UKG/3", asha).went("/arrangements")
	require.Contains(t, w.get("lead", "/arrangements").text("#own-duties tr:contains('3. ')"), "Asha Amin")
	require.Contains(t, w.get("assurer", "/").ok().text("main"), "UK Government, recommendation 3")
	require.Contains(t, w.get("lead", "/arrangements/UKG/3").ok().text("main"), "Nobody can be given this review")

	end, _ := w.get("lead", "/arrangements/UKG/3").Find("form[action$='/end']").Attr("action")
	w.post("lead", end, nil).went("/arrangements/UKG/3")
	require.Equal(t, "No independent reviewer", w.get("lead", "/arrangements").row("own-duties", "UK Government")[2])
	require.Equal(t, 404, w.get("lead", "/arrangements/RYY/10").status)
	require.Equal(t, 404, w.get("lead", "/arrangements/SG/3").status)
}

func TestR5_TwoNationsAgreeToReviewEachOthersOwn(t *testing.T) {
	w := newWorld(t)
	row := w.get("lead", "/arrangements").ok().row("agreements", "Scotland and England")
	require.Equal(t, "Proposed by Scotland", row[1])
	proposing := w.get("scotland", "/arrangements").ok()
	require.NotContains(t, proposing.row("agreements", "Scotland and England")[2], "Agree")
	require.Equal(t, []string{"England", "Wales", "Northern Ireland"}, proposing.lines(".nhsuk-radios__label"))

	confirm, _ := w.get("lead", "/arrangements").Find("form[action$='/confirm']").Attr("action")
	require.Equal(t, 403, w.post("scotland", confirm, nil).status, "who proposed it does not answer it")
	w.post("lead", confirm, nil).went("/arrangements")
	require.Equal(t, "Agreed by both", w.get("lead", "/arrangements").row("agreements", "Scotland and England")[1])
	require.Contains(t, w.get("scotland", "/arrangements/SG/3").ok().lines(".nhsuk-radios__label"), "Policy officer, Department of Health and Social Care")
	reviewer := url.Values{"person": {string(w.person("reviewer").ID)}}
	w.post("scotland", "/arrangements/SG/3", reviewer).went("/arrangements")
	require.Contains(t, w.get("reviewer", "/").ok().text("main"), "Scottish Government, recommendation 3")

	end, _ := w.get("lead", "/arrangements").Find("#agreements form[action$='/end']").Attr("action")
	w.post("lead", end, nil).went("/arrangements")
	require.Equal(t, "Ended", w.get("lead", "/arrangements").row("agreements", "Scotland and England")[1])
	require.NotContains(t, w.get("reviewer", "/").ok().text("main"), "Scottish Government, recommendation 3")
}

func TestAnAgreementIsProposed(t *testing.T) {
	w := newWorld(t)
	require.Equal(t, []string{"Choose an answer to “With”"}, w.post("scotland", "/arrangements/agreements", nil).faults())
	w.post("scotland", "/arrangements/agreements", url.Values{"other": {"wales"}}).went("/arrangements")
	require.Equal(t, "Proposed by Scotland", w.get("scotland", "/arrangements").row("agreements", "Scotland and Wales")[1])
	w.post("scotland", "/arrangements/agreements", url.Values{"other": {"northern_ireland"}}).went("/arrangements")
	require.Equal(t, 409, w.post("scotland", "/arrangements/agreements", url.Values{"other": {"wales"}}).status, "the two have one already")
}
