package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// TestR9_AnIssueIsComparedWithWhatWasIssuedBefore issues two, corrects the first,
// withdraws a draft and prepares another.
func TestR9_AnIssueIsComparedWithWhatWasIssuedBefore(t *testing.T) {
	issued := func(id domain.ID, no, correction int, seq int64) domain.Publication {
		return domain.Publication{ID: id, Nation: domain.Scotland, End: domain.PublicationEnd{State: domain.PublicationIssued, No: no, Correction: correction, Seq: seq}}
	}
	first, second := issued("first", 1, 0, 5), issued("second", 2, 0, 9)
	corrected, late := issued("corrected", 1, 1, 7), issued("late", 1, 2, 11)
	corrected.Corrects, late.Corrects = first.ID, first.ID
	elsewhere := issued("elsewhere", 8, 0, 8)
	elsewhere.Nation = domain.England
	withdrawn := domain.Publication{ID: "withdrawn", Nation: domain.Scotland, End: domain.PublicationEnd{State: domain.PublicationWithdrawn, Seq: 8}}
	draft := domain.Publication{ID: "draft", Nation: domain.Scotland}
	all := []domain.Publication{first, second, corrected, late, elsewhere, withdrawn, draft}
	for _, c := range []struct {
		of   domain.Publication
		with domain.ID
	}{
		{first, ""}, {corrected, first.ID}, {second, corrected.ID}, {late, corrected.ID}, {draft, second.ID}, {domain.Publication{Nation: domain.Scotland}, second.ID},
	} {
		with, _ := c.of.ComparedWith(all)
		require.Equal(t, c.with, with.ID, c.of.ID)
	}
}
