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
	counts := map[string]int{}
	table := ui.Table{
		ID: "changed", Caption: w.T("publication.changes.caption"), HideCaption: true, Empty: w.T("changes.none"),
		Head: []ui.Cell{{Text: w.T("hold_ups.duty.any")}, {Text: w.T("publication.changes.was")}, {Text: w.T("publication.changes.is")}},
	}
	for _, c := range changes {
		for _, key := range changeKeys(c) {
			counts[key]++
		}
		is := publishedWord(w, c.Is)
		if c.Moved {
			is += ". " + w.T("publication.changes.date", domain.Args{"From": c.From, "To": c.Row.Target})
		}
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: c.Row.BodyName + ": " + publishedRec(f, c.Row.Rec), Header: true}, {Text: publishedWord(w, c.Was)}, {Text: is},
		})
	}
	return page.PublishedChanges{Sentences: changeLines(w, counts), Table: table}
}

func publishedWord(w *words.Words, word domain.Word) string {
	if word == "" {
		return w.T("publication.changes.absent")
	}
	return w.Word("position", string(word))
}

// changeKeys are the sentences of a change.
func changeKeys(c domain.PublishedChange) []string {
	var keys []string
	switch {
	case c.Was == c.Is:
	case c.Is == "":
		keys = append(keys, "gone")
	case c.Is == domain.WordConfirmed:
		keys = append(keys, "confirmed")
	case c.Was == domain.WordConfirmed:
		keys = append(keys, "unconfirmed")
	case c.Is == domain.WordClaimed:
		keys = append(keys, "claimed")
	case c.Was == domain.WordClaimed:
		keys = append(keys, "unclaimed")
	case c.Is == domain.WordSilent:
		keys = append(keys, "silent")
	case c.Was == domain.WordSilent:
		keys = append(keys, "spoke")
	case c.Was == "":
		keys = append(keys, "new")
	default:
		keys = append(keys, "other")
	}
	if c.Moved {
		keys = append(keys, "moved")
	}
	return keys
}

func changeLines(w *words.Words, counts map[string]int) []string {
	var lines []string
	for _, key := range []string{"confirmed", "unconfirmed", "claimed", "unclaimed", "silent", "spoke", "moved", "new"} {
		if n := counts[key]; n > 0 {
			lines = append(lines, w.N("changes."+key, n))
		}
	}
	for _, key := range []string{"gone", "other"} {
		if n := counts[key]; n > 0 {
			lines = append(lines, w.N("publication.changes."+key, n))
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
