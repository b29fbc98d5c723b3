package store

import (
	"context"

	"gorm.io/gorm"

	"heed/internal/domain"
)

// Reader reads and cannot write. What belongs to a body or a duty is asked for
// with a scope; rows outside it are not there. The register, packs, rounds,
// take-ups, agreements and released figures are public facts and need none; the
// record itself (Events) is for whoever checks it.
type Reader struct {
	db    *gorm.DB
	packs *packShelf
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
// with where it sits now, and the duties assigned to them.
func (r *Reader) Actor(ctx context.Context, person domain.ID, on domain.Day) (domain.Actor, error) {
	return r.in(ctx).actor(person, on)
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
		if m.Active(on) {
			actor.Memberships = append(actor.Memberships, m)
		}
	}
	assigned, err := r.assignmentsTo(id)
	if err != nil {
		return domain.Actor{}, err
	}
	for _, a := range assigned {
		if !a.Ended {
			actor.Assigned = append(actor.Assigned, a.DutyID)
		}
	}
	return actor, nil
}
