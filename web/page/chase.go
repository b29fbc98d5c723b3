package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// ChasePage is oversight's chase list (R19).
type ChasePage struct {
	Day      domain.Day
	Fields   ChaseFields
	Back     string // the filters, for coming back to them
	Count    int    // bodies on the list
	Returned int    // of these, back after they were put away
	Rows     []ChaseRow
	Pages    ui.Pages
	Away     []ChaseRow // put away
}

// ChaseFields narrow the list.
type ChaseFields struct {
	*form.Form
	Nation *form.Choice
	Region *form.Choice
	Kind   *form.Choice
	Theme  *form.Choice
	State  *form.Choice
}

// ChaseRow is one body on the list.
type ChaseRow struct {
	Body, Href string
	Nation     string
	State      domain.ChaseState
	Why        []string
	Behind     int      // duties waiting behind what it is chased for
	Core       int      // core asks among that
	Days       int      // that the first of it is late
	Moved      []string // until when it was put away, and why it is back
	Promised   string
	Until      domain.Day
	Holder     string
	Take       string // address that takes it, "" where somebody holds it
}

// BodyChase is what a body's own page says of its chase.
type BodyChase struct {
	Lines []string
	Link  ui.Crumb
}

// ChaseBodyPage is one body before who chases it.
type ChaseBodyPage struct {
	Body, BodyHref string
	Href           string // of this page, where notes are sent
	State          domain.ChaseState
	Stands         []string
	Duties         []ChaseDuty
	Holder, Take   string
	Version        int
	Seen           string // names what stands under the body
	Note           ChaseNoteFields
	HandOn         HandOnFields
	Notes          []Decision // the last few, the latest first
	Earlier        []Decision
}

// ChaseDuty is one duty for which a body is chased.
type ChaseDuty struct {
	Rec, Href string
	Core      bool
	Why       []string
	Target    string
	Owner     string
	Behind    int
	Waits     []LinkLine // whom it waits on itself
}

// ChaseNoteFields are the typed fields of a note.
type ChaseNoteFields struct {
	*form.Form
	Text     *form.Text
	Promised *form.Day
	About    *form.Choices // the duties of which it was promised
	Away     *form.Choice
	Until    *form.Day
}
