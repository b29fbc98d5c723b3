package domain_test

import (
	"slices"
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

// TestR5_OwnRestsOnMoreThanTheEmployer holds that nobody reviews their own because a
// field was left empty.
func TestR5_OwnRestsOnMoreThanTheEmployer(t *testing.T) {
	all := register()
	for i := range all {
		switch all[i].Code {
		case "DHSC":
			all[i].Nation, all[i].Leads = domain.England, true
		case "SG-HSCD":
			all[i].Nation, all[i].Leads = domain.Scotland, true
		}
	}
	held := func(role domain.Role, path string, body domain.ID) domain.Membership {
		return domain.Membership{Role: role, Path: path, BodyID: body}
	}
	dhsc, scotland := []domain.ID{"DHSC", "UKG", "DSIT", "NIHR", "NHSE"}, []domain.ID{"SG-HSCD", "SG", "CSO"}
	for name, c := range map[string]struct {
		employer domain.ID
		held     []domain.Membership
		own      []domain.ID
	}{
		"reviews UK-wide bodies":             {"", []domain.Membership{held(domain.Reviewer, "uk/wide", "")}, dhsc},
		"leads England":                      {"", []domain.Membership{held(domain.OversightLead, "uk/england", "")}, dhsc},
		"leads the UK":                       {"", []domain.Membership{held(domain.OversightLead, "uk", "")}, dhsc},
		"reviews a Scottish region":          {"", []domain.Membership{held(domain.Reviewer, "uk/scotland/west", "")}, scotland},
		"reports for one, works for another": {"CRUK", []domain.Membership{held(domain.Reporter, "uk/england/london/RJ1", "RJ1")}, []domain.ID{"CRUK", "RJ1"}},
		"is to sign":                         {"", []domain.Membership{held(domain.Approver, "uk/wide/MRC", "MRC")}, []domain.ID{"MRC", "UKRI"}},
		"audits":                             {"", []domain.Membership{held(domain.Auditor, "uk", "")}, nil},
		"assures, and works for nobody":      {"", []domain.Membership{held(domain.Assurer, "uk", "")}, nil},
	} {
		person := domain.Person{BodyID: c.employer}
		require.ElementsMatch(t, c.own, domain.OwnOf(person, c.held, all), name)
		among := slices.DeleteFunc(slices.Clone(all), func(b domain.Body) bool {
			return !slices.Contains(domain.OwnKinds(), b.Kind) && !slices.Contains(domain.OwnBodies(person, c.held), b.ID)
		})
		require.ElementsMatch(t, c.own, domain.OwnOf(person, c.held, among), "%s: of the few that need be read", name)
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

func TestR5_WhoMayBeGivenAGovernmentsReturn(t *testing.T) {
	ukg := domain.Body{Code: "UKG", Nation: domain.UK}
	agreed := []domain.Agreement{{Proposer: domain.Scotland, Other: domain.England, Confirmed: true}}
	on := func(role domain.Role, path string) []domain.Membership {
		return []domain.Membership{{Role: role, Path: path}}
	}
	cases := []struct {
		name       string
		own        bool
		held       []domain.Membership
		agreements []domain.Agreement
		refusal    string
	}{
		{"an assurer", false, on(domain.Assurer, "uk"), nil, ""},
		{"an assurer whose own it is", true, on(domain.Assurer, "uk"), nil, "person: assign.own"},
		{"Scotland's reviewer, agreed", false, on(domain.Reviewer, "uk/scotland"), agreed, ""},
		{"Scotland's lead, agreed", false, on(domain.OversightLead, "uk/scotland"), agreed, ""},
		{"Wales's reviewer, Scotland agreed", false, on(domain.Reviewer, "uk/wales"), agreed, "person: assign.nobody_agreed"},
		{"Scotland's reviewer, only proposed", false, on(domain.Reviewer, "uk/scotland"), []domain.Agreement{{Proposer: domain.Scotland, Other: domain.England}}, "person: assign.nobody_agreed"},
		{"Scotland's reviewer, ended", false, on(domain.Reviewer, "uk/scotland"), []domain.Agreement{{Proposer: domain.Scotland, Other: domain.England, Confirmed: true, Ended: true}}, "person: assign.nobody_agreed"},
		{"England's own reviewer", false, on(domain.Reviewer, "uk/england"), agreed, "person: assign.nobody_agreed"},
		{"an observer", false, on(domain.Observer, "uk/scotland"), agreed, "person: assign.nobody_agreed"},
		{"nobody", false, nil, agreed, "person: assign.nobody_agreed"},
	}
	for _, c := range cases {
		err := domain.MayBeAssigned(ukg, c.own, c.held, c.agreements)
		if c.refusal == "" {
			require.NoError(t, err, c.name)
			continue
		}
		require.Equal(t, []string{c.refusal}, fields(err), c.name)
	}
}

func TestR5_BothNationsRecordThatTheyAgree(t *testing.T) {
	proposed, err := domain.NewAgreement(domain.Agreement{Proposer: domain.Scotland, Other: domain.Wales, Confirmed: true}, nil)
	require.NoError(t, err)
	require.False(t, proposed.Joins(domain.Scotland, domain.Wales), "one side alone agrees nothing")

	_, err = domain.ConfirmAgreement(proposed, domain.Scotland)
	refusedAs(t, err, domain.Forbidden, "agreement.own_proposal")
	_, err = domain.ConfirmAgreement(proposed, domain.England)
	refusedAs(t, err, domain.Forbidden, "agreement.own_proposal")
	agreed, err := domain.ConfirmAgreement(proposed, domain.Wales)
	require.NoError(t, err)
	require.True(t, agreed.Joins(domain.Scotland, domain.Wales))
	require.True(t, agreed.Joins(domain.Wales, domain.Scotland))
	require.False(t, agreed.Joins(domain.Wales, domain.England))
	_, err = domain.ConfirmAgreement(agreed, domain.Wales)
	refusedAs(t, err, domain.Conflict, "agreement.changed")

	_, err = domain.NewAgreement(domain.Agreement{Proposer: domain.Wales, Other: domain.Scotland}, []domain.Agreement{agreed})
	refusedAs(t, err, domain.Conflict, "agreement.there_already")
	for _, other := range []domain.Nation{domain.Wales, domain.UK, "france", ""} {
		_, err = domain.NewAgreement(domain.Agreement{Proposer: domain.Wales, Other: other}, nil)
		require.Equal(t, []string{"other: agreement.other"}, fields(err), other)
	}

	ended, err := domain.EndAgreement(agreed)
	require.NoError(t, err)
	require.False(t, ended.Joins(domain.Scotland, domain.Wales))
	_, err = domain.EndAgreement(ended)
	refusedAs(t, err, domain.Conflict, "agreement.changed")
	_, err = domain.NewAgreement(domain.Agreement{Proposer: domain.Wales, Other: domain.Scotland}, []domain.Agreement{ended})
	require.NoError(t, err, "what ended can begin again")
}
