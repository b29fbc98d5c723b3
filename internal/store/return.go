package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"heed/internal/domain"
)

type returnRow struct {
	ID       domain.ID
	DutyID   domain.ID
	RoundID  ref
	State    domain.ReturnState
	Sealed   int
	Signed   int
	Late     bool
	Extended domain.Day
	SignedAt instant
	Holder   ref
	Version  int
	Data     document[domain.Return]
}

func (returnRow) TableName() string      { return "return" }
func (r returnRow) value() domain.Return { return r.Data.of }

func rowOfReturn(r domain.Return) returnRow {
	r.SignedAt = clean(r.SignedAt)
	return returnRow{r.ID, r.DutyID, ref(r.RoundID), r.State, r.Sealed, r.Signed, r.Late, r.Extended, instant(r.SignedAt),
		ref(r.Holder), r.Version, doc(r)}
}

// returnTable is quoted: the word means something to PostgreSQL.
const returnTable = `"return"`

func (r rows) returns(scope domain.Scope) *gorm.DB { return r.inDuties(scope, returnTable) }

func (r rows) returnByID(scope domain.Scope, id domain.ID) (domain.Return, error) {
	return one[returnRow](r.returns(scope).Where(returnTable+".id = ?", id))
}

func (r rows) returnOf(scope domain.Scope, duty, round domain.ID) (domain.Return, error) {
	return one[returnRow](r.returns(scope).Where(returnTable+".duty_id = ? AND "+returnTable+".round_id = ?", duty, round))
}

// returnsOf orders by id: ids are made in the order of time.
func (r rows) returnsOf(scope domain.Scope, duty domain.ID) ([]domain.Return, error) {
	return all[returnRow](r.returns(scope).Where(returnTable+".duty_id = ?", duty).Order(returnTable + ".id"))
}

func (r rows) returnsIn(scope domain.Scope, round domain.ID) ([]domain.Return, error) {
	return all[returnRow](r.returns(scope).Where(returnTable+".round_id = ?", round).Order(returnTable + ".id"))
}

// withoutDrafts is heads as returns, in the order they were begun.
func (r rows) withoutDrafts(q *gorm.DB) ([]domain.Return, error) {
	heads, err := all[returnHeadRow](q.Order(returnTable + ".id"))
	if err != nil {
		return nil, err
	}
	returns := make([]domain.Return, len(heads))
	for i, h := range heads {
		returns[i] = domain.Return{ID: h.ID, DutyID: h.DutyID, RoundID: h.RoundID, State: h.State, Sealed: h.Sealed,
			SignedAt: h.SignedAt, Signed: h.Signed, Late: h.Late, Extended: h.Extended, Holder: h.Holder, Version: h.Version}
	}
	return returns, nil
}

func (r rows) returnsToWrite(scope domain.Scope, duty domain.ID) ([]domain.Return, error) {
	returns, err := r.withoutDrafts(r.returnHeads(scope).Where(returnTable+".duty_id = ?", duty))
	if err != nil {
		return nil, err
	}
	var live []domain.ID
	for _, ret := range returns {
		if !ret.State.DealtWith() {
			live = append(live, ret.ID)
		}
	}
	whole, err := allByIDs[returnRow](r.returns(scope), returnTable+".id", live)
	if err != nil {
		return nil, err
	}
	for _, w := range whole {
		returns[slices.IndexFunc(returns, func(r domain.Return) bool { return r.ID == w.ID })] = w
	}
	return returns, nil
}

// Return finds a return.
func (tx *Tx) Return(id domain.ID) (domain.Return, error) { return tx.returnByID(everything(), id) }

// ReturnOf finds the return on a duty in a round.
func (tx *Tx) ReturnOf(duty, round domain.ID) (domain.Return, error) {
	return tx.returnOf(everything(), duty, round)
}

// ReturnsOf is every return on a duty, interim ones too, in the order they
// were begun.
func (tx *Tx) ReturnsOf(duty domain.ID) ([]domain.Return, error) {
	return tx.returnsOf(everything(), duty)
}

// ReturnsToWrite is ReturnsOf, but what oversight has dealt with comes without
// its draft: they are many, and nobody writes on them.
func (tx *Tx) ReturnsToWrite(duty domain.ID) ([]domain.Return, error) {
	return tx.returnsToWrite(everything(), duty)
}

// UnfinishedDrafts is, for each duty of a report, its last return where that was
// begun and never sealed.
func (tx *Tx) UnfinishedDrafts(report string) (map[domain.ID]domain.Return, error) {
	const last = `NOT EXISTS (SELECT 1 FROM "return" later WHERE later.duty_id = "return".duty_id AND later.id > "return".id)`
	drafts, err := all[returnRow](tx.returns(everything()).Joins(`JOIN duty ON duty.id = "return".duty_id`).
		Where("duty.report = ?", report).Where(returnTable+".state = ?", domain.ReturnDraft).Where(last))
	if err != nil {
		return nil, err
	}
	byDuty := make(map[domain.ID]domain.Return, len(drafts))
	for _, d := range drafts {
		byDuty[d.DutyID] = d
	}
	return byDuty, nil
}

