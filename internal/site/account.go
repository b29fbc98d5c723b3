package site

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/signin"
	"heed/web/page"
	"heed/web/ui"
)

// accountRoutes are signing in and out, and one's own account.
func (s *Site) accountRoutes() []route {
	return []route{
		get("/sign-in", anyone, s.signInPage),
		post("/sign-in", anyone, s.signIn),
		post("/sign-out", anyone, s.signOut),
		get("/set-password/:token", anyone, s.askForPassword),
		post("/set-password/:token", anyone, s.setPassword),
		get("/account", signedIn, s.account),
		get("/account/password", signedIn, s.askForNewPassword),
		post("/account/password", signedIn, s.changePassword),
		post("/account/sign-out-everywhere", signedIn, s.signOutEverywhere),
	}
}

// maxEmail is as long as an address can be.
const maxEmail = 254

func (s *Site) signInPage(r *request) error {
	next := local(r.Query("next"))
	if r.actor().SignedIn() {
		return r.done(next, "")
	}
	if s.Demo {
		return r.toDemo(next) // nobody there has a password
	}
	return r.page(page.SignIn(r.view(), signInFields(r, form.Show(nil), next)))
}

func signInFields(r *request, f *form.Form, next string) page.SignInFields {
	w := r.words
	return page.SignInFields{
		Form: f, Next: next,
		Email:    f.Text("email", form.Ask{Label: w.T("sign_in.email"), Required: true}, maxEmail),
		Password: f.Secret("password", form.Ask{Label: w.T("sign_in.password"), Required: true}, signin.MaxPassword),
	}
}

// signIn begins a session. Too many tries have a status of their own, so that
// whatever watches the product sees them.
func (s *Site) signIn(r *request) error {
	f := form.Read(r.postForm())
	next := local(f.Value("next"))
	fields := signInFields(r, f, next)
	if !f.Ok() {
		return r.atFault(page.SignIn(r.view(), fields))
	}
	person, err := s.App.SignIn(r.ctx(), app.Credentials{
		Email: fields.Email.Value, Password: fields.Password.Value, Address: r.ClientIP(),
	})
	if domain.KindOf(err) == domain.Invalid {
		f.Apply(domain.AsProblems(err))
		status := http.StatusUnprocessableEntity
		if domain.AsProblems(err)[0].Key == "sign_in.too_many" {
			status = http.StatusTooManyRequests
		}
		return r.show(status, page.SignIn(r.view(), fields))
	}
	if err != nil {
		return err
	}
	return r.enter(person, next, "")
}

// enter begins a session of a person and sends them on.
func (r *request) enter(person domain.Person, to, done string) error {
	if err := r.site.Sessions.SignIn(r.ctx(), person.ID, person.Epoch); err != nil {
		return err
	}
	return r.done(to, done)
}

// local is an address of this site to go on to; anything else is the start page,
// so that a link to the sign-in page can't lead elsewhere.
func local(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || u.Opaque != "" ||
		!strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	if u.Path == "/sign-in" || u.Path == "/sign-out" {
		return "/"
	}
	return next
}

func (s *Site) signOut(r *request) error {
	if err := s.Sessions.SignOut(r.ctx()); err != nil {
		return err
	}
	return r.done("/", "signed_out")
}

func (s *Site) signOutEverywhere(r *request) error {
	if err := s.App.SignOutEverywhere(r.ctx(), r.actor()); err != nil {
		return err
	}
	if err := s.Sessions.SignOut(r.ctx()); err != nil {
		return err
	}
	return r.done("/", "signed_out_everywhere")
}

// account shows a person what heed knows about them.
func (s *Site) account(r *request) error {
	w, person := r.words, r.actor().Person
	places, err := r.places()
	if err != nil {
		return err
	}
	a := page.AccountPage{
		Facts: []ui.Row{
			{Key: w.T("account.name"), Text: person.Name},
			{Key: w.T("account.email"), Text: person.Email},
			{Key: w.T("account.post"), Text: person.Post},
		},
		Roles: ui.Table{
			ID: "roles", Caption: w.T("account.roles"), Empty: w.T("account.roles.none"),
			Head: []ui.Cell{{Text: w.T("account.roles.role")}, {Text: w.T("account.roles.where")}, {Text: w.T("account.roles.until")}},
		},
	}
	if employer := places.body(person.BodyID); employer != "" {
		a.Facts = append(a.Facts, ui.Row{Key: w.T("account.employer"), Text: employer})
	}
	for _, m := range slices.Concat(r.actor().Memberships, r.actor().Unconfirmed) {
		until := w.T("account.roles.open")
		if !m.To.IsZero() {
			until = w.Day(m.To)
		}
		if m.Unconfirmed() {
			until = w.T("account.roles.unconfirmed")
		}
		where := places.of(m)
		if only := places.only(m); only != "" {
			where += ". " + only
		}
		a.Roles.Rows = append(a.Roles.Rows, []ui.Cell{
			{Text: w.Word("role", string(m.Role)), Header: true}, {Text: where}, {Text: until},
		})
	}
	return r.page(page.Account(r.view(), a))
}
