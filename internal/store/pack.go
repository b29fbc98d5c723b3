package store

import (
	"context"
	"sync"

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

// packShelf keeps packs that were read: a version, once it is in the record,
// says the same for ever, and nearly every page asks for it. Whoever is given a
// pack from it shares it with others.
type packShelf struct{ kept sync.Map }

type packKey struct {
	report  string
	version int
}

func (r rows) pack(report string) (*domain.Pack, error) {
	last := r.db.Where("report = ?", report).Order("version DESC")
	if r.packs == nil {
		return one[packRow](last)
	}
	key, err := one[packKeyRow](last.Select("report", "version"))
	if err != nil {
		return nil, err
	}
	return r.packVersion(key.report, key.version)
}

// packVersion takes a version from the shelf, or reads it. A Write puts none
// there: what it reads it may yet take back.
func (r rows) packVersion(report string, version int) (*domain.Pack, error) {
	if r.packs != nil {
		if pack, kept := r.packs.kept.Load(packKey{report, version}); kept {
			return pack.(*domain.Pack), nil
		}
	}
	pack, err := one[packRow](r.db.Where("report = ? AND version = ?", report, version))
	if err == nil && r.packs != nil && !r.writes {
		r.packs.kept.Store(packKey{report, version}, pack)
	}
	return pack, err
}

// packKeyRow is a row of pack without its content.
type packKeyRow struct {
	Report  string
	Version int
}

func (packKeyRow) TableName() string { return "pack" }
func (r packKeyRow) value() packKey  { return packKey{r.Report, r.Version} }

// Pack is the latest version of a report's pack.
func (tx *Tx) Pack(report string) (*domain.Pack, error) { return tx.pack(report) }

// PackVersion is one version of a report's pack.
func (tx *Tx) PackVersion(report string, version int) (*domain.Pack, error) {
	return tx.packVersion(report, version)
}

// PutPack adds a version of a report's pack to the record, under the number of
// the event that says so. A version that is there already is a Conflict.
func (tx *Tx) PutPack(p *domain.Pack, seq int64) error {
	return add(tx, []packRow{{p.Report.Key, p.Version, seq, doc(p)}})
}

// Pack is the latest version of a report's pack: public, and shared, so that
// nobody may change it.
func (r *Reader) Pack(ctx context.Context, report string) (*domain.Pack, error) {
	return r.in(ctx).pack(report)
}

// PackVersion is one version of a report's pack, shared like Pack's.
func (r *Reader) PackVersion(ctx context.Context, report string, version int) (*domain.Pack, error) {
	return r.in(ctx).packVersion(report, version)
}
