package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// mentors is the duty that these tests report on: recommendation 9, mentorship.
var mentors = domain.DutyKey{Body: trust, Report: seedReport, Rec: 9}

const mentorsPath = "/bodies/" + trust + "/ctr/9"

// underWay fills a return that claims nothing, so that it needs no evidence.
func underWay(f *sheet, narrative string) *sheet {
	for _, key := range []string{"9a", "9b", "9c"} {
		f.set("met-"+key, string(domain.MetPartly)).set("reason-"+key, "Some of "+key+" is missing.")
	}
	f.set("status", string(domain.InProgress)).set("narrative", narrative).day("target", "30", "6", "2027")
	return f.set("confidence", string(domain.ConfidenceMedium))
}

// drafted has somebody write a return and come to the page that checks it.
func (v *visitor) drafted(narrative string) *reply {
	v.t.Helper()
	f := underWay(v.open(mentorsPath+"/return").form("/return"), narrative)
	return v.sent(f.set("do", "check"))
}

func TestALostRaceShowsBothSidesAndLosesNothing(t *testing.T) {
	onEachEngine(t, func(t *testing.T, p *product) {
		rita, ravi := p.visit("rita"), p.visit("ravi")
		hers := underWay(rita.open(mentorsPath+"/return").form("/return"), "Her words, typed first.")
		his := underWay(ravi.open(mentorsPath+"/return").form("/return"), "His words, typed\r\nmeanwhile.")
		his.set("barriers", "no_time").set("minutes", "17").set("summary", "His summary.")
		his.day("target", "31", "12", "2027").set("do", "save")

		rita.sent(hers.set("do", "save"))
		clash := ravi.send(his)
		require.Equal(t, http.StatusConflict, clash.status)
		require.Contains(t, clash.text("main"), "Her words, typed first.")
		require.Contains(t, clash.text("main"), "His words, typed meanwhile.")
		require.Contains(t, clash.text("main"), "30 June 2027")
		require.Contains(t, clash.text("main"), "31 December 2027")

		again := clash.form("/return")
		for name, typed := range his.values {
			if name != "version" && name != "return" {
				require.Equal(t, asRead(typed), again.values[name], "%s was typed and is gone", name)
			}
		}
		require.Contains(t, rita.open(mentorsPath+"/return").body, "Her words, typed first.", "a clash changes nothing")
		saved := ravi.sent(again)
		kept := saved.form("/return")
		require.Equal(t, "His words, typed\nmeanwhile.", kept.values.Get("narrative"))
		require.Equal(t, "17", kept.values.Get("minutes"))
		require.Equal(t, "12", kept.values.Get("target-month"))
	})
}

