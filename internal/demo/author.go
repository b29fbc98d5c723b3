package demo

import (
	"cmp"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"heed/internal/domain"
)

// plot makes this demonstration and no other. Change it for another one.
const plot = 2021_02

// Options are what an Author starts from.
type Options struct {
	Pack   *domain.Pack
	Bodies []domain.Body // with their ids
	Rounds int           // past ones
	Now    time.Time
	IDs    domain.IDs
	Attest func(body string) domain.Signature // what the approver of a body signs
}

// Author tells the story. It remembers what it let each body say, so it is
// used by one teller at a time, round after round.
type Author struct {
	Options
	bodies    map[domain.ID]domain.Body
	people    map[string]domain.ID              // by their key in the cast
	own       map[domain.Nation][]domain.ID     // what each oversight may not review (R5)
	held      map[domain.ID][]domain.Membership // by body
	tempers   map[domain.ID]temper
	said      map[domain.ID]domain.Content // by duty: the last sealed version
	shown     map[domain.ID]domain.Evidence
	sentences map[string][]string
}

// New is an author before the first word.
func New(o Options) *Author {
	a := &Author{
		Options: o, bodies: map[domain.ID]domain.Body{}, people: map[string]domain.ID{}, own: map[domain.Nation][]domain.ID{}, held: map[domain.ID][]domain.Membership{},
		tempers: map[domain.ID]temper{}, said: map[domain.ID]domain.Content{}, shown: map[domain.ID]domain.Evidence{}, sentences: readSentences(),
	}
	for _, b := range o.Bodies {
		a.bodies[b.ID] = b
		a.tempers[b.ID] = temperOf(b)
	}
	for nation, code := range oversights() {
		if b, found := a.body(code); found {
			a.own[nation] = domain.OwnGroup(b, a.Bodies)
		}
	}
	return a
}

// oversights is the department that oversees each nation.
func oversights() map[domain.Nation]string {
	return map[domain.Nation]string{
		domain.England: "DHSC", domain.Scotland: "SG-HSCD", domain.Wales: "WG-HSC", domain.NorthernIreland: "DOH-NI",
	}
}

// body finds a body by its code; the cast is of the seed's register, so one
// that is missing is left out of the story.
func (a *Author) body(code string) (domain.Body, bool) {
	i := slices.IndexFunc(a.Bodies, func(b domain.Body) bool { return b.Code == code })
	if i < 0 {
		return domain.Body{}, false
	}
	return a.Bodies[i], true
}

// chance is a stream of choices that depends on nothing but its name.
type chance struct{ *rand.Rand }

func chanceOf(name ...string) chance {
	h := fnv.New64a()
	for _, part := range name {
		_, _ = h.Write([]byte(part)) // a hash takes everything
		_, _ = h.Write([]byte{0})
	}
	return chance{rand.New(rand.NewPCG(plot, h.Sum64()))}
}

// in says yes in so many of a hundred cases.
func (c chance) in(percent int) bool { return c.IntN(100) < percent }

// between is a number from low to high, both included.
func (c chance) between(low, high int) int { return low + c.IntN(high-low+1) }

// share is a share between two others.
func (c chance) share(low, high float64) float64 { return low + c.Float64()*(high-low) }

func pick[T any](c chance, from []T) T { return from[c.IntN(len(from))] }

// some is up to n different ones of a list, in its order.
func some[T any](c chance, from []T, n int) []T {
	order := c.Perm(len(from))[:min(n, len(from))]
	slices.Sort(order)
	chosen := make([]T, len(order))
	for i, at := range order {
		chosen[i] = from[at]
	}
	return chosen
}

// weighted is one of several things that are not equally likely.
type weighted[T any] struct {
	what   T
	weight int
}

func draw[T any](c chance, from []weighted[T]) T {
	sum := 0
	for _, w := range from {
		sum += w.weight
	}
	n := c.IntN(sum)
	for _, w := range from {
		if n -= w.weight; n < 0 {
			return w.what
		}
	}
	return from[len(from)-1].what
}

// atWork is an instant in office hours of the first weekday from a day on.
func atWork(c chance, day domain.Day) time.Time {
	for day.Add(-1).WorkingDaysAfter(1) != day {
		day = day.Add(1)
	}
	return day.Start().Add(time.Duration(c.between(8*60+30, 17*60))*time.Minute + time.Duration(c.IntN(60))*time.Second)
}

// later is the later of two instants, and a few minutes on when they meet.
func later(at, after time.Time) time.Time {
	if at.After(after) {
		return at
	}
	return after.Add(7 * time.Minute)
}

// latest is the later of two days.
func latest(a, b domain.Day) domain.Day { return cmp.Or(max(a, b), a) }
