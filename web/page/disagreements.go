package page

import (
	"heed/internal/form"
	"heed/web/ui"
)

// DisagreementsPage is what bodies say beside what oversight found and how strong
// the evidence is, where these disagree or a finding stands.
type DisagreementsPage struct {
	Lede    string
	Fields  DisagreementFields
	Kinds   ui.Table // how many duties of each kind, adding up to all
	Rows    []DisagreementRow
	Count   int // rows on all pages
	Pages   ui.Pages
	Nothing bool // the visitor sees no duty whole
}

// DisagreementFields narrow the list.
type DisagreementFields struct {
	*form.Form
	Nation  *form.Choice
	Rec     *form.Choice
	Why     *form.Choice
	Finding *form.Choice
}

// DisagreementRow is one duty: three values side by side, why they disagree, and
// what to do next.
type DisagreementRow struct {
	Body, Nation string
	Rec, Href    string
	Core         bool
	Behind       int // duties waiting behind it
	Says         []string
	Found        []string
	Proof        []string
	Why          string
	Disagrees    bool
	Days         int      // that it has stood so
	Findings     []string // that stand
	Answered     int      // findings that were answered
	Next         []HomeLink
}

// about names the row for who cannot see it.
func (d DisagreementRow) about() string { return d.Rec + ", " + d.Body }

// AnswerFindingPage is a finding before somebody who explains or dismisses it.
type AnswerFindingPage struct {
	Where
	How     string // explain or dismiss
	Finding DutyFinding
	Action  string
	Fields  TextFields
}

// BodyFinding is one of a body's duties with what was found about it.
type BodyFinding struct {
	Rec, Href string
	Tags      []string
}
