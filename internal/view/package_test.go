package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
	"heed/internal/view"
)

// everyone is the cut of whoever sees everything.
func everyone() view.Cut {
	return view.Cut{View: domain.Scope{All: true}, Figures: domain.Scope{All: true}}
}

func TestThePackageAddsUpAndNamesItsWeakestLink(t *testing.T) {
	w := newWorld(t)
	p := w.picture()
	whole := p.Package(everyone())
	require.Positive(t, whole.Total.Edges)
	sum, inNations := 0, 0
	for _, h := range graph.HoldWords() {
		sum += whole.Total.Of(h)
	}
	for _, row := range whole.Nations {
		inNations += row.Edges
		require.Len(t, p.PackageEdges(everyone(), view.PackageFilter{Nation: row.Nation}), row.Edges, "every figure has its rows")
		for _, h := range graph.HoldWords() {
			require.Len(t, p.PackageEdges(everyone(), view.PackageFilter{Nation: row.Nation, Hold: h}), row.Of(h))
		}
	}
	require.Equal(t, whole.Total.Edges, sum)
	require.Equal(t, whole.Total.Edges, inNations)
	weakest := whole.Total.Weakest
	require.NotNil(t, weakest)
	require.True(t, weakest.Dependency.Kind.Holds(), "what holds others up comes before what only helps")
	require.LessOrEqual(t, weakest.Failing, weakest.Of)
	bodies := 0
	for _, row := range p.BodyPackage(everyone(), "") {
		bodies += row.Edges
	}
	require.Equal(t, whole.Total.Edges, bodies)
}

func TestR4_ThePackageIsCutToWhatTheAskerSeesWhole(t *testing.T) {
	w := newWorld(t)
	p := w.picture()
	scotland := view.Cut{View: domain.Scope{Grants: []domain.Grant{{Path: "uk/scotland"}}}, Figures: domain.Scope{Grants: []domain.Grant{{Path: "uk"}}}}
	whole := p.Package(scotland)
	for _, row := range whole.Nations {
		require.Equal(t, domain.Scotland, row.Nation)
	}
	for _, edge := range p.PackageEdges(scotland, view.PackageFilter{}) {
		require.Equal(t, domain.Scotland, edge.Duty.Body.Nation)
	}
	require.Empty(t, p.Package(view.Cut{}).Nations)
	require.Zero(t, p.Package(view.Cut{}).Total.Edges)
}

func TestR6_HoldUpsAndTheirMirrorAgree(t *testing.T) {
	w := newWorld(t)
	p := w.picture()
	held := map[domain.DutyKey]int{} // upstream -> duties that wait on it, by the mirror
	for _, b := range p.Register() {
		for _, wait := range p.Waits(everyone(), b.Code) {
			held[wait.Upstream.Key] += len(wait.Duties)
			require.NotEmpty(t, wait.Duties)
		}
	}
	ups := p.HoldUps(everyone(), 0)
	require.NotEmpty(t, ups)
	for _, h := range ups {
		require.Equal(t, h.Behind.Direct, held[h.Key], "%v", h.Key)
		sum := 0
		for _, n := range h.ByNation {
			sum += n
		}
		require.Equal(t, h.Behind.All, sum)
	}
}

func TestR6_WhatWouldBeReleasedIsWhatWaits(t *testing.T) {
	w := newWorld(t)
	p := w.picture()
	worst := p.HoldUps(everyone(), 1)[0]
	found, err := p.Suppose(everyone(), worst.Rec.No, "", worst.Body.Code)
	require.NoError(t, err)
	require.Len(t, found.Done, 1)
	require.Equal(t, worst.Behind.Direct, len(found.Ready)+len(found.Still))
	_, err = p.Suppose(everyone(), 99, "", "")
	require.Equal(t, domain.NotFound, domain.KindOf(err))
	_, err = p.Suppose(view.Cut{}, worst.Rec.No, "", worst.Body.Code)
	require.Equal(t, domain.NotFound, domain.KindOf(err), "who sees nothing of it asks for nothing")
}
