package web_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/web"
)

func TestStyleSheetsAndScriptsAreThereAndCallNobodyElse(t *testing.T) {
	for _, name := range []string{
		"heed.css", "heed.js", "heed.svg",
		"vendor/nhsuk-frontend/nhsuk-frontend.min.css", "vendor/nhsuk-frontend/nhsuk-frontend.min.js",
	} {
		text, err := fs.ReadFile(web.Static(), name)
		require.NoError(t, err)
		require.NotRegexp(t, regexp.MustCompile(`(url\(|from ?)["']?https?:`), string(text), name)
	}
}

func TestTheAddressOfTheFilesIsTheSameForTheSameFiles(t *testing.T) {
	require.Equal(t, web.AssetsPath(), web.AssetsPath())
	require.True(t, strings.HasPrefix(web.AssetsPath(), "/static/"))
}
