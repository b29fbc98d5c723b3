package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func action() domain.Action {
	return domain.Action{ID: "a", BodyID: "NIHR", Duties: []domain.ID{"d"}, What: "Open the call", Owner: "Head of programmes",
		First: "2026-12-31", Present: "2026-12-31", Status: domain.ActionUnderWay}
}

func TestR23_WhatAnActionNeeds(t *testing.T) {
	require.Empty(t, action().Check())
	cases := []struct {
		change func(*domain.Action)
		says   string
	}{
		{func(a *domain.Action) { a.What = "" }, "what: action.what_missing"},
		{func(a *domain.Action) { a.Owner = "" }, "owner: action.owner_missing"},
		{func(a *domain.Action) { a.First = "" }, "date: action.date_missing"},
		{func(a *domain.Action) { a.Status = "soon" }, "status: action.status_missing"},
		{func(a *domain.Action) { a.Duties = nil }, "duties: action.duties_missing"},
	}
	for _, c := range cases {
		a := action()
		c.change(&a)
		require.Equal(t, []string{c.says}, fields(a.Check().Err()))
	}
}

func TestR23_OnlyDoneAndAMovedDateNeedSignOff(t *testing.T) {
	cases := []struct {
		name   string
		change domain.ActionChange
		says   []string
	}{
		{"done", domain.ActionChange{Done: true}, nil},
		{"a later date with its reason", domain.ActionChange{Date: "2027-03-31", Reason: "Procurement"}, nil},
		{"a later date without", domain.ActionChange{Date: "2027-03-31"}, []string{"reason: action.slip_reason_missing"}},
		{"the same date", domain.ActionChange{Date: "2026-12-31"}, []string{"date: action.nothing_to_sign"}},
		{"a date in the past", domain.ActionChange{Date: "2026-11-22", Reason: "Procurement"}, []string{"date: date.passed"}},
		{"a date beyond anybody’s plans", domain.ActionChange{Date: "2062-03-31", Reason: "Procurement"}, []string{"date: date.too_far"}},
		{"nothing", domain.ActionChange{}, []string{"date: action.nothing_to_sign"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			after, err := domain.ProposeChange(action(), c.change, today)
			require.Equal(t, c.says, fields(err))
			require.Equal(t, c.says == nil, after.Pending != nil)
			require.Equal(t, domain.ActionUnderWay, after.Status, "nothing moves before it is signed")
			require.Equal(t, domain.Day("2026-12-31"), after.Present)
		})
	}
}

func TestR23_ASignedChangeIsRealAndASlipIsCounted(t *testing.T) {
	a, err := domain.ProposeChange(action(), domain.ActionChange{Done: true, Date: "2027-03-31", Reason: "Procurement", By: "ann"}, today)
	require.NoError(t, err)

	_, err = domain.SignChange(a, "ann", true)
	refusedAs(t, err, domain.Forbidden, "sign.drafter")

	done, err := domain.SignChange(a, "chief", true)
	require.NoError(t, err)
	require.Equal(t, domain.ActionDone, done.Status)
	require.Equal(t, domain.Day("2026-12-31"), done.First, "kept for ever")
	require.Equal(t, domain.Day("2027-03-31"), done.Present)
	require.Equal(t, 1, done.Slips)
	require.Nil(t, done.Pending)

	back, err := domain.SignChange(a, "chief", false)
	require.NoError(t, err)
	require.Equal(t, action(), back, "given back, nothing moved")

	_, err = domain.SignChange(done, "chief", true)
	refusedAs(t, err, domain.Conflict, "action.nothing_pending")
}

func TestR23_ADutysForecastIsItsLastOpenDate(t *testing.T) {
	d := duty14()
	d.State.Target = "2026-11-30"
	at := func(day domain.Day, status domain.ActionStatus) domain.Action {
		return domain.Action{Present: day, Status: status}
	}
	require.Equal(t, domain.Day("2026-11-30"), domain.ForecastDate(d, nil))
	require.Equal(t, domain.Day("2027-02-01"), domain.ForecastDate(d, []domain.Action{
		at("2027-01-01", domain.ActionPlanned), at("2027-02-01", domain.ActionUnderWay),
		at("2027-08-01", domain.ActionDone), at("2027-09-01", domain.ActionDropped),
	}))
	require.Equal(t, domain.Day("2026-11-30"), domain.ForecastDate(d, []domain.Action{at("2026-06-01", domain.ActionPlanned)}))
	require.Equal(t, domain.Day(""), domain.ForecastDate(duty14(), nil))
}

func TestR23_ANewActionKeepsItsFirstDateAndIsNotDone(t *testing.T) {
	a := action()
	a.Present, a.Slips, a.Pending = "2030-01-01", 4, &domain.ActionChange{Done: true}
	saved, err := domain.NewAction(a, today)
	require.NoError(t, err)
	require.Equal(t, action(), saved)
	a.Status = domain.ActionDone
	_, err = domain.NewAction(a, today)
	require.Equal(t, []string{"status: action.done_needs_signing"}, fields(err))
	late := action()
	late.First = "1990-01-01"
	_, err = domain.NewAction(late, today)
	require.Equal(t, []string{"date: date.passed"}, fields(err))
}

func TestR23_AnActionIsEditedAtAnyTimeButItsDatesStay(t *testing.T) {
	edited := action()
	edited.What, edited.Owner, edited.Status, edited.Duties = "Open two calls", "Director", domain.ActionDropped, []domain.ID{"d", "e"}
	edited.First, edited.Present, edited.Slips = "2030-01-01", "2030-01-01", 9
	got, err := domain.EditAction(action(), edited)
	require.NoError(t, err)
	require.Equal(t, "Open two calls", got.What)
	require.Equal(t, domain.ActionDropped, got.Status)
	require.Equal(t, []domain.ID{"d", "e"}, got.Duties)
	require.Equal(t, domain.Day("2026-12-31"), got.First)
	require.Equal(t, domain.Day("2026-12-31"), got.Present)
	require.Zero(t, got.Slips)

	edited.Status = domain.ActionDone
	got, err = domain.EditAction(action(), edited)
	require.Equal(t, []string{"status: action.done_needs_signing"}, fields(err))
	require.Equal(t, action(), got, "a refusal changes nothing")

	done := action()
	done.Status = domain.ActionDone
	other := done
	other.What = "Something else"
	_, err = domain.EditAction(done, other)
	require.Equal(t, []string{"what: action.done_is_signed"}, fields(err))
	other = done
	other.Owner = "The new head"
	_, err = domain.EditAction(done, other)
	require.NoError(t, err)
	other.Owner = ""
	_, err = domain.EditAction(done, other)
	require.Equal(t, []string{"owner: action.owner_missing"}, fields(err))
}

func TestASecondPressSaysTheSameAction(t *testing.T) {
	again := action()
	again.ID, again.Version = "other", 3
	require.True(t, action().SaysSame(again))
	again.What = "Close the call"
	require.False(t, action().SaysSame(again))
}

func TestR23_AnActionThatIsOverTakesNoChange(t *testing.T) {
	for _, over := range []domain.ActionStatus{domain.ActionDone, domain.ActionDropped} {
		_, err := domain.ProposeChange(domain.Action{Status: over, Present: "2026-01-01"}, domain.ActionChange{Done: true}, today)
		require.Equal(t, domain.Forbidden, domain.KindOf(err), over)
	}
}
