package site

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/gin-gonic/gin"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/door"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/words"
)

// request is one request as a handler sees it.
type request struct {
	*gin.Context
	site    *Site
	visitor door.Visitor
	words   *words.Words
	route   route
	past    domain.Day // that the page is as at, "" when it is as things stand now
	toCome  domain.Day // that was asked for and has not come: the page is as things stand now
	// drawn is the picture that all of a page is drawn from, once any of it was.
	drawn *view.Picture
	// filtered is what the address asks to be shown of the page; nil where it has
	// no filter.
	filtered *form.Form
}

// noPage answers an address that nothing is at.
func noPage(*request) error { return domain.Missing() }

// answer wraps a handler: who may open it, and what its error looks like.
func (s *Site) answer(route route) gin.HandlerFunc {
	return func(c *gin.Context) {
		visitor := door.VisitorOf(c.Request.Context())
		r := &request{Context: c, site: s, route: route, visitor: visitor, words: visitor.Words}
		if route.who == signedIn && !visitor.Actor.SignedIn() {
			r.askToSignIn()
			return
		}
		if err := route.handle(r); err != nil {
			s.problem(r, err)
		}
	}
}

// askToSignIn sends a stranger to the sign-in page, and back afterwards.
func (r *request) askToSignIn() {
	back := ""
	if r.Request.Method == http.MethodGet {
		back = "?next=" + url.QueryEscape(r.Request.URL.RequestURI())
	}
	if r.site.Demo {
		r.Redirect(http.StatusSeeOther, "/demo"+back)
		return
	}
	r.Redirect(http.StatusSeeOther, "/sign-in"+back)
}

// actor is who asks.
func (r *request) actor() domain.Actor { return r.visitor.Actor }

// ctx is the request's own context: a visitor who leaves stops the work.
func (r *request) ctx() context.Context { return r.Request.Context() }

// cut is what the visitor may see of computed things: whole, or as released.
func (r *request) cut() view.Cut {
	return view.Cut{View: r.site.App.Scope(r.actor(), access.View), Figures: r.site.App.Scope(r.actor(), access.ViewFigures)}
}

// postForm is what a form sent; what can't be read is empty, and the form's
// own fields say so. A body over the limit is answered before this.
func (r *request) postForm() url.Values {
	if err := r.Request.ParseForm(); err != nil {
		return url.Values{}
	}
	return r.Request.PostForm
}

// can says whether the visitor may use a verb, for the buttons of a page.
func (r *request) can(verb access.Verb, target access.Target) bool {
	return r.site.App.Allowed(r.actor(), verb, target)
}

// show renders a page to memory and only then begins to answer, so that a
// fault in a template is a clean fault page and never half a page.
func (r *request) show(status int, c templ.Component) error {
	var b bytes.Buffer
	if err := c.Render(r.ctx(), &b); err != nil {
		return fmt.Errorf("site: render %s: %w", r.FullPath(), err)
	}
	html := b.Bytes()
	if !r.past.IsZero() {
		html = r.site.pages.withinPast(html, r.past)
	}
	r.Data(status, "text/html; charset=utf-8", html)
	return nil
}

// filter is the form of a page's filters, as the address fills it. What it asks
// for and there is not is said above the page; the rest is shown all the same.
func (r *request) filter() *form.Form {
	r.filtered = form.Read(r.Request.URL.Query())
	return r.filtered
}

// page shows a page that is as it should be, or whose filters are not.
func (r *request) page(c templ.Component) error {
	if !r.filtered.Ok() {
		return r.atFault(c)
	}
	return r.show(http.StatusOK, c)
}

// atFault shows a form again with everything typed and what is wrong with it.
func (r *request) atFault(c templ.Component) error { return r.show(http.StatusUnprocessableEntity, c) }

// flashCookie carries the key of what was just done to the next page.
const flashCookie = "heed_done"

// done sends the visitor on after a change, with a sentence of the catalogue
// ("done.<key>") to be shown once.
func (r *request) done(to, key string) error {
	if key != "" {
		http.SetCookie(r.Writer, &http.Cookie{
			Name: flashCookie, Value: key, Path: "/", MaxAge: 60, HttpOnly: true,
			SameSite: http.SameSiteLaxMode, Secure: r.site.behindTLS(),
		})
	}
	r.Redirect(http.StatusSeeOther, to)
	return nil
}

// flash is the sentence that done left, taken away as it is read. It waits for a
// page: what answers a form directly is about that form. Only keys of the
// catalogue's own family are shown: the cookie is the visitor's to change.
func (r *request) flash() string {
	cookie, err := r.Request.Cookie(flashCookie)
	if err != nil || r.Request.Method == http.MethodPost || !r.words.Has("done."+cookie.Value) {
		return ""
	}
	http.SetCookie(r.Writer, &http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: r.site.behindTLS()})
	return r.words.T("done." + cookie.Value)
}

// view is what every page knows about this request.
func (r *request) view() page.View {
	v := page.View{
		Words: r.words, Demo: r.site.Demo, Path: r.Request.URL.Path, Query: r.partQuery(), Flash: r.flash(), Assets: r.site.assets,
		Contact: r.site.Contact, Now: r.visitor.Now, Nav: r.nav(),
	}
	v.Filter = r.filtered
	if r.route.table && r.filtered.Ok() {
		v.Downloads = r.downloads()
	}
	v.Ahead = r.toCome
	if !r.past.IsZero() {
		v.Past, v.PresentHref = r.past, r.presentHref()
	}
	if actor := r.actor(); actor.SignedIn() {
		v.Person = &page.Person{Name: actor.Person.Name, Situation: r.situation()}
	}
	return v
}

// situation is the roles of the visitor in words.
func (r *request) situation() string {
	var roles []string
	for _, m := range r.actor().Memberships {
		word := r.words.Word("role", string(m.Role))
		if !strings.Contains(strings.Join(roles, "|"), word) {
			roles = append(roles, word)
		}
	}
	return r.words.List(roles)
}

// nav is the header's navigation: what this visitor's roles make use of.
func (r *request) nav() []page.NavItem {
	actor := r.actor()
	if !actor.SignedIn() {
		return nil
	}
	var items []page.NavItem
	add := func(key, href string) {
		at := r.Request.URL.Path
		current := at == href || (href != "/" && strings.HasPrefix(at, href+"/"))
		items = append(items, page.NavItem{Text: r.words.T("nav." + key), Href: href, Current: current})
	}
	add("home", "/")
	if actor.Has(domain.Reviewer, domain.OversightLead, domain.Assurer) {
		add("desk", "/desk")
	}
	add("integrated", "/integrated")
	add("heatmap", "/heatmap")
	add("graph", "/graph")
	add("bodies", "/bodies")
	if actor.Has(domain.OversightLead) {
		add("rounds", "/rounds")
	}
	if r.checks() {
		add("checks", "/checks")
	}
	if actor.Has(domain.OversightLead, domain.Administrator) {
		add("people", "/people")
	}
	return items
}
