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

// NewAction is an action as a body first commits to it: its date is the first
// one, kept for ever and not in the past on the day of adding, and it is not
// done yet.
func NewAction(a Action, on Day) (Action, error) {
	a.Present, a.Slips, a.Pending = a.First, 0, nil
	ps := a.Check()
	if a.Status == ActionDone {
		ps.Add("status", "action.done_needs_signing", nil)
	}
	ahead(&ps, "date", a.First, "", on)
	return a, ps.Err()
}

// EditAction takes what may change at any time: the words, the owner, the
// duties it serves, evidence, and any status but *done*. Dates stay, and what
// was signed as done keeps its words as long as it is done (R23).
func EditAction(a, edited Action) (Action, error) {
	was := a
	a.What, a.Owner, a.Duties, a.Evidence, a.Status = edited.What, edited.Owner, edited.Duties, edited.Evidence, edited.Status
	ps := a.Check()
	switch {
	case a.Status == ActionDone && was.Status != ActionDone:
		ps.Add("status", "action.done_needs_signing", nil)
	case a.Status == ActionDone && a.What != was.What:
		ps.Add("what", "action.done_is_signed", nil)
	}
	if err := ps.Err(); err != nil {
		return was, err
	}
	return a, nil
}

// ProposeChange asks on a day for what needs sign-off: done, or a new date with
// its reason.
func ProposeChange(a Action, c ActionChange, on Day) (Action, error) {
	if a.Status == ActionDone || a.Status == ActionDropped {
		return a, Refused("action.over", nil)
	}
	var ps Problems
	if !c.Done && (c.Date.IsZero() || c.Date == a.Present) {
		ps.Add("date", "action.nothing_to_sign", nil)
	}
	if !c.Date.IsZero() && c.Date != a.Present && c.Reason == "" {
		ps.Add("reason", "action.slip_reason_missing", nil)
	}
	ahead(&ps, "date", c.Date, a.Present, on)
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

// SaysSame says whether two states of an action say the same: what a second
// press of the same button would add.
func (a Action) SaysSame(other Action) bool {
	a.ID, a.Version = other.ID, other.Version
	return same(a, other)
}
