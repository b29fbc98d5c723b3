package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
	"heed/internal/store"
	"heed/internal/view"
)

func TestR6_ADutySaysWhomItWaitsOnAndWhoWaitsOnIt(t *testing.T) {
	w := newWorld(t)
	w.changeDuty(duty("RXK", 1), domain.ReturnSignedE, w.claim)
	p := w.picture()
	d, err := p.Duty(guys(), key("RJ1", 1))
	require.NoError(t, err)
	require.Len(t, d.Waits, 1)
	require.Equal(t, key("UKG", 3), d.Waits[0].Upstream.Key)
	require.False(t, d.Waits[0].Upstream.Seen)
	require.Empty(t, d.Waits[0].Upstream.Word, "across scope: claimed, confirmed, dates")
	require.Len(t, d.Above, 2)
	require.Equal(t, graph.Missing, d.Above[0].Bearing)
	require.Equal(t, "DHSC", d.Above[1].Upstream[0].Body.Code)

	up, err := p.Duty(everything(), key("UKG", 3))
	require.NoError(t, err)
	require.Len(t, up.Below, 1)
	require.Equal(t, 3, up.Below[0].Serves)
	require.Len(t, up.Below[0].Waiting, 2, "one Trust went ahead")
	require.Equal(t, graph.Behind{Direct: 2, DirectBodies: 2, All: 2, AllBodies: 2}, up.Behind)

	metrics, err := p.Duty(guys(), key("RJ1", 1))
	require.NoError(t, err)
	require.Empty(t, metrics.Below, "a body's own time serves nothing here")
	none, err := p.Duty(everything(), key("DHSC", 12))
	require.NoError(t, err)
	require.Len(t, none.Below, 1)
	require.Empty(t, none.Below[0].Waiting, "what is unmonitored waits for nobody")
	require.Len(t, none.Below[0].Lacking, 3, "what is claimed goes unmonitored too")

	ahead, err := p.Duty(everything(), key("RXK", 1))
	require.NoError(t, err)
	require.Len(t, ahead.AheadOf, 1)
}

func TestWhatIsOutOfScopeIsMissing(t *testing.T) {
	w := newWorld(t)
	p := w.picture()
	for _, k := range []domain.DutyKey{key("RXK", 1), key("RJ1", 12), key("NOBODY", 1), {Body: "RJ1", Report: "other", Rec: 1}} {
		_, err := p.Duty(guys(), k)
		require.Equal(t, domain.NotFound, domain.KindOf(err), "%v", k)
	}
	for _, code := range []string{"RXK", "NOBODY", "S08"} {
		_, err := p.Body(guys(), code)
		require.Equal(t, domain.NotFound, domain.KindOf(err))
	}
	_, err := p.Recommendation(guys(), 99)
	require.Equal(t, domain.NotFound, domain.KindOf(err))
	require.Empty(t, p.Integrated(view.Cut{}).Columns, "the zero cut sees nothing")
	require.Empty(t, p.Heatmap(view.Cut{}, view.Filter{}).Rows)
	require.Empty(t, p.HoldUps(view.Cut{}, 0))
}

func TestR15_AMembershipOfSomeRecommendationsSeesThose(t *testing.T) {
	w := newWorld(t)
	hr := domain.Scope{Grants: []domain.Grant{{Path: "uk/england/london/RJ1", Recs: []int{15}}}}
	cut := view.Cut{View: hr, Figures: hr}
	b, err := w.picture().Body(cut, "RJ1")
	require.NoError(t, err)
	require.Len(t, b.Rows, 1)
	require.Equal(t, 3, b.Owes, "what it owes in all is known to everybody")
	require.Len(t, b.Waits, 1)
	require.Equal(t, view.Part, w.picture().Integrated(cut).Columns[0].Source)
}

