package app_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// asked is the returns that a round asks for.
func (w *world) asked(round domain.Round) []domain.Return {
	w.t.Helper()
	returns, err := w.store.Reader().ReturnsIn(w.ctx, all(), round.ID)
	require.NoError(w.t, err)
	return returns
}

// returns is how many they are.
func (w *world) returns(round domain.Round) int { return len(w.asked(round)) }

func TestOpenRound(t *testing.T) {
	w := newWorld(t)
	today := w.today()
	in := app.OpenRound{Round: domain.Round{
		Report: "ctr", Name: "Winter", Nations: []domain.Nation{domain.Scotland}, Opens: today, AsAt: today,
		Due: today.Add(30), Closes: today.Add(60), ReviewBy: today.Add(90), Publishes: today.Add(120),
	}}
	var opened domain.Round
	open := func(actor domain.Actor) error {
		var err error
		opened, err = w.OpenRound(w.ctx, actor, in)
		return err
	}
	w.strangers([]string{"sean", "aud"}, []string{"lea", "loch", "adam"}, open)
	w.happens(func() error { return open(w.as("shona")) }, domain.RoundOpened)
	require.Equal(t, 4, w.returns(opened), "two of the board, one of the funder, one of the government")
	first := opened
	w.happens(func() error { return open(w.as("shona")) })
	require.Equal(t, first.ID, opened.ID, "a second press of the same button")
	in.Round.Name = "Another"
	w.refuses(domain.Invalid, "round.one_open", func() error { return open(w.as("shona")) })

	unfit := in
	unfit.Round.Due = today.Add(-1)
	w.refuses(domain.Invalid, "round.day_order", func() error {
		_, err := w.OpenRound(w.ctx, w.as("lea"), unfit)
		return err
	})
}

func TestR8_APilotRoundNamesItsBodies(t *testing.T) {
	w := newWorld(t)
	today := w.today()
	pilot, err := w.OpenRound(w.ctx, w.as("lea"), app.OpenRound{Round: domain.Round{
		Report: "ctr", Name: "Pilot", Nations: []domain.Nation{domain.England}, Bodies: []string{"RX9"}, Opens: today, AsAt: today,
		Due: today, Closes: today, ReviewBy: today, Publishes: today,
	}})
	require.NoError(t, err)
	require.Equal(t, 2, w.returns(pilot))
}

func TestR1_OpeningARoundBlanksNothing(t *testing.T) {
	w := newWorld(t)
	w.review("rex", riverside(1), w.claimed(), full("1a", "1b"))
	before := w.duty(riverside(1))
	w.openRound()
	require.Equal(t, before, w.duty(riverside(1)))
}

func TestCloseRound(t *testing.T) {
	w := newWorld(t)
	round := w.openRound()
	closing := func(actor domain.Actor) error { return w.CloseRound(w.ctx, actor, round.ID) }
	w.strangers([]string{"rex", "aud"}, []string{"rita", "shona"}, closing)
	w.happens(func() error { return closing(w.as("lea")) }, domain.RoundClosed)
	w.changesNothing(func() error { return closing(w.as("lea")) })
}

func TestConfirmNoChange(t *testing.T) {
	w := newWorld(t)
	w.sign("rita", "anna", riverside(14), progress("14a"))
	w.claimed()
	w.openRound()
	in := []app.ConfirmNoChange{{Key: riverside(1)}, {Key: riverside(14)}}
	confirm := func(actor domain.Actor) error { return w.ConfirmNoChange(w.ctx, actor, in) }
	w.strangers([]string{"anna", "rex"}, []string{"hill", "hr"}, confirm)
	w.happens(func() error { return confirm(w.as("rita")) }, domain.ReturnSubmittedE, domain.ReturnSubmittedE)
	w.changesNothing(func() error { return confirm(w.as("rita")) })

	no := w.last(riverside(1)).Sealed
	require.Equal(t, 2, no)
	w.happens(func() error {
		return w.SignReturn(w.ctx, w.as("anna"), app.SignReturn{Key: riverside(1), No: no, Signature: attest()})
	}, domain.ReturnSignedE)
	require.True(t, w.duty(riverside(1)).Claimed())
}

func TestConfirmNoChangeIsAllOrNothing(t *testing.T) {
	w := newWorld(t)
	w.claimed()
	w.openRound()
	w.refuses(domain.Forbidden, "no_change.nothing_before", func() error {
		return w.ConfirmNoChange(w.ctx, w.as("rita"), []app.ConfirmNoChange{{Key: riverside(1)}, {Key: riverside(14)}})
	})
}

func TestApplyPackTwiceChangesNothing(t *testing.T) {
	w := newWorld(t)
	operator := domain.Actor{Role: domain.Operator}
	apply := func(actor domain.Actor, in app.ApplyPack) ([]domain.PackChange, error) {
		return w.ApplyPack(w.ctx, actor, in)
	}
	w.strangers([]string{"aud"}, []string{"lea", "adam", "rita"}, func(actor domain.Actor) error {
		_, err := apply(actor, app.ApplyPack{Pack: pack(), Register: register()})
		return err
	})
	w.changesNothing(func() error {
		changes, err := apply(operator, app.ApplyPack{Pack: pack(), Register: register()})
		require.Empty(t, changes)
		return err
	})
}

