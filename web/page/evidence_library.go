package page

import (
	"heed/internal/domain"
	"heed/web/ui"
)

// LibraryPage is a body's evidence, the latest first.
type LibraryPage struct {
	Body  string
	Count int
	// Unused is what is said of a piece on which nothing rests that the visitor sees.
	Unused string
	Lines  []LibraryLine
	Pages  ui.Pages
	Add    string // address of the form that adds some, "" where the visitor can't
}

// LibraryLine is one piece, with what rests on it.
type LibraryLine struct {
	Piece    Piece
	Kind     domain.EvidenceKind
	From, To domain.Day // the period that it covers
	Expires  domain.Day // first day on which it proves nothing any more
	Added    domain.Day
	Stale    bool // it proves nothing any more
	Replaced bool // there is a newer copy
	Uses     []Link
}

// AddToLibraryPage is the form that adds a piece apart from any return.
type AddToLibraryPage struct {
	Body, Action, Back string
	Accept             string // file extensions, for the browser's own dialog
	Fields             EvidenceFields
}
