package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"heed/internal/app"
	"heed/internal/signin"
)

// userCommand makes an administrator: the one person whom no page can make
// first. The administrator adds everybody else from a page, the first oversight
// leads among them, who then confirm who signs for each body.
type userCommand struct {
	Email string `required:"" help:"Their e-mail address, with which they sign in."`
	Name  string `required:"" help:"Their name."`
	Post  string `default:"Administrator" help:"Their post."`
}

// Run makes the administrator, or of one who is there already a new address.
func (c userCommand) Run(ctx context.Context, w world) (err error) {
	s, err := w.settings()
	if err != nil {
		return err
	}
	h, err := openReal(ctx, s, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	invited, err := h.app.MakeAdministrator(ctx, operator(), app.MakeAdministrator{Name: c.Name, Email: c.Email, Post: c.Post})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.out, "%s sets a password within %d days at this address, which works once:\n%s\n",
		invited.Person.Email, signin.LinkDays, s.BaseURL.JoinPath("set-password", invited.Token))
	return err
}
