package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AssignReview gives a duty's reviews to somebody who is not its oversight.
type AssignReview struct {
	Key    domain.DutyKey
	Person domain.ID
}

// AssignReview is for what its own oversight may not review (R5): the reviews go
// to an independent assurer, or to another nation's oversight where both
// recorded that they agree.
func (a *App) AssignReview(ctx context.Context, actor domain.Actor, in AssignReview) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.AssignReview, in.Key)
		if err != nil {
			return err
		}
		if err := mayBeAssigned(tx, m, in.Person); err != nil {
			return err
		}
		there, err := tx.Assignments(m.duty.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(there, func(a domain.Assignment) bool { return !a.Ended && a.PersonID == in.Person }) {
			return nil
		}
		made := domain.Assignment{ID: tx.NewID(), DutyID: m.duty.ID, PersonID: in.Person, By: actor.ID()}
		return m.assign(tx, actor, made)
	})
}

// EndAssignment takes a duty's reviews from somebody again.
type EndAssignment struct {
	Key    domain.DutyKey
	Person domain.ID
}

// EndAssignment ends what AssignReview gave. What they decided stands.
func (a *App) EndAssignment(ctx context.Context, actor domain.Actor, in EndAssignment) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.AssignReview, in.Key)
		if err != nil {
			return err
		}
		there, err := tx.Assignments(m.duty.ID)
		if err != nil {
			return err
		}
		for _, assignment := range there {
			if assignment.Ended || assignment.PersonID != in.Person {
				continue
			}
			assignment.Ended = true
			if err := m.assign(tx, actor, assignment); err != nil {
				return err
			}
		}
		return nil
	})
}

func mayBeAssigned(tx *store.Tx, m matter, person domain.ID) error {
	assignee, err := tx.Actor(person, tx.Today())
	if missing(err) {
		return domain.Bad("person", "assign.nobody_agreed", nil)
	}
	if err != nil {
		return err
	}
	own, err := isOwn(tx, assignee, m.body)
	if err != nil {
		return err
	}
	agreements, err := tx.Agreements()
	if err != nil {
		return err
	}
	return domain.MayBeAssigned(m.body, own, assignee.Memberships, agreements)
}

// assign saves an assignment with the event that says so.
func (m matter) assign(tx *store.Tx, actor domain.Actor, assignment domain.Assignment) error {
	event := m.event(domain.AssignmentMade, actor)
	said := assignment
	said.Version = 0
	event.Facts = facts(said)
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutAssignment(&assignment)
}
