package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// Where is the duty that a page is about, in words and addresses.
type Where struct {
	Body     string // name
	BodyHref string
	Rec      string // "14. Research offices shared with universities"
	Title    string // the recommendation in full
	Href     string // of the duty's page
	Core     bool
}

// Crumbs is the way to a page below the duty's.
func (d Where) Crumbs(bodies string) []ui.Crumb {
	return []ui.Crumb{{Text: bodies, Href: "/bodies"}, {Text: d.Body, Href: d.BodyHref}, {Text: d.Rec, Href: d.Href}}
}

// ReturnPage is the form of a return.
type ReturnPage struct {
	Where
	Return  domain.ID
	Version int // guard against a lost race
	Fields  ReturnFields
	Round   string     // name of the round, or "" for an interim return
	Due     domain.Day // "" for an interim return
	Late    bool       // the due day has passed and the round still takes returns
	Notices []string   // what the writer must know first: sent back and why, nobody else can sign...
	Last    *LastTime  // the last signed version, nil for a first return
	Waiting []string   // what the duty waits on, in sentences
}

// CompareLine is one line of two contents set side by side.
type CompareLine struct {
	Label   string
	Before  string
	After   string
	Changed bool
}

// LastTime is what the body said last time, for the narrative's memory.
type LastTime struct {
	When      string
	Narrative string
	Href      string
}

// ReturnFields are the typed fields of a return.
type ReturnFields struct {
	*form.Form
	Status      *form.Choice
	Answers     []AnswerFields
	Narrative   *form.Text
	Summary     *form.Text
	Confidence  *form.Choice
	Target      *form.Day
	SlipReason  *form.Text // nil until the duty has a target date
	TargetNow   string     // the present target date in words, "" for none
	Barriers    *form.Choices
	NamesBody   string // the barrier that asks for the body it is about
	BarrierBody *form.Text
	Minutes     *form.Int
}

// AnswerFields are the fields of one requirement.
type AnswerFields struct {
	Key         string
	Requirement domain.Requirement
	Met         *form.Choice
	Reason      *form.Text
	Before      FigureFields // zero where no figures are asked
	After       FigureFields
	Backing     *form.Choices // evidence in use, ticked where it backs this requirement; nil when there is none
	Evidence    *form.Field   // carries the fault that evidence is missing
}

// FigureFields are one figure with its period.
type FigureFields struct {
	Value  *form.Text
	Period *form.Text
}
