package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/graph"
	"heed/web/ui"
)

// PackagePage is whether the package holds together.
type PackagePage struct {
	Day       domain.Day
	Sentences []HomeLink
	Heading   string    // what the weakest link is called
	Weakest   *WeakLink // nil where nothing is missing
	Nations   ui.Table
	Aims      ui.Table
}

// WeakLink is a dependency that is missing at some duties, and whose part it is.
type WeakLink struct {
	Text     string
	Rows     string // address of the duties that miss it
	Upstream []LinkLine
	More     []LinkLine // upstream duties beyond those
	Waiting  WaitingBehind
	Suppose  string // address of what would be released
}

// PackageBodiesPage is the package body by body.
type PackageBodiesPage struct {
	Day    domain.Day
	Nation *form.Choice
	Count  int
	Table  ui.Table
	Pages  ui.Pages
}

// PackageFields narrow the edges.
type PackageFields struct {
	Form                          *form.Form
	Nation, Aim, Dependency, Hold *form.Choice
}

// PackageEdgesPage is the edges behind a figure of the package.
type PackageEdgesPage struct {
	Day      domain.Day
	Fields   PackageFields
	Body     string // code that the list is narrowed to, or ""
	BodyName string
	Count    int
	Rows     []EdgeLine
	Pages    ui.Pages
}

// EdgeLine is one dependency at one duty.
type EdgeLine struct {
	Body, BodyHref string
	Rec, Href      string
	From, FromHref string
	Kind, Hold     string
	Lacking        []LinkLine
}

// HoldUpsPage is who holds up whom.
type HoldUpsPage struct {
	Day         domain.Day
	Form        *form.Form
	Nation, Rec *form.Choice
	Count       int
	Table       ui.Table
	Pages       ui.Pages
}

// BodyUpstream is one upstream duty that a body waits on.
type BodyUpstream struct {
	Upstream, Href string
	State          []string
	Since          string
	Duties         []HomeLink // its own duties that wait on it
	Suppose        string
}

// SupposePage asks what to suppose done, and shows what would be released.
type SupposePage struct {
	Form        *form.Form
	Day         domain.Day
	Rec, Nation *form.Choice
	Body        *form.Text

	Shown                  bool // something is supposed
	Sentence               string
	Already                int // of what is supposed, there already or never to come
	Turns                  []string
	Ready, Still           []DutyRow
	ReadyCount, StillCount int
}

// holdWords are the words of an edge, in the order of the legend.
func holdWords() []string {
	var words []string
	for _, h := range graph.HoldWords() {
		words = append(words, string(h))
	}
	return words
}
