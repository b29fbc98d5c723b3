package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/store"
	"heed/internal/view"
)

// quarters opens a round of England, Scotland and the UK-wide bodies in each of
// some quarters, in which the given duties are claimed one after the other.
func (w *world) quarters(n int, claims ...domain.ID) {
	first := today.AddMonths(-3 * n)
	for q := range n {
		opens := first.AddMonths(3 * q)
		w.setDay(opens)
		w.round(string(opens), opens, opens.Add(35), domain.England, domain.Scotland, domain.UK)
		if q < len(claims) {
			w.setDay(opens.Add(20))
			w.changeDuty(claims[q], domain.ReturnSignedE, w.claim)
		}
	}
	w.setDay(today)
}

// forecast waits for the forecast of the report as it stands.
func (w *world) forecast() *view.Forecast {
	w.t.Helper()
	for {
		f, err := w.views.Forecast(w.picture(), false)
		require.NoError(w.t, err)
		if f != nil && f.Serves(w.picture()) {
			return f
		}
		require.NoError(w.t, w.views.Settle(w.t.Context()))
	}
}

// The askers, with what oversight may see early.
func england() view.Ahead { return view.Ahead{Cut: dhsc(), Early: at("uk/england", "uk/wide")} }
func scotland() view.Ahead {
	return view.Ahead{Cut: view.Cut{View: at("uk/scotland"), Figures: at("uk")}, Early: at("uk/scotland")}
}
func trust() view.Ahead { return view.Ahead{Cut: guys()} }

func TestR26_OversightAloneBeforeFourRounds(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	require.False(t, w.picture().ForeseesAny(england()), "no round fell due: there is no history at all")
	w.quarters(3)
	p := w.picture()
	require.True(t, p.ForeseesAny(england()))
	require.False(t, p.ForeseesAny(trust()))
	auditor := view.Ahead{Cut: everything()}
	require.False(t, p.ForeseesWhole(auditor), "who sees everything is not oversight")
	_, seen := w.forecast().Duty(trust(), key("RJ1", 1))
	require.False(t, seen)
	w.setDay(today.Add(1))
	w.round("fourth", today.Add(1), today.Add(2), domain.England)
	w.setDay(today.Add(3))
	require.True(t, w.picture().ForeseesAny(trust()))
	require.True(t, w.picture().ForeseesWhole(auditor))
	f := w.forecast()
	_, seen = f.Duty(trust(), key("RJ1", 1))
	require.True(t, seen)
	require.Empty(t, f.For(trust()).Nations, "a Trust sees no nation whole")
	require.False(t, w.picture().ForeseesWhole(trust()))
	require.True(t, w.picture().ForeseesWhole(england()))
	require.Len(t, f.Duties(trust(), view.Filter{}), 3, "and what is forecast of its own alone")
}

func TestR4_AForecastIsCutToWhatTheAskerSeesWhole(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(5, duty("RJ1", 14), duty("S08", 14))
	f := w.forecast()
	dhsc, scots := f.For(england()), f.For(scotland())
	require.Equal(t, []domain.Nation{domain.England, domain.UK}, dhsc.Nations)
	require.Equal(t, []domain.Nation{domain.Scotland}, scots.Nations)
	require.Equal(t, 1, scots.Package.Came)
	require.Equal(t, 5, scots.Package.Size, "three of the board, two of the government")
	require.Equal(t, 13, dhsc.Package.Size)
	require.Equal(t, dhsc.Package.Size, dhsc.Each[0].Size+dhsc.Each[1].Size)
	for _, d := range f.Duties(england(), view.Filter{}) {
		require.NotEqual(t, domain.Scotland, d.Body.Nation)
	}
	_, seen := f.Duty(scotland(), key("RJ1", 1))
	require.False(t, seen)
	_, err := w.views.WhatIf(f, scotland(), view.WhatIf{Rec: 1, Body: "RJ1", By: today})
	require.Equal(t, domain.NotFound, domain.KindOf(err), "what they do not see they cannot move")
	for _, row := range dhsc.Habits {
		require.NotEqual(t, domain.HealthBoard, row.Kind)
		require.Equal(t, row.Kind == domain.Trust || row.Kind == domain.University, row.Counted, "governments are other nations' too")
	}
}

