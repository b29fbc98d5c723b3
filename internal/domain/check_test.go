package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// claimFacts is a duty that its body claims, or doesn't.
func claimFacts(id string, body *domain.Body, rec int, claims bool) domain.DutyFacts {
	state := domain.NewDutyState()
	if claims {
		state.Signed, state.Status, state.Met = 1, domain.Implemented, map[string]domain.Met{"a": domain.MetYes}
	}
	return domain.DutyFacts{
		Body: body,
		Duty: domain.Duty{ID: domain.ID(id), BodyID: body.ID, Rec: rec, Requirements: []string{"a"}, State: state},
	}
}

func foundSo(f domain.DutyFacts) domain.DutyFacts {
	f.Duty.State.Grade, f.Duty.State.Assurance = domain.FullySatisfactory, domain.EvidenceChecked
	f.Duty.State.Verdicts = map[string]domain.Verdict{"a": domain.VerdictMet}
	return f
}

func TestR22_APopulationIsWhatIsClaimed(t *testing.T) {
	trust := &domain.Body{ID: "trust", Nation: domain.England, Kind: domain.Trust}
	uni := &domain.Body{ID: "uni", Nation: domain.England, Kind: domain.University}
	gone := &domain.Body{ID: "gone", Nation: domain.England, Kind: domain.Trust, ValidTo: "2020-01-01"}
	board := &domain.Body{ID: "board", Nation: domain.Scotland, Kind: domain.HealthBoard}
	facts := []domain.DutyFacts{
		claimFacts("d1", trust, 9, true), foundSo(claimFacts("d2", trust, 14, true)), foundSo(claimFacts("d3", trust, 15, true)),
		claimFacts("d4", uni, 14, true), claimFacts("d5", uni, 16, false), claimFacts("d6", gone, 9, true), claimFacts("d7", board, 9, true),
	}
	plan := domain.CheckPlan{Nations: []domain.Nation{domain.England}, Unit: domain.CheckClaims}
	found := plan.Population(facts, "2026-11-28")
	require.Len(t, found.Entries, 4)
	require.Equal(t, map[int]int{9: 1, 14: 2, 15: 1}, found.Claimed)
	require.Equal(t, map[int]int{9: 1, 14: 2, 15: 1, 16: 1}, found.Owed)
	require.Equal(t, domain.RiskHigher, found.Entries[0].Risk)
	require.Equal(t, domain.RiskLower, found.Entries[1].Risk)

	plan.Unit = domain.CheckBodies
	bodies := plan.Population(facts, "2026-11-28").Entries
	require.Equal(t, []domain.CheckEntry{
		{ID: "trust", BodyID: "trust", Nation: domain.England, Kind: domain.Trust, Risk: domain.RiskLower,
			Duties: []domain.ID{"d1", "d2", "d3"}, Recs: []int{9, 14, 15}},
		{ID: "uni", BodyID: "uni", Nation: domain.England, Kind: domain.University, Risk: domain.RiskHigher,
			Duties: []domain.ID{"d4"}, Recs: []int{14}},
	}, bodies)

	plan.Recs, plan.Kinds = []int{14}, []domain.BodyKind{domain.Trust}
	require.Equal(t, []domain.ID{"d2"}, plan.Population(facts, "2026-11-28").Entries[0].Duties)
	plan.Nations = []domain.Nation{domain.Wales}
	require.Empty(t, plan.Population(facts, "2026-11-28").Entries, "a nation with no bodies")
}

func TestR22_NoAnswerIsNotUpheldUnlessSomethingElseIsWorse(t *testing.T) {
	found := func(answers ...domain.CheckAnswer) domain.CheckAnswer {
		v := domain.CheckVerdict{Answers: map[string]domain.CheckAnswer{}}
		for i, a := range answers {
			v.Answers[string(rune('a'+i))] = a
		}
		return v.Found()
	}
	require.Equal(t, domain.CheckUpheld, found(domain.CheckUpheld, domain.CheckUpheld))
	require.Equal(t, domain.CheckNoAnswer, found(domain.CheckUpheld, domain.CheckNoAnswer))
	require.Equal(t, domain.CheckNotUpheld, found(domain.CheckNoAnswer, domain.CheckNotUpheld, domain.CheckUpheld))
}

func TestReplyDaysRunToTheirEnd(t *testing.T) {
	item := domain.CheckItem{ReplyDays: 10}
	v := domain.CheckVerdict{Answers: map[string]domain.CheckAnswer{"a": domain.CheckUpheld}, Belief: domain.BeliefFully, Words: "Seen."}
	at := domain.Day("2026-11-27").Start() // a Friday
	item, err := domain.JudgeItem(item, v, []string{"a"}, "asa", at)
	require.NoError(t, err)
	require.Equal(t, domain.Day("2026-12-11"), item.ReplyBy)
	require.True(t, item.AwaitsReply("2026-12-11"))
	require.False(t, item.AwaitsReply("2026-12-12"))
	v.Belief = domain.BeliefPartly
	item, err = domain.JudgeItem(item, v, []string{"a"}, "asa", at.AddDate(0, 0, 20))
	require.NoError(t, err)
	require.Equal(t, domain.Day("2026-12-31"), item.ReplyBy, "believed less: the body may reply again")
}
