package site_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// pressed is a form that somebody sends twice, and where it leads to.
type pressed struct {
	as, path string
	form     url.Values
}

// events is how many there are.
func (w *world) events() int {
	w.t.Helper()
	all, err := w.store.Reader().Events(w.t.Context(), 0, 100_000)
	require.NoError(w.t, err)
	return len(all)
}

// guarded is a form with the version of a duty that its page had.
func (w *world) guarded(rec int, pairs ...string) url.Values {
	return with(url.Values{"version": {strconv.Itoa(w.duty(key(rec)).Version)}}, pairs...)
}

// closed has England’s open round closed.
func (w *world) closed() {
	w.t.Helper()
	require.NoError(w.t, w.app.CloseRound(w.t.Context(), w.actor("lead"), w.round("Autumn 2026").ID))
}

// forms are those that are sent twice.
func forms() map[string]func(w *world) pressed {
	all := formsOfDuties()
	maps.Copy(all, formsThatEnd())
	maps.Copy(all, formsBesides())
	return all
}

// formsOfDuties decide on a duty, or begin its round.
func formsOfDuties() map[string]func(w *world) pressed {
	return map[string]func(w *world) pressed{
		"a response": func(w *world) pressed {
			form := w.guarded(1, "response", "accepted", "owner", "Medical director")
			setDay(form, "target", "30", "6", "2027")
			return pressed{"reporter", "/bodies/RYY/ctr/1/response", form}
		},
		"give back": func(*world) pressed {
			return pressed{"approver", "/bodies/RYY/give-back", url.Values{"return": {"9:1"}, "reason-9:1": {"Name the mentors."}}}
		},
		"sign": func(*world) pressed {
			return pressed{"approver", "/bodies/RYY/sign", url.Values{"returns": {"9:1"}, "attest": {"yes"}}}
		},
		"close a duty": func(w *world) pressed {
			return pressed{"lead", duty10 + "/close", w.guarded(10, "closure", "no_longer_applicable", "reason", "It was merged.")}
		},
		"close a duty as superseded": func(w *world) pressed {
			return pressed{"lead", duty10 + "/close", w.guarded(10, "closure", "superseded", "superseded_by", "11", "reason", "Done there.")}
		},
		"reopen a duty": func(w *world) pressed {
			w.post("lead", duty10+"/close", w.guarded(10, "closure", "not_implemented", "reason", "It never will be.")).went(duty10)
			return pressed{"lead", duty10 + "/close", w.guarded(10, "closure", "open", "reason", "It may be.")}
		},
		"no change": func(w *world) pressed {
			w.closed()
			w.post("lead", "/rounds/new", w.suggested("lead"))
			return pressed{"reporter", "/bodies/RYY/no-change", url.Values{"duties": {"10"}}}
		},
		"open a round": func(w *world) pressed {
			w.closed()
			return pressed{"lead", "/rounds/new", w.suggested("lead")}
		},
	}
}

// formsBesides are all the others.
func formsBesides() map[string]func(w *world) pressed {
	return map[string]func(w *world) pressed{
		"close a round": func(w *world) pressed { return pressed{"lead", w.closing("Autumn 2026"), nil} },
		"release figures": func(w *world) pressed {
			return pressed{"scotland", "/release/scotland", url.Values{"seq": {w.get("scotland", "/release").ok().Find("input[name=seq]").AttrOr("value", "")}}}
		},
		"propose a partnership": func(*world) pressed {
			form := url.Values{"partner": {"10003645"}, "what": {"Joint lectures"}}
			setDay(form, "from", "1", "9", "2026")
			return pressed{"reporter", "/bodies/RYY/partnerships/new", form}
		},
		"add a person": func(*world) pressed { return pressed{"lead", "/people/new", newcomer(nil)} },
		"review": func(w *world) pressed {
			form := with(w.verdicts(10, domain.VerdictNotShown), "outcome", "accepted", "grade", "satisfactory_in_part", "assurance", "self_reported", "reasons", "As agreed.")
			return pressed{"reviewer", review10, form}
		},
		"a question": func(*world) pressed {
			return pressed{"reviewer", duty10 + "/question/1", url.Values{"text": {"Which staff?"}}}
		},
		"a dispute": func(w *world) pressed {
			return pressed{"reporter", duty10 + "/dispute/" + string(w.reviewed()), url.Values{"reason": {"We sent it in May."}}}
		},
		"an action": func(w *world) pressed {
			form := w.actionForm()
			setDay(form, "date", "31", "1", "2027")
			return pressed{"reporter", "/bodies/RYY/actions/new", form}
		},
		"that a dependency does not bind": func(*world) pressed {
			return pressed{"reporter", duty10 + "/rulings/new", url.Values{"dependency": {"15-10-informs"}, "reason": {"Our induction came first."}}}
		},
		"a draft": func(w *world) pressed {
			ret, _, err := w.blank(w.t.Context(), key(13))
			require.NoError(w.t, err)
			return pressed{"reporter", "/bodies/RYY/ctr/13/return", url.Values{
				"return": {string(ret.ID)}, "version": {strconv.Itoa(ret.Version)}, "status": {"in_progress"}, "narrative": {"We go on."}, "confidence": {"medium"},
			}}
		},
	}
}

