package page

import "heed/internal/form"

// SliceFields choose a part of the report.
type SliceFields struct {
	Form        *form.Form
	Nation, Rec *form.Choice
	PlaceFields
}

// PlaceFields choose among a nation's bodies.
type PlaceFields struct {
	Region, ICB, Kind *form.Choice
	Body              *form.Text
}
