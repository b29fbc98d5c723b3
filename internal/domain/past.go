package domain

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// What some events say of rows that change, so that the record alone can tell
// how these rows stood before. Fields are only ever added; the golden files in
// testdata/events hold their shape.

// DutyTerms are what a body owes, and who acts on it there: the facts of
// duty.assigned, duty.changed and duty.retired.
type DutyTerms struct {
	Unit         string   `json:"unit"`
	Lead         string   `json:"lead,omitempty"`
	Requirements []string `json:"requirements"`
}

// PartnershipFacts are a partnership's facts in its events.
type PartnershipFacts struct {
	Partnership ID               `json:"partnership"`
	Local       ID               `json:"local"`
	University  ID               `json:"university"`
	Office      bool             `json:"office"`
	From        Day              `json:"from"`
	To          Day              `json:"to,omitempty"`
	State       PartnershipState `json:"state"`
}

// Facts are what an event says of the partnership.
func (p Partnership) Facts() PartnershipFacts {
	return PartnershipFacts{
		Partnership: p.ID, Local: p.Local, University: p.University, Office: p.Office, From: p.From, To: p.To, State: p.State,
	}
}

// ActionFacts are an action's facts in its events.
type ActionFacts struct {
	Action  ID           `json:"action"`
	Duties  []ID         `json:"duties"`
	Status  ActionStatus `json:"status"`
	First   Day          `json:"first"`
	Present Day          `json:"present"`
	Slips   int          `json:"slips"`
	Pending bool         `json:"pending,omitempty"` // something waits for sign-off
	Signed  *bool        `json:"signed,omitempty"`  // of a decision on it: signed, or given back
	AskedBy ID           `json:"asked_by,omitempty"`
}

// Facts are what an event says of the action.
func (a Action) Facts() ActionFacts {
	return ActionFacts{
		Action: a.ID, Duties: a.Duties, Status: a.Status, First: a.First, Present: a.Present,
		Slips: a.Slips, Pending: a.Pending != nil,
	}
}

// TakeUpFacts are a take-up's facts in its events.
type TakeUpFacts struct {
	Nation     Nation      `json:"nation"`
	From       Day         `json:"from"`
	Recs       []int       `json:"recs,omitempty"`
	ExpectedBy map[int]Day `json:"expected_by,omitempty"`
}

// Facts are what an event says of the take-up.
func (t TakeUp) Facts() TakeUpFacts {
	return TakeUpFacts{Nation: t.Nation, From: t.From, Recs: t.Recs, ExpectedBy: t.ExpectedBy}
}

// ExtensionFacts are the facts of return.extended.
type ExtensionFacts struct {
	Due Day `json:"due"`
}

// lastFacts is what the last event of a thing says of it, for events in order.
func lastFacts[F any](events []Event, of []EventType, name func(Event, F) ID) (map[ID]F, error) {
	last := map[ID]F{}
	for _, e := range events {
		if !slices.Contains(of, e.Type) {
			continue
		}
		var f F
		if err := json.Unmarshal(e.Facts, &f); err != nil {
			return nil, fmt.Errorf("domain: facts of event %d: %w", e.Seq, err)
		}
		last[name(e, f)] = f
	}
	return last, nil
}

// asOf keeps of rows as they stand now those that the facts know, each with
// what its facts say of it: an event's facts leave out only words, and what
// never changes.
func asOf[T, F any](now []T, last map[ID]F, id func(T) ID, take func(T, F) T) []T {
	var then []T
	for _, row := range now {
		if f, known := last[id(row)]; known {
			then = append(then, take(row, f))
		}
	}
	return then
}

// PastEvents are the types of event that the functions below read.
func PastEvents() []EventType {
	return slices.Concat(partnershipEvents(), actionEvents(), []EventType{TakeUpRecorded, EdgeRuled, ReturnExtended})
}

func partnershipEvents() []EventType {
	return []EventType{PartnershipProposedE, PartnershipAnswered, PartnershipEndedE}
}

func actionEvents() []EventType { return []EventType{ActionAdded, ActionChanged, ActionSigned} }

