package store

import (
	"context"

	"gorm.io/gorm"

	"heed/internal/domain"
)

type dutyRow struct {
	ID           domain.ID
	Report       string
	Rec          int
	BodyID       domain.ID
	Unit         string
	Lead         string
	Requirements document[[]string]
	Owner        string
	State        document[domain.DutyState]
	Version      int
	Seq          int64
}

func (dutyRow) TableName() string { return "duty" }

func (r dutyRow) value() domain.Duty {
	return domain.Duty{ID: r.ID, Report: r.Report, Rec: r.Rec, BodyID: r.BodyID, Unit: r.Unit, Lead: r.Lead,
		Requirements: r.Requirements.of, Owner: r.Owner, State: r.State.of, Version: r.Version, Seq: r.Seq}
}

func rowOfDuty(d domain.Duty) dutyRow {
	return dutyRow{d.ID, d.Report, d.Rec, d.BodyID, d.Unit, d.Lead, doc(d.Requirements), d.Owner, doc(d.State), d.Version, d.Seq}
}

// duties asks for duties of a scope.
func (r rows) duties(scope domain.Scope) *gorm.DB {
	return ofDuties(joinBody(r.db.Model(&dutyRow{}), "duty"), scope)
}

// inDuties asks for a table's rows that belong to duties of a scope.
func (r rows) inDuties(scope domain.Scope, table string) *gorm.DB {
	q := r.db.Select(table + ".*")
	if scope.All {
		return q
	}
	return ofDuties(q.Joins("JOIN duty ON duty.id = "+table+".duty_id JOIN body ON body.id = duty.body_id"), scope)
}

// dutyOrder is that of every list of duties.
const dutyOrder = "duty.report, duty.rec, body.code"

func (r rows) duty(scope domain.Scope, id domain.ID) (domain.Duty, error) {
	return one[dutyRow](r.duties(scope).Where("duty.id = ?", id))
}

func (r rows) dutyByKey(scope domain.Scope, key domain.DutyKey) (domain.Duty, error) {
	return one[dutyRow](r.duties(scope).
		Where("body.code = ? AND duty.report = ? AND duty.rec = ?", key.Body, key.Report, key.Rec))
}

func (r rows) dutiesOf(scope domain.Scope, body domain.ID) ([]domain.Duty, error) {
	return all[dutyRow](r.duties(scope).Where("duty.body_id = ?", body).Order(dutyOrder))
}

func (r rows) dutiesIn(scope domain.Scope, report string) ([]domain.Duty, error) {
	return all[dutyRow](r.duties(scope).Where("duty.report = ?", report).Order(dutyOrder))
}

func (r rows) dutiesByIDs(scope domain.Scope, ids []domain.ID) ([]domain.Duty, error) {
	return allByIDs[dutyRow](r.duties(scope), "duty.id", ids)
}

// Duty finds a duty.
func (tx *Tx) Duty(id domain.ID) (domain.Duty, error) { return tx.duty(everything(), id) }

// DutyByKey finds a duty by keys that people know.
func (tx *Tx) DutyByKey(key domain.DutyKey) (domain.Duty, error) {
	return tx.dutyByKey(everything(), key)
}

// DutiesOf is every duty of a body, retired ones too, by recommendation.
func (tx *Tx) DutiesOf(body domain.ID) ([]domain.Duty, error) { return tx.dutiesOf(everything(), body) }

// Duties is every duty of a report, by recommendation and code.
func (tx *Tx) Duties(report string) ([]domain.Duty, error) { return tx.dutiesIn(everything(), report) }

// DutiesByIDs is the duties with these ids, in no order; unknown ones are left out.
func (tx *Tx) DutiesByIDs(ids []domain.ID) ([]domain.Duty, error) {
	return tx.dutiesByIDs(everything(), ids)
}

// PutDuty adds or changes a duty. Its Seq is that of the event that carried
// its state.
func (tx *Tx) PutDuty(d *domain.Duty) error {
	return put(tx, &d.ID, &d.Version, func() dutyRow { return rowOfDuty(*d) })
}

// PutDuties adds new duties in bulk, and changes the others one by one.
func (tx *Tx) PutDuties(duties []domain.Duty) error {
	return putAll(tx, duties, tx.PutDuty, func(d *domain.Duty) (*domain.ID, *int) { return &d.ID, &d.Version }, rowOfDuty)
}

// Duty finds a duty of a scope.
func (r *Reader) Duty(ctx context.Context, scope domain.Scope, id domain.ID) (domain.Duty, error) {
	return r.in(ctx).duty(scope, id)
}

// DutyByKey finds a duty of a scope by keys that people know.
func (r *Reader) DutyByKey(ctx context.Context, scope domain.Scope, key domain.DutyKey) (domain.Duty, error) {
	return r.in(ctx).dutyByKey(scope, key)
}

// DutiesOf is a body's duties in a scope, by recommendation.
func (r *Reader) DutiesOf(ctx context.Context, scope domain.Scope, body domain.ID) ([]domain.Duty, error) {
	return r.in(ctx).dutiesOf(scope, body)
}

// Duties is a report's duties in a scope, by recommendation and code.
func (r *Reader) Duties(ctx context.Context, scope domain.Scope, report string) ([]domain.Duty, error) {
	return r.in(ctx).dutiesIn(scope, report)
}

// DutiesByIDs is the duties of a scope with these ids, in no order; others are
// left out.
func (r *Reader) DutiesByIDs(ctx context.Context, scope domain.Scope, ids []domain.ID) ([]domain.Duty, error) {
	return r.in(ctx).dutiesByIDs(scope, ids)
}
