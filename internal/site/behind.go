package site

import (
	"slices"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// behind lists the duties behind one figure of the integrated view.
func (s *Site) behind(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	c, err := findCell(picture, r.cut(), r.Param("rec"), r.Param("nation"))
	if err != nil {
		return err
	}
	fields := behindFields(r)
	filter := view.Filter{Nation: c.nation}
	fields.PlaceFields = r.place(fields.Form, picture, picture.Choices(r.cut()), &filter)
	if c.rec != nil {
		filter.Rec = c.rec.No
	}
	queue, err := r.queueBehind(picture, &fields)
	if err != nil {
		return err
	}
	rows := slices.DeleteFunc(picture.Bodies(r.cut(), filter), func(row view.Row) bool {
		return !hasWord(row.Word, fields.Word.Value) || !standsAlso(row, fields.Also.Value) || queue != nil && !queue.Has(row.Key, fields.Direct)
	})
	if f, file := r.tableAs(); file {
		return r.sendTable(f, dutiesTable("duties", rows), picture.Day)
	}
	p := page.BehindPage{
		Rec: recTitle(r.words, c.rec), Nation: nationTitle(r.words, c.nation), Fields: fields, Count: len(rows),
		Figures: cell(r.words, c.rec, c.nation, c.counts, c.owes), Action: cellHref(c.rec, c.nation), EveryRec: c.rec == nil,
	}
	if c.rec != nil {
		p.RecHref = recHref(c.rec.No)
	}
	if c.column != nil {
		p.Note = columnNote(r.words, picture, *c.column)
	}
	shown, pages := paged(r, rows)
	p.Pages = pages
	for _, row := range shown {
		line := dutyRow(r.words, row)
		if c.column != nil {
			line.Released = "" // the page says it once
		}
		p.Rows = append(p.Rows, line)
	}
	v := r.viewBelow(ui.Crumb{Text: r.words.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Behind(v, p))
}

// foundCell is the cell of the integrated view that an address names.
type foundCell struct {
	rec    *domain.Recommendation // nil is all
	nation domain.Nation          // "" is all
	column *view.Column           // nil is all
	counts domain.Cell
	owes   int
}

// findCell finds the cell; a recommendation or nation of which the visitor has
// no figures is not found.
func findCell(p *view.Picture, cut view.Cut, rec, nation string) (foundCell, error) {
	whole := p.Integrated(cut)
	c := foundCell{}
	column := slices.IndexFunc(whole.Columns, func(c view.Column) bool { return string(c.Nation) == nation })
	if column < 0 && nation != everything {
		return c, domain.Missing()
	}
	if column >= 0 {
		c.column, c.nation = &whole.Columns[column], whole.Columns[column].Nation
	}
	known := rec == everything
	for _, row := range whole.Rows {
		if rec != everything && row.Rec.Key() != rec {
			continue
		}
		if known = true; rec != everything {
			c.rec = row.Rec
		}
		for i := range whole.Columns {
			if column < 0 || column == i {
				c.owes += row.Owes[i]
				addCell(&c.counts, row.Cells[i])
			}
		}
	}
	if !known {
		return c, domain.Missing()
	}
	return c, nil
}

func addCell(to *domain.Cell, more domain.Cell) {
	if to.Counts == nil {
		to.Counts = map[domain.Word]int{}
	}
	for word, n := range more.Counts {
		to.Counts[word] += n
	}
	to.SilentToo += more.SilentToo
	to.Overdue += more.Overdue
	to.Waiting += more.Waiting
}

// What can stand beside a duty's word.
const (
	alsoOverdue  = "overdue"
	alsoWaiting  = "waiting"
	alsoStranded = "stranded"
	alsoSilent   = "silent"
	alsoMoved    = "moved"
	alsoNotBegun = "not_begun"
	alsoSoon     = "soon"
	alsoExpired  = "expired"
	alsoExpiring = "expiring"
	alsoEarlier  = "earlier"
	alsoSeen     = "seen"
)

// What can be asked of a duty's word, beside one of them.
const (
	wordOthers     = "others"     // none of those that tables name
	wordCounted    = "counted"    // any: how it stands is known
	wordUnreleased = "unreleased" // none: nothing was released
)

// hasWord says that a duty stands as was asked.
func hasWord(word domain.Word, asked string) bool {
	switch asked {
	case "":
		return true
	case wordOthers:
		return word != "" && !slices.Contains(tableWords(), word)
	case wordCounted:
		return word != ""
	case wordUnreleased:
		return word == ""
	}
	return string(word) == asked
}

// queueBehind is what waits behind the thing that the address names, nil where it names
// none, and puts into words what that is.
func (r *request) queueBehind(p *view.Picture, fields *page.BehindFields) (*view.Queue, error) {
	if fields.Behind == "" {
		return nil, nil
	}
	queue, err := p.Queue(r.cut(), fields.Behind)
	if err != nil {
		return nil, err
	}
	w, first := r.words, queue.Of[0]
	of := w.T("hold_ups.name", domain.Args{"Body": bodyName(first.Body), "Rec": recName(first.Rec)})
	switch {
	case queue.Link != nil:
		of = w.N("behind.queue.missing", len(queue.Of), domain.Args{"Rec": recName(first.Rec)})
	case len(queue.Of) > 1:
		of = recName(first.Rec)
	}
	fields.Queue = w.T("behind.queue", domain.Args{"Of": of})
	if fields.Direct {
		fields.Queue = w.T("behind.queue.direct", domain.Args{"Of": of})
	}
	return queue, nil
}

func behindFields(r *request) page.BehindFields {
	w := r.words
	f := r.filter()
	also := []form.Option{{Label: w.T("behind.filter.all")}}
	for _, value := range []string{alsoOverdue, alsoWaiting, alsoStranded, alsoSilent, alsoMoved, alsoNotBegun, alsoSoon, alsoExpired, alsoExpiring, alsoEarlier, alsoSeen} {
		also = append(also, form.Option{Value: value, Label: w.T("behind.also." + value)})
	}
	word := anyOr(w.T("behind.filter.all"), options(w, "position", domain.PositionWords()))
	for _, value := range []string{wordOthers, wordCounted, wordUnreleased} {
		word = append(word, form.Option{Value: value, Label: w.T("behind.word." + value)})
	}
	return page.BehindFields{
		Form: f, Behind: r.Query("behind"), Direct: r.Query("direct") != "",
		Word: f.Choice("word", form.Ask{Label: w.T("behind.filter.word")}, word),
		Also: f.Choice("also", form.Ask{Label: w.T("behind.filter.also")}, also),
	}
}

// standsAlso says whether something stands beside a duty's word. Of what was
// only released nothing is known beside it.
func standsAlso(row view.Row, also string) bool {
	if also == "" {
		return true
	}
	if row.Standing == nil {
		return false
	}
	switch also {
	case alsoOverdue:
		return row.Standing.Overdue
	case alsoWaiting:
		return len(row.Waits) > 0
	case alsoStranded:
		return len(row.Stranded) > 0
	case alsoMoved:
		return row.Duty.State.Slips > 0
	case alsoNotBegun:
		return row.Duty.NotBegun()
	case alsoSoon, alsoExpired, alsoExpiring:
		return row.Nudge == domain.Nudge(also)
	case alsoEarlier:
		return row.Standing.SilentToo
	case alsoSeen:
		return true
	}
	return row.Standing.SilentToo || row.Word == domain.WordSilent
}

// dutyRow is one duty in a list.
func dutyRow(w *words.Words, row view.Row) page.DutyRow {
	line := page.DutyRow{
		Body: row.Body.Name, BodyHref: bodyHref(row.Body.Code), Rec: recName(row.Rec), RecHref: recHref(row.Rec.No),
		Word: row.Word, Released: row.Released,
	}
	if row.Standing == nil {
		return line
	}
	line.Href = dutyHref(row.Key)
	line.Beside = beside(w, row.Standing)
	line.Waits = append(tieLines(row.Stranded), tieLines(row.Waits)...)
	return line
}

// beside is what stands beside a duty's word, in words.
func beside(w *words.Words, s *domain.Standing) []string {
	var lines []string
	if s.SilentToo {
		lines = append(lines, w.T("behind.silent_too"))
	}
	switch moved := s.DaysPastFirst != s.DaysPast; {
	case s.Overdue && moved:
		lines = append(lines, w.N("behind.overdue_both", s.DaysPast, domain.Args{"First": s.DaysPastFirst}))
	case s.Overdue:
		lines = append(lines, w.N("behind.overdue", s.DaysPast))
	case s.DaysPastFirst > 0:
		lines = append(lines, w.N("behind.overdue_first", s.DaysPastFirst))
	}
	if s.EvidenceStale {
		lines = append(lines, w.Word("derived", "evidence_stale"))
	}
	if s.Ahead {
		lines = append(lines, w.Word("derived", "ahead"))
	}
	return lines
}
