package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestR3_TakeReturn(t *testing.T) {
	w := newWorld(t)
	w.claimed()
	in := app.TakeReturn{Key: riverside(1), Return: w.last(riverside(1)).ID}
	take := func(actor domain.Actor) error { return w.TakeReturn(w.ctx, actor, in) }

	w.strangers([]string{"rita", "aud"}, []string{"hill", "sean", "asa"}, take)
	w.happens(func() error { return take(w.as("rex")) }, domain.ReturnTaken)
	require.Equal(t, domain.ID("rex"), w.last(riverside(1)).Holder)
	w.changesNothing(func() error { return take(w.as("rex")) })
	w.refuses(domain.Conflict, "desk.taken", func() error { return take(w.as("rose")) })
	w.refuses(domain.NotFound, "not_found", func() error { // a return of another duty
		return w.TakeReturn(w.ctx, w.as("rose"), app.TakeReturn{Key: riverside(14), Return: in.Return})
	})
}

func TestTakeReturnThatIsNotSigned(t *testing.T) {
	w := newWorld(t)
	w.submit("rita", riverside(1), progress("1a", "1b"))
	in := app.TakeReturn{Key: riverside(1), Return: w.last(riverside(1)).ID}
	w.refuses(domain.NotFound, "not_found", func() error { return w.TakeReturn(w.ctx, w.as("rex"), in) })
}

func TestR3_HandOnReturn(t *testing.T) {
	w := newWorld(t)
	no := w.claimed()
	ret := w.last(riverside(1))
	require.NoError(t, w.TakeReturn(w.ctx, w.as("rex"), app.TakeReturn{Key: riverside(1), Return: ret.ID}))
	in := app.HandOnReturn{Key: riverside(1), Return: ret.ID, Guard: ret.Version, To: "rose"}
	hand := func(actor domain.Actor) error { return w.HandOnReturn(w.ctx, actor, in) }

	w.strangers([]string{"rita", "aud"}, []string{"hill", "sean"}, hand)
	w.refuses(domain.Conflict, "return.changed", func() error { return hand(w.as("rex")) })
	in.Guard = w.last(riverside(1)).Version
	for _, unfit := range []domain.ID{"anna", "sean", "aud", "nobody"} {
		in.To = unfit
		w.refuses(domain.Invalid, "desk.not_theirs", func() error { return hand(w.as("rex")) })
	}
	in.To = "rose"
	w.happens(func() error { return hand(w.as("lea")) }, domain.ReturnTaken) // rex is away
	w.changesNothing(func() error { return hand(w.as("lea")) })
	require.Equal(t, domain.ID("rose"), w.last(riverside(1)).Holder)

	in.Guard, in.To = w.last(riverside(1)).Version, ""
	w.happens(func() error { return hand(w.as("rose")) }, domain.ReturnTaken)
	require.Empty(t, w.last(riverside(1)).Holder)

	w.review("rex", riverside(1), no, full("1a", "1b"))
	in.Guard, in.To = w.last(riverside(1)).Version, "rose"
	w.refuses(domain.Conflict, "return.changed", func() error { return hand(w.as("rex")) }) // off the desk
}

func TestR5_NobodyTakesOrIsHandedTheirOwn(t *testing.T) {
	w := newWorld(t)
	own := dutyAt("UKG", 3)
	w.sign("guy", "gwen", own, claim(w.proof("guy", "UKG"), "3a"))
	ret := w.last(own)
	w.refuses(domain.Forbidden, "review.own", func() error {
		return w.TakeReturn(w.ctx, w.as("rex"), app.TakeReturn{Key: own, Return: ret.ID})
	})
	require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: own, Person: "asa"}))
	w.happens(func() error {
		return w.TakeReturn(w.ctx, w.as("asa"), app.TakeReturn{Key: own, Return: ret.ID})
	}, domain.ReturnTaken)
	in := app.HandOnReturn{Key: own, Return: ret.ID, Guard: w.last(own).Version, To: "rex"}
	w.refuses(domain.Invalid, "desk.not_theirs", func() error { return w.HandOnReturn(w.ctx, w.as("asa"), in) })
}

