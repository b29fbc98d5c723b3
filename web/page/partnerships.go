package page

import (
	"heed/internal/domain"
	"heed/internal/form"
)

// PartnershipsPage is every partnership of a body, ended ones too.
type PartnershipsPage struct {
	Body    string
	Lines   []PartnershipLine
	Propose string // address of the form that proposes one, "" where the visitor can't
}

// PartnershipLine is a partnership in words.
type PartnershipLine struct {
	Href             string
	Other, OtherHref string
	What             string
	Office           bool // they share an integrated research office
	From, To         domain.Day
	State            domain.PartnershipState
	Turn             bool // it is for this body to answer
}

// NewPartnershipPage is the form that proposes a partnership.
type NewPartnershipPage struct {
	Body, Action, Back string
	Fits               bool // bodies of this kind have partnerships
	Fields             PartnershipFields
}

// PartnershipFields are its typed fields.
type PartnershipFields struct {
	*form.Form
	Partner *form.Choice
	What    *form.Text
	Office  *form.Bool
	From    *form.Day
	To      *form.Day
}

// PartnershipPage is one partnership.
type PartnershipPage struct {
	Body      string
	Line      PartnershipLine
	Proposer  string
	Back      string
	Answers   bool // the visitor's body was asked
	TakesBack bool // the visitor's body proposed it, and it is not answered
	Ends      bool
	Fields    EndFields
	Shared    []SharedDuty // while they share an office: what each claims
}

// SharedDuty is what partners see of each other's duty: claimed or confirmed,
// and when.
type SharedDuty struct {
	Body, Rec string
	Href      string      // "" where the visitor can't open it
	Word      domain.Word // "" where nothing is claimed
	Signed    domain.Day
}

// EndFields ask for a partnership's last day.
type EndFields struct {
	*form.Form
	Last *form.Day
}
