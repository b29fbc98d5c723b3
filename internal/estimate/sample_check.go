package estimate

import (
	"maps"
	"slices"

	"heed/internal/domain"
)

// SampleOf is the population of a spot check as a frame.
func SampleOf(entries []domain.CheckEntry) SampleFrame {
	frame := make(SampleFrame, len(entries))
	for i, e := range entries {
		frame[i] = SampleUnit{
			ID: e.ID, Stratum: SampleStratum{Nation: e.Nation, Kind: e.Kind, Risk: e.Risk}, Claims: make(map[int]int, len(e.Recs)),
		}
		for _, rec := range e.Recs {
			frame[i].Claims[rec]++
		}
	}
	return frame
}

// SampleResults is what a spot check says once all that was drawn is judged: all
// claims together first, then each recommendation that is claimed.
func SampleResults(c domain.SpotCheck, entries []domain.CheckEntry, items []domain.CheckItem) []domain.CheckResult {
	found := map[domain.ID]map[int]SampleCount{}
	for _, e := range entries {
		if e.Drawn {
			found[e.ID] = map[int]SampleCount{}
		}
	}
	for _, i := range items {
		count := SampleCount{Claims: 1}
		switch i.Found {
		case domain.CheckUpheld:
			count.Upheld = 1
		case domain.CheckNoAnswer:
			count.Unanswered = 1
		}
		sum := found[i.EntryID][i.Rec]
		sum.add(count)
		found[i.EntryID][i.Rec] = sum
	}
	frame := SampleOf(entries)
	results := []domain.CheckResult{frame.result(0, c, found)}
	for _, rec := range slices.Sorted(maps.Keys(c.Claimed)) {
		results = append(results, frame.result(rec, c, found))
	}
	return results
}

func (f SampleFrame) result(rec int, c domain.SpotCheck, found map[domain.ID]map[int]SampleCount) domain.CheckResult {
	e := f.Estimate(rec, c.Drawn, found)
	claimed, owed := c.Claimed[rec], c.Owed[rec]
	if rec == 0 {
		claimed, owed = sum(c.Claimed), sum(c.Owed)
	}
	return domain.CheckResult{
		Rec: rec, Estimator: domain.CheckEstimator, Owed: owed, Claimed: claimed,
		Checked: e.SampleCount.Claims, Upheld: e.SampleCount.Upheld, Unanswered: e.Unanswered,
		Claims: frozen(e.Upheld95), Answered: frozen(e.Without), Implemented: frozen(e.Upheld95.Implemented(claimed, owed)),
	}
}

func frozen(s SampleShare) domain.CheckShare {
	return domain.CheckShare{Share: s.Share, Low: s.Low, High: s.High, Effective: s.Effective, Known: s.Known}
}

func sum(counts map[int]int) int {
	all := 0
	for _, n := range counts {
		all += n
	}
	return all
}
