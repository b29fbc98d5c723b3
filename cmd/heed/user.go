package main

import (
	"fmt"
	"time"

	"heed/internal/app"
	"heed/web/words"
)

// userCommand makes the first administrator. Everybody else is added from a
// page, by an administrator or an oversight lead.
type userCommand struct {
	Email string `required:"" help:"Mail address, which is also the name to sign in with."`
	Name  string `required:"" help:"Full name."`
	Post  string `default:"Administrator" help:"Job title."`
}

// Run prints the address at which the password is set, once.
func (u userCommand) Run(c *console) error {
	s, err := readSettings(c.getenv)
	if err != nil {
		return err
	}
	h, err := open(c.ctx, s, time.Now, c.log)
	if err != nil {
		return err
	}
	defer h.store.Close()
	if err := h.instance(c.ctx, false); err != nil {
		return err
	}
	invited, err := h.app.MakeAdministrator(c.ctx, operator, app.MakeAdministrator{Name: u.Name, Email: u.Email, Post: u.Post})
	if err != nil {
		return inWords(err)
	}
	catalogue, err := words.Load()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Set the password by %s at\n%s/set-password/%s\n",
		catalogue.For("en").Instant(invited.Expires), s.BaseURL, invited.Token)
	return nil
}
