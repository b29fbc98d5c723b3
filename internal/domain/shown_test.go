package domain_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

const longWords = "We have set aside a day a month for every profession, told all staff, and count who takes it."

func TestTextsAreComparedByTheirWords(t *testing.T) {
	require.NotEmpty(t, domain.TextKey(longWords))
	require.Equal(t, domain.TextKey(longWords), domain.TextKey("  "+strings.ToUpper(strings.ReplaceAll(longWords, ",", " –\n"))))
	require.NotEqual(t, domain.TextKey(longWords), domain.TextKey(strings.Replace(longWords, "day", "week", 1)))
	require.Empty(t, domain.TextKey("Work goes on as planned."), "so short that many say it")
	require.Empty(t, domain.TextKey(""))
}

func TestR13_TheSameWordsAsAnotherWithoutASharedOffice(t *testing.T) {
	told := func(duty, body domain.ID, change ...func(*domain.Told)) domain.Told {
		one := domain.Told{Duty: duty, Body: body, Rec: 1, Nation: domain.England, Shown: domain.Shown{No: 1, Text: domain.TextKey(longWords)}}
		for _, f := range change {
			f(&one)
		}
		return one
	}
	office := func(local, university domain.ID, state domain.PartnershipState) domain.Partnership {
		return domain.Partnership{Local: local, University: university, Office: true, State: state, From: "2026-01-01"}
	}
	mine := told("a", "A")
	none := map[domain.ID][]domain.ID{}
	both := map[domain.ID][]domain.ID{"a": {"b"}, "b": {"a"}}
	cases := []struct {
		name    string
		others  []domain.Told
		offices []domain.Partnership
		want    map[domain.ID][]domain.ID
	}{
		{"another body", []domain.Told{told("b", "B")}, nil, both},
		{"other words", []domain.Told{told("b", "B", func(o *domain.Told) { o.Shown.Text = domain.TextKey(longWords + " And more.") })}, nil, none},
		{"its own other duty", []domain.Told{told("b", "A")}, nil, none},
		{"another recommendation", []domain.Told{told("b", "B", func(o *domain.Told) { o.Rec = 2 })}, nil, none},
		{"another oversight's, which tells nothing of it (R4)", []domain.Told{told("b", "B", func(o *domain.Told) { o.Nation = domain.Wales })}, nil, none},
		{"a UK-wide body's, with the same oversight", []domain.Told{told("b", "B", func(o *domain.Told) { o.Nation = domain.UK })}, nil, both},
		{"who declares no change is found nothing", []domain.Told{told("b", "B", func(o *domain.Told) { o.Shown.Declared = true })}, nil,
			map[domain.ID][]domain.ID{"a": {"b"}}},
		{"one office", []domain.Told{told("b", "B")}, []domain.Partnership{office("A", "B", domain.PartnershipConfirmed)}, none},
		{"one office through a third", []domain.Told{told("b", "B")},
			[]domain.Partnership{office("A", "U", domain.PartnershipConfirmed), office("B", "U", domain.PartnershipConfirmed)}, none},
		{"an office that is only proposed", []domain.Told{told("b", "B")}, []domain.Partnership{office("A", "B", domain.PartnershipProposed)}, both},
		{"too short to tell", []domain.Told{told("b", "B", func(o *domain.Told) { o.Shown.Text = "" })}, nil, none},
	}
	for _, c := range cases {
		require.Equal(t, c.want, domain.SameWords(append([]domain.Told{mine}, c.others...), c.offices, today), c.name)
	}
}

func TestR13_TheSameWordsAreAFindingForAsLongAsThatVersionStands(t *testing.T) {
	g := domain.Ground{Duty: signed(duty14(), 1, inProgress("2027-03-31"), today), Shown: domain.Shown{No: 1, Text: domain.TextKey(longWords)}}
	require.Empty(t, kindsFound(g, domain.Standing{}))
	first := found(g, domain.Standing{}, "b")
	require.Equal(t, domain.FindingSame, first[0].Kind)
	require.Equal(t, []domain.ID{"b"}, first[0].Others)
	require.Equal(t, first[0].Facts, found(g, domain.Standing{}, "b", "c")[0].Facts, "that a third says it too is nothing new of this one")
	g.Shown.No = 2
	require.NotEqual(t, first[0].Facts, found(g, domain.Standing{}, "b")[0].Facts)
}

func TestR11_ProofIsAsStrongAsItsWeakestRequirement(t *testing.T) {
	rec := rec14()
	rec.Requirements[3].StatementProves = true
	piece := func(kind domain.EvidenceKind, keys ...string) domain.Piece {
		return domain.Piece{ID: "e", Kind: kind, Requirements: keys}
	}
	file := piece(domain.EvidenceFile, "14a", "14b", "14c", "14d")
	old, gone := file, file
	old.Expires, gone.Gone = today, true
	claim := signed(duty14(), 1, implemented(), today)
	cases := []struct {
		name   string
		duty   domain.Duty
		pieces []domain.Piece
		want   domain.Proof
	}{
		{"nothing said to be met", signed(duty14(), 1, inProgress("2027-03-31"), today), []domain.Piece{file}, domain.ProofUnclaimed},
		{"nothing", claim, nil, domain.ProofNone},
		{"one without", claim, []domain.Piece{piece(domain.EvidenceFile, "14a", "14b", "14c")}, domain.ProofNone},
		{"destroyed", claim, []domain.Piece{gone}, domain.ProofNone},
		{"a statement for one", claim, []domain.Piece{piece(domain.EvidenceFile, "14a", "14b", "14d"), piece(domain.EvidenceStatement, "14c")}, domain.ProofStatement},
		{"a statement where that is proof", claim, []domain.Piece{piece(domain.EvidenceLink, "14a", "14b", "14c"), piece(domain.EvidenceStatement, "14d")}, domain.ProofCurrent},
		{"out of date today", claim, []domain.Piece{old}, domain.ProofStale},
		{"out of date beside one that is not", claim, []domain.Piece{old, file}, domain.ProofCurrent},
		{"in date", claim, []domain.Piece{file}, domain.ProofCurrent},
		{"checked", confirmed(), []domain.Piece{file}, domain.ProofChecked},
		{"checked, and out of date since", confirmed(), []domain.Piece{old}, domain.ProofStale},
	}
	for _, c := range cases {
		require.Equal(t, c.want, domain.ProofOf(c.duty, &rec, domain.Shown{No: 1, Pieces: c.pieces}, today), c.name)
	}
	selfReported := fullMarks(1)
	selfReported.Assurance = domain.SelfReported
	claim.State = domain.Decide(claim.State, selfReported, "")
	require.Equal(t, domain.ProofCurrent, domain.ProofOf(claim, &rec, domain.Shown{Pieces: []domain.Piece{file}}, today), "nobody has looked at it")
}

func TestWhatAVersionShows(t *testing.T) {
	c := implemented()
	c.Narrative, c.NoChange = longWords, true
	c.Evidence = append(c.Evidence, domain.EvidenceUse{EvidenceID: "unknown", Requirements: []string{"14a"}})
	library := map[domain.ID]domain.Evidence{"e": {ID: "e", Kind: domain.EvidenceLink, To: "2026-06-30", Expires: "2027-06-30", Redacted: true}}
	require.Equal(t, domain.Shown{No: 4, Text: domain.TextKey(longWords), Declared: true, Pieces: []domain.Piece{
		{ID: "e", Kind: domain.EvidenceLink, To: "2026-06-30", Expires: "2027-06-30", Gone: true, Requirements: duty14().Requirements},
	}}, domain.ShownBy(4, c, library))
}
