package site_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// sent is a file that goes up with a form.
type sent struct{ name, content string }

// uploads sends a form with several files beside its fields.
func (w *world) uploads(as, path string, together []sent, fields ...string) *page {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(fields); i += 2 {
		require.NoError(w.t, form.WriteField(fields[i], fields[i+1]))
	}
	for _, f := range together {
		file, err := form.CreateFormFile("file", f.name)
		require.NoError(w.t, err)
		_, err = file.Write([]byte(f.content))
		require.NoError(w.t, err)
	}
	require.NoError(w.t, form.Close())
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return w.read(as+" POST "+path, w.do(as, r))
}

func aPeriod(fields ...string) []string {
	return append(fields, "from-day", "1", "from-month", "1", "from-year", "2026", "to-day", "31", "to-month", "10", "to-year", "2026")
}

func TestOfSeveralFilesThePageSaysWhichAreKeptAndWhichNotAndWhy(t *testing.T) {
	const evidence = "/bodies/RYY/ctr/13/return/evidence?for=13a"
	together := []sent{{"board.txt", "The board agreed."}, {"empty.txt", ""}, {"tool.exe", "MZ\x90\x00"}, {"staff.txt", "The staff agreed."}}
	for name, at := range map[string]struct {
		path, kept string
		fields     []string
	}{
		"in a return":    {evidence, "Kept in your library and added to your draft.", aPeriod("kind", "file", "for", "13a")},
		"in the library": {"/bodies/RYY/evidence/new", "Kept in your library.", aPeriod("kind", "file")},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			before := len(w.library())
			p := w.uploads("reporter", at.path, together, at.fields...)
			require.Equal(t, 422, p.status)
			require.Contains(t, p.text("main"), at.kept)
			require.Equal(t, []string{"board.txt", "staff.txt"}, p.lines("#kept li"))
			refused := p.lines("#not-kept li")
			require.Len(t, refused, 2)
			require.Equal(t, "empty.txt: The file is empty. Choose another", refused[0])
			require.Contains(t, refused[1], "tool.exe: This kind of file can’t be used")
			summary := strings.Join(p.faults(), " ")
			require.Contains(t, summary, "empty.txt: The file is empty", "each fault is in the summary")
			require.Contains(t, summary, "tool.exe: This kind of file")
			require.Len(t, w.library(), before+2, "nothing of the bad ones is stored")
			if at.path == evidence {
				require.Contains(t, w.get("reporter", returnOf("13")).ok().text("main"), "staff.txt", "the good ones are in the draft")
			}
		})
	}
}

func TestAFileBesideAFaultInTheFormIsNamedAsNotKept(t *testing.T) {
	w := newWorld(t)
	before := len(w.library())
	for _, fields := range [][]string{
		{"kind", "file", "for", "13a", "from-month", "month"},
		{"kind", "file", "for", "13a"}, // no period
		{"for", "13a"},                 // not said that it is a file
	} {
		p := w.uploads("reporter", "/bodies/RYY/ctr/13/return/evidence?for=13a", []sent{{"board.txt", "The board agreed."}}, fields...)
		require.Equal(t, 422, p.status)
		require.Equal(t, []string{"board.txt: Put right what is wrong on this page, and choose it again"}, p.lines("#not-kept li"))
		require.Equal(t, 0, p.Find("#kept").Length())
	}
	require.Len(t, w.library(), before)
}

// library is the Trust's evidence.
func (w *world) library() []domain.Evidence {
	w.t.Helper()
	all, err := w.store.Reader().EvidenceOf(w.t.Context(), domain.Scope{All: true}, w.body("RYY").ID)
	require.NoError(w.t, err)
	return all
}

func TestEvidenceForADutyClosedMeanwhileComesBackWithEverythingTyped(t *testing.T) {
	w := newWorld(t)
	before := len(w.library())
	w.put("RYY", 13, func(d *domain.Duty) { d.State.Closure = domain.ClosedNotImplemented })
	p := w.uploads("reporter", "/bodies/RYY/ctr/13/return/evidence?for=13a", []sent{{"board.txt", "The board agreed."}},
		aPeriod("kind", "file", "for", "13a", "title", "Minutes of May")...)
	require.Equal(t, 422, p.status)
	require.Contains(t, p.text(".nhsuk-error-summary"), "This duty is closed")
	require.Equal(t, "Minutes of May", p.Find("#title").AttrOr("value", ""))
	require.Len(t, p.lines("#not-kept li"), 1)
	require.Len(t, w.library(), before)
}

func TestEvidenceIsNotAddedToWhatWasSubmitted(t *testing.T) {
	w := newWorld(t)
	w.get("reporter", "/bodies/RYY/ctr/9/return/evidence").went("/bodies/RYY/ctr/9")
}
