package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// hung is one duty with a row of everything that hangs on it and its body.
type hung struct {
	body     domain.Body
	duty     domain.Duty
	ret      domain.Return
	sealed   domain.Sealed
	evidence domain.Evidence
	action   domain.Action
	ruling   domain.EdgeRuling
	person   domain.Person
}

// forest is bodies at paths that are easily taken for one another.
func forest(t *testing.T, w *world) []hung {
	t.Helper()
	areas := []string{"uk/england", "uk/england/london", "uk/england/london2", "uk/englandlondon", "uk/wales", "uk/wide", "uk/wales0", "uk/wales.", "uk/Wales"}
	var all []hung
	w.write(t, func(tx *store.Tx) error {
		for i, area := range areas {
			for j, code := range []string{"RJ1", "RJ10", "RJ1-0", "rj1", "RJ1/A"} {
				h := hung{body: domain.Body{ID: tx.NewID(), Code: fmt.Sprintf("%s%d", code, i), Path: area + "/" + code, Seq: 1}}
				if err := tx.PutBody(&h.body); err != nil {
					return err
				}
				h.duty = domain.Duty{ID: tx.NewID(), BodyID: h.body.ID, Report: report, Rec: (i+j)%4 + 1, State: domain.NewDutyState()}
				if err := hang(tx, &h); err != nil {
					return err
				}
				all = append(all, h)
			}
		}
		return nil
	})
	return all
}

