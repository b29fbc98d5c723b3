package form_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"heed/internal/domain"
	"heed/internal/form"
)

// Whatever is sent, a field either has a sound value or says what is wrong, and
// what it shows again is text.
func FuzzFields(f *testing.F) {
	f.Add("x", "31", "12", "2026")
	f.Add("a\x00\xff\r\n", "29", "feb", "2027")
	f.Add("\u2028\v", "-1", "+1", "0x7e")
	f.Fuzz(func(t *testing.T, text, day, month, year string) {
		fields := form.Read(url.Values{
			"text": {text}, "n": {text}, "c": {text}, "due-day": {day}, "due-month": {month}, "due-year": {year},
		})
		ask := form.Ask{Label: "L", Required: true}
		line := fields.Text("text", ask, 20)
		lines := fields.Lines("text", ask, 20)
		due := fields.Day("due", ask)
		n := fields.Int("n", ask, -5, 5)
		c := fields.Choice("c", ask, []form.Option{{Value: "x"}})

		for _, field := range []*form.Text{line, lines} {
			sound(t, field.Problem == nil, field.Value != "")
			if !utf8.ValidString(field.Raw) || strings.ContainsAny(field.Raw, "\x00\r") {
				t.Fatalf("raw %q", field.Raw)
			}
			if utf8.RuneCountInString(field.Value) > 20 || strings.TrimSpace(field.Value) != field.Value {
				t.Fatalf("value %q", field.Value)
			}
		}
		if strings.Contains(line.Value, "\n") {
			t.Fatalf("one line %q", line.Value)
		}
		sound(t, due.Problem == nil, due.Value != "")
		if due.Value != "" {
			if _, err := domain.ParseDay(string(due.Value)); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, n.Problem == nil, n.Given)
		sound(t, c.Problem == nil, c.Value == "x")
	})
}

func sound(t *testing.T, fine, value bool) {
	t.Helper()
	if fine != value {
		t.Fatalf("no problem: %v, a value: %v", fine, value)
	}
}
