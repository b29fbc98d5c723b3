package page

import (
	"heed/internal/domain"
	"heed/internal/form"
)

// TextFields are the fields of a page that asks for a passage of text.
type TextFields struct {
	*form.Form
	Text *form.Text
}

// AskPage asks the body something about a signed version.
type AskPage struct {
	Where
	No      int
	Action  string
	Version string // address of the version
	Fields  TextFields
}

// AnswerPage is a question before the body that answers it.
type AnswerPage struct {
	Where
	Question Decision
	Answers  []Decision
	Action   string
	Fields   TextFields
}

// DisputePage is a verdict before the body that contests it.
type DisputePage struct {
	Where
	Review Decision
	Until  domain.Day
	Days   int // working days that a body has
	Action string
	Fields TextFields
}

// DecidePage is a disputed verdict before somebody who did not give it.
type DecidePage struct {
	Where
	Dispute Decision
	Review  Decision
	Answers []Decision // the decision, where there is one already
	Version string     // address of the version
	Action  string
	Fields  DecideFields
}

// DecideFields are the typed fields of a decision on a dispute.
type DecideFields struct {
	*form.Form
	Choice    *form.Choice
	Verdicts  []*form.Choice // one for each requirement
	Grade     *form.Choice
	Assurance *form.Choice
	Reasons   *form.Text
	Reply     *form.Text
}

// ClosePage closes a duty or opens it again.
type ClosePage struct {
	Where
	Version   int
	Action    string
	Now       string // how it stands, in words
	Confirmed bool
	Waiting   int // the signed version that waits for its review, 0 for none
	Fields    CloseFields
}

// CloseFields are its typed fields.
type CloseFields struct {
	*form.Form
	Closure      *form.Choice
	SupersededBy *form.Choices
	Reason       *form.Text
}

// AgreePage is something that a body says and oversight agrees to, or not.
type AgreePage struct {
	Where
	Said    *Decision // the body's reason, nil where it gave none
	Now     string    // what oversight said before, "" for nothing
	Version int
	Action  string
	Fields  AgreeFields
}

// AgreeFields are its typed fields.
type AgreeFields struct {
	*form.Form
	Agree  *form.Choice
	Reason *form.Text
}

// EdgePage is something that a body says about one of its duty's dependencies.
type EdgePage struct {
	Where
	Action string
	Fields EdgeFields
}

// EdgeFields are its typed fields.
type EdgeFields struct {
	*form.Form
	Dependency *form.Choice
	Text       *form.Text
}

// RulingPage is a body's word that a dependency does not bind it, before a reviewer.
type RulingPage struct {
	Where
	Edge    string // in words
	Why     string // why the edge is there
	Said    []Decision
	Pending bool
	Action  string
	Fields  AgreeFields
}
