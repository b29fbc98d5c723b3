package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// reported leaves a submitted return with a file behind it, and returns the
// address of the file.
func (p *product) reported() (evidence string) {
	p.t.Helper()
	rita := p.visit("rita")
	rita.sent(rita.filing().attach("file", "minutes.pdf", pdf("Minutes")))
	rita.sent(rita.drafted("Told to the Trust alone.").form("/return/check"))
	href, found := rita.open(mentorsPath + "/versions/1").page.Find(`main a[href^="/evidence/"]`).Attr("href")
	require.True(p.t, found, "the version leads to its file")
	return href
}

// TestUnknownAndOtherPeoplesThingsReadTheSame asks for what is there and not
// theirs, and for what is not there, and compares the answers byte by byte.
func TestUnknownAndOtherPeoplesThingsReadTheSame(t *testing.T) {
	p := newProduct(t, onSQLite)
	evidence := p.reported()
	const nowhere = "0190a000-0000-7000-8000-000000000000"
	rita := string(p.as("rita").Person.ID)
	cases := []struct{ who, theirs, unknown string }{
		{"nell", mentorsPath, "/bodies/NONE/ctr/9"},
		{"nell", mentorsPath, "/bodies/" + trust + "/ctr/99"},
		{"nell", mentorsPath, "/bodies/" + trust + "/none/9"},
		{"nell", mentorsPath + "/versions/1", "/bodies/NONE/ctr/9/versions/1"},
		{"nell", mentorsPath + "/versions/1", mentorsPath + "/versions/one"},
		{"nell", mentorsPath + "/return", "/bodies/NONE/ctr/9/return"},
		{"nell", mentorsPath + "/response", "/bodies/NONE/ctr/9/response"},
		{"nell", "/bodies/" + trust + "/sign", "/bodies/NONE/sign"},
		{"nell", evidence, "/evidence/" + nowhere},
		{"nell", "/people/" + rita, "/people/" + nowhere},
		{"rita", "/bodies/" + trust + "/sign", "/bodies/NONE/sign"},
		{"rex", mentorsPath + "/versions/1", mentorsPath + "/versions/2"}, // oversight sees a version from sign-off
		{"rex", mentorsPath + "/return", "/bodies/NONE/ctr/9/return"},
		{"rex", evidence, "/evidence/" + nowhere},
		{"rex", "/bodies/S08000024/ctr/9", "/bodies/NONE/ctr/9"},
	}
	for _, c := range cases {
		t.Run(c.who+" "+c.theirs, func(t *testing.T) {
			visitor := p.in(t).visit(c.who)
			theirs, unknown := visitor.get(c.theirs), visitor.get(c.unknown)
			require.Equal(t, http.StatusNotFound, theirs.status)
			require.Equal(t, http.StatusNotFound, unknown.status)
			require.Equal(t, strings.ReplaceAll(unknown.body, c.unknown, c.theirs), theirs.body)
		})
	}
}

// TestFormsToOtherPeoplesThingsFindNothing sends what would be a good form of
// the Trust's own people from next door.
func TestFormsToOtherPeoplesThingsFindNothing(t *testing.T) {
	p := newProduct(t, onSQLite)
	p.reported()
	rita, nell := p.visit("rita"), p.visit("nell")
	response := rita.open(mentorsPath+"/response").form("/response").set("response", "accepted").set("owner", "Chief nurse")
	before := p.head()
	for _, form := range []*sheet{
		response,
		{action: mentorsPath + "/return", values: url.Values{"version": {"2"}, "do": {"save"}, "narrative": {"Not theirs."}}},
		{action: mentorsPath + "/return/check", values: url.Values{"version": {"2"}}},
		{action: "/bodies/" + trust + "/sign", values: url.Values{"returns": {"9:1"}, "attest": {"yes"}}},
		{action: "/bodies/" + trust + "/give-back", values: url.Values{"return": {"9:1"}, "reason-9:1": {"Not theirs."}}},
	} {
		a := nell.send(form)
		require.Equal(t, http.StatusNotFound, a.status, "%s: %s", a.what, a.gist())
		require.Equal(t, "Page not found", a.text("h1"))
	}
	require.Equal(t, before, p.head())
	require.Equal(t, http.StatusSeeOther, rita.send(response).status, "the form itself was good")
}

