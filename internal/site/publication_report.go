package site

import (
	"slices"
	"strconv"

	"heed/internal/domain"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// report is a publication as people read it: sentences, a table for each nation,
// and a section for each recommendation.
func (r *request) report(f *frozen) page.PublicationPage {
	w := r.words
	p := page.PublicationPage{
		Name: publicationName(w, f.Publication), Title: f.Title, Facts: publicationFacts(w, f), Draft: f.State() == domain.PublicationDraft,
		Issued: f.State() == domain.PublicationIssued, Reason: f.Reason, Sentences: publicationSentences(w, f), RowsHash: f.RowsHash,
		Corrected: correctedLinks(w, f),
	}
	for _, n := range f.Nations {
		p.Nations = append(p.Nations, publishedTable(w, f, n))
	}
	for _, rec := range f.Recs {
		if cell := f.tally[domain.PublishedPlace{Rec: rec.No}]; cell.Owed() > 0 {
			p.Sections = append(p.Sections, recSection(w, f, rec))
		}
	}
	for i, one := range f.replies {
		text := one.text
		if one.redacted {
			text = w.T("publication.reply.redacted")
		}
		p.Replies = append(p.Replies, page.PublishedReply{
			ID: "reply-" + strconv.Itoa(i+1), No: i + 1, Body: one.name, Href: publishedBodyHref(one.body, f.Publication), Text: text, On: one.on,
		})
	}
	for _, b := range f.Paused {
		text := b.Reason
		if no := f.replyNo(b.Code); no > 0 {
			text = w.T("publication.paused.replied", domain.Args{"Reason": text, "Reply": w.T("publication.note.reply", domain.Args{"No": no})})
		}
		p.Paused = append(p.Paused, ui.Row{Key: b.Name, Text: text})
	}
	for _, file := range f.End.Files {
		p.Files = append(p.Files, page.PublishedFile{
			Name: w.Word("format", file.Format), Href: publicationHref(f.Publication) + "/files/" + file.Format, Size: size(int64(file.Size)), Hash: file.Hash,
		})
	}
	return p
}

func publicationFacts(w *words.Words, f *frozen) []ui.Row {
	fact := func(key, text string) ui.Row { return ui.Row{Key: w.T("publication.fact." + key), Text: text} }
	rows := []ui.Row{
		fact("nations", nationsText(w, f.Nations)), fact("by", w.T("publication.by."+string(f.Nation))), fact("day", w.Day(f.Day)),
	}
	if f.State() == domain.PublicationIssued {
		rows = append(rows, fact("issued", w.Day(domain.DayOf(f.End.At))))
	}
	read := w.N("publication.read", f.ReadDays, domain.Args{"From": domain.DayOf(f.At), "To": f.ReplyBy})
	if f.Corrects != "" {
		read = w.T("publication.read.correction", domain.Args{"To": f.ReplyBy})
	}
	return append(rows, fact("read", read), fact("replies", w.N("publication.replies", len(f.replies))))
}

// correctedLinks lead to the rows that a correction put right.
func correctedLinks(w *words.Words, f *frozen) []ui.Crumb {
	var links []ui.Crumb
	for _, row := range f.rows {
		if slices.Contains(f.Corrected, row.Duty) {
			links = append(links, ui.Crumb{
				Text: w.T("publication.corrected.row", domain.Args{"Body": row.BodyName, "Rec": publishedRec(f, row.Rec), "Day": row.AsAt}),
				Href: publishedBodyHref(row.Body, f.Publication) + "#rec-" + strconv.Itoa(row.Rec),
			})
		}
	}
	return links
}

// publishedRec is a recommendation in short, as it was worded then.
func publishedRec(f *frozen, no int) string {
	i := slices.IndexFunc(f.Recs, func(r domain.PublishedRec) bool { return r.No == no })
	if i < 0 {
		return strconv.Itoa(no)
	}
	return strconv.Itoa(no) + ". " + f.Recs[i].Short
}

// publicationSentences say the whole in words, each with the rule that says what
// its figure means.
func publicationSentences(w *words.Words, f *frozen) []page.RuledLine {
	whole := f.tally[domain.PublishedPlace{}]
	bodies, slips := map[string]bool{}, 0
	for _, row := range f.rows {
		bodies[row.Body] = true
		if len(row.Slips) > 0 {
			slips++
		}
	}
	owed := whole.Owed()
	count := func(key, rule string, n int) page.RuledLine {
		return page.RuledLine{Text: w.N("publication.sentence."+key, n, domain.Args{"Owed": w.Number(owed)}), Rule: rule}
	}
	lines := []page.RuledLine{
		{Text: w.N("publication.sentence.owed", owed, domain.Args{"Bodies": w.N("publication.sentence.bodies", len(bodies))}), Rule: "R1"},
		count("confirmed", "R1", whole.Of(domain.WordConfirmed)), count("claimed", "R1", whole.Of(domain.WordClaimed)),
		count("silent", "R1", whole.Of(domain.WordSilent)), count("overdue", "R14", whole.Overdue), count("slips", "R14", slips),
		count("waiting", "R6", whole.Waiting),
	}
	for _, n := range f.Nations {
		lines = append(lines, page.RuledLine{Text: implementedIn(w, f, n), Rule: "R1"})
	}
	if n := whole.Of(domain.WordNotReached); n > 0 {
		lines = append(lines, count("not_reached", "R8", n))
	}
	if n := len(f.Paused); n > 0 {
		lines = append(lines, page.RuledLine{Text: w.N("publication.sentence.paused", n), Rule: "R7"})
	}
	return lines
}

// implementedIn says how many recommendations are confirmed at every body of a
// nation that owes them (R1), and which of the others is nearest.
func implementedIn(w *words.Words, f *frozen, n domain.Nation) string {
	done, of, best := 0, 0, domain.Args(nil)
	share := 0.0
	for _, rec := range f.Recs {
		cell := f.tally[domain.PublishedPlace{Rec: rec.No, Nation: n}]
		owed, confirmed := cell.Owed(), cell.Of(domain.WordConfirmed)
		if owed == 0 {
			continue
		}
		of++
		if confirmed == owed {
			done++
		} else if now := float64(confirmed) / float64(owed); now > share {
			share, best = now, domain.Args{"Rec": publishedRec(f, rec.No), "Confirmed": w.Number(confirmed), "Owed": w.Number(owed)}
		}
	}
	text := w.T("publication.sentence.implemented", domain.Args{"Nation": w.Word("nation", string(n)), "Done": done, "Of": of})
	if best != nil {
		text += " " + w.T("publication.sentence.nearest", best)
	}
	return text
}

// columnWords are the words that have a column of their own; the others share
// one, and every section names them.
func columnWords() []domain.Word {
	return []domain.Word{domain.WordConfirmed, domain.WordClaimed, domain.WordReported, domain.WordSilent}
}

func columnHeads(w *words.Words) []ui.Cell {
	heads := []ui.Cell{{Text: w.T("publication.column.owed"), Numeric: true}}
	for _, word := range columnWords() {
		heads = append(heads, ui.Cell{Text: w.Word("position", string(word)), Numeric: true})
	}
	return append(heads, ui.Cell{Text: w.T("publication.column.others"), Numeric: true})
}

func columnCells(w *words.Words, c domain.Cell) []ui.Cell {
	number := func(n int) ui.Cell { return ui.Cell{Text: w.Number(n), Numeric: true} }
	cells, others := []ui.Cell{number(c.Owed())}, c.Owed()
	for _, word := range columnWords() {
		cells, others = append(cells, number(c.Of(word))), others-c.Of(word)
	}
	return append(cells, number(others))
}

// publishedTable is the recommendations by word, in one nation.
func publishedTable(w *words.Words, f *frozen, n domain.Nation) ui.Table {
	name := w.Word("nation", string(n))
	t := ui.Table{
		ID: "nation-" + string(n), Caption: name, Empty: w.T("release.nothing", domain.Args{"Nation": name}),
		Head: append([]ui.Cell{{Text: w.T("publication.column.rec")}}, columnHeads(w)...),
	}
	for _, rec := range f.Recs {
		cell := f.tally[domain.PublishedPlace{Rec: rec.No, Nation: n}]
		if cell.Owed() == 0 {
			continue
		}
		head := ui.Cell{Text: publishedRec(f, rec.No), Href: "#rec-" + strconv.Itoa(rec.No), Header: true}
		t.Rows = append(t.Rows, append([]ui.Cell{head}, columnCells(w, cell)...))
	}
	if whole := f.tally[domain.PublishedPlace{Nation: n}]; whole.Owed() > 0 {
		t.Rows = append(t.Rows, append([]ui.Cell{{Text: w.T("publication.column.all"), Header: true}}, columnCells(w, whole)...))
	}
	return t
}

// recSection is one recommendation: its figures as bars in their table, and who
// stands where.
func recSection(w *words.Words, f *frozen, rec domain.PublishedRec) page.PublishedSection {
	id := "rec-" + strconv.Itoa(rec.No)
	s := page.PublishedSection{ID: id, Short: publishedRec(f, rec.No), Title: rec.Title, Core: rec.Core}
	s.Bars = ui.Table{
		ID: id + "-bars", Caption: w.T("publication.bars", domain.Args{"Rec": s.Short}), HideCaption: true,
		Head: slices.Concat([]ui.Cell{{Text: w.T("publication.column.nation")}, {Text: w.T("publication.column.bar")}}, columnHeads(w)),
	}
	for _, n := range f.Nations {
		cell := f.tally[domain.PublishedPlace{Rec: rec.No, Nation: n}]
		if cell.Owed() == 0 {
			continue
		}
		bar := page.ShareBar(cell.Owed(), cell.Of(domain.WordConfirmed), cell.Of(domain.WordClaimed), cell.Of(domain.WordSilent))
		line := []ui.Cell{{Text: w.Word("nation", string(n)), Header: true}, {Content: page.PublicationBar(bar)}}
		s.Bars.Rows = append(s.Bars.Rows, append(line, columnCells(w, cell)...))
	}
	s.Who, s.Waits = whoStands(w, f, rec), waitedFor(w, f, rec)
	return s
}

// whoStands names the bodies under each word. Those whose names are not public
// are counted.
func whoStands(w *words.Words, f *frozen, rec domain.PublishedRec) []page.PublishedGroup {
	cell := f.tally[domain.PublishedPlace{Rec: rec.No}]
	named := map[domain.Word][]page.PublishedName{}
	for _, row := range f.rows {
		if row.Rec == rec.No {
			named[row.Word] = append(named[row.Word], publishedName(w, f, row))
		}
	}
	var groups []page.PublishedGroup
	for _, word := range domain.PublishedWords() {
		if cell.Of(word) == 0 {
			continue
		}
		g := page.PublishedGroup{Word: word, Number: w.Number(cell.Of(word)), Names: named[word]}
		slices.SortFunc(g.Names, func(a, b page.PublishedName) int { return compareFold(a.Name, b.Name) })
		if len(g.Names) == 0 {
			g.Unnamed = w.T("publication.unnamed." + string(word))
		}
		groups = append(groups, g)
	}
	return groups
}

// waitedFor says for whom a recommendation's duties wait, the most waited for
// first.
func waitedFor(w *words.Words, f *frozen, rec domain.PublishedRec) []string {
	counts := map[domain.PublishedWait]int{}
	var order []domain.PublishedWait
	for _, row := range f.rows {
		for _, wait := range row.WaitsFor {
			if row.Rec != rec.No || wait.Body == row.Body {
				continue
			}
			if counts[wait] == 0 {
				order = append(order, wait)
			}
			counts[wait]++
		}
	}
	slices.SortStableFunc(order, func(a, b domain.PublishedWait) int { return counts[b] - counts[a] })
	var lines []string
	for _, wait := range order[:min(len(order), mostWaitedFor)] {
		lines = append(lines, w.N("publication.waits", counts[wait], domain.Args{"Body": wait.BodyName, "Rec": publishedRec(f, wait.Rec)}))
	}
	return lines
}

// mostWaitedFor is how many of those waited for a section names; each body's own
// page names all of its own.
const mostWaitedFor = 3

// publishedName is a body in a list, with what must stand beside its name.
func publishedName(w *words.Words, f *frozen, row domain.PublicationRow) page.PublishedName {
	name := page.PublishedName{
		Name: row.BodyName, Href: publishedBodyHref(row.Body, f.Publication) + "#rec-" + strconv.Itoa(row.Rec), Notes: rowNotes(w, row),
	}
	if len(row.WaitsFor) > 0 {
		name.Notes = append(name.Notes, w.T("publication.note.waits_for_others"))
	}
	if no := f.replyNo(row.Body); no > 0 {
		name.Notes = append(name.Notes, w.T("publication.note.reply", domain.Args{"No": no}))
	}
	return name
}

// rowNotes is what stands beside a duty's word: that it is late, silent besides,
// or was moved.
func rowNotes(w *words.Words, row domain.PublicationRow) []string {
	var notes []string
	if row.Overdue {
		notes = append(notes, w.T("publication.note.overdue"))
	}
	if row.SilentToo {
		notes = append(notes, w.T("publication.note.silent"))
	}
	if n := len(row.Slips); n > 0 {
		notes = append(notes, w.N("publication.note.slips", n))
	}
	return notes
}
