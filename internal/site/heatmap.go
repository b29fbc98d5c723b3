package site

import (
	"slices"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// heatmap is every body by every recommendation.
func (s *Site) heatmap(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	fields := heatmapFields(r, picture.Choices(r.cut()))
	filter := heatmapFilter(fields)
	heat := picture.Heatmap(r.cut(), filter)
	if f, file := r.tableAs(); file {
		return r.sendTable(f, heatmapTable(heat), picture.Day)
	}
	p := page.HeatmapPage{Day: picture.Day, Fields: fields, Unseen: unseen(r, picture, filter), Heatmap: heatTable(r.words, s.Report, heat)}
	p.Bodies = len(p.Heatmap.Rows)
	p.Heatmap.Caption = r.words.N("heatmap.caption", p.Bodies)
	v := r.view()
	v.Wide = true
	return r.page(page.Heatmap(v, p))
}

func heatmapFields(r *request, c view.Choices) page.HeatmapFields {
	w := r.words
	f := r.filter()
	return page.HeatmapFields{
		Form: f, Nation: r.oneOf(f, "nation", "heatmap.nation", options(w, "nation", c.Nations)),
		Region: r.oneOf(f, "region", "heatmap.region", regionOptions(r.words, c)), ICB: r.oneOf(f, "icb", "heatmap.icb", boardOptions(c)),
		Kind: r.oneOf(f, "kind", "heatmap.kind", options(w, "body_kind", c.Kinds)), Theme: r.oneOf(f, "theme", "heatmap.theme", themeOptions(c)),
		Word:   r.oneOf(f, "word", "heatmap.word", options(w, "position", domain.PositionWords())),
		Status: r.oneOf(f, "status", "heatmap.status", options(w, "status", domain.Statuses())),
	}
}

func heatmapFilter(f page.HeatmapFields) view.Filter {
	theme, _ := strconv.Atoi(f.Theme.Value) // one of the options, or none
	return view.Filter{
		Nation: domain.Nation(f.Nation.Value), Region: f.Region.Value, ICB: f.ICB.Value, Kind: domain.BodyKind(f.Kind.Value),
		Theme: theme, Word: domain.Word(f.Word.Value), Status: domain.Status(f.Status.Value),
	}
}

// unseen says of which nations nothing is shown, though the filter would take them.
func unseen(r *request, p *view.Picture, f view.Filter) []string {
	var lines []string
	if f.Region != "" || f.ICB != "" {
		return nil // places of England alone
	}
	for _, c := range p.Integrated(r.cut()).Columns {
		if c.Source == view.NotReleased && (f.Nation == "" || f.Nation == c.Nation) {
			lines = append(lines, r.words.N("heatmap.unreleased", c.Owed, domain.Args{"Nation": r.words.Word("nation", string(c.Nation))}))
		}
	}
	return lines
}

// heatTable is the heatmap with its addresses. A body of which no word is known
// is left out.
func heatTable(w *words.Words, report string, heat view.Heatmap) ui.Heatmap {
	h := ui.Heatmap{ID: "heatmap", Corner: w.T("heatmap.corner"), Rows: make([]ui.HeatRow, 0, len(heat.Rows))}
	for _, rec := range heat.Recs {
		h.Columns = append(h.Columns, ui.HeatColumn{Text: rec.Key(), Name: rec.Short, Href: recHref(rec.No), Key: rec.Key()})
	}
	also := alsoTexts(w)
	for _, row := range heat.Rows {
		if slices.ContainsFunc(row.Cells, func(c view.HeatCell) bool { return c.Word != "" }) {
			h.Rows = append(h.Rows, heatRow(report, row, also))
		}
	}
	return h
}

func heatRow(report string, row view.HeatRow, also [16]string) ui.HeatRow {
	href := bodyHref(row.Body.Code)
	line := ui.HeatRow{Text: row.Body.Name, Href: href, Base: href + "/" + report + "/", Cells: make([]ui.Heat, len(row.Cells))}
	for i, c := range row.Cells {
		line.Cells[i] = ui.Heat{Position: c.Word, Also: also[alsoOf(c)]}
		if c.Word != "" && !c.Live {
			line.Base = href + "#rec-" // only the body's page shows what was released
		}
	}
	return line
}

// alsoOf numbers what stands beside a cell's word.
func alsoOf(c view.HeatCell) int {
	no := 0
	for i, stands := range []bool{c.Overdue, c.Stranded, c.Waiting, c.Silent && c.Word != domain.WordSilent} {
		if stands {
			no |= 1 << i
		}
	}
	return no
}

// alsoTexts is every sentence that alsoOf can number: four thousand cells
// share sixteen.
func alsoTexts(w *words.Words) [16]string {
	parts := []string{w.T("heatmap.also.overdue"), w.T("heatmap.also.stranded"), w.T("heatmap.also.waiting"), w.T("heatmap.also.silent")}
	var texts [16]string
	for no := range texts {
		var stand []string
		for i, part := range parts {
			if no&(1<<i) != 0 {
				stand = append(stand, part)
			}
		}
		texts[no] = strings.Join(stand, ", ")
	}
	return texts
}
