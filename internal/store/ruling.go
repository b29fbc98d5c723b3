package store

import (
	"context"

	"heed/internal/domain"
)

type rulingRow struct {
	ID      domain.ID
	DutyID  domain.ID
	Data    document[domain.EdgeRuling]
	Version int
}

func (rulingRow) TableName() string          { return "edge_ruling" }
func (r rulingRow) value() domain.EdgeRuling { return r.Data.of }

func (r rows) ruling(scope domain.Scope, id domain.ID) (domain.EdgeRuling, error) {
	return one[rulingRow](r.inDuties(scope, "edge_ruling").Where("edge_ruling.id = ?", id))
}

func (r rows) rulingsOf(scope domain.Scope, duty domain.ID) ([]domain.EdgeRuling, error) {
	return all[rulingRow](r.inDuties(scope, "edge_ruling").Where("edge_ruling.duty_id = ?", duty).Order("edge_ruling.id"))
}

func (r rows) rulings() ([]domain.EdgeRuling, error) { return all[rulingRow](r.db.Order("id")) }

// Ruling finds a ruling on an edge.
func (tx *Tx) Ruling(id domain.ID) (domain.EdgeRuling, error) { return tx.ruling(everything(), id) }

// Rulings is every ruling on the edges that bear on a duty.
func (tx *Tx) Rulings(duty domain.ID) ([]domain.EdgeRuling, error) {
	return tx.rulingsOf(everything(), duty)
}

// EveryRuling is the rulings on all duties, in the order they were proposed.
func (tx *Tx) EveryRuling() ([]domain.EdgeRuling, error) { return tx.rulings() }

// PutRuling adds or changes a ruling.
func (tx *Tx) PutRuling(r *domain.EdgeRuling) error {
	return put(tx, &r.ID, &r.Version, func() rulingRow { return rulingRow{r.ID, r.DutyID, doc(*r), r.Version} })
}

// Ruling finds a ruling on an edge of a duty in a scope.
func (r *Reader) Ruling(ctx context.Context, scope domain.Scope, id domain.ID) (domain.EdgeRuling, error) {
	return r.in(ctx).ruling(scope, id)
}

// Rulings is every ruling on the edges that bear on a duty in a scope.
func (r *Reader) Rulings(ctx context.Context, scope domain.Scope, duty domain.ID) ([]domain.EdgeRuling, error) {
	return r.in(ctx).rulingsOf(scope, duty)
}
