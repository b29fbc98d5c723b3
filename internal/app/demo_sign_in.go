package app

import (
	"context"
	"slices"

	"heed/internal/demo"
	"heed/internal/domain"
	"heed/internal/store"
)

// Cast is what a demonstration offers to whoever opens it: people to be, and
// bodies worth a look.
type Cast struct {
	People []domain.Person // by situation, in the order to try them
	Bodies []demo.Notable
}

// DemoCast is the people by situation of a demonstration (R20). In a real
// database there are none, and the answer is *not found*.
func (a *App) DemoCast(ctx context.Context) (Cast, error) {
	if err := a.inDemonstration(ctx); err != nil {
		return Cast{}, err
	}
	people, err := a.store.Reader().People(ctx, domain.Scope{All: true})
	if err != nil {
		return Cast{}, err
	}
	people = slices.DeleteFunc(people, func(p domain.Person) bool { return p.Demo == nil })
	slices.SortStableFunc(people, func(p, q domain.Person) int { return p.Demo.Order - q.Demo.Order })
	return Cast{People: people, Bodies: demo.Notables()}, nil
}

// DemoSignIn lets anybody in as the person of a situation.
func (a *App) DemoSignIn(ctx context.Context, situation string) (domain.Person, error) {
	cast, err := a.DemoCast(ctx)
	if err != nil {
		return domain.Person{}, err
	}
	i := slices.IndexFunc(cast.People, func(p domain.Person) bool { return p.Demo.Key == situation })
	if i < 0 {
		return domain.Person{}, domain.Missing()
	}
	return a.SignInAs(ctx, cast.People[i].ID)
}

func (a *App) inDemonstration(ctx context.Context) error {
	kind, err := a.store.Instance(ctx)
	if err == nil && kind != store.Demo {
		err = domain.Missing()
	}
	return err
}
