package domain

import (
	"maps"
	"slices"
	"time"
)

// Response is a body's answer to a recommendation, before any progress.
type Response string

// The responses; all but the first two need reasons, and NotApplicable needs
// oversight's agreement besides.
const (
	ResponseAwaited       Response = "awaited"
	ResponseAccepted      Response = "accepted"
	ResponseInPrinciple   Response = "accepted_in_principle"
	ResponseInPart        Response = "accepted_in_part"
	ResponseRejected      Response = "rejected"
	ResponseNotApplicable Response = "not_applicable"
)

// Responses is every response that a body can give, in the order of pages.
func Responses() []Response {
	return []Response{ResponseAccepted, ResponseInPrinciple, ResponseInPart, ResponseRejected, ResponseNotApplicable}
}

// NeedsReason says that the response is only taken with a reason.
func (r Response) NeedsReason() bool { return r != ResponseAwaited && r != ResponseAccepted }

// NeedsOwner says that somebody in the body has to answer for what it took on.
func (r Response) NeedsOwner() bool {
	return r != ResponseAwaited && r != ResponseRejected && r != ResponseNotApplicable
}

// Status is what a body reports in a return.
type Status string

// The reported statuses.
const (
	NoReturn    Status = "no_return"
	NotStarted  Status = "not_started"
	Planned     Status = "planned"
	InProgress  Status = "in_progress"
	Implemented Status = "implemented"
)

// Statuses is every status that a return can carry, in the order of pages.
func Statuses() []Status { return []Status{NotStarted, Planned, InProgress, Implemented} }

// Grade is oversight's assessment, after the Transportation Safety Board of
// Canada's scale for responses to its recommendations.
type Grade string

// The grades.
const (
	NotAssessed        Grade = "not_assessed"
	FullySatisfactory  Grade = "fully_satisfactory"
	SatisfactoryIntent Grade = "satisfactory_intent"
	SatisfactoryInPart Grade = "satisfactory_in_part"
	Unsatisfactory     Grade = "unsatisfactory"
)

// Grades is every grade a reviewer can give, best first.
func Grades() []Grade {
	return []Grade{FullySatisfactory, SatisfactoryIntent, SatisfactoryInPart, Unsatisfactory}
}

// Assurance is how oversight knows.
type Assurance string

// The assurance levels, weakest first.
const (
	SelfReported          Assurance = "self_reported"
	EvidenceChecked       Assurance = "evidence_checked"
	IndependentlyVerified Assurance = "independently_verified"
)

// Assurances is every level, weakest first.
func Assurances() []Assurance {
	return []Assurance{SelfReported, EvidenceChecked, IndependentlyVerified}
}

// Checked says that evidence was looked at.
func (a Assurance) Checked() bool { return a == EvidenceChecked || a == IndependentlyVerified }

// Closure is oversight's own decision on a duty, never a by-product of
// accepting a return (R12).
type Closure string

// The closures.
const (
	Open                 Closure = "open"
	ClosedImplemented    Closure = "implemented"
	ClosedAlternative    Closure = "alternative"
	ClosedSuperseded     Closure = "superseded"
	ClosedNotApplicable  Closure = "no_longer_applicable"
	ClosedNotImplemented Closure = "not_implemented"
)

// Closures is every way to close, in the order of pages.
func Closures() []Closure {
	return []Closure{ClosedImplemented, ClosedAlternative, ClosedSuperseded, ClosedNotApplicable, ClosedNotImplemented}
}

// Duty is one recommendation as owed by one body.
type Duty struct {
	ID           ID        `json:"id"`
	Report       string    `json:"report"`
	Rec          int       `json:"rec"`
	BodyID       ID        `json:"body_id"`
	Unit         string    `json:"unit"`            // who acts inside the body
	Lead         string    `json:"lead,omitempty"`  // code of the department that reports and signs for a government (R5)
	Requirements []string  `json:"requirements"`    // keys of what this body owes, in order
	Owner        string    `json:"owner,omitempty"` // the named owner's post; the record has it in sealed words
	State        DutyState `json:"state"`
	Version      int       `json:"version"`
	Seq          int64     `json:"seq"` // last event that changed the state
}

