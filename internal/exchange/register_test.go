package exchange_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/exchange"
)

const smallRegister = `code,code_scheme,name,short_name,nation,region,icb,icb_name,kind,subtype,parent,sponsors,successors,valid_from,valid_to,patient_care,no_signatory,leads,note,source
DHSC,own,Department of Health,DHSC,england,,,,government,health_department,,,,,,,,yes,,report
RAA,ods,"Old, Trust",Old,england,North West,QA1,A board,trust,acute_foundation,,,RBB;RCC,2001-04-01,2024-03-31,yes,,,,ods
RBB,ods,New Trust,New,england,North West,QA1,A board,trust,acute_foundation,,,,2024-04-01,,yes,,,A doubt,ods
RCC,ods,Other Trust,Other,wales,,,,trust,acute_foundation,,,,,,yes,,,,ods
NIHR,own,Funder,NIHR,england,,,,funder,,DHSC,DHSC,,,,,,,,report
`

func TestReadRegisterReadsBodies(t *testing.T) {
	bodies, err := exchange.ReadRegister(strings.NewReader("\ufeff" + smallRegister))
	require.NoError(t, err)
	require.Len(t, bodies, 5)
	old := bodies[1]
	require.Equal(t, "Old, Trust", old.Name)
	require.Equal(t, []string{"RBB", "RCC"}, old.Successors)
	require.Equal(t, "uk/england/north-west/RAA", old.Path)
	require.True(t, old.Current("2024-03-31"))
	require.False(t, old.Current("2024-04-01"))
	require.True(t, bodies[0].Leads)
	require.Equal(t, []string{"DHSC"}, bodies[4].Sponsors)
	require.Equal(t, "A doubt", bodies[2].Note)
}

func TestReadRegisterNamesEachFaultWithItsRow(t *testing.T) {
	cases := map[string]struct {
		from, to string
		key      string
		row      int
	}{
		"a column that nobody knows":       {"source\n", "origin\n", "register.unknown_column", 1},
		"a column that is missing":         {"source\n", "origin\n", "register.missing_column", 1},
		"a column twice":                   {"note,source", "note,note", "register.repeated_column", 1},
		"a cell too few":                   {",A doubt,ods", ",ods", "register.cells", 4},
		"a stray quote":                    {"Other Trust", `Oth"er Trust`, "register.malformed", 5},
		"no code":                          {"RBB,ods", ",ods", "register.missing", 4},
		"a code that would split a path":   {"RBB,ods", "R/B,ods", "register.bad_code", 4},
		"a code used before":               {"RCC,ods", "RBB,ods", "register.duplicate_code", 5},
		"an unknown scheme":                {"RBB,ods", "RBB,odd", "register.unknown_code_scheme", 4},
		"no name":                          {"New Trust", " ", "register.missing", 4},
		"an unknown nation":                {"wales", "cornwall", "register.unknown_nation", 5},
		"an unknown kind":                  {"funder", "lender", "register.unknown_kind", 6},
		"a region outside England":         {"wales,", "wales,North", "register.bad_region", 5},
		"a region that would split a path": {"New,england,North West", "New,england,North/West", "register.bad_region", 4},
		"half a care board":                {"New,england,North West,QA1,A board", "New,england,North West,QA1,", "register.half_icb", 4},
		"a parent that is not there":       {",DHSC,DHSC", ",DHSS,DHSC", "register.unknown_body", 6},
		"a sponsor that is not there":      {",DHSC,DHSC", ",DHSC,DHSS", "register.unknown_body", 6},
		"a successor that is not there":    {"RBB;RCC", "RBB;RXX", "register.unknown_body", 3},
		"a body that succeeds itself":      {"RBB;RCC", "RAA", "register.unknown_body", 3},
		"a day no calendar has":            {"2024-03-31", "2024-02-31", "register.bad_day", 3},
		"an end before the beginning":      {"2024-03-31", "1999-03-31", "register.dates_reversed", 3},
		"a successor of a current body":    {"2001-04-01,2024-03-31", "2001-04-01,", "register.successor_of_current", 3},
		"neither yes nor empty":            {"2024-04-01,,yes", "2024-04-01,,true", "register.not_yes", 4},
		"bytes that are no text":           {"New Trust", "\xe9", "register.not_utf8", 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(smallRegister, c.from, c.to, 1)
			require.NotEqual(t, smallRegister, text)
			_, err := exchange.ReadRegister(strings.NewReader(text))
			requireProblem(t, err, c.key, "Row", c.row)
		})
	}
}

func TestReadRegisterRefusesAnEmptyFile(t *testing.T) {
	_, err := exchange.ReadRegister(strings.NewReader(""))
	requireProblem(t, err, "register.empty", "", 0)
}

func TestReadRegisterDoesNotJudgeReferencesOnHalfAFile(t *testing.T) {
	text := strings.Replace(smallRegister, ",A doubt,ods", ",ods", 1) // RBB, which RAA names, is lost
	_, err := exchange.ReadRegister(strings.NewReader(text))
	require.Len(t, domain.AsProblems(err), 1)
}

func FuzzReadRegister(f *testing.F) {
	f.Add(smallRegister)
	f.Add("")
	f.Add("code\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		bodies, err := exchange.ReadRegister(strings.NewReader(text))
		if err != nil {
			require.NotEmpty(t, domain.AsProblems(err), "a bad file is its author's to mend, never a fault: %v", err)
			return
		}
		seen := map[string]bool{}
		for _, b := range bodies {
			require.False(t, seen[b.Code], "one body per code")
			seen[b.Code] = true
			require.True(t, domain.Covers(b.Nation.Path(), b.Path), b.Path)
		}
	})
}
