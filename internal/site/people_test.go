package site_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func newcomer(changes url.Values) url.Values {
	values := url.Values{
		"name": {"Nia Novak"}, "email": {"nia@heed.example"}, "post": {"Head of R&D"}, "employer": {"rxk"}, "role": {"reporter"},
	}
	for name, value := range changes {
		values[name] = value
	}
	return values
}

func TestAPersonIsAddedAndTheAddressShownOnce(t *testing.T) {
	w := newWorld(t)
	w.get("lead", "/people/new").ok()
	p := w.post("lead", "/people/new", newcomer(nil)).ok()
	require.Equal(t, "Nia Novak has been added", p.text("h1"))
	require.Regexp(t, `^http://example\.com/set-password/[\w-]{43}$`, p.text("#link"))
	person := w.person("nia")
	seen := w.get("lead", "/people/"+string(person.ID)).ok()
	require.Equal(t, "Counts", seen.row("roles", "Reporter")[3])
	require.NotContains(t, seen.text("main"), "set-password", "the address is not shown again")
	require.Equal(t, "Sandwell and West Birmingham Hospitals NHS Trust", w.mustBody(person.BodyID).Name)
}

func (w *world) mustBody(id domain.ID) domain.Body {
	w.t.Helper()
	body, err := w.store.Reader().Body(w.t.Context(), id)
	require.NoError(w.t, err)
	return body
}

func TestAPersonWithFaultsComesBackWithEverythingTyped(t *testing.T) {
	w := newWorld(t)
	p := w.post("lead", "/people/new", newcomer(url.Values{"email": {"nia"}, "employer": {"Nowhere Trust"}, "role": {""}, "to-day": {"3"}}))
	require.Equal(t, []string{
		"There is no organisation in force with that code or full name", "Choose an answer to “Role”",
		"“Last day” must include a day, a month and a year",
	}, p.faults())
	require.Equal(t, "nia", p.Find("#email").AttrOr("value", ""))
	require.Equal(t, "Nowhere Trust", p.Find("#employer").AttrOr("value", ""))
	require.Equal(t, 1, p.Find("details[open]").Length(), "what is at fault is not folded away")

	faults := func(changes url.Values) []string { return w.post("lead", "/people/new", newcomer(changes)).faults() }
	require.Equal(t, []string{"Give an email address, such as name@example.nhs.uk"}, faults(url.Values{"email": {"nia"}}))
	require.Equal(t, []string{"Somebody with this email address is here already"}, faults(url.Values{"email": {"HR@heed.example"}}))
	require.Equal(t, []string{"This role is held on an area, such as a nation. Choose which"}, faults(url.Values{"role": {"reviewer"}}))
	require.Equal(t, []string{"You do not look after people in that organisation"}, faults(url.Values{"employer": {"S08000024"}}))
	require.Equal(t, []string{"Reporters and approvers hold their role on one organisation. Choose which"}, faults(url.Values{"employer": {""}}))
}

func TestR15_ARoleMayBeLimitedAndForATime(t *testing.T) {
	w := newWorld(t)
	w.post("lead", "/people/new", newcomer(url.Values{
		"recs": {"6", "11"}, "to-day": {"31"}, "to-month": {"3"}, "to-year": {"2027"},
	})).ok()
	row := w.get("lead", "/people/"+string(w.person("nia").ID)).ok().row("roles", "Reporter")
	require.Equal(t, "Sandwell and West Birmingham Hospitals NHS Trust Recommendations 6 and 11 only", row[1])
	require.Equal(t, "From 23 November 2026 to 31 March 2027", row[2])
}

func TestR10_WhoAdministersNeverAppointsWhoSigns(t *testing.T) {
	w := newWorld(t)
	w.post("administrator", "/people/new", newcomer(url.Values{"role": {"approver"}})).ok()
	href := "/people/" + string(w.person("nia").ID)
	row := w.get("administrator", href).ok().row("roles", "Approver")
	require.Equal(t, "Waits to be confirmed", row[3])
	require.NotContains(t, row[4], "Confirm")

	home := w.get("lead", "/").ok()
	require.Contains(t, home.lines("h2"), "2 people sign once you confirm it")
	row = w.get("lead", href).ok().row("roles", "Approver")
	require.Contains(t, row[4], "Confirm")
	confirm, _ := w.get("lead", href).Find("form[action$='/confirm']").Attr("action")
	w.post("administrator", confirm, nil)
	require.Equal(t, "Waits to be confirmed", w.get("lead", href).row("roles", "Approver")[3])
	w.post("lead", confirm, nil).went(href)
	require.Equal(t, "Counts", w.get("lead", href).row("roles", "Approver")[3])
}

func TestARoleIsGivenAndEnded(t *testing.T) {
	w := newWorld(t)
	href := "/people/" + string(w.person("elsewhere").ID)
	w.get("lead", href+"/roles").ok()
	w.post("lead", href+"/roles", url.Values{"role": {"observer"}, "on": {"uk/england/london"}}).went(href)
	p := w.get("lead", href).ok()
	require.Equal(t, "London region", p.row("roles", "Observer")[1])
	end, _ := p.Find("#roles tr:contains('Observer') form[action$='/end']").Attr("action")
	w.post("lead", end, nil).went(href)
	require.NotContains(t, w.get("lead", href).text("#roles"), "Observer")

	require.Equal(t, []string{"Choose an answer to “Role”"}, w.post("lead", href+"/roles", nil).faults())
	require.Equal(t, 404, w.get("scotland", href).status)
	own := "/people/" + string(w.person("lead").ID)
	require.Contains(t, w.get("lead", own).ok().text("main"), "This is your own account")
	require.Zero(t, w.get("lead", own).Find("#roles form").Length())
	require.Equal(t, 404, w.get("lead", own+"/roles").status)
}

func TestPeopleAreFoundWithinTheVisitorsPart(t *testing.T) {
	w := newWorld(t)
	names := func(as, query string) string {
		return strings.Join(w.get(as, "/people"+query).ok().lines("#people tbody th"), ", ")
	}
	require.Equal(t, "Skye Sinclair, Sorley Shaw", names("scotland", ""))
	require.Equal(t, "Alex Adeyemi, Harper Hughes, Rowan Reed", names("approver", ""), "an approver sees the body’s own people")
	require.Equal(t, "Harper Hughes", names("lead", "?q=hARPER"))
	require.Equal(t, "Eli Evans, Uma Usman", names("lead", "?q=guy%27s"))
	require.Equal(t, "Uma Usman", names("lead", "?state=never"))
	require.Equal(t, "Uma Usman", names("lead", "?state=unconfirmed"))
	require.Contains(t, w.get("lead", "/people?q=nobody-like-that").ok().text("#people"), "Nobody fits")
	require.Contains(t, names("administrator", ""), "Asha Amin", "who works for no body is found by their role")
}