// PartnershipsAsOf is partnerships as they stood after some events, all there
// were, in order.
func PartnershipsAsOf(now []Partnership, events []Event) ([]Partnership, error) {
	last, err := lastFacts(events, partnershipEvents(), func(_ Event, f PartnershipFacts) ID { return f.Partnership })
	return asOf(now, last, func(p Partnership) ID { return p.ID }, func(p Partnership, f PartnershipFacts) Partnership {
		p.From, p.To, p.State = f.From, f.To, f.State
		return p
	}), err
}

// ActionsAsOf is actions as they stood after some events, all there were, in
// order. Their words are those of today, and what waited for sign-off then is
// left out: neither bears on a figure.
func ActionsAsOf(now []Action, events []Event) ([]Action, error) {
	last, err := lastFacts(events, actionEvents(), func(_ Event, f ActionFacts) ID { return f.Action })
	return asOf(now, last, func(a Action) ID { return a.ID }, func(a Action, f ActionFacts) Action {
		a.Duties, a.Status, a.First, a.Present, a.Slips, a.Pending = f.Duties, f.Status, f.First, f.Present, f.Slips, nil
		return a
	}), err
}

// RulingsAsOf is rulings on edges as they stood after some events, all there
// were, in order.
func RulingsAsOf(now []EdgeRuling, events []Event) ([]EdgeRuling, error) {
	last, err := lastFacts(events, []EventType{EdgeRuled}, func(_ Event, f EdgeRuling) ID { return f.ID })
	return asOf(now, last, func(r EdgeRuling) ID { return r.ID }, func(_, f EdgeRuling) EdgeRuling { return f }), err
}

// TakeUpsAsOf is take-ups of a report as they stood after some events, all
// there were, in order. The words are those of today.
func TakeUpsAsOf(now []TakeUp, events []Event) ([]TakeUp, error) {
	of := func(report string, n Nation) ID { return ID(report + "/" + string(n)) }
	last, err := lastFacts(events, []EventType{TakeUpRecorded}, func(e Event, f TakeUpFacts) ID { return of(e.Report, f.Nation) })
	return asOf(now, last, func(t TakeUp) ID { return of(t.Report, t.Nation) }, func(t TakeUp, f TakeUpFacts) TakeUp {
		t.From, t.Recs, t.ExpectedBy = f.From, f.Recs, f.ExpectedBy
		return t
	}), err
}

// ExtensionsAsOf is the due days granted to single returns by some events, all
// there were, in order: by return.
func ExtensionsAsOf(events []Event) (map[ID]Day, error) {
	last, err := lastFacts(events, []EventType{ReturnExtended}, func(e Event, _ ExtensionFacts) ID { return e.Return })
	due := make(map[ID]Day, len(last))
	for id, f := range last {
		due[id] = f.Due
	}
	return due, err
}

// RoundsAsOf is rounds as they stood at the end of a day: those that were open
// or over by then.
func RoundsAsOf(now []Round, day Day) []Round {
	var then []Round
	for _, r := range now {
		if r.OpenedAt.IsZero() || !r.OpenedAt.Before(day.End()) {
			continue
		}
		if !r.ClosedAt.Before(day.End()) {
			r.ClosedAt = time.Time{}
		}
		then = append(then, r)
	}
	return then
}

// TermsAsOf is what duties owed after some events of theirs: by duty.
func TermsAsOf(events []Event) (map[ID]DutyTerms, error) {
	return lastFacts(events, []EventType{DutyAssigned, DutyChanged, DutyRetired}, func(e Event, _ DutyTerms) ID { return e.Duty })
}

// OwnersAsOf is the post that was named last for each duty, by what was sealed
// with its owner and its responses, in any order.
func OwnersAsOf(said []Sealed) (map[ID]string, error) {
	owners, at := map[ID]string{}, map[ID]int64{}
	for _, row := range said {
		var words Statement
		if err := row.Decode(&words); err != nil {
			return nil, fmt.Errorf("domain: statement %s: %w", row.ID, err)
		}
		if words.Owner != "" && row.Seq > at[row.DutyID] {
			owners[row.DutyID], at[row.DutyID] = words.Owner, row.Seq
		}
	}
	return owners, nil
}
