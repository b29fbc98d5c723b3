package page

import (
	"heed/internal/domain"
	"heed/web/ui"
)

// RecommendationPage is one recommendation: what is asked, of whom, and how it
// stands.
type RecommendationPage struct {
	No           string
	Short, Title string
	Theme        string
	Core         bool
	Cite         string
	Aims         []string
	Requirements []RequirementText
	Owers        []OwerLine
	Columns      []NationColumn
	Cells        []Figures // beside the columns
	Forecast     *ui.Table // by nation; nil where there is none to see
	Waiting      WaitingBehind
	HoldUps      []HoldUpLine
	Above, Below []DependencyLine
	Cycles       []string
	Practices    []PracticeLine
	Confirmed    []PracticeLine // good practice of confirmed duties, with consent
	Indicators   []IndicatorLine
}

// RequirementText is one requirement with what counts as proof.
type RequirementText struct {
	Key, Title, Proof, Cite string
	Reading                 string   // our reading of a vague word
	Notes                   []string // how fresh, two figures, a statement is enough
}

// OwerLine is one sort of body that owes the recommendation, with who acts there.
type OwerLine struct {
	Who  string // "NHS trusts: 202", or the names where they are few
	Unit string
	Part string // the requirements it owes, where not all
	Note string // our reading, or who signs for it
}

// WaitingBehind is how many duties of how many bodies wait behind something.
type WaitingBehind struct {
	Direct, DirectBodies int
	All, AllBodies       int
	DirectHref, AllHref  string // addresses of those duties
}

// HoldUpLine is one duty that others wait on.
type HoldUpLine struct {
	Text    string
	Href    string
	State   string
	Waiting WaitingBehind
}

// PracticeLine is good practice that the report tells of.
type PracticeLine struct {
	By   string
	Href string // the body's page, where the register knows one
	What string
	Note string // where it comes from
}

// IndicatorLine is a baseline figure of the report.
type IndicatorLine struct {
	Name   string
	Of     string // its population
	Values []string
	Cite   string
}

// DependencyLine is one dependency with how it bears on the duties below it.
type DependencyLine struct {
	From, To         string
	FromHref, ToHref string
	Kind             domain.DependencyKind
	Scope            string
	Only             string // the one requirement or the bodies that it is limited to
	Stated           bool
	Why, Cite        string
	States           []string // "202 wait", "3 released on a claim"
}