// formsThatEnd take away what the first press needed.
func formsThatEnd() map[string]func(w *world) pressed {
	lastDay := func() url.Values {
		form := url.Values{}
		setDay(form, "last", "31", "12", "2026")
		return form
	}
	role := func(w *world, as, whose string) pressed {
		return pressed{as, w.get(as, "/people/"+string(w.person(whose).ID)).ok().Find("main form[action*='/roles/'][action$='/end']").AttrOr("action", ""), nil}
	}
	return map[string]func(w *world) pressed{
		"send back": func(w *world) pressed {
			return pressed{"reviewer", review10, with(w.verdicts(10, domain.VerdictNotShown), "outcome", "sent_back", "reasons", "Please say more.")}
		},
		"sign a change of an action": func(w *world) pressed { return w.changing("sign") },
		"give back a change":         func(w *world) pressed { return w.changing("give_back") },
		"propose an agreement": func(*world) pressed {
			return pressed{"lead", "/arrangements/agreements", url.Values{"other": {"wales"}}}
		},
		"hand on a return": func(w *world) pressed { return w.handing(string(w.person("lead").ID)) },
		"put a return back on the desk": func(w *world) pressed {
			w.post("reviewer", "/bodies/RYY/ctr/10/take/"+string(w.waiting().ID), nil).went("/desk")
			return w.handing("nobody")
		},
		"end a role":                          func(w *world) pressed { return role(w, "lead", "hr") },
		"end the role of who has no employer": func(w *world) pressed { return role(w, "administrator", "auditor") },
		"end an account": func(w *world) pressed {
			return pressed{"lead", "/people/" + string(w.person("hr").ID) + "/end", nil}
		},
		"end the account of who has no employer": func(w *world) pressed {
			return pressed{"administrator", "/people/" + string(w.person("auditor").ID) + "/end", nil}
		},
		"end a partnership": func(w *world) pressed {
			w.post("university", "/bodies/10003645/partnerships/"+string(w.partnership().ID)+"/answer", url.Values{"do": {"confirm"}}).went("/bodies/10003645/partnerships")
			return pressed{"reporter", "/bodies/RYY/partnerships/" + string(w.partnership().ID) + "/end", lastDay()}
		},
		"take a partnership back": func(w *world) pressed {
			return pressed{"reporter", "/bodies/RYY/partnerships/" + string(w.partnership().ID) + "/end", nil}
		},
	}
}

// changing is the answer to a change of an action that waits for a signature.
func (w *world) changing(do string) pressed {
	w.t.Helper()
	here := "/bodies/RYY/actions/" + string(w.action().ID)
	w.post("reporter", here+"/change", url.Values{"version": {strconv.Itoa(w.action().Version)}, "change": {"done"}}).went(here)
	return pressed{"approver", here + "/sign", url.Values{"version": {strconv.Itoa(w.action().Version)}, "do": {do}}}
}

// handing gives the return on the desk to somebody, or to nobody.
func (w *world) handing(to string) pressed {
	w.t.Helper()
	ret := w.waiting()
	return pressed{"reviewer", "/bodies/RYY/ctr/10/hand-on/" + string(ret.ID), url.Values{"version": {strconv.Itoa(ret.Version)}, "to": {to}}}
}