func TestApplyPackAfterAnEditDoesWhatItSaidAndOnlyThat(t *testing.T) {
	w := newWorld(t)
	operator := domain.Actor{Role: domain.Operator}
	next := app.ApplyPack{Pack: pack(), Register: register()}
	next.Pack.Recommendations = next.Pack.Recommendations[1:] // 1 is dropped
	next.Register[1].Name = "Hillside NHS Trust"
	next.Register = append(next.Register, domain.Body{
		Code: "RZ3", Name: "New Trust", Nation: domain.England, Kind: domain.Trust, Path: "uk/england/RZ3",
	})
	var planned []domain.PackChange
	w.changesNothing(func() error {
		var err error
		planned, err = w.PlanPack(w.ctx, operator, next)
		return err
	})
	require.ElementsMatch(t, []domain.PackChange{
		{What: "recommendation", Key: "1", How: domain.ChangeRetired},
		{What: "body", Key: "RX9", How: domain.ChangeChanged},
		{What: "body", Key: "RZ3", How: domain.ChangeAdded},
		{What: "duty", Key: "RZ3/ctr/14", How: domain.ChangeAdded},
		{What: "duty", Key: "RJ1/ctr/1", How: domain.ChangeRetired},
		{What: "duty", Key: "RX9/ctr/1", How: domain.ChangeRetired},
		{What: "duty", Key: "S08/ctr/1", How: domain.ChangeRetired},
	}, planned)
	w.happens(func() error {
		done, err := w.ApplyPack(w.ctx, operator, next)
		require.Equal(t, planned, done)
		return err
	}, domain.PackApplied, domain.BodyChanged, domain.BodyRegistered, domain.DutyAssigned,
		domain.DutyRetired, domain.DutyRetired, domain.DutyRetired)
	require.True(t, w.duty(riverside(1)).State.Retired, "what is dropped is retired, not deleted")
}

func TestR21_NobodyIsAskedForWhatNobodyThereCanSign(t *testing.T) {
	w := newWorld(t)
	next := app.ApplyPack{Pack: pack(), Register: register()}
	next.Register = append(next.Register, domain.Body{
		Code: "NHSX", Name: "The name of a system", Nation: domain.England, Kind: domain.Trust, Path: "uk/england/NHSX", NoSignatory: true,
	})
	_, err := w.ApplyPack(w.ctx, domain.Actor{Role: domain.Operator}, next)
	require.NoError(t, err)
	w.openRound()
	unowned := w.duty(dutyAt("NHSX", 1))
	returns, err := w.store.Reader().ReturnsOf(w.ctx, all(), unowned.ID)
	require.NoError(t, err)
	require.Empty(t, returns)
}

func TestR12_WhatGivesWayUpstreamAsksAgain(t *testing.T) {
	w := newWorld(t)
	money := dutyAt("UKG", 3)
	require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: money, Person: "asa"}))
	w.review("asa", money, w.sign("guy", "gwen", money, claim(w.proof("guy", "UKG"), "3a")), full("3a"))
	w.review("rex", riverside(1), w.claimed(), full("1a", "1b"))
	asked := func() bool {
		round := w.openRound()
		w.pass(1)
		require.NoError(t, w.CloseRound(w.ctx, w.as("lea"), round.ID))
		return slices.ContainsFunc(w.asked(round), func(r domain.Return) bool { return r.DutyID == w.duty(riverside(1)).ID })
	}
	require.False(t, asked(), "confirmed this year, and what pays for it stands")
	back := progress("3a")
	back.Status = domain.Planned
	w.sign("guy", "gwen", money, back)
	require.True(t, asked(), "the money was taken back")
	no := w.sign("rita", "anna", riverside(1), claim(w.proof("rita", "RJ1"), "1a", "1b"))
	w.review("rex", riverside(1), no, full("1a", "1b"))
	w.pass(1)
	require.False(t, asked(), "it was asked once")
}

func TestR1_ARequirementThatANewPackAddsUndoesAConfirmation(t *testing.T) {
	w := newWorld(t)
	w.review("rex", riverside(1), w.claimed(), full("1a", "1b"))
	next := app.ApplyPack{Pack: pack(), Register: register()}
	first := &next.Pack.Recommendations[0]
	first.Requirements = append(first.Requirements, domain.Requirement{Key: "1c"})
	_, err := w.ApplyPack(w.ctx, domain.Actor{Role: domain.Operator}, next)
	require.NoError(t, err)
	d := w.duty(riverside(1))
	require.Equal(t, []string{"1a", "1b", "1c"}, d.Requirements)
	require.False(t, d.Confirmed(w.today()))
	require.True(t, d.WasConfirmed(w.today()))
}
