package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR14_ADayBeginsAndEndsInLondon(t *testing.T) {
	at := func(text string) time.Time {
		instant, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		return instant
	}
	cases := []struct {
		instant string
		day     domain.Day
	}{
		{"2026-11-23T23:59:59Z", "2026-11-23"},
		{"2026-11-24T00:00:00Z", "2026-11-24"},
		{"2026-07-01T22:59:59Z", "2026-07-01"}, // summer time: London is an hour ahead
		{"2026-07-01T23:00:00Z", "2026-07-02"},
	}
	for _, c := range cases {
		require.Equal(t, c.day, domain.DayOf(at(c.instant)), c.instant)
	}
	require.Equal(t, at("2026-07-01T23:00:00Z"), domain.Day("2026-07-01").End().UTC(), "due runs to the day's end")
	require.Equal(t, 25*time.Hour, domain.Day("2026-10-25").End().Sub(domain.Day("2026-10-25").Start()), "clocks go back")
}

func TestDaysThatNoCalendarHasAreRefused(t *testing.T) {
	day, err := domain.ParseDay("2026-02-28")
	require.NoError(t, err)
	require.Equal(t, domain.Day("2026-02-28"), day)
	for _, text := range []string{"", "2026-02-29", "2026-13-01", "23/11/2026", "2026-1-2", "tomorrow"} {
		_, err := domain.ParseDay(text)
		require.Error(t, err, text)
	}
}

func TestDayArithmetic(t *testing.T) {
	require.Equal(t, domain.Day("2027-01-01"), domain.Day("2026-12-31").Add(1))
	require.Equal(t, domain.Day("2026-02-28"), domain.Day("2026-03-01").Add(-1))
	require.Equal(t, domain.Day("2027-11-23"), today.AddMonths(12))
	require.Equal(t, 366, domain.Day("2028-01-01").DaysUntil("2029-01-01"))
	require.Equal(t, -1, today.DaysUntil(today.Add(-1)))
	require.Equal(t, domain.Day(""), domain.Day("").Add(1))
	require.Equal(t, domain.Day(""), domain.Day("never").AddMonths(1))
	require.Zero(t, today.DaysUntil(""))
	require.True(t, domain.Day("").Start().IsZero())
	require.True(t, domain.Day("").IsZero())
}

func TestR16_WorkingDaysLeaveOutWeekends(t *testing.T) {
	cases := []struct {
		from domain.Day
		n    int
		to   domain.Day
	}{
		{"2026-11-23", 0, "2026-11-23"},
		{"2026-11-23", 1, "2026-11-24"}, // Monday
		{"2026-11-27", 1, "2026-11-30"}, // Friday
		{"2026-11-28", 1, "2026-11-30"}, // Saturday
		{"2026-11-23", 20, "2026-12-21"},
	}
	for _, c := range cases {
		require.Equal(t, c.to, c.from.WorkingDaysAfter(c.n), "%s and %d", c.from, c.n)
	}
}
