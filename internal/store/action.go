package store

import (
	"context"

	"heed/internal/domain"
)

type actionRow struct {
	ID      domain.ID
	BodyID  domain.ID
	Data    document[domain.Action]
	Version int
}

func (actionRow) TableName() string      { return "action" }
func (r actionRow) value() domain.Action { return r.Data.of }

func (r rows) action(scope domain.Scope, id domain.ID) (domain.Action, error) {
	return one[actionRow](ofBodies(joinBody(r.db, "action"), scope).Where("action.id = ?", id))
}

func (r rows) actionsOf(scope domain.Scope, body domain.ID) ([]domain.Action, error) {
	return all[actionRow](ofBodies(joinBody(r.db, "action"), scope).Where("action.body_id = ?", body).Order("action.id"))
}

func (r rows) actions() ([]domain.Action, error) { return all[actionRow](r.db.Order("id")) }

// Action finds an action.
func (tx *Tx) Action(id domain.ID) (domain.Action, error) { return tx.action(everything(), id) }

// ActionsOf is every action of a body, in the order they were added.
func (tx *Tx) ActionsOf(body domain.ID) ([]domain.Action, error) {
	return tx.actionsOf(everything(), body)
}

// PutAction adds or changes an action.
func (tx *Tx) PutAction(a *domain.Action) error {
	return put(tx, &a.ID, &a.Version, func() actionRow { return actionRow{a.ID, a.BodyID, doc(*a), a.Version} })
}

// Action finds an action of a body in a scope.
func (r *Reader) Action(ctx context.Context, scope domain.Scope, id domain.ID) (domain.Action, error) {
	return r.in(ctx).action(scope, id)
}

// ActionsOf is the actions of a body in a scope, in the order they were added.
func (r *Reader) ActionsOf(ctx context.Context, scope domain.Scope, body domain.ID) ([]domain.Action, error) {
	return r.in(ctx).actionsOf(scope, body)
}
