package site

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
