package domain

import (
	"maps"
	"slices"
)

// Word is a duty's position in one word (R1). Every duty has exactly one, so
// that in every cell the words add up to the bodies that owe it.
type Word string

// The words, in the order in which pages show them.
const (
	WordConfirmed     Word = "confirmed"
	WordWasConfirmed  Word = "was_confirmed"
	WordClaimed       Word = "claimed"
	WordReported      Word = "reported" // a signed return that claims nothing
	WordSilent        Word = "silent"
	WordExtended      Word = "extended"
	WordNotYetDue     Word = "not_yet_due"
	WordRejected      Word = "rejected"
	WordNotApplicable Word = "not_applicable" // agreed by oversight
	WordClosed        Word = "closed"         // otherwise than as implemented
	WordNotReached    Word = "not_reached"
	WordNotMonitored  Word = "not_monitored"
	WordUnowned       Word = "unowned"
)

// PositionWords is every word in the order of pages.
func PositionWords() []Word {
	return []Word{WordConfirmed, WordWasConfirmed, WordClaimed, WordReported, WordSilent, WordExtended, WordNotYetDue,
		WordRejected, WordNotApplicable, WordClosed, WordNotReached, WordNotMonitored, WordUnowned}
}

// Asked says how a duty stands in the last round that fell due.
type Asked string

// The answers; AskedNothing is a duty that no round that fell due expected.
const (
	AskedNothing  Asked = "nothing"
	AskedReported Asked = "reported"
	AskedExtended Asked = "extended"
	AskedSilent   Asked = "silent"
)

// DutyFacts is everything that a duty's position and its edges are computed from.
type DutyFacts struct {
	Duty      Duty
	Body      *Body
	Monitored bool  // the nation's take-up covers the recommendation
	Reached   bool  // somebody of the body has been in touch (R8)
	Asked     Asked // in the last round that fell due
	AskedIn   ID    // that round
	Since     Day   // the first due day since which the duty has gone unreported, where it is silent
	SayNot    []ID  // duties whose signed answer to a joint requirement contradicts a claim here (R17)
	// NotUpheld is the claim here that an issued spot check did not uphold, while
	// nobody has reviewed it since (R22); else nil.
	NotUpheld *CheckItem
}

// Claimed says that the body claims the duty and that no other, bound to one
// answer with it, says not.
func (f *DutyFacts) Claimed() bool { return f.Duty.Claimed() && len(f.SayNot) == 0 }

// Confirmed says that a confirmation stands on a day, likewise.
func (f *DutyFacts) Confirmed(on Day) bool { return f.Duty.Confirmed(on) && len(f.SayNot) == 0 }

// WasConfirmed says that a confirmation fell: the body's own, or for as long as
// another, bound to one answer with it, says not.
func (f *DutyFacts) WasConfirmed(on Day) bool {
	return f.Duty.WasConfirmed(on) || f.Duty.Confirmed(on) && len(f.SayNot) > 0
}

// Overdue says that the present target date has passed and nothing is claimed (R14).
func (f *DutyFacts) Overdue(on Day) bool {
	s := f.Duty.State
	return s.Closure == Open && !s.Target.IsZero() && s.Target < on && !f.Claimed()
}

// GaveWay says that the duty can no longer carry what waits for it, and that
// this came about on a day or after it: its body took a claim back or rejected
// it, oversight closed it undone, or another contradicts a joint answer (R12).
func (f *DutyFacts) GaveWay(since Day) bool {
	s := f.Duty.State
	switch {
	case s.Closure != Open:
		return s.Closure == ClosedNotImplemented && s.ClosedAt >= since
	case f.Claimed():
		return false
	case s.Response == ResponseRejected && s.ResponseAt >= since:
		return true
	}
	return s.Withdrawn >= since && !s.Withdrawn.IsZero() || f.Duty.Claimed()
}

// Position is the duty's word on a day. The order of the cases is the rule: what
// nobody can answer for comes first, then what was decided, then what the body
// said, then its silence.
func (f *DutyFacts) Position(on Day) Word {
	s := f.Duty.State
	switch {
	case f.Body.NoSignatory:
		return WordUnowned
	case s.Closure == ClosedImplemented:
		return WordConfirmed
	case s.Closure != Open:
		return WordClosed
	case s.Response == ResponseNotApplicable && s.NAAgreed:
		return WordNotApplicable
	case !f.Monitored:
		return WordNotMonitored
	case f.Confirmed(on):
		return WordConfirmed
	case f.WasConfirmed(on):
		return WordWasConfirmed
	case f.Claimed():
		return WordClaimed
	case s.Response == ResponseRejected:
		return WordRejected
	case f.Asked == AskedExtended:
		return WordExtended
	case !f.Reached && s.Signed == 0:
		return WordNotReached
	case f.Asked == AskedSilent:
		return WordSilent
	case s.Signed > 0:
		return WordReported
	}
	return WordNotYetDue
}

