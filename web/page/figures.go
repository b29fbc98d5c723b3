package page

import (
	"heed/internal/domain"
	"heed/web/words"
)

// Figures is one cell of an integrated view: how many bodies owe something, by
// word. What it shows adds up to the bodies that owe it (R1).
type Figures struct {
	domain.Cell
	// Unreleased is how many more owe it of whom the visitor sees nothing,
	// because their nation has not released its figures (R4).
	Unreleased int
	Href       string // of the bodies behind it; the word is added to it
	Of         string // what it is of, for who cannot see the table: "1. Research time, England"
}

// owed is how many bodies owe what the cell counts, seen or not.
func (f Figures) owed() int { return f.Owed() + f.Unreleased }

// mainWords are those that every cell shows, zero or not.
func mainWords() []domain.Word {
	return []domain.Word{domain.WordConfirmed, domain.WordClaimed, domain.WordSilent}
}

// figure is one number of a cell.
type figure struct {
	n    int
	text string // after the number: "claimed"
	href string // "" where there is nobody to show
	name string // the whole of it, for who cannot see the table
}

// mains are the numbers that stand out: confirmed of all that are seen, claimed,
// silent. How many more are not released stands beside them.
func (f Figures) mains(w *words.Words) []figure {
	var all []figure
	for _, word := range mainWords() {
		text := inLine(w, word)
		if word == domain.WordConfirmed {
			text = w.T("figures.of", domain.Args{"Owed": f.Owed(), "Word": text})
		}
		all = append(all, f.figure(w, string(word), f.Cell.Of(word), text))
	}
	return all
}

// others are the words besides, those that somebody stands under.
func (f Figures) others(w *words.Words) []figure {
	var all []figure
	for _, word := range domain.PositionWords() {
		n := f.Cell.Of(word)
		if n == 0 || word == domain.WordConfirmed || word == domain.WordClaimed || word == domain.WordSilent {
			continue
		}
		all = append(all, f.figure(w, string(word), n, inLine(w, word)))
	}
	if f.Unreleased > 0 {
		unseen := f.figure(w, "", f.Unreleased, w.T("figures.in_line.unreleased"))
		unseen.href = ""
		all = append(all, unseen)
	}
	return all
}

func (f Figures) figure(w *words.Words, word string, n int, text string) figure {
	made := figure{n: n, text: text, name: w.Number(n) + " " + text + ": " + f.Of}
	if n > 0 && f.Href != "" {
		made.href = f.Href + "?word=" + word
	}
	return made
}

// inLine is a position's word inside a sentence or beside a number.
func inLine(w *words.Words, word domain.Word) string { return w.T("figures.in_line." + string(word)) }
