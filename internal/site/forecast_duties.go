package site

import (
	"slices"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/store"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// What a list of forecasts can be narrowed to.
const (
	showClaimed  = "claimed"
	showMoved    = "moved"
	showNever    = "never"
	showNotBegun = "not_begun"
)

// forecastDuties lists the duties behind a forecast: when each may be claimed,
// its dates, and how often and why they moved (R14).
func (s *Site) forecastDuties(r *request) error {
	f, none, err := r.lookAhead()
	if err != nil {
		return err
	}
	c, err := findCell(f.picture, r.cut(), r.Param("rec"), r.Param("nation"))
	if err != nil {
		return err
	}
	title := r.words.T("forecast_duties.title", domain.Args{"Rec": recTitle(r.words, c.rec), "Nation": nationTitle(r.words, c.nation)})
	v := r.viewBelow(ui.Crumb{Text: r.words.T("forecast.title"), Href: "/forecast"})
	switch {
	case none != nil:
		return r.page(page.Forecast(v, page.ForecastPage{None: none}))
	case f.Forecast == nil:
		return r.working(v, title)
	}
	filter := view.Filter{Nation: c.nation}
	if c.rec != nil {
		filter.Rec = c.rec.No
	}
	show := showField(r)
	rows := slices.DeleteFunc(f.Duties(f.ahead, filter), func(d view.ForecastDuty) bool { return !shows(d, show.Show.Value) })
	if as, file := r.tableAs(); file {
		return r.sendTable(as, forecastDutiesTable(rows), f.Day())
	}
	p := page.ForecastDutiesPage{
		Title: title, Day: f.Day(), Fields: show, Action: forecastHref(c.rec, c.nation), Count: len(rows), EveryRec: c.rec == nil,
		Reasons: show.Show.Value == showMoved,
	}
	shown, pages := paged(r, rows)
	reasons, err := r.slipReasons(shown, p.Reasons)
	if err != nil {
		return err
	}
	p.Pages = pages
	for _, d := range shown {
		p.Rows = append(p.Rows, r.forecastDuty(f.Forecast, d, reasons))
	}
	v.Wide = true
	return r.page(page.ForecastDuties(v, p))
}

func showField(r *request) page.ForecastDutiesFields {
	w := r.words
	f := r.filter()
	list := []form.Option{{Label: w.T("behind.filter.all")}}
	for _, value := range []string{showClaimed, showMoved, showNotBegun, showNever} {
		list = append(list, form.Option{Value: value, Label: w.T("forecast_duties.show." + value)})
	}
	return page.ForecastDutiesFields{Form: f, Show: f.Choice("show", form.Ask{Label: w.T("forecast_duties.show")}, list)}
}

func shows(d view.ForecastDuty, what string) bool {
	switch what {
	case showClaimed:
		return d.Done
	case showMoved:
		return d.Duty.State.Slips > 0
	case showNever:
		return d.Why != ""
	case showNotBegun:
		return !d.Done && d.Duty.NotBegun()
	}
	return true
}

// slipReasons are the versions in which the rows' dates moved, for the reasons
// that they give.
func (r *request) slipReasons(rows []view.ForecastDuty, wanted bool) (map[store.VersionKey]domain.Version, error) {
	var keys []store.VersionKey
	for _, d := range rows {
		for _, m := range d.Moves {
			keys = append(keys, store.VersionKey{DutyID: d.Duty.ID, No: m.Version})
		}
	}
	if !wanted || len(keys) == 0 {
		return nil, nil
	}
	return r.site.Reader.Versions(r.ctx(), r.seeing(false), keys)
}

func (r *request) forecastDuty(f *view.Forecast, d view.ForecastDuty, reasons map[store.VersionKey]domain.Version) page.ForecastDutyRow {
	w, s := r.words, d.Duty.State
	row := page.ForecastDutyRow{DutyRow: dutyRow(w, d.Row), When: dutyWhen(w, f, d), First: dayOrNone(w, s.FirstTarget), Present: dayOrNone(w, s.Target)}
	if s.Slips > 0 {
		row.Moved = w.N("forecast_duties.moved", s.Slips)
	}
	if !d.Done && d.Duty.NotBegun() {
		row.NotBegun = w.T("forecast_duties.not_begun", domain.Args{"Day": s.ResponseAt})
	}
	for _, m := range d.Moves {
		move := page.DateMove{Text: w.T("forecast_duties.move", domain.Args{"On": m.On, "From": dayOrNone(w, m.From), "To": m.To})}
		if v, there := reasons[store.VersionKey{DutyID: d.Duty.ID, No: m.Version}]; there && v.Content.SlipReason != "" {
			move.Reason = v.Content.SlipReason
		} else {
			move.Reason = w.T("forecast_duties.no_reason")
		}
		row.Moves = append(row.Moves, move)
	}
	return row
}

// dutyWhen is what is forecast of one duty in words.
func dutyWhen(w *words.Words, f *view.Forecast, d view.ForecastDuty) []string {
	if d.Why != "" {
		return []string{w.T("forecast.never." + string(d.Why))}
	}
	return whenLines(w, d.When, string(f.Day().AddMonths(12 * view.HorizonYears))[:4])
}
