package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AssignCheck gives the drawn claims of some bodies to an assessor.
type AssignCheck struct {
	ID     domain.ID
	Bodies []string // codes
	Person domain.ID
}

// AssignCheck shares a spot check out: all of it, or where the assessor may not
// check one of the claims (R22), nothing. What is judged stays where it is.
func (a *App) AssignCheck(ctx context.Context, actor domain.Actor, in AssignCheck) error {
	return a.write(ctx, func(tx *store.Tx) error {
		check, err := a.check(tx, actor, access.PlanCheck, in.ID)
		if err != nil {
			return err
		}
		if check.State != domain.CheckDrawn {
			return domain.Clash("check.changed", check)
		}
		if len(in.Bodies) == 0 {
			return domain.Bad("bodies", "check.bodies_missing", nil)
		}
		share := shareOut{tx: tx, actor: actor, check: check}
		if share.to, err = candidate(tx, in.Person); err != nil {
			return err
		}
		if share.items, err = tx.CheckItems(check.ID); err != nil {
			return err
		}
		if share.given, err = tx.CheckAssignments(check.ID); err != nil {
			return err
		}
		var refused domain.Problems
		for _, code := range in.Bodies {
			if err := share.body(code); domain.KindOf(err) == domain.Invalid {
				refused = append(refused, domain.AsProblems(err)...)
			} else if err != nil {
				return err
			}
		}
		return domain.OfBodies(refused).Err()
	})
}

// assessor is who is to check, with what does not hang on the body.
type assessor struct {
	actor   domain.Actor
	own     []domain.ID // bodies (R5)
	clients []domain.ID
}

func candidate(tx *store.Tx, person domain.ID) (assessor, error) {
	actor, err := tx.Actor(person, tx.Today())
	if missing(err) {
		return assessor{}, domain.Bad("person", "check.person_missing", nil)
	}
	if err != nil {
		return assessor{}, err
	}
	own, err := ownOf(tx, actor)
	if err != nil {
		return assessor{}, err
	}
	declared, err := tx.Clients(person)
	return assessor{actor, own, declared.Bodies}, err
}

// mayCheck is R22's question of one claim.
func (to assessor) mayCheck(tx *store.Tx, body domain.Body, item domain.CheckItem) error {
	c := domain.Candidate{
		Person: to.actor.Person, Held: to.actor.Memberships,
		Own: slices.Contains(to.own, body.ID), Client: slices.Contains(to.clients, body.ID),
	}
	reviews, err := tx.ReviewsOf(item.DutyID)
	if err != nil {
		return err
	}
	c.Accepted = slices.ContainsFunc(reviews, func(r domain.Review) bool {
		return r.Outcome == domain.Accepted && r.By == to.actor.Person.ID
	})
	return domain.MayCheck(c, body)
}

// shareOut is a spot check that is being shared out.
type shareOut struct {
	tx    *store.Tx
	actor domain.Actor
	check domain.SpotCheck
	to    assessor
	items []domain.CheckItem
	given []domain.Assignment
}

// body gives the claims of one body that nobody has judged.
func (s *shareOut) body(code string) error {
	body, err := s.tx.BodyByCode(code)
	if err != nil {
		return err
	}
	found := false
	for _, item := range s.items {
		if item.BodyID != body.ID || item.Judged() {
			continue
		}
		found = true
		if item.Assessor == s.to.actor.Person.ID {
			continue
		}
		if err := s.to.mayCheck(s.tx, body, item); err != nil {
			return err
		}
		if err := s.claim(item); err != nil {
			return err
		}
	}
	if !found {
		return domain.Bad("bodies", "check.nothing_to_assign", domain.Args{"Body": body.Name})
	}
	return nil
}

// claim moves one claim from whoever had it.
func (s *shareOut) claim(item domain.CheckItem) error {
	for _, g := range s.given {
		if g.DutyID == item.DutyID && !g.Ended {
			g.Ended = true
			if err := assignCheck(s.tx, s.actor, s.check, g); err != nil {
				return err
			}
		}
	}
	item, err := domain.AssignItem(item, s.to.actor.Person.ID)
	if err != nil {
		return err
	}
	made := domain.Assignment{ID: s.tx.NewID(), DutyID: item.DutyID, PersonID: item.Assessor, Check: s.check.ID, By: s.actor.ID()}
	if err := assignCheck(s.tx, s.actor, s.check, made); err != nil {
		return err
	}
	return s.tx.PutCheckItem(&item)
}

// assignCheck saves who checks a duty, with the event that says so.
func assignCheck(tx *store.Tx, actor domain.Actor, check domain.SpotCheck, given domain.Assignment) error {
	said := given
	said.Version = 0
	event := domain.Event{Type: domain.AssignmentMade, Actor: actor.ID(), Report: check.Report, Duty: given.DutyID, Facts: facts(said)}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutAssignment(&given)
}
