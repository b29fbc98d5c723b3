package page

import (
	"github.com/a-h/templ"

	"heed/web/ui"
)

// HomePage is what somebody finds after signing in: one section for each thing
// that waits for them, in the order of what matters.
type HomePage struct {
	Note     string // to who has no role yet
	Sections []templ.Component
}

// OwedSection is what a body has to report now.
type OwedSection struct {
	ID      string // unique on the page
	Body    string
	Href    string // of the body's page
	Part    string // how much of what it owes this is; "" where it is all
	Summary string // in one sentence
	Table   ui.Table
	Ended   bool // the body has ended: it owes nothing, and has a record
}

// TableSection is a heading with a table.
type TableSection struct {
	Title string
	Table ui.Table
}

// ListSection is a heading, a sentence and links.
type ListSection struct {
	Title string
	Intro string
	Links []HomeLink
}

// HomeLink is a place to go, with a line on what is there.
type HomeLink struct {
	Text string
	Href string
	Note string
}
