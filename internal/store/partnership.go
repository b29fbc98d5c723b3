package store

import (
	"context"

	"gorm.io/gorm"

	"heed/internal/domain"
)

type partnershipRow struct {
	ID           domain.ID
	LocalID      domain.ID
	UniversityID domain.ID
	Data         document[domain.Partnership]
	Version      int
}

func (partnershipRow) TableName() string           { return "partnership" }
func (r partnershipRow) value() domain.Partnership { return r.Data.of }

// partnershipsIn asks for partnerships of which either side is in the scope.
func (r rows) partnershipsIn(scope domain.Scope) *gorm.DB {
	if scope.All {
		return r.db
	}
	either := r.db.Table("body").Where("body.id IN (partnership.local_id, partnership.university_id)")
	return r.db.Where("EXISTS (?)", ofBodies(either.Select("1"), scope))
}

func (r rows) partnership(scope domain.Scope, id domain.ID) (domain.Partnership, error) {
	return one[partnershipRow](r.partnershipsIn(scope).Where("partnership.id = ?", id))
}

func (r rows) partnershipsOf(scope domain.Scope, body domain.ID) ([]domain.Partnership, error) {
	return all[partnershipRow](r.partnershipsIn(scope).
		Where("partnership.local_id = ? OR partnership.university_id = ?", body, body).Order("partnership.id"))
}

func (r rows) partnerships() ([]domain.Partnership, error) {
	return all[partnershipRow](r.db.Order("id"))
}

// Partnership finds a partnership.
func (tx *Tx) Partnership(id domain.ID) (domain.Partnership, error) {
	return tx.partnership(everything(), id)
}

// Partnerships is every partnership, in the order they were proposed.
func (tx *Tx) Partnerships() ([]domain.Partnership, error) { return tx.partnerships() }

// PartnershipsOf is every partnership of a body, ended ones too.
func (tx *Tx) PartnershipsOf(body domain.ID) ([]domain.Partnership, error) {
	return tx.partnershipsOf(everything(), body)
}

// PutPartnership adds or changes a partnership.
func (tx *Tx) PutPartnership(p *domain.Partnership) error {
	return put(tx, &p.ID, &p.Version, func() partnershipRow {
		return partnershipRow{p.ID, p.Local, p.University, doc(*p), p.Version}
	})
}

// Partnership finds a partnership of which either side is in the scope.
func (r *Reader) Partnership(ctx context.Context, scope domain.Scope, id domain.ID) (domain.Partnership, error) {
	return r.in(ctx).partnership(scope, id)
}

// PartnershipsOf is a body's partnerships of which either side is in the scope.
func (r *Reader) PartnershipsOf(ctx context.Context, scope domain.Scope, body domain.ID) ([]domain.Partnership, error) {
	return r.in(ctx).partnershipsOf(scope, body)
}
