package estimate_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/estimate"
)

const today domain.Day = "2026-11-23"

func TestThePhaseOfATargetDate(t *testing.T) {
	for target, want := range map[domain.Day]estimate.Phase{
		"": estimate.Undated, "2026-11-22": estimate.After, "2026-11-23": estimate.Within, "2027-02-22": estimate.Within,
		"2027-02-23": estimate.Before, "2040-01-01": estimate.Before,
	} {
		require.Equal(t, want, estimate.PhaseOf(target, today), target)
	}
}

// Ten quarters of trusts and two of boards: the pooled chance is drawn towards
// the prior by forty quarters, each kind's to the pooled one by twenty.
func TestChancesAreDrawnTowardsThePooledOnes(t *testing.T) {
	watch := func(kind domain.BodyKind, n, claimed int, phase estimate.Phase) (all []estimate.Observation) {
		for i := range n {
			all = append(all, estimate.Observation{Kind: kind, Phase: phase, Quarters: 1, Claimed: i < claimed})
		}
		return all
	}
	l := estimate.Learn(append(watch(domain.Trust, 10, 4, estimate.Within), watch(domain.HealthBoard, 2, 2, estimate.Within)...))
	pooled := (40*.15 + 6) / (40 + 12)
	require.InDelta(t, pooled, l.Pooled.Claim[estimate.Within].Chance, 1e-12)
	require.InDelta(t, (20*pooled+4)/(20+10), l.Of(domain.Trust).Claim[estimate.Within].Chance, 1e-12)
	require.InDelta(t, (20*pooled+2)/(20+2), l.Of(domain.HealthBoard).Claim[estimate.Within].Chance, 1e-12)
	require.Equal(t, 4, l.Of(domain.Trust).Claim[estimate.Within].Seen)
	require.InDelta(t, pooled, l.Of(domain.Funder).Claim[estimate.Within].Chance, 1e-12, "a kind that was never seen")
	require.Zero(t, l.Of(domain.Funder).Claim[estimate.Within].Seen)
	require.InDelta(t, .05, l.Of(domain.Trust).Claim[estimate.Before].Chance, 1e-12, "of other phases nothing was learned")
	require.Equal(t, 12, l.Seen)
}

func TestSlipsAreLearnedFromWhatWasNotClaimed(t *testing.T) {
	l := estimate.Learn([]estimate.Observation{
		{Kind: domain.Trust, Phase: estimate.Within, Quarters: 1, Slipped: 90},
		{Kind: domain.Trust, Phase: estimate.Within, Quarters: 1, Slipped: 180},
		{Kind: domain.Trust, Phase: estimate.Within, Quarters: 2},
		{Kind: domain.Trust, Phase: estimate.Within, Quarters: 1, Claimed: true, Slipped: 400},
		{Kind: domain.Trust, Phase: estimate.Undated, Quarters: 1, Slipped: 400},
	})
	slip := l.Pooled.Slip[estimate.Within]
	require.Equal(t, 2, slip.Seen)
	require.InDelta(t, 4, slip.Of, 1e-12)
	require.InDelta(t, (40*.25+2)/(40+4), slip.Chance, 1e-12)
	require.Equal(t, 2, l.Pooled.Moved)
	require.Equal(t, []estimate.Move{{Quarters: 1, Share: 5. / 12}, {Quarters: 2, Share: 4.5 / 12}, {Quarters: 4, Share: 2.5 / 12}}, l.Pooled.Moves,
		"ten moves of the prior and two seen")
}

func TestWhatHappenedLatelyCountsMore(t *testing.T) {
	l := estimate.Learn([]estimate.Observation{
		{Kind: domain.Trust, Phase: estimate.Undated, Quarters: 1, Claimed: true},
		{Kind: domain.Trust, Phase: estimate.Undated, Quarters: 1, Age: 4, Claimed: true},
		{Kind: domain.Trust, Phase: estimate.Undated, Quarters: 1, Age: 8},
	})
	claim := l.Pooled.Claim[estimate.Undated]
	require.InDelta(t, (40*.04+1+.5)/(40+1+.5+.25), claim.Chance, 1e-12, "a year later it counts half")
	require.Equal(t, 2, claim.Seen, "what was seen is shown as it was")
	require.InDelta(t, 3, claim.Of, 1e-12)
}

func TestAnEmptyHistoryLeavesThePrior(t *testing.T) {
	l := estimate.Learn(nil)
	require.Zero(t, l.Seen)
	for _, phase := range estimate.Phases() {
		require.Equal(t, l.Pooled.Claim[phase].Chance, l.Of(domain.Trust).Claim[phase].Chance)
		require.Positive(t, l.Pooled.Claim[phase].Chance)
	}
	require.Greater(t, l.Pooled.Claim[estimate.Within].Chance, l.Pooled.Claim[estimate.Before].Chance)
}

func TestQuartersAreOneAtLeast(t *testing.T) {
	require.InDelta(t, 1, estimate.Quarters("2026-01-01", "2026-01-20"), 1e-12)
	require.InDelta(t, 2, estimate.Quarters("2026-01-01", "2026-07-02"), .01)
}
