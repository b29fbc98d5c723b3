package page

import (
	"heed/internal/form"
	"heed/web/ui"
)

// BodiesPage is the register, filtered.
type BodiesPage struct {
	Filter BodiesFields
	Found  string // how many there are, in words
	Table  ui.Table
	Pages  ui.Pages
}

// BodiesFields are the filters of the register.
type BodiesFields struct {
	*form.Form
	Query  *form.Text
	Nation *form.Choice
	Region *form.Choice
	Kind   *form.Choice
	Closed *form.Bool
}

// BodyState is whether a body is in force, and who took over where it is not.
type BodyState struct {
	Text      string
	Succeeded string // what stands before the successors
	By        []HomeLink
}
