package domain

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// ChaseMatter is one duty of a body as oversight's chase list shows it (R19):
// why it is there, since when, and what else is looked at when it is asked
// whether anything has moved.
type ChaseMatter struct {
	Duty    ID   `json:"duty"`
	Rec     int  `json:"rec"`
	Silent  bool `json:"silent,omitempty"`  // a return was expected and none is signed (R1)
	Overdue bool `json:"overdue,omitempty"` // its target date has passed and it is not claimed (R14)
	Holds   bool `json:"holds,omitempty"`   // other bodies wait for it (R6)
	// SilentSince is the first day since which it has gone unreported.
	SilentSince Day `json:"silent_since,omitempty"`
	Target      Day `json:"target,omitempty"`
	// Waits are the keys of what it waits on, in order.
	Waits []string `json:"waits,omitempty"`
}

// ChaseMatterOf says whether a duty belongs on the chase list on a day; others is
// how many bodies besides its own wait behind it. What nobody can be asked for is
// not on it: a duty that is closed, agreed not to apply, unowned, not monitored,
// or of a body that nobody has reached (R8). Nor is one that only waits for others
// (R6): they are on it.
func ChaseMatterOf(f *DutyFacts, st *Standing, others int) (ChaseMatter, bool) {
	switch st.Word {
	case WordClosed, WordNotApplicable, WordUnowned, WordNotMonitored, WordNotReached:
		return ChaseMatter{}, false
	}
	m := ChaseMatter{
		Duty: f.Duty.ID, Rec: f.Duty.Rec, Target: f.Duty.State.Target,
		Silent: st.Word == WordSilent || st.SilentToo, Overdue: st.Overdue, Holds: others > 0,
	}
	if m.Silent {
		m.SilentSince = f.Since
	}
	for _, l := range st.WaitingOn {
		if l.Upstream != "" {
			m.Waits = append(m.Waits, string(l.Upstream))
		} else {
			m.Waits = append(m.Waits, l.Dependency.Key)
		}
	}
	slices.Sort(m.Waits)
	m.Waits = slices.Compact(m.Waits)
	return m, m.Silent || m.Overdue || m.Holds
}

// Since is the first day on which the duty was silent or overdue; "" where it is
// neither.
func (m ChaseMatter) Since() Day {
	since := m.SilentSince
	if late := m.Target.Add(1); m.Overdue && (since.IsZero() || late < since) {
		since = late
	}
	return since
}

// Late is how many days that is ago.
func (m ChaseMatter) Late(on Day) int {
	if since := m.Since(); !since.IsZero() {
		return max(0, since.DaysUntil(on))
	}
	return 0
}

// same says that the duty is still on the list for a reason for which it was.
func (m ChaseMatter) same(now ChaseMatter) bool {
	return m.Silent && now.Silent && m.SilentSince == now.SilentSince || m.Overdue && now.Overdue || m.Holds && now.Holds
}

// ChaseRank is what places a body on the chase list.
type ChaseRank struct {
	Behind int // duties waiting behind what it is chased for
	Core   int // core asks among that
	Late   int // days, of what is latest
}

// Compare orders what matters more before what matters less: many waiting behind,
// core asks, and then what is latest (R19).
func (r ChaseRank) Compare(other ChaseRank) int {
	return cmp.Or(cmp.Compare(other.Behind, r.Behind), cmp.Compare(other.Core, r.Core), cmp.Compare(other.Late, r.Late))
}

// Chase is how far oversight has come with one body on the chase list. There is
// one for each body and report, once somebody has taken it or noted anything.
type Chase struct {
	ID       ID            `json:"id"`
	Report   string        `json:"report"`
	BodyID   ID            `json:"body_id"`
	Holder   ID            `json:"holder,omitempty"`
	Promised Day           `json:"promised,omitempty"` // by when the body said that it will be done
	About    []ID          `json:"about,omitempty"`    // the duties of which that was said; empty is all that it was chased for
	Until    Day           `json:"until,omitempty"`    // put away to the end of that day
	Seen     []ChaseMatter `json:"seen,omitempty"`     // what stood on the list as it was put away
	Version  int           `json:"version"`
}

