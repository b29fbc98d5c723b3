package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Finding is something computed about a duty that its reviewer looks into. A
// declared no change, and what others hold up, are none (R13).
type Finding string

// The findings.
const (
	FindingSlipping Finding = "slipping"           // the target date moved three times or more (R14)
	FindingOverdue  Finding = "overdue"            // the present target date has passed
	FindingStale    Finding = "evidence_stale"     // what is claimed rests on evidence out of date
	FindingOld      Finding = "evidence_old"       // the evidence was older than the requirement asks when it was claimed (R11)
	FindingFell     Finding = "fell"               // it was confirmed, and no longer stands
	FindingBack     Finding = "went_back"          // the body reports less than it did, unasked
	FindingStalled  Finding = "stalled"            // reported in progress for three rounds, and nothing moved (R13)
	FindingSame     Finding = "same_words"         // another body without a shared office tells the same (R13)
	FindingAllNA    Finding = "all_not_applicable" // every requirement is said not to apply (R16)
	FindingOffice   Finding = "office_unconfirmed" // a joint office that the other does not confirm (R17)
	// FindingNotUpheld is an issued spot check's: what answers it is the review that
	// it opens (R22).
	FindingNotUpheld Finding = "not_upheld"
)

// FindingKinds is every finding in the order of pages.
func FindingKinds() []Finding {
	return []Finding{FindingNotUpheld, FindingFell, FindingStale, FindingOld, FindingSame, FindingBack, FindingAllNA, FindingOffice, FindingSlipping,
		FindingOverdue, FindingStalled}
}

// Answerable says that words answer the finding. A passed target date is answered
// by a new one with its reason, or by a claim, and by nothing else (R14); what a
// spot check found, by a review (R22).
func (f Finding) Answerable() bool { return f != FindingOverdue && f != FindingNotUpheld }

// Found is a finding with the facts that it rests on.
type Found struct {
	Kind Finding
	// Facts names kind and facts, the same for as long as they are the same. It
	// holds no words of anybody's.
	Facts  string
	Keys   []string       // requirements that it is about, where it is about some
	Others []ID           // duties that tell the same
	Office *Partnership   // that is not confirmed
	Check  *CheckItem     // that did not uphold the claim
	Answer *FindingAnswer // nil while the finding stands
}

// Stands says that nobody has answered the finding yet.
func (f Found) Stands() bool { return f.Answer == nil }

// StandingFindings are those that nobody has answered.
func StandingFindings(all []Found) []Found {
	return slices.DeleteFunc(slices.Clone(all), func(f Found) bool { return !f.Stands() })
}

// FindingsToAnswer are those that nobody has answered and somebody can.
func FindingsToAnswer(all []Found) []Found {
	return slices.DeleteFunc(StandingFindings(all), func(f Found) bool { return !f.Kind.Answerable() })
}

// FindingAnswer is what was said of a finding: by its body, who explains it, or
// by oversight, who dismisses it. It holds until the facts change (R13).
type FindingAnswer struct {
	Sealed ID         // the row that holds the words
	How    SealedKind // SealedExplained or SealedDismissed
	Kind   Finding
	Facts  string
	By     ID
	At     time.Time
}

// Ground is what a duty's own rows tell about it: what the facts of findings are
// made of.
type Ground struct {
	Duty    Duty
	Rec     *Recommendation
	Shown   Shown
	AsAt    Day           // the day that the last signed version speaks of
	Offices []Partnership // that the body shares with nobody's confirmation: see UnconfirmedOffices
	Answers []FindingAnswer
	Check   *CheckItem // of DutyFacts.NotUpheld
	On      Day
}

// Around is what the duties around one tell, beside its own rows.
type Around struct {
	Standing *Standing
	Same     []ID // duties of other bodies that tell the same: see SameWords
}

// Findings are what a reviewer of a duty should look into, each with the answer
// that holds, if any does.
func Findings(g Ground, a Around) []Found {
	stands := map[Finding]bool{
		FindingOverdue: a.Standing.Overdue, FindingStale: a.Standing.EvidenceStale, FindingFell: a.Standing.Word == WordWasConfirmed,
		FindingStalled: a.Standing.Ready, // what waits on others, was turned down or is over is not stalled
		FindingSame:    len(a.Same) > 0,
	}
	found := slices.DeleteFunc(g.Candidates(), func(f Found) bool {
		needed, known := stands[f.Kind]
		return known && !needed
	})
	for i := range found {
		f := &found[i]
		if f.Kind == FindingSame {
			f.Others = a.Same
		}
		for at := range g.Answers {
			if g.Answers[at].Facts == f.Facts {
				f.Answer = &g.Answers[at] // the last one
			}
		}
	}
	return found
}

