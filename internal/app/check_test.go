package app_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/estimate"
)

const seed = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

// checkPlan draws of England's claims.
func checkPlan(unit domain.CheckUnit, n int) app.PlanCheck {
	return app.PlanCheck{Report: "ctr", Plan: domain.CheckPlan{
		Nations: []domain.Nation{domain.England, domain.UK}, Unit: unit, N: n, QuarterDays: 2, ReplyDays: 10,
	}}
}

// threeClaims has Riverside claim 1 and 14, and Hillside 1, which rex accepts.
func (w *world) threeClaims() {
	w.t.Helper()
	w.claimed()
	w.sign("rita", "anna", riverside(14), claim(w.proof("rita", "RJ1"), "14a"))
	other := dutyAt("RX9", 1)
	no := w.sign("hill", "hillsigns", other, claim(w.proof("hill", "RX9"), "1a", "1b"))
	w.review("rex", other, no, full("1a", "1b"))
}

// drawn plans, seeds and draws.
func (w *world) drawn(in app.PlanCheck) domain.SpotCheck {
	w.t.Helper()
	check, err := w.PlanCheck(w.ctx, w.as("lea"), in)
	w.must(err)
	w.must(w.SeedCheck(w.ctx, w.as("lea"), app.SeedCheck{ID: check.ID, Seed: seed}))
	w.must(w.DrawCheck(w.ctx, w.as("lea"), check.ID))
	return w.check(check.ID)
}

func (w *world) check(id domain.ID) domain.SpotCheck {
	w.t.Helper()
	check, err := w.store.Reader().Check(w.ctx, all(), id)
	w.must(err)
	return check
}

// item is the drawn claim of a duty.
func (w *world) item(check domain.ID, key domain.DutyKey) domain.CheckItem {
	w.t.Helper()
	items, err := w.store.Reader().CheckItems(w.ctx, all(), check)
	w.must(err)
	for _, i := range items {
		if i.DutyID == w.duty(key).ID {
			return i
		}
	}
	require.Fail(w.t, "not drawn", "%v", key)
	return domain.CheckItem{}
}

func (w *world) given(check domain.ID, person string, bodies ...string) {
	w.t.Helper()
	w.must(w.AssignCheck(w.ctx, w.as("lea"), app.AssignCheck{ID: check, Person: domain.ID(person), Bodies: bodies}))
}

// judgement is a verdict that answers every requirement the same.
func judgement(answer domain.CheckAnswer, requirements ...string) domain.CheckVerdict {
	v := domain.CheckVerdict{Answers: map[string]domain.CheckAnswer{}, Belief: domain.BeliefMostly, Words: "We looked."}
	for _, key := range requirements {
		v.Answers[key] = answer
	}
	return v
}

func (w *world) judge(who string, check domain.ID, key domain.DutyKey, v domain.CheckVerdict) {
	w.t.Helper()
	item := w.item(check, key)
	w.must(w.JudgeCheck(w.ctx, w.as(who), app.JudgeCheck{Item: item.ID, Guard: item.Version, Verdict: v}))
}

