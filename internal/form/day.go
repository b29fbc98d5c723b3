package form

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"heed/internal/domain"
)

// Day is a calendar day in Europe/London, typed as three parts under the names
// <name>-day, <name>-month and <name>-year.
type Day struct {
	Field
	RawDay, RawMonth, RawYear string
	Value                     domain.Day // "" unless it is sound
	WrongDay                  bool       // which parts the problem is about
	WrongMonth                bool
	WrongYear                 bool
}

// Anchor is the first part at fault.
func (d *Day) Anchor() string {
	switch {
	case d.WrongMonth && !d.WrongDay:
		return d.Name + "-month"
	case d.WrongYear && !d.WrongDay:
		return d.Name + "-year"
	}
	return d.Name + "-day"
}

// Day asks for a day. A month may be typed as a number or by name.
func (f *Form) Day(name string, ask Ask) *Day {
	d := &Day{Field: Field{Ask: ask, Name: name}}
	f.add(d)
	d.RawDay, d.RawMonth, d.RawYear = f.part(name, "-day"), f.part(name, "-month"), f.part(name, "-year")
	if d.RawDay == "" && d.RawMonth == "" && d.RawYear == "" {
		f.need(&d.Field, "day_missing")
		return d
	}
	if d.RawDay == "" || d.RawMonth == "" || d.RawYear == "" {
		d.wrong(d.RawDay == "", d.RawMonth == "", d.RawYear == "")
		f.fail(&d.Field, "day_incomplete", nil)
		return d
	}
	f.assemble(d)
	return d
}

func (f *Form) assemble(d *Day) {
	day, dayErr := strconv.Atoi(d.RawDay)
	month, monthOk := monthOf(d.RawMonth)
	year, yearErr := strconv.Atoi(d.RawYear)
	switch {
	case figures(d.RawYear) && len(d.RawYear) != 4:
		d.wrong(false, false, true)
		f.fail(&d.Field, "day_year", nil)
		return
	case dayErr != nil || !monthOk || yearErr != nil:
		d.wrong(dayErr != nil, !monthOk, yearErr != nil)
		f.fail(&d.Field, "day_unreadable", nil)
		return
	case year < 1900:
		d.wrong(false, false, true)
		f.fail(&d.Field, "day_too_early", nil)
		return
	}
	value, err := domain.ParseDay(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	if err != nil || day < 1 {
		d.wrong(true, month > 12 || month < 1, false)
		f.fail(&d.Field, "day_impossible", nil)
		return
	}
	d.Value = value
}

// figures says that a text is nothing but figures.
func figures(text string) bool { return strings.Trim(text, "0123456789") == "" }

func (d *Day) wrong(day, month, year bool) { d.WrongDay, d.WrongMonth, d.WrongYear = day, month, year }

func (f *Form) part(name, suffix string) string {
	text, _ := clean(f.values.Get(name + suffix))
	return strings.TrimSpace(text)
}

// monthOf reads 11, nov or November.
func monthOf(text string) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, true
	}
	text = strings.ToLower(text)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if text == name || text == name[:3] {
			return int(m), true
		}
	}
	return 0, false
}

// SetDay puts a stored day into values, for Show.
func SetDay(values url.Values, name string, day domain.Day) {
	year, rest, ok := strings.Cut(string(day), "-")
	month, date, ok2 := strings.Cut(rest, "-")
	if !ok || !ok2 {
		return
	}
	values.Set(name+"-day", strings.TrimPrefix(date, "0"))
	values.Set(name+"-month", strings.TrimPrefix(month, "0"))
	values.Set(name+"-year", year)
}