// Candidates are the findings that the duty's own rows could give rise to: all
// there are, and some that the duties around it rule out. A verb, which knows
// only those rows, takes an answer to any of them: one to a finding that the
// others rule out silences nothing.
func (g Ground) Candidates() []Found {
	if s := g.Duty.State; s.Retired || s.Closure != Open && s.Closure != ClosedImplemented {
		return nil
	}
	var found []Found
	for _, one := range []func() []Found{
		g.notUpheld, g.fell, g.stale, g.old, g.same, g.back, g.allNA, g.offices, g.slipping, g.overdue, g.stalled,
	} {
		found = append(found, one()...)
	}
	return found
}

// when is a finding where it is one.
func when(is bool, kind Finding, facts ...any) []Found {
	if !is {
		return nil
	}
	return []Found{{Kind: kind, Facts: factsKey(kind, facts...)}}
}

// factsKey names facts.
func factsKey(kind Finding, facts ...any) string { return keyOf(append([]any{kind}, facts...)) }

// keyOf names a value, so that it can be told whether it is still the same.
func keyOf(of any) string {
	text, err := json.Marshal(of)
	if err != nil {
		panic(fmt.Sprintf("domain: facts that JSON can't hold: %v", err)) // a programming fault: they are plain values
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:12])
}

func (g Ground) notUpheld() []Found {
	if g.Check == nil {
		return nil
	}
	return []Found{{Kind: FindingNotUpheld, Facts: factsKey(FindingNotUpheld, g.Check.ID), Check: g.Check}}
}

func (g Ground) slipping() []Found {
	s := g.Duty.State
	return when(s.Slips >= slipsToFind && !g.Duty.Claimed(), FindingSlipping, s.Slips)
}

func (g Ground) overdue() []Found {
	s := g.Duty.State
	return when(!s.Target.IsZero() && s.Target < g.On, FindingOverdue, s.Target)
}

func (g Ground) stale() []Found {
	s := g.Duty.State
	return when(s.Signed > 0 && !s.Expires.IsZero() && s.Expires <= g.On, FindingStale, s.Expires)
}

func (g Ground) fell() []Found {
	s := g.Duty.State
	return when(s.foundFull(), FindingFell, s.ReviewID, s.Status, s.Fell, s.ConfirmedExpires)
}

// stalled rests on the answers that stay the same, however many rounds more they do.
func (g Ground) stalled() []Found {
	s := g.Duty.State
	return when(s.Status == InProgress && s.SameFor >= roundsToStall, FindingStalled, s.Met)
}

// same rests on the version: who signs the same words again says them again.
// That a third body says them too is no new fact about this one.
func (g Ground) same() []Found {
	return when(g.Shown.Text != "" && !g.Shown.Declared, FindingSame, g.Shown.No)
}

func (g Ground) back() []Found {
	s := g.Duty.State
	// A confirmation that the body reports less than is found already.
	return when(s.Back != "" && !s.foundFull(), FindingBack, s.Back, s.Status, s.BackIn)
}

// allNA is a body that says of everything it owes that it does not apply, for as
// long as no reviewer agreed (R16).
func (g Ground) allNA() []Found {
	s := g.Duty.State
	applies := func(key string) bool { return s.Met[key] != MetNA || s.Verdicts[key] == VerdictNA }
	owes := g.Duty.Requirements
	agreed := s.Response == ResponseNotApplicable && s.NAAgreed
	return when(s.Signed > 0 && !agreed && len(owes) > 0 && !slices.ContainsFunc(owes, applies), FindingAllNA, owes)
}

// old is a claim with evidence that was too old on the day that the claim speaks
// of: for a requirement that says how fresh, its freshest piece covers nothing of
// that time (R11). A declared no change brings no new evidence and needs none
// before that runs out (R12), and what a reviewer of that version found shown by it
// has been judged (R13).
func (g Ground) old() []Found {
	if g.Shown.Declared || !g.Duty.Claimed() || g.AsAt.IsZero() {
		return nil
	}
	covers := map[string]Day{}
	for _, key := range g.Duty.Requirements {
		months := g.freshMonths(key)
		if months == 0 || g.Duty.State.Met[key] != MetYes || g.Duty.State.foundShown(key) {
			continue
		}
		last := g.Shown.covers(key)
		if !last.IsZero() && last < g.AsAt.AddMonths(-months) {
			covers[key] = last
		}
	}
	found := when(len(covers) > 0, FindingOld, covers)
	for i := range found {
		found[i].Keys = slices.Sorted(maps.Keys(covers))
	}
	return found
}

