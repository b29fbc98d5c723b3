package domain_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestCoversComparesWholeParts(t *testing.T) {
	cases := []struct {
		area, path string
		covers     bool
	}{
		{"uk", "uk/england/london/RJ1", true},
		{"uk/england", "uk/england/london/RJ1", true},
		{"uk/england/london/RJ1", "uk/england/london/RJ1", true},
		{"uk/england/london/RJ1", "uk/england/london/RJ10", false},
		{"uk/england/london/RJ1", "uk/england/london", false},
		{"uk/eng", "uk/england", false},
		{"uk/scotland", "uk/england/london/RJ1", false},
	}
	for _, c := range cases {
		require.Equal(t, c.covers, domain.Covers(c.area, c.path), "%s over %s", c.area, c.path)
	}
}

func TestPathForIsAreasThenCode(t *testing.T) {
	cases := []struct {
		body domain.Body
		path string
	}{
		{domain.Body{Code: "RJ1", Nation: domain.England, Region: "London"}, "uk/england/london/RJ1"},
		{domain.Body{Code: "RYY", Nation: domain.England, Region: "South East"}, "uk/england/south-east/RYY"},
		{domain.Body{Code: "DHSC", Nation: domain.England}, "uk/england/DHSC"},
		{domain.Body{Code: "S08000024", Nation: domain.Scotland, Region: "Scotland"}, "uk/scotland/S08000024"},
		{domain.Body{Code: "ZT003", Nation: domain.NorthernIreland}, "uk/northern_ireland/ZT003"},
		{domain.Body{Code: "CRUK", Nation: domain.UK}, "uk/wide/CRUK"},
	}
	for _, c := range cases {
		require.Equal(t, c.path, domain.PathFor(c.body))
		require.Equal(t, c.body.Nation, domain.NationOf(c.path), "the path leads back to the nation")
	}
	require.Equal(t, domain.UK, domain.NationOf("uk"))
}

func TestABodyIsCurrentToTheEndOfItsLastDay(t *testing.T) {
	b := domain.Body{ValidFrom: "2020-04-01", ValidTo: "2023-03-31"}
	for day, current := range map[domain.Day]bool{
		"2020-03-31": false, "2020-04-01": true, "2023-03-31": true, "2023-04-01": false,
	} {
		require.Equal(t, current, b.Current(day), day)
	}
	require.True(t, domain.Body{}.Current(today))
}

func TestLocalBodiesAreThoseThatRunCare(t *testing.T) {
	local := []domain.BodyKind{domain.Trust, domain.HealthBoard, domain.HSCTrust, domain.SpecialBoard}
	for _, kind := range domain.BodyKinds() {
		require.Equal(t, slices.Contains(local, kind), kind.IsLocal(), kind)
	}
}
