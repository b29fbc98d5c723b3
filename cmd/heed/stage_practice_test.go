package main

import (
	"slices"

	"github.com/stretchr/testify/require"

	"heed/internal/demo"
	"heed/internal/domain"
)

// practice leads to the duty that waits for its Trust's consent to be shown as
// good practice, and to a recommendation that has some.
func (s *staging) practice() {
	duties, err := s.store.Reader().Duties(s.t.Context(), everywhere, seedReport)
	require.NoError(s.t, err)
	trust, err := s.store.Reader().BodyByCode(s.t.Context(), demo.Teaching)
	require.NoError(s.t, err)
	at := slices.IndexFunc(duties, func(d domain.Duty) bool { return d.BodyID == trust.ID && d.State.Practice.Waits() })
	require.GreaterOrEqual(s.t, at, 0, "nothing waits for the teaching Trust's consent")
	rec := domain.Recommendation{No: duties[at].Rec}
	address := "/bodies/" + trust.Code + "/ctr/" + rec.Key() + "/practice"
	s.door("dhsc_reviewer", address)
	s.door("teaching_approver", address)
}
