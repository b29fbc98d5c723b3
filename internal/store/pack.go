package store

import (
	"context"

	"heed/internal/domain"
)

type packRow struct {
	Report  string `gorm:"primaryKey"`
	Version int    `gorm:"primaryKey;autoIncrement:false"`
	Seq     int64
	Content document[*domain.Pack]
}

func (packRow) TableName() string     { return "pack" }
func (r packRow) value() *domain.Pack { return r.Content.of }

func (r rows) pack(report string) (*domain.Pack, error) {
	return one[packRow](r.db.Where("report = ?", report).Order("version DESC"))
}

func (r rows) packVersion(report string, version int) (*domain.Pack, error) {
	return one[packRow](r.db.Where("report = ? AND version = ?", report, version))
}

func (r rows) reports() ([]string, error) {
	var keys []string
	err := r.db.Model(&packRow{}).Distinct("report").Order("report").Pluck("report", &keys).Error
	return keys, fault(err)
}

// Pack is the latest version of a report's pack.
func (tx *Tx) Pack(report string) (*domain.Pack, error) { return tx.pack(report) }

// PackVersion is one version of a report's pack.
func (tx *Tx) PackVersion(report string, version int) (*domain.Pack, error) {
	return tx.packVersion(report, version)
}

// Reports is the key of every report that has a pack.
func (tx *Tx) Reports() ([]string, error) { return tx.reports() }

// PutPack adds a version of a report's pack to the record, under the number of
// the event that says so. A version that is there already is a Conflict.
func (tx *Tx) PutPack(p *domain.Pack, seq int64) error {
	return add(tx, []packRow{{p.Report.Key, p.Version, seq, doc(p)}})
}

// Pack is the latest version of a report's pack: public.
func (r *Reader) Pack(ctx context.Context, report string) (*domain.Pack, error) {
	return r.in(ctx).pack(report)
}

// PackVersion is one version of a report's pack.
func (r *Reader) PackVersion(ctx context.Context, report string, version int) (*domain.Pack, error) {
	return r.in(ctx).packVersion(report, version)
}

// Reports is the key of every report that has a pack.
func (r *Reader) Reports(ctx context.Context) ([]string, error) { return r.in(ctx).reports() }
