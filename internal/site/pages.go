package site

import (
	"strconv"
	"strings"

	"heed/web/page"
	"heed/web/ui"
)

// pageQuery is the part of an address that names a page of a long list.
const pageQuery = "page"

// rowsPerPage is how many rows a long list shows at once.
const rowsPerPage = 50

// paged is the part of a list that the address asks for, and the way to the rest.
func paged[T any](r *request, all []T) ([]T, ui.Pages) {
	count := max(1, (len(all)+rowsPerPage-1)/rowsPerPage)
	no, err := strconv.Atoi(r.Query(pageQuery))
	if err != nil {
		no = 1
	}
	no = min(max(no, 1), count)
	first := (no - 1) * rowsPerPage
	query := r.Request.URL.Query()
	return all[first:min(first+rowsPerPage, len(all))], ui.Pages{Page: no, Count: count, Href: func(to int) string {
		query.Set(pageQuery, strconv.Itoa(to))
		return r.Request.URL.Path + "?" + query.Encode()
	}}
}

// viewBelow is the view of a page below others.
func (r *request) viewBelow(crumbs ...ui.Crumb) page.View {
	v := r.view()
	v.Crumbs = crumbs
	return v
}

// compareFold orders texts as people look them up, capitals aside.
func compareFold(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }

// number reads a number that the product itself wrote; 0 for anything else.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
