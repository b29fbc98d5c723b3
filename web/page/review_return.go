package page

import "heed/internal/form"

// ReviewPage is a signed version before its reviewer.
type ReviewPage struct {
	Where
	No           int
	Action       string
	After        string // the last review that the page knows: the guard against a lost race
	Open         bool   // a decision can still be made
	Instead      []Link // what can be done where it can't
	Signed       string // when, in words
	Late         bool
	Notices      []string
	Said         Said
	Requirements []ReviewRequirement
	Before       int // number of the signed version before, 0 for none
	Changes      []CompareLine
	Decisions    []Decision
	Holder       string // who has it, in a sentence
	Take         string // address that takes it, "" where it is not free
	HandOn       string
	Ask          string // address that asks the body
	Fields       ReviewFields
}

// ReviewRequirement is one requirement before its reviewer.
type ReviewRequirement struct {
	SaidAnswer
	Reading string
	Word    string // the answer in a word
	Reason  string
	Figures string
	Weak    bool   // rests on a bare statement (R11)
	Last    string // the last verdict, in words
	Verdict *form.Choice
}

// ReviewFields are the typed fields of a review.
type ReviewFields struct {
	*form.Form
	Verdicts  map[string]*form.Choice // by requirement
	Outcome   *form.Choice
	Grade     *form.Choice
	Assurance *form.Choice
	Reasons   *form.Text
	Note      *form.Text
}
