package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"heed/internal/domain"
)

type eventRow struct {
	Seq     int64 `gorm:"primaryKey;autoIncrement:false"`
	Type    domain.EventType
	At      instant
	Actor   domain.ID
	Report  string
	BodyID  ref
	DutyID  ref
	RoundID ref
	Body    []byte
}

func (eventRow) TableName() string { return "event" }

type dutyStateRow struct {
	DutyID domain.ID `gorm:"primaryKey"`
	Seq    int64     `gorm:"primaryKey;autoIncrement:false"`
	State  document[domain.DutyState]
}

func (dutyStateRow) TableName() string { return "duty_state" }

// Append adds an event to the record: it fills Seq, and At and V where they
// are missing. An event that carries a duty's state adds the duty_state row too.
// One that brings its own instant, as a demonstration's history does, moves the
// Write on to it: never back.
func (tx *Tx) Append(e *domain.Event) error { return tx.AppendAll([]*domain.Event{e}) }

// AppendAll adds events in their order, many with one statement.
func (tx *Tx) AppendAll(events []*domain.Event) error {
	rows := make([]eventRow, 0, len(events))
	var states []dutyStateRow
	for _, e := range events {
		tx.head++
		switch e.At = clean(e.At); {
		case e.At.IsZero():
			e.At = tx.now
		case e.At.Before(tx.now):
			return fmt.Errorf("store: event %s would go back in time, from %s to %s", e.Type, tx.now, e.At)
		}
		e.Seq, e.V, tx.now = tx.head, max(e.V, 1), e.At
		body, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("store: write event %s: %w", e.Type, err)
		}
		rows = append(rows, eventRow{Seq: e.Seq, Type: e.Type, At: instant(e.At), Actor: e.Actor, Report: e.Report,
			BodyID: ref(e.Body), DutyID: ref(e.Duty), RoundID: ref(e.Round), Body: body})
		if e.State == nil {
			continue
		}
		if e.Duty == "" {
			return errors.New("store: an event carries a state and names no duty")
		}
		states = append(states, dutyStateRow{DutyID: e.Duty, Seq: e.Seq, State: doc(*e.State)})
	}
	if err := add(tx, rows); err != nil {
		return err
	}
	return add(tx, states)
}

// Event is one event as it was written: the bytes that the record holds.
type Event struct {
	Seq  int64
	Body []byte // JSON of a domain.Event
}

func (r eventRow) value() Event { return Event{r.Seq, r.Body} }

// Events is the events after a number, in their order, at most limit: the
// record itself, for whoever checks it.
func (r *Reader) Events(ctx context.Context, after int64, limit int) ([]Event, error) {
	return all[eventRow](r.in(ctx).db.Where("seq > ?", after).Order("seq").Limit(limit))
}

func (r rows) eventsOf(scope domain.Scope, duty domain.ID) ([]domain.Event, error) {
	return readEvents(all[eventRow](r.inDuties(scope, "event").Where("event.duty_id = ?", duty).Order("event.seq")))
}

// EventsOf is what happened to a duty of a scope, in order.
func (r *Reader) EventsOf(ctx context.Context, scope domain.Scope, duty domain.ID) ([]domain.Event, error) {
	return r.in(ctx).eventsOf(scope, duty)
}

// LastBy is the last event of a type that an actor made happen; false where
// there is none.
func (tx *Tx) LastBy(actor domain.ID, of domain.EventType) (domain.Event, bool, error) {
	found, err := readEvents(all[eventRow](tx.db.Where("type = ? AND actor = ?", of, actor).Order("seq DESC").Limit(1)))
	if err != nil || len(found) == 0 {
		return domain.Event{}, false, err
	}
	return found[0], true, nil
}

// EventHead is an event without its facts.
type EventHead struct {
	Seq     int64
	Type    domain.EventType
	At      time.Time // UTC
	Actor   domain.ID
	Report  string
	BodyID  domain.ID
	DutyID  domain.ID
	RoundID domain.ID
}

type eventHeadRow struct {
	Seq     int64 `gorm:"primaryKey;autoIncrement:false"`
	Type    domain.EventType
	At      instant
	Actor   domain.ID
	Report  string
	BodyID  ref
	DutyID  ref
	RoundID ref
}

func (eventHeadRow) TableName() string { return "event" }

func (r eventHeadRow) value() EventHead {
	return EventHead{r.Seq, r.Type, time.Time(r.At), r.Actor, r.Report, domain.ID(r.BodyID), domain.ID(r.DutyID), domain.ID(r.RoundID)}
}

// EventsSince is the events after a number, in their order, at most limit.
func (s *Snap) EventsSince(seq int64, limit int) ([]EventHead, error) {
	return all[eventHeadRow](s.db.Where("seq > ?", seq).Order("seq").Limit(limit).
		Select("seq", "type", "at", "actor", "report", "body_id", "duty_id", "round_id"))
}