func TestR22_TheSeedIsInTheRecordBeforeTheDraw(t *testing.T) {
	w := newWorld(t)
	w.threeClaims()
	in := checkPlan(domain.CheckClaims, 2)
	plan := func(actor domain.Actor) error { _, err := w.PlanCheck(w.ctx, actor, in); return err }
	w.strangers([]string{"rex", "aud"}, []string{"rita", "shona", "asa", "adam", "obs"}, plan)
	w.happens(func() error { return plan(w.as("lea")) }, domain.CheckPlannedE)
	scotland := checkPlan(domain.CheckClaims, 2)
	scotland.Plan.Nations = append(scotland.Plan.Nations, domain.Scotland)
	w.refuses(domain.NotFound, "not_found", func() error { _, err := w.PlanCheck(w.ctx, w.as("lea"), scotland); return err })

	checks, err := w.store.Reader().Checks(w.ctx, all(), "ctr")
	require.NoError(t, err)
	check := checks[0]
	draw := func(actor domain.Actor) error { return w.DrawCheck(w.ctx, actor, check.ID) }
	w.refuses(domain.Invalid, "check.no_seed", func() error { return draw(w.as("lea")) })
	give := func(actor domain.Actor) error { return w.SeedCheck(w.ctx, actor, app.SeedCheck{ID: check.ID}) }
	w.strangers([]string{"rex", "aud"}, []string{"rita", "shona", "asa"}, give)
	w.refuses(domain.Invalid, "check.seed", func() error {
		return w.SeedCheck(w.ctx, w.as("lea"), app.SeedCheck{ID: check.ID, Seed: "0011"})
	})
	w.happens(func() error { return give(w.as("lea")) }, domain.CheckSeededE)
	w.refuses(domain.Conflict, "check.changed", func() error { return give(w.as("lea")) })
	w.refuses(domain.Conflict, "check.changed", func() error { // a plan with a seed stays as it is
		in.ID, in.Guard = check.ID, w.check(check.ID).Version
		return plan(w.as("lea"))
	})
	w.strangers([]string{"rex", "aud"}, []string{"rita", "shona", "asa"}, draw)

	// What is claimed changes: the seed is no longer for it, and another one is taken.
	before := w.check(check.ID).Seed
	w.sign("rita", "anna", riverside(14), progress("14a"))
	w.refuses(domain.Invalid, "check.population_moved", func() error { return draw(w.as("lea")) })
	w.happens(func() error { return give(w.as("lea")) }, domain.CheckSeededE)
	require.NotEqual(t, before, w.check(check.ID).Seed)
	w.sign("rita", "anna", riverside(14), claim(w.proof("rita", "RJ1"), "14a"))
	w.happens(func() error { return give(w.as("lea")) }, domain.CheckSeededE)
	w.refuses(domain.Conflict, "check.changed", func() error { return give(w.as("lea")) })
	w.happens(func() error { return draw(w.as("lea")) }, domain.CheckDrawnE)
	w.refuses(domain.Conflict, "check.changed", func() error { return draw(w.as("lea")) })

	// Anybody can draw again from what the record holds.
	check = w.check(check.ID)
	require.Len(t, check.Seed, 64)
	entries, err := w.store.Reader().CheckEntries(w.ctx, all(), check.ID)
	require.NoError(t, err)
	require.Len(t, entries, 3)
	frame := estimate.SampleOf(entries)
	require.Equal(t, check.Frame, frame.Hash())
	again, err := frame.Draw(check.Seed, check.Plan.N)
	require.NoError(t, err)
	for _, e := range entries {
		require.Equal(t, e.Drawn, containsID(again, e.ID))
	}
	require.Equal(t, map[int]int{1: 2, 14: 1}, check.Claimed)
	require.Equal(t, map[int]int{1: 2, 3: 1, 5: 1, 14: 3}, check.Owed)
}

func containsID(ids []domain.ID, id domain.ID) bool {
	for _, i := range ids {
		if i == id {
			return true
		}
	}
	return false
}

func TestAPlanSaysWhatIsWrongWithIt(t *testing.T) {
	w := newWorld(t)
	for key, spoil := range map[string]func(*domain.CheckPlan){
		"check.nations_missing": func(p *domain.CheckPlan) { p.Nations = nil },
		"check.unit_missing":    func(p *domain.CheckPlan) { p.Unit = "offices" },
		"check.n":               func(p *domain.CheckPlan) { p.N = 0 },
		"check.days_missing":    func(p *domain.CheckPlan) { p.QuarterDays = 0 },
		"check.reply_days":      func(p *domain.CheckPlan) { p.ReplyDays = 61 },
		"check.rec_unknown":     func(p *domain.CheckPlan) { p.Recs = []int{2} },
	} {
		in := checkPlan(domain.CheckClaims, 2)
		spoil(&in.Plan)
		w.refuses(domain.Invalid, key, func() error { _, err := w.PlanCheck(w.ctx, w.as("lea"), in); return err })
	}
	check, err := w.PlanCheck(w.ctx, w.as("lea"), checkPlan(domain.CheckBodies, 2))
	require.NoError(t, err)
	w.must(w.SeedCheck(w.ctx, w.as("lea"), app.SeedCheck{ID: check.ID, Seed: seed}))
	w.refuses(domain.Invalid, "check.nothing_claimed", func() error { return w.DrawCheck(w.ctx, w.as("lea"), check.ID) })
}

