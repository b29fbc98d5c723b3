package app_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/demo"
	"heed/internal/domain"
)

func operator() domain.Actor { return domain.Actor{Role: domain.Operator} }

// author tells of two past rounds and an open one, on the small world's pack
// and register.
func (w *world) author() *demo.Author {
	w.t.Helper()
	pack, err := w.store.Reader().Pack(w.ctx, "ctr")
	require.NoError(w.t, err)
	bodies, err := w.store.Reader().Bodies(w.ctx)
	require.NoError(w.t, err)
	n := 0
	return demo.New(demo.Options{
		Pack: pack, Bodies: bodies, Rounds: 2, Now: w.clock.AddDate(1, 0, 0), Attest: func(string) domain.Signature { return domain.Signature{Words: "I sign."} },
		IDs: func() domain.ID { n++; return domain.ID("told-" + time.Unix(int64(n), 0).UTC().Format("0405")) },
	})
}

// generate writes the whole of a small demonstration.
func (w *world) generate() {
	w.t.Helper()
	require.NoError(w.t, w.store.MarkInstance(w.ctx, true))
	author := w.author()
	require.NoError(w.t, w.GeneratePeople(w.ctx, operator(), author.People(), author.Reached))
	history := w.Generate(author)
	for _, q := range author.Calendar() {
		*w.clock = q.Begins()
		require.NoError(w.t, history.Quarter(w.ctx, operator(), q))
	}
}

func TestR20_HistoryIsGeneratedInADemonstrationAlone(t *testing.T) {
	people := func(w *world, by domain.Actor) func() error {
		return func() error { return w.GeneratePeople(w.ctx, by, w.author().People(), w.author().Reached) }
	}
	quarter := func(w *world, by domain.Actor) func() error {
		author := w.author()
		author.People()
		return func() error { return w.Generate(author).Quarter(w.ctx, by, author.Calendar()[0]) }
	}
	w := newWorld(t)
	for _, verb := range []func(*world, domain.Actor) func() error{people, quarter} {
		w.refuses(domain.Forbidden, "generate.not_a_demonstration", verb(w, operator()))
	}
	require.NoError(t, w.store.MarkInstance(w.ctx, true))
	for _, verb := range []func(*world, domain.Actor) func() error{people, quarter} {
		w.refuses(domain.NotFound, "not_found", verb(w, w.as("adam")))
	}
}

// What is written in bulk must be what the verbs would have left: the record
// and what stands now agree, word for word and in order of time.
func TestAGeneratedRecordHoldsTogether(t *testing.T) {
	w := newWorld(t)
	before := w.head()
	w.generate()
	reader := w.store.Reader()
	events, err := reader.Events(w.ctx, before, 100_000)
	require.NoError(t, err)
	require.NotEmpty(t, events)
	last := map[domain.ID]domain.Event{}
	var at time.Time
	for _, written := range events {
		var e domain.Event
		require.NoError(t, json.Unmarshal(written.Body, &e))
		require.Equal(t, written.Seq, e.Seq)
		require.False(t, e.At.Before(at), "event %d goes back in time", e.Seq)
		at = e.At
		if e.State != nil {
			last[e.Duty] = e
		}
		if e.Sealed != "" {
			sealed, err := reader.Sealed(w.ctx, all(), e.Sealed)
			require.NoError(t, err)
			require.Equal(t, e.Digest, sealed.Digest)
			require.Equal(t, e.Seq, sealed.Seq)
			require.True(t, e.At.Equal(sealed.At), "words and event are of one instant")
		}
	}
	duties, err := reader.Duties(w.ctx, all(), "ctr")
	require.NoError(t, err)
	moved := 0
	for _, d := range duties {
		e, known := last[d.ID]
		if !known {
			continue
		}
		moved++
		require.Equal(t, e.Seq, d.Seq)
		require.Equal(t, *e.State, d.State, "the duty stands as its last event says")
	}
	require.Positive(t, moved)
	w.roundsAreTold()
}

func (w *world) roundsAreTold() {
	w.t.Helper()
	rounds, err := w.store.Reader().Rounds(w.ctx, "ctr")
	require.NoError(w.t, err)
	require.Len(w.t, rounds, 12, "three quarters of each oversight")
	for i, r := range rounds {
		require.True(w.t, r.Generated)
		require.Equal(w.t, i >= 8, r.IsOpen(), "%s of %v", r.Name, r.Nations)
	}
}
