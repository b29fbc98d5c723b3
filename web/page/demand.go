package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// DemandPage is what organisations say they need, none by name.
type DemandPage struct {
	Day          domain.Day
	Where        string // the nations that it is of
	Form         *form.Form
	Rec, Barrier *form.Choice
	Sentences    []string
	Table        ui.Table
	Closer       *Need // the barrier that was asked for; nil for none
}

// Need is one barrier: where it is named, by whom and on what, and good practice.
type Need struct {
	Name, Sentence       string
	Regions, Kinds, Recs ui.Table
	Practices            []PracticeLine // in the report
	Confirmed            []PracticeLine // of confirmed duties, with consent
}
