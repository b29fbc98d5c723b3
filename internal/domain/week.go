package domain

// Nudge is why a duty is worth its body's while this week, most pressing first.
type Nudge string

// The nudges, in their order.
const (
	NudgeOverdue  Nudge = "overdue"   // its target date has passed and nothing is claimed (R14)
	NudgeExpired  Nudge = "expired"   // what was confirmed stands no longer: its evidence ran out (R1)
	NudgeSoon     Nudge = "soon"      // its target date is near
	NudgeExpiring Nudge = "expiring"  // its evidence runs out soon
	NudgeHolds    Nudge = "holds"     // others wait for it, and it is not claimed (R6)
	NudgeNotBegun Nudge = "not_begun" // accepted a quarter ago, and no progress is reported
)

// NudgeDays is how many days ahead a week's work looks: the time that a board
// or a renewed piece of evidence takes.
const NudgeDays = 42

// quarter is how many days a body has to show progress on what it accepted: a
// round's time.
const quarter = 91

// NudgeOf is the first reason for which a duty needs its body on a day; "" where
// there is none. Waiting for others is none: nothing is to be done about it.
func NudgeOf(f *DutyFacts, st *Standing, on Day) Nudge {
	s := &f.Duty.State
	soon := func(d Day) bool { return !d.IsZero() && d <= on.Add(NudgeDays) }
	switch {
	case s.Closure != Open || s.Retired:
		return ""
	case st.Overdue:
		return NudgeOverdue
	case f.WasConfirmed(on) && !s.ConfirmedExpires.IsZero() && s.ConfirmedExpires <= on:
		return NudgeExpired
	case !f.Claimed() && soon(s.Target):
		return NudgeSoon
	case f.Confirmed(on) && soon(s.ConfirmedExpires):
		return NudgeExpiring
	case !f.Claimed() && len(st.Holds) > 0:
		return NudgeHolds
	case f.Duty.NotBegun() && s.ResponseAt.Add(quarter) <= on:
		return NudgeNotBegun
	}
	return ""
}

// Nudges is every nudge in its order.
func Nudges() []Nudge {
	return []Nudge{NudgeOverdue, NudgeExpired, NudgeSoon, NudgeExpiring, NudgeHolds, NudgeNotBegun}
}
