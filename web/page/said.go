package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// Said is what a return says, in words, for reading.
type Said struct {
	Status     string
	Claims     bool
	NoChange   bool
	Answers    []SaidAnswer
	Narrative  string
	Summary    string
	Target     string // "" where it is done and has none
	SlipReason string
	Confidence string
	Barriers   string
}

// rows is the duty as a whole; of what is done nobody asks when it will be.
func (s Said) rows(v View) []ui.Row {
	rows := []ui.Row{
		{Key: v.T("return.status"), Text: s.Status},
		{Key: v.T("return.narrative"), Content: lines(s.Narrative)},
		{Key: v.T("return.summary"), Content: lines(s.Summary)},
	}
	if s.Target != "" {
		rows = append(rows, ui.Row{Key: v.T("return.target"), Content: dated(v, s)})
	}
	return append(rows, ui.Row{Key: v.T("return.confidence"), Text: s.Confidence}, ui.Row{Key: v.T("return.barriers"), Text: s.Barriers})
}

// reviewed is the same in the words of who reviews it.
func (s Said) reviewed(v View) []ui.Row {
	rows := []ui.Row{
		{Key: v.T("review_return.status"), Text: s.Status},
		{Key: v.T("review_return.narrative"), Content: lines(s.Narrative)},
		{Key: v.T("review_return.summary"), Content: lines(s.Summary)},
	}
	if s.Target != "" {
		rows = append(rows, ui.Row{Key: v.T("review_return.target"), Content: dated(v, s)})
	}
	return append(rows, ui.Row{Key: v.T("review_return.confidence"), Text: s.Confidence}, ui.Row{Key: v.T("review_return.barriers"), Text: s.Barriers})
}

// SaidAnswer is one requirement's answer with the evidence that backs it.
type SaidAnswer struct {
	Key, Title, Proof string
	Met               string // the answer's own value, for its colour
	Answer            string
	Evidence          []Piece
}

// Piece is a piece of evidence: a link leaves the building, a file is fetched,
// a statement is read on the spot.
type Piece struct {
	Title, Line, Size, Text, Expires string
	Href, Link                       string
	Destroyed                        bool
}

// Fact is a name with what it is.
type Fact struct{ Key, Text string }

// Decision is one row of the record: who said or decided what, and when.
type Decision struct {
	ID               domain.ID
	Kind             string
	No               int
	What, When, Who  string
	Choice, Text     string
	Grade, Assurance string
	Verdicts         []Fact
	Note             string // for oversight alone
	Meeting          string
	Owner            string // the post that was named for the duty
	Href             string
	Destroyed        bool
}

// CheckPage is a draft as it would be sealed.
type CheckPage struct {
	Where
	Return  domain.ID
	Version int
	Said    Said
	Claims  bool
}

// VersionPage is one sealed version.
type VersionPage struct {
	Where
	No        int
	Sealed    string
	Digest    string
	Destroyed bool
	Said      Said
	Decisions []Decision
	Compare   string // address of the comparison with the version before
}

// ComparePage is two versions side by side.
type ComparePage struct {
	Where
	From, To int
	Others   *CompareFields // another two; nil where there are no two
	Lines    []CompareLine
}

// CompareFields ask which two versions of a return are compared.
type CompareFields struct {
	Action   string
	From, To *form.Choice
}

// AddEvidencePage is the form that adds evidence to a return.
type AddEvidencePage struct {
	Where
	For    string // the requirement that the visitor came from
	Fields EvidenceFields
	Accept string // file extensions, for the browser's own dialog
}

// EvidenceFields are the typed fields of a piece of evidence.
type EvidenceFields struct {
	*form.Form
	For     *form.Choices
	Library *form.Choices // what the body has already
	Kind    *form.Choice
	File    *form.File
	URL     *form.Text
	Text    *form.Text
	Title   *form.Text
	From    *form.Day
	To      *form.Day
	Until   *form.Day
	// Replaces is the piece of which this one is a newer copy; nil in a return.
	Replaces *form.Choice
	Uploads  Uploads // what became of the files that came with the form
}

// Uploads is, of several files that came together, which were kept, and which
// not and why.
type Uploads struct {
	Kept    []string // names, as they were sent
	Refused []Refusal
}

// Refusal is a file that was not kept.
type Refusal struct{ Name, Why string }

// ResponsePage is the form of a body's answer to a recommendation.
type ResponsePage struct {
	Where
	Version      int
	Fields       ResponseFields
	Requirements []Fact
}

// ResponseFields are the typed fields of a response.
type ResponseFields struct {
	*form.Form
	Response *form.Choice
	Reason   *form.Text
	Owner    *form.Text
	Target   *form.Day // nil once a first date is set: later ones move in returns
}
