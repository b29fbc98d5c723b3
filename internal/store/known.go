package store

import (
	"context"
	"maps"
	"slices"

	"heed/internal/domain"
)

// Known is a person with every membership they have, paths filled.
type Known struct {
	Person      domain.Person
	Memberships []domain.Membership
}

// PeopleWithin is everybody who works in the scope or holds a role in it, in
// the order they were added. An assurer works for none of the bodies, and a
// deputy may work for another.
func (r *Reader) PeopleWithin(ctx context.Context, scope domain.Scope) ([]Known, error) {
	in := r.in(ctx)
	people, err := all[personRow](in.db.Order("id"))
	if err != nil {
		return nil, err
	}
	held, err := all[membershipRow](in.memberships())
	if err != nil {
		return nil, err
	}
	employed, err := r.employedIn(ctx, scope)
	if err != nil {
		return nil, err
	}
	of := make(map[domain.ID][]domain.Membership, len(people))
	for _, m := range held {
		of[m.PersonID] = append(of[m.PersonID], m)
	}
	var within []Known
	for _, p := range people {
		if employed[p.ID] || anyWithin(scope, of[p.ID]) {
			within = append(within, Known{p, of[p.ID]})
		}
	}
	return within, nil
}

// PeopleOver is those who hold a role on an area or on one body, with these roles
// alone, of whom the scope sees the employer or the role: who may look after the
// body. They are few, where PeopleWithin is everybody.
func (r *Reader) PeopleOver(ctx context.Context, scope domain.Scope, body domain.ID) ([]Known, error) {
	in := r.in(ctx)
	held, err := all[membershipRow](in.memberships().Where("(membership.body_id IS NULL OR membership.body_id = ?)", body))
	if err != nil {
		return nil, err
	}
	of := map[domain.ID][]domain.Membership{}
	for _, m := range held {
		of[m.PersonID] = append(of[m.PersonID], m)
	}
	ids := slices.Collect(maps.Keys(of))
	people, err := allByIDs[personRow](in.db.Order("id"), "id", ids)
	if err != nil {
		return nil, err
	}
	employed, err := r.PeopleByIDs(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	var over []Known
	for _, p := range people {
		if _, there := employed[p.ID]; there || anyWithin(scope, of[p.ID]) {
			over = append(over, Known{p, of[p.ID]})
		}
	}
	return over, nil
}

// PersonWithin finds one of PeopleWithin.
func (r *Reader) PersonWithin(ctx context.Context, scope domain.Scope, id domain.ID) (Known, error) {
	in := r.in(ctx)
	person, err := in.person(id)
	if err != nil {
		return Known{}, err
	}
	held, err := in.membershipsOf(id)
	if err != nil {
		return Known{}, err
	}
	if anyWithin(scope, held) {
		return Known{person, held}, nil
	}
	if _, err := r.Person(ctx, scope, id); err != nil {
		return Known{}, err
	}
	return Known{person, held}, nil
}

// ToConfirm is the people who wait on a place of the scope for somebody to confirm
// them as approvers (R10), each with the memberships that wait, ended ones too. They
// may work elsewhere.
func (r *Reader) ToConfirm(ctx context.Context, scope domain.Scope) ([]Known, error) {
	in := r.in(ctx)
	held, err := all[membershipRow](in.memberships().Where("membership.waits"))
	if err != nil {
		return nil, err
	}
	of := map[domain.ID][]domain.Membership{}
	for _, m := range held {
		if anyWithin(scope, []domain.Membership{m}) {
			of[m.PersonID] = append(of[m.PersonID], m)
		}
	}
	people, err := allByIDs[personRow](in.db.Order("id"), "id", slices.Collect(maps.Keys(of)))
	waiting := make([]Known, len(people))
	for i, p := range people {
		waiting[i] = Known{p, of[p.ID]}
	}
	return waiting, err
}

// employedIn is the ids of the people whose employer is in the scope.
func (r *Reader) employedIn(ctx context.Context, scope domain.Scope) (map[domain.ID]bool, error) {
	employed, err := r.People(ctx, scope)
	if err != nil {
		return nil, err
	}
	ids := make(map[domain.ID]bool, len(employed))
	for _, p := range employed {
		ids[p.ID] = true
	}
	return ids, nil
}

func anyWithin(scope domain.Scope, held []domain.Membership) bool {
	return slices.ContainsFunc(held, func(m domain.Membership) bool { return m.Path != "" && scope.Sees(m.Path, 0, "") })
}
