// Package page is heed's pages, one templ file each, named like the stem of the
// handler and the verb that it serves (submit_return). A page shows what it is
// given: every decision it needs is made in Go before the template, and every
// sentence is a key of the catalogue. It may import ui, form, words and domain,
// never a store, a verb or a handler.
//
// A page looks like this:
//
//	templ Duty(v View, d DutyPage) {
//		@Layout(v, v.T("duty.title", domain.Args{"Body": d.Body})) {
//			<h1>{ v.T("duty.title", domain.Args{"Body": d.Body}) }</h1>
//			@ui.SummaryList(d.Facts)
//		}
//	}
package page

import (
	"net/url"
	"time"

	"github.com/a-h/templ"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
	"heed/web/words"
)

// View is what every page knows about the request it answers. Its words are
// embedded: v.T("key") in a page.
type View struct {
	*words.Words
	Person *Person // nil for a stranger
	Nav    []NavItem
	Crumbs []ui.Crumb
	Demo   bool       // everything shown was generated (R20)
	Path   string     // of the request, without its query
	Query  string     // with which the same part of a page can be asked for on another day: "?" and what follows, or ""
	Flash  string     // what was just done, in words; shown once
	Form   *form.Form // the page's form, so that the title says when it is at fault
	Filter *form.Form // of a page that can be filtered: what it asks for that there is not is said above the page
	Wide   bool       // for tables that need the whole screen
	Assets string     // address of the static files: web.AssetsPath()
	// Important is what has happened meanwhile, told before anything else.
	Important string
	// Contact is a mail address from the settings.
	Contact string
	Now     time.Time
	// Past is the day that the page is as at the end of, "" when it is as things
	// stand now; PresentHref leads there.
	Past domain.Day
	// Ahead is a day that was asked for and has not come, "" where none was.
	Ahead domain.Day
	// Downloads lead to the page's table as files; none where it has none.
	Downloads   []HomeLink
	PresentHref string
}

// Person is who is signed in, as the header shows it.
type Person struct {
	Name      string
	Situation string // role and where: "Reporter, Kent Community Health"
}

// NavItem is one item of the header's navigation.
type NavItem struct {
	Text    string
	Href    string
	Current bool
}

// WithForm is the view of a page that shows a form.
func (v View) WithForm(f *form.Form) View {
	v.Form = f
	return v
}

// title is the document's title: fault first, demonstration last.
func (v View) title(page string) string {
	if !v.Past.IsZero() {
		page += ", " + v.T("as_at.in_title", domain.Args{"Day": v.Past})
	}
	title := page + " – " + v.T("layout.product")
	if !v.Form.Ok() || !v.Filter.Ok() {
		title = v.T("ui.error") + ": " + title
	}
	if v.Demo {
		title += " – " + v.T("layout.demo_mark")
	}
	return title
}

// asAtHref leads to where an earlier day is chosen for this page.
func (v View) asAtHref() string { return "/as-at?to=" + url.QueryEscape(v.Path+v.Query) }

func (v View) asset(name string) string { return v.Assets + "/" + name }

func (v View) width() string {
	if v.Wide {
		return "nhsuk-width-container heed-wide"
	}
	return "nhsuk-width-container"
}

func (n NavItem) attributes() templ.Attributes {
	if n.Current {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}
