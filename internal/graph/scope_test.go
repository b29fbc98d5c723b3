package graph_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
)

func TestR6_SameBodyJoinsTheBodysOwnDuties(t *testing.T) {
	w := newWorld(dep(13, 1, domain.Monitors, domain.SameBody))
	w.body("RJ1", domain.Trust, domain.England)
	w.body("RXK", domain.Trust, domain.England)
	mine := w.duty("RJ1", 1)
	w.duty("RJ1", 13)
	other := w.duty("RXK", 1)
	w.duty("RXK", 13, claims)
	g := w.build()
	require.Equal(t, []string{"RJ1/13"}, upstream(g.at(t, mine).Unmonitored))
	require.Empty(t, g.at(t, other).Unmonitored, "a claim is enough to be there; it is counted as a claim")
	require.Equal(t, graph.OnClaim, g.bearing(t, other, "13-1-monitors"))
}

func TestR6_SameNationIsServedByItsOwnGovernment(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation), dep(12, 5, domain.Informs, domain.SameNation))
	w.body("UKG", domain.Government, domain.UK)
	w.body("DHSC", domain.Government, domain.England)
	w.body("SG", domain.Government, domain.Scotland)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("S08", domain.HealthBoard, domain.Scotland)
	w.body("7A1", domain.HealthBoard, domain.Wales)
	w.body("CRUK", domain.Funder, domain.UK)
	w.duty("UKG", 3)
	w.duty("SG", 3, claims)
	w.duty("DHSC", 12)
	english, scottish, welsh := w.duty("RJ1", 1), w.duty("S08", 1), w.duty("7A1", 1)
	wide := w.duty("CRUK", 5)
	g := w.build()
	require.Equal(t, []string{"UKG/3"}, upstream(g.at(t, english).WaitingOn))
	require.Equal(t, []string{"SG/3"}, upstream(g.at(t, scottish).OnClaim))
	require.Empty(t, g.at(t, scottish).WaitingOn)
	require.Empty(t, g.at(t, welsh).WaitingOn, "no duty there: no edge")
	require.Equal(t, []string{"DHSC/12"}, upstream(g.at(t, wide).Uninformed))
}

func TestR6_UKScopeNamesEveryUnfinishedUpstream(t *testing.T) {
	w := newWorld(dep(12, 4, domain.Delivers, domain.WholeUK))
	w.body("UKG", domain.Government, domain.UK)
	for code, nation := range map[string]domain.Nation{"DHSC": domain.England, "SG-HSCD": domain.Scotland, "WG-HSC": domain.Wales, "DOH-NI": domain.NorthernIreland} {
		w.body(code, domain.Government, nation)
	}
	four := w.duty("UKG", 4)
	w.duty("DHSC", 12)
	w.duty("SG-HSCD", 12, claims)
	w.duty("WG-HSC", 12)
	w.duty("DOH-NI", 12, confirms)
	g := w.build()
	s := g.at(t, four)
	require.Equal(t, []string{"DHSC/12", "WG-HSC/12"}, upstream(s.WaitingOn))
	require.Equal(t, []string{"SG-HSCD/12"}, upstream(s.OnClaim))
	require.Equal(t, graph.Missing, g.bearing(t, four, "12-4-delivers"))
}

func TestR6_LocalShareIsReachedAtItsThreshold(t *testing.T) {
	for _, c := range []struct {
		claimed, confirmed int
		bearing            graph.Bearing
	}{{74, 0, graph.Missing}, {75, 0, graph.OnClaim}, {75, 74, graph.OnClaim}, {75, 75, graph.Confirmed}} {
		w := newWorld(dep(6, 7, domain.Delivers, domain.LocalShare))
		w.body("SG", domain.Government, domain.Scotland)
		down := w.duty("SG", 7)
		for i := range 100 {
			code := fmt.Sprint("S", i)
			w.body(code, domain.HealthBoard, domain.Scotland)
			switch {
			case i < c.confirmed:
				w.duty(code, 6, confirms)
			case i < c.claimed:
				w.duty(code, 6, claims)
			default:
				w.duty(code, 6)
			}
		}
		g := w.build()
		require.Equal(t, c.bearing, g.bearing(t, down, "6-7-delivers"), "%+v", c)
		s := g.at(t, down)
		require.Equal(t, c.bearing == graph.Missing, len(s.WaitingOn) == 1)
		if c.bearing == graph.Missing {
			require.Equal(t, domain.Share{Claimed: 74, Of: 100, Threshold: 75}, *s.WaitingOn[0].Share)
			require.Equal(t, []domain.ID{down}, g.at(t, "S99/6").Holds)
			require.Empty(t, g.at(t, "S0/6").Holds, "who has claimed holds nobody up")
		}
	}
}

