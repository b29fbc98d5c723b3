package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

// practise moves a duty's good practice to a step, with words of its own.
func (w *world) practise(tx *store.Tx, id domain.ID, step domain.PracticeStep) domain.ID {
	duty, err := tx.Duty(id)
	require.NoError(w.t, err)
	row := domain.Sealed{Kind: domain.SealedPractice, BodyID: duty.BodyID, DutyID: id, By: "rex"}
	sealed, err := tx.Seal(row, domain.Statement{Text: "How " + string(id) + " did it."})
	require.NoError(w.t, err)
	w.change(tx, id, domain.DutyPracticePut, func(d *domain.Duty) {
		d.State.Practice = domain.PracticeState{Step: step, Text: sealed.ID, On: domain.DayOf(w.clock())}
	})
	return sealed.ID
}

// step moves it on, keeping the words.
func (w *world) step(id domain.ID, to domain.PracticeStep) {
	w.changeDuty(id, domain.DutyPracticeAnswered, func(d *domain.Duty) { d.State.Practice.Step = to })
}

func (w *world) practiced(p *view.Picture) []string {
	w.t.Helper()
	var said []string
	for _, one := range p.Practices(w.picture()) {
		said = append(said, one.Key.Body+": "+one.Words)
	}
	return said
}

// TestR4_GoodPracticeIsShownWithConsentAndWhileConfirmed follows one duty through
// every step, as the picture that everybody shares has it.
func TestR4_GoodPracticeIsShownWithConsentAndWhileConfirmed(t *testing.T) {
	w := newWorld(t)
	id := duty("S08", 1)
	w.changeDuty(id, domain.ReturnReviewed, func(d *domain.Duty) { w.confirm(d); d.State.Outcome = domain.Accepted })
	var text domain.ID
	w.write(func(tx *store.Tx) error { text = w.practise(tx, id, domain.PracticePut); return nil })
	shown := []string{"S08: How S08/1 did it."}
	waits := func(scope domain.Scope) int { return len(w.picture().AwaitingConsent(scope)) }
	require.Empty(t, w.practiced(w.picture()))
	require.Equal(t, 1, waits(at("uk/scotland/S08")))
	require.Zero(t, waits(at("uk/england")))

	for _, to := range []domain.PracticeStep{domain.PracticeDeclined, domain.PracticeTakenBack, domain.PracticeWithdrawn} {
		w.step(id, to)
		require.Empty(t, w.practiced(w.picture()), to)
		require.Zero(t, waits(everything().View), to)
	}
	w.step(id, domain.PracticeConsented)
	require.Equal(t, shown, w.practiced(w.picture()))
	require.Equal(t, today, w.picture().Practices(w.picture())[0].Confirmed)

	w.changeDuty(id, domain.ReturnSignedE, func(d *domain.Duty) { d.State.Fell = true })
	require.Empty(t, w.practiced(w.picture()), "it is confirmed no more")
	w.changeDuty(id, domain.ReturnReviewed, func(d *domain.Duty) { d.State.Fell = false })
	require.Equal(t, shown, w.practiced(w.picture()), "and is again")

	w.setDay(today.Add(1))
	w.step(id, domain.PracticeConsented)
	past, err := w.views.AsAt(t.Context(), report, today)
	require.NoError(t, err)
	require.Equal(t, shown, w.practiced(past))
	w.changeDuty(id, domain.ReturnSignedE, func(d *domain.Duty) { d.State.Fell = true })
	require.Equal(t, shown, w.practiced(past), "what was shown then (R19)")
	w.step(id, domain.PracticeWithdrawn)
	require.Empty(t, w.practiced(past), "consent outweighs it")
	w.step(id, domain.PracticeConsented)

	w.write(func(tx *store.Tx) error {
		order := domain.Event{Type: domain.SealedRedacted, Duty: id}
		w.event(tx, order)
		return tx.RedactSealed(text, tx.Head())
	})
	require.Empty(t, w.practiced(past), "what was destroyed is shown nowhere (R2)")
}
