package site_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

var everywhere = domain.Scope{All: true}

// name has some bodies of a kind and region name a barrier on recommendation 1.
func (w *world) name(barrier string, n int, fits func(domain.Body) bool) {
	w.t.Helper()
	bodies, err := w.store.Reader().Bodies(w.t.Context())
	require.NoError(w.t, err)
	for _, b := range bodies {
		_, err := w.store.Reader().DutyByKey(w.t.Context(), everywhere, domain.DutyKey{Body: b.Code, Report: report, Rec: 1})
		if n == 0 || err != nil || !fits(b) || b.Code == "RJ1" || b.Code == "RYY" {
			continue
		}
		w.put(b.Code, 1, func(d *domain.Duty) { d.State.Barriers = append(d.State.Barriers, barrier) })
		n--
	}
	require.Zero(w.t, n, "the register has too few of them")
}

// trusts are English Trusts of a region.
func trusts(region string) func(domain.Body) bool {
	return func(b domain.Body) bool { return b.Kind == domain.Trust && b.Region == region }
}

// TestR27_AFunderReadsHowManyNameABarrierAndNotWho has a funder of England read what
// English Trusts name; what three name is no count, and Scotland's is Scotland's.
func TestR27_AFunderReadsHowManyNameABarrierAndNotWho(t *testing.T) {
	o := newOverview(t)
	o.name("no_funding", 7, trusts("London"))
	o.name("no_funding", 6, trusts("North West"))
	o.name("no_funding", 3, trusts("South East"))
	o.name("skills", 3, trusts("London"))
	o.name("no_funding", 6, func(b domain.Body) bool { return b.Kind == domain.HealthBoard && b.Nation == domain.Scotland })

	p := o.get("nihr", "/demand?barrier=no_funding").ok()
	require.Equal(t, "16 organisations name “Lack of funding”. The most, 7, are in London. 16 name it for 1. Research time.",
		p.text("[aria-labelledby='closer'] > p"))
	require.Equal(t, []string{"Lack of funding", "16", "London (7)"}, p.row("demand", "Lack of funding")[:3])
	require.Equal(t, "fewer than 5", p.row("demand", "Lack of skills, training or confidence")[1])
	require.Equal(t, "0", p.row("demand", "Opportunities are hard to see")[1])
	regions := p.text("#regions")
	require.Contains(t, regions, "London")
	require.NotContains(t, regions, "South East", "three are too few to say")
	require.NotContains(t, regions, "North West", "and what is left would say them")
	require.Contains(t, p.text("[aria-labelledby='closer']"), "Sandwell and West Birmingham", "from there to good practice")

	require.NotContains(t, p.text("[aria-labelledby='closer']"), "/ctr/1", "nobody's duty is a click away")
	file := o.get("nihr", "/demand?as=csv").ok().answer.Body.String()
	require.Contains(t, file, "no_funding,Lack of funding,16,London,7")
	require.Contains(t, file, "skills,\"Lack of skills, training or confidence\",fewer than 5,,")

	require.Contains(t, o.get("dhsc", "/demand").ok().text("main"), "England and UK-wide")
	require.Equal(t, "6", o.get("scotland", "/demand").ok().row("demand", "Lack of funding")[1])
	// One body owes recommendation 12 in England: even that it names nothing is its own answer.
	twelve := o.get("nihr", "/demand?rec=12").ok()
	require.Equal(t, "fewer than 5", twelve.row("demand", "Lack of funding")[1])
	require.Equal(t, "fewer than 5", twelve.row("demand", "Opportunities are hard to see")[1])
	require.Equal(t, o.get("nihr", "/demand?as=csv").ok().answer.Body.String(), o.get("nihr", "/demand?as=csv&as_at=2026-11-01").ok().answer.Body.String(),
		"from one day to the next one body would show")

	for _, who := range []string{"kent", "chief"} {
		require.Equal(t, 404, o.get(who, "/demand").status, "a Trust is no funder")
		require.NotContains(t, o.get(who, "/").ok().text("main"), "say they need")
		require.NotContains(t, o.get(who, "/barriers").ok().text("main"), "say they need")
	}
	require.Contains(t, o.get("nihr", "/").ok().text("main"), "What organisations say they need")
	require.Contains(t, o.get("nihr", "/barriers").ok().text("main"), "See what organisations of your nation say they need")
	require.Equal(t, 422, o.get("nihr", "/demand?rec=99").status)
}
