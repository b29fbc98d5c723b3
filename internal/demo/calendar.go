package demo

import (
	"fmt"
	"time"

	"heed/internal/domain"
)

// Quarter is one reporting period: each oversight's round, and until when the
// story of it is told.
type Quarter struct {
	No     int // from 0, the earliest
	Rounds []domain.Round
	Until  time.Time
	Open   bool // the last: its rounds take returns today
}

// Begins is the instant at which the first of its rounds opens.
func (q Quarter) Begins() time.Time { return q.Rounds[0].Opens.Start().Add(9 * time.Hour) }

// openSince is how long the open rounds have been open: long enough that much
// has come in, and short of their due day.
const openSince = 22

// Calendar is every quarter, the past ones first and the open one last.
func (a *Author) Calendar() []Quarter {
	today := domain.DayOf(a.Now)
	quarters := make([]Quarter, a.Rounds+1)
	for i := range quarters {
		back := -3 * (a.Rounds - i)
		opens := monday(today.Add(-openSince).AddMonths(back))
		// Named from the middle of a month: months end on different days.
		middle := domain.Day(today.Add(-openSince)[:8] + "15").AddMonths(back)
		quarters[i] = a.quarter(i, season(middle), opens)
	}
	for i := range quarters[:a.Rounds] {
		quarters[i].Until = quarters[i+1].Begins().AddDate(0, 0, -1)
	}
	last := &quarters[a.Rounds]
	last.Open, last.Until = true, a.Now.Add(-time.Hour)
	return quarters
}

func monday(day domain.Day) domain.Day {
	for day.Start().Weekday() != time.Monday {
		day = day.Add(-1)
	}
	return day
}

// quarter holds a round of each oversight, a day apart: rounds are each
// nation's own (R4).
func (a *Author) quarter(no int, name string, opens domain.Day) Quarter {
	q := Quarter{No: no}
	each := [][]domain.Nation{{domain.England, domain.UK}, {domain.Scotland}, {domain.Wales}, {domain.NorthernIreland}}
	for i, nations := range each {
		q.Rounds = append(q.Rounds, a.round(name, nations, opens.Add(i)))
	}
	return q
}

func (a *Author) round(name string, nations []domain.Nation, opens domain.Day) domain.Round {
	due := opens.Add(35)
	return domain.Round{
		Report: a.Pack.Report.Key, Name: name, Nations: nations, Opens: opens, AsAt: due.Add(-7), Due: due,
		Closes: due.Add(14), ReviewBy: due.Add(28), Publishes: due.Add(42), Generated: true,
	}
}

// season names a round; a year's winter is the one that begins with it.
func season(day domain.Day) string {
	at := day.Start()
	names := []string{"Winter", "Spring", "Summer", "Autumn"}
	return fmt.Sprintf("%s %d", names[int(at.Month())%12/3], at.AddDate(0, 1, 0).Year())
}
