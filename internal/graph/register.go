package graph

import (
	"slices"

	"heed/internal/domain"
)

const none int32 = -1

// register finds duties by recommendation, body and nation, all as numbers.
type register struct {
	number   map[domain.ID]int32     // duty -> its place in the facts
	bodyOf   []int32                 // duty -> number of its body
	bodies   int                     // how many bodies there are
	ofRec    map[int][]int32         // recommendation -> its duties in force
	at       map[int][]int32         // recommendation -> body -> duty, or none
	carries  []bool                  // duty -> owes what the recommendation mainly asks
	sides    map[int][2]bool         // recommendation -> owed in care, at universities
	partners map[int32][]int32       // body -> bodies across the line, by standing partnerships
	rulings  map[domain.ID][]string  // duty -> dependencies that do not bind it
	byBodyID map[domain.ID]int32     // body id -> number
	core     map[int]map[string]bool // recommendation -> requirements that carry it
}

const (
	inCare = iota
	atUniversity
	elsewhere
)

// side says on which side of a partnership a body can stand.
func side(b *domain.Body) int {
	switch {
	case b.Kind.IsLocal():
		return inCare
	case b.Kind == domain.University:
		return atUniversity
	}
	return elsewhere
}

func newRegister(f Facts) register {
	r := register{
		number: make(map[domain.ID]int32, len(f.Duties)), bodyOf: make([]int32, len(f.Duties)),
		ofRec: map[int][]int32{}, at: map[int][]int32{}, carries: make([]bool, len(f.Duties)), sides: map[int][2]bool{},
		partners: map[int32][]int32{}, rulings: map[domain.ID][]string{},
		byBodyID: map[domain.ID]int32{}, core: coreRequirements(f.Pack),
	}
	for i := range f.Duties {
		r.countBody(int32(i), &f.Duties[i])
	}
	for i := range f.Duties {
		r.place(int32(i), &f.Duties[i])
	}
	r.readPartnerships(f)
	for _, ruling := range f.Rulings {
		if ruling.Agreed {
			r.rulings[ruling.DutyID] = append(r.rulings[ruling.DutyID], ruling.Dependency)
		}
	}
	return r
}

func (r *register) countBody(i int32, f *domain.DutyFacts) {
	r.number[f.Duty.ID] = i
	no, known := r.byBodyID[f.Body.ID]
	if !known {
		no = int32(r.bodies)
		r.byBodyID[f.Body.ID] = no
		r.bodies++
	}
	r.bodyOf[i] = no
}

func (r *register) place(i int32, f *domain.DutyFacts) {
	if f.Duty.State.Retired {
		return
	}
	rec := f.Duty.Rec
	if r.at[rec] == nil {
		r.at[rec] = slices.Repeat([]int32{none}, r.bodies)
	}
	r.at[rec][r.bodyOf[i]] = i
	r.ofRec[rec] = append(r.ofRec[rec], i)
	r.carries[i] = len(f.Duty.Requirements) == 0 ||
		slices.ContainsFunc(f.Duty.Requirements, func(key string) bool { return r.core[rec][key] })
	if s := side(f.Body); r.carries[i] && s != elsewhere {
		sides := r.sides[rec]
		sides[s] = true
		r.sides[rec] = sides
	}
}

func (r *register) readPartnerships(f Facts) {
	for _, p := range f.Partnerships {
		local, knownLocal := r.byBodyID[p.Local]
		university, knownUniversity := r.byBodyID[p.University]
		if !p.Stands(f.Day) || !knownLocal || !knownUniversity || slices.Contains(r.partners[local], university) {
			continue
		}
		r.partners[local] = append(r.partners[local], university)
		r.partners[university] = append(r.partners[university], local)
	}
}

// carrier is the duty of a recommendation at a body, when it is one that
// carries the recommendation.
func (r *register) carrier(rec int, body int32) int32 {
	if row := r.at[rec]; row != nil && row[body] != none && r.carries[row[body]] {
		return row[body]
	}
	return none
}

// coreRequirements are, per recommendation, what its main bodies owe: the
// requirements of the rows that ask for most. What owes none of them (1e, 6e,
// 11c) stands aside from the edges of the recommendation.
func coreRequirements(p *domain.Pack) map[int]map[string]bool {
	core := make(map[int]map[string]bool, len(p.Recommendations))
	for _, rec := range p.Recommendations {
		keys, most := map[string]bool{}, 0
		rows := rec.Owed
		if len(rows) == 0 {
			rows = []domain.Owed{{}} // nobody is named: whoever owes it owes all
		}
		for _, row := range rows {
			owes := row.Requirements
			if len(owes) == 0 {
				owes = liveRequirements(rec)
			}
			if len(owes) > most {
				most = len(owes)
				clear(keys)
			}
			if len(owes) == most {
				for _, key := range owes {
					keys[key] = true
				}
			}
		}
		core[rec.No] = keys
	}
	return core
}

func liveRequirements(rec domain.Recommendation) []string {
	var keys []string
	for _, q := range rec.Requirements {
		if !q.Retired {
			keys = append(keys, q.Key)
		}
	}
	return keys
}
