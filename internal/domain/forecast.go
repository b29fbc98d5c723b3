package domain

import "slices"

// RoundsForForecast is how many rounds of a nation must have fallen due before
// others than its oversight see its forecasts (R26).
const RoundsForForecast = 4

// RoundsDue is how many rounds that ask a nation's bodies have fallen due on a
// day. A pilot that names its bodies counts: what it taught is history.
func RoundsDue(rounds []Round, nation Nation, on Day) int {
	n := 0
	for _, r := range rounds {
		if r.FellDue(on) && slices.Contains(r.Nations, nation) {
			n++
		}
	}
	return n
}

// NotBegun says that the body accepted what it was asked and shows no progress:
// it has reported nothing, or that it has not started (R14).
func (d Duty) NotBegun() bool {
	s := d.State
	switch s.Response {
	case ResponseAccepted, ResponseInPrinciple, ResponseInPart:
		return s.Closure == Open && !s.Retired && (s.Status == NoReturn || s.Status == NotStarted)
	}
	return false
}
