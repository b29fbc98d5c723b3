package estimate

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"heed/internal/domain"
)

// SampleCount is what checking a unit found of its claims on a recommendation.
type SampleCount struct {
	Claims     int // checked, or at least asked about
	Upheld     int
	Unanswered int // nobody answered: not upheld
}

func (c *SampleCount) add(o SampleCount) {
	c.Claims, c.Upheld, c.Unanswered = c.Claims+o.Claims, c.Upheld+o.Upheld, c.Unanswered+o.Unanswered
}

// SampleShare is an estimated share of the claims of a population.
type SampleShare struct {
	Share, Low, High float64 // with its 95 % range
	Effective        float64 // the draw one by one that would tell as much
	Known            bool    // false where nothing was drawn: the range is then all there is
}

// SampleEstimate is what a draw says of the claims on a recommendation.
type SampleEstimate struct {
	SampleCount             // of what was drawn
	Rec         int         // 0 is all claims together
	Population  int         // claims in the frame
	Upheld95    SampleShare // no answer counting as not upheld
	Without     SampleShare // of those who answered alone
}

// Estimate is the share of claims upheld on a recommendation, or with 0 on all,
// from what checking the drawn units found. The frame and n are those of the draw.
//
// The estimator is the combined ratio estimator of a stratified draw: upheld
// claims over claims, each unit counted with its stratum's units over those
// drawn, a body being a cluster with as many claims as it has (ratio to size).
// Its variance is linearised by Taylor: that of the residuals y - R·m, stratum by
// stratum, with the finite population correction; a stratum of which all are
// drawn adds nothing, one of which a single unit is drawn is joined to its
// neighbour (Cochran, Sampling Techniques, 3rd ed., 1977, 5A.12, 6.11 and 11.8;
// Wolter, Introduction to Variance Estimation, 2nd ed., 2007, ch. 6).
//
// The range is Korn and Graubard's (Confidence intervals for proportions with
// small expected number of positive counts estimated from survey data, Survey
// Methodology 24, 1998, 193-201): Clopper and Pearson's exact range for the
// effective size p(1-p)/var, lowered for the degrees of freedom. Where all or
// none are upheld the variance says nothing, and the effective size is Kish's,
// (sum w·m)²/sum (w·m)². Nor is it ever more than the plan promised: where nearly
// all is upheld a draw seldom holds the few bodies in which nothing is, and its
// variance alone would promise too much. What was seen is certain: no range goes below the share
// of the whole population that was found upheld, nor above what was found not.
func (f SampleFrame) Estimate(rec, n int, found map[domain.ID]map[int]SampleCount) SampleEstimate {
	s := f.survey(rec, n, found)
	e := SampleEstimate{Rec: rec, Population: s.population}
	for _, g := range s.groups {
		for _, u := range g.units {
			e.add(u.count)
		}
	}
	e.Upheld95 = s.share(func(c SampleCount) int { return c.Claims }, 0)
	e.Without = s.share(func(c SampleCount) int { return c.Claims - c.Unanswered }, e.Unanswered)
	return e
}

// survey is a draw as its variance is computed: groups of strata.
type survey struct {
	population int     // claims in the frame
	effect     float64 // design effect that was planned with
	groups     []group
}

// group is a stratum, or several of which single units were drawn.
type group struct {
	population int // units
	whole      bool
	units      []weighted
}

// weighted is a drawn unit with the number of units that it stands for.
type weighted struct {
	weight float64
	count  SampleCount
}

func (f SampleFrame) survey(rec, n int, found map[domain.ID]map[int]SampleCount) survey {
	s := survey{effect: f.rangeOf(rec, 1).Effect}
	units := map[SampleStratum][]weighted{}
	for _, u := range f.sorted() {
		s.population += u.claims(rec)
		counts, drawn := found[u.ID]
		if !drawn {
			continue
		}
		one := weighted{count: counts[rec]}
		if rec == 0 {
			for _, c := range counts {
				one.count.add(c)
			}
		}
		units[u.Stratum] = append(units[u.Stratum], one)
	}
	for _, size := range f.Allocate(n) {
		g := group{population: size.Units, whole: size.Drawn == size.Units, units: units[size.SampleStratum]}
		for i := range g.units {
			g.units[i].weight = float64(size.Units) / float64(len(g.units))
		}
		s.add(g)
	}
	s.joinLast()
	return s
}

// add takes a stratum; one of which a single unit was drawn joins the group
// before it, if that is no less lonely, and else waits for the next.
func (s *survey) add(g group) {
	if last := len(s.groups) - 1; !g.whole && last >= 0 {
		if before := &s.groups[last]; !before.whole && len(before.units) == 1 {
			before.join(g)
			return
		}
	}
	s.groups = append(s.groups, g)
}

