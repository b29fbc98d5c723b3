package page

import (
	"strconv"

	"heed/internal/domain"
	"heed/web/ui"
)

// BodyPage is one organisation's own page: its duties, whom they wait on, and
// who waits on them.
type BodyPage struct {
	Name   string
	Kind   string
	Facts  []ui.Row
	Doubt  string // about the facts themselves
	Closed string // when it ended and who took over, "" where in force
	Round  string // the open round that asks it, "" for none
	// Live says that the visitor sees its duties whole; else only words that
	// were released.
	Live         bool
	Owes         int // how many duties it has, seen or not
	Figures      Figures
	Steps        []ui.Crumb // what this visitor can do here
	Rows         []BodyDuty
	Upstream     []BodyUpstream // whom it waits on
	Waits        []BodyWait     // the same, duty by duty, with what strands it
	Held         []BodyHeld
	Neighbours   *Neighbours // the same as a picture; nil where there is nothing to draw
	Partnerships []BodyPartner
	Findings     []BodyFinding // that nobody has answered
	Chase        *BodyChase    // to who chases the body; else nil
	Past         []HomeLink    // duties that it owes no longer
}

// FindingCount is how many findings there are in all.
func (p BodyPage) FindingCount() int {
	n := 0
	for _, one := range p.Findings {
		n += len(one.Tags)
	}
	return n
}

// nothingReleased says that the visitor sees what it owes and not how any of it
// stands.
func (p BodyPage) nothingReleased() bool { return !p.Live && p.Figures.Owed() == 0 }

// part says that the visitor sees some of its duties and not all, so that no
// sentence here may speak of the whole (R15).
func (p BodyPage) part() bool { return len(p.Rows) < p.Owes }

// says is a sentence of the two: about all its duties, or about a part.
func (p BodyPage) says(whole, part string) string {
	if p.part() {
		return part
	}
	return whole
}

// BodyDuty is one of its duties.
type BodyDuty struct {
	DutyRow
	No       int
	Core     bool
	Reported string
	Response string
	Target   string // the present date, with how often it moved
}

// BodyWait is one of its duties that waits or is stranded.
type BodyWait struct {
	Rec   string
	Href  string
	Lines []LinkLine
}

// BodyHeld is one of its duties that others wait on.
type BodyHeld struct {
	Rec  string
	Href string
	Held Held
}

// BodyPartner is one of its partnerships.
type BodyPartner struct {
	With, Href  string
	What        string
	State       domain.PartnershipState
	Since, Till domain.Day
	Office      bool // they share an integrated research office
}

// anchor is the row's own place on the page.
func (d BodyDuty) anchor() string { return "rec-" + strconv.Itoa(d.No) }

// place is the duty's own page, or the recommendation's where the visitor may
// not open that.
func (d BodyDuty) place() string {
	if d.Href != "" {
		return d.Href
	}
	return d.RecHref
}