func TestR22_NobodyChecksWhatTheyAcceptedTheirOwnOrAClients(t *testing.T) {
	w := newWorld(t)
	w.threeClaims()
	check := w.drawn(checkPlan(domain.CheckBodies, 99))
	require.Equal(t, 2, check.Drawn, "a sample larger than its population is everybody")
	in := app.AssignCheck{ID: check.ID, Person: "rex", Bodies: []string{"RX9"}}
	assign := func(actor domain.Actor) error { return w.AssignCheck(w.ctx, actor, in) }
	w.strangers([]string{"rex", "aud"}, []string{"rita", "shona", "asa"}, assign)
	w.refuses(domain.Invalid, "check.accepted", func() error { return assign(w.as("lea")) })
	for person, key := range map[string]string{
		"sean": "check.no_assessor", "rita": "check.no_assessor", "obs": "check.no_assessor", "nobody": "check.person_missing",
	} {
		in.Person = domain.ID(person)
		w.refuses(domain.Invalid, key, func() error { return assign(w.as("lea")) })
	}
	in.Person = "asa"
	w.happens(func() error { return w.DeclareClients(w.ctx, w.as("asa"), []string{"RX9"}) }, domain.ClientsDeclared)
	w.changesNothing(func() error { return w.DeclareClients(w.ctx, w.as("asa"), []string{"RX9", "RX9"}) })
	w.refuses(domain.NotFound, "not_found", func() error { return w.DeclareClients(w.ctx, w.as("asa"), []string{"NOBODY"}) })
	in.Bodies = []string{"RJ1", "RX9"}
	w.refuses(domain.Invalid, "check.client", func() error { return assign(w.as("lea")) })
	w.must(w.DeclareClients(w.ctx, w.as("asa"), []string{"RJ1", "RX9"}))
	both := domain.AsProblems(assign(w.as("lea")))
	require.Len(t, both, 1)
	require.Len(t, both[0].Args["Body"], 2, "every body at fault is named")
	w.must(w.DeclareClients(w.ctx, w.as("asa"), []string{"RX9"}))
	in.Bodies = nil
	w.refuses(domain.Invalid, "check.bodies_missing", func() error { return assign(w.as("lea")) })
	in.Bodies = []string{"UNI"}
	w.refuses(domain.Invalid, "check.nothing_to_assign", func() error { return assign(w.as("lea")) })
	in.Bodies = []string{"RJ1"}
	w.happens(func() error { return assign(w.as("lea")) }, domain.AssignmentMade, domain.AssignmentMade)
	w.changesNothing(func() error { return assign(w.as("lea")) })
	require.Len(t, w.as("asa").Checking, 2)
	require.Empty(t, w.as("asa").Assigned, "a check is no review")

	in.Person = "rose"
	w.happens(func() error { return assign(w.as("lea")) },
		domain.AssignmentMade, domain.AssignmentMade, domain.AssignmentMade, domain.AssignmentMade)
	require.Empty(t, w.as("asa").Checking)
	// What comes between the draw and the verdict counts as well.
	item := w.item(check.ID, riverside(1))
	w.must(w.DeclareClients(w.ctx, w.as("rose"), []string{"RJ1"}))
	w.refuses(domain.Invalid, "check.client", func() error {
		return w.JudgeCheck(w.ctx, w.as("rose"), app.JudgeCheck{Item: item.ID, Guard: item.Version, Verdict: judgement(domain.CheckUpheld, "1a", "1b")})
	})
}