// Link is one edge from an upstream duty, or from a share of many local ones,
// as it bears on a downstream duty.
type Link struct {
	Dependency *Dependency
	Upstream   ID     // "" for a local share
	Share      *Share // of a local share
	OnClaim    bool   // released, but only by a claim (R6)
}

// Share is how far many local duties have come together.
type Share struct {
	Claimed, Confirmed, Of int // confirmed ones are claimed too
	Threshold              int // per cent
}

// Reached says that enough of the share is claimed, or confirmed when sure.
func (s Share) Reached(sure bool) bool {
	n := s.Claimed
	if sure {
		n = s.Confirmed
	}
	return s.Of > 0 && n*100 >= s.Threshold*s.Of
}

// Standing is everything computed about one duty on a day; nothing of it is
// ever stored (derived is derived).
type Standing struct {
	Word          Word
	SilentToo     bool // silent in the last round although its word is another
	Overdue       bool
	DaysPast      int  // past the present target date, where overdue
	DaysPastFirst int  // past the first target date, where not claimed
	Undated       bool // has no target date
	Unreported    bool // nothing signed, ever
	EvidenceStale bool
	Ready         bool // open, not claimed, and nothing holds it

	WaitingOn   []Link // holding edges whose upstream is not claimed
	OnClaim     []Link // holding edges released by a claim alone
	StrandedBy  []Link // holding edges whose upstream was rejected or closed undone
	Unmonitored []Link // monitoring edges whose upstream is not there
	Uninformed  []Link
	Unsupported []Link
	NoPartner   []*Dependency // same-body edges that need a partnership, and none is recorded
	NotBinding  []*Dependency // edges agreed not to bind (R6)
	Ahead       bool          // done, in all or in the requirement held, before an upstream that holds it
	AheadOf     []Link        // those upstreams

	// Holding up: unfinished holding edges downstream.
	Holds       []ID // duties that wait on this one directly
	HoldsAll    int  // duties waiting behind it, directly and in turn
	HoldsBodies int  // bodies those duties belong to
}

// Cell counts duties by word; its sum is the bodies that owe (R1).
type Cell struct {
	Counts    map[Word]int
	SilentToo int // of all these, silent in the last round besides
	Overdue   int
	Waiting   int
}

// Add counts one duty.
func (c *Cell) Add(s Standing) {
	if c.Counts == nil {
		c.Counts = make(map[Word]int, 4)
	}
	c.Counts[s.Word]++
	if s.SilentToo {
		c.SilentToo++
	}
	if s.Overdue {
		c.Overdue++
	}
	if len(s.WaitingOn) > 0 {
		c.Waiting++
	}
}

// Owed is how many bodies owe what the cell counts.
func (c Cell) Owed() int {
	sum := 0
	for _, n := range c.Counts {
		sum += n
	}
	return sum
}

// Of is the count of one word.
func (c Cell) Of(w Word) int { return c.Counts[w] }

// Release is one nation's figures as its oversight let them out of the nation
// (R4): each duty's word on a day.
type Release struct {
	ID     ID          `json:"id"`
	Report string      `json:"report"`
	Nation Nation      `json:"nation"`
	Day    Day         `json:"day"`
	By     ID          `json:"by"`
	Seq    int64       `json:"seq"`
	Words  map[ID]Word `json:"words"` // by duty
}

// SaysSame says whether two releases let out the same figures of the same day.
func (r Release) SaysSame(other Release) bool {
	return r.Report == other.Report && r.Nation == other.Nation && r.Day == other.Day && maps.Equal(r.Words, other.Words)
}

// Check says what is wrong with figures that are to be released for a nation:
// they give one word to every duty that is owed there, and to no other. Duties
// and nations are those of the report, each nation by the body's id.
func (r Release) Check(duties []Duty, nations map[ID]Nation) error {
	owed := 0
	for _, d := range duties {
		if d.State.Retired || OverseenBy(nations[d.BodyID]) != r.Nation {
			continue
		}
		owed++
		if !slices.Contains(PositionWords(), r.Words[d.ID]) {
			return Bad("words", "release.incomplete", Args{"Duty": d.ID})
		}
	}
	if owed != len(r.Words) {
		return Bad("words", "release.not_the_nations", nil)
	}
	return nil
}
