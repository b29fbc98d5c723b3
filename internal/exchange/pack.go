package exchange

import (
	"errors"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"heed/internal/domain"
)

// ReadPack reads a report's pack from YAML. It is strict: a key that the format
// does not know is a problem, so that a misspelt one is not silently lost. What
// it returns holds together: keys are unique, and everything that is referred
// to within the pack exists. Bodies are checked by CheckCodes.
//
// Errors are domain.Problems with Line and Column, or a fault when the reader
// fails. A pack that cannot be parsed has one problem, the first.
func ReadPack(r io.Reader) (domain.Pack, error) {
	data, err := readText(r, "pack")
	if err != nil {
		return domain.Pack{}, err
	}
	pack, file, err := parsePack(data)
	if err != nil {
		return domain.Pack{}, err
	}
	check := packCheck{pack: pack, file: placer{file}}
	check.all()
	if err := check.problems.Err(); err != nil {
		return domain.Pack{}, err
	}
	return pack, nil
}

// Limits far above what a pack needs. The parser calls itself per level of
// nesting, and a stack that overflows cannot be caught; its time grows with
// the square of the entries of one map.
const (
	maxFlowDepth  = 16
	maxBlockIndex = 64
	maxEntries    = 20_000
)

// checkTokens refuses what a pack has no use for and a parser can be hurt by:
// aliases, which multiply, nesting without end and entries without number.
func checkTokens(tokens token.Tokens) *domain.Problem {
	depth, entries := 0, 0
	for _, t := range tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			return badAt("pack.no_aliases", t, nil)
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType, token.MappingKeyType:
			if t.Position.Column > maxBlockIndex {
				return badAt("pack.too_deep", t, nil)
			}
		case token.MappingValueType:
			entries++
		}
		switch {
		case depth > maxFlowDepth:
			return badAt("pack.too_deep", t, nil)
		case entries > maxEntries:
			return badAt("pack.too_many_entries", t, domain.Args{"Most": maxEntries})
		}
	}
	return nil
}

// parsePack gives the values and the tree, which knows where each one stands.
func parsePack(data []byte) (pack domain.Pack, file *ast.File, err error) {
	// The parser is a library fed with strangers' files: its panic is the
	// file's fault and must not be ours.
	defer func() {
		if recover() != nil {
			err = domain.Problems{bad("pack.syntax", domain.Args{"Line": 1, "Column": 1})}
		}
	}()
	if problem := checkTokens(lexer.Tokenize(string(data))); problem != nil {
		return pack, nil, domain.Problems{problem}
	}
	// The parser would report a repeated key as bad syntax; the decoder says what it is.
	file, err = parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return pack, nil, yamlProblem(err)
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return pack, nil, domain.Problems{bad("pack.one_document", nil)}
	}
	if err := yaml.NodeToValue(file.Docs[0].Body, &pack, yaml.Strict()); err != nil {
		return domain.Pack{}, nil, yamlProblem(err)
	}
	return pack, file, nil
}

// yamlProblem words the library's error as ours: its own sentences are not in
// the catalogue.
func yamlProblem(err error) error {
	if errors.Is(err, io.EOF) {
		return domain.Problems{bad("pack.one_document", nil)}
	}
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		return domain.Problems{bad("pack.syntax", domain.Args{"Line": 1, "Column": 1})}
	}
	var (
		unknown  *yaml.UnknownFieldError
		repeated *yaml.DuplicateKeyError
		mistyped *yaml.TypeError
		overflow *yaml.OverflowError
		shape    *yaml.UnexpectedNodeTypeError
	)
	key := "pack.syntax"
	switch {
	case errors.As(err, &unknown):
		key = "pack.unknown_key"
	case errors.As(err, &repeated):
		key = "pack.repeated_key"
	case errors.As(err, &mistyped), errors.As(err, &overflow), errors.As(err, &shape):
		key = "pack.wrong_type"
	}
	return domain.Problems{badAt(key, at.GetToken(), nil)}
}

// badAt is a problem at a token; its text becomes the argument Value, unless
// args bring one.
func badAt(key string, t *token.Token, args domain.Args) *domain.Problem {
	all := domain.Args{"Line": t.Position.Line, "Column": t.Position.Column, "Value": excerpt(t.Value)}
	for name, value := range args {
		if text, ok := value.(string); ok {
			value = excerpt(text)
		}
		all[name] = value
	}
	return bad(key, all)
}

// placer knows where in the file each value stands.
type placer struct{ file *ast.File }

// place finds the token that a path leads to, or the nearest thing above it
// that is in the file: what is missing is reported where it should have stood.
func (f placer) place(p path) *token.Token {
	for n := len(p); n > 0; n-- {
		path, err := yaml.PathString("$" + strings.Join(p[:n], ""))
		if err != nil {
			continue
		}
		if node, err := path.FilterFile(f.file); err == nil && node != nil && node.GetToken() != nil {
			return node.GetToken()
		}
	}
	return f.file.Docs[0].Body.GetToken()
}
