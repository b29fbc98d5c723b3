package exchange_test

import (
	"os"
	"strings"
	"testing"
	"text/template"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/exchange"
)

// smallPack is the least that a pack can say.
const smallPack = `version: 1
report: {key: r, title: A report, publisher: P, published: 2025-06, ask: Do it, ask_cite: Page 1, summary: Short}
themes:
  - {no: 1, title: Theme, short: Theme, cite: Page 2}
aims:
  - {key: fair, name: Fairness}
recommendations:
  - no: 1
    theme: 1
    title: First
    short: First
    cite: Page 3
    aims: [fair]
    requirements:
      - {key: 1a, title: Done, proof: A paper, cite: Page 3}
    owed:
      - {kinds: [trust], unit: board, requirements: [1a]}
  - no: 2
    theme: 1
    title: Second
    short: Second
    cite: Page 4
    requirements:
      - {key: 2a, title: Done, proof: A paper, cite: Page 4}
    owed:
      - {codes: [X1], unit: office}
dependencies:
  - {key: 1-2-funds, from: 1, to: 2, kind: funds, scope: local_share, share: 75, stated: true, cite: Page 5, why: Money, requirement: 2a}
practices:
  - {key: good, by: Somebody, what: Something, serves: [2], cite: Page 6}
indicators:
  - {key: n, name: Number, unit: percent, cite: Page 7, serves: [1], values: [{period: 2025/26, value: 40}]}
`

func TestReadPackReadsASmallPack(t *testing.T) {
	pack, err := exchange.ReadPack(strings.NewReader(smallPack))
	require.NoError(t, err)
	require.Equal(t, "A report", pack.Report.Title)
	require.Equal(t, domain.LocalShare, pack.Dependencies[0].Scope)
	require.Equal(t, 40, pack.Indicators[0].Values[0].Value)
}

func TestReadPackNamesEachFaultWithItsLine(t *testing.T) {
	cases := map[string]struct {
		from, to string
		key      string
		line     int
	}{
		"an unknown key":                     {"ask: Do it", "asks: Do it", "pack.unknown_key", 2},
		"a key given twice":                  {"publisher: P", "title: P", "pack.repeated_key", 2},
		"text where a number belongs":        {"version: 1", "version: one", "pack.wrong_type", 1},
		"a map where a list belongs":         {"aims: [fair]", "aims: {a: b}", "pack.wrong_type", 13},
		"a quote that is never closed":       {"publisher: P", `publisher: "P`, "pack.syntax", 2},
		"an alias":                           {"title: First", "title: &x First", "pack.no_aliases", 10},
		"nesting without end":                {"A paper", strings.Repeat("[", 40), "pack.too_deep", 15},
		"entries without number":             {"version: 1", strings.Repeat("version: 1\n", 20_001), "pack.too_many_entries", 20_001},
		"version nought":                     {"version: 1", "version: 0", "pack.version", 1},
		"no such month":                      {"2025-06", "2025-13", "pack.bad_month", 2},
		"a missing citation":                 {"short: Theme, cite: Page 2", "short: Theme", "pack.missing", 4},
		"an empty proof":                     {"proof: A paper, cite: Page 3", `proof: " ", cite: Page 3`, "pack.missing", 15},
		"a long proof":                       {"A paper, cite: Page 3", strings.Repeat("w ", 61) + ", cite: Page 3", "pack.long_proof", 15},
		"a long short title":                 {"short: First", "short: One two three four five", "pack.long_short", 11},
		"a key of odd letters":               {"key: fair", "key: Fair!", "pack.bad_key", 6},
		"a theme twice":                      {"  - {no: 1, title: Theme", "  - {no: 1, title: T, short: T, cite: P}\n  - {no: 1, title: Theme", "pack.repeated_entry", 5},
		"an unknown theme":                   {"theme: 1\n    title: First", "theme: 9\n    title: First", "pack.unknown_theme", 9},
		"an unknown aim":                     {"aims: [fair]", "aims: [fare]", "pack.unknown_aim", 13},
		"another recommendation's letter":    {"{key: 1a", "{key: 2a", "pack.foreign_requirement", 15},
		"freshness below nought":             {"title: Done, proof: A paper, cite: Page 3", "title: Done, proof: A paper, cite: Page 3, fresh_months: -1", "pack.negative", 15},
		"a row that names nobody":            {"{kinds: [trust], unit", "{unit", "pack.owed_by_nobody", 17},
		"an unknown kind of body":            {"kinds: [trust]", "kinds: [trusts]", "pack.unknown_kind", 17},
		"an unknown unit":                    {"unit: board", "unit: cellar", "pack.unknown_unit", 17},
		"an owed requirement that is not":    {"requirements: [1a]", "requirements: [1b]", "pack.unknown_requirement", 17},
		"an edge key that says another":      {"key: 1-2-funds", "key: 1-2-informs", "pack.edge_key", 28},
		"an edge to itself":                  {"key: 1-2-funds, from: 1", "key: 2-2-funds, from: 2", "pack.edge_to_itself", 28},
		"an edge from nowhere":               {"key: 1-2-funds, from: 1", "key: 7-2-funds, from: 7", "pack.unknown_recommendation", 28},
		"an unknown kind of edge":            {"1-2-funds, from: 1, to: 2, kind: funds", "1-2-helps, from: 1, to: 2, kind: helps", "pack.unknown_edge_kind", 28},
		"an unknown scope":                   {"scope: local_share, share: 75", "scope: everywhere", "pack.unknown_scope", 28},
		"a share beyond the whole":           {"share: 75", "share: 175", "pack.bad_share", 28},
		"a share where there is none":        {"scope: local_share", "scope: same_nation", "pack.stray_share", 28},
		"a UK share where there is none":     {"scope: local_share, share: 75", "scope: uk, uk_share: true", "pack.stray_share", 28},
		"a partner where there is none":      {"share: 75", "share: 75, any_partner: true", "pack.stray_partner", 28},
		"an edge to another's requirement":   {"requirement: 2a", "requirement: 1a", "pack.unknown_requirement", 28},
		"good practice for nothing asked":    {"serves: [2]", "serves: [3]", "pack.unknown_recommendation", 30},
		"a figure of an unknown unit":        {"unit: percent", "unit: furlong", "pack.unknown_measure", 32},
		"a share of more than all":           {"value: 40", "value: 140", "pack.bad_figure", 32},
		"a pack that is two":                 {"version: 1\n", "version: 1\n---\n", "pack.one_document", 0},
		"bytes that are no text":             {"A report", "\xff\xfe", "pack.not_utf8", 0},
		"more text than anybody would write": {"A report", strings.Repeat("x", 5<<20), "pack.too_large", 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(smallPack, c.from, c.to, 1)
			require.NotEqual(t, smallPack, text)
			_, err := exchange.ReadPack(strings.NewReader(text))
			requireProblem(t, err, c.key, "Line", c.line)
		})
	}
}

