package domain

import (
	"cmp"
	"encoding/hex"
	"maps"
	"slices"
	"time"
)

// CheckUnit is what a spot check draws.
type CheckUnit string

// The units: claims one by one, or bodies with all that they claim.
const (
	CheckClaims CheckUnit = "claims"
	CheckBodies CheckUnit = "bodies"
)

// CheckUnits is every unit, in the order of pages.
func CheckUnits() []CheckUnit { return []CheckUnit{CheckClaims, CheckBodies} }

// CheckRisk is how much there is to doubt in a claim: a draw takes some of each.
type CheckRisk string

// The risks.
const (
	RiskLower  CheckRisk = "lower"  // confirmed by a reviewer, and it stands
	RiskHigher CheckRisk = "higher" // nobody has confirmed it
)

// CheckState is how far a spot check has come.
type CheckState string

// The states, in order. What was drawn is looked at until it is issued.
const (
	CheckPlanned CheckState = "planned"
	CheckSeeded  CheckState = "seeded" // the seed is in the record, nothing is drawn
	CheckDrawn   CheckState = "drawn"
	CheckIssued  CheckState = "issued"
)

// CheckPlan is what a spot check draws from, how many, and what one costs.
type CheckPlan struct {
	Nations     []Nation   `json:"nations"`
	Kinds       []BodyKind `json:"kinds,omitempty"` // of bodies; empty is all
	Recs        []int      `json:"recs,omitempty"`  // empty is all
	Unit        CheckUnit  `json:"unit"`
	N           int        `json:"n"`            // units to draw
	QuarterDays int        `json:"quarter_days"` // a reviewer's time for one unit, in quarters of a day
	ReplyDays   int        `json:"reply_days"`   // working days that a body has to reply
}

// Covers says whether a duty of a body is in the population, once it is claimed.
func (p CheckPlan) Covers(d Duty, b Body) bool {
	return slices.Contains(p.Nations, b.Nation) &&
		(len(p.Kinds) == 0 || slices.Contains(p.Kinds, b.Kind)) &&
		(len(p.Recs) == 0 || slices.Contains(p.Recs, d.Rec)) && !d.State.Retired
}

// ReviewerDays is what n units cost, in quarters of a day.
func (p CheckPlan) ReviewerDays(n int) int { return n * p.QuarterDays }

// The bounds of a plan.
const (
	MostToCheck     = 5000
	mostQuarterDays = 80
	mostReplyDays   = 60
)

// Check says what is wrong with a plan. A sample larger than its population is
// not: everybody is drawn.
func (p CheckPlan) Check() Problems {
	var ps Problems
	if len(p.Nations) == 0 {
		ps.Add("nations", "check.nations_missing", nil)
	}
	if !slices.Contains(CheckUnits(), p.Unit) {
		ps.Add("unit", "check.unit_missing", nil)
	}
	if p.N < 1 || p.N > MostToCheck {
		ps.Add("n", "check.n", Args{"Max": MostToCheck})
	}
	if p.QuarterDays < 1 || p.QuarterDays > mostQuarterDays {
		ps.Add("days", "check.days_missing", nil)
	}
	if p.ReplyDays < 1 || p.ReplyDays > mostReplyDays {
		ps.Add("reply_days", "check.reply_days", Args{"Max": mostReplyDays})
	}
	return ps
}

// SpotCheck is a verification of a drawn sample of claims (R22).
type SpotCheck struct {
	ID        ID          `json:"id"`
	Report    string      `json:"report"`
	No        int         `json:"no"` // counts per report, from 1
	Plan      CheckPlan   `json:"plan"`
	State     CheckState  `json:"state"`
	By        ID          `json:"by"`
	PlannedAt time.Time   `json:"planned_at"`
	Seed      string      `json:"seed,omitempty"` // 32 bytes in hex
	SeededAt  time.Time   `json:"seeded_at,omitzero"`
	Frame     string      `json:"frame,omitempty"` // hash of the population
	Units     int         `json:"units,omitempty"` // in the population
	Drawn     int         `json:"drawn,omitempty"` // of them
	DrawnAt   time.Time   `json:"drawn_at,omitzero"`
	Claimed   map[int]int `json:"claimed,omitempty"` // at the draw: recommendation -> duties claimed
	Owed      map[int]int `json:"owed,omitempty"`    // and owed
	IssuedAt  time.Time   `json:"issued_at,omitzero"`
	Version   int         `json:"version"`
}

// seedBytes is the length of a seed.
const seedBytes = 32

