package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"heed/internal/domain"
)

// ReadRegister reads bodies from CSV with a header row that names each column
// of registerColumns once, in any order. Lists are separated by semicolons,
// days are written 2026-11-23, and a yes or no is "yes" or empty.
//
// Errors are domain.Problems with Row (the header is row 1) and Column, or a
// fault when the reader fails. Path is filled from the body's place.
func ReadRegister(r io.Reader) ([]domain.Body, error) {
	data, err := readText(r, "register")
	if err != nil {
		return nil, err
	}
	table := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	header, err := table.Read()
	if err != nil {
		return nil, domain.Problems{malformed(err, 1)}
	}
	if problems := checkHeader(header); len(problems) > 0 {
		return nil, problems
	}
	reg := register{header: header, rowOf: map[string]int{}}
	reg.readRows(table)
	if err := reg.problems.Err(); err != nil {
		return nil, err
	}
	return reg.bodies, nil
}

// registerColumns is every column of a register, in the order of the seed's.
func registerColumns() []string {
	return []string{"code", "code_scheme", "name", "short_name", "nation", "region", "icb", "icb_name",
		"kind", "subtype", "parent", "sponsors", "successors", "valid_from", "valid_to",
		"patient_care", "no_signatory", "leads", "note", "source"}
}

func malformed(err error, row int) *domain.Problem {
	if errors.Is(err, csv.ErrFieldCount) {
		return bad("register.cells", domain.Args{"Row": row})
	}
	if errors.Is(err, io.EOF) {
		return bad("register.empty", nil)
	}
	return bad("register.malformed", domain.Args{"Row": row})
}

func checkHeader(header []string) domain.Problems {
	var problems domain.Problems
	known := registerColumns()
	for i, name := range header {
		switch {
		case !slices.Contains(known, name):
			problems = append(problems, bad("register.unknown_column", domain.Args{"Row": 1, "Column": excerpt(name)}))
		case slices.Contains(header[:i], name):
			problems = append(problems, bad("register.repeated_column", domain.Args{"Row": 1, "Column": excerpt(name)}))
		}
	}
	for _, name := range known {
		if !slices.Contains(header, name) {
			problems = append(problems, bad("register.missing_column", domain.Args{"Row": 1, "Column": excerpt(name)}))
		}
	}
	return problems
}

// register collects the bodies of one file and what is wrong with them.
type register struct {
	header   []string
	bodies   []domain.Body
	rows     []int          // the row of each body
	rowOf    map[string]int // code -> the row that brought it first
	problems domain.Problems
}

// readRows goes on past a row with too few or too many cells. After it, and
// past a broken quote, references would be judged on half a file: they are not.
func (reg *register) readRows(table *csv.Reader) {
	complete := true
	for row := 2; ; row++ {
		cells, err := table.Read()
		switch {
		case errors.Is(err, io.EOF):
			if complete {
				reg.checkReferences()
			}
			return
		case errors.Is(err, csv.ErrFieldCount):
			complete = false
			reg.problems = append(reg.problems, malformed(err, row))
		case err != nil:
			reg.problems = append(reg.problems, malformed(err, row))
			return
		default:
			reg.add(row, cells)
		}
	}
}

func (reg *register) bad(row int, column, key, value string) {
	reg.problems = append(reg.problems, bad("register."+key, domain.Args{"Row": row, "Column": column, "Value": excerpt(value)}))
}

func (reg *register) add(row int, cells []string) {
	line := registerRow{reg: reg, row: row, cells: map[string]string{}}
	for i, name := range reg.header {
		line.cells[name] = strings.TrimSpace(cells[i])
	}
	body := line.body()
	if first, taken := reg.rowOf[body.Code]; taken {
		reg.problems = append(reg.problems, bad("register.duplicate_code",
			domain.Args{"Row": row, "Column": "code", "Value": body.Code, "First": first}))
	} else {
		reg.rowOf[body.Code] = row
	}
	reg.bodies, reg.rows = append(reg.bodies, body), append(reg.rows, row)
}

