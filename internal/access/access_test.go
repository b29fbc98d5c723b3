package access_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/access"
	"heed/internal/domain"
)

func newAccess(t *testing.T) *access.Access {
	t.Helper()
	a, err := access.New()
	require.NoError(t, err)
	return a
}

// generator makes actors and targets that meet often enough for a yes.
type generator struct{ *rand.Rand }

func pick[T any](g generator, from []T) T { return from[g.IntN(len(from))] }

func areas() []string {
	return []string{"uk", "uk/england", "uk/england/london", "uk/scotland", "uk/wales", "uk/northern_ireland", "uk/wide"}
}

func bodyPaths() []string {
	return []string{
		"uk/england/london/RJ1", "uk/england/london/RJ10", "uk/england/DHSC", "uk/scotland/S08000024",
		"uk/wales/7A1", "uk/northern_ireland/ZT003", "uk/wide/UKG", "uk/wide/CRUK",
	}
}

func (g generator) recs() []int {
	if g.IntN(2) == 0 {
		return nil
	}
	return []int{1 + g.IntN(4), 1 + g.IntN(4)}
}

func (g generator) duties() []domain.ID {
	var ids []domain.ID
	for range g.IntN(3) {
		ids = append(ids, domain.ID(fmt.Sprint("duty-", g.IntN(6))))
	}
	return ids
}

func (g generator) membership() domain.Membership {
	m := domain.Membership{Role: pick(g, allRoles()), Recs: g.recs(), Confirmed: true}
	switch g.IntN(8) {
	case 0: // its path was not filled
		m.Area = "uk"
	case 1, 2, 3, 4:
		m.Area = pick(g, areas())
		m.Path = m.Area
	default:
		m.Path = pick(g, bodyPaths())
		m.BodyID, m.Kind = domain.ID(m.Path), pick(g, []domain.BodyKind{domain.Trust, domain.Funder})
	}
	return m
}

func (g generator) actor() domain.Actor {
	if g.IntN(10) == 0 {
		return domain.Actor{Role: pick(g, []domain.Role{domain.Clock, domain.Operator, domain.PublicRole})}
	}
	actor := domain.Actor{Person: domain.Person{ID: "somebody"}, Assigned: g.duties(), Checking: g.duties()}
	for range g.IntN(4) {
		actor.Memberships = append(actor.Memberships, g.membership())
	}
	return actor
}

func (g generator) target() access.Target {
	if g.IntN(4) == 0 {
		return access.At(pick(g, append(areas(), bodyPaths()...)))
	}
	return access.Target{
		Path: pick(g, bodyPaths()),
		Rec:  1 + g.IntN(4),
		Duty: domain.ID(fmt.Sprint("duty-", g.IntN(6))),
	}
}

// A list and a decision never differ: for every verb, a duty is in the scope
// exactly when the actor may use the verb on it.
func TestScopeOfAgreesWithCan(t *testing.T) {
	a := newAccess(t)
	g := generator{rand.New(rand.NewPCG(4, 5))}
	granted := map[access.Verb]int{}
	for range 4000 {
		actor, target := g.actor(), g.target()
		for _, verb := range access.Verbs() {
			can := a.Can(actor, verb, target)
			scope := a.ScopeOf(actor, verb)
			require.Equal(t, can, scope.Sees(target.Path, target.Rec, target.Duty),
				"%s on %+v by %+v, scope %+v", verb, target, actor, scope)
			if can {
				granted[verb]++
				require.False(t, scope.None())
			}
		}
	}
	for _, verb := range access.Verbs() {
		require.NotZero(t, granted[verb], "the generator never made anyone who may use %s", verb)
	}
}