// DutyState is the stored state of a duty: only what people decided, nothing
// derived and no free text. A duty event carries all of it.
type DutyState struct {
	Retired bool `json:"retired,omitempty"` // the pack or the register dropped it

	Response    Response `json:"response"`
	ResponseAt  Day      `json:"response_at,omitempty"`
	NAAgreed    bool     `json:"na_agreed,omitempty"`  // oversight agreed that it does not apply
	NARefused   bool     `json:"na_refused,omitempty"` // or found that it does
	FirstTarget Day      `json:"first_target,omitempty"`
	Target      Day      `json:"target,omitempty"`
	Slips       int      `json:"slips,omitempty"`

	// The last signed version.
	Signed   int            `json:"signed,omitempty"` // its number; 0 is none
	SignedAt time.Time      `json:"signed_at,omitzero"`
	SignedIn ID             `json:"signed_in,omitempty"` // its round; "" is interim
	Status   Status         `json:"status"`
	Met      map[string]Met `json:"met,omitempty"`
	// SameFor is in how many rounds on end the body has reported *in progress*
	// with the same answers; SameIn is the last of them. See countSame.
	SameFor    int        `json:"same_for,omitempty"`
	SameIn     ID         `json:"same_in,omitempty"`
	Confidence Confidence `json:"confidence,omitempty"`
	Barriers   []string   `json:"barriers,omitempty"`
	// Expires is the first day on which evidence behind the signed version is
	// out of date; "" is never.
	Expires Day `json:"expires,omitempty"`

	// The last review.
	Reviewed   int                `json:"reviewed,omitempty"` // the version it was of
	ReviewedAt time.Time          `json:"reviewed_at,omitzero"`
	ReviewID   ID                 `json:"review_id,omitempty"`
	Outcome    Outcome            `json:"outcome,omitempty"`
	Grade      Grade              `json:"grade"`
	Assurance  Assurance          `json:"assurance,omitempty"`
	Verdicts   map[string]Verdict `json:"verdicts,omitempty"`
	// ConfirmedExpires is the first day on which the evidence that a
	// confirmation rests on is out of date; "" is never.
	ConfirmedExpires Day `json:"confirmed_expires,omitempty"`
	// Withdrawn is the last day on which a signed version took back an earlier
	// *implemented*; "" is never.
	Withdrawn Day `json:"withdrawn,omitempty"`
	// Back is the highest status from which the reported one went back, without
	// oversight having asked for it, and BackIn the version that did; see
	// noteBack. "" is from none.
	Back   Status `json:"back,omitempty"`
	BackIn int    `json:"back_in,omitempty"`
	// Fell says that the body has reported less since the last review confirmed
	// it: claiming again raises no confirmation without a reviewer.
	Fell bool `json:"fell,omitempty"`

	Closure      Closure `json:"closure"`
	ClosedAt     Day     `json:"closed_at,omitempty"`
	SupersededBy []int   `json:"superseded_by,omitempty"` // recommendations that took its place

	Practice PracticeState `json:"practice,omitzero"` // as good practice for others; the zero is never put forward
}

// NewDutyState is the state of a duty that nobody has touched.
func NewDutyState() DutyState {
	return DutyState{Response: ResponseAwaited, Status: NoReturn, Grade: NotAssessed, Closure: Open}
}

// Clone is a copy that shares nothing that can change.
func (s DutyState) Clone() DutyState {
	s.Met = maps.Clone(s.Met)
	s.Verdicts = maps.Clone(s.Verdicts)
	s.Barriers = slices.Clone(s.Barriers)
	s.SupersededBy = slices.Clone(s.SupersededBy)
	return s
}

// NameOwner names the post that answers for the duty inside the body: a post,
// since the public sees it and never a name (R9).
func NameOwner(d Duty, post string) (Duty, error) {
	if post == "" {
		return d, Bad("owner", "owner.missing", nil)
	}
	d.Owner = post
	return d, nil
}

// AgreeNA is oversight's answer to a response *not applicable*: it stands, or
// it doesn't, with the reason. Until it is agreed the duty counts like any
// other.
func AgreeNA(s DutyState, agree bool, reason string) (DutyState, error) {
	if s.Response != ResponseNotApplicable {
		return s, Clash("na.not_asked", s)
	}
	if !agree && reason == "" {
		return s, Bad("reason", "na.reason_missing", nil)
	}
	s = s.Clone()
	s.NAAgreed, s.NARefused = agree, !agree
	return s, nil
}

// Claimed says that the last signed version reports the duty implemented with
// every applicable requirement met. A requirement that the body calls not
// applicable counts as not met until a reviewer agrees (R16).
func (d Duty) Claimed() bool {
	s := d.State
	doubtful := func(key string) bool { return s.Met[key] == MetNA && s.Verdicts[key] != VerdictNA }
	return s.Signed > 0 && s.Status == Implemented && allMet(d.Requirements, s.Met) &&
		!slices.ContainsFunc(d.Requirements, doubtful)
}

