package store

import (
	"context"
	"sync"

	"gorm.io/gorm"

	"heed/internal/domain"
)

// Reader reads and cannot write. What belongs to a body or a duty is asked for
// with a scope; rows outside it are not there. The register, packs, rounds,
// take-ups, agreements and released figures are public facts and need none; the
// record itself (Events) is for whoever checks it.
type Reader struct {
	db     *gorm.DB
	packs  *packShelf
	actors *actorShelf
}

func (r *Reader) in(ctx context.Context) rows { return rows{db: r.db.WithContext(ctx), packs: r.packs} }

func (r rows) head() (int64, error) {
	var head headRow
	if err := r.db.Take(&head).Error; err != nil {
		return 0, fault(err)
	}
	return head.Seq, nil
}

// Head is the number of the last event.
func (r *Reader) Head(ctx context.Context) (int64, error) { return r.in(ctx).head() }

// Actor is a person as they stand on a day: their active memberships, each
// with where it sits now, and the duties assigned to them. Every request asks
// for one, and whatever changes what somebody may do is an event: until the next
// event, of whatever kind, the answer is the one given before.
func (r *Reader) Actor(ctx context.Context, person domain.ID, on domain.Day) (domain.Actor, error) {
	in := r.in(ctx)
	head, err := in.head()
	if err != nil {
		return domain.Actor{}, err
	}
	key := actorKey{person, on}
	if actor, kept := r.actors.find(key, head); kept {
		return actor, nil
	}
	actor, err := in.actor(person, on)
	if err == nil {
		r.actors.keep(key, head, actor)
	}
	return actor, err
}

// actorShelf keeps who people are as of one event. What the event before it
// left is thrown away at the first answer after it.
type actorShelf struct {
	mu   sync.Mutex
	head int64
	kept map[actorKey]domain.Actor
}

type actorKey struct {
	person domain.ID
	on     domain.Day
}

func (s *actorShelf) find(key actorKey, head int64) (domain.Actor, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	actor, kept := s.kept[key]
	return actor, kept && s.head == head
}

// keep puts an answer there that was read at the head or later: what happened
// in between is asked for again, since the head has moved by then.
func (s *actorShelf) keep(key actorKey, head int64, actor domain.Actor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.head != head {
		s.head, s.kept = head, map[actorKey]domain.Actor{}
	}
	s.kept[key] = actor
}

// Actor is a person as they stand on a day, as Reader.Actor has it.
func (tx *Tx) Actor(person domain.ID, on domain.Day) (domain.Actor, error) {
	return tx.actor(person, on)
}

func (r rows) actor(id domain.ID, on domain.Day) (domain.Actor, error) {
	person, err := r.person(id)
	if err != nil {
		return domain.Actor{}, err
	}
	actor := domain.Actor{Person: person}
	memberships, err := r.membershipsOf(id)
	if err != nil {
		return domain.Actor{}, err
	}
	for _, m := range memberships {
		switch {
		case m.Active(on):
			actor.Memberships = append(actor.Memberships, m)
		case m.Unconfirmed() && !m.Ended(on):
			actor.Unconfirmed = append(actor.Unconfirmed, m)
		}
	}
	assigned, err := r.assignmentsTo(id)
	if err != nil {
		return domain.Actor{}, err
	}
	actor.Give(assigned)
	return actor, nil
}
