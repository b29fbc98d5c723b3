package house

import (
	"encoding/csv"
	"go/ast"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/policies"
)

// publicField is a line of policies/public.csv.
type publicField struct {
	public bool
	shown  string // as the form says it
	asked  string
}

func publicFields(t *testing.T) map[string]publicField {
	t.Helper()
	r := csv.NewReader(strings.NewReader(policies.Public()))
	r.Comment, r.FieldsPerRecord = '#', 4
	rows, err := r.ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"field", "public", "asked", "why"}, rows[0])
	fields := map[string]publicField{}
	for _, row := range rows[1:] {
		require.NotContains(t, fields, row[0])
		shown := map[string]string{"yes": "public", "no": "private", "shared": "shared"}[row[1]]
		require.NotEmpty(t, shown, "%s is %q", row[0], row[1])
		require.NotEmpty(t, row[3], "%s: say why", row[0])
		fields[row[0]] = publicField{row[1] == "yes", shown, row[2]}
	}
	return fields
}

// TestR9_EveryFieldOfARowIsPublicByTheTable walks what a publication freezes of a
// duty: a field that the table does not call public can't be there, and what it
// calls public is.
func TestR9_EveryFieldOfARowIsPublicByTheTable(t *testing.T) {
	fields := publicFields(t)
	found := map[string]bool{"reply": true} // beside the rows: one for each body
	var walk func(of reflect.Type, path string)
	walk = func(of reflect.Type, path string) {
		for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct {
			return
		}
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			require.NotEmpty(t, name, "%s%s says its name", path, of.Field(i).Name)
			require.True(t, fields[path+name].public, "%s%s has no line in policies/public.csv that calls it public", path, name)
			found[path+name] = true
			walk(of.Field(i).Type, path+name+".")
		}
	}
	walk(reflect.TypeFor[domain.PublicationRow](), "")
	for field, line := range fields {
		require.Equal(t, line.public, found[field], field)
	}
}

// TestR9_EveryFormSaysWhatTheTableSays looks up each form field that the table
// names, and what the form tells whoever fills it in.
func TestR9_EveryFormSaysWhatTheTableSays(t *testing.T) {
	said := map[string]string{}
	for _, source := range sources(t) {
		if filepath.Dir(source.path) != "internal/site" || strings.HasSuffix(source.path, "_test.go") {
			continue
		}
		ast.Inspect(source.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if name, show := askedIn(call); name != "" && show != "" {
					said[filepath.Base(source.path)+":"+name] = show
				}
			}
			return true
		})
	}
	for field, line := range publicFields(t) {
		if line.asked == "" {
			continue
		}
		require.Equal(t, line.shown, said[line.asked], "%s, asked in %s", field, line.asked)
	}
}

// askedIn is the name of the form field that a call asks for, up to what is
// worked out, and what it says of who reads the answer.
func askedIn(call *ast.CallExpr) (name, show string) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) < 2 || !strings.Contains(" Text Lines Choice Choices Day Int File ", " "+method.Sel.Name+" ") {
		return "", ""
	}
	first := call.Args[0]
	if joined, ok := first.(*ast.BinaryExpr); ok {
		first = joined.X
	}
	literal, ok := first.(*ast.BasicLit)
	if !ok {
		return "", ""
	}
	name, _ = strconv.Unquote(literal.Value)
	ast.Inspect(call.Args[1], func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if n.Name == "public" || n.Name == "private" || n.Name == "shared" {
				show = n.Name
			}
		case *ast.SelectorExpr:
			if shown := map[string]string{"Public": "public", "NotPublic": "private"}[n.Sel.Name]; shown != "" {
				show = shown
			}
		}
		return true
	})
	return name, show
}