func allMet(requirements []string, met map[string]Met) bool {
	applicable := 0
	for _, key := range requirements {
		switch met[key] {
		case MetYes:
			applicable++
		case MetNA:
		default:
			return false
		}
	}
	return applicable > 0
}

// reviewConfirms says that the last accepting review found everything that the
// body owes met, evidence checked or better, graded fully satisfactory (R1). A
// later return that was sent back changes none of it.
func (d Duty) reviewConfirms() bool {
	short := func(key string) bool { return !d.State.Verdicts[key].Full() }
	return d.State.gradedFull() && !slices.ContainsFunc(d.Requirements, short)
}

// foundFull says that the last accepting review confirmed what was owed then.
func (s DutyState) foundFull() bool {
	for _, verdict := range s.Verdicts {
		if !verdict.Full() {
			return false
		}
	}
	return s.gradedFull() && len(s.Verdicts) > 0
}

// gradedFull says that the last accepting review could confirm the duty: graded
// fully satisfactory, evidence checked or better.
func (s DutyState) gradedFull() bool { return s.Grade == FullySatisfactory && s.Assurance.Checked() }

// Confirmed says that a confirmation stands on a day: the last review confirms,
// the body has not reported less since, and the evidence is still in date (R1).
func (d Duty) Confirmed(on Day) bool {
	return d.reviewConfirms() && !d.State.Fell && d.Claimed() && !d.expired(on)
}

// WasConfirmed says that a confirmation fell without a new decision: the body
// reported less, the evidence went out of date, or the body came to owe more
// than was found (R1).
func (d Duty) WasConfirmed(on Day) bool {
	return d.State.foundFull() && !d.Confirmed(on)
}

func (d Duty) expired(on Day) bool {
	return !d.State.ConfirmedExpires.IsZero() && d.State.ConfirmedExpires <= on
}

// MayReport refuses a response, draft or return on a duty that is closed or that
// its body owes no longer: oversight reopens it first (R12).
func (s DutyState) MayReport() error {
	if err := s.IsOwed(); err != nil {
		return err
	}
	if s.Closure != Open {
		return Refused("duty.closed", nil)
	}
	return nil
}

// IsOwed refuses what would be reported or decided about a duty that its body owes
// no longer: its record stays as it is (R29).
func (s DutyState) IsOwed() error {
	if s.Retired {
		return Refused("duty.retired", nil)
	}
	return nil
}

// Overtook says that a later version than one is signed: the body no longer says
// what that one says.
func (s DutyState) Overtook(no int) bool { return no < s.Signed }

// Unanswered says that oversight sent the last signed version back.
func (s DutyState) Unanswered() bool { return s.Outcome == SentBack && s.Reviewed == s.Signed }

// DutyKey names a duty by keys that people know.
type DutyKey struct {
	Body   string // code
	Report string
	Rec    int
}

// PlannedDuty is a duty that the pack and the register call for.
type PlannedDuty struct {
	Key          DutyKey
	BodyID       ID
	Unit         string
	Lead         string
	Requirements []string
}

// PlanDuties applies a pack's rows of who owes what to the bodies in force on
// a day: one duty per recommendation and body, with the requirements of every
// row that names the body. The order is the pack's, then the register's.
func PlanDuties(pack Pack, bodies []Body, on Day) []PlannedDuty {
	var planned []PlannedDuty
	for _, rec := range pack.Recommendations {
		if rec.Retired {
			continue
		}
		for _, body := range bodies {
			if !body.Current(on) {
				continue
			}
			if duty, owed := planDuty(pack, rec, body); owed {
				planned = append(planned, duty)
			}
		}
	}
	return planned
}

func planDuty(pack Pack, rec Recommendation, body Body) (PlannedDuty, bool) {
	duty := PlannedDuty{Key: DutyKey{body.Code, pack.Report.Key, rec.No}, BodyID: body.ID}
	owes := map[string]bool{}
	found := false
	for _, row := range rec.Owed {
		if !row.Covers(body) {
			continue
		}
		found = true
		duty.Unit = row.Unit
		if row.Lead != "" && row.Lead != body.Code {
			duty.Lead = row.Lead
		}
		for _, q := range rec.Requirements {
			if len(row.Requirements) == 0 || slices.Contains(row.Requirements, q.Key) {
				owes[q.Key] = true
			}
		}
	}
	for _, q := range rec.Requirements {
		if owes[q.Key] && !q.Retired {
			duty.Requirements = append(duty.Requirements, q.Key)
		}
	}
	return duty, found
}