// Take gives the body to whoever works on it, as a return on the desk.
func (c Chase) Take(by ID) (Chase, error) {
	if heldByOther(c.Holder, by) {
		return c, Clash("chase.taken", c)
	}
	c.Holder = by
	return c, nil
}

// ChaseState is where a body stands on the chase list.
type ChaseState string

// The states.
const (
	ChaseOpen  ChaseState = "to_chase"
	ChaseTaken ChaseState = "taken"
	ChaseAway  ChaseState = "away"
	ChaseBack  ChaseState = "back" // it was put away, and something has moved
)

// ChaseStates is every state in the order of pages.
func ChaseStates() []ChaseState { return []ChaseState{ChaseOpen, ChaseTaken, ChaseBack, ChaseAway} }

// ChaseMove is why a body that was put away is back.
type ChaseMove string

// The moves, in the order in which pages give them.
const (
	MovePromise  ChaseMove = "promise"  // the day promised has passed, and it is not done
	MoveDay      ChaseMove = "day"      // the day until which it was put away has passed, likewise
	MoveSilent   ChaseMove = "silent"   // a duty fell silent since
	MoveOverdue  ChaseMove = "overdue"  // a duty fell overdue since
	MoveHolds    ChaseMove = "holds"    // other bodies have come to wait for a duty
	MoveTarget   ChaseMove = "target"   // a target date was moved
	MoveUpstream ChaseMove = "upstream" // what a duty waits on is not what it was
)

// ChaseMoved is one such reason: the day of a promise or of a putting away, the
// recommendations of everything else.
type ChaseMoved struct {
	Move ChaseMove
	Day  Day
	Recs []int
}

// Stands is where the body stands on a day, given what is on the list under it,
// and why it is back where it is. What was put away comes back when the promise
// lapses or something under it moves; a return that is signed or drafted moves
// nothing by itself: what the list says of the duty must change.
func (c Chase) Stands(now []ChaseMatter, on Day) (ChaseState, []ChaseMoved) {
	if c.Until.IsZero() {
		if c.Holder != "" {
			return ChaseTaken, nil
		}
		return ChaseOpen, nil
	}
	moved := c.moved(now, on)
	if len(moved) == 0 {
		return ChaseAway, nil
	}
	return ChaseBack, moved
}

func (c Chase) moved(now []ChaseMatter, on Day) []ChaseMoved {
	recs := map[ChaseMove][]int{}
	undone, broken := false, false
	for _, m := range now {
		at := slices.IndexFunc(c.Seen, func(s ChaseMatter) bool { return s.Duty == m.Duty })
		var seen ChaseMatter
		if at >= 0 {
			seen = c.Seen[at]
		}
		if seen.same(m) {
			undone, broken = true, broken || isAbout(c.About, m.Duty)
		}
		for move, is := range map[ChaseMove]bool{
			MoveSilent: m.Silent && !(seen.Silent && seen.SilentSince == m.SilentSince), MoveOverdue: m.Overdue && !seen.Overdue,
			MoveHolds: m.Holds && !seen.Holds, MoveTarget: at >= 0 && m.Target != seen.Target,
			MoveUpstream: at >= 0 && !slices.Equal(m.Waits, seen.Waits),
		} {
			if is {
				recs[move] = append(recs[move], m.Rec)
			}
		}
	}
	var moved []ChaseMoved
	switch {
	case broken && !c.Promised.IsZero() && c.Promised < on:
		moved = append(moved, ChaseMoved{Move: MovePromise, Day: c.Promised})
	case undone && c.Until < on:
		moved = append(moved, ChaseMoved{Move: MoveDay, Day: c.Until})
	}
	for _, move := range []ChaseMove{MoveSilent, MoveOverdue, MoveHolds, MoveTarget, MoveUpstream} {
		if len(recs[move]) > 0 {
			slices.Sort(recs[move])
			moved = append(moved, ChaseMoved{Move: move, Recs: recs[move]})
		}
	}
	return moved
}

