package domain

import (
	"cmp"
	"slices"
	"time"
)

// ReturnState is how far a return has come.
type ReturnState string

// The states of a return, in order.
const (
	ReturnAwaited   ReturnState = "awaited"   // expected, nothing written
	ReturnDraft     ReturnState = "draft"     // being written, or given back by the approver
	ReturnSubmitted ReturnState = "submitted" // a version is sealed and waits for sign-off
	ReturnSigned    ReturnState = "signed"    // waits for oversight
	ReturnReceived  ReturnState = "received"  // taken in without review: nothing new claimed (R3)
	ReturnAccepted  ReturnState = "accepted"
	ReturnSentBack  ReturnState = "sent_back" // with reasons; the draft is open again
)

// Editable says that the draft can be changed in this state.
func (s ReturnState) Editable() bool {
	return s == ReturnAwaited || s == ReturnDraft || s == ReturnSentBack
}

// Reported says that the body's accountable person has signed.
func (s ReturnState) Reported() bool {
	return s == ReturnSigned || s == ReturnReceived || s == ReturnAccepted || s == ReturnSentBack
}

// DealtWith says that oversight is done with the return: nobody writes on it
// any more.
func (s ReturnState) DealtWith() bool { return s == ReturnAccepted || s == ReturnReceived }

// Return is a body's report on a duty in a round; without a round it is an
// interim one (R14).
type Return struct {
	ID       ID          `json:"id"`
	DutyID   ID          `json:"duty_id"`
	RoundID  ID          `json:"round_id,omitempty"`
	State    ReturnState `json:"state"`
	Draft    Content     `json:"draft"`
	Drafters []ID        `json:"drafters,omitempty"` // everyone who changed this draft since the last sealed version
	Sealed   int         `json:"sealed,omitempty"`   // number of the last sealed version
	SignedAt time.Time   `json:"signed_at,omitzero"` // of the last signature
	Signed   int         `json:"signed,omitempty"`   // number of the last signed version
	Late     bool        `json:"late,omitempty"`     // signed after the due day (R14)
	Extended Day         `json:"extended,omitempty"` // due day granted to this return alone
	Holder   ID          `json:"holder,omitempty"`   // the reviewer who took it from the desk (R3)
	Version  int         `json:"version"`            // counts every save but of an extension: the guard against a lost race
}

// GivenBack says that the approver gave back the version sealed last.
func (r Return) GivenBack() bool { return r.State == ReturnDraft && r.Sealed > r.Signed }

// Answers says that what is written is an answer to what oversight sent back,
// which is taken after the round closed too (R14).
func (r Return) Answers() bool { return r.State == ReturnSentBack || (r.GivenBack() && r.Signed > 0) }

// WithoutDraft is the return as oversight may see it: what is not signed yet is
// for the body's own people alone.
func (r Return) WithoutDraft() Return {
	r.Draft, r.Drafters = Content{}, nil
	return r
}

// Version is a sealed return: a copy of the draft at submission, kept for ever.
type Version struct {
	DutyID      ID        `json:"duty_id"`
	ReturnID    ID        `json:"return_id"`
	RoundID     ID        `json:"round_id,omitempty"`
	No          int       `json:"no"` // counts per duty from 1
	Content     Content   `json:"content"`
	Drafters    []ID      `json:"drafters"`
	By          ID        `json:"by"`
	At          time.Time `json:"at"`
	Pack        int       `json:"pack"` // version of the pack it is judged by
	FirstTarget Day       `json:"first_target,omitempty"`
	PriorTarget Day       `json:"prior_target,omitempty"` // the duty's date before this version
}

// Says says that the draft is what one of its drafters has before them: saving
// it again changes nothing, whatever version they began from.
func (r Return) Says(content Content, by ID) bool {
	return r.State.Editable() && slices.Contains(r.Drafters, by) && same(r.Draft, content)
}

// EditDraft takes a new draft from a person. The guard is the version of the
// return that they had before them; a lost race is a Conflict with what stands
// now. Whoever changes a word is a drafter; saving what stands makes nobody one,
// except that every draft has somebody's name to it (R10).
func EditDraft(r Return, by ID, guard int, content Content) (Return, error) {
	if !r.State.Editable() {
		return r, Clash("return.not_editable", r)
	}
	if guard != r.Version {
		return r, Clash("return.changed", r)
	}
	changed := !same(r.Draft, content)
	r.Draft = content
	r.State = cmp.Or(map[ReturnState]ReturnState{ReturnAwaited: ReturnDraft}[r.State], r.State)
	if (changed || len(r.Drafters) == 0) && !slices.Contains(r.Drafters, by) {
		r.Drafters = append(slices.Clone(r.Drafters), by)
	}
	return r, nil
}

