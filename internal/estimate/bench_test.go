package estimate_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/graph"
)

// BenchmarkPackage is a forecast as large as the real one: 2,300 duties, 10,000
// runs, 17 recommendations in five nations, and 400 duties that wait.
func BenchmarkPackage(b *testing.B) {
	const duties, cells = 2_300, 85
	in := estimate.Input{Day: today, Cells: cells, Habits: estimate.Learn(nil), Seed: 1, Runs: estimate.Runs, Duties: make([]estimate.Duty, duties)}
	h := graph.Holds{Prospects: make([]graph.Prospect, duties), Above: make([][]int32, duties)}
	targets := []domain.Day{"", today.Add(-100), today.AddMonths(2), today.AddMonths(8), today.AddMonths(17), today.AddMonths(29)}
	for i := range duties {
		in.Duties[i] = estimate.Duty{Kind: domain.BodyKinds()[i%9], Target: targets[i%len(targets)], Cell: i % cells}
		h.Prospects[i] = graph.Coming
		h.Order = append(h.Order, int32(i))
		if i%6 == 5 {
			h.Above[i] = []int32{int32(len(h.Joins))}
			h.Joins = append(h.Joins, graph.Join{Ups: []int32{int32(i / 2), int32(i / 3)}, Need: 1 + i%2})
		}
	}
	in.Holds = h
	var everything []int
	for nation := range 5 {
		var of []int
		for c := nation; c < cells; c += 5 {
			of = append(of, c)
		}
		in.Groups = append(in.Groups, of)
		everything = append(everything, of...)
	}
	in.Groups = append(in.Groups, everything[:len(everything)*2/5], everything)
	b.ReportAllocs()
	for b.Loop() {
		_, err := estimate.Run(b.Context(), in)
		require.NoError(b, err)
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	b.ReportMetric(float64(mem.Sys)/1e6, "MB-of-process")
}
