package view_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/view"
)

func TestAPastDayIsMadeOnceForAllWhoAsk(t *testing.T) {
	w := newWorld(t)
	w.setDay(today.Add(20))
	days := make([]*view.Picture, 8)
	var group sync.WaitGroup
	for i := range days {
		group.Go(func() {
			p, err := w.views.AsAt(t.Context(), report, today)
			if err == nil {
				days[i] = p
			}
		})
	}
	group.Wait()
	for _, p := range days {
		require.Same(t, days[0], p)
	}

	for n := range 12 { // as many as are kept
		_, err := w.views.AsAt(t.Context(), report, today.Add(1+n))
		require.NoError(t, err)
	}
	last, err := w.views.AsAt(t.Context(), report, today.Add(12))
	require.NoError(t, err)
	again, err := w.views.AsAt(t.Context(), report, today.Add(12))
	require.NoError(t, err)
	require.Same(t, last, again)
	first, err := w.views.AsAt(t.Context(), report, today)
	require.NoError(t, err)
	require.NotSame(t, days[0], first, "what was there longest went")

	gone, leave := context.WithCancel(t.Context())
	leave()
	_, err = w.views.AsAt(gone, report, today.Add(13))
	require.ErrorIs(t, err, context.Canceled)
}
