package site_test

import (
	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// drawnCheck has England's lead draw the Trust's claim on 17 and give it to the assurer.
func (w *world) drawnCheck() domain.SpotCheck {
	w.t.Helper()
	ctx := w.t.Context()
	w.sign(17, w.everythingMet)
	lead := w.mustActor(ctx, "lead")
	check, err := w.app.PlanCheck(ctx, lead, app.PlanCheck{Report: report, Plan: domain.CheckPlan{
		Nations: []domain.Nation{domain.England}, Unit: domain.CheckClaims, N: 5, QuarterDays: 2, ReplyDays: 10,
	}})
	require.NoError(w.t, err)
	require.NoError(w.t, w.app.SeedCheck(ctx, lead, app.SeedCheck{ID: check.ID}))
	require.NoError(w.t, w.app.DrawCheck(ctx, lead, check.ID))
	assurer := w.mustActor(ctx, "assurer").Person.ID
	require.NoError(w.t, w.app.AssignCheck(ctx, lead, app.AssignCheck{ID: check.ID, Person: assurer, Bodies: []string{"RYY"}}))
	return check
}

// drawnItem is the one claim of a check.
func (w *world) drawnItem(check domain.ID) domain.CheckItem {
	w.t.Helper()
	items, err := w.store.Reader().CheckItems(w.t.Context(), domain.Scope{All: true}, check)
	require.NoError(w.t, err)
	require.Len(w.t, items, 1)
	return items[0]
}
