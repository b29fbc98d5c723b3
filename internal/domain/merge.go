package domain

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// ChangeHow says what applying a pack does to one thing.
type ChangeHow string

// The ways; what a new version drops is retired, never deleted.
const (
	ChangeAdded   ChangeHow = "added"
	ChangeChanged ChangeHow = "changed"
	ChangeRetired ChangeHow = "retired"
	ChangeLeft    ChangeHow = "left" // as it is, and nobody will answer it any more
)

// PackChange is one thing that applying a pack or register will change.
type PackChange struct {
	What string    `json:"what"` // report, theme, recommendation, requirement, dependency, list, practice, indicator, body, duty, return
	Key  string    `json:"key"`
	How  ChangeHow `json:"how"`
}

// MergePack is the pack in force once next has been applied over old, and what
// that changes: nothing, when next says what old already says. Recommendations
// and requirements that next drops stay, retired. The merged pack's version is
// one above old's when anything changes; for a first pack old is nil.
func MergePack(old *Pack, next Pack) (Pack, []PackChange) {
	if old == nil {
		old = &Pack{}
	}
	m := merger{}
	merged := next
	merged.Version = old.Version
	m.compare("report", next.Report.Key, old.Report, next.Report, old.Report.Key != "")
	merged.Recommendations = m.recommendations(old.Recommendations, next.Recommendations)
	mergeList(&m, "theme", old.Themes, next.Themes, func(t Theme) string { return fmt.Sprint(t.No) })
	mergeList(&m, "dependency", old.Dependencies, next.Dependencies, func(d Dependency) string { return d.Key })
	mergeList(&m, "aim", old.Aims, next.Aims, termKey)
	mergeList(&m, "barrier", old.Barriers, next.Barriers, termKey)
	mergeList(&m, "profession", old.Professions, next.Professions, termKey)
	mergeList(&m, "practice", old.Practices, next.Practices, func(p Practice) string { return p.Key })
	mergeList(&m, "indicator", old.Indicators, next.Indicators, func(i Indicator) string { return i.Key })
	if len(m.changes) > 0 {
		merged.Version++
	}
	return merged, m.changes
}

func termKey(t Term) string { return t.Key }

type merger struct{ changes []PackChange }

func (m *merger) compare(what, key string, old, next any, known bool) {
	switch {
	case !known:
		m.changes = append(m.changes, PackChange{what, key, ChangeAdded})
	case !same(old, next):
		m.changes = append(m.changes, PackChange{what, key, ChangeChanged})
	}
}

// same compares what two values say, as their stored form says it.
func same(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

func mergeList[T any](m *merger, what string, old, next []T, key func(T) string) {
	before := byKey(old, key)
	for _, item := range next {
		was, known := before[key(item)]
		m.compare(what, key(item), was, item, known)
		delete(before, key(item))
	}
	for _, item := range old {
		if _, dropped := before[key(item)]; dropped {
			m.changes = append(m.changes, PackChange{what, key(item), ChangeRetired})
		}
	}
}

func byKey[T any](items []T, key func(T) string) map[string]T {
	found := make(map[string]T, len(items))
	for _, item := range items {
		found[key(item)] = item
	}
	return found
}

func (m *merger) recommendations(old, next []Recommendation) []Recommendation {
	key := func(r Recommendation) string { return r.Key() }
	before := byKey(old, key)
	merged := make([]Recommendation, 0, len(next))
	for _, rec := range next {
		was, known := before[rec.Key()]
		rec.Requirements = m.requirements(was.Requirements, rec.Requirements)
		bareWas, bare := was, rec
		bareWas.Requirements, bare.Requirements = nil, nil
		m.compare("recommendation", rec.Key(), bareWas, bare, known)
		merged = append(merged, rec)
		delete(before, rec.Key())
	}
	for _, rec := range old {
		if _, dropped := before[rec.Key()]; dropped {
			if !rec.Retired {
				m.changes = append(m.changes, PackChange{"recommendation", rec.Key(), ChangeRetired})
			}
			rec.Retired = true
			merged = append(merged, rec)
		}
	}
	return merged
}

func (m *merger) requirements(old, next []Requirement) []Requirement {
	key := func(q Requirement) string { return q.Key }
	before := byKey(old, key)
	merged := make([]Requirement, 0, len(next))
	for _, q := range next {
		was, known := before[q.Key]
		m.compare("requirement", q.Key, was, q, known)
		merged = append(merged, q)
		delete(before, q.Key)
	}
	for _, q := range old {
		if _, dropped := before[q.Key]; dropped {
			if !q.Retired {
				m.changes = append(m.changes, PackChange{"requirement", q.Key, ChangeRetired})
			}
			q.Retired = true
			merged = append(merged, q)
		}
	}
	return merged
}

// SameFacts says whether two rows of the register say the same of a body; what
// the product itself keeps on it (id, version, contact) is left aside.
func SameFacts(a, b Body) bool {
	a.ID, a.Version, a.Seq, a.ReachedAt = b.ID, b.Version, b.Seq, b.ReachedAt
	return same(a, b)
}

// PlanDutyChanges compares the duties that are there with those that are owed:
// what to add, what to change, what to retire. The duties of existing are
// returned changed, never in place.
func PlanDutyChanges(existing []Duty, planned []PlannedDuty) (add []PlannedDuty, change, retire []Duty) {
	type slot struct {
		body ID
		rec  int
	}
	have := make(map[slot]Duty, len(existing))
	for _, d := range existing {
		have[slot{d.BodyID, d.Rec}] = d
	}
	for _, p := range planned {
		at := slot{p.BodyID, p.Key.Rec}
		d, known := have[at]
		delete(have, at)
		switch {
		case !known:
			add = append(add, p)
		case d.State.Retired || d.Unit != p.Unit || d.Lead != p.Lead || !same(d.Requirements, p.Requirements):
			d.Unit, d.Lead, d.Requirements = p.Unit, p.Lead, p.Requirements
			d.State = d.State.Clone()
			d.State.Retired = false
			change = append(change, d)
		}
	}
	for _, d := range existing {
		if _, dropped := have[slot{d.BodyID, d.Rec}]; dropped && !d.State.Retired {
			d.State = d.State.Clone()
			d.State.Retired = true
			retire = append(retire, d)
		}
	}
	return add, change, retire
}