// foundShown says that a reviewer of the last signed version looked at the evidence
// behind a requirement and found it met.
func (s DutyState) foundShown(key string) bool {
	return s.Reviewed == s.Signed && s.Assurance.Checked() && s.Verdicts[key] == VerdictMet
}

func (g Ground) freshMonths(key string) int {
	i := slices.IndexFunc(g.Rec.Requirements, func(q Requirement) bool { return q.Key == key })
	if i < 0 {
		return 0
	}
	return g.Rec.Requirements[i].FreshMonths
}

// covers is the last day that any piece behind a requirement covers; "" where
// there is none.
func (s Shown) covers(key string) Day {
	var last Day
	for _, p := range s.Pieces {
		if !p.Gone && slices.Contains(p.Requirements, key) {
			last = max(last, p.To)
		}
	}
	return last
}

func (g Ground) offices() []Found {
	var found []Found
	for i := range g.Offices {
		p := &g.Offices[i]
		one := when(true, FindingOffice, p.ID, p.State)
		one[0].Office = p
		found = append(found, one...)
	}
	return found
}

// daysToConfirm is how long a joint office may wait for the other's word, from
// the day on which it is said to begin, before it is a finding.
const daysToConfirm = 28

// UnconfirmedOffices are the joint offices that one body names and the other does
// not confirm, by both bodies: a finding to both (R17). One that was declined
// counts for as long as the body that named it claims to have an office, and has
// none that another confirmed.
func UnconfirmedOffices(partnerships []Partnership, claims func(body ID) bool, on Day) map[ID][]Partnership {
	has := map[ID]bool{}
	for _, p := range partnerships {
		if p.Office && p.Stands(on) {
			has[p.Local], has[p.University] = true, true
		}
	}
	found := map[ID][]Partnership{}
	for _, p := range partnerships {
		waits := p.State == PartnershipProposed && p.From.Add(daysToConfirm) <= on
		declined := p.State == PartnershipDeclined && claims(p.ProposedBy) && !has[p.ProposedBy]
		if p.Office && (waits || declined) {
			found[p.Local], found[p.University] = append(found[p.Local], p), append(found[p.University], p)
		}
	}
	return found
}

// AboutOffices says whether a recommendation asks for the joint office that
// others rest on, with any one partner (R17).
func (p *Pack) AboutOffices(rec int) bool {
	return slices.ContainsFunc(p.Dependencies, func(d Dependency) bool { return d.AnyPartner && d.From == rec })
}

// noteBack notes, as a version is signed, that the body reports a lower status
// than it did, until it reports as much again. Who reports less after oversight
// found less, or sent it back, has listened: that is no finding (R13).
func noteBack(s DutyState, v Version) (from Status, in int) {
	before, now := slices.Index(Statuses(), s.Status), slices.Index(Statuses(), v.Content.Status)
	switch {
	case s.Back != "" && now >= slices.Index(Statuses(), s.Back):
		return "", 0
	case now >= before || s.foundLess():
		return s.Back, s.BackIn
	case s.Back != "":
		return s.Back, v.No
	}
	return s.Status, v.No
}

// foundLess says that oversight found less in the last signed version than it said.
func (s DutyState) foundLess() bool {
	if s.Signed == 0 || s.Reviewed != s.Signed {
		return false
	}
	for key, verdict := range s.Verdicts {
		if s.Met[key] == MetYes && (verdict == VerdictNotMet || verdict == VerdictNotShown) {
			return true
		}
	}
	return s.Outcome == SentBack
}

// MayAnswerFinding is the finding of those facts that somebody means to answer.
// One whose facts have changed meanwhile is a Conflict, and so is one that is
// answered already; one that no words answer is refused.
func MayAnswerFinding(g Ground, facts string) (Found, error) {
	found := g.Candidates()
	i := slices.IndexFunc(found, func(f Found) bool { return f.Facts == facts })
	if i < 0 {
		return Found{}, Clash("finding.changed", nil)
	}
	if !found[i].Kind.Answerable() {
		return Found{}, Refused("finding.not_by_words", nil)
	}
	if slices.ContainsFunc(g.Answers, func(a FindingAnswer) bool { return a.Facts == facts }) {
		return Found{}, Clash("finding.answered", nil)
	}
	return found[i], nil
}
