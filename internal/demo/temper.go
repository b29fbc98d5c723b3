package demo

import (
	"slices"
	"strings"

	"heed/internal/domain"
)

// temper is how a body goes about what it owes.
type temper string

const (
	keen      temper = "keen"
	steady    temper = "steady"
	slow      temper = "slow"
	quiet     temper = "quiet"     // hardly ever reports
	boastful  temper = "boastful"  // claims before it is so
	slipping  temper = "slipping"  // moves its dates again and again
	unreached temper = "unreached" // nobody there was ever in touch
	fresh     temper = "fresh"     // in its first round now
)

// Teaching is the code of the teaching Trust, the part that most people of the
// cast have to do with.
const Teaching = "RJ1"

// The other bodies whose part is fixed, so that people by situation find what the
// demonstration page promises them.
const (
	freshCode    = "RYY"      // the small community Trust
	quietCode    = "RX9"      // silent
	backCode     = "RXK"      // a claim of theirs was sent back
	collegeCode  = "10003645" // the university that shares an office with the teaching Trust
	funderCode   = "NIHR"
	newTrustCode = "K0N6A" // too new to have been reached
)

func castOf(code string) (temper, bool) {
	part, cast := map[string]temper{
		freshCode: fresh, Teaching: keen, quietCode: quiet, backCode: steady, newTrustCode: unreached,
		"7A1": keen, "S08000024": keen, "S08000032": steady, "ZT003": steady, collegeCode: steady, funderCode: steady,
		"UKG": slow, "DHSC": slow, "WG-HSC": steady, "SG": steady,
	}[code]
	return part, cast
}

// temperOf draws a body's temper. Kinds differ a little, as the report found
// that activity does; within a kind it is chance alone.
func temperOf(b domain.Body) temper {
	if part, cast := castOf(b.Code); cast {
		return part
	}
	weights := []weighted[temper]{{keen, 12}, {steady, 42}, {slow, 20}, {boastful, 7}, {slipping, 9}, {quiet, 7}, {unreached, 3}}
	switch {
	case b.Kind == domain.Government || b.Kind == domain.Funder || b.Kind == domain.NationalBody:
		weights = []weighted[temper]{{steady, 40}, {slow, 35}, {slipping, 25}}
	case strings.HasPrefix(b.Subtype, "specialist"), strings.HasPrefix(b.Subtype, "acute"):
		weights = []weighted[temper]{{keen, 24}, {steady, 44}, {slow, 12}, {boastful, 8}, {slipping, 8}, {quiet, 3}, {unreached, 1}}
	case strings.Contains(b.Subtype, "ambulance"):
		weights = []weighted[temper]{{keen, 6}, {steady, 34}, {slow, 30}, {boastful, 6}, {slipping, 10}, {quiet, 14}}
	}
	return draw(chanceOf("temper", b.Code), weights)
}

// pace is where a temper starts and how far it comes by today, both as shares
// of the whole way.
func (t temper) pace(c chance) (start, gain float64) {
	switch t {
	case keen:
		return c.share(.25, .55), c.share(.4, .6)
	case steady, fresh:
		return c.share(.1, .4), c.share(.25, .5)
	case boastful:
		return c.share(.1, .35), c.share(.2, .4)
	case slipping:
		return c.share(.1, .35), c.share(.15, .35)
	}
	return c.share(0, .3), c.share(.08, .28)
}

// misses is how many of a hundred rounds the body lets pass unanswered.
func (t temper) misses() int {
	return map[temper]int{keen: 1, steady: 3, slow: 9, boastful: 4, slipping: 6, quiet: 88, unreached: 100, fresh: 100}[t]
}

// handsIn is how many days after the opening its drafters submit.
func (t temper) handsIn(c chance) int {
	switch t {
	case keen, boastful:
		return c.between(4, 20)
	case steady:
		return c.between(8, 32)
	}
	return c.between(16, 38)
}

// difficulty is how much harder than another a recommendation is.
func difficulty(rec int) float64 {
	switch {
	case slices.Contains([]int{2, 12}, rec):
		return .22
	case slices.Contains([]int{3, 4, 7, 14}, rec):
		return .15
	case slices.Contains([]int{1, 6, 11}, rec):
		return .08
	case slices.Contains([]int{10, 17}, rec):
		return -.12
	}
	return 0
}

// Notable is a body whose state is worth a look, with its key in the catalogue:
// demo.body.<key>.
type Notable struct {
	Key  string
	Code string
}

// Notables is the bodies that show what there is no person to be for, or more
// than a person would see of themselves (R20).
func Notables() []Notable {
	return []Notable{
		{"first_round", freshCode}, {"silent", quietCode}, {"sent_back", backCode}, {"not_reached", newTrustCode},
		{"merged", "RY2"}, {"unowned", "NHSSCOT"}, {"own", "UKG"},
	}
}
