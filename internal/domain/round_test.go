package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func autumn() domain.Round {
	return domain.Round{ID: "autumn", Report: "ctr", Name: "Autumn 2026", Nations: []domain.Nation{domain.England, domain.UK},
		Opens: "2026-10-05", AsAt: "2026-09-30", Due: "2026-11-30", Closes: "2026-12-18", ReviewBy: "2027-01-29", Publishes: "2027-02-26",
		OpenedAt: noon("2026-10-05")}
}

func TestR14_ARoundsDaysComeInOrder(t *testing.T) {
	require.Empty(t, autumn().Check(today))
	cases := []struct {
		name   string
		change func(*domain.Round)
		says   []string
	}{
		{"no name", func(r *domain.Round) { r.Name = "" }, []string{"name: round.name_missing"}},
		{"no nations", func(r *domain.Round) { r.Nations = nil }, []string{"nations: round.nations_missing"}},
		{"no due day", func(r *domain.Round) { r.Due = "" }, []string{"due: round.day_missing"}},
		{"no as-at day", func(r *domain.Round) { r.AsAt = "" }, []string{"as_at: round.day_missing"}},
		{"due before it opens", func(r *domain.Round) { r.Due = "2026-10-04" }, []string{"due: round.day_order"}},
		{"closes before it is due", func(r *domain.Round) { r.Closes = "2026-11-29" }, []string{"closes: round.day_order"}},
		{"reviewed before it closes", func(r *domain.Round) { r.ReviewBy = "2026-12-17" }, []string{"review_by: round.day_order"}},
		{"published before the reviews", func(r *domain.Round) { r.Publishes = "2027-01-28" }, []string{"publishes: round.day_order"}},
		{"speaks of a day after it is due", func(r *domain.Round) { r.AsAt = "2026-12-01" }, []string{"as_at: round.as_at_after_due"}},
		{"begun long ago", func(r *domain.Round) { r.Opens = "1926-10-05" }, []string{"opens: date.too_long_ago"}},
		{"speaks of long ago", func(r *domain.Round) { r.AsAt = "1926-09-30" }, []string{"as_at: date.too_long_ago"}},
		{"due before today", func(r *domain.Round) { r.Due = today.Add(-1) }, []string{"due: date.passed"}},
		{"wholly past", func(r *domain.Round) {
			r.Opens, r.AsAt, r.Due, r.Closes, r.ReviewBy, r.Publishes = "2025-10-06", "2025-09-30", "2025-11-28", "2025-12-19", "2026-01-30", "2026-02-27"
		}, []string{"due: date.passed", "closes: date.passed", "review_by: date.passed", "publishes: date.passed"}},
		{"far ahead", func(r *domain.Round) {
			r.Opens, r.Due, r.Closes, r.ReviewBy, r.Publishes = "2066-10-05", "2066-11-30", "2066-12-18", "2067-01-29", "2067-02-26"
		}, []string{"opens: date.too_far", "due: date.too_far", "closes: date.too_far", "review_by: date.too_far", "publishes: date.too_far"}},
		{"all on one day", func(r *domain.Round) {
			r.Opens, r.AsAt, r.Due, r.Closes, r.ReviewBy, r.Publishes = today, today, today, today, today, today
		}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := autumn()
			c.change(&r)
			require.Equal(t, c.says, fields(r.Check(today).Err()))
		})
	}
}

func TestR14_ARoundTakesReturnsUntilItIsClosed(t *testing.T) {
	r := autumn()
	require.True(t, r.IsOpen())
	require.False(t, r.FellDue("2026-11-30"), "due runs to the day's end")
	require.True(t, r.FellDue("2026-12-01"))
	require.True(t, r.IsOpen(), "late returns are taken until it is closed")
	r.ClosedAt = noon("2026-12-18")
	require.False(t, r.IsOpen())
	require.Equal(t, r.Due, r.Ended())
	r.ClosedAt = noon("2026-11-20")
	require.True(t, r.FellDue("2026-11-20"), "what is closed early is not waited for until its due day")
	require.Equal(t, domain.Day("2026-11-20"), r.Ended())
	r = autumn()
	r.OpenedAt = time.Time{}
	require.False(t, r.IsOpen())
	require.False(t, r.FellDue("2026-12-01"), "what never opened never falls due")
}