func TestR6_LocalShareCountsTheNationOrTheWholeUK(t *testing.T) {
	uk := dep(6, 4, domain.Informs, domain.LocalShare)
	uk.UKShare, uk.Share = true, 50
	w := newWorld(dep(6, 7, domain.Informs, domain.LocalShare), dep(6, 5, domain.Informs, domain.LocalShare), uk)
	w.body("UKG", domain.Government, domain.UK)
	w.body("WG", domain.Government, domain.Wales)
	w.body("MRC", domain.Funder, domain.UK)
	w.body("NIHR", domain.Funder, domain.England)
	w.body("NHSE", domain.NationalBody, domain.England)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("7A1", domain.HealthBoard, domain.Wales)
	w.duty("RJ1", 6)
	w.duty("7A1", 6, claims)
	w.duty("NHSE", 6, owes("6e"), claims)
	shares := map[domain.ID]domain.Share{}
	ids := []domain.ID{w.duty("UKG", 7), w.duty("NIHR", 5), w.duty("MRC", 5), w.duty("UKG", 4), w.duty("WG", 7)}
	g := w.build()
	for _, id := range ids {
		i, _ := g.Number(id)
		shares[id] = *g.Above(i)[0].Share
	}
	require.Equal(t, map[domain.ID]domain.Share{
		"UKG/7":  {Of: 1, Threshold: 75}, // the UK Government counts for England
		"NIHR/5": {Of: 1, Threshold: 75},
		"MRC/5":  {Of: 2, Claimed: 1, Threshold: 75}, // a UK-wide funder reaches all
		"UKG/4":  {Of: 2, Claimed: 1, Threshold: 50},
		"WG/7":   {Of: 1, Claimed: 1, Threshold: 75},
	}, shares)
}

func TestR6_EdgeOfOneRequirementReachesOnlyWhoOwesIt(t *testing.T) {
	d := dep(3, 1, domain.Funds, domain.SameNation)
	d.Requirement = "1a"
	w := newWorld(d, dep(2, 1, domain.Supports, domain.SameNation), dep(1, 11, domain.Supports, domain.SameBody))
	w.body("UKG", domain.Government, domain.UK)
	w.body("NHSE", domain.NationalBody, domain.England)
	w.body("RJ1", domain.Trust, domain.England)
	w.duty("UKG", 3)
	w.duty("UKG", 2)
	national := w.duty("NHSE", 1, owes("1e"))
	strategy := w.duty("NHSE", 11, owes("11e"))
	local := w.duty("RJ1", 1)
	partly := func(d *domain.Duty) {
		d.State.Signed, d.State.Status = 1, domain.InProgress
		d.State.Met = map[string]domain.Met{"1a": domain.MetYes, "1b": domain.MetNo}
	}
	w.body("RXK", domain.Trust, domain.England)
	through := w.duty("RXK", 1, partly)
	g := w.build()
	require.Equal(t, []string{"UKG/3"}, upstream(g.at(t, local).WaitingOn))
	require.Empty(t, g.at(t, national).WaitingOn)
	require.Empty(t, g.at(t, national).Unsupported, "it only reviews: the help is for those who run the scheme")
	require.Empty(t, g.at(t, strategy).Unsupported, "a body's review is not the local scheme")
	require.Empty(t, g.at(t, through).WaitingOn, "what the edge holds is met: the rest was never held")
	require.True(t, g.at(t, through).Ahead)
	require.True(t, g.at(t, through).Ready)
}

