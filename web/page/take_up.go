package page

import (
	"slices"
	"strconv"

	"heed/internal/form"
	"heed/web/ui"
)

// TakeUpPage is what each nation's oversight said to the report.
type TakeUpPage struct {
	Report  string
	Nations []NationTakeUp
}

// NationTakeUp is one nation's answer; From is "" where there is none yet.
type NationTakeUp struct {
	Key      string // the nation's
	Nation   string
	From     string // in a sentence
	Words    string // the government's own
	Recs     string // which recommendations, in a sentence
	Expected []ui.Row
	Edit     string // address of the lead's form, or ""
}

// TakeUpFields are the typed fields of a nation's take-up.
type TakeUpFields struct {
	*form.Form
	Nation   string
	Action   string
	Version  int
	From     *form.Day
	Words    *form.Text
	Recs     *form.Choices
	Expected []*form.Day // beside the options of Recs
}

// ReleasePage is what lets a nation's figures out of it.
type ReleasePage struct {
	Nations []NationRelease
}

// NationRelease is one nation's figures as they would be released today.
type NationRelease struct {
	Nation string
	Last   string // when figures were last released, in a sentence
	Table  ui.Table
	Seq    string // of the last event in the figures shown
	Action string
	Button string
}

// ArrangementsPage is who reviews what oversight may not review itself.
type ArrangementsPage struct {
	Duties     ui.Table
	Agreements []AgreementRow
	Propose    *AgreementFields // nil where they may not
}

// AgreementRow is an agreement between two nations' oversights.
type AgreementRow struct {
	Nations string
	State   string
	Colour  ui.Colour
	Confirm string // address, or ""
	End     string // address, or ""
}

// AgreementFields are the typed fields of proposing an agreement.
type AgreementFields struct {
	*form.Form
	Proposer *form.Choice // nil for who leads one nation
	Other    *form.Choice
}

// AssignPage gives one duty's reviews to somebody.
type AssignPage struct {
	Body     string
	Rec      string // "12. One set of metrics"
	Href     string // of the duty's page
	Assigned []AssignedPerson
	Fields   AssignFields
	Nobody   bool // nobody could be given it
}

// AssignedPerson is who has the reviews of a duty now.
type AssignedPerson struct {
	Line string // their post and employer
	End  string // address that ends it
}

// AssignFields are the typed fields of giving a duty's reviews to somebody.
type AssignFields struct {
	*form.Form
	Person *form.Choice
	Action string
}

func (f TakeUpFields) version() string { return strconv.Itoa(f.Version) }

// expects says that an expected day is typed.
func (f TakeUpFields) expects() bool {
	return slices.ContainsFunc(f.Expected, func(d *form.Day) bool { return d.RawDay+d.RawMonth+d.RawYear != "" })
}

func (p ArrangementsPage) form() *form.Form {
	if p.Propose == nil {
		return nil
	}
	return p.Propose.Form
}
