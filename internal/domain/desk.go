package domain

// OnDesk says that a signed return waits for oversight, or was only received.
func (s ReturnState) OnDesk() bool { return s == ReturnSigned || s == ReturnReceived }

// Take gives a return on oversight's desk to whoever works on it (R3). What
// somebody else holds is handed on, never taken from under them.
func Take(r Return, by ID) (Return, error) {
	if heldByOther(r.Holder, by) {
		return r, Clash("desk.taken", r.WithoutDraft())
	}
	return HandOn(r, by)
}

// HandOn gives a return on the desk to another person, or back to the desk ("").
func HandOn(r Return, to ID) (Return, error) {
	if !r.State.OnDesk() {
		return r, Clash("return.changed", r.WithoutDraft())
	}
	r.Holder = to
	return r, nil
}

// heldByOther says that somebody else has it in hand already.
func heldByOther(holder, by ID) bool { return holder != "" && holder != by }
