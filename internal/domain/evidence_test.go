package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR1_EvidenceIsStaleFromTheDayItExpires(t *testing.T) {
	e := domain.Evidence{Expires: today}
	require.False(t, e.Stale(today.Add(-1)))
	require.True(t, e.Stale(today))
	require.False(t, domain.Evidence{}.Stale(today), "what has no expiry lasts")
}

func TestASealedTextIsReadUnlessItWasDestroyed(t *testing.T) {
	row := domain.Sealed{Content: []byte(`{"text":"It moved.","from":"2026-12-31","to":"2027-06-30"}`)}
	var words domain.Statement
	require.NoError(t, row.Decode(&words))
	require.Equal(t, domain.Statement{Text: "It moved.", From: "2026-12-31", To: "2027-06-30"}, words)

	destroyed := domain.Sealed{Redacted: true}
	var none domain.Statement
	require.NoError(t, destroyed.Decode(&none))
	require.Equal(t, domain.Statement{}, none)
	require.Error(t, domain.Sealed{Content: []byte("{")}.Decode(&none))
}

func TestR11_WhatEvidenceNeeds(t *testing.T) {
	link := domain.Evidence{Kind: domain.EvidenceLink, Title: "Research strategy", URL: "https://trust.example/strategy", From: "2026-01-01", To: "2026-10-31"}
	statement := domain.Evidence{Kind: domain.EvidenceStatement, Title: "Word of the board", Text: "We agreed it.", From: "2026-01-01", To: "2026-01-01"}
	file := domain.Evidence{Kind: domain.EvidenceFile, Title: "Minutes", From: "2026-01-01", To: "2026-11-23", Expires: "2027-12-31"}
	cases := []struct {
		name   string
		e      domain.Evidence
		change func(*domain.Evidence)
		says   []string
	}{
		{"a link", link, nil, nil},
		{"a statement", statement, nil, nil},
		{"a file", file, nil, nil},
		{"no kind", file, func(e *domain.Evidence) { e.Kind = "" }, []string{"kind: evidence.kind_missing"}},
		{"no title", file, func(e *domain.Evidence) { e.Title = "" }, []string{"title: evidence.title_missing"}},
		{"no period", file, func(e *domain.Evidence) { e.From, e.To = "", "" }, []string{"from: evidence.period_missing", "to: evidence.period_missing"}},
		{"a period that ends before it begins", file, func(e *domain.Evidence) { e.To = "2025-12-31" }, []string{"to: evidence.period_order"}},
		{"a period that has not ended yet: a plan proves nothing", file, func(e *domain.Evidence) { e.To = "2026-11-24" }, []string{"to: evidence.period_ahead"}},
		{"an end that nobody lives to see", file, func(e *domain.Evidence) { e.Expires = "2126-01-01" }, []string{"expires: date.too_far"}},
		{"expired before its period", file, func(e *domain.Evidence) { e.Expires = "2026-01-01" }, []string{"expires: evidence.expires_before"}},
		{"a statement without words", statement, func(e *domain.Evidence) { e.Text = "" }, []string{"text: evidence.text_missing"}},
		{"no address", link, func(e *domain.Evidence) { e.URL = "" }, []string{"url: evidence.url"}},
		{"an address that runs", link, func(e *domain.Evidence) { e.URL = "javascript:alert(1)" }, []string{"url: evidence.url"}},
		{"a file on somebody's disk", link, func(e *domain.Evidence) { e.URL = "file:///etc/passwd" }, []string{"url: evidence.url"}},
		{"an address with a password", link, func(e *domain.Evidence) { e.URL = "https://ann:secret@trust.example/" }, []string{"url: evidence.url"}},
		{"an address without a host", link, func(e *domain.Evidence) { e.URL = "https:///strategy" }, []string{"url: evidence.url"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.change != nil {
				c.change(&c.e)
			}
			require.Equal(t, c.says, fields(c.e.Check(today).Err()))
		})
	}
}

func TestASecondPressSaysTheSameEvidence(t *testing.T) {
	e := domain.Evidence{ID: "one", Title: "Minutes", Hash: "ab", AddedBy: "ann", AddedAt: noon(today)}
	again := e
	again.ID, again.AddedBy, again.AddedAt, again.Key = "two", "bea", noon(today.Add(1)), []byte("k")
	require.True(t, e.SaysSame(again))
	again.Hash = "cd"
	require.False(t, e.SaysSame(again))
}