func TestR5_NobodyChecksTheirOwn(t *testing.T) {
	w := newWorld(t)
	w.sign("fay", "finn", dutyAt("NIHR", 5), claim(w.proof("fay", "NIHR"), "5a"))
	check := w.drawn(checkPlan(domain.CheckClaims, 1))
	w.refuses(domain.Invalid, "check.own", func() error {
		return w.AssignCheck(w.ctx, w.as("lea"), app.AssignCheck{ID: check.ID, Person: "rex", Bodies: []string{"NIHR"}})
	})
	w.given(check.ID, "asa", "NIHR")
}

func TestR22_ADraftVerdictAndTheBodysReply(t *testing.T) {
	w := newWorld(t)
	w.threeClaims()
	check := w.drawn(checkPlan(domain.CheckBodies, 2))
	w.given(check.ID, "asa", "RJ1", "RX9")
	before := w.duty(riverside(1))
	item := w.item(check.ID, riverside(1))
	in := app.JudgeCheck{Item: item.ID, Guard: item.Version, Verdict: judgement(domain.CheckNoAnswer, "1a", "1b")}
	judge := func(actor domain.Actor) error { return w.JudgeCheck(w.ctx, actor, in) }
	w.strangers([]string{"rita", "rex", "lea", "aud"}, []string{"hill", "sean", "hr"}, judge)
	reply := app.ReplyCheck{Item: item.ID, Text: "The policy is on our site."}
	answer := func(actor domain.Actor) error { return w.ReplyCheck(w.ctx, actor, reply) }
	w.refuses(domain.NotFound, "not_found", func() error { return answer(w.as("rita")) })
	for key, spoil := range map[string]func(*domain.CheckVerdict){
		"check.answer_missing": func(v *domain.CheckVerdict) { v.Answers = map[string]domain.CheckAnswer{"1a": domain.CheckUpheld} },
		"check.belief_missing": func(v *domain.CheckVerdict) { v.Belief = "" },
		"check.words_missing":  func(v *domain.CheckVerdict) { v.Words = "" },
	} {
		wrong := in
		spoil(&wrong.Verdict)
		w.refuses(domain.Invalid, key, func() error { return w.JudgeCheck(w.ctx, w.as("asa"), wrong) })
	}
	w.happens(func() error { return judge(w.as("asa")) }, domain.CheckJudged)
	w.changesNothing(func() error { return judge(w.as("asa")) })

	w.strangers([]string{"asa", "rex", "aud"}, []string{"hill", "hr", "sean"}, answer)
	w.refuses(domain.Invalid, "check.reply_missing", func() error {
		return w.ReplyCheck(w.ctx, w.as("anna"), app.ReplyCheck{Item: item.ID})
	})
	w.happens(func() error { return answer(w.as("rita")) }, domain.CheckReplied)
	w.changesNothing(func() error { return answer(w.as("rita")) })
	reply.Text = "And once more."
	w.refuses(domain.Forbidden, "check.replied", func() error { return answer(w.as("anna")) })

	// The assessor thinks again: a better verdict gives no second reply, a worse one does.
	in.Verdict = judgement(domain.CheckUpheld, "1a", "1b")
	w.refuses(domain.Conflict, "check.changed", func() error { return judge(w.as("asa")) })
	in.Guard = w.item(check.ID, riverside(1)).Version
	w.happens(func() error { return judge(w.as("asa")) }, domain.CheckJudged)
	require.False(t, w.item(check.ID, riverside(1)).AwaitsReply(w.today()))
	w.judge("asa", check.ID, riverside(1), judgement(domain.CheckNotUpheld, "1a", "1b"))
	require.True(t, w.item(check.ID, riverside(1)).AwaitsReply(w.today()))
	w.pass(40)
	w.refuses(domain.Forbidden, "check.reply_late", func() error { return answer(w.as("anna")) })
	require.Len(t, w.said(riverside(1), domain.SealedCheckVerdict), 3, "every verdict stays")
	require.Equal(t, before, w.duty(riverside(1)), "a check changes nothing by itself")
}

