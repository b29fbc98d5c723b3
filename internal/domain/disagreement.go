package domain

import "slices"

// Disagreement is why what a body says, what oversight found and what the
// evidence carries are not the same. Each duty has one.
type Disagreement string

// The kinds, in the order of pages: first what was found against what is said.
const (
	DisagreeNotUpheld   Disagreement = "not_upheld"    // claimed, and an issued spot check found otherwise (R22)
	DisagreeNotMet      Disagreement = "found_not_met" // said to be met, and found not to be
	DisagreeNotShown    Disagreement = "not_shown"     // said to be met, and not shown
	DisagreeSentBack    Disagreement = "sent_back"     // claimed, and sent back
	DisagreeGraded      Disagreement = "graded_lower"  // claimed, and graded lower
	DisagreeJoint       Disagreement = "joint"         // claimed, and another, bound to the same answer, says not (R17)
	DisagreeExpired     Disagreement = "expired"       // was confirmed: the evidence went out of date (R1)
	DisagreeLess        Disagreement = "says_less"     // the body says less than oversight found
	DisagreeWeak        Disagreement = "weak_evidence" // the evidence is weaker than what is claimed (R11)
	DisagreeNotReviewed Disagreement = "not_reviewed"  // claimed, and nobody has checked
	Agrees              Disagreement = "agrees"
	NotCompared         Disagreement = "not_compared" // nothing is signed, or nobody's to compare
)

// Disagreements is every kind in the order of pages, the two that are none last.
func Disagreements() []Disagreement {
	return []Disagreement{DisagreeNotUpheld, DisagreeNotMet, DisagreeNotShown, DisagreeSentBack, DisagreeGraded, DisagreeJoint,
		DisagreeExpired, DisagreeLess, DisagreeWeak, DisagreeNotReviewed, Agrees, NotCompared}
}

// Is says that there is a disagreement.
func (k Disagreement) Is() bool { return k != Agrees && k != NotCompared }

// Compare sets what the body of a duty says beside what oversight found and how
// strong the evidence is, on a day. The order of the cases is the rule: what a
// reviewer found comes before what nobody has looked at yet. What was found of an
// earlier version counts against no new claim, which is for a reviewer to look at.
func Compare(f DutyFacts, shown Shown, proof Proof, on Day) Disagreement {
	d, s := f.Duty, f.Duty.State
	judged := s.Reviewed == s.Signed || shown.Declared
	switch word := f.Position(on); {
	case s.Retired || s.Signed == 0 || s.Closure != Open || word == WordUnowned || word == WordNotApplicable || word == WordNotMonitored:
		return NotCompared
	case d.Claimed() && f.NotUpheld != nil:
		return DisagreeNotUpheld
	case (judged || !d.Claimed()) && d.saysAgainst(VerdictNotMet):
		return DisagreeNotMet
	case (judged || !d.Claimed()) && d.saysAgainst(VerdictNotShown):
		return DisagreeNotShown
	case d.Claimed() && s.Unanswered():
		return DisagreeSentBack
	case judged && d.Claimed() && s.Grade != FullySatisfactory && s.Grade != NotAssessed:
		return DisagreeGraded
	case d.Claimed() && len(f.SayNot) > 0:
		return DisagreeJoint
	case d.saysLess():
		return DisagreeLess
	case d.Claimed() && s.foundFull() && d.expired(on):
		return DisagreeExpired
	case d.Claimed() && proof.Weak():
		return DisagreeWeak
	case d.Claimed() && !d.Confirmed(on):
		return DisagreeNotReviewed
	}
	return Agrees
}

// saysAgainst says that the body reports a requirement met of which the last
// accepting review found otherwise.
func (d Duty) saysAgainst(verdict Verdict) bool {
	return slices.ContainsFunc(d.Requirements, func(key string) bool {
		return d.State.Met[key] == MetYes && d.State.Verdicts[key] == verdict
	})
}

// saysLess says that the body no longer says what oversight found: the duty
// implemented, or a requirement met.
func (d Duty) saysLess() bool {
	short := func(key string) bool {
		met := d.State.Met[key]
		return d.State.Verdicts[key] == VerdictMet && (met == MetNo || met == MetPartly)
	}
	return slices.ContainsFunc(d.Requirements, short) || d.State.foundFull() && !d.Claimed()
}

// DisagreeSince is the day from which the two sides of a disagreement have stood
// side by side.
func (f *DutyFacts) DisagreeSince(kind Disagreement) Day {
	s := f.Duty.State
	signed := DayOf(s.SignedAt)
	switch kind {
	case DisagreeNotUpheld:
		return max(signed, DayOf(f.NotUpheld.IssuedAt))
	case DisagreeNotMet, DisagreeNotShown, DisagreeSentBack, DisagreeGraded:
		return max(signed, DayOf(s.ReviewedAt))
	case DisagreeExpired:
		return s.ConfirmedExpires
	}
	return signed
}