func TestReadPackRefusesAnEmptyFile(t *testing.T) {
	for _, text := range []string{"", "\n\n", "# nothing yet\n"} {
		_, err := exchange.ReadPack(strings.NewReader(text))
		requireProblem(t, err, "pack.one_document", "", 0)
	}
}

func TestReadPackTellsAllFaultsAtOnce(t *testing.T) {
	text := strings.NewReplacer("theme: 1\n    title: First", "theme: 9\n    title: First", "unit: office", "unit: attic").Replace(smallPack)
	_, err := exchange.ReadPack(strings.NewReader(text))
	require.Len(t, domain.AsProblems(err), 2)
}

func TestCheckCodesNamesBodiesThatTheRegisterLacks(t *testing.T) {
	pack, err := exchange.ReadPack(strings.NewReader(smallPack))
	require.NoError(t, err)
	requireProblem(t, exchange.CheckCodes(pack, nil), "pack.unknown_body", "", 0)
	require.NoError(t, exchange.CheckCodes(pack, []domain.Body{{Code: "X1"}}))
}

// requireProblem asks for a problem of that key, at that place, whose sentence
// the catalogue has and can fill from the problem's arguments.
func requireProblem(t *testing.T, err error, key, placeName string, place int) {
	t.Helper()
	var keys []string
	for _, p := range domain.AsProblems(err) {
		keys = append(keys, p.Key)
		if p.Key != key || place > 0 && p.Args[placeName] != place {
			continue
		}
		sentence := catalogue(t)["problem."+key]
		require.NotEmpty(t, sentence, "no sentence for %s", key)
		filled, err := template.New(key).Option("missingkey=error").Parse(sentence)
		require.NoError(t, err)
		require.NoError(t, filled.Execute(new(strings.Builder), p.Args))
		return
	}
	require.Failf(t, "not found", "wanted %s at %s %d, got %v: %v", key, placeName, place, keys, err)
}

func catalogue(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../web/locales/en/exchange.yaml")
	require.NoError(t, err)
	sentences := map[string]string{}
	require.NoError(t, yaml.Unmarshal(text, &sentences))
	return sentences
}

func FuzzReadPack(f *testing.F) {
	f.Add(smallPack)
	for _, text := range []string{"", "a: b", "- - -", "{a: [", "? a\n: b", "version: 1\n---\n", "a: |\n  x\n y", "\"\\u12", "!!binary x", "themes: null"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		pack, err := exchange.ReadPack(strings.NewReader(text))
		if err != nil {
			require.NotEmpty(t, domain.AsProblems(err), "a bad file is its author's to mend, never a fault: %v", err)
			return
		}
		require.NotEmpty(t, pack.Report.Key)
	})
}
