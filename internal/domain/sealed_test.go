package domain

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// sealedKinds are the kinds as the source names them, so that none is forgotten.
func sealedKinds(t *testing.T) []SealedKind {
	t.Helper()
	source, err := parser.ParseFile(token.NewFileSet(), "sealed.go", nil, 0)
	require.NoError(t, err)
	var kinds []SealedKind
	ast.Inspect(source, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); ok && name.Name == "SealedKind" {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			kinds = append(kinds, SealedKind(text))
		}
		return true
	})
	require.Greater(t, len(kinds), 20)
	return kinds
}

func TestEverySealedTextIsSomebodysWord(t *testing.T) {
	for _, kind := range sealedKinds(t) {
		require.NotEmpty(t, Hands([]Sealed{{Kind: kind}})[0], "whose word is %q?", kind)
	}
}

func TestWhatOnlyOversightDecidesIsOversights(t *testing.T) {
	for _, kind := range []SealedKind{SealedReview, SealedQuestion, SealedDisputeReply, SealedClosure, SealedNAAnswer, SealedTakeUp, SealedDismissed,
		SealedPractice, SealedPracticeBack} {
		require.Equal(t, []Hand{HandOversight}, Hands([]Sealed{{Kind: kind}}), kind)
	}
}

func TestARulingIsProposedByTheBodyAndAnsweredByOversight(t *testing.T) {
	rows := []Sealed{{Kind: SealedRuling, Re: "one"}, {Kind: SealedRuling, Re: "two"}, {Kind: SealedRuling, Re: "one"}}
	require.Equal(t, []Hand{HandBody, HandBody, HandOversight}, Hands(rows))
}
