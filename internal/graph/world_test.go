package graph_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
)

const today domain.Day = "2026-11-23"

// world is a small report with its bodies and duties, built up in a test.
// Duties are named "RJ1/14".
type world struct {
	facts  graph.Facts
	bodies map[string]*domain.Body
}

func newWorld(deps ...domain.Dependency) *world {
	pack := &domain.Pack{Version: 1, Dependencies: deps}
	for no := 1; no <= 17; no++ {
		key := fmt.Sprint(no)
		rec := domain.Recommendation{No: no, Requirements: []domain.Requirement{{Key: key + "a"}, {Key: key + "b"}, {Key: key + "e"}}}
		rec.Owed = []domain.Owed{{Requirements: []string{key + "a", key + "b"}}, {Requirements: []string{key + "e"}}}
		pack.Recommendations = append(pack.Recommendations, rec)
	}
	return &world{graph.Facts{Day: today, Pack: pack}, map[string]*domain.Body{}}
}

func dep(from, to int, kind domain.DependencyKind, scope domain.DependencyScope) domain.Dependency {
	return domain.Dependency{Key: fmt.Sprintf("%d-%d-%s", from, to, kind), From: from, To: to, Kind: kind, Scope: scope}
}

func (w *world) body(code string, kind domain.BodyKind, nation domain.Nation) {
	w.bodies[code] = &domain.Body{ID: domain.ID(code), Code: code, Kind: kind, Nation: nation}
}

// duty adds a duty, changed by each of the given steps.
func (w *world) duty(code string, rec int, steps ...func(*domain.Duty)) domain.ID {
	body := w.bodies[code]
	d := domain.Duty{ID: domain.ID(fmt.Sprintf("%s/%d", code, rec)), Rec: rec, BodyID: body.ID,
		Requirements: []string{fmt.Sprint(rec, "a"), fmt.Sprint(rec, "b")}, State: domain.NewDutyState()}
	for _, step := range steps {
		step(&d)
	}
	w.facts.Duties = append(w.facts.Duties, domain.DutyFacts{Duty: d, Body: body, Monitored: true, Reached: true})
	return d.ID
}

func owes(keys ...string) func(*domain.Duty) {
	return func(d *domain.Duty) { d.Requirements = keys }
}

func claims(d *domain.Duty) {
	d.State.Signed, d.State.SignedAt, d.State.Status = 1, time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC), domain.Implemented
	d.State.Met = map[string]domain.Met{}
	for _, key := range d.Requirements {
		d.State.Met[key] = domain.MetYes
	}
}

func confirms(d *domain.Duty) {
	claims(d)
	d.State.Grade, d.State.Assurance = domain.FullySatisfactory, domain.EvidenceChecked
	d.State.Verdicts = map[string]domain.Verdict{}
	for _, key := range d.Requirements {
		d.State.Verdicts[key] = domain.VerdictMet
	}
}

func rejects(d *domain.Duty) { d.State.Response = domain.ResponseRejected }

func agreedNA(d *domain.Duty) {
	d.State.Response, d.State.NAAgreed = domain.ResponseNotApplicable, true
}

func closes(how domain.Closure, by ...int) func(*domain.Duty) {
	return func(d *domain.Duty) { d.State.Closure, d.State.SupersededBy = how, by }
}

func (w *world) partners(local, university string) {
	w.facts.Partnerships = append(w.facts.Partnerships, domain.Partnership{
		Local: domain.ID(local), University: domain.ID(university), State: domain.PartnershipConfirmed, From: "2024-01-01"})
}

func (w *world) build() *built { return &built{graph.Build(w.facts)} }

// built asks a graph by duty.
type built struct{ *graph.Graph }

func (b *built) at(t *testing.T, id domain.ID) *domain.Standing {
	t.Helper()
	i, known := b.Number(id)
	require.True(t, known, "no duty %s", id)
	return b.Standing(i)
}

func (b *built) bearing(t *testing.T, id domain.ID, key string) graph.Bearing {
	t.Helper()
	i, known := b.Number(id)
	require.True(t, known)
	for _, e := range b.Above(i) {
		if e.Dependency.Key == key {
			return e.Bearing
		}
	}
	return ""
}

// upstream lists what links name, a share by its key.
func upstream(links []domain.Link) []string {
	var names []string
	for _, l := range links {
		if l.Share != nil {
			names = append(names, "share "+l.Dependency.Key)
		} else {
			names = append(names, string(l.Upstream))
		}
	}
	slices.Sort(names)
	return names
}