func TestAForecastIsKeptByWhatChangedIt(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(4)
	none, err := w.views.Forecast(w.picture(), false)
	require.NoError(t, err)
	require.Nil(t, none, "it is worked out off the request")
	first := w.forecast()
	again, err := w.views.Forecast(w.picture(), false)
	require.NoError(t, err)
	require.Same(t, first, again)

	w.write(func(tx *store.Tx) error { w.event(tx, domain.Event{Type: domain.PasswordSet}); return nil })
	again, err = w.views.Forecast(w.picture(), false)
	require.NoError(t, err)
	require.Same(t, first, again, "a password changes no forecast")

	w.changeDuty(duty("RJ1", 14), domain.ReturnSignedE, w.claim)
	older, err := w.views.Forecast(w.picture(), false)
	require.NoError(t, err)
	require.Same(t, first, older, "the last one, while the next is worked out")
	require.False(t, older.Serves(w.picture()))
	require.NoError(t, w.views.Settle(t.Context()))
	next := w.forecast()
	require.NotSame(t, first, next)
	d, _ := next.Duty(england(), key("RJ1", 14))
	require.True(t, d.Done)
}

func TestR26_TwoForecastsOfTheSameAgree(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(5, duty("RJ1", 14))
	first := w.forecast().For(england())
	w.views.Close()
	w.views = view.New(w.store.Reader(), w.clock)
	require.Equal(t, first.Package, w.forecast().For(england()).Package)
}

// England's 1 waits for the funder's 3 and S08's for the Scottish Government's.
func TestR26_WhatIfTheUpstreamWereDone(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(4)
	f := w.forecast()
	what := view.WhatIf{Rec: 3, Body: "UKG", By: today}
	d, err := w.views.WhatIf(f, england(), what)
	require.NoError(t, err)
	require.Nil(t, d)
	require.NoError(t, w.views.Settle(t.Context()))
	d, err = w.views.WhatIf(f, england(), what)
	require.NoError(t, err)
	require.Equal(t, 1, d.Moved)
	var recs []int
	for _, row := range d.Rows {
		recs = append(recs, row.Rec.No)
	}
	require.Equal(t, []int{1, 3}, recs, "what it funds, and itself")
	require.Greater(t, d.Package.After.InTwoYears().Middle, d.Package.Before.InTwoYears().Middle)
	_, err = w.views.WhatIf(f, england(), view.WhatIf{Rec: 3, Body: "RJ1", By: today})
	require.Equal(t, domain.NotFound, domain.KindOf(err), "a Trust does not owe it")
}

func TestADutyThatCanNeverBeClaimedSaysWhy(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(4)
	w.changeDuty(duty("UKG", 3), domain.DutyResponded, func(d *domain.Duty) { d.State.Response = domain.ResponseRejected })
	w.write(func(tx *store.Tx) error {
		body, err := tx.BodyByCode("RXK")
		require.NoError(t, err)
		body.NoSignatory = true
		w.event(tx, domain.Event{Type: domain.BodyChanged, Body: body.ID})
		body.Seq = tx.Head()
		return tx.PutBody(&body)
	})
	f := w.forecast()
	never := func(code string, rec int) view.Never {
		d, seen := f.Duty(england(), key(code, rec))
		require.True(t, seen)
		require.Equal(t, d.Why != "", d.Within == 0)
		return d.Why
	}
	require.Equal(t, view.NeverStranded, never("RJ1", 1))
	require.Equal(t, view.NeverUnowned, never("RXK", 14))
	require.Equal(t, view.NeverUnowned, never("RXK", 15))
	require.Empty(t, never("RJ1", 14))
	_, seen := f.Duty(england(), key("UKG", 3))
	require.False(t, seen, "rejected: nothing more is expected of it")
	nation := f.For(england()).Each[0]
	require.Equal(t, map[view.Never]int{view.NeverStranded: 2, view.NeverUnowned: 3}, nation.Never)
	require.Empty(t, nation.All.P50, "and so the last of them never comes")
}

