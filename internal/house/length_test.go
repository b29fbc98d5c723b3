// Package house holds the tests of the house style: what is true of all the code and of no package alone.
package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	fileLines     = 400 // no file is longer
	functionLines = 50  // few functions are longer,
	longestLines  = 80  // and none longer than this
	longShare     = 20  // "few": one in so many
)

// source is one Go file written by hand.
type source struct {
	path string
	file *ast.File
	set  *token.FileSet
}

func (s source) lines(node ast.Node) int {
	return s.set.Position(node.End()).Line - s.set.Position(node.Pos()).Line + 1
}

// sources reads every Go file of the module that people write.
func sources(t *testing.T) []source {
	t.Helper()
	const root = "../.."
	var found []source
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name := entry.Name(); name == "node_modules" || name == "testdata" || len(name) > 2 && name[0] == '.' {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if !ast.IsGenerated(file) {
			found = append(found, source{path: strings.TrimPrefix(path, root+"/"), file: file, set: set})
		}
		return nil
	})
	require.NoError(t, err)
	require.NotEmpty(t, found)
	return found
}

func TestFilesAndFunctionsStayShort(t *testing.T) {
	var functions int
	var long []string
	for _, source := range sources(t) {
		if lines := source.set.File(source.file.FileStart).LineCount(); lines > fileLines {
			t.Errorf("%s has %d lines, over %d: give it a second file", source.path, lines, fileLines)
		}
		for _, declaration := range source.file.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			functions++
			switch lines := source.lines(function); {
			case lines > longestLines:
				t.Errorf("%s: %s has %d lines, over %d", source.path, function.Name, lines, longestLines)
			case lines > functionLines:
				long = append(long, source.path+": "+function.Name.Name)
			}
		}
	}
	require.LessOrEqual(t, len(long)*longShare, functions, "too many functions over %d lines:\n%s",
		functionLines, strings.Join(long, "\n"))
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	described := map[string]bool{}
	for _, source := range sources(t) {
		if strings.HasSuffix(source.file.Name.Name, "_test") {
			continue
		}
		folder := filepath.Dir(source.path)
		doc := source.file.Doc.Text()
		described[folder] = described[folder] ||
			strings.HasPrefix(doc, "Package ") || strings.HasPrefix(doc, "Command ")
	}
	for folder, ok := range described {
		require.True(t, ok, "no file in %s has a package comment", folder)
	}
}

// TestEverythingExportedIsDescribed wants a comment on each exported name, that
// begins with it; one comment may stand over a group. Methods that a library
// asks for, of types that are not exported, are theirs to describe.
func TestEverythingExportedIsDescribed(t *testing.T) {
	for _, source := range sources(t) {
		if strings.HasSuffix(source.path, "_test.go") {
			continue
		}
		for _, declaration := range source.file.Decls {
			for name, doc := range exported(declaration) {
				described := doc != "" && (strings.Contains(doc, name) || declaresMany(declaration))
				if !described {
					t.Errorf("%s: %s is not described", source.path, name)
				}
			}
		}
	}
}

// exported is the exported names of a declaration, each with what is said of it.
func exported(declaration ast.Decl) map[string]string {
	names := map[string]string{}
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && (d.Recv == nil || exportedType(d.Recv.List[0].Type)) {
			names[d.Name.Name] = d.Doc.Text()
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() {
					names[spec.Name.Name] = spec.Doc.Text() + d.Doc.Text()
				}
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					if name.IsExported() {
						names[name.Name] = spec.Doc.Text() + spec.Comment.Text() + d.Doc.Text()
					}
				}
			}
		}
	}
	return names
}

func exportedType(of ast.Expr) bool {
	switch of := of.(type) {
	case *ast.StarExpr:
		return exportedType(of.X)
	case *ast.IndexExpr:
		return exportedType(of.X)
	case *ast.Ident:
		return of.IsExported()
	}
	return false
}

func declaresMany(declaration ast.Decl) bool {
	d, ok := declaration.(*ast.GenDecl)
	return ok && d.Lparen.IsValid()
}