func TestR8_APilotRoundNamesItsBodies(t *testing.T) {
	trust := domain.Body{Code: "RJ1", Nation: domain.England}
	board := domain.Body{Code: "S08000024", Nation: domain.Scotland}
	require.True(t, autumn().Asks(trust))
	require.True(t, autumn().Asks(domain.Body{Code: "CRUK", Nation: domain.UK}))
	require.False(t, autumn().Asks(board), "R4: another nation's")
	pilot := autumn()
	pilot.Bodies = []string{"RYY", "S08000024"}
	require.False(t, pilot.Asks(trust))
	require.False(t, pilot.Asks(board), "a name does not bring in another nation")
	require.True(t, pilot.Asks(domain.Body{Code: "RYY", Nation: domain.England}))
}

func TestRoundsOverlapWhereTheyAskTheSame(t *testing.T) {
	pilot := func(codes ...string) domain.Round {
		r := autumn()
		r.Bodies = codes
		return r
	}
	scotland := autumn()
	scotland.Nations = []domain.Nation{domain.Scotland}
	require.True(t, domain.Overlap(autumn(), autumn()))
	require.False(t, domain.Overlap(autumn(), scotland))
	require.True(t, domain.Overlap(autumn(), pilot("RJ1")))
	require.True(t, domain.Overlap(pilot("RJ1", "RYY"), pilot("RYY")))
	require.False(t, domain.Overlap(pilot("RJ1"), pilot("RYY")))
}

func TestR12_WhoIsAskedInARound(t *testing.T) {
	changed := func(d domain.Duty, change func(*domain.DutyState)) domain.Duty {
		d.State = d.State.Clone()
		change(&d.State)
		return d
	}
	confirmedOn := func(day domain.Day) domain.Duty {
		d := signed(duty14(), 1, implemented(), day)
		d.State = domain.Decide(d.State, fullMarks(1), "")
		return d
	}
	recent := confirmedOn("2026-03-01")
	cases := []struct {
		name    string
		duty    domain.Duty
		expects bool
	}{
		{"nobody touched it", duty14(), true},
		{"in progress", signed(duty14(), 1, inProgress("2027-03-31"), "2026-07-01"), true},
		{"claimed, not confirmed", signed(duty14(), 1, implemented(), "2026-07-01"), true},
		{"confirmed this year", recent, false},
		{"confirmed a year before the due day", confirmedOn("2025-11-30"), true},
		{"confirmed a day less than a year before", confirmedOn("2025-12-01"), false},
		{"its evidence goes out of date by the due day", changed(recent, func(s *domain.DutyState) { s.ConfirmedExpires = "2026-11-30" }), true},
		{"its evidence lasts longer", changed(recent, func(s *domain.DutyState) { s.ConfirmedExpires = "2026-12-01" }), false},
		{"was confirmed", signed(recent, 2, inProgress("2027-03-31"), "2026-07-01"), true},
		{"closed", changed(duty14(), func(s *domain.DutyState) { s.Closure = domain.ClosedAlternative }), false},
		{"retired", changed(duty14(), func(s *domain.DutyState) { s.Retired = true }), false},
		{"rejected", changed(duty14(), func(s *domain.DutyState) { s.Response = domain.ResponseRejected }), false},
		{"rejected, yet claimed", changed(signed(duty14(), 1, implemented(), "2026-07-01"), func(s *domain.DutyState) { s.Response = domain.ResponseRejected }), true},
		{"not applicable, as the body says", changed(duty14(), func(s *domain.DutyState) { s.Response = domain.ResponseNotApplicable }), true},
		{"not applicable, agreed", changed(duty14(), func(s *domain.DutyState) { s.Response, s.NAAgreed = domain.ResponseNotApplicable, true }), false},
	}
	for _, c := range cases {
		require.Equal(t, c.expects, autumn().Expects(domain.DutyFacts{Duty: c.duty}, false, "2026-10-05"), c.name)
	}
}