func TestR6_ToCodesLimitsAnEdge(t *testing.T) {
	d := dep(3, 5, domain.Funds, domain.SameNation)
	d.ToCodes = []string{"NIHR"}
	w := newWorld(d)
	w.body("UKG", domain.Government, domain.UK)
	w.body("NIHR", domain.Funder, domain.England)
	w.body("CRUK", domain.Funder, domain.UK)
	w.duty("UKG", 3)
	public, charity := w.duty("NIHR", 5), w.duty("CRUK", 5)
	g := w.build()
	require.Len(t, g.at(t, public).WaitingOn, 1)
	require.Empty(t, g.at(t, charity).WaitingOn)
}

func offices() *world {
	office := dep(14, 15, domain.Delivers, domain.SameBody)
	office.AnyPartner = true
	w := newWorld(office, dep(14, 9, domain.Supports, domain.SameBody))
	w.body("RJ1", domain.Trust, domain.England)
	w.body("KCL", domain.University, domain.England)
	w.body("UCL", domain.University, domain.England)
	return w
}

func TestR17_AnyOnePartnersOfficeReleases(t *testing.T) {
	w := offices()
	mine := w.duty("RJ1", 15)
	w.duty("RJ1", 9)
	w.duty("RJ1", 14)
	w.duty("KCL", 14, claims)
	w.duty("UCL", 14)
	theirs := w.duty("UCL", 15)
	w.partners("RJ1", "KCL")
	g := w.build()
	require.Equal(t, graph.OnClaim, g.bearing(t, mine, "14-15-delivers"))
	require.Empty(t, g.at(t, mine).WaitingOn)
	require.Equal(t, []string{"KCL/14"}, upstream(g.at(t, mine).OnClaim))
	require.Empty(t, g.at(t, mine).NoPartner)
	require.Equal(t, []string{"RJ1/14"}, upstream(g.at(t, "RJ1/9").Unsupported), "help comes from the body's own office")
	require.Equal(t, []string{"UCL/14"}, upstream(g.at(t, theirs).WaitingOn), "UCL is nobody's partner")
	require.Len(t, g.at(t, theirs).NoPartner, 1)
}

func TestR17_EveryUnfinishedOfficeIsNamedUntilOneIsThere(t *testing.T) {
	w := offices()
	mine := w.duty("RJ1", 15)
	w.duty("RJ1", 14)
	w.duty("KCL", 14)
	w.duty("UCL", 14, rejects)
	w.partners("RJ1", "KCL")
	w.partners("RJ1", "UCL")
	g := w.build()
	for _, office := range []string{"RJ1/14", "KCL/14"} {
		require.True(t, g.AnyOf(int(g.number(t, mine)), int(g.number(t, domain.ID(office)))), "either would do")
	}
	require.False(t, g.AnyOf(int(g.number(t, "RJ1/14")), int(g.number(t, "KCL/14"))))
	require.Equal(t, []string{"KCL/14", "RJ1/14"}, upstream(g.at(t, mine).WaitingOn))
	require.Empty(t, g.at(t, mine).StrandedBy, "the others may still come")
	require.Equal(t, []domain.ID{mine}, g.at(t, "KCL/14").Holds)
}

func TestR17_WithoutAPartnershipTheEdgeIsAbsentAndSaysSo(t *testing.T) {
	w := offices()
	mine := w.duty("RJ1", 15)
	w.duty("KCL", 14, claims)
	w.facts.Partnerships = []domain.Partnership{
		{Local: "RJ1", University: "KCL", State: domain.PartnershipProposed, From: "2024-01-01"},
		{Local: "RJ1", University: "KCL", State: domain.PartnershipConfirmed, From: "2024-01-01", To: "2025-01-01"},
	}
	g := w.build()
	s := g.at(t, mine)
	require.Empty(t, s.WaitingOn)
	require.Len(t, s.NoPartner, 1)
	require.Equal(t, graph.NoPartner, g.bearing(t, mine, "14-15-delivers"))
}