// Whatever a person holds on "uk", only an observer, an auditor, an assurer's
// and oversight's figures and an administrator's people reach a devolved nation
// through it: figures there are what its own oversight released.
func TestR4_NoVerbOfOversightCrossesADevolvedBorder(t *testing.T) {
	a := newAccess(t)
	for _, role := range []domain.Role{domain.Reviewer, domain.OversightLead, domain.Reporter, domain.Approver} {
		actor := holder(role, "uk")
		for _, nation := range []domain.Nation{domain.Scotland, domain.Wales, domain.NorthernIreland} {
			for _, verb := range access.Verbs() {
				for _, target := range []access.Target{access.At(nation.Path()), {Path: nation.Path() + "/X1", Rec: 3, Duty: "d"}} {
					released := verb == access.ViewFigures && (role == domain.Reviewer || role == domain.OversightLead)
					require.Equal(t, released, a.Can(actor, verb, target), "%s %s %s", role, verb, target.Path)
				}
			}
		}
	}
}

// Drafts are for the body's own people: of all roles, on the whole kingdom and
// with the duty assigned, nobody reads one from outside the body.
func TestNobodyOutsideTheBodyReadsADraft(t *testing.T) {
	a := newAccess(t)
	draft := access.Target{Path: "uk/england/london/RJ1", Rec: 1, Duty: "d"}
	for _, role := range allRoles() {
		for _, area := range areas() {
			actor := holder(role, area)
			actor.Assigned, actor.Checking = []domain.ID{"d"}, []domain.ID{"d"}
			require.False(t, a.Can(actor, access.ViewDraft, draft), "%s on %s", role, area)
		}
	}
}

func TestR15_ALimitIsOnOneMembershipAndHoldsForEveryVerb(t *testing.T) {
	a := newAccess(t)
	limited := holder(domain.Reporter, "")
	limited.Memberships[0].Path, limited.Memberships[0].BodyID = "uk/england/london/RJ1", "RJ1"
	limited.Memberships[0].Recs = []int{6, 11}
	for _, verb := range access.Verbs() {
		for rec := 1; rec <= 17; rec++ {
			if rec == 6 || rec == 11 {
				continue
			}
			require.False(t, a.Can(limited, verb, access.Target{Path: "uk/england/london/RJ1", Rec: rec, Duty: "d"}), "%s %d", verb, rec)
		}
	}
	require.Equal(t, domain.Scope{Grants: []domain.Grant{{Path: "uk/england/london/RJ1", Recs: []int{6, 11}}}}, a.ScopeOf(limited, access.View))
}

func holder(role domain.Role, area string) domain.Actor {
	return domain.Actor{
		Person:      domain.Person{ID: "somebody"},
		Memberships: []domain.Membership{{Role: role, Area: area, Path: area, Confirmed: true}},
	}
}

func TestTargetsOfDutiesAndAreas(t *testing.T) {
	d := domain.Duty{ID: "d", Rec: 14}
	b := domain.Body{Path: "uk/wide/CRUK"}
	require.Equal(t, access.Target{Path: "uk/wide/CRUK", Rec: 14, Duty: "d"}, access.DutyOf(d, b))
	require.Equal(t, access.Target{Path: "uk/wales"}, access.At("uk/wales"))
}

func TestAnUnknownVerbIsNobodys(t *testing.T) {
	a := newAccess(t)
	require.False(t, a.Can(domain.Actor{Role: domain.Operator}, "redact_everything", access.At("uk")))
	require.True(t, a.ScopeOf(domain.Actor{Role: domain.Operator}, "redact_everything").None())
}

func TestManyMayAskAtOnce(t *testing.T) {
	a := newAccess(t)
	g := generator{rand.New(rand.NewPCG(1, 2))}
	actor, target := holder(domain.Reviewer, "uk"), g.target()
	target.Path = "uk/england/london/RJ1"
	var group sync.WaitGroup
	answers := make([]bool, 64)
	for i := range answers {
		group.Go(func() {
			answers[i] = a.Can(actor, access.Review, target) && len(a.ScopeOf(actor, access.Review).Grants) == 2
		})
	}
	group.Wait()
	require.NotContains(t, answers, false)
}