func TestR12_WhatChangesUpstreamAsksAConfirmedDutyEarlier(t *testing.T) {
	recent := domain.DutyFacts{Duty: signed(confirmed(), 2, implemented(), "2026-03-01")}
	require.False(t, autumn().Expects(recent, false, "2026-10-05"))
	require.True(t, autumn().Expects(recent, true, "2026-10-05"), "what it needs gave way")
	recent.SayNot = []domain.ID{"another"}
	require.True(t, autumn().Expects(recent, false, "2026-10-05"), "R17: another body contradicts the joint answer")
	closed := domain.DutyFacts{Duty: duty14()}
	closed.Duty.State.Closure = domain.ClosedImplemented
	require.False(t, autumn().Expects(closed, true, "2026-10-05"), "what is closed is left alone")
}

func TestR12_WhatGivesWay(t *testing.T) {
	const since = domain.Day("2026-06-01")
	of := func(change func(*domain.DutyState)) domain.DutyFacts {
		f := domain.DutyFacts{Duty: signed(duty14(), 1, implemented(), "2026-01-01")}
		change(&f.Duty.State)
		return f
	}
	back := func(on domain.Day) domain.DutyFacts {
		return domain.DutyFacts{Duty: signed(signed(duty14(), 1, implemented(), "2026-01-01"), 2, inProgress("2027-03-31"), on)}
	}
	rejected := func(on domain.Day) domain.DutyFacts {
		return of(func(s *domain.DutyState) {
			s.Status, s.Response, s.ResponseAt = domain.Planned, domain.ResponseRejected, on
		})
	}
	closed := func(how domain.Closure, on domain.Day) domain.DutyFacts {
		return of(func(s *domain.DutyState) { s.Closure, s.ClosedAt = how, on })
	}
	contradicted := of(func(*domain.DutyState) {})
	contradicted.SayNot = []domain.ID{"another"}
	for name, c := range map[string]struct {
		facts domain.DutyFacts
		gives bool
	}{
		"claimed":                     {of(func(*domain.DutyState) {}), false},
		"taken back that day":         {back(since), true},
		"taken back before":           {back("2026-05-31"), false},
		"never there":                 {domain.DutyFacts{Duty: signed(duty14(), 1, inProgress("2027-03-31"), "2026-07-01")}, false},
		"rejected since":              {rejected("2026-07-01"), true},
		"rejected before":             {rejected("2026-05-01"), false},
		"closed undone since":         {closed(domain.ClosedNotImplemented, "2026-07-01"), true},
		"closed undone before":        {closed(domain.ClosedNotImplemented, "2026-05-01"), false},
		"closed by an alternative":    {closed(domain.ClosedAlternative, "2026-07-01"), false},
		"a joint answer contradicted": {contradicted, true},
	} {
		require.Equal(t, c.gives, c.facts.GaveWay(since), name)
	}
	again := signed(back("2026-07-01").Duty, 3, implemented(), "2026-08-01")
	require.False(t, (&domain.DutyFacts{Duty: again}).GaveWay(since), "claimed again")
}

func TestR4_ANationMonitorsWhatItTookUp(t *testing.T) {
	all := domain.TakeUp{From: "2026-01-01"}
	require.True(t, all.Monitors(14, "2026-01-01"))
	require.False(t, all.Monitors(14, "2025-12-31"))
	some := domain.TakeUp{From: "2026-01-01", Recs: []int{1, 2}}
	require.True(t, some.Monitors(2, today))
	require.False(t, some.Monitors(14, today))
	require.False(t, domain.TakeUp{}.Monitors(1, today), "without a take-up nothing is monitored")
}

func TestR4_UKWideBodiesComeUnderEnglandsOversight(t *testing.T) {
	require.Equal(t, domain.England, domain.OverseenBy(domain.UK))
	for _, nation := range []domain.Nation{domain.England, domain.Scotland, domain.Wales, domain.NorthernIreland} {
		require.Equal(t, nation, domain.OverseenBy(nation))
	}
}

