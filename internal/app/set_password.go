package app

import (
	"context"

	"heed/internal/domain"
	"heed/internal/signin"
	"heed/internal/store"
)

// SetPassword sets the password of whoever holds a one-time link, and spends
// the link. Sessions that were open are over, and the person has arrived: they
// go straight on.
func (a *App) SetPassword(ctx context.Context, token, password string) (domain.Person, error) {
	id, err := signin.VerifyLink(ctx, a.store.Sessions(), token, a.now())
	if err != nil {
		return domain.Person{}, err
	}
	hash, err := a.hashFor(ctx, id, password)
	if err != nil {
		return domain.Person{}, err
	}
	var person domain.Person
	err = a.write(ctx, func(tx *store.Tx) error {
		link, err := tx.CredentialByToken(signin.LinkHash(token))
		if missing(err) || (err == nil && !link.SetTokenExpires.After(tx.Now())) {
			return domain.Missing()
		}
		if err != nil {
			return err
		}
		if person, err = putPassword(tx, link.PersonID, hash); err != nil {
			return err
		}
		return arrive(tx, &person)
	})
	return person, err
}

// hashFor checks that a password will do for a person and hashes it, outside
// any transaction: it takes its time.
func (a *App) hashFor(ctx context.Context, id domain.ID, password string) (string, error) {
	reader := a.store.Reader()
	person, err := reader.Person(ctx, domain.Scope{All: true}, id)
	if err != nil {
		return "", err
	}
	about := []string{person.Email, person.Name}
	if person.BodyID != "" {
		employer, err := reader.Body(ctx, person.BodyID)
		if err != nil {
			return "", err
		}
		about = append(about, employer.Name, employer.ShortName, employer.Code)
	}
	if err := signin.CheckPassword(password, about...); err != nil {
		return "", err
	}
	return a.passwords.Hash(ctx, password)
}

// putPassword keeps a password, spends any link and ends open sessions.
func putPassword(tx *store.Tx, id domain.ID, hash string) (domain.Person, error) {
	person, err := tx.Person(id)
	if err != nil {
		return domain.Person{}, err
	}
	if err := tx.PutCredential(&store.Credential{PersonID: id, PasswordHash: hash}); err != nil {
		return domain.Person{}, err
	}
	person.Epoch++
	event := personEvent(domain.PasswordSet, domain.Actor{Person: person}, person)
	if err := tx.Append(&event); err != nil {
		return domain.Person{}, err
	}
	return person, tx.PutPerson(&person)
}
