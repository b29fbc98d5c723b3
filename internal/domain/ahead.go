package domain

// YearsAhead is how far ahead a date can be set, and YearsBack how long ago
// something can have begun: what lies beyond is a slip of the keyboard.
const (
	YearsAhead = 30
	YearsBack  = 30
)

// ahead finds what is wrong with a date that is set on a day for something to
// be done: it has passed, or nobody plans that far. None, and the one that
// stands already, is sound.
func ahead(ps *Problems, field string, date, stands, on Day) {
	switch {
	case date.IsZero() || date == stands:
	case date < on:
		ps.Add(field, "date.passed", nil)
	default:
		within(ps, field, date, on)
	}
}

// within refuses a date that is further ahead than anybody plans.
func within(ps *Problems, field string, date, on Day) {
	if date > on.AddMonths(12*YearsAhead) {
		ps.Add(field, "date.too_far", Args{"Years": YearsAhead})
	}
}

// CheckSupposed finds what is wrong, on a day, with the date of a field by which
// something is only supposed to be done.
func CheckSupposed(field string, date, on Day) error {
	var ps Problems
	within(&ps, field, date, on)
	return ps.Err()
}

// begins refuses, on a day, a first day that is further away than anybody means.
// It may have passed: that states a fact.
func begins(ps *Problems, field string, date, on Day) {
	switch {
	case date.IsZero():
	case date < on.AddMonths(-12*YearsBack):
		ps.Add(field, "date.too_long_ago", Args{"Years": YearsBack})
	default:
		within(ps, field, date, on)
	}
}

// CheckTarget finds what is wrong, on the day a draft is sent, with the target
// date in it. One that stands already may have passed: that is *overdue*.
func CheckTarget(d Duty, c Content, on Day) Problems {
	var ps Problems
	ahead(&ps, "target", c.Target, d.State.Target, on)
	return ps
}
