package site

import (
	"strings"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/view"
)

// outlookColumns are what is forecast of some duties. A month beyond the horizon is
// empty; the share says how likely it is within it.
func outlookColumns() []string {
	return []string{
		"duties", "claimed", "never", "in_two_years_low", "in_two_years_middle", "in_two_years_high", "three_in_four_p50", "three_in_four_p80",
		"all_p50", "all_p80", "all_within_horizon", "latest_first_target", "latest_target", "undated", "duties_moved", "slips",
	}
}

func outlookValues(o view.Outlook) []any {
	never := 0
	for _, n := range o.Never {
		never += n
	}
	soon := o.InTwoYears()
	return []any{
		o.Size, o.Came, never, soon.Low, soon.Middle, soon.High, o.Most.P50, o.Most.P80, o.All.P50, o.All.P80, o.All.Within,
		o.First, o.Present, o.Undated, o.Moved, o.Slips,
	}
}

// forecastTable has a row for each recommendation in each nation whose duties the
// visitor sees whole, where anybody owes it.
func forecastTable(found *view.Foresight) exchange.Table {
	t := exchange.Table{Name: "forecast", Columns: append([]string{"recommendation", "title", "nation"}, outlookColumns()...)}
	for _, row := range found.Rows {
		for i, nation := range found.Nations {
			if o := row.Cells[i]; o.Size > 0 {
				t.Rows = append(t.Rows, append([]any{row.Rec.No, row.Rec.Short, string(nation)}, outlookValues(o)...))
			}
		}
	}
	return t
}

// forecastDutiesTable has a row for each duty.
func forecastDutiesTable(rows []view.ForecastDuty) exchange.Table {
	t := exchange.Table{Name: "forecast-duties", Columns: []string{
		"body", "body_name", "nation", "recommendation", "title", "claimed", "p50", "p80", "within_horizon", "never", "first_target", "target", "slips",
	}}
	for _, d := range rows {
		s := d.Duty.State
		t.Rows = append(t.Rows, []any{
			d.Body.Code, d.Body.Name, string(d.Body.Nation), d.Rec.No, d.Rec.Short, d.Done, d.P50, d.P80, d.Within, string(d.Why), s.FirstTarget, s.Target, s.Slips,
		})
	}
	return t
}

// bodiesFile has a row for each body of the register, which is public.
func bodiesFile(bodies []domain.Body) exchange.Table {
	t := exchange.Table{Name: "bodies", Columns: []string{
		"code", "code_scheme", "name", "short_name", "nation", "region", "icb", "kind", "subtype", "parent", "sponsors", "successors", "valid_from", "valid_to",
	}}
	for _, b := range bodies {
		t.Rows = append(t.Rows, []any{
			b.Code, b.CodeScheme, b.Name, b.ShortName, string(b.Nation), b.Region, b.ICB, string(b.Kind), b.Subtype, b.Parent,
			strings.Join(b.Sponsors, ";"), strings.Join(b.Successors, ";"), b.ValidFrom, b.ValidTo,
		})
	}
	return t
}

// checkResultsTable has a row for each recommendation of an issued spot check, and
// one with none for all together. Shares are of one, with their 95 % ranges.
func checkResultsTable(results []domain.CheckResult) exchange.Table {
	t := exchange.Table{Name: "spot-check", Columns: []string{"recommendation", "estimator", "owed", "claimed", "checked", "upheld", "no_answer"}}
	for _, share := range []string{"upheld_of_claims", "upheld_of_answered", "implemented_of_owed"} {
		t.Columns = append(t.Columns, share, share+"_low", share+"_high")
	}
	for _, one := range results {
		line := []any{one.Rec, one.Estimator, one.Owed, one.Claimed, one.Checked, one.Upheld, one.Unanswered}
		if one.Rec == 0 {
			line[0] = ""
		}
		for _, s := range []domain.CheckShare{one.Claims, one.Answered, one.Implemented} {
			if s.Known {
				line = append(line, s.Share, s.Low, s.High)
			} else {
				line = append(line, "", "", "")
			}
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}
