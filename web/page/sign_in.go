package page

import "heed/internal/form"

// SignInFields are the typed fields of the sign-in page.
type SignInFields struct {
	*form.Form
	Email    *form.Text
	Password *form.Text
	Next     string // a local address to go on to, or ""
}

// SetPasswordFields are the typed fields of the page behind a one-time link.
type SetPasswordFields struct {
	*form.Form
	Password *form.Text
	Again    *form.Text
	Action   string // address of the page itself, token included
}
