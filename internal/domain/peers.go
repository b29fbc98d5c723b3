package domain

import "strings"

// PeerRule says by what bodies are alike enough to be set side by side.
type PeerRule string

// The rules, the closest first. The register knows neither size nor activity of
// most bodies, so that these are no part of them.
const (
	PeersIslands PeerRule = "islands" // bodies that serve islands alone, whatever their kind
	PeersRegion  PeerRule = "region"  // of one sort, in one NHS region
	PeersNation  PeerRule = "nation"  // of one sort, in one nation
	PeersUK      PeerRule = "uk"      // of one sort, in all four
	PeersNone    PeerRule = "none"    // fewer than fewestPeers are like it
)

// fewestPeers is how many others make a fair comparison, in which nobody's
// figures can be told from the sum.
const fewestPeers = 3

// Peers are the other bodies in force on a day that a body may fairly be set
// beside: of its kind and sort of care, from as near as there are enough of
// them, and island with island; never a league of unlike bodies.
func Peers(b Body, all []Body, on Day) ([]Body, PeerRule) {
	rules := []struct {
		rule PeerRule
		like func(Body) bool
	}{
		{PeersIslands, func(o Body) bool { return b.island() && o.island() }},
		{PeersRegion, func(o Body) bool {
			return !b.island() && !o.island() && b.sort() == o.sort() && b.Region != "" && b.Region == o.Region
		}},
		{PeersNation, func(o Body) bool { return !b.island() && !o.island() && b.sort() == o.sort() && b.Nation == o.Nation }},
		{PeersUK, func(o Body) bool { return !b.island() && !o.island() && b.sort() == o.sort() }},
	}
	for _, r := range rules {
		var found []Body
		for _, o := range all {
			if o.Code != b.Code && o.Current(on) && !o.NoSignatory && r.like(o) {
				found = append(found, o)
			}
		}
		if len(found) >= fewestPeers {
			return found, r.rule
		}
	}
	return nil, PeersNone
}

// sort is a body's kind with its sort of care: whether a Trust is a foundation
// trust says nothing of that, and a medical school is one of a university.
func (b Body) sort() string {
	care, _, _ := strings.Cut(b.Subtype, "_")
	if strings.HasPrefix(b.Subtype, "mental_health") {
		care = "mental_health"
	}
	if b.Kind != Trust {
		care = b.Subtype
	}
	return string(b.Kind) + "/" + care
}

// island says that a body serves islands alone: the boards of Orkney, Shetland
// and the Western Isles, and the Isle of Wight's Trust, by their codes.
func (b Body) island() bool {
	switch b.Code {
	case "S08000025", "S08000026", "S08000028", "R1F":
		return true
	}
	return false
}
