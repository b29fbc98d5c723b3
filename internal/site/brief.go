package site

import (
	"maps"
	"net/url"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// brief is any part of the report on one page of sentences, each with its
// figure, its day and its rule, and with the tables they are drawn from (R19).
func (s *Site) brief(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	fields, filter := r.slice(picture)
	earlier, err := r.earlier(picture, filter)
	if err != nil {
		return err
	}
	found := picture.Brief(r.cut(), filter)
	if f, file := r.tableAs(); file {
		return r.sendTable(f, briefTable(found), picture.Day)
	}
	w := r.words
	b := briefing{words: w, picture: picture, filter: filter, found: found}
	trends := picture.Trends(r.cut(), filter, earlier)
	p := page.BriefPage{
		Day: picture.Day, Of: sliceName(w, picture, fields), Fields: fields, Groups: b.groups(), Recs: b.recTable(), Sees: found.Live > 0,
		Trend: trendTable(w, picture, filter, trends), Chart: trendChart(w, trends),
	}
	if n := len(earlier); n > 0 {
		p.Since = earlier[n-1].Day
		href := changesHref(r.Request.URL.Query(), p.Since)
		p.Changes, p.All = shiftSentences(w, picture.Changes(r.cut(), filter, earlier[n-1]), href), href("")
	}
	for _, row := range picture.Barriers(r.cut(), filter, nil) {
		if row.Bodies > 0 && len(p.Barriers) < briefBarriers {
			p.Barriers = append(p.Barriers, page.HomeLink{
				Text: w.N("brief.barrier", row.Bodies, domain.Args{"Barrier": row.Barrier.Name}), Href: barrierHref(row.Barrier.Key, b.query()),
			})
		}
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Brief(v, p))
}

// briefBarriers is how many barriers a brief names.
const briefBarriers = 3

// briefing is a brief as it is put into words.
type briefing struct {
	words   *words.Words
	picture *view.Picture
	filter  view.Filter
	found   view.Brief
}

// sliceName says of what part of the report a page is, in the answers chosen.
func sliceName(w *words.Words, p *view.Picture, fields page.SliceFields) string {
	var parts []string
	for _, c := range []*form.Choice{fields.Rec, fields.Nation, fields.Region, fields.ICB, fields.Kind} {
		for _, o := range c.Options {
			if c.Value != "" && o.Value == c.Value {
				parts = append(parts, o.Label)
			}
		}
	}
	if body := fields.Body.Value; body != "" {
		if found, known := bodyNamed(p, body); known {
			body = found.Name
		}
		parts = append(parts, body)
	}
	if len(parts) == 0 {
		return w.T("brief.everything")
	}
	return strings.Join(parts, ", ")
}

// rows is the address of the duties that a sentence counts.
func (b briefing) rows(more ...string) string { return rowsHref(b.picture, b.filter, more...) }

// query is the part of an address that asks for the same part of the report.
func (b briefing) query() url.Values {
	q := sliceQuery(b.filter)
	q.Set("nation", string(b.filter.Nation))
	if b.filter.Rec != 0 {
		q.Set("rec", strconv.Itoa(b.filter.Rec))
	}
	return q
}

// groups are all that is said of the part; none where nothing of it is seen.
func (b briefing) groups() []page.BriefGroup {
	if b.found.Owed == 0 {
		return nil
	}
	groups := []page.BriefGroup{{Lines: b.sentences()}}
	for _, group := range []page.BriefGroup{{Title: "brief.ties", Lines: b.ties()}, {Title: "brief.silent_bodies", Lines: b.silent()}} {
		if group.Title = b.words.T(group.Title); len(group.Lines) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// sentences are what the part comes to, each with its rows and its rule.
func (b briefing) sentences() []page.BriefLine {
	c, total := b.found.Cell, b.found.Cell.Owed()
	lines := []page.BriefLine{{
		Text: b.words.N("brief.owed", b.found.Owed, domain.Args{"Bodies": b.words.N("duty_links.bodies", b.found.Bodies), "Day": b.picture.Day}),
		Href: b.rows(), Rule: "R1",
	}}
	count := func(key string, n int, name, value, rule string, more domain.Args) {
		if n > 0 {
			args := domain.Args{"Owed": total}
			maps.Copy(args, more)
			lines = append(lines, page.BriefLine{Text: b.words.N("brief."+key, n, args), Href: b.rows(name, value), Rule: rule})
		}
	}
	if hidden := b.found.Owed - total; hidden > 0 {
		lines = append(lines, page.BriefLine{Text: b.words.N("brief.unreleased", hidden), Href: b.rows("word", wordUnreleased), Rule: "R4"})
	}
	for _, word := range []domain.Word{domain.WordConfirmed, domain.WordWasConfirmed, domain.WordClaimed, domain.WordSilent} {
		count(string(word), c.Of(word), "word", string(word), "R1", nil)
	}
	count("silent_too", c.SilentToo, "also", alsoEarlier, "R1", nil)
	count("overdue", c.Overdue, "also", alsoOverdue, "R14", nil)
	count("moved", b.found.Moved, "also", alsoMoved, "R14", domain.Args{"Twice": b.found.Twice})
	if oldest := b.found.Oldest; oldest != nil {
		count("not_begun", b.found.NotBegun, "also", alsoNotBegun, "R14", domain.Args{
			"Day": oldest.Duty.State.ResponseAt, "Body": bodyName(oldest.Body), "Rec": recName(oldest.Rec),
		})
	}
	count("waiting", c.Waiting, "also", alsoWaiting, "R6", nil)
	count("stranded", b.found.Stranded, "also", alsoStranded, "R6", nil)
	for _, c := range b.found.Released {
		lines = append(lines, page.BriefLine{
			Text: b.words.T("brief.released", domain.Args{"Nation": b.words.Word("nation", string(c.Nation)), "Day": c.Day}), Rule: "R4",
		})
	}
	return lines
}

// ties are whom the part waits on most, and behind whom in it others wait.
func (b briefing) ties() []page.BriefLine {
	var lines []page.BriefLine
	for _, wait := range b.found.Waits {
		lines = append(lines, page.BriefLine{
			Text: b.words.N("brief.waits_on", len(wait.Duties), domain.Args{
				"Body": bodyName(wait.Upstream.Body), "Rec": recName(wait.Upstream.Rec), "State": strings.Join(upstreamState(b.words, wait.Upstream), ", "),
			}),
			Href: b.rows("behind", dutyKey(wait.Upstream.Key), "direct", "yes"), Rule: "R6",
		})
	}
	for _, h := range b.found.HoldsUp {
		lines = append(lines, page.BriefLine{
			Text: b.words.N("brief.holds_up", h.Behind.All, domain.Args{
				"Body": bodyName(h.Body), "Rec": recName(h.Rec), "Bodies": b.words.N("duty_links.bodies", h.Behind.AllBodies),
			}),
			Href: behindHref("", dutyKey(h.Key), false), Rule: "R6",
		})
	}
	return lines
}

// silent are the bodies that say nothing of most of their duties.
func (b briefing) silent() []page.BriefLine {
	var lines []page.BriefLine
	for _, silent := range b.found.Silent {
		lines = append(lines, page.BriefLine{
			Text: b.words.N("brief.silent_body", silent.N, domain.Args{"Body": silent.Body.Name}), Href: b.silentRows(silent.Body.Code), Rule: "R1",
		})
	}
	return lines
}

// silentRows is the address of a body's silent duties.
func (b briefing) silentRows(body string) string {
	of := b.filter
	of.Body = body
	return rowsHref(b.picture, of, "word", string(domain.WordSilent))
}

func (b briefing) recTable() ui.Table {
	t := wordTable(b.words, "recs", b.words.T("brief.recs"), b.words.T("integrated.recommendation"))
	t.Empty = b.words.T("brief.nothing")
	for _, row := range b.found.Recs {
		line := []ui.Cell{{Text: recName(row.Rec), Href: recHref(row.Rec.No), Header: true}}
		of := b.filter
		of.Rec = row.Rec.No
		t.Rows = append(t.Rows, append(line, wordCells(b.words, row.Cell, cellRows(b.picture, of, row.Owed > row.Cell.Owed()))...))
	}
	return t
}

// cellRows is where the figures of a filter's duties lead; hidden says that of
// some of them nothing was released, which no figure counts.
func cellRows(p *view.Picture, f view.Filter, hidden bool) func(word string) string {
	return func(word string) string {
		if word == "" && hidden {
			word = wordCounted
		}
		return rowsHref(p, f, "word", word)
	}
}

// tableWords are the words that a table of cells names; what stands under others
// is one column, so that each row adds up.
func tableWords() []domain.Word {
	return []domain.Word{domain.WordConfirmed, domain.WordWasConfirmed, domain.WordClaimed, domain.WordReported, domain.WordSilent}
}

// wordTable is an empty table of cells, whose rows are of what first says.
func wordTable(w *words.Words, id, caption, first string) ui.Table {
	t := ui.Table{ID: id, Caption: caption, HideCaption: true, Head: []ui.Cell{{Text: first}, {Text: w.T("changes.owed"), Numeric: true}}}
	for _, word := range tableWords() {
		t.Head = append(t.Head, ui.Cell{Text: w.Word("position", string(word)), Numeric: true})
	}
	t.Head = append(t.Head, ui.Cell{Text: w.T("changes.others"), Numeric: true})
	return t
}

// wordCells are one cell in such a table: all, word by word, and the others, each
// with where its rows are; "" asks for those of all words.
func wordCells(w *words.Words, c domain.Cell, rows func(word string) string) []ui.Cell {
	owed := c.Owed()
	line, others := []ui.Cell{rowsCell(w, owed, rows(""))}, owed
	for _, word := range tableWords() {
		others -= c.Of(word)
		line = append(line, rowsCell(w, c.Of(word), rows(string(word))))
	}
	return append(line, rowsCell(w, others, rows(wordOthers)))
}

// briefTable has a row for each recommendation.
func briefTable(b view.Brief) exchange.Table {
	t := exchange.Table{Name: "brief", Columns: append([]string{"recommendation", "title"}, cellColumns()...)}
	for _, row := range b.Recs {
		t.Rows = append(t.Rows, append([]any{row.Rec.No, row.Rec.Short}, cellValues(row.Cell, row.Cell.Owed())...))
	}
	return t
}