func TestR14_DatesAndSlipsOfACut(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	accept := func(first domain.Day, on domain.Day) func(*domain.Duty) {
		return func(d *domain.Duty) {
			d.State.Response, d.State.ResponseAt, d.State.FirstTarget, d.State.Target = domain.ResponseAccepted, on, first, first
		}
	}
	w.changeDuty(duty("RJ1", 1), domain.DutyResponded, accept("2026-12-31", "2026-02-01"))
	w.changeDuty(duty("RXK", 1), domain.DutyResponded, accept("2027-03-31", "2026-01-10"))
	w.quarters(4)
	w.changeDuty(duty("RJ1", 1), domain.ReturnSignedE, func(d *domain.Duty) {
		d.State.Signed, d.State.SignedAt, d.State.Status = 1, w.clock(), domain.InProgress
		d.State.Target, d.State.Slips = "2027-06-30", 1
	})
	f := w.forecast()
	one := f.For(england()).Rows[0]
	require.Equal(t, 1, one.Rec.No)
	o := one.Cells[0]
	require.Equal(t, domain.Day("2027-03-31"), o.First)
	require.Equal(t, domain.Day("2027-06-30"), o.Present)
	require.Equal(t, []int{1, 1, 1}, []int{o.Moved, o.Slips, o.Undated})
	require.Equal(t, "RXK", o.Oldest.Body.Code, "accepted first, and not begun")
	d, _ := f.Duty(england(), key("RJ1", 1))
	require.Equal(t, []view.Move{{On: today, From: "2026-12-31", To: "2027-06-30", Version: 1}}, d.Moves)
}

// Two rounds before the last that fell due: RJ1's 14 was open then and has been
// claimed since, so were others that are open still.
func TestR26_TheForecastOfTwoRoundsEarlierIsHeldAgainstWhatCame(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(2, duty("RJ1", 14))
	require.Nil(t, w.forecast().For(england()).Back, "two rounds are not enough to look back")
	w = newWorldOn(t, today.AddMonths(-18))
	w.quarters(5, duty("RXK", 14), duty("RYY", 14), duty("KCL", 14), duty("RJ1", 14))
	back := w.forecast().For(england()).Back
	require.Equal(t, today.AddMonths(-9).Add(65), back.Then, "the day on which the third of five closed")
	require.Equal(t, back.Then.AddMonths(6), back.By)
	require.Equal(t, 1, back.Came, "RJ1, in the fourth: the third was claimed before its round closed")
	require.Equal(t, 1, back.InTime)
	require.Equal(t, 10, back.Open, "13 duties of England and the UK-wide bodies, three of them claimed by then")
	require.Equal(t, 4, back.Were)
	require.LessOrEqual(t, back.Kept, back.Past)
	for _, c := range []struct {
		were int
		lean view.Lean
	}{{2, view.LeanHopeful}, {3, view.LeanHeld}, {7, view.LeanHeld}, {8, view.LeanCautious}} {
		require.Equal(t, c.lean, view.BackTest{Low: 3, High: 7, Were: c.were}.Lean(), "%d", c.were)
	}
	require.LessOrEqual(t, back.Low, back.High)
	require.GreaterOrEqual(t, back.Low, 3)
}

func TestWorkOffTheRequestEndsWithTheProduct(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(4)
	_, err := w.views.Forecast(w.picture(), false)
	require.NoError(t, err)
	w.views.Close()
	f, err := w.views.Forecast(w.picture(), false)
	require.NoError(t, err)
	if f == nil { // it ended before it was done: nothing more is begun
		require.NoError(t, w.views.Settle(t.Context()))
	}
}

func TestWorkThatFailsSaysSoOnceAndIsTriedAgain(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(4)
	p := w.picture()
	require.NoError(t, w.store.Close())
	_, err := w.views.Forecast(p, false)
	require.NoError(t, err)
	require.NoError(t, w.views.Settle(t.Context()))
	_, err = w.views.Forecast(p, false)
	require.Error(t, err)
	_, err = w.views.Forecast(p, false)
	require.NoError(t, err)
	require.NoError(t, w.views.Settle(t.Context()))
}

// Of the trusts' duties only their 14 are free from the start, and RJ1's 15 once
// its 14 was claimed: three in each of four rounds, and one claim.
func TestR26_WhatAHistoryTeaches(t *testing.T) {
	w := newWorldOn(t, today.AddMonths(-18))
	w.quarters(4, duty("RJ1", 14))
	found := w.forecast().For(england())
	undated := len(estimate.Phases()) - 1
	for _, row := range found.Habits {
		if row.Kind == domain.Trust {
			require.True(t, row.Counted)
			require.Equal(t, 1, row.Claim[undated].Seen)
			require.Equal(t, 12, row.Claim[undated].Of)
			require.Zero(t, row.Claim[0].Of, "nothing has a date")
		}
	}
	require.Equal(t, 4, found.Rounds)
}
