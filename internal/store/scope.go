package store

import (
	"strings"

	"gorm.io/gorm"

	"heed/internal/domain"
)

// everything is the scope of verbs, which ask access before they read.
func everything() domain.Scope { return domain.Scope{All: true} }

// filter is a condition with its parameters.
type filter struct {
	parts []string
	args  []any
}

func (f *filter) or(sql string, args ...any) {
	f.parts = append(f.parts, sql)
	f.args = append(f.args, args...)
}

// on narrows a query. No condition at all lets nothing through.
func (f *filter) on(q *gorm.DB) *gorm.DB {
	if len(f.parts) == 0 {
		return q.Where("1=0")
	}
	return q.Where("("+strings.Join(f.parts, " OR ")+")", f.args...)
}

// covers is domain.Covers as SQL that an index on body.path serves: a path
// below an area begins with the area and a slash, and the character after the
// slash is 0.
const covers = "body.path = ? OR (body.path >= ? AND body.path < ?)"

// ofBodies narrows a query that has joined body to the bodies of a scope.
func ofBodies(q *gorm.DB, scope domain.Scope) *gorm.DB {
	if scope.All {
		return q
	}
	var f filter
	for _, g := range scope.Grants {
		f.or(covers, g.Path, g.Path+"/", g.Path+"0")
	}
	return f.on(q)
}

// ofDuties narrows a query that has joined duty and body to the duties of a
// scope.
func ofDuties(q *gorm.DB, scope domain.Scope) *gorm.DB {
	if scope.All {
		return q
	}
	var f filter
	for _, g := range scope.Grants {
		if len(g.Recs) == 0 {
			f.or(covers, g.Path, g.Path+"/", g.Path+"0")
		} else {
			f.or("duty.rec IN ? AND ("+covers+")", g.Recs, g.Path, g.Path+"/", g.Path+"0")
		}
	}
	if len(scope.Duties) > 0 {
		f.or("duty.id IN ?", scope.Duties)
	}
	return f.on(q)
}