func TestR22_IssuedNotUpheldAsksForAReviewAndChangesNothing(t *testing.T) {
	w := newWorld(t)
	w.threeClaims()
	check := w.drawn(checkPlan(domain.CheckBodies, 2))
	w.given(check.ID, "asa", "RJ1", "RX9")
	issue := func(actor domain.Actor) error { return w.IssueCheck(w.ctx, actor, check.ID) }
	w.strangers([]string{"rex", "aud"}, []string{"rita", "shona", "asa"}, issue)
	w.judge("asa", check.ID, riverside(1), judgement(domain.CheckUpheld, "1a", "1b"))
	w.judge("asa", check.ID, riverside(14), judgement(domain.CheckNoAnswer, "14a"))
	w.refuses(domain.Invalid, "check.not_all_judged", func() error { return issue(w.as("lea")) })
	mixed := judgement(domain.CheckUpheld, "1a", "1b")
	mixed.Answers["1b"] = domain.CheckNotUpheld
	w.judge("asa", check.ID, dutyAt("RX9", 1), mixed)
	w.refuses(domain.Invalid, "check.replies_awaited", func() error { return issue(w.as("lea")) })
	w.pass(15)
	before := w.duty(dutyAt("RX9", 1))
	w.happens(func() error { return issue(w.as("lea")) }, domain.CheckIssuedE, domain.AssignmentMade, domain.AssignmentMade, domain.AssignmentMade)
	w.refuses(domain.Conflict, "check.changed", func() error { return issue(w.as("lea")) })
	require.Equal(t, before, w.duty(dutyAt("RX9", 1)))
	require.Empty(t, w.as("asa").Checking)

	results, err := w.store.Reader().CheckResults(w.ctx, all(), check.ID)
	require.NoError(t, err)
	require.Len(t, results, 3)
	whole := results[0]
	require.Equal(t, []int{7, 3, 3, 1, 1}, []int{whole.Owed, whole.Claimed, whole.Checked, whole.Upheld, whole.Unanswered})
	require.InDelta(t, 1.0/3, whole.Claims.Share, 1e-9)
	require.InDelta(t, 1.0/2, whole.Answered.Share, 1e-9)
	require.InDelta(t, 1.0/7, whole.Implemented.Low, 1e-9, "everybody was drawn: no error of sampling")
	require.Equal(t, domain.CheckEstimator, whole.Estimator)

	item := w.item(check.ID, dutyAt("RX9", 1))
	require.True(t, item.Reopens(w.duty(dutyAt("RX9", 1))))
	require.False(t, w.item(check.ID, riverside(14)).Reopens(w.duty(riverside(14))), "nobody answered: that is no finding")
	w.pass(1)
	w.review("rose", dutyAt("RX9", 1), before.State.Signed, partly("1a", "1b"))
	require.False(t, item.Reopens(w.duty(dutyAt("RX9", 1))), "reviewed since")
	w.refuses(domain.Conflict, "check.changed", func() error {
		return w.AssignCheck(w.ctx, w.as("lea"), app.AssignCheck{ID: check.ID, Person: "rose", Bodies: []string{"RJ1"}})
	})
}

func TestWordsOfACheckAreSealed(t *testing.T) {
	w := newWorld(t)
	w.threeClaims()
	check := w.drawn(checkPlan(domain.CheckClaims, 3))
	w.given(check.ID, "asa", "RJ1")
	v := judgement(domain.CheckUpheld, "1a", "1b")
	v.Words = "Zanzibar was mentioned."
	w.judge("asa", check.ID, riverside(1), v)
	for _, body := range w.column(`SELECT CAST(body AS text) FROM event`) {
		require.False(t, strings.Contains(body, "Zanzibar"), body)
	}
}
