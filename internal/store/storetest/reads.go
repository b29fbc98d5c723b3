package storetest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// partnerships are seen from either side (R17), and not from elsewhere.
func partnerships(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	p := domain.Partnership{Local: w.trust.ID, University: w.university.ID, What: "Joint office"}
	w.write(t, func(tx *store.Tx) error { return tx.PutPartnership(&p) })
	for path, seen := range map[string]bool{
		"uk/england": true, w.trust.Path: true, "uk/wales": true, w.university.Path: true, "uk/scotland": false, w.trust.Path + "0": false,
	} {
		scope := domain.Scope{Grants: []domain.Grant{{Path: path}}}
		_, err := w.Reader().Partnership(t.Context(), scope, p.ID)
		require.Equal(t, seen, err == nil, path)
		for _, of := range []domain.ID{w.trust.ID, w.university.ID} {
			list, err := w.Reader().PartnershipsOf(t.Context(), scope, of)
			require.NoError(t, err)
			require.Equal(t, seen, len(list) == 1, path)
		}
	}
	list, err := w.Reader().PartnershipsOf(t.Context(), domain.Scope{}, w.trust.ID)
	require.NoError(t, err)
	require.Empty(t, list)
}

// verbsReads holds the reads of Tx to those of a Reader that sees everything.
func verbsReads(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	r, ctx := w.Reader(), t.Context()
	first := domain.Return{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnSigned}
	interim := domain.Return{DutyID: w.duty.ID, State: domain.ReturnDraft}
	w.write(t, func(tx *store.Tx) error {
		for _, put := range []error{
			tx.PutReturn(&first), tx.PutReturn(&interim),
			tx.PutAction(&domain.Action{BodyID: w.trust.ID}), tx.PutRuling(&domain.EdgeRuling{DutyID: w.duty.ID}),
			tx.PutPartnership(&domain.Partnership{Local: w.trust.ID, University: w.university.ID}),
			tx.PutTakeUp(&domain.TakeUp{Report: report, Nation: domain.Wales}), tx.PutAgreement(&domain.Agreement{}),
			tx.PutAssignment(&domain.Assignment{DutyID: w.duty.ID, PersonID: w.person.ID}),
			tx.PutMembership(&domain.Membership{PersonID: w.person.ID, BodyID: w.trust.ID}),
			tx.PutCredential(&store.Credential{PersonID: w.person.ID, PasswordHash: "argon"}),
		} {
			require.NoError(t, put)
		}
		return nil
	})
	all, key := everywhere(), domain.DutyKey{Body: "RJ1", Report: report, Rec: 14}
	w.write(t, func(tx *store.Tx) error {
		same(t)(tx.Bodies())(r.Bodies(ctx))
		among, err := tx.BodiesAmong([]domain.BodyKind{domain.Government}, []domain.ID{w.trust.ID})
		require.NoError(t, err)
		require.Equal(t, []domain.Body{w.trust}, among, "those of the ids beside those of the kinds")
		same(t)(tx.BodyByCode("RJ1"))(r.BodyByCode(ctx, "RJ1"))
		same(t)(tx.DutyByKey(key))(r.DutyByKey(ctx, all, key))
		same(t)(tx.DutiesOf(w.trust.ID))(r.DutiesOf(ctx, all, w.trust.ID))
		same(t)(tx.Duties(report))(r.Duties(ctx, all, report))
		same(t)(tx.DutiesByIDs([]domain.ID{w.duty.ID}))(r.DutiesByIDs(ctx, all, []domain.ID{w.duty.ID}))
		same(t)(tx.Rounds(report))(r.Rounds(ctx, report))
		same(t)(tx.ReturnsOf(w.duty.ID))(r.ReturnsOf(ctx, all, w.duty.ID))
		same(t)(tx.ReturnsToWrite(w.duty.ID))(r.ReturnsToWrite(ctx, all, w.duty.ID))
		same(t)(tx.RoundsByIDs([]domain.ID{w.round.ID}))(r.RoundsByIDs(ctx, []domain.ID{w.round.ID}))
		same(t)(tx.Sealed(w.version.ID))(r.Sealed(ctx, all, w.version.ID))
		same(t)(tx.SealedOf(w.duty.ID))(r.SealedOf(ctx, all, w.duty.ID))
		same(t)(withoutVersions(tx.SealedOf(w.duty.ID)))(r.History(ctx, all, w.duty.ID, 0))
		same(t)(withoutVersions(tx.SealedOf(w.duty.ID)))(r.History(ctx, all, w.duty.ID, 1))
		same(t)(withoutDrafts(tx.ReturnsOf(w.duty.ID)))(r.LiveReturns(ctx, all, []domain.ID{w.duty.ID}, nil))
		same(t)(tx.Evidence(w.evidence.ID))(r.Evidence(ctx, all, w.evidence.ID))
		same(t)(tx.EvidenceOf(w.trust.ID))(r.EvidenceOf(ctx, all, w.trust.ID))
		same(t)(tx.ActionsOf(w.trust.ID))(r.ActionsOf(ctx, all, w.trust.ID))
		same(t)(tx.Rulings(w.duty.ID))(r.Rulings(ctx, all, w.duty.ID))
		same(t)(tx.EveryRuling())(r.Rulings(ctx, all, w.duty.ID)) // the one there is
		same(t)(tx.Partnerships())(r.PartnershipsOf(ctx, all, w.trust.ID))
		same(t)(tx.PartnershipsOf(w.trust.ID))(r.PartnershipsOf(ctx, all, w.trust.ID))
		same(t)(tx.TakeUps(report))(r.TakeUps(ctx, report))
		same(t)(tx.Assignments(w.duty.ID))(r.AssignmentsIn(ctx, all))
		same(t)(tx.AssignmentsTo(w.person.ID))(r.AssignmentsIn(ctx, all))
		same(t)(tx.Agreements())(r.Agreements(ctx))
		same(t)(tx.Memberships())(r.Memberships(ctx, all))
		same(t)(tx.MembershipsOf(w.person.ID))(r.Memberships(ctx, all))
		same(t)(tx.MembershipsAt(w.trust.ID))(r.MembershipsAt(ctx, all, w.trust.ID))
		same(t)(tx.People())(r.People(ctx, all))
		same(t)(tx.PersonByEmail(w.person.Email))(r.Person(ctx, all, w.person.ID))
		same(t)(tx.Pack(report))(r.Pack(ctx, report))
		same(t)(tx.PackVersion(report, 1))(r.PackVersion(ctx, report, 1))
		credential, err := tx.Credential(w.person.ID)
		require.NoError(t, err)
		require.Equal(t, "argon", credential.PasswordHash)
		evidence, err := tx.EvidenceByIDs([]domain.ID{w.evidence.ID, nobody})
		require.NoError(t, err)
		require.Len(t, evidence, 1)
		releases, err := tx.LastReleases(report)
		require.NoError(t, err)
		require.Len(t, releases, 1)
		return nil
	})
	people, err := r.PeopleByIDs(ctx, all, []domain.ID{w.person.ID, nobody})
	require.NoError(t, err)
	require.Equal(t, map[domain.ID]domain.Person{w.person.ID: w.person}, people)
	people, err = r.PeopleByIDs(ctx, domain.Scope{}, []domain.ID{w.person.ID})
	require.NoError(t, err)
	require.Empty(t, people)
}

