package domain

import (
	"maps"
	"slices"
	"strconv"
	"time"
)

// Round is a reporting period of one or more nations, in which duties are
// reported on. Each nation's oversight has its own (R4); DHSC's covers England
// and the UK-wide bodies.
type Round struct {
	ID        ID        `json:"id"`
	Report    string    `json:"report"`
	Name      string    `json:"name"` // "Autumn 2026"
	Nations   []Nation  `json:"nations"`
	Bodies    []string  `json:"bodies,omitempty"` // codes, when a pilot names its bodies (R8)
	Opens     Day       `json:"opens"`
	AsAt      Day       `json:"as_at"` // the day that returns speak of
	Due       Day       `json:"due"`
	Closes    Day       `json:"closes"`
	ReviewBy  Day       `json:"review_by"`
	Publishes Day       `json:"publishes"`
	OpenedAt  time.Time `json:"opened_at,omitzero"`
	ClosedAt  time.Time `json:"closed_at,omitzero"`  // zero while it takes returns
	Pack      int       `json:"pack"`                // version of the pack in force when it opened
	Generated bool      `json:"generated,omitempty"` // made up for a demonstration (R20)
	Version   int       `json:"version"`
}

// IsOpen says that the round takes returns.
func (r Round) IsOpen() bool { return !r.OpenedAt.IsZero() && r.ClosedAt.IsZero() }

// OpenRounds is those of some rounds that take returns.
func OpenRounds(rounds []Round) []ID {
	var open []ID
	for _, r := range rounds {
		if r.IsOpen() {
			open = append(open, r.ID)
		}
	}
	return open
}

// FellDue says that on a day the round's returns are no longer to be waited for:
// its due day has passed, or it was closed before that, since a closed round
// takes none (R14).
func (r Round) FellDue(on Day) bool {
	return !r.OpenedAt.IsZero() && (r.Due < on || !r.ClosedAt.IsZero())
}

// Ended is the last day on which a return was in time: the due day, or the day
// of closing (Europe/London) where that came first.
func (r Round) Ended() Day {
	if r.ClosedAt.IsZero() {
		return r.Due
	}
	return min(r.Due, DayOf(r.ClosedAt))
}

// Asks says whether the round reaches a body.
func (r Round) Asks(b Body) bool {
	return slices.Contains(r.Nations, b.Nation) && (len(r.Bodies) == 0 || slices.Contains(r.Bodies, b.Code))
}

// Check says what is wrong with a round that is opened on a day. It may have begun
// before; what is to be done in it is still to come.
func (r Round) Check(on Day) Problems {
	var ps Problems
	if r.Name == "" {
		ps.Add("name", "round.name_missing", nil)
	}
	if len(r.Nations) == 0 {
		ps.Add("nations", "round.nations_missing", nil)
	}
	days := []struct {
		field string
		day   Day
	}{{"opens", r.Opens}, {"due", r.Due}, {"closes", r.Closes}, {"review_by", r.ReviewBy}, {"publishes", r.Publishes}}
	for i, d := range days {
		switch {
		case d.day.IsZero():
			ps.Add(d.field, "round.day_missing", nil)
		case i > 0 && !days[i-1].day.IsZero() && d.day < days[i-1].day:
			ps.Add(d.field, "round.day_order", Args{"Before": days[i-1].field})
		case i == 0:
			begins(&ps, d.field, d.day, on)
		default:
			ahead(&ps, d.field, d.day, "", on)
		}
	}
	if r.AsAt.IsZero() {
		ps.Add("as_at", "round.day_missing", nil)
	} else if !r.Due.IsZero() && r.AsAt > r.Due {
		ps.Add("as_at", "round.as_at_after_due", nil)
	} else {
		begins(&ps, "as_at", r.AsAt, on)
	}
	return ps
}

// Expects says whether a duty is reported on in a round that opens on a day. A
// confirmed one is re-affirmed once a year, and earlier only when the evidence
// behind it goes out of date before the round is due, or when an upstream that
// it needs gave way; closed, retired and rejected ones are left alone (R12).
func (r Round) Expects(f DutyFacts, gaveWay bool, on Day) bool {
	s := f.Duty.State
	switch {
	case s.Retired || s.Closure != Open:
		return false
	case s.Response == ResponseNotApplicable && s.NAAgreed:
		return false
	case s.Response == ResponseRejected && !f.Duty.Claimed():
		return false
	case !f.Confirmed(on) || gaveWay:
		return true
	}
	yearly := DayOf(s.SignedAt).AddMonths(12) <= r.Due
	expiring := !s.ConfirmedExpires.IsZero() && s.ConfirmedExpires <= r.Due
	return yearly || expiring
}