// ChaseNoteMax is how many characters a note may have; ChaseAwayMax for how many
// days at most a body can be put away, so that a mistyped year hides nobody.
const (
	ChaseNoteMax = 2000
	ChaseAwayMax = 366
)

// ChaseNote is what was said when a body was chased: never changed, corrected by
// another. Who wrote it, when and where in the record stand on its sealed row.
type ChaseNote struct {
	Report   string        `json:"report"`
	Text     string        `json:"text"`
	Promised Day           `json:"promised,omitempty"` // by when the body said that it will be done; "" is no promise
	About    []ID          `json:"about,omitempty"`    // the duties of which it said so; empty is all of Seen
	Until    Day           `json:"until,omitempty"`    // put away to the end of that day; "" is kept on the list
	Seen     []ChaseMatter `json:"seen,omitempty"`     // what stood on the list

	By  ID        `json:"-"`
	At  time.Time `json:"-"`
	Seq int64     `json:"-"`
	// Destroyed says that its words were destroyed by an order (R2).
	Destroyed bool `json:"-"`
}

// NoteChase is a body after somebody noted what was said. Put away without a day
// of its own, it is away until the day promised. A note that does not put it away
// keeps it on the list, or brings it back there; the promise stands until there is
// another.
func NoteChase(c Chase, n ChaseNote, away bool, on Day) (Chase, ChaseNote, error) {
	n.Text = strings.TrimSpace(n.Text)
	if away && n.Until.IsZero() {
		n.Until = n.Promised
	}
	if !away {
		n.Until = ""
	}
	var ps Problems
	switch length := utf8.RuneCountInString(n.Text); {
	case length == 0:
		ps.Add("text", "chase.text_missing", nil)
	case length > ChaseNoteMax:
		ps.Add("text", "chase.text_long", Args{"Max": ChaseNoteMax})
	}
	switch {
	case n.Promised.IsZero():
	case n.Promised < on:
		ps.Add("promised", "chase.promise_past", nil)
	case len(n.Seen) == 0:
		ps.Add("promised", "chase.nothing", nil)
	default:
		within(&ps, "promised", n.Promised, on)
	}
	switch {
	case len(n.About) > 0 && n.Promised.IsZero():
		ps.Add("promised", "chase.promise_missing", nil)
	case slices.ContainsFunc(n.About, func(id ID) bool { return !n.saw(id) }):
		ps.Add("about", "chase.about_unknown", nil)
	}
	if away {
		n.checkAway(&ps, on)
	}
	if err := ps.Err(); err != nil {
		return c, n, err
	}
	c.Until, c.Seen = n.Until, nil
	if away {
		c.Seen = n.Seen
	}
	if away || !n.Promised.IsZero() {
		c.Promised, c.About = n.Promised, n.About
	}
	return c, n, nil
}

// isAbout says that a promise is about a duty: it names it, or it names none.
func isAbout(about []ID, duty ID) bool { return len(about) == 0 || slices.Contains(about, duty) }

// saw says that a duty stood on the list as the note was written.
func (n ChaseNote) saw(duty ID) bool {
	return slices.ContainsFunc(n.Seen, func(m ChaseMatter) bool { return m.Duty == duty })
}

func (n ChaseNote) checkAway(ps *Problems, on Day) {
	switch {
	case n.Until.IsZero():
		ps.Add("until", "chase.until_missing", nil)
	case n.Until <= on:
		ps.Add("until", "chase.until_past", nil)
	case n.Until > on.Add(ChaseAwayMax):
		ps.Add("until", "chase.until_far", Args{"Day": on.Add(ChaseAwayMax)})
	case len(n.Seen) == 0:
		ps.Add("until", "chase.nothing", nil)
	}
}

// ChaseSeen names what stood on the list under a body, so that somebody who began a
// note on other duties, or other reasons, is told.
func ChaseSeen(matters []ChaseMatter) string { return keyOf(matters) }
