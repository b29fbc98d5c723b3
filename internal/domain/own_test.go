package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func register() []domain.Body {
	body := func(code string, kind domain.BodyKind, parent string, sponsors ...string) domain.Body {
		return domain.Body{ID: domain.ID(code), Code: code, Kind: kind, Parent: parent, Sponsors: sponsors}
	}
	return []domain.Body{
		body("UKG", domain.Government, ""),
		body("DHSC", domain.Government, "UKG", "UKG"),
		body("DSIT", domain.Government, "UKG", "UKG"),
		body("NIHR", domain.Funder, "DHSC", "DHSC"),
		body("NHSE", domain.NationalBody, "DHSC", "DHSC"),
		body("UKRI", domain.Funder, "DSIT", "DSIT"),
		body("MRC", domain.Funder, "UKRI", "UKRI"),
		body("CRUK", domain.Funder, ""),
		body("CQC", domain.Regulator, "DHSC", "DHSC"),
		body("RJ1", domain.Trust, "DHSC", "DHSC"),
		body("SG", domain.Government, ""),
		body("SG-HSCD", domain.Government, "SG"),
		body("CSO", domain.Funder, "SG-HSCD", "SG-HSCD", "SG"),
		body("S08000024", domain.HealthBoard, "SG", "SG"),
		body("WG", domain.Government, ""),
		body("HCRW", domain.Funder, "WG", "WG"),
	}
}

func TestR5_WhatCountsAsOwn(t *testing.T) {
	cases := map[string][]domain.ID{
		"DHSC":      {"DHSC", "UKG", "DSIT", "NIHR", "NHSE"},
		"UKG":       {"UKG", "DHSC", "DSIT", "NIHR", "NHSE", "UKRI"},
		"NIHR":      {"NIHR", "UKG", "DHSC"},
		"NHSE":      {"NHSE", "UKG", "DHSC"},
		"MRC":       {"MRC", "UKRI"},
		"CRUK":      {"CRUK"},
		"CQC":       {"CQC"},
		"RJ1":       {"RJ1"},
		"SG":        {"SG", "SG-HSCD", "CSO"},
		"SG-HSCD":   {"SG-HSCD", "SG", "CSO"},
		"S08000024": {"S08000024"},
		"HCRW":      {"HCRW", "WG"},
	}
	for _, of := range register() {
		if want, asked := cases[of.Code]; asked {
			require.ElementsMatch(t, want, domain.OwnGroup(of, register()), of.Code)
		}
	}
}

func TestR5_OwnGoesBothWays(t *testing.T) {
	all := register()
	owns := map[[2]domain.ID]bool{}
	for _, of := range all {
		for _, id := range domain.OwnGroup(of, all) {
			owns[[2]domain.ID{of.ID, id}] = true
		}
	}
	for pair := range owns {
		require.True(t, owns[[2]domain.ID{pair[1], pair[0]}], "%v", pair)
	}
}
