package site_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// A date that nobody means is refused beside its field, and everything typed is
// there still.
func TestR14_ADateThatNobodyMeansComesBackBesideItsField(t *testing.T) {
	const passed, far, old = "This date has passed. Give today, or a later date",
		"This date is more than 30 years ahead. Check the year", "This date is more than 30 years ago. Check the year"
	partnership := func(*world) pressed {
		form := url.Values{"partner": {"10003645"}, "what": {"Joint lectures"}}
		setDay(form, "from", "1", "9", "2025")
		return pressed{"reporter", "/bodies/RYY/partnerships/new", form}
	}
	takeUp := func(w *world) pressed {
		return pressed{"scotland", "/take-up/scotland", w.answering("scotland", "scotland")}
	}
	round := func(w *world) pressed {
		w.closed()
		return pressed{"lead", "/rounds/new", w.suggested("lead")}
	}
	person := func(*world) pressed { return pressed{"lead", "/people/new", newcomer(nil)} }
	role := func(w *world) pressed {
		return pressed{"lead", "/people/" + string(w.person("hr").ID) + "/roles", url.Values{"role": {"reporter"}}}
	}
	for name, c := range map[string]struct {
		form  func(w *world) pressed
		field string
		day   domain.Day
		says  string
	}{
		"a partnership of long ago":   {partnership, "from", "1926-09-01", old},
		"a partnership far ahead":     {partnership, "from", "2206-09-01", far},
		"a partnership over already":  {partnership, "to", "2026-01-01", passed},
		"a take-up of long ago":       {takeUp, "from", "1926-10-01", old},
		"a take-up far ahead":         {takeUp, "from", "2226-10-01", far},
		"expected by a day gone by":   {takeUp, "expected_by-14", "2026-11-01", passed},
		"expected far ahead":          {takeUp, "expected_by-14", "2208-03-31", far},
		"a round that is due already": {round, "due", "2026-11-22", "The dates of a round follow each other, and this one comes too early"},
		"a round opened long ago":     {round, "opens", "1926-11-23", old},
		"a round published far ahead": {round, "publishes", "2207-04-01", far},
		"a first role over already":   {person, "to", "2026-11-22", "The last day cannot be before the first"},
		"a first role far ahead":      {person, "from", "2226-11-23", far},
		"a role of long ago":          {role, "from", "1926-11-23", old},
		"a role that hardly ends":     {role, "to", "2206-11-23", far},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			p := c.form(w)
			setDay(p.form, c.field, string(c.day[8:]), string(c.day[5:7]), string(c.day[:4]))
			events := w.events()
			back := w.post(p.as, p.path, p.form)
			require.Equal(t, 422, back.status, back.text("main"))
			require.Equal(t, []string{c.says}, back.faults())
			require.Contains(t, back.text("#"+c.field+"-error"), c.says)
			require.Equal(t, events, w.events())
			for _, typed := range []string{"what", "words", "name", "email"} {
				if value := p.form.Get(typed); value != "" {
					shown := back.Find("#" + typed)
					require.Equal(t, value, shown.AttrOr("value", shown.Text()), typed)
				}
			}
			require.Equal(t, string(c.day[:4]), back.Find("#"+c.field+"-year").AttrOr("value", ""))
		})
	}
}