// Submit seals the draft as the version of a number. CheckContent must have
// found nothing.
func Submit(r Return, guard, no int) (Return, error) {
	if !r.State.Editable() {
		return r, Clash("return.not_editable", r)
	}
	if guard != r.Version {
		return r, Clash("return.changed", r)
	}
	r.State, r.Sealed = ReturnSubmitted, no
	return r, nil
}

// NextVersion is the number of a duty's next sealed version: they count per
// duty, across rounds.
func NextVersion(returns []Return) int {
	last := 0
	for _, r := range returns {
		last = max(last, r.Sealed)
	}
	return last + 1
}

// CurrentReturn is what a body writes on now (R14): the return of the open
// round until it is signed, else one that waits for signature or answers what
// was sent back with nothing signed since, else an interim one under way, else
// a new interim return without an id. Where several fit, the last; returns come
// in the order in which they were made. What is signed is out of the body's
// hands, so that a claim can be made or withdrawn while it waits for oversight.
// A draft that its round's closing caught goes with the new one, so nothing
// typed is lost. An interim draft that a round found under way went on in that
// round's return, and is no work any more once that was begun.
func CurrentReturn(returns []Return, rounds []Round) Return {
	open := map[ID]bool{}
	for _, round := range rounds {
		open[round.ID] = round.IsOpen()
	}
	signed := 0
	for _, r := range returns {
		signed = max(signed, r.Signed)
	}
	choices := []func(r Return, later []Return) bool{
		func(r Return, _ []Return) bool { return open[r.RoundID] },
		func(r Return, _ []Return) bool { return r.State == ReturnSubmitted || r.Answers() },
		func(r Return, later []Return) bool {
			return r.RoundID == "" && !slices.ContainsFunc(later, Return.begun)
		},
	}
	for _, fits := range choices {
		for i, r := range slices.Backward(returns) {
			if r.inHand(signed) && fits(r, returns[i+1:]) {
				return r
			}
		}
	}
	return newInterim(returns)
}

// begun says that somebody wrote something of the return.
func (r Return) begun() bool { return r.State != ReturnAwaited }

// inHand says that a return is with its body, where the last signed version has
// a number: an answer to an earlier one comes too late.
func (r Return) inHand(signed int) bool {
	return (r.State.Editable() || r.State == ReturnSubmitted) && !(r.Answers() && r.Signed < signed)
}

// newInterim is an interim return that nobody has saved yet. It goes on with the
// last return's draft where its round closed on it.
func newInterim(returns []Return) Return {
	fresh := Return{State: ReturnAwaited}
	if len(returns) > 0 {
		last := returns[len(returns)-1]
		fresh.DutyID = last.DutyID
		if last.State == ReturnDraft {
			fresh.State, fresh.Draft, fresh.Drafters = ReturnDraft, last.Draft, slices.Clone(last.Drafters)
		}
	}
	return fresh
}

// CaughtByClosing says that a return not saved yet goes on with a draft that its
// round's closing caught (R14).
func (r Return) CaughtByClosing() bool { return r.ID == "" && r.State == ReturnDraft }

// StillWritten refuses to write on a return that somebody has open where its
// body writes on another now (R14), which goes with the refusal. A draft that
// its round's closing caught is written on until another is begun.
func StillWritten(r Return, returns []Return, rounds []Round) error {
	now := CurrentReturn(returns, rounds)
	caught := now.ID == "" && returns[len(returns)-1].ID == r.ID && r.State.Editable() && !r.Answers()
	if r.ID == now.ID || caught {
		return nil
	}
	return Clash("return.moved_on", now)
}

// RoundsToWrite is the rounds of the returns that somebody may still write on:
// all that CurrentReturn asks of rounds.
func RoundsToWrite(returns []Return) []ID {
	var rounds []ID
	for _, r := range returns {
		if r.RoundID != "" && !r.State.DealtWith() {
			rounds = append(rounds, r.RoundID)
		}
	}
	return rounds
}

// Carry is what a new return starts from: the facts of the last signed version.
// The narrative is not carried by itself: each round tells its own, unless the
// body declares that nothing changed.
func Carry(last Content) Content {
	last.Narrative, last.SlipReason, last.NoChange, last.Minutes = "", "", false, 0
	return last
}

// MaySign refuses a signature under a version as a duty stands: by anyone who changed
// a word of the version, in anybody's hands (R10); on a duty that is closed by now
// (R12); and where the date moved after the version was submitted, by a first answer
// or another return, so that it would move again for a reason that nobody gave (R14).
func MaySign(s DutyState, v Version, by ID) error {
	if err := s.MayReport(); err != nil {
		return err
	}
	if slices.Contains(v.Drafters, by) {
		return Refused("sign.drafter", nil)
	}
	if v.Content.moves(s) && v.Content.SlipReason == "" {
		return Refused("sign.date_moved", Args{"Stands": s.Target, "Says": v.Content.Target})
	}
	return nil
}

