package files_test

import (
	"mime/multipart"
	"net/textproto"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"heed/internal/files"
)

func TestNamesPeopleGiveAreTakenAndTricksAreNot(t *testing.T) {
	for _, name := range []string{
		"minutes.pdf", "Board paper (final) v2.docx", "Strategaeth Ymchwil â.pdf", "a..b.pdf",
		"Screenshot 2026-03-02 at 10.04.11\u202fAM.png", strings.Repeat("ŵ", 196) + ".pdf",
	} {
		require.NoError(t, files.CheckName(name), name)
	}
	for _, name := range []string{
		"", ".", "..", ".htaccess", ".pdf", "/etc/passwd", "../minutes.pdf", `C:\minutes.pdf`, `..\minutes.pdf`, "a/b.pdf",
		"a\x00.pdf", "a\n.pdf", "a\r\nX: y.pdf", "a\x7f.pdf", "fdp\u202e.exe.pdf", "a\u200b.pdf", "a\u2028.pdf", "\xff.pdf",
		strings.Repeat("a", 197) + ".pdf",
	} {
		requireProblem(t, files.CheckName(name), "file.name")
	}
}

func TestASentNameIsReadWhole(t *testing.T) {
	sent := func(disposition, filename string) *multipart.FileHeader {
		return &multipart.FileHeader{Filename: filename, Header: textproto.MIMEHeader{"Content-Disposition": {disposition}}}
	}
	for disposition, name := range map[string]string{
		`form-data; name="file"; filename="../minutes.pdf"`:        "../minutes.pdf",
		`form-data; name="file"; filename="minutes.pdf"`:           "minutes.pdf",
		`form-data; name="file"; filename*=UTF-8''cofnodion%C3%A2`: "cofnodionâ",
		`form-data; name="file"`:                                   "",
		`form-data; name="file"; filename="broken`:                 "standard library's own",
		``: "standard library's own",
	} {
		require.Equal(t, name, files.SentName(sent(disposition, "standard library's own")), disposition)
	}
}

func FuzzCheckName(f *testing.F) {
	for _, name := range []string{"minutes.pdf", "../a", ".a", "a\x00b", "\u202ea", strings.Repeat("a", 201), "\xff"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if files.CheckName(name) != nil {
			return
		}
		require.True(t, utf8.ValidString(name))
		require.LessOrEqual(t, utf8.RuneCountInString(name), files.MaxName)
		require.Equal(t, name, filepath.Base(name))
		require.False(t, strings.HasPrefix(name, "."))
		for _, r := range name {
			require.False(t, unicode.IsControl(r) || unicode.Is(unicode.Cf, r), "%q", name)
		}
	})
}
