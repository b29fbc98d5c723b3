package files_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/files"
)

const (
	limit   = 1 << 20
	minutes = "%PDF-1.7\nMinutes of the research committee, March\n"
)

func newFolder(t testing.TB) (*files.Folder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "evidence")
	folder, err := files.NewFolder(dir, limit)
	require.NoError(t, err)
	return folder, dir
}

func put(folder *files.Folder, id domain.ID, name, content string) (files.Stored, error) {
	return folder.Put(context.Background(), id, name, strings.NewReader(content))
}

func get(t *testing.T, folder *files.Folder, id domain.ID, key []byte) string {
	t.Helper()
	file, err := folder.Get(context.Background(), id, key)
	require.NoError(t, err)
	content, err := io.ReadAll(file)
	require.NoError(t, err)
	require.NoError(t, file.Close())
	return string(content)
}

// onDisk lists every file in a folder.
func onDisk(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all = append(all, path)
		}
		return err
	}))
	return all
}

func requireProblem(t *testing.T, err error, key string) *domain.Problem {
	t.Helper()
	problems := domain.AsProblems(err)
	require.Len(t, problems, 1, "%v", err)
	require.Equal(t, key, problems[0].Key)
	return problems[0]
}

// part is one part of an archive.
type part struct{ name, content string }

func archive(parts ...part) string {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		method := zip.Deflate
		if p.name == "mimetype" {
			method = zip.Store
		}
		body, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: method})
		if err == nil {
			_, err = io.WriteString(body, p.content)
		}
		if err != nil {
			panic(err) // writing to memory
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.String()
}

func openXML(mainType, mainPart string, more ...part) string {
	return archive(append([]part{
		{"[Content_Types].xml", `<Types><Override PartName="/` + mainPart + `" ContentType="application/` + mainType + `.main+xml"/></Types>`},
		{"_rels/.rels", "<Relationships/>"},
		{mainPart, "<document>Minutes</document>"},
	}, more...)...)
}

const (
	wordType  = "vnd.openxmlformats-officedocument.wordprocessingml.document"
	excelType = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	slideType = "vnd.openxmlformats-officedocument.presentationml.presentation"
)

func openDocument(kind string, more ...part) string {
	return archive(append([]part{
		{"mimetype", "application/vnd.oasis.opendocument." + kind},
		{"content.xml", "<office:document-content/>"},
	}, more...)...)
}

// folders are so many empty parts, as small as an archive can hold them.
func folders(count int) []part {
	all := make([]part, count)
	for i := range all {
		all[i].name = fmt.Sprintf("%x/", i)
	}
	return all
}

// noise is text that doesn't compress, the same at every run.
func noise(bytes int) string {
	source := rand.New(rand.NewPCG(1, 2))
	var out strings.Builder
	for out.Len() < bytes {
		out.WriteByte(byte('a' + source.IntN(26)))
	}
	return out.String()
}
