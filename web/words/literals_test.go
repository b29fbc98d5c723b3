package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// shown are the attributes that a page shows or reads out.
var shown = map[string]bool{"alt": true, "title": true, "placeholder": true, "aria-label": true, "aria-description": true, "label": true}

// TestR25_TemplatesHoldNoWords reads the HTML that the templates write by
// themselves, everything but what is filled in: no text in it has a letter.
func TestR25_TemplatesHoldNoWords(t *testing.T) {
	generated, err := filepath.Glob("../*/*_templ.go")
	require.NoError(t, err)
	require.NotEmpty(t, generated)
	for _, name := range generated {
		fixed := fixedHTML(t, name)
		require.Contains(t, fixed, "<", name)
		require.Empty(t, wordsIn(fixed), "%s: every word is a key of web/locales", name)
	}
}

// fixedHTML is what the templates of a generated file write, in its order.
func fixedHTML(t *testing.T, name string) string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	var written strings.Builder
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || f.Sel.Name != "WriteString" {
			return true
		}
		if lit, ok := call.Args[len(call.Args)-1].(*ast.BasicLit); ok {
			text, err := strconv.Unquote(lit.Value)
			require.NoError(t, err)
			written.WriteString(text)
		}
		return true
	})
	return written.String()
}

// wordsIn is every text and shown attribute of some HTML that has a letter.
func wordsIn(fixed string) []string {
	var found []string
	note := func(text string) {
		if strings.IndexFunc(text, unicode.IsLetter) >= 0 {
			found = append(found, strings.TrimSpace(text))
		}
	}
	reader := html.NewTokenizer(strings.NewReader(fixed))
	silent := 0 // inside what shows no text
	for {
		switch kind := reader.Next(); kind {
		case html.ErrorToken:
			return found
		case html.TextToken:
			if silent == 0 {
				note(string(reader.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			tag := reader.Token()
			if tag.Data == "script" || tag.Data == "style" {
				silent = map[html.TokenType]int{html.StartTagToken: 1}[kind]
			}
			for _, a := range tag.Attr {
				if shown[a.Key] {
					note(a.Val)
				}
			}
		}
	}
}

func TestWordsOfATemplateAreFound(t *testing.T) {
	require.Equal(t, []string{"Read this", "or that", "sent"},
		wordsIn(`<p class="lead">Read this <a href="" title="or that"></a> (1)<style>p{}</style></p><button aria-label="">sent</button>`))
}

var (
	// sentence is two words beside each other, as people write them.
	sentence = regexp.MustCompile(`[[:alpha:]]{2,},? [[:alpha:]]{2,}`)
	// markup is the design system's, or HTML that is written by hand.
	markup = regexp.MustCompile(`nhsuk-|heed-|<`)
)

// unseen are the calls whose words go to a fault, a log or another program.
var unseen = map[string]bool{
	"Errorf": true, "New": true, "ErrorContext": true, "WarnContext": true, "InfoContext": true, "Header": true, "Set": true, "String": true,
}

// TestR25_GoHoldsNoSentences looks through the rooms that make pages.
func TestR25_GoHoldsNoSentences(t *testing.T) {
	for _, room := range []string{"../../internal/site", "../../internal/door", "../page", "../ui"} {
		names, err := filepath.Glob(room + "/*.go")
		require.NoError(t, err)
		require.NotEmpty(t, names)
		for _, name := range names {
			if isSource(name) {
				require.Empty(t, sentencesIn(t, name), "%s: a sentence is a key of web/locales", name)
			}
		}
	}
}

// sentencesIn is the literals of a file that read as a sentence and may be
// shown.
func sentencesIn(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			f, ok := n.Fun.(*ast.SelectorExpr)
			return !ok || !unseen[f.Sel.Name]
		case *ast.BasicLit:
			if n.Kind == token.STRING && sentence.MatchString(n.Value) && !markup.MatchString(n.Value) {
				found = append(found, n.Value)
			}
		}
		return true
	})
	return found
}