func TestR14_AnExtensionIsAfterTheDueDayAndWithinTheRound(t *testing.T) {
	on := domain.Day("2026-11-23")
	got, err := domain.Extend(domain.Return{State: domain.ReturnDraft}, autumn(), "2026-12-11", on)
	require.NoError(t, err)
	require.Equal(t, domain.Day("2026-12-11"), got.Extended)
	for day, key := range map[domain.Day]string{
		"":           "due: extend.day_missing",
		"2026-11-30": "due: extend.not_later",
		"2026-12-19": "due: extend.after_close",
	} {
		_, err = domain.Extend(domain.Return{}, autumn(), day, on)
		require.Equal(t, []string{key}, fields(err), day)
	}
	_, err = domain.Extend(domain.Return{}, autumn(), "2026-12-01", "2026-12-02")
	require.Equal(t, []string{"due: extend.not_later"}, fields(err), "never a day that has passed")
	_, err = domain.Extend(domain.Return{State: domain.ReturnSigned}, autumn(), "2026-12-11", on)
	refusedAs(t, err, domain.Conflict, "return.changed")
	closed := autumn()
	closed.ClosedAt = noon("2026-12-18")
	_, err = domain.Extend(domain.Return{}, closed, "2026-12-11", on)
	refusedAs(t, err, domain.Forbidden, "return.round_closed")
}

func TestR4_WhatATakeUpNeeds(t *testing.T) {
	pack := &domain.Pack{Recommendations: []domain.Recommendation{{No: 1}, {No: 2}, {No: 3, Retired: true}}}
	sound := func() domain.TakeUp {
		return domain.TakeUp{From: "2026-01-01", Words: "We monitor the report.", Recs: []int{1}, ExpectedBy: map[int]domain.Day{1: "2027-12-31"}}
	}
	cases := []struct {
		name   string
		change func(*domain.TakeUp)
		says   []string
		before domain.TakeUp
	}{
		{name: "sound", change: func(*domain.TakeUp) {}},
		{name: "from long ago", change: func(u *domain.TakeUp) { u.From = "1926-01-01" }, says: []string{"from: date.too_long_ago"}},
		{name: "from far ahead", change: func(u *domain.TakeUp) { u.From, u.ExpectedBy = "2226-01-01", nil }, says: []string{"from: date.too_far"}},
		{name: "a date that has passed", change: func(u *domain.TakeUp) { u.ExpectedBy[1] = "2026-11-22" }, says: []string{"expected_by-1: date.passed"}},
		{name: "a date far ahead", change: func(u *domain.TakeUp) { u.ExpectedBy[1] = "2202-12-31" }, says: []string{"expected_by-1: date.too_far"}},
		{
			name: "dates that stand and have passed", change: func(u *domain.TakeUp) { u.From, u.ExpectedBy[1] = "1990-01-01", "2026-06-30" },
			before: domain.TakeUp{From: "1990-01-01", ExpectedBy: map[int]domain.Day{1: "2026-06-30"}},
		},
		{name: "no day", change: func(u *domain.TakeUp) { u.From = "" }, says: []string{"from: take_up.from_missing"}},
		{name: "no words", change: func(u *domain.TakeUp) { u.Words = "" }, says: []string{"words: take_up.words_missing"}},
		{name: "a recommendation that isn't there", change: func(u *domain.TakeUp) { u.Recs = []int{1, 99} }, says: []string{"recs: take_up.rec_unknown"}},
		{name: "a retired one", change: func(u *domain.TakeUp) { u.Recs = []int{1, 3} }, says: []string{"recs: take_up.rec_unknown"}},
		{name: "a date for one not taken up", change: func(u *domain.TakeUp) { u.ExpectedBy[2] = "2027-12-31" }, says: []string{"expected_by-2: take_up.rec_unknown"}},
		{name: "a date before it begins", change: func(u *domain.TakeUp) { u.ExpectedBy[1] = "2025-12-31" }, says: []string{"expected_by-1: take_up.expected_before_from"}},
	}
	for _, c := range cases {
		u := sound()
		c.change(&u)
		require.Equal(t, c.says, fields(u.Check(pack, c.before, today).Err()), c.name)
	}
}
