package site

import (
	"net/http"
	"strings"
)

// Address is one route as the tests walk it.
type Address struct{ Method, Path string }

// Table is every route of the product.
func Table() []Address {
	var all []Address
	for _, r := range new(Site).table() {
		all = append(all, Address{r.method, r.path})
	}
	return all
}

// Leads says whether something answers at a path: a page for GET, a form for POST.
func Leads(method, path string) bool {
	if strings.HasPrefix(path, "/static/") {
		return method == http.MethodGet
	}
	var table []route
	for _, r := range new(Site).table() {
		if r.method == method {
			r.method = http.MethodGet // pages are told apart by their paths alone
			table = append(table, r)
		}
	}
	return pagesOf(table).at(path).handle != nil
}
