package files

import (
	"mime"
	"mime/multipart"
	"strings"
	"unicode"
	"unicode/utf8"

	"heed/internal/domain"
)

// MaxName is the longest name in characters.
const MaxName = 200

// CheckName refuses a name that could mean a place, hide or mislead: with path
// parts, with characters that don't show, with a leading dot, or too long.
// The problem is "file.name" with Max.
func CheckName(name string) error {
	switch {
	case name == "", !utf8.ValidString(name), utf8.RuneCountInString(name) > MaxName:
	case strings.HasPrefix(name, "."), strings.ContainsAny(name, `/\`):
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsGraphic(r) }):
	default:
		return nil
	}
	return domain.Bad(field, "file.name", domain.Args{"Max": MaxName})
}

// SentName is the name a browser sent, whole. The standard library's own
// reading drops path parts, where they are to be refused.
func SentName(h *multipart.FileHeader) string {
	_, args, err := mime.ParseMediaType(h.Header.Get("Content-Disposition"))
	if err != nil {
		return h.Filename
	}
	return args["filename"]
}