// SeedCheck gives a planned check its seed, before anybody is drawn by it, with the
// hash of the population that it is for. Another seed is taken only for another
// population: whoever knows a seed can't try others, nor wait until the claims suit it.
func SeedCheck(c SpotCheck, seed, frame string, at time.Time) (SpotCheck, error) {
	if c.State != CheckPlanned && (c.State != CheckSeeded || c.Frame == frame) {
		return c, Clash("check.changed", c)
	}
	if bytes, err := hex.DecodeString(seed); err != nil || len(bytes) != seedBytes {
		return c, Bad("seed", "check.seed", nil)
	}
	c.State, c.Seed, c.SeededAt, c.Frame = CheckSeeded, seed, at, frame
	return c, nil
}

// CheckEntry is one unit of a spot check's population, as it was when it was drawn from.
type CheckEntry struct {
	ID     ID        `json:"id"` // of the duty, or of the body
	BodyID ID        `json:"body_id"`
	Nation Nation    `json:"nation"`
	Kind   BodyKind  `json:"kind"`
	Risk   CheckRisk `json:"risk"`
	Duties []ID      `json:"duties"` // its claims
	Recs   []int     `json:"recs"`   // and their recommendations
	Drawn  bool      `json:"drawn"`
}

// CheckPopulation is what a plan draws from on a day: every claim that it
// covers, by body where bodies are drawn; in no order that matters. Claimed and
// Owed count the duties that it covers, by recommendation.
type CheckPopulation struct {
	Entries       []CheckEntry
	Claimed, Owed map[int]int
}

// Population is the population of a plan.
func (p CheckPlan) Population(facts []DutyFacts, on Day) CheckPopulation {
	found := CheckPopulation{Claimed: map[int]int{}, Owed: map[int]int{}}
	bodies, doubtful := map[ID]int{}, map[ID]int{}
	for _, f := range facts {
		if f.Body == nil || !f.Body.Current(on) || !p.Covers(f.Duty, *f.Body) {
			continue
		}
		found.Owed[f.Duty.Rec]++
		if !f.Claimed() {
			continue
		}
		found.Claimed[f.Duty.Rec]++
		entry := CheckEntry{ID: f.Duty.ID, BodyID: f.Body.ID, Nation: f.Body.Nation, Kind: f.Body.Kind, Risk: RiskHigher}
		if f.Confirmed(on) {
			entry.Risk = RiskLower
		}
		if entry.Risk == RiskHigher {
			doubtful[f.Body.ID]++
		}
		i, known := bodies[f.Body.ID]
		if p.Unit != CheckBodies || !known {
			if p.Unit == CheckBodies {
				entry.ID = f.Body.ID
			}
			i = len(found.Entries)
			bodies[f.Body.ID] = i
			found.Entries = append(found.Entries, entry)
		}
		found.Entries[i].Duties = append(found.Entries[i].Duties, f.Duty.ID)
		found.Entries[i].Recs = append(found.Entries[i].Recs, f.Duty.Rec)
	}
	if p.Unit == CheckBodies {
		for i := range found.Entries { // a body is doubted when most of what it claims is
			e := &found.Entries[i]
			e.Risk = RiskLower
			if 2*doubtful[e.BodyID] > len(e.Duties) {
				e.Risk = RiskHigher
			}
		}
	}
	slices.SortFunc(found.Entries, func(a, b CheckEntry) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

// DrawCheck records what was drawn of a population by the seed that the record
// already holds, from the population that the seed was recorded for. Nothing can be
// drawn of nobody.
func DrawCheck(c SpotCheck, p CheckPopulation, hash string, drawn int, at time.Time) (SpotCheck, error) {
	switch {
	case c.State == CheckPlanned:
		return c, Bad("", "check.no_seed", nil)
	case c.State != CheckSeeded:
		return c, Clash("check.changed", c)
	case len(p.Entries) == 0:
		return c, Bad("", "check.nothing_claimed", nil)
	case c.Frame != hash:
		return c, Bad("", "check.population_moved", nil)
	}
	c.State, c.DrawnAt, c.Units, c.Drawn = CheckDrawn, at, len(p.Entries), drawn
	c.Claimed, c.Owed = maps.Clone(p.Claimed), maps.Clone(p.Owed)
	return c, nil
}

// IssueCheck closes the books of a check: everything drawn has a draft verdict,
// and every body has replied or had its days.
func IssueCheck(c SpotCheck, items []CheckItem, at time.Time) (SpotCheck, error) {
	if c.State != CheckDrawn {
		return c, Clash("check.changed", c)
	}
	open, waiting := 0, 0
	for _, i := range items {
		switch {
		case !i.Judged():
			open++
		case i.AwaitsReply(DayOf(at)):
			waiting++
		}
	}
	switch {
	case open > 0:
		return c, Bad("", "check.not_all_judged", Args{"Count": open})
	case waiting > 0:
		return c, Bad("", "check.replies_awaited", Args{"Count": waiting})
	}
	c.State, c.IssuedAt = CheckIssued, at
	return c, nil
}
