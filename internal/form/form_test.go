package form_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/form"
)

var needed = form.Ask{Label: "Owner", Required: true}

// keys are the problems of a form, as field: key.
func keys(f *form.Form) []string {
	var all []string
	for _, p := range f.Problems() {
		all = append(all, p.Field+": "+p.Key)
	}
	return all
}

func sent(pairs ...string) *form.Form {
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return form.Read(values)
}

func TestTextIsTrimmedAndMeasuredInCharacters(t *testing.T) {
	f := sent("owner", "  Head   of R&D ", "notes", " one\r\ntwo\rthree\n", "welsh", strings.Repeat("ŵ", 5))
	require.Equal(t, "Head of R&D", f.Text("owner", needed, 11).Value)
	require.Equal(t, "one\ntwo\nthree", f.Lines("notes", form.Ask{}, 100).Value)
	require.Equal(t, "ŵŵŵŵŵ", f.Text("welsh", form.Ask{}, 5).Value)
	require.True(t, f.Ok())
}

func TestTextThatIsTooLongComesBackWhole(t *testing.T) {
	f := sent("owner", "Head of R&D")
	owner := f.Text("owner", needed, 4)
	require.Equal(t, []string{"owner: text_too_long"}, keys(f))
	require.Equal(t, domain.Args{"Label": "Owner", "Max": 4, "Over": 7}, owner.Problem.Args)
	require.Equal(t, "Head of R&D", owner.Raw)
	require.Empty(t, owner.Value)
}

func TestWhatIsNotTextIsRefusedAndShownSafely(t *testing.T) {
	for _, raw := range []string{"a\x00b", "a\xffb"} {
		f := sent("owner", raw)
		owner := f.Text("owner", needed, 10)
		require.Equal(t, []string{"owner: text_unreadable"}, keys(f))
		require.NotContains(t, owner.Raw, "\x00")
		require.NotContains(t, owner.Raw, "\xff")
	}
	require.Equal(t, "ab\nc", sent("owner", "a\u0007b\vc").Lines("owner", needed, 10).Value)
}

func TestARequiredAnswerCanHaveASentenceOfItsOwn(t *testing.T) {
	f := sent()
	f.Text("owner", needed, 10)
	f.Text("reason", form.Ask{Required: true, Missing: "slip_reason_missing"}, 10)
	require.Equal(t, []string{"owner: answer_missing", "reason: slip_reason_missing"}, keys(f))
}

func TestASecretIsTakenAsTyped(t *testing.T) {
	secret := sent("password", " two  blanks ").Secret("password", form.Ask{}, 100)
	require.Equal(t, " two  blanks ", secret.Value)
	require.Empty(t, secret.Raw, "it is never sent back")
}

func TestChoicesOutsideTheListAreRefused(t *testing.T) {
	options := []form.Option{{Value: "met"}, {Value: "not_met"}}
	f := sent("met-1a", "met", "met-1b", "perhaps", "barriers", "not_met", "barriers", "met", "aims", "world peace")
	require.Equal(t, "met", f.Choice("met-1a", needed, options).Value)
	require.Empty(t, f.Choice("met-1b", needed, options).Value)
	f.Choice("met-1c", needed, options)
	require.Equal(t, []string{"met", "not_met"}, f.Choices("barriers", needed, options).Values)
	f.Choices("aims", form.Ask{}, options)
	f.Choices("none", needed, options)
	require.Equal(t, []string{"met-1b: choice_unknown", "met-1c: choice_missing", "aims: choice_unknown", "none: choice_missing"}, keys(f))
}

func TestNumbersAndTicks(t *testing.T) {
	f := sent("n", " 1,200 ", "zero", "0", "much", "99", "odd", "twelve", "agree", "yes")
	require.Equal(t, 1200, f.Int("n", form.Ask{}, 0, 5000).Value)
	require.True(t, f.Int("zero", needed, 0, 5).Given)
	require.False(t, f.Int("none", form.Ask{}, 0, 5).Given)
	require.True(t, f.Bool("agree", needed).Value)
	require.True(t, f.Ok())
	f.Int("much", form.Ask{}, 0, 50)
	f.Int("odd", form.Ask{}, 0, 50)
	f.Bool("other", needed)
	require.Equal(t, []string{"much: number_out_of_range", "odd: number_unreadable", "other: tick_missing"}, keys(f))
}

