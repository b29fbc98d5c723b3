package page

import (
	"heed/internal/domain"
	"heed/internal/form"
)

// Link is a text that leads somewhere.
type Link struct{ Text, Href string }

// ActionsPage is every action of a body.
type ActionsPage struct {
	Body string
	Open []ActionLine
	Over []ActionLine // done or dropped
	Add  string       // address of the form that adds one, "" where the visitor can't
}

// ActionLine is an action in words.
type ActionLine struct {
	What, Href string
	Duties     []Link
	Owner      string
	Date       string
	Slips      string // how often the date moved, and the first date; "" for never
	Late       bool   // the date has passed and it is not done
	Status     domain.ActionStatus
	Pending    string // what waits for signature
}

// NewActionPage is the form of a new action.
type NewActionPage struct {
	Body, Action, Back string
	Fields             ActionFields
}

// ActionFields are the typed fields of an action.
type ActionFields struct {
	*form.Form
	What     *form.Text
	Owner    *form.Text
	Status   *form.Choice
	Date     *form.Day // nil once it has its first date
	Duties   *form.Choices
	Evidence *form.Choices
	// AddEvidence is where the library is filled that is empty yet; "" where
	// there is something in it, or the visitor can't add any.
	AddEvidence string
}

// ActionPage is one action.
type ActionPage struct {
	Body     string
	Line     ActionLine
	First    string
	Slips    []Fact // from, to and why
	Evidence []Piece
	Version  int
	Action   string
	Back     string
	Edits    bool // the visitor may edit it
	Over     bool // done or dropped
	Fields   ActionFields
	Change   ChangeFields
	Sign     *PendingAction // what waits for the visitor's signature
}

// ChangeFields ask for what an approver signs.
type ChangeFields struct {
	*form.Form
	Change *form.Choice
	Date   *form.Day
	Reason *form.Text
}

// PendingAction is a change of an action that waits for signature.
type PendingAction struct {
	Line    ActionLine
	Reason  string // why the date moves
	Version int
	Mine    bool // the visitor asked for it, and so can't sign it
	Action  string
}
