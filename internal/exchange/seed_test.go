package exchange_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/seed"
)

const today domain.Day = "2026-11-23"

func readSeed(t *testing.T) (domain.Pack, []domain.Body) {
	t.Helper()
	pack, err := exchange.ReadPack(bytes.NewReader(seed.Pack()))
	require.NoError(t, err)
	bodies, err := exchange.ReadRegister(bytes.NewReader(seed.Register()))
	require.NoError(t, err)
	return pack, bodies
}

func current(bodies []domain.Body) []domain.Body {
	return slices.DeleteFunc(slices.Clone(bodies), func(b domain.Body) bool { return !b.Current(today) })
}

func TestSeedHoldsTheWholeReport(t *testing.T) {
	pack, bodies := readSeed(t)
	require.NoError(t, exchange.CheckCodes(pack, bodies))
	require.Equal(t, "ctr", pack.Report.Key)
	require.Equal(t, "2021-02", pack.Report.Published)
	require.Len(t, pack.Themes, 4)
	require.Len(t, pack.Aims, 5)
	require.Len(t, pack.Recommendations, 17)
	require.Len(t, pack.Dependencies, 36)
	require.Len(t, pack.Barriers, 17)
	require.Len(t, pack.Practices, 28)

	var core []int
	requirements := map[int]int{}
	for i, r := range pack.Recommendations {
		require.Equal(t, i+1, r.No, "in the order of the report")
		require.NotEmpty(t, r.Aims, "recommendation %d", r.No)
		require.LessOrEqual(t, len(strings.Fields(r.Title)), 20, r.Title)
		requirements[r.No] = len(r.Requirements)
		if r.Core {
			core = append(core, r.No)
		}
	}
	require.Equal(t, []int{1, 2, 3, 4, 6, 8, 11, 12, 13}, core)
	require.Equal(t, map[int]int{1: 5, 2: 4, 3: 3, 4: 3, 5: 3, 6: 5, 7: 3, 8: 3, 9: 3,
		10: 4, 11: 4, 12: 7, 13: 5, 14: 4, 15: 3, 16: 3, 17: 3}, requirements)
}

func TestR11_EveryRequirementSaysWhatIsProof(t *testing.T) {
	pack, _ := readSeed(t)
	var figures []string
	for _, r := range pack.Recommendations {
		for _, q := range r.Requirements {
			require.LessOrEqual(t, len(strings.Fields(q.Proof)), 60, q.Key)
			require.Contains(t, q.Proof, "Enough: ", "%s names the everyday paper", q.Key)
			require.NotEmpty(t, q.Cite, q.Key)
			if q.Figures {
				figures = append(figures, q.Key)
				require.Contains(t, q.Proof, "2020/21", q.Key)
			}
		}
	}
	require.Equal(t, []string{"3a", "5a", "5b", "7a", "15a", "16a"}, figures)

	for key, reading := range map[string]string{"1e": "24 months", "6e": "24 months", "13a": "24 months", "17a": "four"} {
		q, found := pack.Requirement(key)
		require.True(t, found)
		require.Contains(t, q.Reading, reading, key)
	}
}

func TestSeedCountsBodiesPerNation(t *testing.T) {
	_, bodies := readSeed(t)
	require.Len(t, bodies, 469)
	require.Len(t, current(bodies), 439)

	type place struct {
		nation domain.Nation
		kind   domain.BodyKind
	}
	local, caring := map[place]int{}, map[domain.Nation]int{}
	for _, b := range current(bodies) {
		if !b.Kind.IsLocal() {
			require.False(t, b.PatientCare, b.Code)
			continue
		}
		local[place{b.Nation, b.Kind}]++
		if b.PatientCare {
			caring[b.Nation]++
		}
	}
	require.Equal(t, map[place]int{
		{domain.England, domain.Trust}:            202,
		{domain.Wales, domain.HealthBoard}:        7,
		{domain.Wales, domain.Trust}:              3,
		{domain.Wales, domain.SpecialBoard}:       2,
		{domain.Scotland, domain.HealthBoard}:     14,
		{domain.Scotland, domain.SpecialBoard}:    7,
		{domain.NorthernIreland, domain.HSCTrust}: 6,
	}, local)
	require.Equal(t, map[domain.Nation]int{domain.England: 202, domain.Wales: 10,
		domain.Scotland: 18, domain.NorthernIreland: 6}, caring)
}

func TestSeedSaysWhoOwesWhat(t *testing.T) {
	pack, bodies := readSeed(t)
	owing := map[int]int{}
	total := 0
	for _, r := range pack.Recommendations {
		for _, b := range current(bodies) {
			if slices.ContainsFunc(r.Owed, func(o domain.Owed) bool { return o.Covers(b) }) {
				owing[r.No]++
				total++
			}
		}
	}
	require.Equal(t, map[int]int{
		1: 236 + 4, 2: 4, 3: 4, 4: 1, 5: 6, 6: 236 + 4, 7: 4, 8: 3, 9: 236, 10: 236, 11: 236 + 8, 12: 4, 13: 236,
		14: 236 + 52, 15: 236 + 52, 16: 52, 17: 236,
	}, owing)
	require.Equal(t, 2322, total)
	t.Logf("%d duties on %s", total, today)
}

