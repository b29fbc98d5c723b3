package domain

import "slices"

// Scope is where an actor may use a verb, in the form a query can filter by.
// The zero scope sees nothing.
type Scope struct {
	All    bool
	Grants []Grant
	Duties []ID // single duties beside the grants: assigned reviews
}

// Grant is one area of a scope, perhaps limited to some recommendations.
type Grant struct {
	Path string
	Recs []int // empty is all
}

// None says that the scope sees nothing at all.
func (s Scope) None() bool { return !s.All && len(s.Grants) == 0 && len(s.Duties) == 0 }

// Sees says whether a duty of a recommendation at a path is in the scope.
// Recommendation 0 asks about the body itself: any grant that covers it will do.
func (s Scope) Sees(path string, rec int, duty ID) bool {
	if s.All || (duty != "" && slices.Contains(s.Duties, duty)) {
		return true
	}
	return slices.ContainsFunc(s.Grants, func(g Grant) bool {
		return Covers(g.Path, path) && (rec == 0 || len(g.Recs) == 0 || slices.Contains(g.Recs, rec))
	})
}
