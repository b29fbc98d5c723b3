package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/view"
)

// name has a duty's last signed report name barriers.
func (w *world) name(duty domain.ID, keys ...string) {
	w.changeDuty(duty, domain.ReturnSignedE, func(d *domain.Duty) {
		d.State.Signed, d.State.SignedAt, d.State.Status, d.State.Barriers = d.State.Signed+1, w.clock(), domain.InProgress, keys
	})
}

func TestR27_BarriersAreCountedByWhoNamesThem(t *testing.T) {
	w := newWorld(t)
	p := w.picture()
	p.Pack.Barriers = []domain.Term{{Key: "time", Name: "No time"}, {Key: "money", Name: "No money"}}
	var local []domain.ID
	for _, row := range p.Bodies(everyone(), view.Filter{Rec: 1}) {
		local = append(local, row.Duty.ID)
	}
	require.GreaterOrEqual(t, len(local), 2)
	w.name(local[0], "time", "money")
	w.name(local[1], "time")
	before := w.picture()
	before.Pack.Barriers = p.Pack.Barriers
	rows := before.Barriers(everyone(), view.Filter{}, nil)
	require.Equal(t, "time", rows[0].Barrier.Key)
	require.Equal(t, 2, rows[0].Bodies)
	require.Equal(t, 1, rows[1].Duties)
	require.Len(t, before.Naming(everyone(), "time", view.Filter{}), 2, "every figure has its rows")
	sum := 0
	for _, c := range rows[0].Regions {
		sum += c.N
	}
	require.Equal(t, 2, sum)

	w.changeDuty(local[0], domain.ReturnReviewed, w.confirm)
	after := w.picture()
	after.Pack.Barriers = p.Pack.Barriers
	rows = after.Barriers(everyone(), view.Filter{}, []*view.Picture{before})
	require.Equal(t, 1, rows[0].Bodies, "what is confirmed has nothing in its way")
	require.Equal(t, []int{2}, rows[0].Before)
	require.Len(t, rows[0].Beyond, 1)
	require.Empty(t, after.Barriers(view.Cut{}, view.Filter{}, []*view.Picture{before})[0].Beyond, "what bodies name is not public (R9)")
	require.Zero(t, after.Barriers(view.Cut{Figures: domain.Scope{All: true}}, view.Filter{}, nil)[0].Bodies)
}