// Extend grants a later due day to one return of a round: after the round's
// due day, and no later than the day on which the round closes (R14).
func Extend(r Return, round Round, to, on Day) (Return, error) {
	if !round.IsOpen() {
		return r, Refused("return.round_closed", nil)
	}
	if r.State.Reported() {
		return r, Clash("return.changed", r.WithoutDraft())
	}
	var ps Problems
	switch {
	case to.IsZero():
		ps.Add("due", "extend.day_missing", nil)
	case to <= round.Due || to < on:
		ps.Add("due", "extend.not_later", Args{"Day": max(round.Due, on)})
	case to > round.Closes:
		ps.Add("due", "extend.after_close", Args{"Day": round.Closes})
	}
	if err := ps.Err(); err != nil {
		return r, err
	}
	r.Extended = to
	return r, nil
}

// TakeUp is an oversight's record that it monitors a report in its nation (R4):
// the government's public answer to the overarching ask.
type TakeUp struct {
	ID         ID          `json:"id"`
	Report     string      `json:"report"`
	Nation     Nation      `json:"nation"`
	From       Day         `json:"from"`
	Recs       []int       `json:"recs,omitempty"`        // those taken up; empty is all
	Words      string      `json:"words"`                 // the government's own, public
	ExpectedBy map[int]Day `json:"expected_by,omitempty"` // per recommendation, oversight's own date (R14)
	By         ID          `json:"by"`
	Version    int         `json:"version"`
}

// Monitors says whether the nation monitors a recommendation on a day.
func (t TakeUp) Monitors(rec int, on Day) bool {
	return !t.From.IsZero() && t.From <= on && (len(t.Recs) == 0 || slices.Contains(t.Recs, rec))
}

// Check says what is wrong, on a day, with a take-up of a pack's report. Before is
// the one that stands: its dates are sound, though they may have passed.
func (t TakeUp) Check(pack *Pack, before TakeUp, on Day) Problems {
	var ps Problems
	switch {
	case t.From.IsZero():
		ps.Add("from", "take_up.from_missing", nil)
	case t.From != before.From:
		begins(&ps, "from", t.From, on)
	}
	if t.Words == "" {
		ps.Add("words", "take_up.words_missing", nil)
	}
	for _, no := range t.Recs {
		if rec, known := pack.Recommendation(no); !known || rec.Retired {
			ps.Add("recs", "take_up.rec_unknown", Args{"Rec": no})
		}
	}
	for _, no := range slices.Sorted(maps.Keys(t.ExpectedBy)) {
		field := "expected_by-" + strconv.Itoa(no)
		_, known := pack.Recommendation(no)
		switch {
		case !known || (len(t.Recs) > 0 && !slices.Contains(t.Recs, no)):
			ps.Add(field, "take_up.rec_unknown", Args{"Rec": no})
		case t.ExpectedBy[no] < t.From:
			ps.Add(field, "take_up.expected_before_from", Args{"Rec": no})
		default:
			ahead(&ps, field, t.ExpectedBy[no], before.ExpectedBy[no], on)
		}
	}
	return ps
}

// OverseenBy is the nation whose oversight a body's duties come under: its own,
// and England's for UK-wide bodies (DHSC's part).
func OverseenBy(n Nation) Nation {
	if n == UK {
		return England
	}
	return n
}

// Overlap says that two rounds would ask the same bodies: they share a nation,
// and neither is a pilot that leaves the other's bodies out.
func Overlap(a, b Round) bool {
	shared := slices.ContainsFunc(a.Nations, func(n Nation) bool { return slices.Contains(b.Nations, n) })
	if !shared || len(a.Bodies) == 0 || len(b.Bodies) == 0 {
		return shared
	}
	return slices.ContainsFunc(a.Bodies, func(code string) bool { return slices.Contains(b.Bodies, code) })
}

// SaysSame says whether two rounds ask the same bodies on the same days under
// the same name: what a second press of the button that opens one repeats.
func (r Round) SaysSame(other Round) bool {
	r.ID, r.OpenedAt, r.ClosedAt, r.Pack, r.Generated, r.Version = other.ID, other.OpenedAt, other.ClosedAt, other.Pack, other.Generated, other.Version
	return same(r, other)
}

// SaysSame says whether two forms of a take-up say the same, whoever said it.
func (t TakeUp) SaysSame(other TakeUp) bool {
	t.ID, t.Version, t.By = other.ID, other.Version, other.By
	return same(t, other)
}
