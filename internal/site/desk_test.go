package site_test

import (
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// sign brings a return of the Trust onto oversight's desk.
func (w *world) sign(rec int, fill func(*domain.Content)) {
	w.t.Helper()
	no, attested := w.submit(rec, fill), domain.Signature{Words: "I attest to it."}
	require.NoError(w.t, w.app.SignReturn(w.t.Context(), w.actor("approver"), app.SignReturn{Key: key(rec), No: no, Signature: attested}))
}

// submit seals what the Trust writes on now, and returns the version's number.
func (w *world) submit(rec int, fill func(*domain.Content)) int {
	w.t.Helper()
	ctx := w.t.Context()
	_, content, err := w.blank(ctx, key(rec))
	require.NoError(w.t, err)
	fill(&content)
	returns, err := w.store.Reader().ReturnsOf(ctx, domain.Scope{All: true}, w.duty(key(rec)).ID)
	require.NoError(w.t, err)
	rounds, err := w.store.Reader().Rounds(ctx, report)
	require.NoError(w.t, err)
	now := domain.CurrentReturn(returns, rounds)
	saved, err := w.app.SaveDraft(ctx, w.actor("reporter"), app.SaveDraft{Key: key(rec), Return: now.ID, Guard: now.Version, Content: content})
	require.NoError(w.t, err)
	no, err := w.app.SubmitReturn(ctx, w.actor("reporter"), app.SubmitReturn{Key: key(rec), Return: saved.ID, Guard: saved.Version})
	require.NoError(w.t, err)
	return no
}

// everythingMet makes a draft a claim with a link behind each answer.
func (w *world) everythingMet(c *domain.Content) {
	w.t.Helper()
	proof, err := w.app.AddEvidence(w.t.Context(), w.actor("reporter"), app.AddEvidence{
		Body: "RYY", Kind: domain.EvidenceLink, Title: "Our policy", From: "2026-01-01", To: "2026-10-31", URL: "https://example.org/policy",
	})
	require.NoError(w.t, err)
	c.Status = domain.Implemented
	use := domain.EvidenceUse{EvidenceID: proof.ID}
	for key := range c.Answers {
		c.Answers[key] = domain.Answer{Met: domain.MetYes}
		use.Requirements = append(use.Requirements, key)
	}
	c.Evidence = []domain.EvidenceUse{use}
}

// TestR3_TheDeskShowsWhatMattersFirst signs a core ask that claims nothing and
// a claim that is none, beside the plain return that waits already.
func TestR3_TheDeskShowsWhatMattersFirst(t *testing.T) {
	w := newWorld(t)
	w.sign(1, func(*domain.Content) {})
	w.sign(17, w.everythingMet)
	var order []string
	w.get("reviewer", "/desk").Find("#queue tbody a[href*='/review/']").Each(func(_ int, s *goquery.Selection) {
		order = append(order, s.AttrOr("href", ""))
	})
	require.Equal(t, []string{
		"/bodies/RYY/ctr/17/review/1", // claims something new
		"/bodies/RYY/ctr/1/review/1",  // a core ask
		"/bodies/RYY/ctr/10/review/1",
	}, order)
}
