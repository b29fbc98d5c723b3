package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestACompleteDraftIsTaken(t *testing.T) {
	require.Empty(t, domain.CheckContent(duty14(), rec14(), implemented(), library()))
	require.Empty(t, domain.CheckContent(duty14(), rec14(), inProgress("2027-03-31"), nil))
}

func TestWhatStopsADraftIsNamedByField(t *testing.T) {
	answered := func(met domain.Met, reason string) func(*domain.Content) {
		return func(c *domain.Content) { c.Answers["14b"] = domain.Answer{Met: met, Reason: reason} }
	}
	cases := []struct {
		name   string
		change func(*domain.Content)
		says   []string
	}{
		{"no status", func(c *domain.Content) { c.Status = "" }, []string{"status: return.status_missing", "target: return.target_missing"}},
		{"a status nobody reports", func(c *domain.Content) { c.Status = domain.NoReturn }, []string{"status: return.status_missing", "target: return.target_missing"}},
		{"a requirement left open", func(c *domain.Content) { delete(c.Answers, "14b") }, []string{"met-14b: return.answer_missing"}},
		{"an answer nobody knows", answered("perhaps", ""), []string{"met-14b: return.answer_missing"}},
		{"not applicable without a reason", answered(domain.MetNA, ""), []string{"reason-14b: return.na_reason_missing"}},
		{"implemented with one not met", answered(domain.MetNo, ""), []string{"status: return.implemented_needs_all_met"}},
		{"implemented with one partly met", answered(domain.MetPartly, ""), []string{"status: return.implemented_needs_all_met"}},
		{"not applicable with its reason", answered(domain.MetNA, "We run no such service."), nil},
		{"no narrative", func(c *domain.Content) { c.Narrative = "" }, []string{"narrative: return.narrative_missing"}},
		{"no narrative, declared unchanged", func(c *domain.Content) { c.Narrative, c.NoChange = "", true }, nil},
		{"no date while under way", func(c *domain.Content) { c.Status = domain.InProgress }, []string{"target: return.target_missing"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			draft := implemented()
			c.change(&draft)
			require.Equal(t, c.says, fields(domain.CheckContent(duty14(), rec14(), draft, library()).Err()))
		})
	}
}

func TestEverythingNotApplicableIsNoClaim(t *testing.T) {
	draft := implemented()
	for key := range draft.Answers {
		draft.Answers[key] = domain.Answer{Met: domain.MetNA, Reason: "Not here."}
	}
	require.Equal(t, []string{"status: return.implemented_needs_all_met"},
		fields(domain.CheckContent(duty14(), rec14(), draft, library()).Err()))
}

func TestR11_ImplementedNeedsEvidenceOnEveryApplicableRequirement(t *testing.T) {
	draft := implemented()
	draft.Evidence = []domain.EvidenceUse{{EvidenceID: "e", Requirements: []string{"14a", "14b"}}}
	require.Equal(t, []string{"evidence-14c: return.evidence_missing", "evidence-14d: return.evidence_missing"},
		fields(domain.CheckContent(duty14(), rec14(), draft, library()).Err()))

	draft.Answers["14c"] = domain.Answer{Met: domain.MetNA, Reason: "We run no such service."}
	require.Equal(t, []string{"evidence-14d: return.evidence_missing"},
		fields(domain.CheckContent(duty14(), rec14(), draft, library()).Err()), "none is asked where nothing applies")

	draft = implemented()
	destroyed := library()
	e := destroyed["e"]
	e.Redacted = true
	destroyed["e"] = e
	require.Len(t, domain.CheckContent(duty14(), rec14(), draft, destroyed), 4, "the claim must do without what was destroyed")
	require.Len(t, domain.CheckContent(duty14(), rec14(), draft, nil), 4, "and without what nobody knows")

	require.Empty(t, domain.CheckContent(duty14(), rec14(), inProgress("2027-03-31"), nil), "progress needs no proof")
}

func TestR11_IncreasesAreTwoFiguresWithTheirPeriods(t *testing.T) {
	rec := rec14()
	rec.Requirements[0].Figures = true
	draft := implemented()
	require.Equal(t, []string{"before-14a: return.figure_missing", "after-14a: return.figure_missing"},
		fields(domain.CheckContent(duty14(), rec, draft, library()).Err()))

	draft.Answers["14a"] = domain.Answer{Met: domain.MetYes,
		Before: domain.Figure{Value: "4", Period: "2020/21"}, After: domain.Figure{Value: "9"}}
	require.Equal(t, []string{"after-14a: return.figure_missing"},
		fields(domain.CheckContent(duty14(), rec, draft, library()).Err()))

	draft.Answers["14a"] = domain.Answer{Met: domain.MetYes,
		Before: domain.Figure{Value: "4", Period: "2020/21"}, After: domain.Figure{Value: "9", Period: "2025/26"}}
	require.Empty(t, domain.CheckContent(duty14(), rec, draft, library()))

	partly := inProgress("2027-03-31")
	require.Empty(t, domain.CheckContent(duty14(), rec, partly, nil), "only *met* asks for figures")
}

func TestR14_AMovedDateNeedsItsReason(t *testing.T) {
	d := duty14()
	d.State.FirstTarget, d.State.Target = "2026-12-31", "2026-12-31"
	later := inProgress("2027-06-30")
	require.Equal(t, []string{"slip_reason: return.slip_reason_missing"}, fields(domain.CheckContent(d, rec14(), later, nil).Err()))
	later.SlipReason = "The university post is vacant."
	require.Empty(t, domain.CheckContent(d, rec14(), later, nil))
	require.Empty(t, domain.CheckContent(d, rec14(), inProgress("2026-12-31"), nil), "the same date is no slip")
	require.Empty(t, domain.CheckContent(d, rec14(), inProgress(""), nil), "a date left alone stands")
	earlier := inProgress("2026-11-30")
	require.NotEmpty(t, domain.CheckContent(d, rec14(), earlier, nil), "every change counts, earlier ones too")
}

func TestBackedNamesTheRequirement(t *testing.T) {
	c := domain.Content{Evidence: []domain.EvidenceUse{{EvidenceID: "e", Requirements: []string{"14a"}}}}
	require.True(t, c.Backed("14a"))
	require.False(t, c.Backed("14b"))
}
