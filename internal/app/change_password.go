package app

import (
	"context"

	"heed/internal/domain"
	"heed/internal/store"
)

// ChangePassword is a signed-in person's new password.
type ChangePassword struct {
	Old     string
	New     string
	Address string // the visitor's IP address, for the limit on guesses
}

// ChangePassword asks for the old password, under the same limit as signing in,
// and ends the person's sessions everywhere. The person is returned in their
// new epoch, so that the one at hand can begin again.
func (a *App) ChangePassword(ctx context.Context, actor domain.Actor, in ChangePassword) (domain.Person, error) {
	if !actor.SignedIn() {
		return domain.Person{}, domain.Missing()
	}
	err := a.checkPassword(ctx, Credentials{Email: actor.Person.Email, Password: in.Old, Address: in.Address})
	if err != nil {
		return domain.Person{}, inField("old", err)
	}
	hash, err := a.hashFor(ctx, actor.Person.ID, in.New)
	if err != nil {
		return domain.Person{}, err
	}
	var person domain.Person
	err = a.write(ctx, func(tx *store.Tx) error {
		person, err = putPassword(tx, actor.Person.ID, hash)
		return err
	})
	return person, err
}

// inField puts a problem that names no field beside one.
func inField(field string, err error) error {
	problems := domain.AsProblems(err)
	if len(problems) != 1 || problems[0].Field != "" {
		return err
	}
	moved := *problems[0]
	moved.Field = field
	return &moved
}
