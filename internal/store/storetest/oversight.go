package storetest

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// tallies counts a round's returns by how far they have come, in a scope.
func tallies(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	w.write(t, func(tx *store.Tx) error {
		return tx.PutReturns([]domain.Return{
			{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnAccepted, Signed: 1, Late: true},
			{DutyID: w.other.ID, RoundID: w.round.ID, State: domain.ReturnAwaited},
			{DutyID: w.duty.ID, State: domain.ReturnDraft}, // interim: of no round
		})
	})
	count := func(scope domain.Scope) []store.Tally {
		found, err := w.Reader().Tallies(t.Context(), scope, report)
		require.NoError(t, err)
		heads, err := w.Reader().ReturnHeadsIn(t.Context(), scope, w.round.ID)
		require.NoError(t, err)
		require.Len(t, heads, len(found))
		return found
	}
	signed := store.Tally{RoundID: w.round.ID, State: domain.ReturnAccepted, Signed: true, Late: true, N: 1}
	require.ElementsMatch(t, []store.Tally{signed, {RoundID: w.round.ID, State: domain.ReturnAwaited, N: 1}}, count(everywhere()))
	require.Equal(t, []store.Tally{signed}, count(domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}}}))
	require.Empty(t, count(domain.Scope{}))
}

// peopleWithin finds people by where they work and by where they hold a role.
func peopleWithin(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	assurer := domain.Person{Email: "assurer@example.org"}
	held := domain.Membership{Role: domain.Assurer, Area: "uk/wales"}
	w.write(t, func(tx *store.Tx) error {
		if err := tx.PutPerson(&assurer); err != nil {
			return err
		}
		held.PersonID = assurer.ID
		return tx.PutMembership(&held)
	})
	for path, want := range map[string][]domain.ID{
		"uk": {w.person.ID, assurer.ID}, "uk/england": {w.person.ID}, w.trust.Path: {w.person.ID},
		"uk/wales": {assurer.ID}, "uk/wales/10003645": {}, "uk/scotland": {},
	} {
		scope := domain.Scope{Grants: []domain.Grant{{Path: path}}}
		found, err := w.Reader().PeopleWithin(t.Context(), scope)
		require.NoError(t, err)
		require.Equal(t, want, idsOf(found, func(k store.Known) domain.ID { return k.Person.ID }), path)
		for _, person := range []domain.ID{w.person.ID, assurer.ID} {
			known, err := w.Reader().PersonWithin(t.Context(), scope, person)
			seen := idsOf(found, func(k store.Known) domain.ID { return k.Person.ID })
			require.Equal(t, slices.Contains(seen, person), err == nil, path)
			if err == nil && person == assurer.ID {
				require.Equal(t, "uk/wales", known.Memberships[0].Path)
			}
		}
	}
	_, err := w.Reader().PersonWithin(t.Context(), everywhere(), nobody)
	require.Equal(t, domain.NotFound, domain.KindOf(err))
	peopleOver(t, w, assurer)
}

// peopleOver finds who holds a role on an area or on the body, as far as the scope
// sees them.
func peopleOver(t *testing.T, w *world, assurer domain.Person) {
	t.Helper()
	w.write(t, func(tx *store.Tx) error {
		return tx.PutMembership(&domain.Membership{PersonID: w.person.ID, Role: domain.Reporter, BodyID: w.trust.ID})
	})
	for path, want := range map[string][]domain.ID{
		"uk": {w.person.ID, assurer.ID}, "uk/england": {w.person.ID}, "uk/wales": {assurer.ID}, "uk/scotland": {},
	} {
		found, err := w.Reader().PeopleOver(t.Context(), domain.Scope{Grants: []domain.Grant{{Path: path}}}, w.trust.ID)
		require.NoError(t, err)
		require.Equal(t, want, idsOf(found, func(k store.Known) domain.ID { return k.Person.ID }), path)
	}
	found, err := w.Reader().PeopleOver(t.Context(), everywhere(), w.university.ID)
	require.NoError(t, err)
	require.Equal(t, []domain.ID{assurer.ID}, idsOf(found, func(k store.Known) domain.ID { return k.Person.ID }), "a role on another body is none here")
}

// toConfirm finds who waits to be confirmed, where they are to sign and not where
// they work, until somebody does.
func toConfirm(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	deputy := domain.Person{Email: "deputy@example.org"}
	held := domain.Membership{Role: domain.Approver, BodyID: w.trust.ID}
	reports := domain.Membership{Role: domain.Reporter, BodyID: w.trust.ID}
	w.write(t, func(tx *store.Tx) error {
		if err := tx.PutPerson(&deputy); err != nil {
			return err
		}
		held.PersonID, reports.PersonID = deputy.ID, deputy.ID
		if err := tx.PutMembership(&reports); err != nil {
			return err
		}
		return tx.PutMembership(&held)
	})
	waiting := func(path string) []domain.ID {
		found, err := w.Reader().ToConfirm(t.Context(), domain.Scope{Grants: []domain.Grant{{Path: path}}})
		require.NoError(t, err)
		var ids []domain.ID
		for _, k := range found {
			for _, m := range k.Memberships {
				require.Equal(t, k.Person.ID, m.PersonID)
				ids = append(ids, m.ID)
			}
		}
		return ids
	}
	require.Equal(t, []domain.ID{held.ID}, waiting("uk/england"))
	require.Equal(t, []domain.ID{held.ID}, waiting(w.trust.Path))
	require.Empty(t, waiting("uk/wales"))
	held.Confirmed = true
	w.write(t, func(tx *store.Tx) error { return tx.PutMembership(&held) })
	require.Empty(t, waiting("uk/england"))
}
