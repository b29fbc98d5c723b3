package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"heed/web/locales"
)

// The project's sources, read as text and as Go, held against the catalogue.
var (
	comment     = regexp.MustCompile(`(?m)^\s*//.*$`)
	literalKey  = regexp.MustCompile(`\b(?:T|N)\(\s*"([^"]+)"\s*[,)]`)
	keyPrefix   = regexp.MustCompile(`\b(?:T|N)\(\s*"([^"]+)"\s*\+`)
	wordFamily  = regexp.MustCompile(`\bWord\(\s*"([^"]+)"`)
	missingKey  = regexp.MustCompile(`\bMissing:\s*"([^"]+)"`)
	exclamation = regexp.MustCompile(`[[:alpha:]”]!`)
	anyLiteral  = regexp.MustCompile(`"([a-z][a-zA-Z0-9_.-]*)"`)
)

// families are used by name, so that single keys of them may stand unused.
var families = []string{"word.", "problem.", "nation.", "rule."}

type sources struct {
	keys     map[string][]string // key asked for: files
	prefixes map[string][]string // start of keys asked for: files
	literals map[string]bool     // every string that could be a key
}

func readSources(t *testing.T) sources {
	t.Helper()
	s := sources{keys: map[string][]string{}, prefixes: map[string][]string{}, literals: map[string]bool{}}
	for _, root := range []string{"../../internal", "../../cmd", "../../web"} {
		if _, err := os.Stat(root); os.IsNotExist(err) {
			continue
		}
		require.NoError(t, filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isSource(name) {
				return err
			}
			text, err := os.ReadFile(name)
			s.read(name, comment.ReplaceAllString(string(text), ""))
			if strings.HasSuffix(name, ".go") {
				s.readProblems(t, name, text)
			}
			return err
		}))
	}
	return s
}

func isSource(name string) bool {
	return strings.HasSuffix(name, ".templ") ||
		strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, "_templ.go")
}

func (s sources) read(name, text string) {
	for _, m := range literalKey.FindAllStringSubmatch(text, -1) {
		s.keys[m[1]] = append(s.keys[m[1]], name)
	}
	for _, m := range keyPrefix.FindAllStringSubmatch(text, -1) {
		s.prefixes[m[1]] = append(s.prefixes[m[1]], name)
	}
	for _, m := range wordFamily.FindAllStringSubmatch(text, -1) {
		s.prefixes["word."+m[1]+"."] = append(s.prefixes["word."+m[1]+"."], name)
	}
	for _, m := range missingKey.FindAllStringSubmatch(text, -1) {
		s.keys["problem."+m[1]] = append(s.keys["problem."+m[1]], name)
	}
	for _, m := range anyLiteral.FindAllStringSubmatch(text, -1) {
		s.literals[m[1]] = true
	}
}

// problemArgument is which argument of a function is a problem's key.
var problemArgument = map[string]int{"Bad": 1, "Refused": 0, "Clash": 0, "Add": 1}

// formArgument is the same inside package form.
var formArgument = map[string]int{"fail": 1, "need": 1}

// readProblems finds the keys of problems where Go makes them.
func (s sources) readProblems(t *testing.T, name string, text []byte) {
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	require.NoError(t, err)
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		called := ""
		switch f := call.Fun.(type) {
		case *ast.Ident:
			called = f.Name
		case *ast.SelectorExpr:
			called = f.Sel.Name
		}
		i, ok := problemArgument[called]
		if strings.Contains(name, "internal/form/") && !ok {
			i, ok = formArgument[called]
		}
		if !ok || len(call.Args) <= i || called == "Add" && len(call.Args) != 3 {
			return true
		}
		if lit, ok := call.Args[i].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			key, _ := strconv.Unquote(lit.Value)
			s.keys["problem."+key] = append(s.keys["problem."+key], name)
		}
		return true
	})
}

// sentences is every key of the English catalogue with its sentences.
func sentences(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	names, err := fs.Glob(locales.Files, "en/*.yaml")
	require.NoError(t, err)
	for _, name := range names {
		text, err := fs.ReadFile(locales.Files, name)
		require.NoError(t, err)
		var file map[string]any
		require.NoError(t, yaml.Unmarshal(text, &file), name)
		for key, value := range file {
			switch v := value.(type) {
			case string:
				all[key] = []string{v}
			case map[string]any:
				for _, form := range v {
					all[key] = append(all[key], form.(string))
				}
			default:
				t.Errorf("%s: %s is no sentence", name, key)
			}
		}
	}
	return all
}

func TestEveryKeyThatIsAskedForHasASentence(t *testing.T) {
	catalogue, asked := sentences(t), readSources(t)
	var faults []string
	for key, files := range asked.keys {
		if catalogue[key] == nil {
			faults = append(faults, key+" in "+files[0])
		}
	}
	for prefix, files := range asked.prefixes {
		found := false
		for key := range catalogue {
			found = found || strings.HasPrefix(key, prefix)
		}
		if !found {
			faults = append(faults, prefix+"* in "+files[0])
		}
	}
	slices.Sort(faults)
	require.Empty(t, faults, "keys without a sentence:\n%s", strings.Join(faults, "\n"))
}

func TestEverySentenceIsAskedFor(t *testing.T) {
	asked := readSources(t)
	var faults []string
	for key := range sentences(t) {
		used := asked.literals[key]
		for _, family := range families {
			used = used || strings.HasPrefix(key, family)
		}
		for prefix := range asked.prefixes {
			used = used || strings.HasPrefix(key, prefix)
		}
		if !used {
			faults = append(faults, key)
		}
	}
	slices.Sort(faults)
	require.Empty(t, faults, "sentences nobody asks for:\n%s", strings.Join(faults, "\n"))
}

func TestSentencesAreSetInTypeAndCalm(t *testing.T) {
	for key, all := range sentences(t) {
		for _, sentence := range all {
			require.NotContains(t, sentence, "'", "%s: an apostrophe is ’", key)
			require.NotContains(t, sentence, `"`, "%s: quotation marks are “ and ”", key)
			require.NotRegexp(t, exclamation, sentence, "%s: no exclamation marks", key)
			require.Equal(t, strings.TrimSpace(sentence), sentence, "%s: blanks at its ends", key)
			require.NotEmpty(t, sentence, key)
		}
	}
}
