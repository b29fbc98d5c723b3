package site

import (
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// below is the view of a page that stands below a duty's.
func (r *request) below(m matter, f *form.Form) page.View {
	v := r.view().WithForm(f)
	v.Crumbs = m.where().Crumbs(r.words.T("nav.bodies"))
	return v
}

// form shows a page with its form, with the status of one at fault where it is.
func (r *request) form(f *form.Form, c templ.Component) error {
	if !f.Ok() {
		return r.atFault(c)
	}
	return r.page(c)
}

// refusedIn puts what a verb refused of the input beside its fields. It says false
// where the verb went well, or failed for another reason.
func refusedIn(f *form.Form, err error) bool {
	if domain.KindOf(err) != domain.Invalid {
		return false
	}
	f.Apply(domain.AsProblems(err))
	return true
}

// refusedNow puts above the fields that what the form is about has changed
// meanwhile, so that nothing typed is lost. It says false for any other error.
func refusedNow(f *form.Form, err error) bool {
	if domain.KindOf(err) != domain.Conflict {
		return false
	}
	f.Apply(domain.AsProblems(err))
	return true
}

// race is a form that lost a race: what was typed beside what stands now.
type race struct {
	view    page.View
	now     string // address of the page as it stands now
	action  string // where what was typed can be sent again, or ""
	values  url.Values
	differs []page.Difference
	anew    bool // sending it again replaces nothing
}

// lost shows it, where the two sides differ. Nothing typed is lost.
func (r *request) lost(err error, l race) error {
	l.differs = slices.DeleteFunc(l.differs, func(d page.Difference) bool { return strings.TrimSpace(d.Yours) == strings.TrimSpace(d.Now) })
	return r.show(http.StatusConflict, page.Conflict(l.view, page.ConflictPage{
		Why: r.words.Problem(domain.AsProblems(err)[0]), Now: l.now, Action: l.action, Values: l.values, Anew: l.anew, Differences: l.differs,
	}))
}

// public and private are asks that say whether the answer is published (R9).
func public(label, hint string) form.Ask {
	return form.Ask{Label: label, Hint: hint, Show: form.Public}
}

func private(label, hint string) form.Ask {
	return form.Ask{Label: label, Hint: hint, Show: form.NotPublic}
}

// shared is one whose answer everybody who has signed in reads, once the body
// consents.
func shared(label, hint string) form.Ask {
	return form.Ask{Label: label, Hint: hint, Show: form.Shared}
}

// needed is an ask whose answer must be there; missing is the problem's key.
func needed(a form.Ask, missing string) form.Ask {
	a.Required, a.Missing = true, missing
	return a
}

// percent is a share as the nearest whole number of a hundred; a hundred is said
// of all alone.
func percent(share float64) int {
	if share >= 1 {
		return 100
	}
	return min(99, int(math.Round(share*100)))
}

// mayAll says whether the visitor may use a verb in every one of some nations.
func (r *request) mayAll(verb access.Verb, nations []domain.Nation) bool {
	return !slices.ContainsFunc(nations, func(n domain.Nation) bool { return !r.can(verb, access.At(n.Path())) })
}
