package page

import (
	"heed/internal/form"
	"heed/web/ui"
)

// RoundsPage is every round of the report.
type RoundsPage struct {
	Report string
	Table  ui.Table
	// Elsewhere is the rounds of nations that the visitor does not oversee,
	// where they oversee any.
	Elsewhere ui.Table
	MayOpen   bool
	// NotTakenUp warns of nations in which a round would ask for what nobody has
	// taken on; "" where there are none.
	NotTakenUp string
}

// OpenRoundFields are the typed fields of opening a round by hand.
type OpenRoundFields struct {
	*form.Form
	Name      *form.Text
	Nations   *form.Choices
	Bodies    *form.Text // codes of a pilot's bodies, one a line
	Opens     *form.Day
	AsAt      *form.Day
	Due       *form.Day
	Closes    *form.Day
	ReviewBy  *form.Day
	Publishes *form.Day
}

// RoundPage is how a round stands.
type RoundPage struct {
	Name     string
	Facts    []ui.Row
	Progress bool // the visitor oversees part of the round
	Nations  ui.Table
	Kinds    ui.Table
	Missing  MissingList
	Close    string // address of closing it, or ""
}

// MissingList is who has not reported.
type MissingList struct {
	Summary string
	Filter  MissingFields
	Table   ui.Table
	Pages   ui.Pages
}

// MissingFields narrow the list of who has not reported.
type MissingFields struct {
	*form.Form
	Nation *form.Choice
	Kind   *form.Choice
	Action string
}

// CloseRoundPage asks before a round is closed.
type CloseRoundPage struct {
	Name    string
	Href    string // of the round's page
	Effects []string
	Action  string
}

// ExtendPage grants a body a later day for some of its returns.
type ExtendPage struct {
	Body   string
	Round  string
	Due    string
	Closes string
	Href   string // of the round's page
	Action string
	Fields ExtendFields
}

// ExtendFields are the typed fields of granting a later day.
type ExtendFields struct {
	*form.Form
	Returns *form.Choices
	Due     *form.Day
}
