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
