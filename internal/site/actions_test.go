package site_test

import (
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// action is the Trust's one action, as it stands.
func (w *world) action() domain.Action {
	w.t.Helper()
	actions, err := w.store.Reader().ActionsOf(w.t.Context(), domain.Scope{All: true}, w.body("RYY").ID)
	require.NoError(w.t, err)
	return actions[0]
}

func (w *world) actionForm(pairs ...string) url.Values {
	w.t.Helper()
	return with(url.Values{
		"version": {strconv.Itoa(w.action().Version)}, "what": {"Write a page"}, "owner": {"Head of learning"}, "status": {"planned"}, "duties": {"10"},
	}, pairs...)
}

func TestActionsAreAddedWithTheirFirstDate(t *testing.T) {
	w := newWorld(t)
	p := w.get("reporter", "/bodies/RYY/actions").ok()
	require.Contains(t, p.text("#open"), "Write a research page for the welcome pack")
	require.Equal(t, []string{
		"Say what will be done", "Say who will do it, by their post", "Give a date by which it will be done",
		"Choose how far the action is", "Choose at least one duty that the action serves",
	}, w.post("reporter", "/bodies/RYY/actions/new", url.Values{}).faults())

	v := with(w.actionForm(), "date-day", "30", "date-month", "6", "date-year", "2027", "status", "done")
	p = w.post("reporter", "/bodies/RYY/actions/new", v)
	require.Equal(t, 422, p.status)
	require.Equal(t, "Write a page", p.Find("textarea[name=what]").Text())
	v = with(v, "status", "planned")
	v.Add("duties", "17")
	w.post("reporter", "/bodies/RYY/actions/new", v).went("/bodies/RYY/actions")
	row := w.get("reporter", "/bodies/RYY/actions").ok().row("open", "Write a page")
	require.Contains(t, row[1], "10.")
	require.Contains(t, row[1], "17.")
	require.Equal(t, "30 June 2027", row[3])
	require.Contains(t, w.get("reviewer", "/bodies/RYY/ctr/17").ok().text("#actions"), "Write a page", "it stands on the duty")
	require.Equal(t, 404, w.get("hr", "/bodies/RYY/actions/"+string(w.action().ID)).status, "it serves no duty of theirs")
}

func TestR23_AnActionIsEditedAtAnyTimeButDoneIsSigned(t *testing.T) {
	w := newWorld(t)
	here := "/bodies/RYY/actions/" + string(w.action().ID)
	require.Equal(t, []string{"Say what will be done"}, w.post("reporter", here, w.actionForm("what", "")).faults())
	stale := w.actionForm("what", "Mine")
	w.post("reporter", here, w.actionForm("what", "Theirs")).went(here)
	p := w.post("reporter", here, stale)
	require.Equal(t, 409, p.status)
	require.Equal(t, []string{"What will be done?", "Mine", "Theirs"}, p.row("conflict", "What will be done?"))
	require.Equal(t, 403, w.post("approver", here, w.actionForm()).status)
	require.Equal(t, 404, w.post("elsewhere", here, w.actionForm()).status)

	change := func(pairs ...string) url.Values {
		return with(url.Values{"version": {strconv.Itoa(w.action().Version)}}, pairs...)
	}
	require.Equal(t, []string{"Give a new date, or say that the action is done"}, w.post("reporter", here+"/change", change()).faults())
	p = w.post("reporter", here+"/change", change("change", "date", "date-day", "31", "date-month", "5", "date-year", "2027"))
	require.Equal(t, []string{"Give the reason for moving the date"}, p.faults())
	require.Equal(t, "31", p.Find("input[name='date-day']").AttrOr("value", ""))
	w.post("reporter", here+"/change", change("change", "date", "date-day", "31", "date-month", "5", "date-year", "2027", "reason", "The post is vacant.")).went(here)
	require.Equal(t, domain.Day("2027-01-31"), w.action().Present, "it waits for signature")

	sign := w.get("approver", "/bodies/RYY/sign").ok()
	require.Contains(t, sign.text("main"), "Waits for signature: from 31 January 2027 to 31 May 2027")
	require.Contains(t, sign.text("main"), "The post is vacant.")
	require.Equal(t, 403, w.post("reporter", here+"/sign", change("do", "sign")).status, "who drafts never signs")
	require.Equal(t, 409, w.post("approver", here+"/sign", with(change("do", "sign"), "version", "1")).status)
	w.post("approver", here+"/sign", change("do", "sign")).went("/bodies/RYY/sign")
	require.Equal(t, domain.Day("2027-05-31"), w.action().Present)
	shown := w.get("reviewer", here).ok().text("main")
	require.Contains(t, shown, "Moved once. First date: 31 January 2027")
	require.Contains(t, shown, "The post is vacant.", "every slip keeps its reason")

	w.post("reporter", here+"/change", change("change", "done")).went(here)
	w.post("approver", here+"/sign", change("do", "give_back")).went("/bodies/RYY/sign")
	require.Equal(t, domain.ActionPlanned, w.action().Status)
	w.post("reporter", here+"/change", change("change", "done")).went(here)
	w.post("approver", here+"/sign", change("do", "sign")).went("/bodies/RYY/sign")
	p = w.get("reporter", "/bodies/RYY/actions").ok()
	require.Contains(t, p.text("#over"), "Done", "what is over stays in view")
	require.Equal(t, 0, w.get("reporter", here).ok().Find("form[action='"+here+"/change']").Length())
}

func TestR23_WhoAskedForAChangeDoesNotSignIt(t *testing.T) {
	w := newWorld(t)
	_, err := w.app.GrantMembership(t.Context(), w.actor("lead"), app.GrantMembership{
		Person: w.person("reporter").ID, Grant: app.Grant{Role: domain.Approver, Body: "RYY"},
	})
	require.NoError(t, err)
	here := "/bodies/RYY/actions/" + string(w.action().ID)
	version := url.Values{"version": {strconv.Itoa(w.action().Version)}, "change": {"done"}}
	w.post("reporter", here+"/change", version).went(here)
	p := w.get("reporter", here).ok()
	require.Contains(t, p.text("main"), "You asked for this, so somebody else has to sign it.")
	require.Equal(t, 0, p.Find("button[value=sign]").Length())
	p = w.post("reporter", here+"/sign", url.Values{"version": {strconv.Itoa(w.action().Version)}, "do": {"sign"}})
	require.Equal(t, 403, p.status)
	require.Equal(t, domain.ActionUnderWay, w.action().Status)
}

func TestAnActionShowsEvidenceFromTheLibrary(t *testing.T) {
	w := newWorld(t)
	here := "/bodies/RYY/actions/" + string(w.action().ID)
	library, err := w.store.Reader().EvidenceOf(t.Context(), domain.Scope{All: true}, w.body("RYY").ID)
	require.NoError(t, err)
	w.post("reporter", here, w.actionForm("evidence", string(library[0].ID))).went(here)
	require.Contains(t, w.get("reviewer", here).ok().text("main"), "Board minutes")
	require.Contains(t, w.get("reporter", "/bodies/RYY/evidence").ok().text("#library"), "Write a page", "the library says what rests on it")
	require.Equal(t, 422, w.post("reporter", here, w.actionForm("evidence", "nothing-of-ours")).status)
}
