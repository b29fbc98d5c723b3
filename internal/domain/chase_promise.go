package domain

// PromiseOutcome is what became of a promise.
type PromiseOutcome string

// The outcomes. They say what was done by when, and never change once the day is over.
const (
	PromiseOpen     PromiseOutcome = "open"
	PromiseKept     PromiseOutcome = "kept"
	PromiseLate     PromiseOutcome = "late"     // done after the day promised
	PromiseLapsed   PromiseOutcome = "lapsed"   // the day has passed and it is not done
	PromiseReplaced PromiseOutcome = "replaced" // another was given before its day was over
)

// Outcome is what became of the note's promise, and the day on which all of it was
// done; "" where nothing was promised. States are every state that the duties it
// is about were left in since, by duty and in order; duties their requirements.
// A duty that was silent is done with a signed return, one that is overdue or that
// others wait for with a claim.
func (n ChaseNote) Outcome(duties map[ID]Duty, states map[ID][]DutyState, on Day) (PromiseOutcome, Day) {
	if n.Promised.IsZero() {
		return "", ""
	}
	var last Day
	for _, m := range n.Seen {
		if !isAbout(n.About, m.Duty) {
			continue
		}
		day := n.doneOn(m, duties[m.Duty], states[m.Duty])
		if day.IsZero() {
			if n.Promised < on {
				return PromiseLapsed, ""
			}
			return PromiseOpen, ""
		}
		last = max(last, day)
	}
	if last > n.Promised {
		return PromiseLate, last
	}
	return PromiseKept, last
}

// doneOn is the first day on which everything was done for which a duty was on
// the list; "" where it is not.
func (n ChaseNote) doneOn(m ChaseMatter, d Duty, states []DutyState) Day {
	for _, s := range states {
		d.State = s
		signed := s.Signed > 0 && !s.SignedAt.Before(n.At)
		closed := s.Closure != Open
		switch {
		case m.Silent && !signed && !closed:
		case (m.Overdue || m.Holds) && !d.Claimed() && !closed:
		case closed:
			return s.ClosedAt
		default:
			return DayOf(s.SignedAt)
		}
	}
	return ""
}

// Replaces says that a later note gave another promise before the earlier one's
// day was over.
func (n ChaseNote) Replaces(earlier ChaseNote) bool {
	return !n.Promised.IsZero() && !earlier.Promised.IsZero() && n.Seq > earlier.Seq && DayOf(n.At) <= earlier.Promised
}
