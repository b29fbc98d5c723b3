package estimate_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/estimate"
)

type findings = map[domain.ID]map[int]estimate.SampleCount

// allOf says the same of every unit that is drawn of a frame.
func allOf(t *testing.T, frame estimate.SampleFrame, n int, count estimate.SampleCount) findings {
	t.Helper()
	drawn, err := frame.Draw(seed, n)
	require.NoError(t, err)
	found := findings{}
	for _, id := range drawn {
		found[id] = map[int]estimate.SampleCount{9: count}
	}
	return found
}

func TestAnEstimateByHand(t *testing.T) {
	frame := claimsOf(100) // 20 drawn, 15 upheld, 2 without an answer
	drawn, err := frame.Draw(seed, 20)
	require.NoError(t, err)
	found := findings{}
	for i, id := range drawn {
		c := estimate.SampleCount{Claims: 1}
		if i < 15 {
			c.Upheld = 1
		} else if i < 17 {
			c.Unanswered = 1
		}
		found[id] = map[int]estimate.SampleCount{9: c}
	}
	e := frame.Estimate(9, 20, found)
	require.Equal(t, estimate.SampleCount{Claims: 20, Upheld: 15, Unanswered: 2}, e.SampleCount)
	require.Equal(t, 100, e.Population)
	require.InDelta(t, 0.75, e.Upheld95.Share, 1e-9)
	// var = (1-0.2)·0.75·0.25/19, so p(1-p)/var = 19/0.8 = 23.75: of that Clopper and Pearson's range.
	require.InDelta(t, 23.75, e.Upheld95.Effective, 1e-9)
	require.InDelta(t, 0.532, e.Upheld95.Low, 0.001)
	require.InDelta(t, 0.902, e.Upheld95.High, 0.001)
	require.InDelta(t, 15.0/18, e.Without.Share, 1e-9)
	require.Equal(t, e.Upheld95, frame.Estimate(0, 20, found).Upheld95, "all claims together are those on 9")

	half := e.Upheld95.Implemented(100, 200)
	require.InDelta(t, 0.375, half.Share, 1e-9)
	require.False(t, e.Upheld95.Implemented(0, 0).Known)
}

// TestR22_EachUnitCountsForThoseThatWereNotDrawn: one of 98 and one of two, so
// that the first stands for 98 and the other for two.
func TestR22_EachUnitCountsForThoseThatWereNotDrawn(t *testing.T) {
	frame := claimsOf(98, 2)
	found := allOf(t, frame, 2, estimate.SampleCount{Claims: 1, Upheld: 1})
	require.Len(t, found, 2)
	for id, one := range found {
		if id[0] == 'b' {
			one[9] = estimate.SampleCount{Claims: 1}
		}
	}
	require.InDelta(t, 0.98, frame.Estimate(9, 2, found).Upheld95.Share, 1e-9)
}

func TestEstimatesAtTheEdges(t *testing.T) {
	upheld := estimate.SampleCount{Claims: 1, Upheld: 1}
	census := claimsOf(7, 1)
	e := census.Estimate(9, 50, allOf(t, census, 50, upheld))
	require.Equal(t, estimate.SampleShare{Share: 1, Low: 1, High: 1, Effective: 8, Known: true}, e.Upheld95, "everybody: no error of sampling")

	few := claimsOf(100)
	e = few.Estimate(9, 20, allOf(t, few, 20, upheld))
	require.InDelta(t, 1, e.Upheld95.Share, 1e-9)
	require.InDelta(t, 0.862, e.Upheld95.Low, 0.002, "all upheld of those drawn is not all of all")
	e = few.Estimate(9, 20, allOf(t, few, 20, estimate.SampleCount{Claims: 1, Unanswered: 1}))
	require.Zero(t, e.Upheld95.Share)
	require.False(t, e.Without.Known, "nobody answered")
	require.InDelta(t, 1, e.Without.High, 1e-9)

	e = few.Estimate(5, 20, allOf(t, few, 20, upheld))
	require.False(t, e.Upheld95.Known, "nothing of it was drawn")
	require.Equal(t, 0, e.Population)
	require.False(t, estimate.SampleFrame(nil).Estimate(9, 5, nil).Upheld95.Known, "an empty frame")

	lonely := claimsOf(40, 5, 5, 5) // single units are drawn of three strata
	found := allOf(t, lonely, 11, upheld)
	for id, one := range found {
		if id[0] != 'a' {
			one[9] = estimate.SampleCount{Claims: 1}
		}
	}
	e = lonely.Estimate(9, 11, found)
	require.True(t, e.Upheld95.Low < e.Upheld95.Share && e.Upheld95.Share < e.Upheld95.High)
	only := claimsOf(9)
	e = only.Estimate(9, 1, allOf(t, only, 1, upheld))
	require.InDelta(t, 1.0/9, e.Upheld95.Low, 1e-9, "one of nine: what was seen is certain, no more")
}

