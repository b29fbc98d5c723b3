package words_test

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/web/words"
)

func english(t *testing.T) (*words.Catalogue, *words.Words) {
	t.Helper()
	c, err := words.Load()
	require.NoError(t, err)
	return c, c.For("en")
}

func catalogue(t *testing.T, files map[string]string) (*words.Catalogue, error) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return words.LoadFrom(fsys)
}

func TestSentencesWithAndWithoutArguments(t *testing.T) {
	c, err := catalogue(t, map[string]string{"en/a.yaml": `
plain: Sign out
owed: "{{.Body}} owes {{ .Count }}"
found:
  one: "{{.N}} body in {{.Place}}"
  other: "{{.N}} bodies in {{.Place}}"
`})
	require.NoError(t, err)
	w := c.For("en-GB")

	require.Equal(t, "Sign out", w.T("plain"))
	require.Equal(t, "RJ1 owes 1,200", w.T("owed", domain.Args{"Body": "RJ1", "Count": 1200}))
	require.Equal(t, "1 body in Wales", w.N("found", 1, domain.Args{"Place": "Wales"}))
	require.Equal(t, "2,001 bodies in Wales", w.N("found", 2001, domain.Args{"Place": "Wales"}))
}

func TestMissingKeysAreShownAndNoted(t *testing.T) {
	c, w := english(t)
	require.Equal(t, "[no.such.key]", w.T("no.such.key"))
	require.Equal(t, "[no.such.count]", w.N("no.such.count", 2))
	require.Equal(t, "[word.nation.france]", w.Word("nation", "france"))
	require.Contains(t, w.T("problem.text_too_long", domain.Args{"Label": "Name"}), "[.Max]")
	require.Equal(t, []string{".Max", "no.such.count", "no.such.key", "word.nation.france"}, c.Missing())
}

func TestDaysInstantsListsAndNumbers(t *testing.T) {
	c, w := english(t)
	require.Equal(t, "23 November 2026", w.Day("2026-11-23"))
	require.Equal(t, "", w.Day(""))
	require.Equal(t, "23 November 2026 at 3:04pm", w.Instant(time.Date(2026, 11, 23, 15, 4, 0, 0, time.UTC)))
	require.Equal(t, "1 July 2026 at 12:30am", w.Instant(time.Date(2026, 6, 30, 23, 30, 0, 0, time.UTC)), "summer time is London’s")
	require.Equal(t, "", w.Instant(time.Time{}))
	require.Equal(t, "", w.List(nil))
	require.Equal(t, "a", w.List([]string{"a"}))
	require.Equal(t, "a and b", w.List([]string{"a", "b"}))
	require.Equal(t, "a, b and c", w.List([]string{"a", "b", "c"}))
	require.Equal(t, []string{"7", "999", "1,016", "-12,345,678"},
		[]string{w.Number(7), w.Number(999), w.Number(1016), w.Number(-12345678)})
	require.Empty(t, c.Missing())
}

func TestProblemsReadAsSentences(t *testing.T) {
	_, w := english(t)
	p := domain.Bad("owner", "text_too_long", domain.Args{"Label": "Owner", "Max": 1000})
	require.Equal(t, "“Owner” must be 1,000 characters or fewer", w.Problem(p))
}

func TestAnotherLanguageFallsBackToEnglish(t *testing.T) {
	c, err := catalogue(t, map[string]string{
		"en/a.yaml": "yes: \"Yes\"\nbye: Bye\n",
		"cy/a.yaml": "bye: Hwyl\n",
	})
	require.NoError(t, err)
	require.Equal(t, []string{"en", "cy"}, c.Languages())
	require.Equal(t, "Hwyl", c.For("cy").T("bye"))
	require.Equal(t, "Yes", c.For("cy-GB, en;q=0.5").T("yes"))
	require.Equal(t, "Bye", c.For("fr").T("bye"))
	require.Equal(t, "cy", c.For("cy").Lang())
}

func TestABrokenCatalogueIsRefused(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no English":            {"cy/a.yaml": "bye: Hwyl\n"},
		"not YAML":              {"en/a.yaml": "a: [\n"},
		"the same key twice":    {"en/a.yaml": "a: x\n", "en/b.yaml": "a: y\n"},
		"twice in one file":     {"en/a.yaml": "a: x\na: y\n"},
		"logic in a sentence":   {"en/a.yaml": "a: \"{{if .X}}y{{end}}\"\n"},
		"an unclosed argument":  {"en/a.yaml": "a: \"{{.X\"\n"},
		"a folder, no language": {"words/a.yaml": "a: x\n"},
	} {
		_, err := catalogue(t, files)
		require.Error(t, err, name)
	}
}

func BenchmarkT(b *testing.B) {
	c, err := words.Load()
	require.NoError(b, err)
	w := c.For("en")
	b.ReportAllocs()
	for b.Loop() {
		w.T("layout.product")
		w.Word("position", "confirmed")
	}
}
