package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	ods "github.com/fwilhe2/rechenbrett"
	"github.com/xuri/excelize/v2"

	"heed/internal/domain"
)

// Table is a table of a page as a file. Columns are names that stay: a new
// column comes last, and none is ever renamed, since people's own sheets and
// programs go by them.
type Table struct {
	Name    string // of the file, without its ending, and of the sheet
	Columns []string
	Rows    [][]any // of string, int, domain.Day; one value for each column
}

// Format is a kind of file that a table can be had as.
type Format string

// The formats. OpenDocument is called so on pages, since ODS is also the NHS's
// code system (R18).
const (
	CSV          Format = "csv"
	XLSX         Format = "xlsx"
	OpenDocument Format = "ods"
)

// Formats is every format, in the order of pages.
func Formats() []Format { return []Format{CSV, XLSX, OpenDocument} }

// Known says that the format is one of them.
func (f Format) Known() bool { return slices.Contains(Formats(), f) }

// MediaType is what a browser is told of the file.
func (f Format) MediaType() string {
	switch f {
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case OpenDocument:
		return "application/vnd.oasis.opendocument.spreadsheet"
	}
	return "text/csv; charset=utf-8"
}

// Write is the table as a file of a format.
func (t Table) Write(f Format) ([]byte, error) {
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return nil, fmt.Errorf("exchange: row %d of %s has %d values for %d columns", i+1, t.Name, len(row), len(t.Columns))
		}
	}
	switch f {
	case CSV:
		return t.csv()
	case XLSX:
		return t.xlsx()
	case OpenDocument:
		return t.openDocument(), nil
	}
	return nil, fmt.Errorf("exchange: no format %q", f)
}

// csv is UTF-8 with a byte order mark, without which spreadsheets take the
// letters for another alphabet's.
func (t Table) csv() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	lines := [][]string{t.Columns}
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = plain(v)
		}
		lines = append(lines, line)
	}
	err := w.WriteAll(lines)
	return b.Bytes(), err
}

// plain is a value as text. A text that a spreadsheet would run as a formula is
// told that it is a text: what bodies type is never to be trusted.
func plain(value any) string {
	switch v := value.(type) {
	case int:
		return strconv.Itoa(v)
	case domain.Day:
		return string(v)
	}
	text := fmt.Sprint(value)
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// xlsx keeps numbers as numbers and days as days of the calendar.
func (t Table) xlsx() (content []byte, err error) {
	f := excelize.NewFile()
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	sheet := sheetName(t.Name)
	if err = f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return nil, err
	}
	stream, err := f.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return nil, err
	}
	if err := stream.SetRow("A1", anyOf(t.Columns)); err != nil {
		return nil, err
	}
	for i, row := range t.Rows {
		cells := make([]any, len(row))
		for at, value := range row {
			cells[at] = value
			if d, isDay := value.(domain.Day); isDay {
				cells[at] = nil
				if midnight, err := time.Parse(time.DateOnly, string(d)); err == nil { // in no zone: a day, not an instant
					cells[at] = excelize.Cell{StyleID: day, Value: midnight}
				}
			}
		}
		if err := stream.SetRow("A"+strconv.Itoa(i+2), cells); err != nil {
			return nil, err
		}
	}
	if err := stream.Flush(); err != nil {
		return nil, err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func anyOf(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

// sheetName is a name that both kinds of workbook take.
func sheetName(name string) string {
	const most = 31
	return name[:min(most, len(name))]
}

func (t Table) openDocument() []byte {
	cells := make([][]ods.Cell, 0, len(t.Rows)+1)
	head := make([]ods.Cell, len(t.Columns))
	for i, name := range t.Columns {
		head[i] = ods.MakeCell(name, "string")
	}
	cells = append(cells, head)
	for _, row := range t.Rows {
		line := make([]ods.Cell, len(row))
		for i, value := range row {
			line[i] = openDocumentCell(value)
		}
		cells = append(cells, line)
	}
	sheet := ods.MakeSpreadsheet(cells)
	sheet.Tables[0].Name = sheetName(t.Name)
	return ods.MakeOds(sheet).Bytes()
}

func openDocumentCell(value any) ods.Cell {
	switch v := value.(type) {
	case int:
		return ods.MakeCell(strconv.Itoa(v), "float")
	case domain.Day:
		if !v.IsZero() {
			return ods.MakeCell(string(v), "date")
		}
		return ods.MakeCell("", "string")
	}
	return ods.MakeCell(fmt.Sprint(value), "string")
}
