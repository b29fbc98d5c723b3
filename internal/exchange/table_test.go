package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"heed/internal/domain"
	"heed/internal/exchange"
)

func table() exchange.Table {
	return exchange.Table{
		Name: "hold_ups", Columns: []string{"body", "duties", "since"},
		Rows: [][]any{
			{"Guy’s and St Thomas’", 1204, domain.Day("2026-03-31")},
			{"=HYPERLINK(\"http://evil.example\")", 0, domain.Day("")},
			{"<b>&\"quoted\"</b>\nsecond line", -3, domain.Day("2026-10-25")},
		},
	}
}

func TestATableAsCSV(t *testing.T) {
	content, err := table().Write(exchange.CSV)
	require.NoError(t, err)
	rest, marked := bytes.CutPrefix(content, []byte("\ufeff"))
	require.True(t, marked)
	rows, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, [][]string{
		{"body", "duties", "since"},
		{"Guy’s and St Thomas’", "1204", "2026-03-31"},
		{"'=HYPERLINK(\"http://evil.example\")", "0", ""},
		{"<b>&\"quoted\"</b>\nsecond line", "-3", "2026-10-25"},
	}, rows, "what would run as a formula is told that it is a text")
}

func TestATableAsAWorkbook(t *testing.T) {
	content, err := table().Write(exchange.XLSX)
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(content))
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	require.Equal(t, []string{"hold_ups"}, f.GetSheetList())
	rows, err := f.GetRows("hold_ups", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Equal(t, []string{"body", "duties", "since"}, rows[0])
	require.Equal(t, []string{"Guy’s and St Thomas’", "1204", "46112"}, rows[1], "the day as the calendar's number")
	require.Equal(t, "=HYPERLINK(\"http://evil.example\")", rows[2][0])
	formula, err := f.GetCellFormula("hold_ups", "A3")
	require.NoError(t, err)
	require.Empty(t, formula)
	kind, err := f.GetCellType("hold_ups", "B2")
	require.NoError(t, err)
	require.NotEqual(t, excelize.CellTypeInlineString, kind, "a number is a number")
}

func TestATableAsOpenDocument(t *testing.T) {
	content, err := table().Write(exchange.OpenDocument)
	require.NoError(t, err)
	files, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	require.Equal(t, "mimetype", files.File[0].Name)
	sheet, err := files.Open("content.xml")
	require.NoError(t, err)
	text, err := io.ReadAll(sheet)
	require.NoError(t, err)
	for _, part := range []string{`name="hold_ups"`, "Guy’s and St Thomas’", `value="1204"`, `date-value="2026-03-31"`, "=HYPERLINK(&#34;", "&lt;b&gt;&amp;"} {
		require.Contains(t, string(text), part)
	}
	require.NotContains(t, string(text), "formula=")
}

func TestARowThatDoesNotFitItsColumnsIsAFault(t *testing.T) {
	bad := table()
	bad.Rows[1] = bad.Rows[1][:2]
	for _, f := range exchange.Formats() {
		_, err := bad.Write(f)
		require.ErrorContains(t, err, "row 2 of hold_ups")
	}
	_, err := table().Write("pdf")
	require.Error(t, err)
	require.False(t, exchange.Format("pdf").Known())
}