// checkReferences runs last, since a body may name one of a later row.
func (reg *register) checkReferences() {
	for i, b := range reg.bodies {
		refer := func(column string, codes ...string) {
			for _, code := range codes {
				if _, known := reg.rowOf[code]; code != "" && (!known || code == b.Code) {
					reg.bad(reg.rows[i], column, "unknown_body", code)
				}
			}
		}
		refer("parent", b.Parent)
		refer("sponsors", b.Sponsors...)
		refer("successors", b.Successors...)
	}
}

// registerRow reads one row's cells.
type registerRow struct {
	reg   *register
	row   int
	cells map[string]string
}

func (r registerRow) body() domain.Body {
	b := domain.Body{
		Code:        r.code(),
		CodeScheme:  oneOf(r, "code_scheme", []string{"ods", "gss", "ukprn", "own"}),
		Name:        r.required("name"),
		ShortName:   r.required("short_name"),
		Nation:      oneOf(r, "nation", domain.Nations()),
		Region:      r.cells["region"],
		ICB:         r.cells["icb"],
		ICBName:     r.cells["icb_name"],
		Kind:        oneOf(r, "kind", domain.BodyKinds()),
		Subtype:     r.cells["subtype"],
		Parent:      r.cells["parent"],
		Sponsors:    r.list("sponsors"),
		Successors:  r.list("successors"),
		ValidFrom:   r.day("valid_from"),
		ValidTo:     r.day("valid_to"),
		PatientCare: r.yes("patient_care"),
		NoSignatory: r.yes("no_signatory"),
		Leads:       r.yes("leads"),
		Note:        r.cells["note"],
		Source:      r.required("source"),
	}
	r.checkPlace(b)
	if !b.ValidFrom.IsZero() && !b.ValidTo.IsZero() && b.ValidTo < b.ValidFrom {
		r.reg.bad(r.row, "valid_to", "dates_reversed", string(b.ValidTo))
	}
	if b.ValidTo.IsZero() && len(b.Successors) > 0 {
		r.reg.bad(r.row, "successors", "successor_of_current", r.cells["successors"])
	}
	b.Path = domain.PathFor(b)
	return b
}

// checkPlace keeps what becomes a part of a path free of what would split it.
func (r registerRow) checkPlace(b domain.Body) {
	if b.Region != "" && (b.Nation != domain.England || !areaPattern.MatchString(b.Region)) {
		r.reg.bad(r.row, "region", "bad_region", b.Region)
	}
	if (b.ICB == "") != (b.ICBName == "") {
		r.reg.bad(r.row, "icb_name", "half_icb", b.ICBName)
	}
}

var (
	codePattern = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)
	areaPattern = regexp.MustCompile(`^[A-Za-z]+( [A-Za-z]+)*$`)
)

func (r registerRow) code() string {
	code := r.required("code")
	if code != "" && !codePattern.MatchString(code) {
		r.reg.bad(r.row, "code", "bad_code", code)
	}
	return code
}

func (r registerRow) required(column string) string {
	if r.cells[column] == "" {
		r.reg.bad(r.row, column, "missing", "")
	}
	return r.cells[column]
}

func oneOf[T ~string](r registerRow, column string, allowed []T) T {
	value := T(r.cells[column])
	if !slices.Contains(allowed, value) {
		r.reg.bad(r.row, column, "unknown_"+column, string(value))
	}
	return value
}

func (r registerRow) list(column string) []string {
	var codes []string
	for code := range strings.SplitSeq(r.cells[column], ";") {
		if code = strings.TrimSpace(code); code != "" {
			codes = append(codes, code)
		}
	}
	return codes
}

func (r registerRow) day(column string) domain.Day {
	text := r.cells[column]
	if text == "" {
		return ""
	}
	day, err := domain.ParseDay(text)
	if err != nil {
		r.reg.bad(r.row, column, "bad_day", text)
	}
	return day
}

func (r registerRow) yes(column string) bool {
	if value := r.cells[column]; value != "" && value != "yes" {
		r.reg.bad(r.row, column, "not_yes", value)
	}
	return r.cells[column] == "yes"
}
