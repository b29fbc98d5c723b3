package domain

// Turn is one thing that happened to a duty between two days. A duty can have
// taken several, and each is counted by itself: a duty that was silent and is
// claimed now came to be claimed, and is silent no more.
type Turn string

// The turns.
const (
	TurnConfirmed   Turn = "confirmed"
	TurnUnconfirmed Turn = "unconfirmed"
	TurnClaimed     Turn = "claimed"
	TurnUnclaimed   Turn = "unclaimed" // and not confirmed instead
	TurnSilent      Turn = "silent"
	TurnSpoke       Turn = "spoke"
	TurnMoved       Turn = "moved" // its target date
	TurnOverdue     Turn = "overdue"
	TurnReleased    Turn = "released" // it waits for nothing any more
	TurnHeld        Turn = "held"
	TurnNew         Turn = "new"
	TurnGone        Turn = "gone"
	TurnOther       Turn = "other" // to another word than these
)

// Turns are all of them, in the order in which people are told.
func Turns() []Turn {
	return []Turn{
		TurnConfirmed, TurnUnconfirmed, TurnClaimed, TurnUnclaimed, TurnSilent, TurnSpoke, TurnMoved, TurnOverdue,
		TurnReleased, TurnHeld, TurnNew, TurnGone, TurnOther,
	}
}

// TurnsOf are the turns from one word to another, in order; "" is that the duty
// was not owed then, or is not now.
func TurnsOf(was, is Word) []Turn {
	if was == is {
		return nil
	}
	stays := was != "" && is != ""
	var taken []Turn
	for _, t := range []struct {
		turn Turn
		took bool
	}{
		{TurnConfirmed, is == WordConfirmed},
		{TurnUnconfirmed, stays && was == WordConfirmed},
		{TurnClaimed, is == WordClaimed},
		{TurnUnclaimed, stays && was == WordClaimed && is != WordConfirmed},
		{TurnSilent, stays && is == WordSilent},
		{TurnSpoke, stays && was == WordSilent},
		{TurnNew, was == ""},
		{TurnGone, is == ""},
	} {
		if t.took {
			taken = append(taken, t.turn)
		}
	}
	if len(taken) == 0 {
		return []Turn{TurnOther}
	}
	return taken
}
