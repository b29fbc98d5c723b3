package domain

import "slices"

// EdgeRuling records that a dependency does not bind a body: shown by the body,
// agreed once by a reviewer (R6). The texts are sealed.
type EdgeRuling struct {
	ID         ID     `json:"id"`
	DutyID     ID     `json:"duty_id"` // the downstream duty
	Dependency string `json:"dependency"`
	Agreed     bool   `json:"agreed"`
	Refused    bool   `json:"refused"`
	By         ID     `json:"by"`
	AgreedBy   ID     `json:"agreed_by,omitempty"`
	Version    int    `json:"version,omitempty"`
}

// Pending says that the ruling waits for a reviewer.
func (r EdgeRuling) Pending() bool { return !r.Agreed && !r.Refused }

// NewRuling is a body's word that a dependency does not bind one of its duties.
// It may be given again after a refusal, never beside one that waits or stands.
func NewRuling(r EdgeRuling, d Duty, pack *Pack, known []EdgeRuling) (EdgeRuling, error) {
	if _, bears := dependencyOn(pack, d.Rec, r.Dependency); !bears {
		return r, Missing()
	}
	there := slices.IndexFunc(known, func(k EdgeRuling) bool {
		return k.DutyID == d.ID && k.Dependency == r.Dependency && !k.Refused
	})
	if there >= 0 {
		return r, Clash("ruling.there_already", known[there])
	}
	r.DutyID, r.Agreed, r.Refused = d.ID, false, false
	return r, nil
}

// Rule is the reviewer's answer to a ruling: given once.
func Rule(r EdgeRuling, by ID, agree bool) (EdgeRuling, error) {
	if !r.Pending() {
		return r, Clash("ruling.answered", r)
	}
	r.Agreed, r.Refused, r.AgreedBy = agree, !agree, by
	return r, nil
}

// MayTellHow says whether a body may tell how it went ahead of an upstream: of a
// dependency that holds a duty it claims, or the requirement it reports met,
// once (R6).
func MayTellHow(d Duty, pack *Pack, dependency string, told bool) error {
	edge, bears := dependencyOn(pack, d.Rec, dependency)
	switch {
	case !bears || !edge.Kind.Holds():
		return Missing()
	case !d.Claimed() && (edge.Requirement == "" || d.State.Met[edge.Requirement] != MetYes):
		return Refused("how.not_claimed", nil)
	case told:
		return Refused("how.told", nil)
	}
	return nil
}

// dependencyOn finds a dependency of a key that bears on a recommendation.
func dependencyOn(pack *Pack, rec int, key string) (Dependency, bool) {
	i := slices.IndexFunc(pack.Dependencies, func(e Dependency) bool { return e.Key == key && e.To == rec })
	if i < 0 {
		return Dependency{}, false
	}
	return pack.Dependencies[i], true
}
