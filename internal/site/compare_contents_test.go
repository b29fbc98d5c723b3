package site

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/web/words"
)

// TestR10_EveryThingThatAContentSaysIsCompared changes one thing at a time: what
// is not compared would be signed as unchanged.
func TestR10_EveryThingThatAContentSaysIsCompared(t *testing.T) {
	w := catalogue(t).For("en")
	rec := domain.Recommendation{No: 14, Requirements: []domain.Requirement{{Key: "14a", Title: "An office"}}}
	m := matter{
		rec: rec, pack: &domain.Pack{Recommendations: []domain.Recommendation{rec}},
		duty: domain.Duty{Requirements: []string{"14a"}},
	}
	minutes := func(id domain.ID) domain.Evidence {
		return domain.Evidence{ID: id, Kind: domain.EvidenceFile, Title: "Minutes", From: "2026-01-01", To: "2026-10-31"}
	}
	evidence := byID([]domain.Evidence{minutes("one"), minutes("two")})
	content := func() domain.Content {
		return domain.Content{
			Status: domain.InProgress, Answers: map[string]domain.Answer{"14a": {Met: domain.MetPartly, Reason: "Half of it."}},
			Narrative: "We began.", Target: "2027-03-31", Evidence: []domain.EvidenceUse{{EvidenceID: "one", Requirements: []string{"14a"}}},
		}
	}
	changed := func(after domain.Content) (labels []string) {
		for _, line := range compareContents(w, m, evidence, content(), after) {
			if line.Changed {
				labels = append(labels, line.Label)
			}
		}
		return labels
	}
	require.Empty(t, changed(content()))
	took := content()
	took.Minutes = 12
	require.Empty(t, changed(took), "how long it took its writer is told to nobody who signs or reviews (R28)")
	for name, change := range map[string]func(*domain.Content){
		"status":     func(c *domain.Content) { c.Status = domain.Implemented },
		"answer":     func(c *domain.Content) { c.Answers["14a"] = domain.Answer{Met: domain.MetYes} },
		"reason":     func(c *domain.Content) { c.Answers["14a"] = domain.Answer{Met: domain.MetPartly, Reason: "All of it."} },
		"baseline":   func(c *domain.Content) { a := c.Answers["14a"]; a.Before.Value = "5"; c.Answers["14a"] = a },
		"narrative":  func(c *domain.Content) { c.Narrative = "We went on." },
		"summary":    func(c *domain.Content) { c.Summary = "An office." },
		"confidence": func(c *domain.Content) { c.Confidence = domain.ConfidenceMedium },
		"target":     func(c *domain.Content) { c.Target = "2027-06-30" },
		"slip":       func(c *domain.Content) { c.SlipReason = "The money came late." },
		"barriers":   func(c *domain.Content) { c.Barriers = []domain.BarrierMention{{Key: "time"}} },
		"no paper":   func(c *domain.Content) { c.Evidence = nil },
		"one paper swapped for another of the same title and days": func(c *domain.Content) { c.Evidence[0].EvidenceID = "two" },
		"a paper for something else":                               func(c *domain.Content) { c.Evidence[0].Requirements = []string{"14b"} },
		"no change":                                                func(c *domain.Content) { c.NoChange = true },
	} {
		after := content()
		change(&after)
		require.Len(t, changed(after), 1, name)
	}
}

func catalogue(t *testing.T) *words.Catalogue {
	t.Helper()
	all, err := words.Load()
	require.NoError(t, err)
	return all
}
