package domain

import (
	"slices"
	"time"
)

// Outcome is oversight's decision on a signed version.
type Outcome string

// The outcomes. To receive a return (R3) is no review and has none.
const (
	Accepted Outcome = "accepted"
	SentBack Outcome = "sent_back"
)

// Verdict is a reviewer's finding on one requirement (R16).
type Verdict string

// The verdicts. VerdictNA is agreement that the requirement does not apply.
const (
	VerdictMet       Verdict = "met"
	VerdictNotMet    Verdict = "not_met"
	VerdictNotShown  Verdict = "not_shown"
	VerdictNotLooked Verdict = "not_looked_at"
	VerdictNA        Verdict = "agreed_not_applicable"
)

// Verdicts is every verdict in the order of pages.
func Verdicts() []Verdict {
	return []Verdict{VerdictMet, VerdictNotMet, VerdictNotShown, VerdictNotLooked, VerdictNA}
}

// Full says that nothing is missing from a requirement: it is met, or agreed not
// to apply.
func (v Verdict) Full() bool { return v == VerdictMet || v == VerdictNA }

// Review is oversight's decision on a signed version of a return.
type Review struct {
	ID        ID                 `json:"id"`
	DutyID    ID                 `json:"duty_id"`
	VersionNo int                `json:"version_no"`
	Outcome   Outcome            `json:"outcome"`
	Verdicts  map[string]Verdict `json:"verdicts,omitempty"`
	Grade     Grade              `json:"grade,omitempty"`
	Assurance Assurance          `json:"assurance,omitempty"`
	Reasons   string             `json:"reasons,omitempty"` // public with the assessment (R9)
	Note      string             `json:"note,omitempty"`    // for oversight alone
	By        ID                 `json:"by"`
	ByBody    ID                 `json:"by_body"` // the reviewer's employer at the time
	At        time.Time          `json:"at"`
	Decides   ID                 `json:"decides,omitempty"` // the dispute that this review decides
}

// SaysSame says whether two reviews find the same of the same version, whoever
// made them and when.
func (r Review) SaysSame(other Review) bool {
	r.ID, r.By, r.ByBody, r.At = other.ID, other.By, other.ByBody, other.At
	return same(r, other)
}

// CheckReview says what is wrong with a review of a version.
func CheckReview(d Duty, v Version, r Review) Problems {
	var ps Problems
	if r.Outcome != Accepted && r.Outcome != SentBack {
		ps.Add("outcome", "review.outcome_missing", nil)
		return ps
	}
	if r.Outcome == SentBack {
		if r.Reasons == "" {
			ps.Add("reasons", "review.reasons_missing", nil)
		}
		return ps
	}
	if !slices.Contains(Grades(), r.Grade) {
		ps.Add("grade", "review.grade_missing", nil)
	}
	if !slices.Contains(Assurances(), r.Assurance) {
		ps.Add("assurance", "review.assurance_missing", nil)
	}
	for _, key := range d.Requirements {
		checkVerdict(&ps, v, r, key)
	}
	if r.Grade == FullySatisfactory && len(ps) == 0 && !fullyMet(d, r) {
		ps.Add("grade", "review.full_needs_all_met", nil)
	}
	if r.Grade != FullySatisfactory && r.Reasons == "" {
		ps.Add("reasons", "review.reasons_missing", nil)
	}
	return ps
}

func checkVerdict(ps *Problems, v Version, r Review, key string) {
	verdict := r.Verdicts[key]
	switch {
	case !slices.Contains(Verdicts(), verdict):
		ps.Add("verdict-"+key, "review.verdict_missing", Args{"Requirement": key})
	case r.Assurance.Checked() && verdict == VerdictNotLooked:
		ps.Add("verdict-"+key, "review.checked_but_not_looked_at", Args{"Requirement": key})
	case verdict == VerdictNA && v.Content.Answers[key].Met != MetNA:
		ps.Add("verdict-"+key, "review.na_not_asked", Args{"Requirement": key})
	}
}

func fullyMet(d Duty, r Review) bool {
	return !slices.ContainsFunc(d.Requirements, func(key string) bool { return !r.Verdicts[key].Full() })
}

// Strength says what of a version's evidence can carry a confirmation: a
// requirement backed only by bare statements carries a claim, never a
// confirmation, unless its text says that a statement is proof (R11).
func Strength(rec Recommendation, c Content, evidence map[ID]Evidence) (weak []string) {
	for _, q := range rec.Requirements {
		if c.Answers[q.Key].Met != MetYes || q.StatementProves {
			continue
		}
		proven := slices.ContainsFunc(c.Evidence, func(u EvidenceUse) bool {
			e, known := evidence[u.EvidenceID]
			return known && !e.Redacted && slices.Contains(u.Requirements, q.Key) && e.Kind != EvidenceStatement
		})
		if !proven {
			weak = append(weak, q.Key)
		}
	}
	return weak
}

// NotOwn refuses a decision of oversight on what its maker's own body,
// government or sponsor owes (R5).
func NotOwn(own bool) error {
	if own {
		return Refused("review.own", nil)
	}
	return nil
}

// MayReview refuses a review by somebody whose own the duty is (R5), or who
// signed or drafted the version.
func MayReview(v Version, signer ID, by Person, own bool) error {
	if err := NotOwn(own); err != nil {
		return err
	}
	if signer == by.ID || slices.Contains(v.Drafters, by.ID) {
		return Refused("review.own_words", nil)
	}
	return nil
}

