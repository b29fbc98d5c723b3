package site

import (
	"net/url"

	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/ui"
	"heed/web/words"
)

// address is a path with a query, without the parts that ask for nothing.
func address(path string, query url.Values) string {
	for name := range query {
		if query.Get(name) == "" {
			query.Del(name)
		}
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// sliceQuery is the part of an address that asks for the bodies that a filter
// takes, but for their nation.
func sliceQuery(f view.Filter) url.Values {
	return url.Values{"region": {f.Region}, "icb": {f.ICB}, "kind": {string(f.Kind)}, "body": {f.Body}}
}

// rowsHref is the address of the duties that a filter takes, and of which more is
// asked by pairs of name and value.
func rowsHref(p *view.Picture, f view.Filter, more ...string) string {
	var rec *domain.Recommendation
	if found, known := p.Pack.Recommendation(f.Rec); known {
		rec = &found
	}
	q := sliceQuery(f)
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return address(cellHref(rec, f.Nation), q)
}

// behindHref is the address of the duties of a nation that wait behind something,
// by its name; "" is every nation.
func behindHref(nation domain.Nation, behind string, direct bool) string {
	q := url.Values{"behind": {behind}}
	if direct {
		q.Set("direct", "yes")
	}
	return address(cellHref(nil, nation), q)
}

// rowsCell is a figure in a table that leads to the rows it counts; none has none
// to lead to.
func rowsCell(w *words.Words, n int, href string) ui.Cell {
	c := ui.Cell{Text: w.Number(n), Numeric: true}
	if n > 0 {
		c.Href = href
	}
	return c
}
