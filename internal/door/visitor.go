package door

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"heed/internal/domain"
	"heed/web/words"
)

// People finds who an id is, with the memberships active on a day.
type People interface {
	Actor(ctx context.Context, person domain.ID, on domain.Day) (domain.Actor, error)
}

// Visitor is who makes a request, and in which language and at which instant.
type Visitor struct {
	Actor domain.Actor
	Words *words.Words
	Now   time.Time
}

type visitorKey struct{}

// VisitorOf is the visitor of a request; a stranger where none was loaded.
func VisitorOf(ctx context.Context) Visitor {
	v, _ := ctx.Value(visitorKey{}).(Visitor)
	return v
}

// visitors puts the visitor on the request's context.
func (d *Door) visitors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := d.o.Now()
		actor, err := d.actor(r.Context(), now)
		if err != nil {
			d.o.Fault(w, r, err)
			return
		}
		visitor := Visitor{Actor: actor, Words: d.o.Words.For("en"), Now: now}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitorKey{}, visitor)))
	})
}

// actor is the person signed in, or the public. A person whose account ended,
// or who signed out everywhere, is the public from their next request on.
func (d *Door) actor(ctx context.Context, now time.Time) (domain.Actor, error) {
	public := domain.Actor{Role: domain.PublicRole}
	id, _, signedIn := d.o.Sessions.Current(ctx)
	if !signedIn {
		return public, nil
	}
	actor, err := d.o.People.Actor(ctx, id, domain.DayOf(now))
	if domain.KindOf(err) == domain.NotFound {
		return public, d.o.Sessions.SignOut(ctx)
	}
	if err != nil {
		return public, fmt.Errorf("door: who is signed in: %w", err)
	}
	goesOn, err := d.o.Sessions.EndUnless(ctx, actor.Person.Epoch)
	if err != nil || !goesOn || actor.Person.Ended {
		return public, err
	}
	return actor, nil
}
