package store

import (
	"context"

	"gorm.io/gorm"

	"heed/internal/domain"
)

type membershipRow struct {
	ID       domain.ID
	PersonID domain.ID
	BodyID   ref
	Waits    bool // for somebody to confirm its approver
	Data     document[domain.Membership]
	Version  int
	Path     *string `gorm:"->"` // of its body, where the query joins it
	Kind     *string `gorm:"->"` // likewise
}

func (membershipRow) TableName() string { return "membership" }

func (r membershipRow) value() domain.Membership {
	m := r.Data.of
	m.Path = m.Area
	if r.Path != nil {
		m.Path = *r.Path
	}
	if r.Kind != nil {
		m.Kind = domain.BodyKind(*r.Kind)
	}
	return m
}

// memberships asks for memberships with where they sit now.
func (r rows) memberships() *gorm.DB {
	return r.db.Select("membership.*, body.path, body.kind").Joins("LEFT JOIN body ON body.id = membership.body_id").Order("membership.id")
}

func (r rows) membershipsOf(person domain.ID) ([]domain.Membership, error) {
	return all[membershipRow](r.memberships().Where("membership.person_id = ?", person))
}

// Membership finds a membership. Memberships come with their paths filled.
func (tx *Tx) Membership(id domain.ID) (domain.Membership, error) {
	return one[membershipRow](tx.memberships().Where("membership.id = ?", id))
}

// MembershipsOf is every membership of a person.
func (tx *Tx) MembershipsOf(person domain.ID) ([]domain.Membership, error) {
	return tx.membershipsOf(person)
}

// MembershipsAt is every membership on a body itself, not on areas above it.
func (tx *Tx) MembershipsAt(body domain.ID) ([]domain.Membership, error) {
	return all[membershipRow](tx.memberships().Where("membership.body_id = ?", body))
}

// Memberships is every membership there is.
func (tx *Tx) Memberships() ([]domain.Membership, error) {
	return all[membershipRow](tx.memberships())
}

// PutMembership adds or changes a membership.
func (tx *Tx) PutMembership(m *domain.Membership) error {
	return put(tx, &m.ID, &m.Version, func() membershipRow {
		return membershipRow{ID: m.ID, PersonID: m.PersonID, BodyID: ref(m.BodyID), Waits: m.Unconfirmed(), Data: doc(*m), Version: m.Version}
	})
}

// EndMembership takes a membership away; the record keeps that it was.
func (tx *Tx) EndMembership(id domain.ID) error {
	res := tx.db.Where("id = ?", id).Delete(&membershipRow{})
	if err := tx.run(res); err != nil {
		return err
	}
	if res.RowsAffected == 0 {
		return domain.Missing()
	}
	return nil
}

// MembershipsAt is every membership on a body of the scope itself.
func (r *Reader) MembershipsAt(ctx context.Context, scope domain.Scope, body domain.ID) ([]domain.Membership, error) {
	return all[membershipRow](ofBodies(r.in(ctx).memberships(), scope).Where("membership.body_id = ?", body))
}

// Memberships is every membership of people whose employers are in the scope.
func (r *Reader) Memberships(ctx context.Context, scope domain.Scope) ([]domain.Membership, error) {
	in := r.in(ctx)
	people := in.peopleIn(scope).Model(&personRow{}).Select("person.id")
	return all[membershipRow](in.memberships().Where("membership.person_id IN (?)", people))
}
