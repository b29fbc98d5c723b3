package site_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// partnership is the one that the Trust proposed to the university.
func (w *world) partnership() domain.Partnership {
	w.t.Helper()
	known, err := w.store.Reader().PartnershipsOf(w.t.Context(), domain.Scope{All: true}, w.body("RYY").ID)
	require.NoError(w.t, err)
	return known[0]
}

// atUniversity lets somebody report for the university.
func (w *world) atUniversity(as string) {
	w.t.Helper()
	_, err := w.app.GrantMembership(w.t.Context(), w.actor("lead"), app.GrantMembership{
		Person: w.person(as).ID, Grant: app.Grant{Role: domain.Reporter, Body: "10003645"},
	})
	require.NoError(w.t, err)
}

func TestR17_APartnershipIsProposedByOneAndConfirmedByTheOther(t *testing.T) {
	w := newWorld(t)
	w.atUniversity("elsewhere")
	ours := "/bodies/RYY/partnerships/" + string(w.partnership().ID)
	theirs := "/bodies/10003645/partnerships/" + string(w.partnership().ID)
	require.Equal(t, 0, w.get("reporter", ours).ok().Find("form[action$='/answer']").Length(), "who proposes does not answer")
	p := w.post("reporter", ours+"/answer", url.Values{"do": {"confirm"}})
	require.Equal(t, 403, p.status)
	require.Contains(t, p.text("main"), "Your organisation proposed this partnership")
	require.Equal(t, 422, w.post("elsewhere", theirs+"/answer", url.Values{}).status)
	require.Equal(t, 404, w.post("hr", "/bodies/10003645/partnerships/"+string(w.partnership().ID)+"/answer", url.Values{"do": {"confirm"}}).status)

	require.Contains(t, w.get("elsewhere", "/bodies/10003645/partnerships").ok().text("#partnerships"), "Answer it")
	w.post("elsewhere", theirs+"/answer", url.Values{"do": {"confirm"}}).went("/bodies/10003645/partnerships")
	require.Equal(t, domain.PartnershipConfirmed, w.partnership().State)
	require.Contains(t, w.get("reviewer", "/bodies/RYY/partnerships").ok().text("#partnerships"), "Confirmed")
	require.Equal(t, 403, w.post("reviewer", ours+"/end", url.Values{}).status)

	require.Equal(t, []string{"Give the last day of the partnership"}, w.post("reporter", ours+"/end", url.Values{}).faults())
	w.post("reporter", ours+"/end", url.Values{"last-day": {"31"}, "last-month": {"12"}, "last-year": {"2026"}}).went("/bodies/RYY/partnerships")
	require.Equal(t, domain.Day("2026-12-31"), w.partnership().To)
	require.Contains(t, w.get("reporter", "/bodies/RYY/partnerships").ok().text("#partnerships"), "Ended", "ended ones stay in view")
}

func TestR17_AProposalIsDeclinedOrTakenBack(t *testing.T) {
	w := newWorld(t)
	w.post("reporter", "/bodies/RYY/partnerships/"+string(w.partnership().ID)+"/end", url.Values{}).went("/bodies/RYY/partnerships")
	require.Equal(t, domain.PartnershipWithdrawn, w.partnership().State)

	w = newWorld(t)
	w.atUniversity("elsewhere")
	w.post("elsewhere", "/bodies/10003645/partnerships/"+string(w.partnership().ID)+"/answer", url.Values{"do": {"decline"}}).went("/bodies/10003645/partnerships")
	require.Equal(t, domain.PartnershipDeclined, w.partnership().State)
	require.Equal(t, 404, w.get("reporter", "/bodies/RJ1/partnerships/"+string(w.partnership().ID)).status, "it is not that body's")
}

func TestProposingAPartnershipKeepsWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	propose := "/bodies/RYY/partnerships/new"
	options := w.get("reporter", propose).ok().lines("select[name=partner] option")
	require.Len(t, options, 2, "universities, and nothing else: %v", options)
	p := w.post("reporter", propose, url.Values{"what": {"Joint posts"}, "partner": {"RJ1"}})
	require.Equal(t, 422, p.status)
	p = w.post("reporter", propose, url.Values{"what": {"Joint posts"}, "partner": {"10003645"}})
	require.Equal(t, []string{"Give the first day of the partnership"}, p.faults())
	require.Equal(t, "Joint posts", p.Find("textarea[name=what]").Text())
	full := url.Values{"what": {"Joint posts"}, "partner": {"10003645"}, "from-day": {"1"}, "from-month": {"9"}, "from-year": {"2026"}}
	w.post("reporter", propose, full).went("/bodies/RYY/partnerships")
	require.Equal(t, []string{"There is a partnership like this with the same organisation already"},
		w.post("reporter", propose, with(full, "what", "Joint lectures")).faults())
	require.Equal(t, 404, w.get("hr", propose).status, "a partnership is of the body as a whole")
}

func TestR17_PartnersWithASharedOfficeSeeEachOthersClaimsAndEvidence(t *testing.T) {
	w := newWorld(t)
	ctx, theirs := t.Context(), domain.DutyKey{Body: "10003645", Report: report, Rec: 14}
	w.atUniversity("elsewhere")
	_, err := w.app.GrantMembership(ctx, w.actor("lead"), app.GrantMembership{
		Person: w.person("nobody").ID, Grant: app.Grant{Role: domain.Approver, Body: "10003645"},
	})
	require.NoError(t, err)
	proof, err := w.app.AddEvidence(ctx, w.actor("elsewhere"), app.AddEvidence{
		Body: "10003645", Kind: domain.EvidenceLink, Title: "The office’s charter", From: "2026-01-01", To: "2026-10-31", URL: "https://example.org/charter",
	})
	require.NoError(t, err)
	ret, content, err := w.blank(ctx, theirs)
	require.NoError(t, err)
	content.Status = domain.Implemented
	use := domain.EvidenceUse{EvidenceID: proof.ID}
	for requirement := range content.Answers {
		content.Answers[requirement], use.Requirements = domain.Answer{Met: domain.MetYes}, append(use.Requirements, requirement)
	}
	content.Evidence = []domain.EvidenceUse{use}
	saved, err := w.app.SaveDraft(ctx, w.actor("elsewhere"), app.SaveDraft{Key: theirs, Return: ret.ID, Guard: ret.Version, Content: content})
	require.NoError(t, err)
	no, err := w.app.SubmitReturn(ctx, w.actor("elsewhere"), app.SubmitReturn{Key: theirs, Return: saved.ID, Guard: saved.Version})
	require.NoError(t, err)
	require.NoError(t, w.app.SignReturn(ctx, w.actor("nobody"), app.SignReturn{Key: theirs, No: no, Signature: domain.Signature{Words: "I attest to it."}}))

	ours := "/bodies/RYY/partnerships/" + string(w.partnership().ID)
	require.Equal(t, 0, w.get("reporter", ours).ok().Find("#claims").Length(), "not before it is confirmed")
	require.NotContains(t, w.get("reporter", "/bodies/RYY/ctr/14/return/evidence?for=14a").ok().text("main"), "The office’s charter")
	require.Equal(t, 404, w.get("reporter", "/bodies/10003645/ctr/14").status)
	w.post("elsewhere", "/bodies/10003645/partnerships/"+string(w.partnership().ID)+"/answer", url.Values{"do": {"confirm"}}).went("/bodies/10003645/partnerships")

	p := w.get("reporter", ours).ok()
	require.Contains(t, p.text("#claims"), "Claimed")
	require.Equal(t, 0, p.Find("#claims a[href*='10003645']").Length(), "no text, file or name of the other’s duty")
	evidence := "/bodies/RYY/ctr/14/return/evidence?for=14a"
	require.Contains(t, w.get("reporter", evidence).ok().text("main"), "The office’s charter")
	require.NotContains(t, w.get("reporter", "/bodies/RYY/ctr/13/return/evidence?for=13a").ok().text("main"), "The office’s charter", "of 14 and 15 alone")
	w.upload("reporter", evidence, "", "", "for", "14a", "library", string(proof.ID)).went("/bodies/RYY/ctr/14/return#evidence-14a")
	require.Contains(t, w.get("reporter", "/bodies/RYY/ctr/14/return").ok().text("main"), "The office’s charter", "it stays with the draft")
}
