package store

import (
	"context"

	"gorm.io/gorm"

	"heed/internal/domain"
)

type bodyRow struct {
	ID      domain.ID
	Code    string
	Path    string
	Kind    domain.BodyKind
	Data    document[domain.Body]
	Version int
	Seq     int64
}

func (bodyRow) TableName() string    { return "body" }
func (r bodyRow) value() domain.Body { return r.Data.of }

type bodyStateRow struct {
	BodyID domain.ID `gorm:"primaryKey"`
	Seq    int64     `gorm:"primaryKey;autoIncrement:false"`
	Data   document[domain.Body]
}

func (bodyStateRow) TableName() string { return "body_state" }

func (r rows) bodies() ([]domain.Body, error) { return all[bodyRow](r.db.Order("code")) }

func (r rows) body(scope domain.Scope, id domain.ID) (domain.Body, error) {
	return one[bodyRow](ofBodies(r.db.Where("id = ?", id), scope))
}

func (r rows) bodyByCode(scope domain.Scope, code string) (domain.Body, error) {
	return one[bodyRow](ofBodies(r.db.Where("code = ?", code), scope))
}

// Bodies is every body of the register, in the order of their codes.
func (tx *Tx) Bodies() ([]domain.Body, error) { return tx.bodies() }

// BodiesAmong are the bodies of some kinds and those of some ids, in the order of
// their codes: of a register, most are Trusts.
func (tx *Tx) BodiesAmong(kinds []domain.BodyKind, ids []domain.ID) ([]domain.Body, error) {
	return all[bodyRow](tx.db.Where("kind IN ? OR id IN ?", kinds, ids).Order("code"))
}

// Body finds a body.
func (tx *Tx) Body(id domain.ID) (domain.Body, error) { return tx.body(everything(), id) }

// BodyByCode finds a body by the code that people know.
func (tx *Tx) BodyByCode(code string) (domain.Body, error) { return tx.bodyByCode(everything(), code) }

// PutBody adds or changes a body. Its Seq is that of the event that says so;
// the body as it now stands is added to the record under that number.
func (tx *Tx) PutBody(b *domain.Body) error {
	b.ReachedAt = clean(b.ReachedAt)
	err := put(tx, &b.ID, &b.Version, func() bodyRow { return bodyRow{b.ID, b.Code, b.Path, b.Kind, doc(*b), b.Version, b.Seq} })
	if err != nil {
		return err
	}
	return add(tx, []bodyStateRow{{b.ID, b.Seq, doc(*b)}})
}

// Bodies is the register, which is public: every body in the order of codes.
func (r *Reader) Bodies(ctx context.Context) ([]domain.Body, error) { return r.in(ctx).bodies() }

// Body finds a body of the register.
func (r *Reader) Body(ctx context.Context, id domain.ID) (domain.Body, error) {
	return r.in(ctx).body(everything(), id)
}

// BodyByCode finds a body of the register by the code that people know.
func (r *Reader) BodyByCode(ctx context.Context, code string) (domain.Body, error) {
	return r.in(ctx).bodyByCode(everything(), code)
}

// BodiesIn is the bodies of a scope, in the order of codes.
func (r *Reader) BodiesIn(ctx context.Context, scope domain.Scope) ([]domain.Body, error) {
	return all[bodyRow](ofBodies(r.in(ctx).db.Order("code"), scope))
}

// joinBody joins body to a table that has a body_id.
func joinBody(q *gorm.DB, table string) *gorm.DB {
	return q.Select(table + ".*").Joins("JOIN body ON body.id = " + table + ".body_id")
}
