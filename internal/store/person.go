package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"heed/internal/domain"
)

type personRow struct {
	ID      domain.ID
	Email   string
	BodyID  ref
	Data    document[domain.Person]
	Version int
}

func (personRow) TableName() string      { return "person" }
func (r personRow) value() domain.Person { return r.Data.of }

func (r rows) person(id domain.ID) (domain.Person, error) {
	return one[personRow](r.db.Where("id = ?", id))
}

func (r rows) personByEmail(email string) (domain.Person, error) {
	return one[personRow](r.db.Where("email = ?", email))
}

// peopleIn asks for people whose employer is in the scope.
func (r rows) peopleIn(scope domain.Scope) *gorm.DB {
	if scope.All {
		return r.db
	}
	return ofBodies(joinBody(r.db, "person"), scope)
}

// Person finds a person.
func (tx *Tx) Person(id domain.ID) (domain.Person, error) { return tx.person(id) }

// PersonByEmail finds a person by their address, in lower case.
func (tx *Tx) PersonByEmail(email string) (domain.Person, error) { return tx.personByEmail(email) }

// People is everybody, in the order they were added.
func (tx *Tx) People() ([]domain.Person, error) { return all[personRow](tx.db.Order("id")) }

// PutPerson adds or changes a person. A second person with the same address is
// a Conflict.
func (tx *Tx) PutPerson(p *domain.Person) error {
	p.SeenAt = clean(p.SeenAt)
	return put(tx, &p.ID, &p.Version, func() personRow { return personRow{p.ID, p.Email, ref(p.BodyID), doc(*p), p.Version} })
}

// Person finds a person whose employer is in the scope.
func (r *Reader) Person(ctx context.Context, scope domain.Scope, id domain.ID) (domain.Person, error) {
	return one[personRow](r.in(ctx).peopleIn(scope).Where("person.id = ?", id))
}

// People is everybody whose employer is in the scope, in the order they were
// added.
func (r *Reader) People(ctx context.Context, scope domain.Scope) ([]domain.Person, error) {
	return all[personRow](r.in(ctx).peopleIn(scope).Order("person.id"))
}

// PeopleByIDs is the people with these ids whose employers are in the scope;
// others are left out: across scopes no names go (R9).
func (r *Reader) PeopleByIDs(ctx context.Context, scope domain.Scope, ids []domain.ID) (map[domain.ID]domain.Person, error) {
	found, err := allByIDs[personRow](r.in(ctx).peopleIn(scope), "person.id", ids)
	if err != nil {
		return nil, err
	}
	people := make(map[domain.ID]domain.Person, len(found))
	for _, p := range found {
		people[p.ID] = p
	}
	return people, nil
}

// Credential is how a person proves who they are.
type Credential struct {
	PersonID        domain.ID
	PasswordHash    string    // "" until a first password is set
	SetTokenHash    string    // of the one-time link that sets a password; "" is none
	SetTokenExpires time.Time // UTC; zero without a link
}

type credentialRow struct {
	PersonID        domain.ID `gorm:"primaryKey"`
	PasswordHash    string
	SetTokenHash    ref
	SetTokenExpires instant
}

func (credentialRow) TableName() string { return "credential" }

func (r credentialRow) value() Credential {
	return Credential{r.PersonID, r.PasswordHash, string(r.SetTokenHash), time.Time(r.SetTokenExpires)}
}

func (r rows) credential(person domain.ID) (Credential, error) {
	return one[credentialRow](r.db.Where("person_id = ?", person))
}

func (r rows) credentialByToken(hash string) (Credential, error) {
	return one[credentialRow](r.db.Where("set_token_hash = ?", hash))
}

// Credential finds a person's credential.
func (tx *Tx) Credential(person domain.ID) (Credential, error) { return tx.credential(person) }

// CredentialByToken finds a credential by the hash of its one-time link.
func (tx *Tx) CredentialByToken(hash string) (Credential, error) { return tx.credentialByToken(hash) }

// PutCredential adds a credential, or takes the place of the one there is.
func (tx *Tx) PutCredential(c *Credential) error {
	row := credentialRow{c.PersonID, c.PasswordHash, ref(c.SetTokenHash), instant(c.SetTokenExpires)}
	return tx.run(tx.db.Save(&row))
}
