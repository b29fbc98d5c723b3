package storetest

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// waiting finds what nobody has answered yet, and which versions cite what.
func waiting(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	proof := domain.Evidence{BodyID: w.trust.ID, Kind: domain.EvidenceStatement, Title: "Our word", From: "2026-01-01", To: "2026-12-31", Text: "Yes"}
	var open, answered domain.Sealed
	w.write(t, func(tx *store.Tx) error {
		event := domain.Event{Type: domain.EvidenceAdded, Actor: w.person.ID, Body: w.trust.ID}
		require.NoError(t, tx.Append(&event))
		require.NoError(t, tx.AddEvidence(&proof))
		say := func(kind domain.SealedKind, re domain.ID, content any) domain.Sealed {
			s, err := tx.Seal(domain.Sealed{Kind: kind, BodyID: w.trust.ID, DutyID: w.duty.ID, No: 7, Re: re, By: w.person.ID}, content)
			require.NoError(t, err)
			return s
		}
		answered = say(domain.SealedQuestion, "", domain.Statement{Text: "Which staff?"})
		say(domain.SealedAnswer, answered.ID, domain.Statement{Text: "All of them."})
		open = say(domain.SealedQuestion, "", domain.Statement{Text: "Since when?"})
		say(domain.SealedVersion, "", domain.Version{No: 7, Content: domain.Content{
			Evidence: []domain.EvidenceUse{{EvidenceID: proof.ID, Requirements: []string{"14a"}}},
		}})
		return tx.Append(&domain.Event{Type: domain.QuestionAsked, Actor: w.person.ID, Duty: w.duty.ID})
	})
	for scope, sees := range map[string]bool{w.trust.Path: true, "uk/england": true, "uk/wales": false} {
		in := domain.Scope{Grants: []domain.Grant{{Path: scope}}}
		found, err := w.Reader().Unanswered(t.Context(), in, domain.SealedQuestion, domain.SealedAnswer)
		require.NoError(t, err)
		uses, err := w.Reader().UsesOf(t.Context(), in, w.trust.ID)
		require.NoError(t, err)
		ids := idsOf(found, func(s domain.Sealed) domain.ID { return s.ID })
		require.Equal(t, sees, slices.Contains(ids, open.ID), scope)
		require.NotContains(t, ids, answered.ID, scope)
		require.Equal(t, sees, slices.Contains(uses, store.Use{EvidenceID: proof.ID, DutyID: w.duty.ID, No: 7}), scope)
	}
}
