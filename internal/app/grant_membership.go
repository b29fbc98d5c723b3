package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// GrantMembership gives a person a role on a body or an area.
type GrantMembership struct {
	Person domain.ID
	Grant  Grant
}

// GrantMembership adds the role. Nobody changes their own roles, and an
// administrator holds no other. An approver's counts once confirmed: at once,
// where whoever grants it may confirm it too (R10). A role that the person has
// there already is left as it is.
func (a *App) GrantMembership(ctx context.Context, actor domain.Actor, in GrantMembership) (domain.Membership, error) {
	var granted domain.Membership
	err := a.write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Person(in.Person); err != nil {
			return err
		}
		var err error
		granted, err = a.grant(tx, actor, in.Person, in.Grant)
		return err
	})
	return granted, err
}

func (a *App) grant(tx *store.Tx, actor domain.Actor, person domain.ID, g Grant) (domain.Membership, error) {
	m, err := placeOf(tx, g)
	if err != nil {
		return domain.Membership{}, err
	}
	m.PersonID = person
	if m.From.IsZero() {
		m.From = tx.Today()
	}
	if err := a.may(actor, roleVerb(m.Role, access.GrantMembership), access.At(m.Path)); err != nil {
		return domain.Membership{}, err
	}
	if err := m.Check(tx.Today()).Err(); err != nil {
		return domain.Membership{}, err
	}
	held, err := heldBy(tx, person)
	if err != nil {
		return domain.Membership{}, err
	}
	if err := domain.MayGrant(m, held, actor); err != nil {
		return domain.Membership{}, err
	}
	for _, before := range held {
		if m.Repeats(before) {
			return before, nil
		}
	}
	m.ID, m.Confirmed = tx.NewID(), a.confirms(actor, m)
	return m, putMembership(tx, actor, domain.MembershipGranted, &m)
}

// roleVerb is the verb that a role takes: oversight's own people are granted by
// fewer than a body's.
func roleVerb(role domain.Role, ofBody access.Verb) access.Verb {
	if role.OfBody() {
		return ofBody
	}
	return access.AddOversightPerson
}

// confirms says that an approver granted by the actor counts at once.
func (a *App) confirms(actor domain.Actor, m domain.Membership) bool {
	return m.Role == domain.Approver && a.access.Can(actor, access.ConfirmApprover, access.At(m.Path)) &&
		domain.MayConfirmApprover(m, actor) == nil
}

// heldBy is a person's memberships that are not over, whether or not they
// count yet.
func heldBy(tx *store.Tx, person domain.ID) ([]domain.Membership, error) {
	all, err := tx.MembershipsOf(person)
	if err != nil {
		return nil, err
	}
	var held []domain.Membership
	for _, m := range all {
		if !m.Ended(tx.Today()) {
			held = append(held, m)
		}
	}
	return held, nil
}

func putMembership(tx *store.Tx, actor domain.Actor, of domain.EventType, m *domain.Membership) error {
	event := membershipEvent(of, actor, *m)
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutMembership(m)
}

// membershipEvent is an event that carries the whole membership, but for the
// guard of its row: it holds no words and no names.
func membershipEvent(of domain.EventType, actor domain.Actor, m domain.Membership) domain.Event {
	m.Version = 0
	return domain.Event{Type: of, Actor: actor.ID(), Body: m.BodyID, Facts: facts(m)}
}
