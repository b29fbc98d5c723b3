package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"heed/internal/domain"
)

// Trace is what one event left of a duty's state, as far as forecasts learn from
// it.
type Trace struct {
	DutyID domain.ID
	Seq    int64
	State  domain.DutyState // response, dates, the signed version's answers and closure alone
}

// traceState is the part of a duty's state that is read: there may be a hundred
// thousand, and most of each is left unread.
type traceState struct {
	Retired  bool                      `json:"retired"`
	Response domain.Response           `json:"response"`
	NAAgreed bool                      `json:"na_agreed"`
	Target   domain.Day                `json:"target"`
	Slips    int                       `json:"slips"`
	Signed   int                       `json:"signed"`
	SignedAt time.Time                 `json:"signed_at"`
	Status   domain.Status             `json:"status"`
	Met      map[string]domain.Met     `json:"met"`
	Verdicts map[string]domain.Verdict `json:"verdicts"`
	Closure  domain.Closure            `json:"closure"`
}

// Traces gives every state that a report's duties were left in by the events
// after one and up to another, one after the other, in no order: a whole history
// is read fastest as it lies. None is kept.
func (s *Snap) Traces(report string, after, upTo int64, each func(Trace)) (err error) {
	join := "JOIN duty ON duty.id = duty_state.duty_id"
	if after == 0 { // SQLite takes the left side of a cross join first: the table as it lies, not duty by duty
		join = "CROSS JOIN duty"
	}
	rows, err := s.db.Table("duty_state").Select("duty_state.duty_id, duty_state.seq, duty_state.state").Joins(join).
		Where("duty.id = duty_state.duty_id AND duty.report = ? AND duty_state.seq > ? AND duty_state.seq <= ?", report, after, upTo).Rows()
	if err != nil {
		return fault(err)
	}
	defer func() {
		if closing := rows.Close(); err == nil {
			err = fault(closing)
		}
	}()
	for rows.Next() {
		var t Trace
		var text []byte
		if err := rows.Scan(&t.DutyID, &t.Seq, &text); err != nil {
			return fault(err)
		}
		var state traceState
		if err := json.Unmarshal(text, &state); err != nil {
			return fmt.Errorf("store: state of duty %s at event %d: %w", t.DutyID, t.Seq, err)
		}
		t.State = state.value()
		each(t)
	}
	return fault(rows.Err())
}

func (s traceState) value() domain.DutyState {
	return domain.DutyState{Retired: s.Retired, Response: s.Response, NAAgreed: s.NAAgreed, Target: s.Target, Slips: s.Slips,
		Signed: s.Signed, SignedAt: s.SignedAt, Status: s.Status, Met: s.Met, Verdicts: s.Verdicts, Closure: s.Closure}
}

// VersionKey names a duty's version.
type VersionKey struct {
	DutyID domain.ID
	No     int
}

// Versions is versions of duties of a scope by their names; those that are out
// of scope, or that were destroyed, are left out.
func (r *Reader) Versions(ctx context.Context, scope domain.Scope, keys []VersionKey) (map[VersionKey]domain.Version, error) {
	found := make(map[VersionKey]domain.Version, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	sealed, err := all[sealedRow](named(r.in(ctx).inDuties(scope, "sealed"), keys))
	if err != nil {
		return nil, err
	}
	for _, s := range sealed {
		if s.Redacted {
			continue
		}
		var v domain.Version
		if err := s.Decode(&v); err != nil {
			return nil, fmt.Errorf("store: version %d of duty %s: %w", s.No, s.DutyID, err)
		}
		found[VersionKey{s.DutyID, s.No}] = v
	}
	return found, nil
}
