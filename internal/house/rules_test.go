package house

import (
	"go/ast"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// built are the numbers of the rules that the code keeps; each page that shows
// a result links to its rule by that number.
var built = []int{1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 23, 25, 26, 27}

// ofARule is the name of a test that holds a rule: TestR14_ADueDayRunsToItsEnd.
var ofARule = regexp.MustCompile(`^TestR(\d+)(_[A-Z])?`)

func TestEveryRuleHasATestThatNamesIt(t *testing.T) {
	tests := map[int][]string{}
	for _, source := range sources(t) {
		if !strings.HasSuffix(source.path, "_test.go") {
			continue
		}
		for _, declaration := range source.file.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			match := ofARule.FindStringSubmatch(function.Name.Name)
			if match == nil {
				continue
			}
			require.NotEmpty(t, match[2], "%s: %s is called TestR%s_...", source.path, function.Name, match[1])
			rule, err := strconv.Atoi(match[1])
			require.NoError(t, err)
			tests[rule] = append(tests[rule], function.Name.Name)
		}
	}
	for _, rule := range built {
		require.NotEmpty(t, tests[rule], "no test names R%d", rule)
	}
}