// Sign moves the duty to what the signed version says: reported status, the
// answers, dates and slips move at sign-off and at nothing else.
func Sign(s DutyState, v Version, expires Day, at time.Time) DutyState {
	s = s.Clone()
	if s.Status == Implemented && v.Content.Status != Implemented {
		s.Withdrawn = DayOf(at)
	}
	s.SameFor, s.SameIn = countSame(s, v)
	s.Back, s.BackIn = noteBack(s, v)
	s.Signed, s.SignedAt, s.SignedIn = v.No, at, v.RoundID
	s.Status, s.Confidence = v.Content.Status, v.Content.Confidence
	s.Met = v.Content.mets()
	s.Barriers = nil
	for _, b := range v.Content.Barriers {
		s.Barriers = append(s.Barriers, b.Key)
	}
	s.Expires = expires
	s.Fell = s.Fell || (s.gradedFull() && reportsLess(s.Verdicts, v.Content))
	return moveTarget(s, v.Content.Target)
}

// reportsLess says that a body no longer says what a review found. What it has no
// answer to is nothing that it owes any more.
func reportsLess(found map[string]Verdict, c Content) bool {
	for key, verdict := range found {
		met := c.Answers[key].Met
		if met == "" {
			continue
		}
		if (verdict == VerdictMet && met != MetYes) || (verdict == VerdictNA && met != MetNA && met != MetYes) {
			return true
		}
	}
	return c.Status != Implemented
}

// moveTarget keeps the first date for ever and counts every later change (R14).
func moveTarget(s DutyState, target Day) DutyState {
	switch {
	case target.IsZero() || target == s.Target:
	case s.FirstTarget.IsZero():
		s.FirstTarget, s.Target = target, target
	default:
		s.Target = target
		s.Slips++
	}
	return s
}

// Reply is a body's answer to a recommendation.
type Reply struct {
	Response Response
	Reason   string
	Owner    string // the post that answers for the duty in the body
	Target   Day    // by when, where there is no date yet
}

// Says says that a reply is what stands: a second press of the same button. A
// reply that oversight refused is to be given anew.
func (d Duty) Says(r Reply) bool {
	s := d.State
	return s.Response == r.Response && d.Owner == r.Owner && !s.NARefused && (r.Target.IsZero() || r.Target == s.Target)
}

// Respond records a body's response on a day and, with it, the first target date
// (R14). What it does not mean to do, nobody in it need answer for.
func Respond(s DutyState, r Reply, on Day) (DutyState, error) {
	if err := s.MayReport(); err != nil {
		return s, err
	}
	var ps Problems
	if !slices.Contains(Responses(), r.Response) {
		ps.Add("response", "response.missing", nil)
	}
	if r.Response.NeedsReason() && r.Reason == "" {
		ps.Add("reason", "response.reason_missing", nil)
	}
	if r.Response.NeedsOwner() && r.Owner == "" {
		ps.Add("owner", "response.owner_missing", nil)
	}
	if !s.FirstTarget.IsZero() && !r.Target.IsZero() && r.Target != s.Target {
		ps.Add("target", "response.target_in_return", nil)
	}
	if s.FirstTarget.IsZero() {
		ahead(&ps, "target", r.Target, "", on)
	}
	if err := ps.Err(); err != nil {
		return s, err
	}
	s = s.Clone()
	s.Response, s.ResponseAt, s.NAAgreed, s.NARefused = r.Response, on, false, false
	return moveTarget(s, r.Target), nil
}

// ExpiryOf is the first day on which evidence behind the met requirements of a
// version is out of date: for each requirement its freshest piece counts.
func ExpiryOf(c Content, evidence map[ID]Evidence) Day {
	var first Day
	for key, a := range c.Answers {
		if a.Met != MetYes {
			continue
		}
		if last, dated := lastExpiry(c, key, evidence); dated && (first.IsZero() || last < first) {
			first = last
		}
	}
	return first
}

func lastExpiry(c Content, key string, evidence map[ID]Evidence) (Day, bool) {
	var last Day
	for _, use := range c.Evidence {
		if !slices.Contains(use.Requirements, key) {
			continue
		}
		e, known := evidence[use.EvidenceID]
		if !known || e.Redacted {
			continue
		}
		if e.Expires.IsZero() {
			return "", false
		}
		last = max(last, e.Expires)
	}
	return last, !last.IsZero()
}
