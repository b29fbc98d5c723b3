package domain

import (
	"fmt"
	"time"
	_ "time/tzdata" // the product runs in images without a zone database
)

// London is the zone in which every day of the product begins and ends (R14).
var London = mustLoad("Europe/London")

func mustLoad(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // tzdata is compiled in: this cannot fail in a built binary
	}
	return zone
}

// Day is a calendar day in Europe/London, written 2026-11-23; "" is no day.
// Days compare as strings do.
type Day string

// DayOf is the London day of an instant.
func DayOf(at time.Time) Day { return Day(at.In(London).Format(time.DateOnly)) }

// ParseDay reads 2026-11-23 and refuses days that no calendar has.
func ParseDay(text string) (Day, error) {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "", fmt.Errorf("domain: day %q: %w", text, err)
	}
	return Day(text), nil
}

// IsZero says that no day is given.
func (d Day) IsZero() bool { return d == "" }

// Start is the instant at which the day begins in London.
func (d Day) Start() time.Time {
	at, err := time.ParseInLocation(time.DateOnly, string(d), London)
	if err != nil {
		return time.Time{}
	}
	return at
}

// End is the instant after the day's last: due days run to their end (R14).
func (d Day) End() time.Time { return d.Add(1).Start() }

// Add is the day n days later, or earlier when n is negative.
func (d Day) Add(n int) Day {
	at, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return Day(at.AddDate(0, 0, n).Format(time.DateOnly))
}

// AddMonths is the day n calendar months later, as time.AddDate counts them.
func (d Day) AddMonths(n int) Day {
	at, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return Day(at.AddDate(0, n, 0).Format(time.DateOnly))
}

// DaysUntil counts the days from d to other; negative when other is earlier.
func (d Day) DaysUntil(other Day) int {
	a, errA := time.Parse(time.DateOnly, string(d))
	b, errB := time.Parse(time.DateOnly, string(other))
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// WorkingDaysAfter is the n-th weekday after d. Bank holidays differ between
// the nations and are not subtracted: the count favours the body that waits.
func (d Day) WorkingDaysAfter(n int) Day {
	day := d
	for n > 0 {
		day = day.Add(1)
		if w := day.weekday(); w != time.Saturday && w != time.Sunday {
			n--
		}
	}
	return day
}

func (d Day) weekday() time.Weekday {
	at, _ := time.Parse(time.DateOnly, string(d))
	return at.Weekday()
}
