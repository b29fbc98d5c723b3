package graph_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
)

// named are duties by their numbers, as tests name them.
func (b built) named(numbers []int) []domain.ID {
	var ids []domain.ID
	for _, i := range numbers {
		ids = append(ids, b.Facts(i).Duty.ID)
	}
	slices.Sort(ids)
	return ids
}

func (b built) suppose(t *testing.T, ids ...domain.ID) graph.Freed {
	t.Helper()
	var numbers []int
	for _, id := range ids {
		i, known := b.Number(id)
		require.True(t, known)
		numbers = append(numbers, i)
	}
	return b.Suppose(numbers)
}

// A chain of three, of which one Trust waits for a second thing too.
func TestR6_WhatWouldBeReleasedDirectlyAndInTurn(t *testing.T) {
	w := newWorld(dep(3, 2, domain.Funds, domain.SameNation), dep(2, 1, domain.Delivers, domain.SameNation),
		dep(1, 10, domain.Delivers, domain.SameBody), dep(9, 10, domain.Funds, domain.SameBody))
	w.body("UKG", domain.Government, domain.UK)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("RXK", domain.Trust, domain.England)
	w.duty("UKG", 3)
	w.duty("UKG", 2)
	for _, code := range []string{"RJ1", "RXK"} {
		w.duty(code, 1)
		w.duty(code, 10)
	}
	w.duty("RXK", 9)
	g := w.build()
	f := g.suppose(t, "UKG/3")
	require.Equal(t, []domain.ID{"UKG/2"}, g.named(f.Ready))
	require.Empty(t, f.Still)
	require.Len(t, f.Turns, 3)
	require.Equal(t, []domain.ID{"RJ1/1", "RXK/1"}, g.named(f.Turns[1]))
	require.Equal(t, []domain.ID{"RJ1/10"}, g.named(f.Turns[2]), "RXK's 10 waits on its 9 still")

	f = g.suppose(t, "RXK/1")
	require.Empty(t, f.Ready)
	require.Equal(t, []domain.ID{"RXK/10"}, g.named(f.Still))
	f = g.suppose(t, "RXK/1", "RXK/9")
	require.Equal(t, []domain.ID{"RXK/10"}, g.named(f.Ready))
}

func TestR6_SupposingWhatIsThereOrCannotComeChangesNothing(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation), dep(1, 2, domain.Funds, domain.SameBody), dep(2, 1, domain.Funds, domain.SameBody))
	w.body("UKG", domain.Government, domain.UK)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("SGOV", domain.Government, domain.Scotland)
	w.body("S08", domain.HealthBoard, domain.Scotland)
	w.duty("UKG", 3, claims)
	w.duty("SGOV", 3, rejects)
	w.duty("S08", 1)
	w.duty("RJ1", 1)
	w.duty("RJ1", 2)
	g := w.build()
	require.Equal(t, graph.Freed{}, g.suppose(t, "UKG/3"), "it is claimed already")
	require.Equal(t, graph.Freed{}, g.suppose(t, "SGOV/3"), "it was rejected")
	f := g.suppose(t, "RJ1/1")
	require.Equal(t, []domain.ID{"RJ1/2"}, g.named(f.Ready), "a circle is cut where one of it is done")
	require.Len(t, f.Turns, 1)
}

func TestR6_AShareIsReleasedOnceEnoughOfItIsThere(t *testing.T) {
	share := dep(6, 4, domain.Funds, domain.LocalShare)
	share.Share, share.UKShare = 50, true
	w := newWorld(share)
	w.body("UKG", domain.Government, domain.UK)
	w.duty("UKG", 4)
	for _, code := range []string{"A", "B", "C", "D"} {
		w.body(code, domain.Trust, domain.England)
		w.duty(code, 6)
	}
	g := w.build()
	require.Empty(t, g.suppose(t, "A/6").Ready)
	require.Equal(t, []domain.ID{"UKG/4"}, g.named(g.suppose(t, "A/6", "B/6").Ready))
}

func TestEveryEdgeStandsInOneWord(t *testing.T) {
	w := newWorld(dep(3, 1, domain.Funds, domain.SameNation), dep(12, 1, domain.Monitors, domain.SameNation),
		dep(2, 1, domain.Supports, domain.SameNation), dep(14, 1, domain.Informs, domain.SameBody))
	w.body("UKG", domain.Government, domain.UK)
	w.duty("UKG", 3)
	w.duty("UKG", 12, confirms)
	w.duty("UKG", 2, rejects)
	w.body("RJ1", domain.Trust, domain.England)
	w.body("RXK", domain.Trust, domain.England)
	w.duty("RJ1", 1)
	w.duty("RJ1", 14, claims)
	w.duty("RXK", 1, claims)
	w.duty("RXK", 14)
	g := w.build()
	got := map[domain.ID][]graph.Hold{}
	g.EachEdge(func(int) bool { return true }, func(at graph.At) {
		id := g.Facts(at.Duty).Duty.ID
		got[id] = append(got[id], at.Hold)
		require.Equal(t, at.Hold.Failing(), len(at.Lacking) > 0)
	})
	require.Equal(t, map[domain.ID][]graph.Hold{
		"RJ1/1": {graph.HoldWaiting, graph.HoldConfirmed, graph.HoldUnsupported, graph.HoldOnClaim},
		"RXK/1": {graph.HoldAhead, graph.HoldConfirmed, graph.HoldUnsupported, graph.HoldUninformed},
	}, got)
}