// MayDecide refuses a decision on a duty that its body owes no longer, and on a
// version that a later signed one overtook: what
// the body claims or withdrew since is in the later one, and an assessment of the
// earlier would confirm what it does not say any more (R1, R14).
func MayDecide(s DutyState, no int) error {
	if err := s.IsOwed(); err != nil {
		return err
	}
	if s.Overtook(no) {
		return Clash("review.overtaken", nil)
	}
	return nil
}

// Decide moves the duty to what a review found. The assessment moves at review
// and at nothing else; closing is a decision of its own (R12). To send back the
// very version that was accepted revises that assessment away (R1); to send
// back a later one leaves it.
func Decide(s DutyState, r Review, expires Day) DutyState {
	s = s.Clone()
	revises := s.Reviewed == r.VersionNo && s.Outcome == Accepted
	s.Reviewed, s.ReviewedAt, s.ReviewID, s.Outcome = r.VersionNo, r.At, r.ID, r.Outcome
	switch {
	case r.Outcome != Accepted && !revises:
		return s
	case r.Outcome != Accepted:
		s.Grade, s.Assurance, s.ConfirmedExpires, s.Verdicts, s.Fell = NotAssessed, "", "", nil, false
		return s
	}
	s.Grade, s.Assurance, s.ConfirmedExpires, s.Fell = r.Grade, r.Assurance, expires, false
	s.Verdicts = make(map[string]Verdict, len(r.Verdicts))
	for key, verdict := range r.Verdicts {
		s.Verdicts[key] = verdict
	}
	return s
}

// CheckSupersedes says what is wrong with the recommendations that are to take
// another's place.
func CheckSupersedes(pack *Pack, rec int, by []int) Problems {
	var ps Problems
	for _, no := range by {
		if _, known := pack.Recommendation(no); !known || no == rec {
			ps.Add("superseded_by", "closure.superseded_by_unknown", Args{"Rec": no})
		}
	}
	return ps
}

// Closing is what oversight decides of a duty, by itself.
type Closing struct {
	To           Closure // Open reopens it
	SupersededBy []int   // recommendations that took its place
	Reason       string
}

// Says says that a decision to close or to reopen is what stands: a second press
// of the same button.
func (s DutyState) Says(c Closing) bool {
	return s.Closure == c.To && slices.Equal(s.SupersededBy, c.SupersededBy)
}

// Close closes a duty or reopens it. As implemented it closes only while it is
// confirmed, which no joint answer is that another body contradicts (R17).
func Close(f DutyFacts, c Closing, on Day) (DutyState, error) {
	was := f.Duty.State
	var ps Problems
	switch {
	case c.To == was.Closure:
		ps.Add("closure", "closure.same", nil)
	case c.To == ClosedImplemented && !f.Confirmed(on):
		ps.Add("closure", "closure.not_confirmed", nil)
	case c.To == ClosedSuperseded && len(c.SupersededBy) == 0:
		ps.Add("superseded_by", "closure.superseded_by_missing", nil)
	case c.To != Open && !slices.Contains(Closures(), c.To):
		ps.Add("closure", "closure.missing", nil)
	}
	if c.Reason == "" {
		ps.Add("reason", "closure.reason_missing", nil)
	}
	if err := ps.Err(); err != nil {
		return was, err
	}
	s := was.Clone()
	s.Closure, s.ClosedAt, s.SupersededBy = c.To, on, nil
	if c.To == Open {
		s.ClosedAt = ""
	}
	if c.To == ClosedSuperseded {
		s.SupersededBy = slices.Clone(c.SupersededBy)
	}
	return s, nil
}

// DisputeDays is how many working days a body has to dispute a verdict (R16).
const DisputeDays = 20

// How a dispute is decided: the verdict is upheld, or changed by a new review.
const (
	DisputeUpheld  = "upheld"
	DisputeChanged = "changed"
)

// MayDispute refuses a dispute of what holds no verdict, a second one of the
// same verdict, and one that comes after its time (R16). A review that decided
// a dispute is the answer to it and ends it.
func MayDispute(r Review, disputed bool, on Day) error {
	if r.Outcome != Accepted {
		return Refused("dispute.no_verdict", nil)
	}
	if disputed || r.Decides != "" {
		return Refused("dispute.once", nil)
	}
	if last := DayOf(r.At).WorkingDaysAfter(DisputeDays); on > last {
		return Refused("dispute.too_late", Args{"Day": last})
	}
	return nil
}

// MayDecideDispute refuses a decision by whoever made the disputed verdict.
func MayDecideDispute(r Review, by ID) error {
	if r.By == by {
		return Refused("dispute.own_verdict", nil)
	}
	return nil
}

// ClaimsNew says that a version claims something that no reviewer has confirmed
// yet, so that it can't be received in bulk (R3): a first claim, one made again
// after it fell, a requirement newly called not applicable, or other evidence
// than the confirmation rests on. That another body contradicts a joint answer
// (R17) makes nothing in this one's new.
func ClaimsNew(d Duty, c Content) bool {
	if !c.Claims(d.Requirements) {
		return false
	}
	s := d.State
	return !d.reviewConfirms() || s.Fell || reportsLess(s.Verdicts, c) || s.Expires != s.ConfirmedExpires
}

// MayReceive refuses to take in without review what claims something new (R3).
// What a later version overtook claims nothing any more.
func MayReceive(d Duty, v Version) error {
	if !d.State.Overtook(v.No) && ClaimsNew(d, v.Content) {
		return Refused("receive.claims_something", nil)
	}
	return nil
}