func TestSeedGivesEachRequirementToSomebody(t *testing.T) {
	pack, bodies := readSeed(t)
	byCode := map[string]domain.Body{}
	for _, b := range bodies {
		byCode[b.Code] = b
	}
	owes := func(code, key string) bool {
		for _, r := range pack.Recommendations {
			for _, o := range r.Owed {
				if o.Covers(byCode[code]) && strings.TrimRight(key, "abcdefg") == r.Key() &&
					(len(o.Requirements) == 0 || slices.Contains(o.Requirements, key)) {
					return true
				}
			}
		}
		return false
	}
	require.True(t, owes("RYY", "1a"), "a community Trust")
	require.False(t, owes("RYY", "1e"), "the national review is not a Trust's")
	require.True(t, owes("NHSE", "1e"))
	require.False(t, owes("NHSE", "1a"))
	require.True(t, owes("SG-HSCD", "11c"))
	require.False(t, owes("RYY", "11c"))
	require.False(t, owes("HCRW", "8a"), "Wales runs the model")
	require.True(t, owes("SB0801", "17a"), "a special board that cares for patients")
	require.False(t, owes("SB-PHS", "17a"), "one that does not")
	require.True(t, owes("10007814", "16c"), "a university with a medical school")
	require.False(t, owes("10007843", "16c"), "one whose school is planned")
}

func TestR5_SeedNamesLeadsAndSponsors(t *testing.T) {
	pack, bodies := readSeed(t)
	byCode := map[string]domain.Body{}
	var leads []string
	for _, b := range bodies {
		byCode[b.Code] = b
		if b.Leads {
			leads = append(leads, b.Code)
		}
		if b.Kind.IsLocal() {
			require.Empty(t, b.Sponsors, "%s: no Trust or Board is anybody's own", b.Code)
		}
	}
	require.ElementsMatch(t, []string{"DHSC", "SG", "WG", "DOH-NI"}, leads)
	for code, sponsor := range map[string]string{"DHSC": "UKG", "NIHR": "DHSC", "NHSE": "DHSC", "CSO": "SG", "HCRW": "WG", "HSC-RD": "DOH-NI"} {
		require.Contains(t, byCode[code].Sponsors, sponsor, code)
	}
	for _, no := range []int{2, 3, 4, 7} {
		r, _ := pack.Recommendation(no)
		lead := map[string]string{}
		for _, o := range r.Owed {
			lead[o.Codes[0]] = o.Lead
		}
		require.Equal(t, "DHSC", lead["UKG"], "recommendation %d", no)
	}
}

func TestR21_SeedMarksSystemsThatNobodySignsFor(t *testing.T) {
	_, bodies := readSeed(t)
	unsigned := map[string]bool{}
	for _, b := range bodies {
		if b.NoSignatory {
			unsigned[b.Code] = true
			require.NotEmpty(t, b.Note, b.Code)
		}
	}
	require.ElementsMatch(t, []string{"NHSSCOT", "NHSWALES", "HSCNI"}, slices.Collect(maps.Keys(unsigned)))
}

func TestSeedEdgesHoldWhatTheyShould(t *testing.T) {
	pack, _ := readSeed(t)
	edges := map[string]domain.Dependency{}
	kinds := map[domain.DependencyKind]int{}
	stated := 0
	for _, d := range pack.Dependencies {
		edges[d.Key] = d
		kinds[d.Kind]++
		if d.Stated {
			stated++
		}
		if d.Kind == domain.Monitors {
			require.Contains(t, []string{"1d", "6d", "7c", "11d"}, d.Requirement, d.Key)
		}
	}
	require.Equal(t, 23, stated)
	require.Equal(t, map[domain.DependencyKind]int{domain.Funds: 4, domain.Delivers: 2,
		domain.Supports: 6, domain.Informs: 16, domain.Monitors: 8}, kinds)
	require.Equal(t, "1a", edges["3-1-funds"].Requirement, "3 holds the time, not its publicity")
	require.Equal(t, []string{"NIHR", "CSO", "HCRW", "HSC-RD"}, edges["3-5-funds"].ToCodes)
	require.True(t, edges["6-4-informs"].UKShare)
	require.Equal(t, 75, edges["6-5-informs"].Share)
	require.True(t, edges["14-15-delivers"].AnyPartner)
	require.True(t, edges["14-16-delivers"].AnyPartner)
}

func TestSeedPlacesBodiesByTheirAreas(t *testing.T) {
	_, bodies := readSeed(t)
	paths := map[string]string{}
	for _, b := range bodies {
		paths[b.Code] = b.Path
	}
	require.Equal(t, "uk/england/london/RJ1", paths["RJ1"])
	require.Equal(t, "uk/scotland/S08000024", paths["S08000024"])
	require.Equal(t, "uk/england/DHSC", paths["DHSC"])
	require.Equal(t, "uk/wide/CRUK", paths["CRUK"])
}
