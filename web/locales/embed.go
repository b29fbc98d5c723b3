// Package locales holds every sentence a user reads, one folder per language,
// one YAML file per page stem, and embeds them in the program. A translation is
// a new folder. It owns no meaning: web/words loads and serves it. It imports
// the standard library alone.
package locales

import "embed"

// Files is the catalogue: <language>/<stem>.yaml with flat, dotted keys.
//
//go:embed */*.yaml
var Files embed.FS
