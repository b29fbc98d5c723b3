package view_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

func TestAnUnchangedPictureCostsOneStatement(t *testing.T) {
	w := newWorld(t)
	first := w.picture()
	ctx, count := store.CountQueries(t.Context())
	again, err := w.views.Picture(ctx, report)
	require.NoError(t, err)
	require.Same(t, first, again)
	require.EqualValues(t, 1, count.Load())

	w.changeDuty(duty("RJ1", 1), domain.ReturnSignedE, w.claim)
	count.Store(0)
	_, err = w.views.Picture(ctx, report)
	require.NoError(t, err)
	require.LessOrEqual(t, count.Load(), int64(5), "the head, the events, one duty and its returns")
}

func TestOverdueComesWithTheDayAlone(t *testing.T) {
	w := newWorld(t)
	w.changeDuty(duty("RJ1", 1), domain.DutyResponded, func(d *domain.Duty) { d.State.FirstTarget, d.State.Target = today, today })
	overdue := func() int { return w.picture().Integrated(everything()).Headline.Total.Overdue }
	require.Zero(t, overdue(), "due runs to the day's end")
	w.setDay(today.Add(1))
	require.Equal(t, 1, overdue())
}

func TestAnUnknownReportIsMissing(t *testing.T) {
	w := newWorld(t)
	_, err := w.views.Picture(t.Context(), "nothing")
	require.Equal(t, domain.NotFound, domain.KindOf(err))
}

func TestWritersSeeWhatTheyWrote(t *testing.T) {
	w := newWorld(t)
	codes := []string{"RJ1", "RXK", "RYY", "S08", "7A1"}
	var wg sync.WaitGroup
	for _, code := range codes {
		wg.Go(func() {
			for range 5 {
				var seq int64
				err := w.store.Write(t.Context(), func(tx *store.Tx) error {
					w.change(tx, duty(code, 14), domain.ReturnSignedE, w.claim)
					seq = tx.Head()
					return nil
				})
				p, errPicture := w.views.Picture(t.Context(), report)
				if err != nil || errPicture != nil || p.Seq < seq {
					t.Errorf("%s: %v, %v", code, err, errPicture)
					return
				}
				if d, err := p.Duty(everything(), key(code, 14)); err != nil || d.Word != domain.WordClaimed {
					t.Errorf("%s reads %s, %v", code, d.Word, err)
				}
			}
		})
	}
	wg.Wait()
}

// TestFollowingEventsEqualsLoadingEverything changes rows as verbs do, at
// random, and holds the picture that followed against one made from nothing.
func TestFollowingEventsEqualsLoadingEverything(t *testing.T) {
	w := newWorld(t)
	w.round("Spring", "2026-03-01", "2026-03-31", domain.Nations()...)
	r := rand.New(rand.NewPCG(7, 7))
	for step := range 60 {
		w.write(func(tx *store.Tx) error {
			for range 1 + r.IntN(3) {
				w.randomChange(tx, r)
			}
			return nil
		})
		if r.IntN(12) == 0 {
			w.setDay(domain.DayOf(w.clock()).Add(1 + r.IntN(40)))
		}
		if r.IntN(15) == 0 {
			day := domain.DayOf(w.clock())
			w.round(fmt.Sprint("Round ", step), day.Add(-20), day.Add(r.IntN(20)-10), domain.England)
		}
		followed := w.picture()
		fresh, err := view.New(w.store.Reader(), w.clock).Picture(t.Context(), report)
		require.NoError(t, err)
		requireSame(t, fresh, followed)
	}
}

func requireSame(t *testing.T, want, got *view.Picture) {
	t.Helper()
	require.Equal(t, want.Seq, got.Seq)
	for _, cut := range []view.Cut{everything(), dhsc(), guys()} {
		require.Equal(t, want.Integrated(cut), got.Integrated(cut))
		require.Equal(t, want.Heatmap(cut, view.Filter{}), got.Heatmap(cut, view.Filter{}))
		require.Equal(t, want.Dependencies(cut), got.Dependencies(cut))
		require.Equal(t, want.HoldUps(cut, 0), got.HoldUps(cut, 0))
		require.Equal(t, want.Signed(cut), got.Signed(cut))
	}
	require.Equal(t, want.Practices(want), got.Practices(got))
	for _, b := range want.Register() {
		wantBody, errWant := want.Body(everything(), b.Code)
		gotBody, errGot := got.Body(everything(), b.Code)
		require.Equal(t, errWant, errGot)
		require.Equal(t, wantBody, gotBody)
		for _, no := range owes(b) {
			wantDuty, err := want.Duty(everything(), key(b.Code, no))
			require.NoError(t, err)
			gotDuty, err := got.Duty(everything(), key(b.Code, no))
			require.NoError(t, err)
			require.Equal(t, wantDuty, gotDuty)
		}
	}
}

