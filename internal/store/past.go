package store

import (
	"encoding/json"
	"fmt"
	"time"

	"heed/internal/domain"
)

// SeqAt is the number of the last event before an instant; 0 where there was
// none.
func (s *Snap) SeqAt(before time.Time) (int64, error) { return s.seqAt(before) }

func (r rows) seqAt(before time.Time) (int64, error) {
	var seq int64
	q := r.db.Model(&eventRow{}).Select("seq").Where("at < ?", instant(before)).Order("at DESC, seq DESC").Limit(1)
	return seq, fault(q.Scan(&seq).Error)
}

// DutiesAsOf is every duty of a report as an event left it, by recommendation
// and code: those that were owed by then. What they owed and who owned them is as
// it is now, and nothing guards them: their version is 0.
func (s *Snap) DutiesAsOf(report string, seq int64) ([]domain.Duty, error) {
	return s.dutiesAsOf(report, seq)
}

func (r rows) dutiesAsOf(report string, seq int64) ([]domain.Duty, error) {
	const columns = "duty.id, duty.report, duty.rec, duty.body_id, duty.unit, duty.lead, duty.requirements, duty.owner, " +
		"past.state, past.seq"
	const last = "JOIN duty_state past ON past.duty_id = duty.id AND past.seq = " +
		"(SELECT max(seq) FROM duty_state WHERE duty_id = duty.id AND seq <= ?)"
	return all[dutyRow](r.duties(everything()).Select(columns).Joins(last, seq).Where("duty.report = ?", report).Order(dutyOrder))
}

// BodiesAsOf is every body as an event left it, in the order of their codes.
// Its path is that of today, since who may see it is asked today.
func (s *Snap) BodiesAsOf(seq int64) ([]domain.Body, error) {
	const last = "JOIN body_state past ON past.body_id = body.id AND past.seq = " +
		"(SELECT max(seq) FROM body_state WHERE body_id = body.id AND seq <= ?)"
	return all[pastBodyRow](s.db.Select("body.path, past.data").Joins(last, seq).Order("body.code"))
}

type pastBodyRow struct {
	Path string
	Data document[domain.Body]
}

func (pastBodyRow) TableName() string { return "body" }

func (r pastBodyRow) value() domain.Body {
	r.Data.of.Path = r.Path
	return r.Data.of
}

// PackAsOf is a report's pack as an event left it.
func (s *Snap) PackAsOf(report string, seq int64) (*domain.Pack, error) {
	key, err := one[packKeyRow](s.db.Select("report", "version").Where("report = ? AND seq <= ?", report, seq).Order("version DESC"))
	if err != nil {
		return nil, err
	}
	return s.packVersion(key.report, key.version)
}

// ReleasesAsOf is the figures that each nation had released last when an event
// happened.
func (s *Snap) ReleasesAsOf(report string, seq int64) (map[domain.Nation]domain.Release, error) {
	return s.releasesUpTo(report, seq)
}

// EventsUpTo is the events of some types up to one, in order and whole.
func (s *Snap) EventsUpTo(seq int64, types ...domain.EventType) ([]domain.Event, error) {
	return readEvents(all[eventRow](s.db.Where("type IN ? AND seq <= ?", types, seq).Order("seq")))
}

// DutyEventsUpTo is the events of some types on some duties up to one, in order
// and whole.
func (s *Snap) DutyEventsUpTo(seq int64, duties []domain.ID, types ...domain.EventType) ([]domain.Event, error) {
	q := s.db.Where("type IN ? AND seq <= ?", types, seq).Order("seq")
	return readEvents(allByIDs[eventRow](q, "duty_id", duties))
}

// DutiesNamedAfter is the duties that events of some types after one are about.
func (s *Snap) DutiesNamedAfter(seq int64, types ...domain.EventType) ([]domain.ID, error) {
	var ids []domain.ID
	err := s.db.Model(&eventRow{}).Where("type IN ? AND seq > ?", types, seq).Distinct().Pluck("duty_id", &ids).Error
	return ids, fault(err)
}

// StatementsUpTo is what was sealed of some kinds about some duties up to an
// event, in no order.
func (s *Snap) StatementsUpTo(seq int64, duties []domain.ID, kinds ...domain.SealedKind) ([]domain.Sealed, error) {
	return allByIDs[sealedRow](s.db.Where(isKind(kinds...)).Where("sealed.seq <= ?", seq), "duty_id", duties)
}

// readEvents is rows of the record as the events that they hold.
func readEvents(written []Event, err error) ([]domain.Event, error) {
	if err != nil {
		return nil, err
	}
	events := make([]domain.Event, len(written))
	for i, w := range written {
		if err := json.Unmarshal(w.Body, &events[i]); err != nil {
			return nil, fmt.Errorf("store: read event %d: %w", w.Seq, err)
		}
	}
	return events, nil
}
