package storetest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

func statements(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	words := domain.Statement{Text: "A day a month.", Choice: "so"}
	var kept, lost domain.ID
	w.write(t, func(tx *store.Tx) error {
		rows, err := tx.SealAll([]store.Sealing{
			{Sealed: domain.Sealed{Kind: domain.SealedPractice, BodyID: w.trust.ID, DutyID: w.duty.ID, By: w.person.ID}, Content: words},
			{Sealed: domain.Sealed{Kind: domain.SealedPractice, BodyID: w.trust.ID, DutyID: w.duty.ID, By: w.person.ID}, Content: words},
		})
		if err != nil {
			return err
		}
		kept, lost = rows[0].ID, rows[1].ID
		order := &domain.Event{Type: domain.SealedRedacted, Actor: "operator", Duty: w.duty.ID}
		if err := tx.Append(order); err != nil {
			return err
		}
		return tx.RedactSealed(lost, order.Seq)
	})
	require.NoError(t, w.Reader().Snapshot(t.Context(), func(snap *store.Snap) error {
		said, err := snap.Statements([]domain.ID{kept, lost, "unknown"})
		require.NoError(t, err)
		require.Equal(t, map[domain.ID]domain.Statement{kept: words}, said)
		said, err = snap.Statements(nil)
		require.Empty(t, said)
		return err
	}))
}