// TestAFormAtFaultComesBackWithEverythingTyped breaks each form in as many
// fields as it can.
func TestAFormAtFaultComesBackWithEverythingTyped(t *testing.T) {
	p := newProduct(t, onSQLite)
	p.reported()
	long := strings.Repeat("word ", 900)
	cases := []struct {
		who, page, form string
		faults          int
		fill            func(*sheet)
	}{
		{"rita", "/bodies/" + trust + "/ctr/10/return", "/return", 3, func(f *sheet) {
			f.set("met-10a", "met").set("reason-10a", "Line one.\r\nLine two.").set("status", "planned").set("narrative", long)
			f.day("target", "31", "2", "2027").set("minutes", "a few").set("barriers", "no_time", "skills")
			f.set("confidence", "low").set("summary", "For <b>everybody</b> & \"all\".").set("do", "save")
		}},
		{"rita", "/bodies/" + trust + "/ctr/10/return", "/return", 4, func(f *sheet) {
			f.set("met-10a", "met").set("status", "implemented").set("narrative", "Nothing shows it.").set("do", "check")
		}},
		{"rita", mentorsPath + "/response", "/response", 1, func(f *sheet) {
			f.set("response", string(domain.ResponseRejected)).set("reason", "").set("owner", "").day("target", "1", "1", "2028")
		}},
		{"rita", mentorsPath + "/response", "/response", 1, func(f *sheet) {
			f.set("response", string(domain.ResponseRejected)).set("reason", "").set("owner", "Head of nursing").day("target", "", "", "")
		}},
		{"anna", "/bodies/" + trust + "/sign", "/sign", 2, func(f *sheet) { f.set("meeting", "Board, 12 November 2026, item 7") }},
		{"anna", "/bodies/" + trust + "/give-back", "/give-back", 1, nil},
		{"lea", "/people/new", "/people/new", 2, func(f *sheet) {
			f.set("name", "").set("email", "not an address").set("post", "Typed post").set("role", "").set("recs", "6")
		}},
		{"lea", "/rounds/new", "/rounds/new", 3, func(f *sheet) {
			f.set("name", "").day("due", "40", "1", "2027").day("closes", "1", "", "2027").set("nations", "england")
		}},
	}
	for _, c := range cases {
		t.Run(c.who+" "+c.page, func(t *testing.T) {
			visitor := p.in(t).visit(c.who)
			page := c.page
			if c.form == "/give-back" {
				page = "/bodies/" + trust + "/sign"
			}
			form := visitor.open(page).form(c.form)
			if c.fill != nil {
				c.fill(form)
			}
			before := p.head()
			a := visitor.send(form)
			require.Equal(t, http.StatusUnprocessableEntity, a.status, a.gist())
			require.GreaterOrEqual(t, len(a.faults()), c.faults, "%q", a.faults())
			back := a.form(c.form)
			for name, typed := range form.values {
				if name != "do" && name != "version" && name != "return" && strings.Join(typed, "") != "" {
					require.Equal(t, asRead(typed), back.values[name], name)
				}
			}
			require.Equal(t, before, p.head())
		})
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	p := newProduct(t, onSQLite)
	rita := p.visit("rita")
	form := rita.open(mentorsPath+"/response").form("/response").set("response", "accepted").set("owner", "Chief nurse")
	before := p.head()
	for _, header := range []map[string]string{
		{"Sec-Fetch-Site": "cross-site"},
		{"Sec-Fetch-Site": "same-site"}, // a sibling host is another site's hands too
		{"Origin": "https://elsewhere.example"},
		{"Origin": "null"},
	} {
		r := rita.request(http.MethodPost, form.action, strings.NewReader(form.values.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for name, value := range header {
			r.Header.Set(name, value)
		}
		a := rita.do(r)
		require.Equal(t, http.StatusForbidden, a.status, header)
		require.Contains(t, a.text("main"), "another website", header)
		require.Equal(t, before, p.head(), header)
	}
	require.Equal(t, http.StatusSeeOther, rita.send(form).status)
}
