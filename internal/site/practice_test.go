package site_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

const (
	practiceOfKent = "/bodies/RYY/ctr/1/practice"
	storyWall      = "A day a month is written into every nurse’s rota."
)

// practised is the overview a day after its round closed: Kent named a barrier to
// 1 when it did, and is confirmed now.
func practised(t *testing.T) *world {
	t.Helper()
	o := newOverview(t)
	o.name("no_funding", 6, trusts("London"))
	o.put("RYY", 1, func(d *domain.Duty) { d.State.Barriers, d.State.Status = []string{"no_funding"}, domain.InProgress })
	rounds, err := o.store.Reader().Rounds(t.Context(), report)
	require.NoError(t, err)
	for _, round := range rounds {
		if round.Nations[0] == domain.England {
			require.NoError(t, o.app.CloseRound(t.Context(), o.actor("dhsc"), round.ID))
		}
	}
	o.setDay(today.Add(1))
	o.put("RYY", 1, confirmed)
	o.put("RYY", 1, func(d *domain.Duty) { d.State.Barriers = nil })
	return o
}

// practiceNow is where Kent's duty stands as good practice.
func (w *world) practiceNow() domain.PracticeState {
	w.t.Helper()
	d, err := w.store.Reader().DutyByKey(w.t.Context(), everywhere, domain.DutyKey{Body: "RYY", Report: report, Rec: 1})
	require.NoError(w.t, err)
	return d.State.Practice
}

func (w *world) practise(as string, pairs ...string) *page {
	w.t.Helper()
	return w.post(as, practiceOfKent, with(url.Values{"of": {string(w.practiceNow().Text)}}, pairs...))
}

// readers is every page, and file, that shows somebody good practice or might,
// apart from the duty's own.
func readers() map[string][]string {
	const rec, demand, barrier = "/recommendations/1", "/demand?barrier=no_funding", "/barriers/no_funding"
	everyone := []string{rec, barrier, barrier + "?as=csv", "/barriers?as=csv", "/heatmap", "/bodies/RYY", "/changes", "/integrated", "/"}
	return map[string][]string{
		"dhsc": append([]string{demand, demand + "&as=csv"}, everyone...), "nihr": append([]string{demand, demand + "&as=csv"}, everyone...),
		"scotland": append([]string{demand}, everyone...), "kent": everyone, "chief": everyone,
	}
}

// shownTo says who reads the words where.
func (w *world) shownTo() map[string][]string {
	w.t.Helper()
	shown := map[string][]string{}
	for who, paths := range readers() {
		for _, path := range paths {
			p := w.get(who, path)
			require.Contains(w.t, []int{200, 404}, p.status, "%s %s", who, path)
			if text := p.answer.Body.String(); strings.Contains(text, "written into every nurse") {
				shown[who] = append(shown[who], path)
			}
		}
	}
	return shown
}

// TestR4_GoodPracticeLeaksNowhereBeforeConsent has it put forward, consented to,
// and every step after: nobody but its oversight and the body reads a word unless
// it stands consented and confirmed.
func TestR4_GoodPracticeLeaksNowhereBeforeConsent(t *testing.T) {
	o := practised(t)
	for _, who := range []string{"nihr", "scotland"} {
		require.Equal(t, 404, o.get(who, practiceOfKent).status, who)
		require.Equal(t, 404, o.practise(who, "do", "put", "text", storyWall).status, who)
	}
	require.Equal(t, []string{"Write what others can copy"}, o.practise("dhsc", "do", "put").faults())
	require.Equal(t, 403, o.practise("kent", "do", "put", "text", storyWall).status)
	o.practise("dhsc", "do", "put", "text", storyWall).went("/bodies/RYY/ctr/1")
	require.Empty(t, o.shownTo(), "nobody has consented")
	for _, who := range []string{"kent", "chief", "dhsc"} {
		require.Contains(t, o.get(who, practiceOfKent).ok().text("main"), storyWall, who)
		require.Contains(t, o.get(who, "/bodies/RYY/ctr/1").ok().text("main"), storyWall, who)
	}
	for _, who := range []string{"nihr", "scotland"} {
		require.Equal(t, 404, o.get(who, practiceOfKent).status, who)
		require.Equal(t, 404, o.get(who, "/bodies/RYY/ctr/1").status, who)
	}
	require.Contains(t, o.get("chief", "/").ok().text("main"), "1 good practice waits for your consent")
	require.NotContains(t, o.get("kent", "/").ok().text("main"), "good practice waits")

	require.Equal(t, []string{"Choose what to do"}, o.practise("chief").faults())
	require.Equal(t, []string{"Say why you decline. Oversight will read it"}, o.practise("chief", "do", "declined").faults())
	require.Equal(t, 403, o.practise("kent", "do", "consented").status, "who writes does not consent")
	o.practise("chief", "do", "consented").went("/bodies/RYY/ctr/1")
	o.practise("chief", "do", "consented").went("/bodies/RYY/ctr/1") // a second press
	require.NotContains(t, o.get("chief", "/").ok().text("main"), "good practice waits")
	const rec, demand, barrier = "/recommendations/1", "/demand?barrier=no_funding", "/barriers/no_funding"
	require.Equal(t, map[string][]string{
		"dhsc": {demand, rec, barrier}, "nihr": {demand, rec}, "scotland": {rec}, "kent": {rec, barrier}, "chief": {rec, barrier},
	}, o.shownTo(), "that Kent named the barrier is for who sees its duty; Scotland's demand has nobody who names it")
	require.Contains(t, o.get("scotland", rec).ok().text("[aria-labelledby='confirmed-practice']"),
		"Confirmed on 1 October 2026. In its oversight’s words, with the organisation’s consent.")
	require.Equal(t, 404, o.get("scotland", practiceOfKent).status, "the words are shown, and nothing else of the duty")

	o.put("RYY", 1, func(d *domain.Duty) { d.State.Fell = true })
	require.Empty(t, o.shownTo(), "it is confirmed no more")
	o.put("RYY", 1, func(d *domain.Duty) { d.State.Fell = false })
	require.NotEmpty(t, o.shownTo())

	o.practise("dhsc", "do", "put", "text", "Two days a month.").went("/bodies/RYY/ctr/1")
	require.Empty(t, o.shownTo(), "other words ask anew")
	require.NotContains(t, o.get("scotland", rec).ok().text("main"), "Two days a month.")
	o.practise("chief", "do", "declined", "reason", "It is one.").went("/bodies/RYY/ctr/1")
	o.practise("dhsc", "do", "put", "text", storyWall).went("/bodies/RYY/ctr/1")
	o.practise("chief", "do", "consented").went("/bodies/RYY/ctr/1")
	require.NotEmpty(t, o.shownTo())
	o.practise("chief", "do", "withdrawn").went("/bodies/RYY/ctr/1")
	require.Empty(t, o.shownTo(), "consent is withdrawn")
}

