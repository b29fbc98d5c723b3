package page

import (
	"heed/internal/form"
	"heed/web/ui"
)

// DeskPage is everything that waits for oversight, in the order of what matters (R3).
type DeskPage struct {
	Filter  DeskFields
	Back    string   // the filters, for coming back to them
	Summary []string // what waits, in sentences
	Rows    []DeskRow
	Pages   ui.Pages
	Receive bool      // some claim nothing new, and can be received together
	Own     []DeskRow // what is the visitor's own and so not theirs to review (R5)
	Assurer bool      // nothing is assigned to the visitor at all
}

// DeskFields narrow the desk.
type DeskFields struct {
	*form.Form
	Nation *form.Choice
	Rec    *form.Choice
	Holder *form.Choice
}

// DeskRow is one thing that waits: a return to review, a dispute to decide, a
// ruling or a response to agree.
type DeskRow struct {
	Text, Href string // what is to be done, and where
	Rec        string
	DutyHref   string
	Core       bool
	Body       string
	Nation     string
	Status     string // reported; of a return
	NewClaim   bool
	Overtaken  bool // a later version is signed already
	Findings   []string
	Behind     int // duties waiting behind it
	Days       int // that it has waited for oversight
	Holder     string
	Take       string // address that takes it, "" where it is not free
	HandOn     string // address that hands it on, "" where the visitor can't
	Reviewer   string // of an own return: who reviews it instead
}

// about names the row for who cannot see it.
func (d DeskRow) about() string { return d.Rec + ", " + d.Body }
