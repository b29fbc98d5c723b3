package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestARowOfWhoOwesMatchesByCodeOrByEveryCondition(t *testing.T) {
	school := domain.Body{Code: "10007784", Kind: domain.University, Subtype: "medical_school"}
	board := domain.Body{Code: "SAS", Kind: domain.SpecialBoard, PatientCare: true}
	cases := []struct {
		name string
		row  domain.Owed
		body domain.Body
		owes bool
	}{
		{"by code", domain.Owed{Codes: []string{"SAS"}}, board, true},
		{"by kind", domain.Owed{Kinds: []domain.BodyKind{domain.SpecialBoard}}, board, true},
		{"by kind and care", domain.Owed{Kinds: []domain.BodyKind{domain.SpecialBoard}, PatientCare: true}, board, true},
		{"care missing", domain.Owed{Kinds: []domain.BodyKind{domain.SpecialBoard}, PatientCare: true}, domain.Body{Kind: domain.SpecialBoard}, false},
		{"by subtype", domain.Owed{Kinds: []domain.BodyKind{domain.University}, Subtypes: []string{"medical_school"}}, school, true},
		{"another subtype", domain.Owed{Kinds: []domain.BodyKind{domain.University}, Subtypes: []string{"medical_school_planned"}}, school, false},
		{"by code past the other conditions", domain.Owed{Codes: []string{"10007784"}, Kinds: []domain.BodyKind{domain.Trust}}, school, true},
		{"an empty row", domain.Owed{}, school, false},
	}
	for _, c := range cases {
		require.Equal(t, c.owes, c.row.Covers(c.body), c.name)
	}
}

func TestAPackFindsWhatItHolds(t *testing.T) {
	pack := &domain.Pack{Recommendations: []domain.Recommendation{rec14()}}
	rec, found := pack.Recommendation(14)
	require.True(t, found)
	require.Equal(t, "14", rec.Key())
	_, found = pack.Recommendation(4)
	require.False(t, found)
	q, found := pack.Requirement("14b")
	require.True(t, found)
	require.Equal(t, "14b", q.Key)
	for _, key := range []string{"14z", "4a", "", "b", "14B"} {
		_, found = pack.Requirement(key)
		require.False(t, found, key)
	}
}
