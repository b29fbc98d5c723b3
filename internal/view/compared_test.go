package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

const copied = "We have set aside a day a month for every profession, told all staff, and count who takes it."

// tell signs a version of a duty that claims it, in these words.
func (w *world) tell(code string, rec int, words string) {
	w.t.Helper()
	w.write(func(tx *store.Tx) error {
		w.change(tx, duty(code, rec), domain.ReturnSignedE, w.claim)
		d, err := tx.Duty(duty(code, rec))
		require.NoError(w.t, err)
		content := domain.Content{Status: domain.Implemented, Narrative: words}
		row := domain.Sealed{Kind: domain.SealedVersion, BodyID: d.BodyID, DutyID: d.ID, No: d.State.Signed, By: "somebody", Seq: tx.Head()}
		_, err = tx.Seal(row, domain.Version{No: d.State.Signed, Content: content})
		return err
	})
}

// answer explains a finding.
func (w *world) answer(code string, rec int, f domain.Found) {
	w.t.Helper()
	w.write(func(tx *store.Tx) error {
		row := domain.Sealed{Kind: domain.SealedExplained, BodyID: domain.ID("b-" + code), DutyID: duty(code, rec), By: "somebody"}
		s, err := tx.Seal(row, domain.Statement{Text: "We wrote it together.", Choice: string(f.Kind), Facts: f.Facts})
		require.NoError(w.t, err)
		w.event(tx, domain.Event{Type: domain.FindingExplained, Report: report, Body: s.BodyID, Duty: s.DutyID, Sealed: s.ID})
		return nil
	})
}

func (w *world) compared(c view.Cut, code string, rec int) view.Comparison {
	w.t.Helper()
	found, err := w.picture().Compared(w.t.Context(), c, key(code, rec))
	require.NoError(w.t, err)
	return found
}

func TestR13_AnAnswerHoldsUntilTheFactsChange(t *testing.T) {
	w := newWorld(t)
	w.tell("RJ1", 1, copied)
	require.Empty(t, w.compared(everything(), "RJ1", 1).Found)
	w.tell("RXK", 1, copied)
	found := w.compared(everything(), "RJ1", 1).Found
	require.Len(t, found, 1)
	require.Equal(t, domain.FindingSame, found[0].Kind)
	require.Equal(t, []domain.ID{duty("RXK", 1)}, found[0].Others)

	w.answer("RJ1", 1, found[0])
	require.False(t, w.compared(everything(), "RJ1", 1).Found[0].Stands(), "the page after it knows")
	require.True(t, w.compared(everything(), "RXK", 1).Found[0].Stands(), "the other has not been answered")
	open, err := w.picture().Findings(t.Context(), everything(), []domain.ID{duty("RJ1", 1), duty("RXK", 1)})
	require.NoError(t, err)
	require.Empty(t, open[duty("RJ1", 1)])
	require.Len(t, open[duty("RXK", 1)], 1)

	w.tell("RJ1", 1, copied)
	require.True(t, w.compared(everything(), "RJ1", 1).Found[0].Stands(), "the same words signed again")
	w.tell("RJ1", 1, "Now we say it ourselves, in a text that is long enough to be compared with what other bodies say.")
	require.Empty(t, w.compared(everything(), "RJ1", 1).Found)
	require.Empty(t, w.compared(everything(), "RXK", 1).Found, "nobody else says it any more")
}

func TestR4_AFindingNamesNobodyWhomTheAskerMayNotSee(t *testing.T) {
	w := newWorld(t)
	w.tell("RJ1", 1, copied)
	w.tell("RXK", 1, copied)
	w.tell("S08", 1, copied)
	mine := w.compared(guys(), "RJ1", 1).Found
	require.Len(t, mine, 1)
	require.Empty(t, mine[0].Others, "another Trust's duty is not theirs to see")
	require.Equal(t, []domain.ID{duty("RXK", 1)}, w.compared(dhsc(), "RJ1", 1).Found[0].Others)
	require.Empty(t, w.compared(everything(), "S08", 1).Found, "what another nation's oversight reads is not compared")

	for _, code := range []string{"S08", "RXK"} {
		_, err := w.picture().Compared(t.Context(), guys(), key(code, 1))
		require.Equal(t, domain.NotFound, domain.KindOf(err))
	}
	seen, err := w.picture().Comparisons(t.Context(), guys())
	require.NoError(t, err)
	require.Len(t, seen, 3, "its own three duties")
	none, err := w.picture().Comparisons(t.Context(), view.Cut{Figures: at("uk")})
	require.NoError(t, err)
	require.Empty(t, none, "who sees figures alone compares nothing")
	found, err := w.picture().Findings(t.Context(), guys(), []domain.ID{duty("RXK", 1)})
	require.NoError(t, err)
	require.Empty(t, found)
}

func TestR3_WhatDisagreesIsInOrderOfWhatMatters(t *testing.T) {
	w := newWorld(t)
	w.tell("RXK", 15, copied)
	w.tell("RJ1", 15, copied)
	w.changeDuty(duty("RYY", 1), domain.ReturnReviewed, w.confirm)
	all, err := w.picture().Comparisons(t.Context(), everything())
	require.NoError(t, err)
	require.Len(t, all, w.picture().Integrated(everything()).Headline.Total.Owed())
	counts := map[domain.Disagreement]int{}
	for i, c := range all {
		counts[c.Why]++
		require.True(t, i == 0 || all[i-1].Why.Is() || !c.Why.Is(), "what agrees comes after what does not")
	}
	require.Equal(t, map[domain.Disagreement]int{domain.DisagreeWeak: 3, domain.NotCompared: len(all) - 3}, counts, "nothing was shown")
	require.Len(t, all[0].Found, 1, "findings come first")
}

func TestR19_FindingsAreThoseOfTheDay(t *testing.T) {
	w := newWorld(t)
	w.tell("RJ1", 1, copied)
	w.tell("RXK", 1, copied)
	w.setDay(today.Add(5))
	found := w.compared(everything(), "RJ1", 1).Found
	w.answer("RJ1", 1, found[0])
	w.tell("RXK", 1, "Now they say it themselves, in a text that is long enough to be compared with what other bodies say.")
	require.Empty(t, w.compared(everything(), "RJ1", 1).Found)

	then, err := w.views.AsAt(t.Context(), report, today)
	require.NoError(t, err)
	past, err := then.Compared(t.Context(), everything(), key("RJ1", 1))
	require.NoError(t, err)
	require.Len(t, past.Found, 1)
	require.True(t, past.Found[0].Stands(), "nobody had answered it that day")
}
