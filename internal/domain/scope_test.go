package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestTheZeroScopeSeesNothing(t *testing.T) {
	var s domain.Scope
	require.True(t, s.None())
	require.False(t, s.Sees("uk", 0, ""))
	require.False(t, s.Sees("", 0, ""))
	require.False(t, domain.Scope{Duties: []domain.ID{""}}.Sees("uk", 1, ""), "a duty without an id is nobody's")
}

func TestR15_AScopeSeesByGrantsAndSingleDuties(t *testing.T) {
	s := domain.Scope{
		Grants: []domain.Grant{{Path: "uk/scotland"}, {Path: "uk/england/london/RJ1", Recs: []int{6, 11}}},
		Duties: []domain.ID{"assigned"},
	}
	cases := []struct {
		path string
		rec  int
		duty domain.ID
		sees bool
	}{
		{"uk/scotland/S08000024", 14, "d", true},
		{"uk/england/london/RJ1", 6, "d", true},
		{"uk/england/london/RJ1", 14, "d", false},
		{"uk/england/london/RJ1", 0, "", true},
		{"uk/england/london/RJ10", 6, "d", false},
		{"uk/wide/UKG", 3, "d", false},
		{"uk/wide/UKG", 3, "assigned", true},
	}
	for _, c := range cases {
		require.Equal(t, c.sees, s.Sees(c.path, c.rec, c.duty), "%+v", c)
	}
	require.False(t, s.None())
	require.True(t, domain.Scope{All: true}.Sees("anywhere", 1, ""))
}
