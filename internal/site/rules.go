package site

import "heed/web/page"

// publicRoutes are pages that anybody may read.
func (s *Site) publicRoutes() []route {
	return []route{
		get("/rules", anyone, func(r *request) error { return r.page(page.Rules(r.view())) }),
		get("/about", anyone, func(r *request) error { return r.page(page.About(r.view())) }),
		get("/accessibility", anyone, func(r *request) error { return r.page(page.Accessibility(r.view())) }),
		get("/privacy", anyone, func(r *request) error { return r.page(page.Privacy(r.view())) }),
		get("/cookies", anyone, func(r *request) error {
			return r.page(page.Cookies(r.view(), s.Sessions.CookieName(), flashCookie))
		}),
	}
}
