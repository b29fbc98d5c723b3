// Package exchange turns files into domain values and says what is wrong with
// them: packs (YAML) and registers of bodies (CSV). It owns the two formats. And
// it turns tables into files: CSV, XLSX and OpenDocument.
//
// Every fault comes back as a domain.Problem with the place in the file (line
// and column of a pack, row and column of a register) and all of them at once
// where the file can be read at all, so that its author mends it in one go.
//
// It touches no rows and may not import the store, the verbs or the pages;
// besides the standard library it uses domain, goccy/go-yaml and the two
// writers of spreadsheets.
package exchange

import (
	"fmt"
	"io"
	"unicode/utf8"

	"heed/internal/domain"
)

// maxBytes is far above any real pack or register and keeps a hostile file
// from filling the memory.
const maxBytes = 4 << 20

// readText reads a whole file that must be UTF-8 text. Keys of its problems
// begin with kind: "pack" or "register".
func readText(r io.Reader, kind string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("exchange: reading the %s: %w", kind, err)
	}
	if len(data) > maxBytes {
		return nil, domain.Problems{bad(kind+".too_large", domain.Args{"Megabytes": maxBytes >> 20})}
	}
	if !utf8.Valid(data) {
		return nil, domain.Problems{bad(kind+".not_utf8", nil)}
	}
	return data, nil
}

// bad is a problem of the file that was handed in.
func bad(key string, args domain.Args) *domain.Problem { return domain.Bad("file", key, args) }

// excerpt is as much of a faulty value as a sentence about it can carry.
func excerpt(value string) string {
	const most = 60
	if runes := []rune(value); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return value
}