// joinLast joins single units that no group came after.
func (s *survey) joinLast() {
	for i := len(s.groups) - 1; i >= 0; i-- {
		if g := s.groups[i]; g.whole || len(g.units) != 1 {
			continue
		}
		for _, j := range s.neighbours(i) {
			if !s.groups[j].whole {
				s.groups[j].join(s.groups[i])
				s.groups = append(s.groups[:i], s.groups[i+1:]...)
				break
			}
		}
	}
}

// neighbours are the places of the other groups, the nearest before first.
func (s *survey) neighbours(i int) []int {
	var places []int
	for d := 1; d < len(s.groups); d++ {
		if i-d >= 0 {
			places = append(places, i-d)
		}
		if i+d < len(s.groups) {
			places = append(places, i+d)
		}
	}
	return places
}

func (g *group) join(other group) {
	g.population += other.population
	g.units = append(g.units, other.units...)
}

// share estimates upheld claims over those that size counts; left are claims
// that the population is known not to hold of those.
func (s survey) share(size func(SampleCount) int, left int) SampleShare {
	var t totals
	for _, g := range s.groups {
		for _, u := range g.units {
			t.add(u, size(u.count))
		}
	}
	if t.claims == 0 {
		return SampleShare{High: 1}
	}
	p := t.upheldW / t.claimsW
	e := SampleShare{Share: p, Known: true}
	population := float64(s.population - left)
	seenLow, seenHigh := float64(t.upheld)/population, 1-float64(t.claims-t.upheld)/population
	if t.claims >= s.population-left {
		e.Low, e.High, e.Effective = p, p, population
		return e
	}
	correction := (population - 1) / (population - float64(t.claims))
	most := float64(t.claims) / s.effect * correction
	variance, freedom := s.variance(p, t.claimsW, size)
	switch {
	case t.upheld == 0 || t.upheld == t.claims:
		e.Effective = min(most, t.claimsW*t.claimsW/t.squaresW*correction)
	default:
		e.Effective = min(most, p*(1-p)/variance) * freedomFactor(t.claims, freedom)
	}
	e.Low, e.High = exactRange(p, e.Effective)
	e.Low, e.High = min(p, max(e.Low, seenLow)), max(p, min(e.High, seenHigh))
	return e
}

// totals are sums over drawn units; those in W are weighted.
type totals struct {
	claims, upheld             int
	claimsW, upheldW, squaresW float64
}

func (t *totals) add(u weighted, claims int) {
	w := u.weight * float64(claims)
	t.claims, t.upheld = t.claims+claims, t.upheld+u.count.Upheld
	t.claimsW, t.upheldW, t.squaresW = t.claimsW+w, t.upheldW+u.weight*float64(u.count.Upheld), t.squaresW+w*w
}

// variance is that of the ratio p, with its degrees of freedom: drawn units
// that count less groups that hold one.
func (s survey) variance(p, claims float64, size func(SampleCount) int) (variance float64, freedom int) {
	for _, g := range s.groups {
		if g.whole || len(g.units) == 0 {
			continue
		}
		n := float64(len(g.units))
		residuals, mean, counting := make([]float64, len(g.units)), 0.0, 0
		for i, u := range g.units {
			m := size(u.count)
			residuals[i] = u.weight * (float64(u.count.Upheld) - p*float64(m)) / claims
			mean += residuals[i] / n
			if m > 0 {
				counting++
			}
		}
		if counting > 0 {
			freedom += counting - 1
		}
		squares := 0.0
		for _, z := range residuals {
			squares += (z - mean) * (z - mean)
		}
		if n > 1 {
			variance += (1 - n/float64(g.population)) * n / (n - 1) * squares
		} else { // the one and only: as uncertain as it can be
			w := g.units[0].weight * float64(size(g.units[0].count)) / claims
			variance += w * w / 4
		}
	}
	return variance, freedom
}

// freedomFactor lowers an effective size for a variance that was itself
// estimated: the square of Student's t of the drawn number over that of the
// degrees of freedom.
func freedomFactor(n, freedom int) float64 {
	ratio := student95(max(1, n-1)) / student95(max(1, freedom))
	return min(1, ratio*ratio)
}

func student95(freedom int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.Quantile(0.975)
}

// exactRange is Clopper and Pearson's 95 % range for a share p of n, which need
// not be whole.
func exactRange(p, n float64) (low, high float64) {
	x := p * n
	low, high = 0, 1
	if x > 1e-9 {
		low = distuv.Beta{Alpha: x, Beta: n - x + 1}.Quantile(0.025)
	}
	if n-x > 1e-9 {
		high = distuv.Beta{Alpha: x + 1, Beta: n - x}.Quantile(0.975)
	}
	if math.IsNaN(low) || math.IsNaN(high) {
		return 0, 1
	}
	return low, high
}

// Implemented is the share of duties that are truly implemented, where claimed
// of owed are claimed: what is not claimed is not implemented.
func (s SampleShare) Implemented(claimed, owed int) SampleShare {
	if owed == 0 {
		return SampleShare{High: 1}
	}
	part := float64(claimed) / float64(owed)
	s.Share, s.Low, s.High = s.Share*part, s.Low*part, s.High*part
	return s
}
