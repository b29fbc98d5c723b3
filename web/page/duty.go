package page

import (
	"github.com/a-h/templ"

	"heed/internal/domain"
	"heed/web/ui"
)

// DutyPage is one recommendation as owed by one body: what to do next, the five
// axes, requirement by requirement, what it waits on and holds up, its actions
// and its whole history.
type DutyPage struct {
	Where
	Position     domain.Word
	Sentence     string // where it stands, in one sentence
	Next         []Step // what this visitor can do now, first things first
	More         []Step // what they can also do, rarely
	Axes         []ui.Row
	Findings     []DutyFinding
	Requirements []DutyRequirement
	Says, Found  string          // the heads of their answers and verdicts, with the version of each
	Owed         []string        // notes on whose the duty is: unowned, our reading, lead department
	Links        templ.Component // what it waits on and holds up; nil where the visitor sees none
	Actions      templ.Component // its actions; nil where the visitor sees none
	History      []Decision
	Earlier      string         // address that shows the history from its beginning; "" where this does
	Compare      *CompareFields // which two versions in it to compare; nil where there are no two
}

// PastDutyPage is a duty that nobody owes any longer.
type PastDutyPage struct {
	Where
	Why     string // it is owed no longer
	Axes    []ui.Row
	History []Decision
	Compare *CompareFields // nil where there are not two versions
	Unsent  *Said          // what the body wrote and never sent; nil for everybody else
}

// Step is something that a visitor can do.
type Step struct {
	Text    string
	Href    string
	Why     string // what it is, in a sentence
	Primary bool
}

// DutyFinding is something that a reviewer looks into.
type DutyFinding struct {
	Kind     string
	Tag, Why string
	Rule     string     // number of the rule it follows from
	Others   []HomeLink // duties of others that it names, as far as the visitor sees them
	Answer   *Decision  // what was said of it, nil while it stands
	Explain  string     // address at which this visitor explains it, or ""
	Dismiss  string     // and dismisses it
}

// DutyRequirement is one requirement with what the body says of it and what
// oversight found.
type DutyRequirement struct {
	Key, Title, Proof, Reading string
	Met, Answer                string // the signed answer's value and words, "" before the first
	Verdict                    string
}