func TestDays(t *testing.T) {
	for _, c := range []struct {
		day, month, year string
		want             domain.Day
		key, anchor      string
	}{
		{"23", "11", "2026", "2026-11-23", "", "due-day"},
		{" 3", "nov ", "2026", "2026-11-03", "", "due-day"},
		{"29", "February", "2028", "2028-02-29", "", "due-day"},
		{"29", "2", "2027", "", "day_impossible", "due-day"},
		{"1", "13", "2027", "", "day_impossible", "due-day"},
		{"0", "1", "2027", "", "day_impossible", "due-day"},
		{"1", "1", "27", "", "day_year", "due-year"},
		{"1", "1", "20277", "", "day_year", "due-year"},
		{"1", "1", "20270000000000000000000", "", "day_year", "due-year"},
		{"1", "1", "0026", "", "day_too_early", "due-year"},
		{"1", "1", "1850", "", "day_too_early", "due-year"},
		{"1", "smarch", "2027", "", "day_unreadable", "due-month"},
		{"first", "1", "2027", "", "day_unreadable", "due-day"},
		{"1", "", "2027", "", "day_incomplete", "due-month"},
		{"1", "1", "", "", "day_incomplete", "due-year"},
		{"", "", "", "", "day_missing", "due-day"},
	} {
		f := sent("due-day", c.day, "due-month", c.month, "due-year", c.year)
		due := f.Day("due", needed)
		require.Equal(t, c.want, due.Value, "%+v", c)
		require.Equal(t, c.anchor, due.Anchor(), "%+v", c)
		if c.key == "" {
			require.True(t, f.Ok(), "%+v", c)
			continue
		}
		require.Equal(t, []string{"due: " + c.key}, keys(f), "%+v", c)
	}
}

func TestAStoredDayIsShownAsItWouldBeTyped(t *testing.T) {
	values := url.Values{}
	form.SetDay(values, "due", "2027-03-07")
	form.SetDay(values, "none", "")
	f := form.Show(values)
	due := f.Day("due", form.Ask{})
	require.Equal(t, []string{"7", "3", "2027"}, []string{due.RawDay, due.RawMonth, due.RawYear})
	require.Equal(t, domain.Day("2027-03-07"), due.Value)
	require.Empty(t, f.Day("none", form.Ask{}).RawYear)
}

func TestAShownFormHasNoFaults(t *testing.T) {
	f := form.Show(url.Values{"due-day": {"31"}})
	f.Text("owner", needed, 10)
	f.Day("due", needed)
	f.Bool("agree", needed)
	require.True(t, f.Ok())
}

func TestWhatAVerbRefusesStandsBesideItsField(t *testing.T) {
	f := sent("owner", "x", "due-day", "1")
	owner := f.Text("owner", needed, 10)
	f.Day("due", form.Ask{Label: "Due"})
	file := f.File("file", form.Ask{Label: "Evidence"}, true)
	f.Apply(domain.Problems{
		domain.Bad("owner", "owner_unknown", nil),
		domain.Bad("due", "too_late", nil),
		domain.Bad("file", "file_empty", domain.Args{"Name": "a.pdf"}),
		domain.Bad("", "round_closed", nil),
		domain.Bad("elsewhere", "odd", nil),
	})
	require.Equal(t, "owner_unknown", owner.Problem.Key)
	require.Equal(t, domain.Args{"Label": "Evidence", "Name": "a.pdf"}, file.Problem.Args)
	require.Equal(t, []string{": round_closed", "elsewhere: odd", "owner: owner_unknown", "due: day_incomplete", "file: file_empty"}, keys(f))

	var anchors []string
	for _, fault := range f.Faults() {
		anchors = append(anchors, fault.Anchor)
	}
	require.Equal(t, []string{"", "", "owner", "due-month", "file"}, anchors)
}

func TestNoFormHasNoFaults(t *testing.T) {
	var f *form.Form
	require.Empty(t, f.Problems())
	require.Empty(t, f.Faults())
}