func hang(tx *store.Tx, h *hung) (err error) {
	h.ret = domain.Return{DutyID: h.duty.ID, State: domain.ReturnDraft}
	h.evidence = domain.Evidence{BodyID: h.body.ID, Kind: domain.EvidenceStatement}
	h.action = domain.Action{BodyID: h.body.ID}
	h.ruling = domain.EdgeRuling{DutyID: h.duty.ID}
	h.person = domain.Person{Email: string(h.body.ID) + "@example.nhs.uk", BodyID: h.body.ID}
	steps := []func() error{
		func() error { return tx.PutDuty(&h.duty) },
		func() error { return tx.PutReturn(&h.ret) },
		func() error { return tx.AddEvidence(&h.evidence) },
		func() error { return tx.PutAction(&h.action) },
		func() error { return tx.PutRuling(&h.ruling) },
		func() error { return tx.PutPerson(&h.person) },
		func() error {
			h.sealed, err = tx.Seal(domain.Sealed{Kind: domain.SealedSlip, DutyID: h.duty.ID}, domain.Statement{})
			return err
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// scopes compares what a reader gives with what domain.Scope.Sees says, for
// many scopes.
func scopes(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	all := forest(t, w)
	random := rand.New(rand.NewPCG(1, 2))
	tried := []domain.Scope{{}, everywhere(), {Grants: []domain.Grant{{Path: ""}}}, {Grants: []domain.Grant{{Path: "uk"}}}}
	for range 60 {
		tried = append(tried, randomScope(random, all))
	}
	for _, scope := range tried {
		var duties, bodies []domain.ID
		for _, h := range all {
			if scope.Sees(h.body.Path, h.duty.Rec, h.duty.ID) {
				duties = append(duties, h.duty.ID)
			}
			if scope.Sees(h.body.Path, 0, "") {
				bodies = append(bodies, h.body.ID)
			}
		}
		seesInLists(t, w, scope, duties, bodies)
		h := all[random.IntN(len(all))]
		seesOne(t, w, scope, h, slices.Contains(duties, h.duty.ID), slices.Contains(bodies, h.body.ID))
	}
}

func randomScope(random *rand.Rand, all []hung) domain.Scope {
	var scope domain.Scope
	for range random.IntN(4) {
		path := all[random.IntN(len(all))].body.Path
		if random.IntN(2) == 0 { // an area rather than a body
			path = path[:len(path)-1-random.IntN(len(path)/2)]
		}
		grant := domain.Grant{Path: path}
		for range random.IntN(3) {
			grant.Recs = append(grant.Recs, random.IntN(5))
		}
		scope.Grants = append(scope.Grants, grant)
	}
	for range random.IntN(3) {
		scope.Duties = append(scope.Duties, all[random.IntN(len(all))].duty.ID)
	}
	return scope
}

func seesInLists(t *testing.T, w *world, scope domain.Scope, duties, bodies []domain.ID) {
	t.Helper()
	inForest := func(rec int) bool { return rec <= 4 } // the world's own duties are 14 and 16
	got, err := w.Reader().Duties(t.Context(), scope, report)
	require.NoError(t, err)
	got = slices.DeleteFunc(got, func(d domain.Duty) bool { return !inForest(d.Rec) })
	require.ElementsMatch(t, duties, idsOf(got, func(d domain.Duty) domain.ID { return d.ID }), "%+v", scope)

	there, err := w.Reader().BodiesIn(t.Context(), scope)
	require.NoError(t, err)
	there = slices.DeleteFunc(there, func(b domain.Body) bool { return b.ID == w.trust.ID || b.ID == w.university.ID })
	require.ElementsMatch(t, bodies, idsOf(there, func(b domain.Body) domain.ID { return b.ID }), "%+v", scope)

	heads, err := w.Reader().ReturnHeads(t.Context(), scope, domain.ReturnDraft)
	require.NoError(t, err)
	require.ElementsMatch(t, duties, idsOf(heads, func(h store.ReturnHead) domain.ID { return h.DutyID }), "%+v", scope)

	people, err := w.Reader().People(t.Context(), scope)
	require.NoError(t, err)
	people = slices.DeleteFunc(people, func(p domain.Person) bool { return p.ID == w.person.ID })
	require.ElementsMatch(t, bodies, idsOf(people, func(p domain.Person) domain.ID { return p.BodyID }), "%+v", scope)
}

func idsOf[T any](list []T, id func(T) domain.ID) []domain.ID {
	ids := []domain.ID{}
	for _, v := range list {
		ids = append(ids, id(v))
	}
	return ids
}

// seesOne asks for every row that hangs on one duty, by its id and in lists.
func seesOne(t *testing.T, w *world, scope domain.Scope, h hung, duty, body bool) {
	t.Helper()
	r, ctx := w.Reader(), t.Context()
	one := map[string]struct {
		err  error
		want bool
	}{
		"duty":     {second(r.Duty(ctx, scope, h.duty.ID)), duty},
		"key":      {second(r.DutyByKey(ctx, scope, domain.DutyKey{Body: h.body.Code, Report: report, Rec: h.duty.Rec})), duty},
		"return":   {second(r.Return(ctx, scope, h.ret.ID)), duty},
		"sealed":   {second(r.Sealed(ctx, scope, h.sealed.ID)), duty},
		"ruling":   {second(r.Ruling(ctx, scope, h.ruling.ID)), duty},
		"evidence": {second(r.Evidence(ctx, scope, h.evidence.ID)), body},
		"action":   {second(r.Action(ctx, scope, h.action.ID)), body},
		"person":   {second(r.Person(ctx, scope, h.person.ID)), body},
	}
	for name, asked := range one {
		if asked.want {
			require.NoError(t, asked.err, "%s %+v", name, scope)
		} else {
			require.Equal(t, domain.NotFound, domain.KindOf(asked.err), "%s %+v", name, scope)
		}
	}
	lists := map[string]struct {
		n    int
		want bool
	}{
		"duties":   {count(t)(size(r.DutiesOf(ctx, scope, h.body.ID))), duty},
		"returns":  {count(t)(size(r.ReturnsOf(ctx, scope, h.duty.ID))), duty},
		"sealed":   {count(t)(size(r.SealedOf(ctx, scope, h.duty.ID, domain.SealedSlip))), duty},
		"rulings":  {count(t)(size(r.Rulings(ctx, scope, h.duty.ID))), duty},
		"evidence": {count(t)(size(r.EvidenceOf(ctx, scope, h.body.ID))), body},
		"actions":  {count(t)(size(r.ActionsOf(ctx, scope, h.body.ID))), body},
	}
	for name, asked := range lists {
		require.Equal(t, asked.want, asked.n == 1, "%s %+v", name, scope)
	}
}

func size[T any](list []T, err error) (int, error) { return len(list), err }

func count(t *testing.T) func(int, error) int {
	return func(n int, err error) int {
		t.Helper()
		require.NoError(t, err)
		return n
	}
}

// assignedScope is that of a reviewer who was given one duty of a body (R5):
// they see that duty, and the evidence that its signed versions cite.
func assignedScope(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	scope := domain.Scope{Duties: []domain.ID{w.duty.ID}}
	ids := []domain.ID{w.evidence.ID, nobody}
	var uncited domain.Evidence
	w.write(t, func(tx *store.Tx) error {
		uncited = domain.Evidence{BodyID: w.trust.ID, Kind: domain.EvidenceLink}
		return tx.AddEvidence(&uncited)
	})
	ids = append(ids, uncited.ID)

	cited, err := w.Reader().CitedEvidence(t.Context(), scope, ids)
	require.NoError(t, err)
	require.Empty(t, cited, "nobody has signed yet")
	w.write(t, func(tx *store.Tx) error {
		_, err := tx.Seal(domain.Sealed{Kind: domain.SealedSignature, DutyID: w.duty.ID, No: 1}, domain.Signature{})
		return err
	})
	cited, err = w.Reader().CitedEvidence(t.Context(), scope, ids)
	require.NoError(t, err)
	require.Equal(t, map[domain.ID]domain.Evidence{w.evidence.ID: w.evidence}, cited)

	mine, err := w.Reader().EvidenceByIDs(t.Context(), scope, ids)
	require.NoError(t, err)
	require.Empty(t, mine, "the library stays the body's own")
	mine, err = w.Reader().EvidenceByIDs(t.Context(), domain.Scope{Grants: []domain.Grant{{Path: w.trust.Path}}}, ids)
	require.NoError(t, err)
	require.Len(t, mine, 2)
	elsewhere := domain.Scope{Duties: []domain.ID{w.other.ID}, Grants: []domain.Grant{{Path: w.university.Path}}}
	cited, err = w.Reader().CitedEvidence(t.Context(), elsewhere, ids)
	require.NoError(t, err)
	require.Empty(t, cited)
}

func collation(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	codes := []string{"a", "B", "_", "1", "É", "b", "A", "-1", "é"}
	w.write(t, func(tx *store.Tx) error {
		for _, code := range codes {
			if err := tx.PutBody(&domain.Body{Code: code, Path: "uk/wide/" + code, Seq: 1}); err != nil {
				return err
			}
		}
		return nil
	})
	bodies, err := w.Reader().BodiesIn(t.Context(), domain.Scope{Grants: []domain.Grant{{Path: "uk/wide"}}})
	require.NoError(t, err)
	var got []string
	for _, b := range bodies {
		got = append(got, b.Code)
	}
	slices.Sort(codes)
	require.Equal(t, codes, got)
}
