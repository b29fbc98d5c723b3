package store

import (
	"context"
	"fmt"

	"heed/internal/domain"
)

type chaseRow struct {
	ID      domain.ID
	Report  string
	BodyID  domain.ID
	Data    document[domain.Chase]
	Version int
}

func (chaseRow) TableName() string     { return "chase" }
func (r chaseRow) value() domain.Chase { return r.Data.of }

// Chase is how far oversight has come with a body.
func (tx *Tx) Chase(report string, body domain.ID) (domain.Chase, error) {
	return one[chaseRow](tx.db.Where("report = ? AND body_id = ?", report, body))
}

// PutChase adds or changes how far oversight has come with a body.
func (tx *Tx) PutChase(c *domain.Chase) error {
	return put(tx, &c.ID, &c.Version, func() chaseRow { return chaseRow{c.ID, c.Report, c.BodyID, doc(*c), c.Version} })
}

// Chases is how far oversight has come with the bodies that it chased.
func (s *Snap) Chases(report string) ([]domain.Chase, error) {
	return all[chaseRow](s.db.Where("report = ?", report).Order("id"))
}

func (r rows) chaseNotes(scope domain.Scope, report string, body domain.ID) ([]domain.ChaseNote, error) {
	sealed, err := all[sealedRow](ofBodies(joinBody(r.db, "sealed"), scope).Where(chased).
		Where("sealed.body_id = ?", body).Order(sealedInOrder))
	if err != nil {
		return nil, err
	}
	var notes []domain.ChaseNote
	for _, s := range sealed {
		n := domain.ChaseNote{Report: report, By: s.By, At: s.At, Seq: s.Seq, Destroyed: s.Redacted}
		if err := s.Decode(&n); err != nil {
			return nil, fmt.Errorf("store: note %s: %w", s.ID, err)
		}
		if n.Report == report {
			notes = append(notes, n)
		}
	}
	return notes, nil
}

// chased is text of its own, as the index on it is.
const chased = "sealed.kind = 'chase'"

// ChaseNotes is what was said when a body was chased, the earliest first.
func (tx *Tx) ChaseNotes(report string, body domain.ID) ([]domain.ChaseNote, error) {
	return tx.chaseNotes(everything(), report, body)
}

// ChaseNotes is what was said when a body of a scope was chased, the earliest
// first. The scope is that of who chases, and nobody else's (R19).
func (r *Reader) ChaseNotes(ctx context.Context, scope domain.Scope, report string, body domain.ID) ([]domain.ChaseNote, error) {
	return r.in(ctx).chaseNotes(scope, report, body)
}

// LaterState is a state that an event left a duty in.
type LaterState struct {
	DutyID domain.ID
	Seq    int64
	State  domain.DutyState
}

func (r dutyStateRow) value() LaterState { return LaterState{r.DutyID, r.Seq, r.State.of} }

// StatesAfter is every state that some duties of a scope were left in by the
// events after one, in order.
func (r *Reader) StatesAfter(ctx context.Context, scope domain.Scope, seq int64, duties []domain.ID) ([]LaterState, error) {
	if len(duties) == 0 {
		return nil, nil
	}
	q := r.in(ctx).inDuties(scope, "duty_state").Where("duty_state.duty_id IN ? AND duty_state.seq > ?", duties, seq)
	return all[dutyStateRow](q.Order("duty_state.seq"))
}