// asRead is what was typed as a page holds it: its reader makes every line
// break one character, and the browser two again when it sends it.
func asRead(typed []string) []string {
	read := make([]string, len(typed))
	for i, text := range typed {
		read[i] = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return read
}

func TestSavingWhileTypingTellsOfALostRace(t *testing.T) {
	p := newProduct(t, onSQLite)
	rita, ravi := p.visit("rita"), p.visit("ravi")
	his := underWay(ravi.open(mentorsPath+"/return").form("/return"), "His words.")
	rita.sent(underWay(rita.open(mentorsPath+"/return").form("/return"), "Her words.").set("do", "save"))
	typing := func(f *sheet) *reply {
		r := ravi.request(http.MethodPost, f.action, strings.NewReader(f.values.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Heed-Autosave", "1")
		return ravi.do(r)
	}
	require.Equal(t, http.StatusConflict, typing(his).status)

	fresh := ravi.open(mentorsPath+"/return").form("/return").set("narrative", "His words after hers.")
	first := typing(fresh)
	require.Equal(t, http.StatusNoContent, first.status)
	fresh.set("version", first.header.Get("X-Heed-Version")).set("narrative", "And more.")
	require.Equal(t, http.StatusNoContent, typing(fresh).status, "the version that it answers is good for the next save")
}

func TestADoubleSubmitMakesOneVersion(t *testing.T) {
	onEachEngine(t, func(t *testing.T, p *product) {
		rita := p.visit("rita")
		submit := rita.drafted("Pressed twice.").form("/return/check")
		before := p.head()
		first, second := rita.send(submit), rita.send(submit)
		require.Equal(t, http.StatusSeeOther, first.status)
		require.Equal(t, first.status, second.status)
		require.Equal(t, first.location, second.location)
		require.Equal(t, before+1, p.head(), "one submission, one event")
		require.Equal(t, http.StatusOK, rita.get(mentorsPath+"/versions/1").status)
		require.Equal(t, http.StatusNotFound, rita.get(mentorsPath+"/versions/2").status)
	})
}

func TestADoubleSignatureIsOne(t *testing.T) {
	onEachEngine(t, func(t *testing.T, p *product) {
		rita := p.visit("rita")
		rita.sent(rita.drafted("Signed twice.").form("/return/check"))
		anna := p.visit("anna")
		sign := anna.open("/bodies/"+trust+"/sign").form("/sign").set("returns", "9:1").set("attest", "yes")
		before := p.head()
		first, second := anna.send(sign), anna.send(sign)
		require.Equal(t, http.StatusSeeOther, first.status)
		require.Equal(t, first.status, second.status)
		require.Equal(t, first.location, second.location)
		require.Equal(t, before+1, p.head(), "one signature, one event")
		require.Equal(t, http.StatusUnprocessableEntity, anna.send(sign.set("returns", "9:2")).status, "nothing was ever sealed there")
		require.Equal(t, before+1, p.head())
	})
}

func TestASignatureUnderWhatWasGivenBackSaysSo(t *testing.T) {
	onEachEngine(t, func(t *testing.T, p *product) {
		rita := p.visit("rita")
		rita.sent(rita.drafted("Given back meanwhile.").form("/return/check"))
		anna := p.visit("anna")
		waiting := anna.open("/bodies/" + trust + "/sign")
		sign := waiting.form("/sign").set("returns", "9:1").set("attest", "yes")
		anna.sent(waiting.form("/give-back").set("reason-9:1", "Say who took part."))
		refused := anna.send(sign)
		require.Equal(t, http.StatusUnprocessableEntity, refused.status)
		require.Contains(t, refused.text("main"), "It waits to be signed no longer, since it was given back or sent anew")
		require.Zero(t, p.duty(mentors).State.Signed)
	})
}

func TestSubmitsAtTheSameMomentMakeOneVersion(t *testing.T) {
	onEachEngine(t, func(t *testing.T, p *product) {
		const presses = 8
		rita := p.visit("rita")
		submit := rita.drafted("Pressed by an impatient hand.").form("/return/check")
		before := p.head()
		answers := make([]*httptest.ResponseRecorder, presses)
		requests := make([]*http.Request, presses)
		for i := range requests {
			requests[i] = rita.request(http.MethodPost, submit.action, strings.NewReader(submit.values.Encode()))
			requests[i].Header.Set("Content-Type", "application/x-www-form-urlencoded")
			answers[i] = httptest.NewRecorder()
		}
		var all sync.WaitGroup
		for i := range presses {
			all.Go(func() { p.handler.ServeHTTP(answers[i], requests[i]) })
		}
		all.Wait()
		for _, a := range answers {
			require.Equal(t, http.StatusSeeOther, a.Code)
			require.Equal(t, mentorsPath, a.Header().Get("Location"))
		}
		require.Equal(t, before+1, p.head(), "one submission, one event")
	})
}

func TestR14_ARoundClosedMeanwhileIsToldFirstAndNothingTypedIsLost(t *testing.T) {
	onEachEngine(t, func(t *testing.T, p *product) {
		rita := p.visit("rita")
		open := underWay(rita.open(mentorsPath+"/return").form("/return"), "Typed while it closed.").set("target-month", "month")
		rounds, err := p.store.Reader().Rounds(t.Context(), seedReport)
		require.NoError(t, err)
		require.NoError(t, p.app.CloseRound(t.Context(), p.as("lea"), rounds[0].ID))

		back := rita.send(open.set("do", "check"))
		require.Equal(t, http.StatusUnprocessableEntity, back.status)
		require.Contains(t, back.text("main > :first-child"), "The round closed before this draft was submitted. What you typed is kept.")
		interim := back.form("/return")
		require.Equal(t, "Typed while it closed.", interim.values.Get("narrative"))

		check := rita.sent(interim.set("target-month", "3").set("do", "check"))
		rita.sent(check.form("/return/check"))
		version := rita.open(mentorsPath + "/versions/1")
		require.Contains(t, version.text("main"), "Typed while it closed.")
	})
}

func TestR14_AClaimOnTheDeskIsOvertakenByALaterVersion(t *testing.T) {
	onEachEngine(t, func(t *testing.T, p *product) {
		rita, anna := p.visit("rita"), p.visit("anna")
		signed := func(no string) {
			anna.sent(anna.open("/bodies/"+trust+"/sign").form("/sign").set("returns", "9:"+no).set("attest", "yes"))
		}
		rita.sent(rita.drafted("What waits.").form("/return/check"))
		signed("1")
		rita.sent(rita.drafted("What was said since.").form("/return/check"))
		signed("2")
		require.Equal(t, 2, p.duty(mentors).State.Signed)

		lea := p.as("lea")
		sendBack := app.ReviewReturn{Key: mentors, No: 1, Review: domain.Review{Outcome: domain.SentBack, Reasons: "Which staff?"}}
		before := p.head()
		err := p.app.ReviewReturn(t.Context(), lea, sendBack)
		require.Equal(t, domain.Conflict, domain.KindOf(err))
		require.Equal(t, before, p.head(), "nothing is decided of it")
		require.NoError(t, p.app.ReceiveReturns(t.Context(), lea, []app.ReceiveReturn{{Key: mentors, No: 1}}))
		sendBack.No = 2
		require.NoError(t, p.app.ReviewReturn(t.Context(), lea, sendBack))
	})
}

func TestR14_ARoundClosedMeanwhileKeepsTheDraft(t *testing.T) {
	onEachEngine(t, func(t *testing.T, p *product) {
		rita := p.visit("rita")
		submit := rita.drafted("Written in time, sent too late.").form("/return/check")
		rounds, err := p.store.Reader().Rounds(t.Context(), seedReport)
		require.NoError(t, err)
		require.NoError(t, p.app.CloseRound(t.Context(), p.as("lea"), rounds[0].ID))

		told := rita.send(submit)
		require.Equal(t, http.StatusConflict, told.status)
		require.Contains(t, told.text("main"), "The round has closed. The draft is kept")
		require.Equal(t, http.StatusNotFound, rita.get(mentorsPath+"/versions/1").status, "nothing was sealed")

		form := rita.open(mentorsPath + "/return")
		require.Contains(t, form.text("main"), "The round closed before this draft was submitted")
		interim := form.form("/return")
		require.Equal(t, "Written in time, sent too late.", interim.values.Get("narrative"))
		require.Equal(t, "2027", interim.values.Get("target-year"))
		check := rita.sent(interim.set("do", "check"))
		require.Contains(t, rita.sent(check.form("/return/check")).text("main"), "waits for your accountable person")

		anna := p.visit("anna")
		sign := anna.open("/bodies/"+trust+"/sign").form("/sign").set("returns", "9:1").set("attest", "yes")
		anna.sent(sign)
		require.Equal(t, 1, p.duty(mentors).State.Signed, "it counts as an interim return")
	})
}
