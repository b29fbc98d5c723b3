package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR3_WorkIsTakenAndHandedOn(t *testing.T) {
	r := domain.Return{ID: "r", State: domain.ReturnSigned}
	r, err := domain.Take(r, "rose")
	require.NoError(t, err)
	require.Equal(t, domain.ID("rose"), r.Holder)

	again, err := domain.Take(r, "rose")
	require.NoError(t, err)
	require.Equal(t, r, again)

	_, err = domain.Take(r, "ravi")
	refusedAs(t, err, domain.Conflict, "desk.taken")

	r, err = domain.HandOn(r, "ravi")
	require.NoError(t, err)
	require.Equal(t, domain.ID("ravi"), r.Holder)
	r, err = domain.HandOn(r, "")
	require.NoError(t, err)
	require.Empty(t, r.Holder, "back on the desk")
}

func TestR3_OnlyWhatWaitsIsOnTheDesk(t *testing.T) {
	for state, waits := range map[domain.ReturnState]bool{
		domain.ReturnSigned: true, domain.ReturnReceived: true,
		domain.ReturnAwaited: false, domain.ReturnDraft: false, domain.ReturnSubmitted: false, domain.ReturnAccepted: false, domain.ReturnSentBack: false,
	} {
		require.Equal(t, waits, state.OnDesk(), state)
		_, err := domain.Take(domain.Return{State: state}, "rose")
		if waits {
			require.NoError(t, err, state)
			continue
		}
		refusedAs(t, err, domain.Conflict, "return.changed")
	}
}
