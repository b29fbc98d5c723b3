package site_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// upload sends a form with a file beside its fields.
func (w *world) upload(as, path, name, content string, fields ...string) *page {
	w.t.Helper()
	var together []sent
	if name != "" {
		together = []sent{{name, content}}
	}
	return w.uploads(as, path, together, fields...)
}

func TestTheLibrarySaysWhatRestsOnEachPiece(t *testing.T) {
	w := newWorld(t)
	w.sign(17, w.everythingMet)
	p := w.get("reporter", "/bodies/RYY/evidence").ok()
	require.Contains(t, p.text("#library"), "Our policy")
	require.Contains(t, p.text("#library"), "1 January 2026 to 31 October 2026")
	require.Contains(t, p.text("#library"), "version 1")
	require.Contains(t, p.text("#library"), "Nothing yet", "the minutes are cited nowhere")
	for _, as := range []string{"elsewhere", "reviewer", "assurer", "auditor"} {
		require.Equal(t, 404, w.get(as, "/bodies/RYY/evidence").status, as)
	}
}

func TestEvidenceIsAddedToTheLibrary(t *testing.T) {
	w := newWorld(t)
	const add = "/bodies/RYY/evidence/new"
	period := []string{"from-day", "1", "from-month", "1", "from-year", "2026", "to-day", "31", "to-month", "10", "to-year", "2026"}
	require.Equal(t, []string{"Choose what sort of evidence this is"}, w.upload("reporter", add, "", "").faults())
	p := w.upload("reporter", add, "", "", "kind", "link", "url", "nonsense", "title", "Our page")
	require.Equal(t, 422, p.status)
	require.Equal(t, "Our page", p.Find("input[name=title]").AttrOr("value", ""))
	require.Equal(t, []string{"Choose a file"}, w.upload("reporter", add, "", "", append(period, "kind", "file")...).faults())
	require.Equal(t, 422, w.upload("reporter", add, "empty.txt", "", append(period, "kind", "file")...).status)
	require.Equal(t, 422, w.upload("reporter", add, "tool.exe", "MZ\x90\x00", append(period, "kind", "file")...).status)
	require.Equal(t, 404, w.upload("approver", add, "", "", "kind", "link").status)

	old := w.parameter("id")
	w.upload("reporter", add, "minutes-2.txt", "The board agreed again.", append(period, "kind", "file", "replaces", old)...).went("/bodies/RYY/evidence")
	p = w.get("reporter", "/bodies/RYY/evidence").ok()
	require.Contains(t, p.text("#library"), "minutes-2.txt")
	require.Contains(t, p.text("#library"), "There is a newer copy")
	require.Equal(t, 413, w.upload("reporter", add, "big.txt", string(bytes.Repeat([]byte("a"), 6<<20)), append(period, "kind", "file")...).status)
}

func TestOnlyAFileIsFetched(t *testing.T) {
	w := newWorld(t)
	w.sign(17, w.everythingMet) // rests on a link
	statement, err := w.app.AddEvidence(t.Context(), w.actor("reporter"), app.AddEvidence{
		Body: "RYY", Kind: domain.EvidenceStatement, Title: "Our word", From: "2026-01-01", To: "2026-10-31", Text: "It is so.",
	})
	require.NoError(t, err)
	for _, e := range w.library() {
		want := 404
		if e.Kind == domain.EvidenceFile {
			want = 200
		}
		require.Equal(t, want, w.get("reporter", "/evidence/"+string(e.ID)).status, e.Title)
		if e.Kind == domain.EvidenceLink {
			require.Equal(t, 404, w.get("reviewer", "/evidence/"+string(e.ID)).status, "the version leads there itself")
		}
	}
	require.Equal(t, 404, w.get("reviewer", "/evidence/"+string(statement.ID)).status)
	require.NotZero(t, w.get("reviewer", "/bodies/RYY/ctr/17/review/1").ok().Find("a[href='https://example.org/policy']").Length())
	file := w.get("reporter", "/evidence/"+w.parameter("id")).answer.Header()
	require.Equal(t, "text/plain", file.Get("Content-Type"))
	require.Contains(t, file.Get("Content-Disposition"), "attachment")
}

// A text goes out as it came in, byte by byte, and nothing wrong is said of it.
func TestATextInAnyCharactersIsDownloadedAsItIs(t *testing.T) {
	for name, content := range map[string]string{
		"utf8.txt": "Caf\u00e9", "latin1.txt": "Caf\xe9 at the board", "utf16.txt": "\xff\xfeC\x00a\x00f\x00\xe9\x00", "latin1.csv": "name,post\nZo\xeb,nurse\n",
	} {
		w := newWorld(t)
		w.uploads("reporter", "/bodies/RYY/evidence/new", []sent{{name, content}}, aPeriod("kind", "file", "title", "Minutes")...).went("/bodies/RYY/evidence")
		all := w.library()
		got := w.get("reporter", "/evidence/"+string(all[len(all)-1].ID)).answer
		require.NotContains(t, got.Header().Get("Content-Type"), "charset", name)
		require.Contains(t, got.Header().Get("Content-Disposition"), "attachment", name)
		require.Equal(t, content, got.Body.String(), name)
	}
}