// TestR4_PastDaysForgetWithdrawnConsent looks back: what was shown then is shown,
// and no more once consent is withdrawn.
func TestR4_PastDaysForgetWithdrawnConsent(t *testing.T) {
	o := practised(t)
	o.practise("dhsc", "do", "put", "text", storyWall).went("/bodies/RYY/ctr/1")
	o.practise("chief", "do", "consented").went("/bodies/RYY/ctr/1")
	o.setDay(today.Add(9))
	then := "/recommendations/1?as_at=" + string(today.Add(2))
	require.Contains(t, o.get("scotland", then).ok().text("main"), storyWall)
	require.NotContains(t, o.get("scotland", "/recommendations/1?as_at="+string(today)).ok().text("main"), storyWall, "nor before it was")
	o.practise("dhsc", "do", "taken_back", "reason", "It was a trial.").went("/bodies/RYY/ctr/1")
	require.NotContains(t, o.get("scotland", then).ok().text("main"), storyWall)
	require.Contains(t, o.get("chief", practiceOfKent).ok().text("main"), "It was a trial.")
}

// TestAnOldPageOfGoodPracticeLosesNothing sends what was typed on a page that
// somebody else overtook.
func TestAnOldPageOfGoodPracticeLosesNothing(t *testing.T) {
	o := practised(t)
	o.practise("dhsc", "do", "put", "text", storyWall).went("/bodies/RYY/ctr/1")
	p := o.post("dhsc", practiceOfKent, url.Values{"of": {""}, "do": {"put"}, "text": {"Mine."}})
	require.Equal(t, 409, p.status)
	require.Equal(t, []string{"What can others copy?", "Mine.", storyWall}, p.row("conflict", "What can others copy?"))
	o.practise("dhsc", "do", "taken_back", "reason", "Not yet.").went("/bodies/RYY/ctr/1")
	p = o.practise("chief", "do", "declined", "reason", "It is one ward.")
	require.Equal(t, 409, p.status)
	require.Contains(t, p.text("#conflict"), "It is one ward.")
	require.Equal(t, 409, o.practise("chief", "do", "consented").status)
}

// TestR4_WhoChecksAClaimReadsNoGoodPracticeOfIt has an assurer, who sees the duty
// whole, find nothing of what its body has not consented to.
func TestR4_WhoChecksAClaimReadsNoGoodPracticeOfIt(t *testing.T) {
	w := newWorld(t)
	w.drawnCheck()
	review := w.fullReview(17, domain.FullySatisfactory)
	review.Assurance = domain.EvidenceChecked
	for requirement := range review.Verdicts {
		review.Verdicts[requirement] = domain.VerdictMet
	}
	w.decide(17, 1, review)
	const duty17 = "/bodies/RYY/ctr/17"
	w.post("reviewer", duty17+"/practice", url.Values{"do": {"put"}, "text": {storyWall}}).went(duty17)
	for _, who := range []string{"reporter", "approver", "reviewer", "lead", "auditor"} {
		require.Contains(t, w.get(who, duty17).ok().text("main"), "Put forward as good practice", who)
	}
	p := w.get("assurer", duty17).ok()
	require.Contains(t, p.text("main"), "reviewed", "the assurer reads its record")
	for _, word := range []string{"good practice", "Good practice", storyWall} {
		require.NotContains(t, p.text("main"), word)
	}
	require.Equal(t, 404, w.get("assurer", duty17+"/practice").status)
	require.Contains(t, w.get("approver", duty17).ok().text(".heed-next"), "Say whether this may be shown as good practice")
	require.NotContains(t, w.get("reporter", duty17).ok().text(".heed-next"), "good practice")
}
