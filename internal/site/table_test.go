package site_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"heed/internal/domain"
)

// file reads a table that was downloaded as CSV, by column.
func (p *page) file() (columns []string, rows []map[string]string) {
	p.t.Helper()
	require.Equal(p.t, http.StatusOK, p.status, p.what)
	require.Equal(p.t, "text/csv; charset=utf-8", p.answer.Header().Get("Content-Type"))
	require.Contains(p.t, p.answer.Header().Get("Content-Disposition"), "attachment; filename=")
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(p.answer.Body.Bytes(), []byte("\ufeff")))).ReadAll()
	require.NoError(p.t, err)
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return lines[0], rows
}

func TestR1_TheIntegratedViewAsAFileAddsUp(t *testing.T) {
	o := newOverview(t)
	columns, rows := o.get("dhsc", "/integrated?as=csv").file()
	require.Equal(t, []string{"recommendation", "title", "nation", "source", "released_on", "owed", "confirmed"}, columns[:7], "columns keep their names")
	require.Len(t, rows, 17*5)
	for _, row := range rows {
		sum := figure(t, row["unreleased"])
		for _, word := range domain.PositionWords() {
			sum += figure(t, row[string(word)])
		}
		require.Equal(t, figure(t, row["owed"]), sum, "%v", row)
	}
	require.Equal(t, "2026-11-23", rows[0]["as_at"])
}

func TestEveryTableIsToBeHadInEachFormat(t *testing.T) {
	o := newOverview(t)
	for _, path := range []string{
		"/integrated", "/integrated/1/england", "/heatmap", "/graph", "/package", "/package/bodies", "/package/edges", "/hold-ups", "/suppose?rec=3", "/bodies/RJ1", "/barriers", "/package/edges?hold=waiting", "/bodies", "/demand",
	} {
		doc := o.get("dhsc", path).ok()
		links := doc.Find(".heed-downloads a")
		require.Equal(t, 3, links.Length(), "%s: no files", path)
		_, rows := o.get("dhsc", links.First().AttrOr("href", "")).file()
		require.NotEmpty(t, rows, path)
		book := o.get("dhsc", links.Eq(1).AttrOr("href", ""))
		f, err := excelize.OpenReader(bytes.NewReader(book.answer.Body.Bytes()))
		require.NoError(t, err, path)
		cells, err := f.GetRows(f.GetSheetName(0))
		require.NoError(t, err)
		require.Len(t, cells, len(rows)+1, "%s: the same rows in each format", path)
		require.NoError(t, f.Close())
		open := o.get("dhsc", links.Eq(2).AttrOr("href", ""))
		require.Equal(t, "application/vnd.oasis.opendocument.spreadsheet", open.answer.Header().Get("Content-Type"))
		require.Positive(t, open.answer.Body.Len())
	}
}

func TestR4_AFileHoldsNoMoreThanItsPage(t *testing.T) {
	o := newOverview(t)
	_, rows := o.get("scotland", "/package/edges?as=csv").file()
	require.NotEmpty(t, rows)
	require.False(t, slices.ContainsFunc(rows, func(r map[string]string) bool { return r["nation"] != "scotland" }))
	_, rows = o.get("dhsc", "/integrated/9/scotland?as=csv").file()
	for _, row := range rows {
		require.NotEmpty(t, row["released_on"], "what was released, with its day")
		require.Empty(t, row["reported_status"])
	}
	_, rows = o.get("dhsc", "/integrated/all/england?as=csv&word=silent").file()
	require.Equal(t, strconv.Itoa(len(rows))+" duties", strings.ReplaceAll(o.get("dhsc", "/integrated/all/england?word=silent").ok().text("#rows"), ",", ""), "the whole list, not a page of it")
	_, then := o.get("scotland", "/bodies/S08000024?as=csv&as_at=2026-11-22").file()
	_, now := o.get("scotland", "/bodies/S08000024?as=csv").file()
	require.NotEqual(t, then, now, "a file of a past day says what stood then")
	require.Equal(t, "2026-11-22", then[0]["as_at"])
}
