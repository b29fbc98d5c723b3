package page

import "heed/internal/form"

// AsAtPage asks for a past day.
type AsAtPage struct {
	Form *form.Form
	Day  *form.Day
	To   string // address of the page that is to be shown
}
