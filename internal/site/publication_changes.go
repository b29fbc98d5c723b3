package site

import (
	"slices"

	"heed/internal/domain"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// publishedChanges say what a publication shows otherwise than the one before.
func publishedChanges(w *words.Words, f *frozen, changes []domain.PublishedChange) page.PublishedChanges {
	counts := map[domain.Turn]int{}
	table := ui.Table{
		ID: "changed", Caption: w.T("publication.changes.caption"), HideCaption: true, Empty: w.T("changes.none"),
		Head: []ui.Cell{{Text: w.T("hold_ups.duty.any")}, {Text: w.T("publication.changes.was")}, {Text: w.T("publication.changes.is")}},
	}
	for _, c := range changes {
		for _, turn := range c.Turns() {
			counts[turn]++
		}
		was, is := changeTexts(w, f, c)
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: c.Row.BodyName + ": " + publishedRec(f, c.Row.Rec), Header: true}, {Content: page.Lines(was)}, {Content: page.Lines(is)},
		})
	}
	return page.PublishedChanges{Sentences: changeLines(w, counts), Table: table}
}

// changeTexts are how a duty was and how it is: of a corrected row all that differs.
func changeTexts(w *words.Words, f *frozen, c domain.PublishedChange) (was, is []string) {
	was, is = []string{publishedWord(w, c.Was)}, []string{publishedWord(w, c.Is)}
	switch {
	case c.Corrected:
		differ := rowsDiffer(w, f, c.Before, c.Row)
		for _, d := range differ {
			was = append(was, w.T("published.fact", domain.Args{"Name": d.name, "Text": d.was}))
			is = append(is, w.T("published.fact", domain.Args{"Name": d.name, "Text": d.is}))
		}
		if c.Otherwise && len(differ) == 0 {
			is = append(is, w.T("publication.changes.otherwise"))
		}
	case c.Moved:
		is = append(is, w.T("publication.changes.date", domain.Args{"From": c.From, "To": c.Row.Target}))
	}
	return was, is
}

func publishedWord(w *words.Words, word domain.Word) string {
	if word == "" {
		return w.T("publication.changes.absent")
	}
	return w.Word("position", string(word))
}

func changeLines(w *words.Words, counts map[domain.Turn]int) []string {
	var lines []string
	for _, turn := range domain.Turns() {
		switch n := counts[turn]; {
		case n == 0:
		case turn == domain.TurnGone || turn == domain.TurnOther:
			lines = append(lines, w.N("publication.changes."+string(turn), n))
		default:
			lines = append(lines, w.N("changes."+string(turn), n))
		}
	}
	if len(lines) == 0 {
		lines = append(lines, w.T("changes.none"))
	}
	return lines
}

// comparedTable counts the words of each recommendation that has other counts
// than before.
func comparedTable(w *words.Words, now, old *frozen) ui.Table {
	t := ui.Table{
		ID: "compared", Caption: w.T("publication.compared"), HideCaption: true, Empty: w.T("publication.compared.same"),
		Head: []ui.Cell{{Text: w.T("publication.column.rec")}},
	}
	shown := []domain.Word{domain.WordConfirmed, domain.WordClaimed, domain.WordSilent}
	for _, word := range shown {
		t.Head = append(t.Head, ui.Cell{Text: w.Word("position", string(word)), Numeric: true})
	}
	t.Head = append(t.Head, ui.Cell{Text: w.T("publication.column.owed"), Numeric: true})
	cell := func(was, is int) ui.Cell {
		if was == is {
			return ui.Cell{Text: w.Number(is), Numeric: true}
		}
		return ui.Cell{Text: w.T("publication.compared.cell", domain.Args{"Was": w.Number(was), "Is": w.Number(is)}), Numeric: true}
	}
	for _, rec := range now.Recs {
		at := domain.PublishedPlace{Rec: rec.No}
		is, was := now.tally[at], old.tally[at]
		differs := func(word domain.Word) bool { return is.Of(word) != was.Of(word) }
		if is.Owed() == was.Owed() && !slices.ContainsFunc(shown, differs) {
			continue
		}
		line := []ui.Cell{{Text: publishedRec(now, rec.No), Header: true}}
		for _, word := range shown {
			line = append(line, cell(was.Of(word), is.Of(word)))
		}
		t.Rows = append(t.Rows, append(line, cell(was.Owed(), is.Owed())))
	}
	return t
}
