package site

import (
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/graph"
	"heed/internal/view"
)

// The tables of the overview's pages as files. Columns are the record's own
// words and keys, which stay, rather than the pages', which are for reading.

// cellColumns are how many duties stand under each word.
func cellColumns() []string {
	columns := []string{"owed"}
	for _, word := range domain.PositionWords() {
		columns = append(columns, string(word))
	}
	return append(columns, "unreleased", "also_silent", "overdue", "waiting")
}

func cellValues(c domain.Cell, owed int) []any {
	values := []any{owed}
	for _, word := range domain.PositionWords() {
		values = append(values, c.Of(word))
	}
	return append(values, max(0, owed-c.Owed()), c.SilentToo, c.Overdue, c.Waiting)
}

// integratedTable has a row for each recommendation in each nation.
func integratedTable(whole *view.Integrated) exchange.Table {
	t := exchange.Table{Name: "integrated", Columns: append([]string{"recommendation", "title", "nation", "source", "released_on"}, cellColumns()...)}
	for _, row := range whole.Rows {
		for i, c := range whole.Columns {
			released := domain.Day("")
			if c.Source == view.Released {
				released = c.Day
			}
			line := []any{row.Rec.No, row.Rec.Short, string(c.Nation), string(c.Source), released}
			t.Rows = append(t.Rows, append(line, cellValues(row.Cells[i], row.Owes[i])...))
		}
	}
	return t
}

// dutiesTable has a row for each duty.
func dutiesTable(name string, rows []view.Row) exchange.Table {
	t := exchange.Table{Name: name, Columns: []string{
		"body", "body_name", "nation", "recommendation", "title", "position", "released_on", "response", "reported_status", "first_target", "target",
		"slips", "days_overdue", "grade", "assurance", "closure", "waits_on", "stranded_by", "duties_behind", "bodies_behind",
	}}
	for _, row := range rows {
		line := []any{row.Body.Code, row.Body.Name, string(row.Body.Nation), row.Rec.No, row.Rec.Short, string(row.Word), row.Released}
		if row.Duty == nil {
			line = append(line, "", "", domain.Day(""), domain.Day(""), "", "", "", "", "", "", "", "", "")
		} else {
			s := row.Duty.State
			line = append(line, string(s.Response), string(s.Status), s.FirstTarget, s.Target, s.Slips, row.Standing.DaysPast, string(s.Grade),
				string(s.Assurance), string(s.Closure), tieKeys(row.Waits), tieKeys(row.Stranded), row.Behind.All, row.Behind.AllBodies)
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

// tieKeys are upstream duties by their keys: "UKG/3;share 6-4-informs".
func tieKeys(ties []view.Tie) string {
	var keys []string
	for _, t := range ties {
		if t.Upstream != nil {
			keys = append(keys, dutyKey(t.Upstream.Key))
		} else {
			keys = append(keys, "share "+t.Dependency.Key)
		}
	}
	return strings.Join(keys, ";")
}

func dutyKey(k domain.DutyKey) string { return k.Body + "/" + strconv.Itoa(k.Rec) }

// heatmapTable has a row for each body, with a column for each recommendation.
func heatmapTable(h view.Heatmap) exchange.Table {
	t := exchange.Table{Name: "heatmap", Columns: []string{"body", "body_name", "nation", "region", "kind"}}
	for _, rec := range h.Recs {
		t.Columns = append(t.Columns, "recommendation_"+rec.Key())
	}
	for _, row := range h.Rows {
		line := []any{row.Body.Code, row.Body.Name, string(row.Body.Nation), row.Body.Region, string(row.Body.Kind)}
		for _, c := range row.Cells {
			line = append(line, string(c.Word))
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

// dependenciesTable has a row for each dependency.
func dependenciesTable(rows []view.DependencyRow) exchange.Table {
	t := exchange.Table{Name: "dependencies", Columns: []string{"key", "from", "to", "kind", "scope", "basis", "requirement"}}
	for _, b := range graph.Bearings() {
		t.Columns = append(t.Columns, string(b))
	}
	t.Columns = append(t.Columns, "ahead")
	for _, row := range rows {
		basis := "inferred"
		if row.Dependency.Stated {
			basis = "stated"
		}
		line := []any{row.Dependency.Key, row.From.No, row.To.No, string(row.Dependency.Kind), string(row.Dependency.Scope), basis, row.Dependency.Requirement}
		for _, b := range graph.Bearings() {
			line = append(line, row.Of(b))
		}
		t.Rows = append(t.Rows, append(line, row.Ahead))
	}
	return t
}

// packageRows has a row for each part of the package: a nation, an aim or a body.
func packageRows(name string, parts []view.PackageRow) exchange.Table {
	t := exchange.Table{Name: name, Columns: []string{"part", "key", "name"}}
	for _, h := range graph.HoldWords() {
		t.Columns = append(t.Columns, string(h))
	}
	t.Columns = append(t.Columns, "all", "weakest_link", "weakest_missing", "weakest_of")
	for _, p := range parts {
		var line []any
		switch {
		case p.Body != nil:
			line = []any{"body", p.Body.Code, p.Body.Name}
		case p.Aim != nil:
			line = []any{"aim", p.Aim.Key, p.Aim.Name}
		default:
			line = []any{"nation", string(p.Nation), ""}
		}
		for _, h := range graph.HoldWords() {
			line = append(line, p.Of(h))
		}
		line = append(line, p.Edges)
		if p.Weakest == nil {
			line = append(line, "", 0, 0)
		} else {
			line = append(line, p.Weakest.Dependency.Key, p.Weakest.Failing, p.Weakest.Of)
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

// edgesTable has a row for each dependency at each duty.
func edgesTable(rows []view.EdgeRow) exchange.Table {
	t := exchange.Table{Name: "package_edges", Columns: []string{"body", "body_name", "nation", "recommendation", "dependency", "kind", "hold", "missing"}}
	for _, row := range rows {
		b := row.Duty.Body
		t.Rows = append(t.Rows, []any{
			b.Code, b.Name, string(b.Nation), row.Duty.Rec.No, row.Dependency.Key, string(row.Dependency.Kind), string(row.Hold), tieKeys(row.Lacking),
		})
	}
	return t
}

// holdUpsTable has a row for each unfinished duty that others wait on.
func holdUpsTable(all []view.HoldUp) exchange.Table {
	t := exchange.Table{Name: "hold_ups", Columns: []string{
		"body", "body_name", "nation", "recommendation", "title", "position", "owner", "target", "days_overdue", "waiting_since",
		"duties_directly", "duties_in_all", "bodies_in_all",
	}}
	for _, n := range domain.Nations() {
		t.Columns = append(t.Columns, "behind_"+string(n))
	}
	for _, h := range all {
		line := []any{h.Body.Code, h.Body.Name, string(h.Body.Nation), h.Rec.No, h.Rec.Short, string(h.Word), h.Owner, h.Target, h.Late, h.Since,
			h.Behind.Direct, h.Behind.All, h.Behind.AllBodies}
		for _, n := range domain.Nations() {
			line = append(line, h.ByNation[n])
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}