// randomChange does one thing to the rows with the event that a verb would add.
func (w *world) randomChange(tx *store.Tx, r *rand.Rand) {
	bodies := register()
	b := bodies[r.IntN(len(bodies))]
	id := duty(b.Code, owes(b)[r.IntN(len(owes(b)))])
	body := domain.ID("b-" + b.Code)
	switch r.IntN(14) {
	case 0:
		w.change(tx, id, domain.ReturnSignedE, w.claim)
	case 1:
		w.change(tx, id, domain.ReturnReviewed, w.confirm)
	case 2:
		w.change(tx, id, domain.DutyResponded, func(d *domain.Duty) { d.State.Response = domain.ResponseRejected })
	case 3:
		w.change(tx, id, domain.DutyClosed, func(d *domain.Duty) { d.State.Closure = domain.Closures()[r.IntN(5)] })
	case 4:
		w.change(tx, id, domain.DutyReopened, func(d *domain.Duty) { d.State = domain.NewDutyState() })
	case 5:
		returns, err := tx.ReturnsOf(id)
		require.NoError(w.t, err)
		if len(returns) > 0 {
			last := returns[len(returns)-1]
			last.Extended = domain.DayOf(w.clock()).Add(r.IntN(60))
			require.NoError(w.t, tx.PutReturn(&last))
			w.event(tx, domain.Event{Type: domain.ReturnExtended, Report: report, Body: body, Duty: id})
		}
	case 13:
		w.practise(tx, id, []domain.PracticeStep{domain.PracticePut, domain.PracticeConsented, domain.PracticeWithdrawn}[r.IntN(3)])
	case 11, 12: // what changes no duty: a reviewer takes it, another lets it go
		w.moveReturn(tx, id, body, r)
	case 6:
		require.NoError(w.t, tx.PutAction(&domain.Action{BodyID: body, Duties: []domain.ID{id}, Present: "2027-05-01", Status: domain.ActionPlanned}))
		w.event(tx, domain.Event{Type: domain.ActionAdded, Report: report, Body: body})
	case 7:
		require.NoError(w.t, tx.PutPartnership(&domain.Partnership{Local: "b-RXK", University: "b-KCL", State: domain.PartnershipConfirmed, From: "2026-01-01"}))
		w.event(tx, domain.Event{Type: domain.PartnershipAnswered, Report: report, Body: "b-RXK"})
	case 8:
		require.NoError(w.t, tx.PutRuling(&domain.EdgeRuling{DutyID: duty("RYY", 1), Dependency: "3-1-funds", Agreed: r.IntN(2) == 0}))
		w.event(tx, domain.Event{Type: domain.EdgeRuled, Report: report, Duty: duty("RYY", 1)})
	case 9:
		up, err := tx.TakeUp(report, domain.Wales)
		require.NoError(w.t, err)
		up.Recs = []int{1, 3, 12, 14, 15}[:1+r.IntN(5)]
		require.NoError(w.t, tx.PutTakeUp(&up))
		w.event(tx, domain.Event{Type: domain.TakeUpRecorded, Report: report})
	case 10:
		w.event(tx, domain.Event{Type: domain.FiguresReleased, Report: report})
		require.NoError(w.t, tx.PutRelease(&domain.Release{Report: report, Nation: domain.Scotland, Day: domain.DayOf(w.clock()), Seq: tx.Head(),
			Words: map[domain.ID]domain.Word{duty("S08", 1): domain.PositionWords()[r.IntN(4)]}}))
	}
}

// moveReturn has a duty's first return wait for its review, held by one or the
// other, or no longer.
func (w *world) moveReturn(tx *store.Tx, id, body domain.ID, r *rand.Rand) {
	returns, err := tx.ReturnsOf(id)
	require.NoError(w.t, err)
	if len(returns) == 0 {
		return
	}
	states := []domain.ReturnState{domain.ReturnSigned, domain.ReturnSigned, domain.ReturnReceived, domain.ReturnSentBack}
	returns[0].State, returns[0].Holder = states[r.IntN(len(states))], []domain.ID{"", "somebody"}[r.IntN(2)]
	require.NoError(w.t, tx.PutReturn(&returns[0]))
	w.event(tx, domain.Event{Type: domain.ReturnTaken, Report: report, Body: body, Duty: id})
}