// PutReturn adds or changes a return. A second return on the same duty in the
// same round is a Conflict.
func (tx *Tx) PutReturn(r *domain.Return) error {
	return put(tx, &r.ID, &r.Version, func() returnRow { return rowOfReturn(*r) })
}

// PutExtension keeps the due day granted to a return that is there already. The
// version stays as it is: the draft is the same, and whoever is writing it
// meets no clash.
func (tx *Tx) PutExtension(r domain.Return) error {
	return putRow(tx, r.ID, r.Version, rowOfReturn(r))
}

// PutReturns adds new returns in bulk, and changes the others one by one.
func (tx *Tx) PutReturns(returns []domain.Return) error {
	return putAll(tx, returns, tx.PutReturn, func(r *domain.Return) (*domain.ID, *int) { return &r.ID, &r.Version }, rowOfReturn)
}

// Return finds a return of a scope.
func (r *Reader) Return(ctx context.Context, scope domain.Scope, id domain.ID) (domain.Return, error) {
	return r.in(ctx).returnByID(scope, id)
}

// ReturnsOf is every return on a duty of a scope, in the order they were begun.
func (r *Reader) ReturnsOf(ctx context.Context, scope domain.Scope, duty domain.ID) ([]domain.Return, error) {
	return r.in(ctx).returnsOf(scope, duty)
}

// LiveReturns is the returns on some duties of a scope that oversight has not
// dealt with, those of some rounds, and each duty's signed last, in the order
// they were begun and without their drafts, as oversight may see them: what tells
// how a duty is reported on now, however long it has been.
func (r *Reader) LiveReturns(ctx context.Context, scope domain.Scope, duties, rounds []domain.ID) ([]domain.Return, error) {
	// The last ones are found once for all duties, not once for each return.
	const last = `("return".duty_id, "return".signed) IN (SELECT duty_id, max(signed) FROM "return" WHERE duty_id IN ? GROUP BY duty_id)`
	const live = returnTable + ".state NOT IN ? OR " + returnTable + ".round_id IN ? OR " + last
	in := r.in(ctx)
	return in.withoutDrafts(in.returnHeads(scope).Where(returnTable+".duty_id IN ?", duties).Where("("+live+")", dealtWith(), rounds, duties))
}

// dealtWith is the states in which nobody writes on a return any more.
func dealtWith() []domain.ReturnState {
	return []domain.ReturnState{domain.ReturnReceived, domain.ReturnAccepted}
}

// ReturnsToWrite is every return on a duty of a scope, in the order they were
// begun. Those that oversight has dealt with come without their drafts: they
// are many, and nobody writes on them.
func (r *Reader) ReturnsToWrite(ctx context.Context, scope domain.Scope, duty domain.ID) ([]domain.Return, error) {
	return r.in(ctx).returnsToWrite(scope, duty)
}

// ReturnsIn is a round's returns on the duties of a scope.
func (r *Reader) ReturnsIn(ctx context.Context, scope domain.Scope, round domain.ID) ([]domain.Return, error) {
	return r.in(ctx).returnsIn(scope, round)
}

// ReturnHead is a return without its draft: what lists and pictures need.
type ReturnHead struct {
	ID       domain.ID
	DutyID   domain.ID
	RoundID  domain.ID // "" is interim
	State    domain.ReturnState
	Sealed   int // number of the last sealed version, 0 is none
	Signed   int // number of the last signed version, 0 is none
	Late     bool
	Extended domain.Day
	SignedAt time.Time // UTC, zero where nothing is signed
	Holder   domain.ID
	Version  int
}

type returnHeadRow struct {
	ID       domain.ID
	DutyID   domain.ID
	RoundID  ref
	State    domain.ReturnState
	Sealed   int
	Signed   int
	Late     bool
	Extended domain.Day
	SignedAt instant
	Holder   ref
	Version  int
}

func (returnHeadRow) TableName() string { return "return" }

func (r returnHeadRow) value() ReturnHead {
	return ReturnHead{r.ID, r.DutyID, domain.ID(r.RoundID), r.State, r.Sealed, r.Signed, r.Late, r.Extended,
		time.Time(r.SignedAt), domain.ID(r.Holder), r.Version}
}

// returnHeads asks for the columns beside the draft.
func (r rows) returnHeads(scope domain.Scope) *gorm.DB {
	const columns = `"return".id, "return".duty_id, "return".round_id, "return".state, "return".sealed, "return".signed, ` +
		`"return".late, "return".extended, "return".signed_at, "return".holder, "return".version`
	return r.returns(scope).Select(columns)
}

// ReturnHeads is the returns of a scope that are in one of the states, in the
// order they were begun.
func (r *Reader) ReturnHeads(ctx context.Context, scope domain.Scope, states ...domain.ReturnState) ([]ReturnHead, error) {
	return all[returnHeadRow](r.in(ctx).returnHeads(scope).Where(returnTable+".state IN ?", states).Order(returnTable + ".id"))
}
