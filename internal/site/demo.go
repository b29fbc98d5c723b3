package site

import (
	"net"
	"net/url"

	"heed/internal/domain"
	"heed/web/page"
)

// demoRoutes are the way into a demonstration. They are there in no other
// house: table leaves them out unless the database itself is marked.
func (s *Site) demoRoutes() []route {
	return []route{
		get("/demo", anyone, s.demoCast),
		post("/demo/sign-in", anyone, s.demoSignIn),
	}
}

// demoCast lists who there is to be.
func (s *Site) demoCast(r *request) error {
	if err := r.onThisMachine(); err != nil {
		return err
	}
	cast, err := s.App.DemoCast(r.ctx())
	if err != nil {
		return err
	}
	bodies, err := s.Reader.Bodies(r.ctx())
	if err != nil {
		return err
	}
	byID := make(map[domain.ID]domain.Body, len(bodies))
	byCode := make(map[string]domain.Body, len(bodies))
	for _, b := range bodies {
		byID[b.ID], byCode[b.Code] = b, b
	}
	p := page.DemoPage{Next: local(r.Query("next"))}
	for _, person := range cast.People {
		p.People = append(p.People, page.DemoPerson{
			Key: person.Demo.Key, Name: person.Name, Post: person.Post, Body: byID[person.BodyID].Name,
			Title: r.words.T("demo." + person.Demo.Key + ".title"), Try: r.words.T("demo." + person.Demo.Key + ".try"),
		})
	}
	for _, b := range cast.Bodies {
		if body, found := byCode[b.Code]; found {
			p.Bodies = append(p.Bodies, page.DemoBody{
				Name: body.Name, Href: bodyHref(body.Code), Why: r.words.T("demo.body." + b.Key),
			})
		}
	}
	return r.page(page.Demo(r.view(), p))
}

// demoSignIn lets the visitor be somebody.
func (s *Site) demoSignIn(r *request) error {
	if err := r.onThisMachine(); err != nil {
		return err
	}
	form := r.postForm()
	person, err := s.App.DemoSignIn(r.ctx(), form.Get("person"))
	if err != nil {
		return err
	}
	return r.enter(person, local(form.Get("next")), "")
}

// onThisMachine refuses whoever comes from elsewhere, or by a name that isn't
// this machine's: a page on the web could point its own name here.
func (r *request) onThisMachine() error {
	from, _, err := net.SplitHostPort(r.Request.RemoteAddr)
	host := r.Request.Host
	if name, _, split := net.SplitHostPort(host); split == nil {
		host = name
	}
	if err != nil || !isLoopback(from) || host != "localhost" && !isLoopback(host) {
		return domain.Missing()
	}
	return nil
}

func isLoopback(address string) bool {
	ip := net.ParseIP(address)
	return ip != nil && ip.IsLoopback()
}

// toDemo sends a stranger to choose whom to be, and on from there.
func (r *request) toDemo(next string) error {
	to := "/demo"
	if next != "/" {
		to += "?next=" + url.QueryEscape(next)
	}
	return r.done(to, "")
}
