// Package estimate plans, draws and reads samples: what a spot check of so many
// claims or bodies buys, who is drawn, and which share of a population is upheld,
// with its range. The draw is seeded: the same seed and population draw the same,
// and anybody can do it again.
//
// It imports domain, graph and gonum's statistics alone, and reads no clock.
package estimate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"heed/internal/domain"
)

// SampleStratum is a part of a population that a draw never leaves out: a
// nation, a kind of body, and how much there is to doubt.
type SampleStratum struct {
	Nation domain.Nation    `json:"nation"`
	Kind   domain.BodyKind  `json:"kind"`
	Risk   domain.CheckRisk `json:"risk"`
}

// compare is the order of strata: what lies beside another is most like it.
func (s SampleStratum) compare(other SampleStratum) int {
	return cmp.Or(cmp.Compare(s.Nation, other.Nation), cmp.Compare(s.Kind, other.Kind), cmp.Compare(s.Risk, other.Risk))
}

// SampleUnit is what is drawn: one claim, or a body with all its claims.
type SampleUnit struct {
	ID      domain.ID
	Stratum SampleStratum
	Claims  map[int]int // recommendation -> claims of the unit on it
}

// claims is how many claims the unit has on a recommendation; 0 asks of all.
func (u SampleUnit) claims(rec int) int {
	if rec != 0 {
		return u.Claims[rec]
	}
	all := 0
	for _, n := range u.Claims {
		all += n
	}
	return all
}

// SampleFrame is a population to draw from, each unit once. The order of units
// makes no difference to anything.
type SampleFrame []SampleUnit

// sorted is the frame in the order of ids.
func (f SampleFrame) sorted() SampleFrame {
	sorted := slices.Clone(f)
	slices.SortFunc(sorted, func(a, b SampleUnit) int { return cmp.Compare(a.ID, b.ID) })
	return sorted
}

// Text is the frame in one line a unit in the order of ids, "id nation kind
// risk", each ended by a line feed. With the seed it is all that anybody needs to
// draw again.
func (f SampleFrame) Text() string {
	var text strings.Builder
	for _, u := range f.sorted() {
		fmt.Fprintf(&text, "%s %s %s %s\n", u.ID, u.Stratum.Nation, u.Stratum.Kind, u.Stratum.Risk)
	}
	return text.String()
}

// Hash names the frame: the SHA-256 of its text, in hex.
func (f SampleFrame) Hash() string {
	sum := sha256.Sum256([]byte(f.Text()))
	return hex.EncodeToString(sum[:])
}

// SampleSize is a stratum with how many units it has and how many of them are drawn.
type SampleSize struct {
	SampleStratum
	Units, Drawn int
}

// Strata are the strata of the frame that are not empty, in their order, with
// nothing drawn yet.
func (f SampleFrame) Strata() []SampleSize {
	units := map[SampleStratum]int{}
	for _, u := range f {
		units[u.Stratum]++
	}
	sizes := make([]SampleSize, 0, len(units))
	for stratum, n := range units {
		sizes = append(sizes, SampleSize{SampleStratum: stratum, Units: n})
	}
	slices.SortFunc(sizes, func(a, b SampleSize) int { return a.compare(b.SampleStratum) })
	return sizes
}
