package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

const evidencePath = mentorsPath + "/return/evidence"

// filing opens the form for evidence of 9a and fills it for a file.
func (v *visitor) filing() *sheet {
	v.t.Helper()
	f := v.open(evidencePath+"?for=9a").form("/evidence").set("for", "9a").set("kind", string(domain.EvidenceFile))
	return f.set("title", "Minutes of the board").day("from", "1", "4", "2026").day("to", "30", "9", "2026")
}

// pdf is a whole PDF file of one empty page and a title that makes it its own.
func pdf(title string) []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
		"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n" +
		"4 0 obj<</Title(" + title + ")>>endobj\ntrailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n")
}

// library is the titles of the Trust's evidence, and stored the files on the disk.
func (p *product) library() (titles []string) {
	p.t.Helper()
	body, err := p.store.Reader().BodyByCode(p.t.Context(), trust)
	require.NoError(p.t, err)
	pieces, err := p.store.Reader().EvidenceOf(p.t.Context(), domain.Scope{All: true}, body.ID)
	require.NoError(p.t, err)
	for _, e := range pieces {
		titles = append(titles, e.Title)
	}
	return titles
}

func (p *product) stored() (paths []string) {
	p.t.Helper()
	require.NoError(p.t, filepath.WalkDir(p.files, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			paths = append(paths, path)
		}
		return err
	}))
	return paths
}

// keptNothing requires that an upload left no trace.
func (p *product) keptNothing(head int64) {
	p.t.Helper()
	require.Empty(p.t, p.library())
	require.Empty(p.t, p.stored())
	require.Equal(p.t, head, p.head())
}

func TestFilesThatAreNotTaken(t *testing.T) {
	p := newProduct(t, onSQLite)
	rita := p.visit("rita")
	large := append(pdf("Large"), bytes.Repeat([]byte("x"), maxFile)...)
	cases := map[string]struct {
		name   string
		bytes  []byte
		status int
		reason string
	}{
		"over the limit":             {"large.pdf", large, http.StatusUnprocessableEntity, "1 MB or smaller"},
		"empty":                      {"empty.pdf", nil, http.StatusUnprocessableEntity, "empty"},
		"a type outside the list":    {"tool.exe", []byte("MZ\x90\x00"), http.StatusUnprocessableEntity, "pdf, docx"},
		"another type than its name": {"minutes.pdf", []byte("MZ\x90\x00 not a PDF at all"), http.StatusUnprocessableEntity, "pdf, docx"},
		"a path upwards":             {"../../minutes.pdf", pdf("Path"), http.StatusUnprocessableEntity, "name"},
		"a path from the root":       {"/etc/minutes.pdf", pdf("Path"), http.StatusUnprocessableEntity, "name"},
		"a path of Windows":          {`C:\\minutes.pdf`, pdf("Path"), http.StatusUnprocessableEntity, "name"},
	}
	before := p.head()
	for what, c := range cases {
		t.Run(what, func(t *testing.T) {
			form := rita.filing()
			a := rita.send(form.attach("file", c.name, c.bytes))
			require.Equal(t, c.status, a.status, a.gist())
			require.Contains(t, strings.Join(a.faults(), " "), c.reason)
			require.Equal(t, form.values, a.form("/evidence").values, "what was typed comes back")
			p.keptNothing(before)
		})
	}
}

func TestABodyOverTheLimitOfARequest(t *testing.T) {
	p := newProduct(t, onSQLite)
	rita := p.visit("rita")
	form, before := rita.filing(), p.head()
	for range 6 {
		form.attach("file", "large.pdf", append(pdf("Large"), bytes.Repeat([]byte("x"), maxFile)...))
	}
	a := rita.send(form)
	require.Equal(t, http.StatusRequestEntityTooLarge, a.status)
	require.Contains(t, a.text("main"), "A file can be 1 megabyte at most.")
	p.keptNothing(before)
}

// torn reads so many bytes and then breaks off, as a lost connection does.
type torn struct {
	io.Reader
	left int
}

func (b *torn) Read(into []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := b.Reader.Read(into[:min(len(into), b.left)])
	b.left -= n
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func TestABodyThatBreaksOff(t *testing.T) {
	p := newProduct(t, onSQLite)
	rita := p.visit("rita")
	form := rita.filing().attach("file", "minutes.pdf", append(pdf("Torn"), bytes.Repeat([]byte("x"), maxFile/2)...))
	whole, kind := form.parts(t)
	before := p.head()
	for _, share := range []int{1, 10, 50, 99} {
		body := &torn{Reader: bytes.NewReader(whole.Bytes()), left: whole.Len() * share / 100}
		r := rita.request(http.MethodPost, form.action, body)
		r.Header.Set("Content-Type", kind)
		a := rita.do(r)
		require.Equal(t, http.StatusUnprocessableEntity, a.status, "%d %%", share)
		require.Contains(t, strings.Join(a.faults(), " "), "did not arrive whole", "%d %%", share)
		p.keptNothing(before)
	}
}

func TestGoodFilesBesideABadOneStay(t *testing.T) {
	p := newProduct(t, onSQLite)
	rita := p.visit("rita")
	form := rita.filing().set("title", "").attach("file", "one.pdf", pdf("One")).
		attach("file", "empty.pdf", nil).attach("file", "two.pdf", pdf("Two"))
	a := rita.send(form)
	require.Equal(t, http.StatusUnprocessableEntity, a.status)
	require.Contains(t, strings.Join(a.faults(), " "), "empty.pdf", "the message says which file")
	require.ElementsMatch(t, []string{"one.pdf", "two.pdf"}, p.library())
	require.Len(t, p.stored(), 2)
	draft := rita.open(mentorsPath + "/return")
	require.Len(t, draft.form("/return").values["back-9a"], 2, "they are tied to the requirement they were added for")
	require.NotContains(t, draft.text("main"), "empty.pdf")
}

func TestAFaultBesideAFileComesBackWithEverythingTyped(t *testing.T) {
	p := newProduct(t, onSQLite)
	rita := p.visit("rita")
	form, before := rita.filing().day("expires", "31", "2", "2027").attach("file", "one.pdf", pdf("One")), p.head()
	a := rita.send(form)
	require.Equal(t, http.StatusUnprocessableEntity, a.status)
	require.Len(t, a.faults(), 1)
	require.Equal(t, form.values, a.form("/evidence").values)
	p.keptNothing(before)
}
