package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// TakeReturn takes a signed return from oversight's desk.
type TakeReturn struct {
	Key    domain.DutyKey
	Return domain.ID
}

// TakeReturn shows who works on a return, so that nobody does it twice (R3).
// Nobody takes what they may not review (R5).
func (a *App) TakeReturn(ctx context.Context, actor domain.Actor, in TakeReturn) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, ret, err := a.onDesk(tx, actor, in.Key, in.Return)
		if err != nil {
			return err
		}
		taken, err := domain.Take(ret, actor.ID())
		if err != nil {
			return err
		}
		return m.hold(tx, actor, ret, taken)
	})
}

// HandOnReturn gives a return on the desk to another person.
type HandOnReturn struct {
	Key    domain.DutyKey
	Return domain.ID
	Guard  int
	To     domain.ID // "" puts it back on the desk
}

// HandOnReturn passes a return to somebody who may review it, or back to the
// desk. Whoever may take it may hand it on: its holder may be away.
func (a *App) HandOnReturn(ctx context.Context, actor domain.Actor, in HandOnReturn) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, ret, err := a.onDesk(tx, actor, in.Key, in.Return)
		if err != nil {
			return err
		}
		if ret.Holder == in.To {
			return nil
		}
		if ret.Version != in.Guard {
			return domain.Clash("return.changed", ret.WithoutDraft())
		}
		if in.To != "" {
			if err := a.mayHold(tx, m, ret, in.To); err != nil {
				return err
			}
		}
		handed, err := domain.HandOn(ret, in.To)
		if err != nil {
			return err
		}
		return m.hold(tx, actor, ret, handed)
	})
}

// onDesk loads a signed return and asks whether the actor may review it.
func (a *App) onDesk(tx *store.Tx, actor domain.Actor, key domain.DutyKey, id domain.ID) (matter, domain.Return, error) {
	m, err := a.owedBy(tx, actor, access.Take, key)
	if err != nil {
		return matter{}, domain.Return{}, err
	}
	ret, err := returnIn(tx, m, id)
	if err != nil {
		return matter{}, domain.Return{}, err
	}
	version, _, err := signedVersion(tx, m, ret.Signed)
	if err != nil {
		return matter{}, domain.Return{}, err
	}
	return m, ret, a.mayReview(tx, actor, m, version)
}

// returnIn is one of a duty's returns; a return of another duty is missing.
func returnIn(tx *store.Tx, m matter, id domain.ID) (domain.Return, error) {
	ret, err := tx.Return(id)
	if err == nil && ret.DutyID != m.duty.ID {
		err = domain.Missing()
	}
	return ret, err
}

// mayHold refuses to hand a return to somebody who may not review it.
func (a *App) mayHold(tx *store.Tx, m matter, ret domain.Return, to domain.ID) error {
	holder, able, err := a.able(tx, to, access.Take, access.DutyOf(m.duty, m.body))
	if err != nil {
		return err
	}
	if !able {
		return domain.Bad("to", "desk.not_theirs", nil)
	}
	version, _, err := submitted(tx, m, ret.Signed)
	if err != nil {
		return err
	}
	if err := a.mayReview(tx, holder, m, version); domain.KindOf(err) == domain.Forbidden {
		return domain.Bad("to", "desk.not_theirs", nil)
	} else if err != nil {
		return err
	}
	return nil
}

// able is whoever work is to be handed on to, and whether there is such a person
// who may take it.
func (a *App) able(tx *store.Tx, to domain.ID, verb access.Verb, target access.Target) (domain.Actor, bool, error) {
	holder, err := tx.Actor(to, tx.Today())
	if missing(err) {
		return holder, false, nil
	}
	return holder, err == nil && a.access.Can(holder, verb, target), err
}

// holding is the event's fact about work that changes hands.
type holding struct {
	Holder domain.ID `json:"holder"`
}

// hold saves who holds a return, if that is somebody else than before.
func (m matter) hold(tx *store.Tx, actor domain.Actor, before, ret domain.Return) error {
	if ret.Holder == before.Holder {
		return nil
	}
	event := m.event(domain.ReturnTaken, actor)
	event.Round, event.Return, event.No = ret.RoundID, ret.ID, ret.Signed
	event.Facts = facts(holding{ret.Holder})
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutReturn(&ret)
}
