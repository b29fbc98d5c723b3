package page

import (
	"net/url"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// PublicationsPage is what was issued, and what is on its way.
type PublicationsPage struct {
	Issued     ui.Table
	Drafts     ui.Table
	ShowDrafts bool
	New        string // address; "" where the visitor may not prepare one
}

// PublicationPage is one publication as a report.
type PublicationPage struct {
	Name, Title   string // of the publication, and of the report that it is about
	Draft, Issued bool
	State         string    // of a draft
	Newer         *ui.Crumb // the last correction, where this is not it
	Others        []ui.Crumb
	Reason        string // of a correction
	Corrected     []ui.Crumb
	Facts         []ui.Row
	Sentences     []RuledLine
	Nations       []ui.Table
	Sections      []PublishedSection
	Paused        []ui.Row
	Replies       []PublishedReply
	Since         string // what it is compared with
	Changes       PublishedChanges
	ChangeTable   ui.Table
	Files         []PublishedFile
	RowsHash      string

	// What the visitor may do.
	Issue, Withdraw, Correct string // addresses
	NotYet                   string // why it can't be issued today
}

// RuledLine is a sentence with the rule that says what its figure means.
type RuledLine struct{ Text, Rule string }

// PublishedChanges is what is otherwise than in the publication before.
type PublishedChanges struct {
	Sentences []string
	Table     ui.Table
}

// PublishedSection is one recommendation of a publication.
type PublishedSection struct {
	ID, Short, Title string
	Core             bool
	Bars             ui.Table
	Waits            []string
	Who              []PublishedGroup
}

// PublishedGroup is the bodies under one word.
type PublishedGroup struct {
	Word    domain.Word
	Number  string
	Names   []PublishedName
	Unnamed string // why nobody is named
}

// PublishedName is a body in a list, with what stands beside its name.
type PublishedName struct {
	Name, Href string
	Notes      []string
}

// PublishedReply is what a body says to the publication.
type PublishedReply struct {
	ID, Body, Href, Text string
	No                   int
	On                   domain.Day
}

// PublishedFile is a stored file with its hash.
type PublishedFile struct{ Name, Href, Size, Hash string }

// PublicationFields are what a publication is to be about.
type PublicationFields struct {
	*form.Form
	Nations      *form.Choices
	When         *form.Choice
	Day          *form.Day
	ReadDays     *form.Int
	Paused       *form.Text
	PausedReason *form.Text
}

// PreparePage prepares a publication: the form, and then what it would say.
type PreparePage struct {
	Fields  PublicationFields
	Values  url.Values // as they were sent, to be sent again
	Preview *PublicationPage
	Open    []HomeLink // drafts that are there already: one at a time
	Name    string
	ReplyBy domain.Day
}

// WithdrawPage takes a draft back.
type WithdrawPage struct {
	Name, Action string
	Fields       TextFields
}

// CorrectFields are which rows were issued wrong, and why.
type CorrectFields struct {
	*form.Form
	Body   *form.Choice
	Duties *form.Choices
	Reason *form.Text
}

// CorrectPage corrects an issue.
type CorrectPage struct {
	Name, Action, Next string
	Chosen             bool // whose rows they are
	BodyCode           string
	Fields             CorrectFields
}

// PublishedBodyPage is all that a publication says of one body.
type PublishedBodyPage struct {
	Body, Name   string
	Draft        bool
	Report, Back string // addresses; Report is "" where the visitor may not read it
	Day, ReplyBy domain.Day
	Duties       []PublishedDuty
	Reply        string
	ReplyOn      domain.Day
	MayReply     bool
	Action       string
	Fields       TextFields
	Paused       string // why it is left out, "" where it is not
	Withdrawn    string // when the draft was withdrawn and why, "" where it was not
}

// PublishedDuty is one of its rows in full.
type PublishedDuty struct {
	ID, Rec   string
	Word      domain.Word
	Notes     []string
	Corrected bool
	AsAt      domain.Day
	Facts     []ui.Row
	Answers   ui.Table
}

// PublishedBar is a bar of four parts, drawn so that it can be read without
// colour: the numbers stand in the same row of the table.
type PublishedBar struct{ Parts []BarPart }

// BarPart is a part of a bar, in its own units.
type BarPart struct {
	Pattern  string // id of the pattern that it is filled with
	X, Width float64
}

// barWidth is how wide a bar is drawn.
const barWidth = 160.0

// ShareBar shares a bar's width among those confirmed, claimed, silent, and others.
func ShareBar(of, confirmed, claimed, silent int) PublishedBar {
	var bar PublishedBar
	x := 0.0
	for _, part := range []struct {
		pattern string
		n       int
	}{{"confirmed", confirmed}, {"claimed", claimed}, {"others", of - confirmed - claimed - silent}, {"silent", silent}} {
		if part.n <= 0 || of <= 0 {
			continue
		}
		width := barWidth * float64(part.n) / float64(of)
		bar.Parts = append(bar.Parts, BarPart{"heed-bar-" + part.pattern, x, width})
		x += width
	}
	return bar
}
