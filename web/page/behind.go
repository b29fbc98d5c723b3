package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
	"heed/web/words"
)

// BehindPage is the duties behind one figure of the integrated view.
type BehindPage struct {
	Rec      string // "1. Research time", or every recommendation
	RecHref  string // "" for every recommendation
	Nation   string
	Note     string // live, or released on which day, or not at all
	Figures  Figures
	Fields   BehindFields
	Action   string // where the filter is sent
	Rows     []DutyRow
	Count    int // rows on all pages
	Pages    ui.Pages
	EveryRec bool // the rows are of several recommendations
}

// BehindFields narrow the list to a word, or to what stands beside the words.
type BehindFields struct {
	*form.Form
	Word *form.Choice
	Also *form.Choice
	// What the rows wait behind, by its name in the address and in words; "" where
	// none is asked for.
	Behind, Queue string
	Direct        bool // only what waits for that itself
	PlaceFields
}

// DutyRow is one duty in a list.
type DutyRow struct {
	Body     string
	BodyHref string
	Rec      string
	RecHref  string
	Href     string // the duty's own page, "" where the visitor may not open it
	Word     domain.Word
	Released domain.Day // the day of the release that the word is from
	Beside   []string   // what stands beside the word: overdue, silent too
	Waits    []LinkLine // whom it waits on, stranding ones first
}

// dutyName is what a row's link to the duty is called.
func (r DutyRow) dutyName(w *words.Words) string {
	return w.T("behind.duty", domain.Args{"Body": r.Body, "Rec": r.Rec})
}
