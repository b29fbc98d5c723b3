package page

import (
	"github.com/a-h/templ"

	"heed/web/ui"
)

// HomePage is what somebody finds after signing in: one section for each thing
// that waits for them, in the order of what matters.
type HomePage struct {
	Sections []templ.Component
}

// OwedSection is what a body has to report now.
type OwedSection struct {
	ID      string // unique on the page
	Body    string
	Href    string // of the body's page
	Summary string // in one sentence
	Table   ui.Table
	More    int // rows that the table leaves out
}

// FiguresSection is how the report stands, in sentences.
type FiguresSection struct {
	Title     string
	Sentences []string
	Links     []HomeLink
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
