package page

import (
	"maps"
	"net/url"
	"slices"
)

// ConflictPage is a lost race: what somebody typed beside what stands now.
type ConflictPage struct {
	Why         string // the problem's sentence
	Differences []Difference
	Now         string // address of the page as it stands now
	// Action is where what was typed can be sent again over what stands now, or
	// "" where it cannot; Values is everything typed, with the new version; Anew
	// says that it would stand beside what stands now, and replaces nothing.
	Action string
	Values url.Values
	Anew   bool
}

// Difference is one field on which the two sides differ.
type Difference struct {
	Label string
	Yours string
	Now   string
}

// carried is one hidden field.
type carried struct{ name, value string }

// carry is everything typed, in a fixed order.
func (c ConflictPage) carry() []carried {
	var all []carried
	for _, name := range slices.Sorted(maps.Keys(c.Values)) {
		for _, value := range c.Values[name] {
			all = append(all, carried{name, value})
		}
	}
	return all
}
