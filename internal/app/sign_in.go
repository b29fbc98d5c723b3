package app

import (
	"context"

	"heed/internal/domain"
	"heed/internal/store"
)

// Credentials are what somebody typed to sign in, and from where.
type Credentials struct {
	Email    string
	Password string
	Address  string // the visitor's IP address, for the limit on guesses
}

// SignIn checks credentials under the limits on guessing and returns who they
// are of. Unknown address, wrong password and an account that ended are one
// problem. The first sign-in of anybody of a body means that the body was
// reached (R8).
func (a *App) SignIn(ctx context.Context, in Credentials) (domain.Person, error) {
	if err := a.checkPassword(ctx, in); err != nil {
		return domain.Person{}, err
	}
	var person domain.Person
	err := a.write(ctx, func(tx *store.Tx) error {
		var err error
		if person, err = tx.PersonByEmail(domain.Address(in.Email)); err != nil {
			return err
		}
		return arrive(tx, &person)
	})
	return person, err
}

// SignInAs lets anybody in as any person of a demonstration. In a real database
// there is nobody to be let in so (R20).
func (a *App) SignInAs(ctx context.Context, id domain.ID) (domain.Person, error) {
	var person domain.Person
	err := a.write(ctx, func(tx *store.Tx) error {
		kind, err := tx.Instance()
		if err != nil {
			return err
		}
		if kind != store.Demo {
			return domain.Missing()
		}
		if person, err = tx.Person(id); err != nil {
			return err
		}
		return arrive(tx, &person)
	})
	return person, err
}

// checkPassword says whether the credentials are right, as slowly for accounts
// that don't exist as for those that do.
func (a *App) checkPassword(ctx context.Context, in Credentials) error {
	email := domain.Address(in.Email)
	return a.guard.Try(ctx, email, in.Address, func(ctx context.Context) (bool, error) {
		person, credential, err := a.store.Sessions().Account(ctx, email)
		if err != nil && !missing(err) {
			return false, err
		}
		right, err := a.passwords.Check(ctx, in.Password, credential.PasswordHash)
		return right && !person.Ended, err
	})
}

// arrive notes a person's first sign-in, and that their bodies were reached by
// it.
func arrive(tx *store.Tx, person *domain.Person) error {
	if person.SeenAt.IsZero() {
		person.SeenAt = tx.Now()
		if err := tx.PutPerson(person); err != nil {
			return err
		}
	}
	held, err := heldBy(tx, person.ID)
	if err != nil {
		return err
	}
	bodies := []domain.ID{person.BodyID}
	for _, m := range held {
		bodies = append(bodies, m.BodyID)
	}
	for _, body := range bodies {
		if err := reach(tx, *person, body); err != nil {
			return err
		}
	}
	return nil
}

func reach(tx *store.Tx, person domain.Person, id domain.ID) error {
	if id == "" {
		return nil
	}
	body, err := tx.Body(id)
	if err != nil || !body.ReachedAt.IsZero() {
		return err
	}
	event := domain.Event{Type: domain.BodyReached, Actor: person.ID, Body: body.ID}
	if err := tx.Append(&event); err != nil {
		return err
	}
	body.ReachedAt, body.Seq = tx.Now(), event.Seq
	return tx.PutBody(&body)
}