// TestASecondPressIsAnsweredLikeTheFirst sends each form twice, as somebody
// does whose page did not answer at once: both are answered alike, and nothing
// more happens.
func TestASecondPressIsAnsweredLikeTheFirst(t *testing.T) {
	for name, press := range forms() {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			p := press(w)
			first := w.post(p.as, p.path, p.form)
			require.Less(t, first.status, 400, first.text("main"))
			events := w.events()
			second := w.post(p.as, p.path, p.form)
			require.Equal(t, first.status, second.status, second.text("main"))
			require.Equal(t, first.location, second.location)
			require.Equal(t, events, w.events(), "something happened twice")
		})
	}
}

func TestAPersonAddedTwiceIsThereAndTheAddressIsNotLost(t *testing.T) {
	w := newWorld(t)
	w.post("lead", "/people/new", newcomer(nil)).ok()
	again := w.post("lead", "/people/new", newcomer(nil)).ok()
	require.Equal(t, "Nia Novak has been added", again.text("h1"))
	require.Contains(t, again.text("main"), "make a new one. The first one then stops working.")
	require.Zero(t, again.Find("#link").Length(), "it was shown once")
	person := again.Find("main a[href^='/people/']").AttrOr("href", "")
	require.Equal(t, "/people/"+string(w.person("nia").ID), person)
	require.Equal(t, 1, w.get("lead", person).ok().Find("form[action$='/link']").Length())
	require.Equal(t, 422, w.post("lead", "/people/new", newcomer(url.Values{"post": {"Chief nurse"}})).status, "that is another")
}

// A browser drops the answer to the first of two presses at once, and shows that
// to the other, whichever came first.
func TestAPersonAddedByTwoPressesAtOnceCanBeGivenAnAddress(t *testing.T) {
	w := newWorld(t)
	session := w.session("lead")
	answers := [2]*httptest.ResponseRecorder{httptest.NewRecorder(), httptest.NewRecorder()}
	var both sync.WaitGroup
	for _, answer := range answers {
		both.Go(func() {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/people/new", strings.NewReader(newcomer(nil).Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.AddCookie(session)
			w.handler.ServeHTTP(answer, r)
		})
	}
	both.Wait()
	shown := 0
	for _, answer := range answers {
		p := w.read("lead POST /people/new", answer)
		require.Equal(t, "Nia Novak has been added", p.ok().text("h1"))
		if p.Find("#link").Length() == 1 {
			shown++
			continue
		}
		anew := p.Find("main form[action$='/link']").AttrOr("action", "")
		require.Equal(t, "/people/"+string(w.person("nia").ID)+"/link", anew)
		require.Regexp(t, `^http://example\.com/set-password/[\w-]{43}$`, w.post("lead", anew, nil).ok().text("#link"))
	}
	require.Equal(t, 1, shown)
}

// A second press that says something else is a lost race, and shows what differs.
func TestAnAnswerThatDiffersIsNoSecondPress(t *testing.T) {
	w := newWorld(t)
	form := w.guarded(1, "response", "accepted", "owner", "Medical director")
	setDay(form, "target", "30", "6", "2027")
	w.post("reporter", "/bodies/RYY/ctr/1/response", form).went("/bodies/RYY/ctr/1")
	later := with(form)
	setDay(later, "target", "31", "12", "2027")
	require.Equal(t, 409, w.post("reporter", "/bodies/RYY/ctr/1/response", later).status)
	other := w.post("reporter", "/bodies/RYY/ctr/1/response", with(form, "owner", "Chief nurse"))
	require.Equal(t, 409, other.status)
	require.Len(t, other.lines("#conflict tbody tr"), 1, "what is the same on both sides is left out")
	require.Equal(t, []string{"Chief nurse", "Medical director"}, other.row("conflict", other.lines("#conflict tbody th")[0])[1:])

	require.NoError(t, w.app.RespondDuty(t.Context(), w.actor("reporter"), app.RespondDuty{
		Key: key(13), Guard: w.duty(key(13)).Version, Response: domain.ResponseAccepted, Owner: "Head of R&D",
	}))
	events := w.events()
	w.post("reporter", "/bodies/RYY/ctr/13/response", url.Values{"version": {"99"}, "response": {"accepted"}, "owner": {"Head of R&D"}}).went("/bodies/RYY/ctr/13")
	require.Equal(t, events, w.events())
}
