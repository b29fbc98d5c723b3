package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// ChecksPage is what was given to the visitor to check, and the spot checks that
// they see as a whole.
type ChecksPage struct {
	MayPlan, SeesAll, MayCheck bool
	Mine, All                  ui.Table
}

// PlanCheckPage is the form that plans a spot check.
type PlanCheckPage struct {
	Action, Back string
	Version      int // of the plan that changes; 0 for a new one
	Fields       PlanCheckFields
}

// PlanCheckFields are its typed fields.
type PlanCheckFields struct {
	*form.Form
	Nations, Kinds, Recs *form.Choices
	Unit, Days           *form.Choice
	N, Reply             *form.Int
}

// SpotCheckPage is one spot check in any of its states (R22).
type SpotCheckPage struct {
	Name, Href string
	State      domain.CheckState
	Facts      []ui.Row
	Plans      bool // the visitor plans, draws and shares out
	Issues     bool // and may issue

	// Before the draw.
	Empty    bool     // nobody claims anything that the plan covers
	BuysSays string   // what the plan's number buys and costs
	Notes    []string // what to know of the population
	Buys     ui.Table
	Ranges   ui.Table

	// After it.
	Progress []string
	Filter   DrawnFilter
	Count    string
	Drawn    ui.Table
	Pages    ui.Pages
	NotYet   string          // what an issue waits for, "" for nothing
	ShareOut *ShareOutFields // nil where nothing is left to share out

	// Once it is issued.
	Says, SaysWithout, Estimator string
	Results                      ui.Table
}

// DrawnFilter narrows the drawn claims.
type DrawnFilter struct {
	*form.Form
	Rec, Found *form.Choice
}

// ShareOutFields give the claims of some bodies to an assessor.
type ShareOutFields struct {
	Person *form.Choice
	Bodies *form.Choices
}

// CheckItemPage is one drawn claim, with what its reader may do about it.
type CheckItemPage struct {
	Where
	Check   string
	Href    string
	Facts   []ui.Row
	Said    []Decision // verdicts and replies, in their order
	Guard   int
	Verdict *VerdictFields // for whoever looks at the claim
	Pack    string
	Reply   *TextFields // for the body, while it may reply
	ReplyBy domain.Day
	Review  string // where a reviewer looks into a claim that was not upheld
}

// VerdictFields are the typed fields of a draft verdict.
type VerdictFields struct {
	*form.Form
	Answers []*form.Choice
	Belief  *form.Choice
	Words   *form.Text
}

// BodyChecksPage is what spot checks drew of a body.
type BodyChecksPage struct {
	Body    string
	Waiting string // how many draft verdicts wait for a reply, "" for none
	Table   ui.Table
}

// ClientsPage is what somebody declares of themselves.
type ClientsPage struct {
	Declared []string
	Fields   ClientsFields
}

// ClientsFields are its typed fields.
type ClientsFields struct {
	*form.Form
	Any  *form.Choice
	Text *form.Text
}

// CheckPackPage is a visit pack: everything about a body's drawn claims in one file.
type CheckPackPage struct {
	Body, Code, Check, Made, Report string
	Claims                          []PackedClaim
}

// PackedClaim is one claim in it.
type PackedClaim struct {
	Rec, Title     string
	No             int
	Signed, Digest string
	Said           Said
	Evidence       []PackedEvidence
}

// PackedEvidence is a piece of evidence with what proves that a copy is the same.
type PackedEvidence struct {
	Title, Line, File, Link, Text, Hash string
}
