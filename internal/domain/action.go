package domain

import "slices"

// ActionStatus is how far an action has come.
type ActionStatus string

// The statuses of an action.
const (
	ActionPlanned  ActionStatus = "planned"
	ActionUnderWay ActionStatus = "under_way"
	ActionDone     ActionStatus = "done"
	ActionDropped  ActionStatus = "dropped"
)

// ActionStatuses is every status in the order of pages.
func ActionStatuses() []ActionStatus {
	return []ActionStatus{ActionPlanned, ActionUnderWay, ActionDone, ActionDropped}
}

// Action is a dated step that a body commits to towards its duties. It is
// edited at any time; only becoming done and moving its date need sign-off (R23).
type Action struct {
	ID       ID            `json:"id"`
	BodyID   ID            `json:"body_id"`
	Duties   []ID          `json:"duties"` // it may serve several
	What     string        `json:"what"`
	Owner    string        `json:"owner"` // a post, not a name
	First    Day           `json:"first"` // kept for ever
	Present  Day           `json:"present"`
	Slips    int           `json:"slips"`
	Status   ActionStatus  `json:"status"`
	Evidence []ID          `json:"evidence,omitempty"`
	Pending  *ActionChange `json:"pending,omitempty"` // waits for sign-off
	Version  int           `json:"version"`
}

// ActionChange is a change to an action that only an approver makes real.
type ActionChange struct {
	Done   bool   `json:"done,omitempty"`
	Date   Day    `json:"date,omitempty"`
	Reason string `json:"reason,omitempty"` // why the date moves
	By     ID     `json:"by"`
}

// Check says what is wrong with an action as it is to be saved.
func (a Action) Check() Problems {
	var ps Problems
	if a.What == "" {
		ps.Add("what", "action.what_missing", nil)
	}
	if a.Owner == "" {
		ps.Add("owner", "action.owner_missing", nil)
	}
	if a.First.IsZero() {
		ps.Add("date", "action.date_missing", nil)
	}
	if !slices.Contains(ActionStatuses(), a.Status) {
		ps.Add("status", "action.status_missing", nil)
	}
	if len(a.Duties) == 0 {
		ps.Add("duties", "action.duties_missing", nil)
	}
	return ps
}

// ProposeChange asks for what needs sign-off: done, or a new date with its reason.
func ProposeChange(a Action, c ActionChange) (Action, error) {
	var ps Problems
	if !c.Done && (c.Date.IsZero() || c.Date == a.Present) {
		ps.Add("date", "action.nothing_to_sign", nil)
	}
	if !c.Date.IsZero() && c.Date != a.Present && c.Reason == "" {
		ps.Add("reason", "action.slip_reason_missing", nil)
	}
	if err := ps.Err(); err != nil {
		return a, err
	}
	a.Pending = &c
	return a, nil
}

// SignChange makes a pending change real, or drops it when it is given back. It
// is never signed by whoever asked for it.
func SignChange(a Action, by ID, sign bool) (Action, error) {
	if a.Pending == nil {
		return a, Clash("action.nothing_pending", a)
	}
	if sign && a.Pending.By == by {
		return a, Refused("sign.drafter", nil)
	}
	change := *a.Pending
	a.Pending = nil
	if !sign {
		return a, nil
	}
	if change.Done {
		a.Status = ActionDone
	}
	if !change.Date.IsZero() && change.Date != a.Present {
		a.Present = change.Date
		a.Slips++
	}
	return a, nil
}

// ForecastDate is the day on which a duty will be done by its body's own dates:
// the later of its target date and the last open action under it (R23). It is
// "" where neither gives a day.
func ForecastDate(d Duty, actions []Action) Day {
	last := d.State.Target
	for _, a := range actions {
		if a.Status == ActionPlanned || a.Status == ActionUnderWay {
			last = max(last, a.Present)
		}
	}
	return last
}

// PartnershipState is how far a partnership has come.
type PartnershipState string

// The states of a partnership.
const (
	PartnershipProposed  PartnershipState = "proposed"
	PartnershipConfirmed PartnershipState = "confirmed"
	PartnershipDeclined  PartnershipState = "declined"
	PartnershipEnded     PartnershipState = "ended"
)

// Partnership is a record that a Trust or Board and a university work together
// (R17): proposed by one, confirmed by the other, ended by either.
type Partnership struct {
	ID         ID               `json:"id"`
	Local      ID               `json:"local"` // the Trust or Board
	University ID               `json:"university"`
	What       string           `json:"what"`   // in the bodies' words
	Office     bool             `json:"office"` // they share an integrated research office
	From       Day              `json:"from"`
	To         Day              `json:"to,omitempty"`
	ProposedBy ID               `json:"proposed_by"` // the body that proposed
	State      PartnershipState `json:"state"`
	Version    int              `json:"version"`
}

// Stands says whether the partnership joins the two on a day.
func (p Partnership) Stands(on Day) bool {
	return p.State == PartnershipConfirmed && p.From <= on && (p.To.IsZero() || on <= p.To)
}

// Other is the partner of a body.
func (p Partnership) Other(body ID) ID {
	if p.Local == body {
		return p.University
	}
	return p.Local
}

// ConfirmPartnership and its siblings move a partnership in a body's hands.
func ConfirmPartnership(p Partnership, body ID) (Partnership, error) {
	return answerPartnership(p, body, PartnershipConfirmed)
}

// DeclinePartnership refuses what the other body proposed.
func DeclinePartnership(p Partnership, body ID) (Partnership, error) {
	return answerPartnership(p, body, PartnershipDeclined)
}

func answerPartnership(p Partnership, body ID, to PartnershipState) (Partnership, error) {
	if p.State != PartnershipProposed {
		return p, Clash("partnership.not_proposed", p)
	}
	if p.ProposedBy == body {
		return p, Refused("partnership.own_proposal", nil)
	}
	p.State = to
	return p, nil
}

// EndPartnership ends a confirmed partnership with its last day, or takes a
// proposal back.
func EndPartnership(p Partnership, last Day) (Partnership, error) {
	if p.State != PartnershipConfirmed && p.State != PartnershipProposed {
		return p, Clash("partnership.over", p)
	}
	if last < p.From {
		last = p.From
	}
	p.State, p.To = PartnershipEnded, last
	return p, nil
}

// EdgeRuling records that a dependency does not bind a body: shown by the body,
// agreed once by a reviewer (R6). The texts are sealed.
type EdgeRuling struct {
	ID         ID     `json:"id"`
	DutyID     ID     `json:"duty_id"` // the downstream duty
	Dependency string `json:"dependency"`
	Agreed     bool   `json:"agreed"`
	Refused    bool   `json:"refused"`
	By         ID     `json:"by"`
	AgreedBy   ID     `json:"agreed_by,omitempty"`
	Version    int    `json:"version"`
}
