// Package web embeds what browsers fetch beside pages: the design system's
// prebuilt files, heed's own style sheet and script. Pages are in web/page,
// their parts in web/ui, their words in web/locales. It imports the standard
// library alone.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"strings"
)

//go:embed static
var files embed.FS

// Static is the folder that is served under AssetsPath.
func Static() fs.FS {
	sub, err := fs.Sub(files, "static")
	if err != nil {
		panic(err) // the folder is compiled in: its name cannot be wrong in a built binary
	}
	return sub
}

// AssetsPath is the address under which Static is served: "/static/1f0c9a2b".
// It changes with the files, so that browsers may keep them for ever.
func AssetsPath() string {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(".css.js.svg", path.Ext(name)) {
			return err
		}
		text, err := files.ReadFile(name)
		sum.Write([]byte(name))
		sum.Write(text)
		return err
	})
	if err != nil {
		panic(err) // the files are compiled in: they cannot be unreadable in a built binary
	}
	return "/static/" + hex.EncodeToString(sum.Sum(nil))[:12]
}
