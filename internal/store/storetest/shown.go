package storetest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// shown reads what versions show, and what was said of findings about their duties.
func shown(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	const told = "We have set aside a day a month for every profession, told all staff, and count who takes it."
	answer := func(tx *store.Tx, kind domain.SealedKind, facts string) domain.Sealed {
		row := domain.Sealed{Kind: kind, BodyID: w.trust.ID, DutyID: w.duty.ID, No: 2, By: w.person.ID}
		s, err := tx.Seal(row, domain.Statement{Text: "It is so.", Choice: string(domain.FindingStalled), Facts: facts})
		require.NoError(t, err)
		require.NoError(t, tx.Append(&domain.Event{Type: domain.FindingExplained, Actor: w.person.ID, Duty: w.duty.ID, Sealed: s.ID}))
		return s
	}
	var first, second domain.Sealed
	w.write(t, func(tx *store.Tx) error {
		content := domain.Content{Narrative: told, NoChange: true, Evidence: []domain.EvidenceUse{{EvidenceID: w.evidence.ID, Requirements: []string{"14a"}}}}
		_, err := tx.Seal(domain.Sealed{Kind: domain.SealedVersion, BodyID: w.trust.ID, DutyID: w.duty.ID, No: 2, By: w.person.ID}, domain.Version{No: 2, Content: content})
		require.NoError(t, err)
		first = answer(tx, domain.SealedExplained, "facts")
		second = answer(tx, domain.SealedDismissed, "others")
		return nil
	})
	want := domain.Shown{No: 2, Text: domain.TextKey(told), Declared: true, Pieces: []domain.Piece{
		{ID: w.evidence.ID, Kind: domain.EvidenceFile, To: "2026-06-30", Requirements: []string{"14a"}},
	}}
	said := func(s domain.Sealed, how domain.SealedKind, facts string) domain.FindingAnswer {
		return domain.FindingAnswer{Sealed: s.ID, How: how, Kind: domain.FindingStalled, Facts: facts, By: w.person.ID, At: s.At}
	}
	both := []domain.FindingAnswer{said(first, domain.SealedExplained, "facts"), said(second, domain.SealedDismissed, "others")}
	require.NoError(t, w.Reader().Snapshot(t.Context(), func(snap *store.Snap) error {
		found, err := snap.Shown([]store.VersionKey{{DutyID: w.duty.ID, No: 2}, {DutyID: w.other.ID, No: 1}})
		require.NoError(t, err)
		require.Equal(t, map[domain.ID]domain.Shown{w.duty.ID: want}, found)
		answers, err := snap.FindingAnswers(report, second.Seq)
		require.NoError(t, err)
		require.Equal(t, map[domain.ID][]domain.FindingAnswer{w.duty.ID: both}, answers)
		before, err := snap.FindingAnswers(report, first.Seq)
		require.NoError(t, err)
		require.Len(t, before[w.duty.ID], 1, "as it was then")
		others, err := snap.FindingAnswers("another report", second.Seq)
		require.NoError(t, err)
		require.Empty(t, others)
		return nil
	}))
	w.write(t, func(tx *store.Tx) error {
		found, err := tx.Shown(w.duty.ID, 2)
		require.NoError(t, err)
		require.Equal(t, want, found)
		answers, err := tx.FindingAnswers(w.duty.ID)
		require.NoError(t, err)
		require.Equal(t, both, answers)
		// What was destroyed shows nothing, and answers nothing.
		order := &domain.Event{Type: domain.SealedRedacted, Actor: "operator", Duty: w.duty.ID}
		require.NoError(t, tx.Append(order))
		version, _, err := tx.VersionOf(w.duty.ID, 2)
		require.NoError(t, err)
		require.Equal(t, 2, version.No)
		rows, err := tx.SealedOf(w.duty.ID, domain.SealedVersion, domain.SealedExplained)
		require.NoError(t, err)
		for _, row := range rows {
			require.NoError(t, tx.RedactSealed(row.ID, order.Seq))
		}
		found, err = tx.Shown(w.duty.ID, 2)
		require.NoError(t, err)
		require.Equal(t, domain.Shown{}, found)
		answers, err = tx.FindingAnswers(w.duty.ID)
		require.NoError(t, err)
		require.Equal(t, both[1:], answers)
		return nil
	})
}
