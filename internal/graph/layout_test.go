package graph_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/graph"
)

func TestPictureShowsEveryDependencyOnceAndHidesNone(t *testing.T) {
	pack := newWorld(realDependencies()...).facts.Pack
	l := graph.LayOut(pack)
	require.Equal(t, l, graph.LayOut(pack), "the same pack, the same picture")
	require.Len(t, l.Nodes, 17)
	require.LessOrEqual(t, l.Width, 1250.0, "it fits a page of 1280 pixels")
	requireInView(t, l)
	var keys []string
	for _, p := range l.Paths {
		require.Len(t, p.Kinds, len(p.Dependencies))
		keys = append(keys, p.Dependencies...)
		require.False(t, covered(l, p), "the label of %v stands on a box", p.Dependencies)
	}
	var want []string
	for _, d := range pack.Dependencies {
		want = append(want, d.Key)
	}
	require.ElementsMatch(t, want, keys)
	rows := map[int]int{}
	for _, n := range l.Nodes {
		rows[n.Rec] = n.Layer
	}
	for _, d := range pack.Dependencies {
		require.Less(t, rows[d.From], rows[d.To], "%s runs downwards", d.Key)
	}
}

func TestPictureOfAnyPackComesToAnEnd(t *testing.T) {
	for seed := range uint64(30) {
		pack := randomWorld(rand.New(rand.NewPCG(seed, 3))).facts.Pack
		requireInView(t, graph.LayOut(pack))
	}
	require.Empty(t, graph.LayOut(&domain.Pack{}).Nodes)
}

// requireInView holds that boxes stand apart, inside the picture.
func requireInView(t *testing.T, l graph.Layout) {
	t.Helper()
	for i, a := range l.Nodes {
		require.GreaterOrEqual(t, a.X, 0.0)
		require.LessOrEqual(t, a.X+a.Width, l.Width)
		require.LessOrEqual(t, a.Y+a.Height, l.Height)
		for _, b := range l.Nodes[i+1:] {
			apart := a.X+a.Width <= b.X || b.X+b.Width <= a.X || a.Y+a.Height <= b.Y || b.Y+b.Height <= a.Y
			require.True(t, apart, "%d and %d overlap", a.Rec, b.Rec)
		}
	}
}

func covered(l graph.Layout, p graph.Path) bool {
	for _, n := range l.Nodes {
		if p.LabelX > n.X && p.LabelX < n.X+n.Width && p.LabelY > n.Y-8 && p.LabelY < n.Y+n.Height+8 {
			return true
		}
	}
	return false
}
