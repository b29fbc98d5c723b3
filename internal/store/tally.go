package store

import (
	"context"

	"heed/internal/domain"
)

// Tally counts the returns of one round that stand alike.
type Tally struct {
	RoundID domain.ID
	State   domain.ReturnState
	Signed  bool // a version was signed
	Late    bool // and late
	N       int
}

// Tallies counts the returns on a scope's duties of a report, by round and by
// how far they have come. Interim returns belong to no round and are left out.
func (r *Reader) Tallies(ctx context.Context, scope domain.Scope, report string) ([]Tally, error) {
	const columns = `"return".round_id, "return".state, "return".signed > 0 AS signed, "return".late, count(*) AS n`
	q := r.in(ctx).db.Model(&returnRow{}).Select(columns).
		Joins(`JOIN duty ON duty.id = "return".duty_id JOIN body ON body.id = duty.body_id`).
		Where(`duty.report = ? AND "return".round_id IS NOT NULL`, report).
		Group(`"return".round_id, "return".state, "return".signed > 0, "return".late`)
	var tallies []Tally
	if err := ofDuties(q, scope).Scan(&tallies).Error; err != nil {
		return nil, fault(err)
	}
	return tallies, nil
}

// ReturnHeadsIn is a round's returns on the duties of a scope, without their
// drafts, in the order they were begun.
func (r *Reader) ReturnHeadsIn(ctx context.Context, scope domain.Scope, round domain.ID) ([]ReturnHead, error) {
	return all[returnHeadRow](r.in(ctx).returnHeads(scope).Where(returnTable+".round_id = ?", round).Order(returnTable + ".id"))
}
