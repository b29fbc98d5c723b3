package main

import (
	"net/http"
	"strconv"

	"github.com/stretchr/testify/require"
)

// nextDay lets a night pass, after which everybody signs in again.
func (w *way) nextDay() {
	w.t.Helper()
	w.p.pass(1)
	for name, at := range map[string]teller{"rita": w.rita, "anna": w.anna, "rex": w.rex, "rose": w.rose} {
		at.open("/sign-in?next=/account")
		at.send("/sign-in", fill("email", name+"@heed.example", "password", password))
		require.Contains(w.t, at.reads("main"), name+"@heed.example", "the page that they wanted")
	}
}

// submits writes over the draft and submits it.
func (w *way) submits(narrative string) {
	w.t.Helper()
	w.rita.open(mentorsPath + "/return")
	w.rita.send("/return", fill("narrative", w.say(narrative)).pressing("check"))
	w.rita.send("/return/check", fill())
}

func (w *way) theApproverGivesASecondVersionBack() {
	w.nextDay()
	w.submits("Fifty pairs by now, and a wombat.")
	w.anna.open("/bodies/" + trust + "/sign")
	require.Equal(w.t, http.StatusUnprocessableEntity, w.anna.fails("/give-back", fill()), "a reason is needed")
	w.anna.send("/give-back", fill("reason-9:2", w.say("Take the wombat out before I sign.")))
	w.rita.open(mentorsPath + "/return")
	require.Contains(w.t, w.rita.reads("main"), "Your approver gave this back: Take the wombat out before I sign.")
	require.Equal(w.t, "Fifty pairs by now, and a wombat.", w.rita.holds("narrative"))
	w.submits("Fifty pairs by now.")
	w.signed("3")
}

func (w *way) oversightSendsItBack() {
	w.nextDay()
	w.rex.open(mentorsPath + "/review/3")
	require.Equal(w.t, http.StatusUnprocessableEntity, w.rex.fails("/review/3", verdicts("met", "not_shown", "met", "outcome", "sent_back")), "reasons are needed")
	w.rex.send("/review/3", verdicts("met", "not_shown", "met", "outcome", "sent_back", "reasons", w.say("Fifty is not forty: say since when.")))
	w.rita.open(mentorsPath)
	require.Contains(w.t, w.rita.reads(".heed-next"), "Oversight sent your")
	w.rita.follow(`.heed-next a[href$="/return"]`)
	require.Contains(w.t, w.rita.reads("main"), "Oversight sent this back: Fifty is not forty: say since when.")
	w.submits("Fifty pairs since the harvest moon.")
	w.signed("4")
}

func (w *way) oversightFindsSomethingMissing() {
	w.nextDay()
	w.rex.open(mentorsPath + "/review/4")
	w.rex.send("/review/4", verdicts("met", "not_shown", "met", "outcome", "accepted", "grade", "satisfactory_in_part",
		"assurance", "evidence_checked", "reasons", w.say("The invitation leads to an empty gazebo.")))
	w.rita.open(mentorsPath)
	require.Contains(w.t, w.rita.reads("main"), "Satisfactory in part")
}

func (w *way) theBodyDisputesOnce() {
	w.rita.open(mentorsPath)
	w.rita.follow(`main a[href*="/dispute/"]`)
	require.Contains(w.t, w.rita.reads("main"), "You can dispute a verdict once, within 20 working days")
	dispute := "/" + lastPart(w.rita)
	w.rita.send(dispute, fill("reason", w.say("The gazebo moved; the page has been mended.")))
	require.Equal(w.t, http.StatusForbidden, w.rita.status(mentorsPath+"/dispute"+dispute), "once")

	w.rex.open(mentorsPath)
	w.rose.open("/desk")
	w.rose.follow(`#queue a[href$="/decide"]`)
	require.Contains(w.t, w.rose.reads("main"), "The gazebo moved")
	w.rose.send("/decide", fill("choice", "changed", "verdict-9a", "met", "verdict-9b", "met", "verdict-9c", "met",
		"reply", w.say("The mended page was seen on Tuesday."),
		"grade", "fully_satisfactory", "assurance", "evidence_checked", "reasons", w.say("Shown after all.")))
}

// everythingStaysReadable reads every version and decision, and compares two.
func (w *way) everythingStaysReadable() {
	for i, narrative := range []string{"Forty zebrafinch pairs", "and a wombat", "Fifty pairs by now.", "since the harvest moon"} {
		w.rita.open(mentorsPath + "/versions/" + strconv.Itoa(i+1))
		require.Contains(w.t, w.rita.reads("main"), narrative)
	}
	w.rita.follow(`main a[href*="/compare?"]`)
	require.Contains(w.t, w.rita.reads("h1"), "What changed from version 3 to version 4")
	w.rex.open(mentorsPath + "/compare?from=1&to=4")
	changed := w.rex.reads("#compare tr.heed-changed")
	require.Contains(w.t, changed, "Forty zebrafinch pairs meet every month.")
	require.Contains(w.t, changed, "Fifty pairs since the harvest moon.")
	require.Equal(w.t, http.StatusNotFound, w.rex.status(mentorsPath+"/versions/2"), "what was given back is the body's own")

	w.rita.open(mentorsPath)
	for _, kept := range []string{"Take the wombat out", "say since when", "an empty gazebo", "The gazebo moved", "seen on Tuesday",
		"How many of the forty", "register of Ambleholt", "Board of Umbelshire"} {
		require.Contains(w.t, w.rita.reads("main"), kept, "the duty's history")
	}
	require.True(w.t, w.rita.has(`main a[href^="/rules#"]`), "what a word means is one press away")
}