// same says that two reads answer the same, and do answer.
func same(t *testing.T) func(any, error) func(any, error) {
	return func(mine any, err error) func(any, error) {
		t.Helper()
		require.NoError(t, err)
		require.NotEmpty(t, mine)
		return func(theirs any, err error) {
			t.Helper()
			require.NoError(t, err)
			require.Equal(t, mine, theirs)
		}
	}
}

// withoutVersions is what History leaves of a duty's sealed texts.
func withoutVersions(rows []domain.Sealed, err error) (any, error) {
	for i := range rows {
		if rows[i].Kind == domain.SealedVersion {
			rows[i].Content = nil
		}
	}
	return rows, err
}

func withoutDrafts(returns []domain.Return, err error) (any, error) {
	for i := range returns {
		returns[i] = returns[i].WithoutDraft()
	}
	return returns, err
}

// liveReturns are what tells how duties are reported on now, however long they
// have been.
func liveReturns(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	before := domain.Round{Report: report, Name: "Spring 2026", Due: "2026-05-31"}
	ofBefore := domain.Return{DutyID: w.duty.ID, State: domain.ReturnAccepted, Signed: 1}
	ofRound := domain.Return{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnAccepted, Signed: 2}
	last := domain.Return{DutyID: w.duty.ID, State: domain.ReturnReceived, Signed: 3}
	draft := domain.Return{DutyID: w.duty.ID, State: domain.ReturnDraft, Draft: domain.Content{Narrative: "Begun."}}
	theirs := domain.Return{DutyID: w.other.ID, RoundID: w.round.ID, State: domain.ReturnAccepted, Signed: 1}
	w.write(t, func(tx *store.Tx) error {
		require.NoError(t, tx.PutRound(&before))
		ofBefore.RoundID = before.ID
		for _, r := range []*domain.Return{&ofBefore, &ofRound, &last, &draft, &theirs} {
			require.NoError(t, tx.PutReturn(r))
		}
		return nil
	})
	ids := func(scope domain.Scope, duties, rounds []domain.ID) (found []domain.ID) {
		returns, err := w.Reader().LiveReturns(t.Context(), scope, duties, rounds)
		require.NoError(t, err)
		for _, r := range returns {
			require.Empty(t, r.Draft, "oversight may see them")
			found = append(found, r.ID)
		}
		return found
	}
	one, both := []domain.ID{w.duty.ID}, []domain.ID{w.duty.ID, w.other.ID}
	require.Equal(t, []domain.ID{last.ID, draft.ID}, ids(everywhere(), one, nil))
	require.Equal(t, []domain.ID{ofRound.ID, last.ID, draft.ID}, ids(everywhere(), one, []domain.ID{w.round.ID}))
	require.Equal(t, []domain.ID{last.ID, draft.ID, theirs.ID}, ids(everywhere(), both, nil), "each duty's signed last")
	require.Empty(t, ids(everywhere(), nil, nil))
	trust := domain.Scope{Grants: []domain.Grant{{Path: w.trust.Path}}}
	require.Equal(t, []domain.ID{last.ID, draft.ID}, ids(trust, both, nil))
}

// extension grants a later day while somebody writes.
func extension(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	draft := domain.Return{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnDraft}
	w.write(t, func(tx *store.Tx) error { return tx.PutReturn(&draft) })
	granted := draft
	granted.Extended = "2026-12-31"
	w.write(t, func(tx *store.Tx) error { return tx.PutExtension(granted) })
	kept, err := w.Reader().Return(t.Context(), everywhere(), draft.ID)
	require.NoError(t, err)
	require.Equal(t, granted, kept)
	heads, err := w.Reader().ReturnHeads(t.Context(), everywhere(), domain.ReturnDraft)
	require.NoError(t, err)
	require.Equal(t, granted.Extended, heads[0].Extended)
	require.Equal(t, draft.Version, heads[0].Version)

	stale := granted
	stale.Version++
	err = w.Write(t.Context(), func(tx *store.Tx) error { return tx.PutExtension(stale) })
	require.Equal(t, domain.Conflict, domain.KindOf(err))
}