func TestR14_ExtendReturn(t *testing.T) {
	w := newWorld(t)
	round := w.openRound()
	in := app.ExtendReturn{Key: riverside(1), Return: w.current(riverside(1)).ID, Due: round.Due.Add(10)}
	extend := func(actor domain.Actor) error { return w.ExtendReturn(w.ctx, actor, in) }

	w.strangers([]string{"rita", "rex", "aud"}, []string{"hill", "shona", "adam"}, extend)
	for due, key := range map[domain.Day]string{
		"": "extend.day_missing", round.Due: "extend.not_later", round.Closes.Add(1): "extend.after_close",
	} {
		w.refuses(domain.Invalid, key, func() error {
			return w.ExtendReturn(w.ctx, w.as("lea"), app.ExtendReturn{Key: in.Key, Return: in.Return, Due: due})
		})
	}
	w.happens(func() error { return extend(w.as("lea")) }, domain.ReturnExtended)
	w.changesNothing(func() error { return extend(w.as("lea")) })

	w.pass(40) // the last day granted
	w.sign("rita", "anna", riverside(1), progress("1a", "1b"))
	require.False(t, w.last(riverside(1)).Late, "within what was granted")
	w.refuses(domain.Conflict, "return.changed", func() error {
		return w.ExtendReturn(w.ctx, w.as("lea"), app.ExtendReturn{Key: in.Key, Return: in.Return, Due: round.Closes})
	})
}

func TestR14_AnExtensionDisturbsNobodyWhoIsWriting(t *testing.T) {
	w := newWorld(t)
	round := w.openRound()
	before := w.draft("rita", riverside(1), domain.Content{Narrative: "Half a sen"})
	grant := app.ExtendReturn{Key: riverside(1), Return: before.ID, Due: round.Due.Add(10)}
	require.NoError(t, w.ExtendReturn(w.ctx, w.as("lea"), grant))

	typed := progress("1a", "1b")
	saved, err := w.SaveDraft(w.ctx, w.as("rita"), app.SaveDraft{Key: riverside(1), Return: before.ID, Guard: before.Version, Content: typed})
	require.NoError(t, err)
	require.Equal(t, round.Due.Add(10), saved.Extended, "and the day granted stays")
	require.Equal(t, typed, w.current(riverside(1)).Draft)
	_, err = w.SaveDraft(w.ctx, w.as("ravi"), app.SaveDraft{Key: riverside(1), Return: before.ID, Guard: before.Version, Content: typed})
	require.Equal(t, domain.Conflict, domain.KindOf(err), "who had it before them as it was, loses the race still")
}

func TestExtendReturnRefuses(t *testing.T) {
	w := newWorld(t)
	ret := w.draft("rita", riverside(1), progress("1a", "1b"))
	w.refuses(domain.Forbidden, "extend.interim", func() error {
		return w.ExtendReturn(w.ctx, w.as("lea"), app.ExtendReturn{Key: riverside(1), Return: ret.ID, Due: w.today().Add(9)})
	})
	round := w.openRound()
	own := app.ExtendReturn{Key: dutyAt("UKG", 3), Return: w.current(dutyAt("UKG", 3)).ID, Due: round.Due.Add(5)}
	w.refuses(domain.Forbidden, "review.own", func() error { return w.ExtendReturn(w.ctx, w.as("lea"), own) })
	other := app.ExtendReturn{Key: riverside(14), Return: w.current(riverside(1)).ID, Due: round.Due.Add(5)}
	w.refuses(domain.NotFound, "not_found", func() error { return w.ExtendReturn(w.ctx, w.as("lea"), other) })

	w.pass(61)
	require.NoError(t, w.CloseRound(w.ctx, w.as("lea"), round.ID))
	late := app.ExtendReturn{Key: riverside(14), Return: w.last(riverside(14)).ID, Due: round.Due.Add(5)}
	w.refuses(domain.Forbidden, "return.round_closed", func() error { return w.ExtendReturn(w.ctx, w.as("lea"), late) })
}
