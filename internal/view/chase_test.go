package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

func chasedCodes(list []view.Chased) []string {
	codes := []string{}
	for _, one := range list {
		codes = append(codes, one.Body.Code)
	}
	return codes
}

// chase saves how far oversight has come with a body, as its verb does.
func (w *world) chase(c domain.Chase) {
	w.write(func(tx *store.Tx) error {
		w.event(tx, domain.Event{Type: domain.ChaseNotedE, Report: report, Body: c.BodyID})
		if was, err := tx.Chase(report, c.BodyID); err == nil {
			c.ID, c.Version = was.ID, was.Version
		}
		c.Report = report
		return tx.PutChase(&c)
	})
}

// TestR19_TheChaseListIsInTheOrderOfWhatMatters: three Trusts wait for the UK
// Government's duty 3; Kent is overdue with nobody behind it, Guy's
// has its secondments behind it and a silent duty besides.
func TestR19_TheChaseListIsInTheOrderOfWhatMatters(t *testing.T) {
	w := newWorld(t)
	late := func(day domain.Day) func(*domain.Duty) {
		return func(d *domain.Duty) { d.State.FirstTarget, d.State.Target = day, day }
	}
	w.changeDuty(duty("RJ1", 14), domain.DutyResponded, late("2026-11-20"))
	w.changeDuty(duty("RYY", 15), domain.DutyResponded, late("2026-01-01"))
	list := w.picture().ChaseList(dhsc(), view.Filter{})
	require.Equal(t, []string{"UKG", "RJ1", "RYY"}, chasedCodes(list))
	require.Equal(t, domain.ChaseRank{Behind: 3}, list[0].Rank)
	require.True(t, list[0].Duties[0].Matter.Holds)
	require.Equal(t, domain.ChaseRank{Behind: 1, Late: 2}, list[1].Rank)
	require.Equal(t, domain.Day("2026-11-21"), list[1].Since)
	require.Equal(t, 325, list[2].Rank.Late)

	p := w.picture()
	require.Equal(t, []string{"RJ1"}, chasedCodes(p.ChaseList(dhsc(), view.Filter{Region: "London"})))
	require.Equal(t, []string{"UKG"}, chasedCodes(p.ChaseList(dhsc(), view.Filter{Theme: 1})))
	require.Equal(t, []string{"UKG"}, chasedCodes(p.ChaseList(dhsc(), view.Filter{Kind: domain.Government})))

	w.round("Autumn", "2026-10-01", "2026-11-22", domain.England)
	list = w.picture().ChaseList(dhsc(), view.Filter{})
	require.Equal(t, []string{"UKG", "RYY", "RJ1"}, chasedCodes(list)[:3])
	require.Len(t, list[2].Duties, 3, "the rest of what it owes fell silent")
}

func TestR19_WhoIsChasedIsCutToTheNation(t *testing.T) {
	w := newWorld(t)
	scotland := view.Cut{View: at("uk/scotland")}
	require.Equal(t, []string{"SG"}, chasedCodes(w.picture().ChaseList(scotland, view.Filter{})))
	require.NotContains(t, chasedCodes(w.picture().ChaseList(dhsc(), view.Filter{})), "SG")
	require.Empty(t, w.picture().ChaseList(view.Cut{Figures: at("uk")}, view.Filter{}), "figures are no leave to chase")
	for _, code := range []string{"SG", "S08", "nobody"} {
		_, err := w.picture().ChaseOf(dhsc(), code)
		require.Equal(t, domain.NotFound, domain.KindOf(err), code)
	}
	one, err := w.picture().ChaseOf(dhsc(), "RJ1")
	require.NoError(t, err)
	require.Empty(t, one.Duties, "nothing is to be chased, and what was noted can be read")
}

// TestR19_PutAwayAndBack follows one body: away, back since another of its duties
// has fallen overdue, and away again until the day promised has passed.
func TestR19_PutAwayAndBack(t *testing.T) {
	w := newWorld(t)
	target := func(day domain.Day) func(*domain.Duty) {
		return func(d *domain.Duty) { d.State.FirstTarget, d.State.Target = day, day }
	}
	w.changeDuty(duty("RJ1", 14), domain.DutyResponded, target("2026-11-20"))
	w.changeDuty(duty("RJ1", 1), domain.DutyResponded, target("2026-11-24"))
	guys := func() view.Chased {
		one, err := w.picture().ChaseOf(dhsc(), "RJ1")
		require.NoError(t, err)
		return one
	}
	w.chase(domain.Chase{BodyID: "b-RJ1", Promised: "2026-12-03", Until: "2026-12-03", Seen: guys().Matters()})
	require.Equal(t, domain.ChaseAway, guys().State)
	counts := func() [2]int {
		on, back := w.picture().ChaseCounts(dhsc())
		return [2]int{on, back}
	}
	require.Equal(t, [2]int{1, 0}, counts(), "the UK Government alone")

	w.setDay("2026-11-25")
	require.Equal(t, domain.ChaseBack, guys().State)
	require.Equal(t, []domain.ChaseMoved{{Move: domain.MoveOverdue, Recs: []int{1}}}, guys().Moved)
	require.Equal(t, [2]int{2, 1}, counts())

	w.chase(domain.Chase{BodyID: "b-RJ1", Promised: "2026-12-03", Until: "2026-12-03", Seen: guys().Matters()})
	require.Equal(t, domain.ChaseAway, guys().State)
	w.setDay("2026-12-04")
	require.Equal(t, []domain.ChaseMoved{{Move: domain.MovePromise, Day: "2026-12-03"}}, guys().Moved)

	w.changeDuty(duty("RJ1", 14), domain.ReturnSignedE, w.claim)
	w.changeDuty(duty("RJ1", 1), domain.ReturnSignedE, w.claim)
	require.Empty(t, guys().Duties)
	require.NotContains(t, chasedCodes(w.picture().ChaseList(dhsc(), view.Filter{})), "RJ1", "it is done, and off the list")
}

// TestTakingABodyComputesNothingAgain: what is dear is kept, and who holds the
// body is there at once.
func TestTakingABodyComputesNothingAgain(t *testing.T) {
	w := newWorld(t)
	before := w.picture()
	week := before.Integrated(dhsc())
	w.chase(domain.Chase{BodyID: "b-UKG", Holder: "ann"})
	ctx, count := store.CountQueries(t.Context())
	after, err := w.views.Picture(ctx, report)
	require.NoError(t, err)
	require.LessOrEqual(t, count.Load(), int64(5))
	require.Same(t, week, after.Integrated(dhsc()))
	one, err := after.ChaseOf(dhsc(), "UKG")
	require.NoError(t, err)
	require.Equal(t, domain.ChaseTaken, one.State)
	require.Equal(t, domain.ID("ann"), one.Chase.Holder)
	fresh, err := view.New(w.store.Reader(), w.clock).Picture(t.Context(), report)
	require.NoError(t, err)
	require.Equal(t, fresh.ChaseList(dhsc(), view.Filter{}), after.ChaseList(dhsc(), view.Filter{}))
}
