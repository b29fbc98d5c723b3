package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func smallPack() domain.Pack {
	return domain.Pack{
		Report:          domain.Report{Key: "ctr", Title: "Creating time"},
		Themes:          []domain.Theme{{No: 1, Title: "Time"}},
		Recommendations: []domain.Recommendation{{No: 1, Title: "Time", Requirements: []domain.Requirement{{Key: "1a", Title: "A way"}, {Key: "1b", Title: "Publicised"}}}, {No: 2, Title: "Pilots"}},
		Dependencies:    []domain.Dependency{{Key: "2-1-supports", From: 2, To: 1, Kind: domain.Supports, Scope: domain.SameNation}},
		Barriers:        []domain.Term{{Key: "silos", Name: "Silos"}},
	}
}

func TestAPackAppliedTwiceChangesNothing(t *testing.T) {
	first, changes := domain.MergePack(nil, smallPack())
	require.Equal(t, 1, first.Version)
	require.Len(t, changes, 8, "report, theme, two recommendations, two requirements, dependency, barrier")
	for _, c := range changes {
		require.Equal(t, domain.ChangeAdded, c.How)
	}
	again, changes := domain.MergePack(&first, smallPack())
	require.Empty(t, changes)
	require.Equal(t, first, again)
}

func TestAnEditedPackChangesThatAndOnlyThat(t *testing.T) {
	first, _ := domain.MergePack(nil, smallPack())
	edited := smallPack()
	edited.Recommendations[0].Requirements[1].Proof = "A page that every member of staff can open."
	edited.Barriers[0].Name = "Silos between professions"
	second, changes := domain.MergePack(&first, edited)
	require.Equal(t, 2, second.Version)
	require.Equal(t, []domain.PackChange{
		{What: "requirement", Key: "1b", How: domain.ChangeChanged},
		{What: "barrier", Key: "silos", How: domain.ChangeChanged},
	}, changes)
}

func TestWhatAPackDropsIsRetiredNeverDeleted(t *testing.T) {
	first, _ := domain.MergePack(nil, smallPack())
	smaller := smallPack()
	smaller.Recommendations = smaller.Recommendations[:1]
	smaller.Recommendations[0].Requirements = smaller.Recommendations[0].Requirements[:1]
	smaller.Dependencies = nil
	second, changes := domain.MergePack(&first, smaller)
	require.Equal(t, []domain.PackChange{
		{What: "requirement", Key: "1b", How: domain.ChangeRetired},
		{What: "recommendation", Key: "2", How: domain.ChangeRetired},
		{What: "dependency", Key: "2-1-supports", How: domain.ChangeRetired},
	}, changes)
	two, there := second.Recommendation(2)
	require.True(t, there && two.Retired)
	oneB, there := second.Requirement("1b")
	require.True(t, there && oneB.Retired)
	_, changes = domain.MergePack(&second, smaller)
	require.Empty(t, changes, "retired once")

	_, changes = domain.MergePack(&second, smallPack())
	require.Contains(t, changes, domain.PackChange{What: "requirement", Key: "1b", How: domain.ChangeChanged}, "and back again")
}

func TestTheRegistersFactsAreComparedWithoutWhatTheProductKeeps(t *testing.T) {
	row := domain.Body{Code: "RJ1", Name: "Guy's and St Thomas'", Sponsors: []string{"DHSC"}}
	kept := row
	kept.ID, kept.Version, kept.Seq, kept.ReachedAt = "id", 7, 40, noon(today)
	require.True(t, domain.SameFacts(kept, row))
	moved := row
	moved.Region = "London"
	require.False(t, domain.SameFacts(kept, moved))
}

func TestDutiesAreAddedChangedAndRetired(t *testing.T) {
	duty := func(id domain.ID, body domain.ID, retired bool) domain.Duty {
		s := domain.NewDutyState()
		s.Retired = retired
		return domain.Duty{ID: id, BodyID: body, Rec: 1, Unit: "rd_office", Requirements: []string{"1a"}, Owner: "Head of R&D", State: s}
	}
	plan := func(body domain.ID, requirements ...string) domain.PlannedDuty {
		return domain.PlannedDuty{BodyID: body, Key: domain.DutyKey{Rec: 1}, Unit: "rd_office", Requirements: requirements}
	}
	existing := []domain.Duty{duty("same", "b1", false), duty("more", "b2", false), duty("gone", "b3", false), duty("long-gone", "b4", true), duty("back", "b5", true)}
	planned := []domain.PlannedDuty{plan("b1", "1a"), plan("b2", "1a", "1b"), plan("b5", "1a"), plan("b6", "1a")}
	add, change, retire := domain.PlanDutyChanges(existing, planned)
	require.Equal(t, []domain.PlannedDuty{plan("b6", "1a")}, add)
	require.Len(t, change, 2)
	require.Equal(t, domain.ID("more"), change[0].ID)
	require.Equal(t, []string{"1a", "1b"}, change[0].Requirements)
	require.Equal(t, "Head of R&D", change[0].Owner, "what the body said stays")
	require.Equal(t, domain.ID("back"), change[1].ID)
	require.False(t, change[1].State.Retired)
	require.Len(t, retire, 1)
	require.Equal(t, domain.ID("gone"), retire[0].ID)
	require.True(t, retire[0].State.Retired)
	require.False(t, existing[2].State.Retired, "never in place")
}