func TestABodysPage(t *testing.T) {
	w := newWorld(t)
	w.write(func(tx *store.Tx) error {
		require.NoError(t, tx.PutPartnership(&domain.Partnership{Local: "b-RJ1", University: "b-KCL", State: domain.PartnershipConfirmed, From: "2026-01-01"}))
		w.event(tx, domain.Event{Type: domain.PartnershipAnswered, Body: "b-RJ1"})
		a := domain.Action{BodyID: "b-RJ1", Duties: []domain.ID{duty("RJ1", 1), duty("RJ1", 14)}, What: "Backfill", First: "2027-01-31", Present: "2027-02-28", Status: domain.ActionPlanned}
		require.NoError(t, tx.PutAction(&a))
		w.event(tx, domain.Event{Type: domain.ActionAdded, Body: "b-RJ1"})
		w.change(tx, duty("KCL", 14), domain.ReturnSignedE, w.claim)
		return nil
	})
	p := w.picture()
	b, err := p.Body(guys(), "RJ1")
	require.NoError(t, err)
	require.Len(t, b.Rows, 3)
	require.Len(t, b.Actions, 1, "one action that serves two duties")
	require.Equal(t, "KCL", b.Partnerships[0].Other.Code)
	require.True(t, b.Partnerships[0].Stands)
	require.Equal(t, 3, b.Cell.Owed())
	require.Len(t, b.Waits, 1, "the partner's office released secondments (R17)")
	d, err := p.Duty(guys(), key("RJ1", 1))
	require.NoError(t, err)
	require.Equal(t, domain.Day("2027-02-28"), d.Forecast)
}

func TestR6_FiguresOfADependencyCountWhatTheAskerSees(t *testing.T) {
	w := newWorld(t)
	w.changeDuty(duty("SG", 3), domain.ReturnSignedE, w.claim)
	p := w.picture()
	rows := p.Dependencies(everything())
	require.Len(t, rows, 3)
	require.Equal(t, 4, rows[0].Of(graph.Missing), "three Trusts in England and a Welsh board")
	require.Equal(t, 1, rows[0].Of(graph.OnClaim))
	require.Equal(t, 1, p.Dependencies(guys())[0].Of(graph.Missing))

	rec, err := p.Recommendation(everything(), 3)
	require.NoError(t, err)
	require.Len(t, rec.Below, 1)
	require.Equal(t, graph.Behind{Direct: 4, DirectBodies: 4, All: 4, AllBodies: 4}, rec.Behind)
	require.Equal(t, "UKG", rec.HoldUps[0].Body.Code)
	require.Equal(t, 3, rec.HoldUps[0].Behind.All)

	top := p.HoldUps(guys(), 1)
	require.Equal(t, "UKG", top[0].Body.Code, "who holds a body up is named to it")
	require.Equal(t, 1, top[0].Behind.All, "and only its own duties are counted")
}

func TestR4_AnUpstreamAcrossScopeHasNoMoreThanItsReleasedWord(t *testing.T) {
	w := newWorld(t)
	w.write(func(tx *store.Tx) error {
		w.event(tx, domain.Event{Type: domain.PartnershipAnswered, Body: "b-S08"})
		return tx.PutPartnership(&domain.Partnership{Local: "b-S08", University: "b-KCL", State: domain.PartnershipConfirmed, From: "2026-01-01"})
	})
	upstream := func() view.Glance {
		d, err := w.picture().Duty(dhsc(), key("KCL", 15))
		require.NoError(t, err)
		require.Len(t, d.Waits, 2, "its own office and its Scottish partner's")
		return *d.Waits[1].Upstream
	}
	before := upstream()
	require.Equal(t, "S08", before.Body.Code)
	require.Empty(t, before.Word)
	w.release(domain.Scotland)
	w.changeDuty(duty("S08", 14), domain.ReturnSignedE, func(d *domain.Duty) { w.claim(d); d.State.Status = domain.InProgress })
	after := upstream()
	require.False(t, after.Seen)
	require.Equal(t, domain.WordNotYetDue, after.Word)
	require.Equal(t, today, after.Released)
}
