package estimate

import (
	"math"
	"slices"
	"sort"
)

// normal95 is the 97.5 % point of the normal distribution.
const normal95 = 1.959963984540054

// SampleAlikeness is how alike the claims of one body are taken to be before
// any is checked: the correlation within a body (Kish's roh). At 0.2 a body that
// makes eleven claims tells as much as four drawn apart.
const SampleAlikeness = 0.2

// SampleRange is what a draw buys for one recommendation, or for all of them
// together: the half width of the 95 % range around a share, at worst, which is
// for a share of one half.
type SampleRange struct {
	Rec        int     // 0 is all claims together
	Population int     // claims in the frame
	Expected   float64 // claims that the draw is expected to hold
	Half       float64 // as a share: 0.1 is ten points either way
	Effect     float64 // design effect: 1, and more where bodies are drawn with all they claim
}

// SampleDesign is what an n of a frame comes to.
type SampleDesign struct {
	N       int // units that would be drawn; see Allocate
	Census  bool
	Ranges  []SampleRange // all together first, then by recommendation
	Claims  float64       // claims to check, as expected
	Strata  int
	Smaller bool // fewer were asked for than there are strata
}

// Plan says what n units of the frame buy.
//
// The half width is z·sqrt(deff·p(1-p)/n·(N-n)/(N-1)) at p = ½, Cochran,
// Sampling Techniques (3rd ed., 1977), 3.2 and 4.4, with n and N in claims. Of
// one recommendation a body has one claim at most, so that drawing bodies draws
// its claims one by one; all claims together come in clusters, for which the
// design effect is 1 + (m(1+cv²)-1)·roh with m the claims of a body on average
// and cv their coefficient of variation (Kish, Survey Sampling, 1965, 8.2).
// Strata can only narrow the range; nothing is taken off for them.
func (f SampleFrame) Plan(n int) SampleDesign {
	d := SampleDesign{Strata: len(f.Strata())}
	d.Smaller = n < d.Strata
	d.N = min(max(n, d.Strata), len(f))
	d.Census = len(f) > 0 && d.N == len(f)
	if len(f) == 0 {
		return d
	}
	share := float64(d.N) / float64(len(f))
	recs := []int{0}
	for _, u := range f {
		for rec := range u.Claims {
			if !slices.Contains(recs, rec) {
				recs = append(recs, rec)
			}
		}
	}
	slices.Sort(recs)
	for _, rec := range recs {
		r := f.rangeOf(rec, share)
		d.Ranges = append(d.Ranges, r)
		if rec == 0 {
			d.Claims = r.Expected
		}
	}
	return d
}

func (f SampleFrame) rangeOf(rec int, share float64) SampleRange {
	r := SampleRange{Rec: rec, Effect: 1}
	sum, squares := 0.0, 0.0
	for _, u := range f {
		m := float64(u.claims(rec))
		sum, squares = sum+m, squares+m*m
	}
	r.Population, r.Expected = int(sum), sum*share
	if sum > 0 && squares > sum { // some body has more than one
		r.Effect = 1 + (squares/sum-1)*SampleAlikeness // squares/sum is m(1+cv²)
	}
	r.Half = halfWidth(sum, r.Expected, r.Effect)
	return r
}

// halfWidth is that of n of a population at worst; 0 for everybody, and never
// more than one half, since a share is one.
func halfWidth(population, n, effect float64) float64 {
	switch {
	case n >= population || population <= 1:
		return 0
	case n <= 0:
		return 0.5
	}
	return min(0.5, normal95*math.Sqrt(effect*0.25/n*(population-n)/(population-1)))
}

// SampleFor is the least number of a population, drawn one by one, whose range
// is no wider than half either way: 69 of 236 for ten points.
func SampleFor(population int, half float64) int {
	n := 1
	for n < population && halfWidth(float64(population), float64(n), 1) > half {
		n++
	}
	return min(n, population)
}

// Reach is the least n of the frame for which all claims together are known
// within half either way; everybody, where nothing less will do. More units
// never widen the range, so the search halves what is left.
func (f SampleFrame) Reach(half float64) int {
	least := min(max(1, len(f.Strata())), len(f))
	return least + sort.Search(len(f)-least, func(more int) bool {
		return f.rangeOf(0, float64(least+more)/float64(len(f))).Half <= half
	})
}