// population is a known one: every body claims some of twelve recommendations.
type population struct {
	frame  estimate.SampleFrame
	upheld map[domain.ID]map[int]estimate.SampleCount
	truth  map[int]float64 // recommendation -> share upheld, no answer counting as not
}

// invent makes bodies with up to twelve claims, alike within a body, in strata of
// unequal truth; some bodies never answer.
func invent(random *rand.Rand, bodies, most int, share, alike, mute float64) population {
	p := population{upheld: findings{}, truth: map[int]float64{}}
	kinds := []domain.BodyKind{domain.Trust, domain.Trust, domain.Trust, domain.University, domain.Funder}
	claims, upheld := map[int]float64{}, map[int]float64{}
	for i := range bodies {
		kind := kinds[random.IntN(len(kinds))]
		risk := []domain.CheckRisk{domain.RiskLower, domain.RiskHigher}[random.IntN(2)]
		u := estimate.SampleUnit{ID: domain.ID(fmt.Sprint(i)), Stratum: stratum(domain.England, kind, risk), Claims: map[int]int{}}
		mine, silent := share, random.Float64() < mute
		if risk == domain.RiskLower {
			mine = min(1, share+.1)
		}
		if random.Float64() < alike { // the body is honest in all, or in nothing
			if random.Float64() < mine {
				mine = 1
			} else {
				mine = 0
			}
		}
		p.upheld[u.ID] = map[int]estimate.SampleCount{}
		for _, rec := range random.Perm(12)[:1+random.IntN(most)] {
			c := estimate.SampleCount{Claims: 1}
			switch {
			case silent:
				c.Unanswered = 1
			case random.Float64() < mine:
				c.Upheld = 1
			}
			u.Claims[rec+1], p.upheld[u.ID][rec+1] = 1, c
			for _, r := range []int{0, rec + 1} {
				claims[r]++
				upheld[r] += float64(c.Upheld)
			}
		}
		p.frame = append(p.frame, u)
	}
	for rec, n := range claims {
		p.truth[rec] = upheld[rec] / n
	}
	return p
}

// coverage is how often the range holds the truth over many draws.
func (p population) coverage(t *testing.T, rec, n, draws int) float64 {
	t.Helper()
	held := 0
	for i := range draws {
		drawn, err := p.frame.Draw(fmt.Sprintf("%064x", i), n)
		require.NoError(t, err)
		found := findings{}
		for _, id := range drawn {
			found[id] = p.upheld[id]
		}
		e := p.frame.Estimate(rec, n, found).Upheld95
		if e.Low-1e-9 <= p.truth[rec] && p.truth[rec] <= e.High+1e-9 {
			held++
		}
	}
	return float64(held) / float64(draws)
}

// TestR22_RangesHoldTheTruthAsOftenAsTheySay draws again and again from known
// populations. With 400 draws a true coverage of 95 % is seen above 92.5 %
// in 39 of 40; the range errs, if at all, to the wide side.
func TestR22_RangesHoldTheTruthAsOftenAsTheySay(t *testing.T) {
	const draws = 400
	for _, c := range []struct {
		name                 string
		bodies, most, n, rec int
		share, alike, mute   float64
	}{
		{"single claims, half true", 400, 1, 60, 0, .5, 0, 0},
		{"single claims, most true, few drawn", 236, 1, 25, 0, .9, 0, 0},
		{"single claims with non-answers", 300, 1, 50, 0, .7, 0, .15},
		{"69 of 236 bodies, all claims", 236, 12, 69, 0, .7, .3, .1},
		{"bodies, one recommendation", 236, 12, 69, 9, .7, .3, .1},
		{"bodies alike through and through", 200, 12, 40, 0, .8, 1, 0},
		{"bodies, nearly all true", 236, 12, 40, 0, .95, .3, 0},
		{"bodies, few drawn", 150, 8, 18, 0, .6, .5, .1},
		{"nearly everybody", 60, 6, 50, 0, .6, .3, .1},
		{"bodies alike, nearly all true", 236, 12, 60, 0, .95, .6, 0},
		{"mostly silent", 236, 6, 50, 0, .6, .2, .7},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := invent(rand.New(rand.NewPCG(22, uint64(c.n))), c.bodies, c.most, c.share, c.alike, c.mute)
			held := p.coverage(t, c.rec, c.n, draws)
			t.Logf("truth %.3f, coverage %.3f", p.truth[c.rec], held)
			require.GreaterOrEqual(t, held, 0.925)
		})
	}
}
