package domain

import (
	"cmp"
	"maps"
)

// Said is what the last signed version says of the duty, as far as the state
// keeps it: the status, and each requirement met or not.
func (s DutyState) Said() Content {
	c := Content{Status: s.Status, Answers: make(map[string]Answer, len(s.Met))}
	for key, met := range s.Met {
		c.Answers[key] = Answer{Met: met}
	}
	return c
}

const (
	slipsToFind     = 3
	slipsToWithdraw = 2
	roundsToStall   = 3
)

// countSame counts, as a version is signed, the rounds on end in which the body
// reported *in progress* with the same answer to every requirement, and names
// the last of them (R13). What moves is the answers: a new narrative or another
// target date is no progress, and a moved date has a finding of its own.
//
// A declared no change says openly that nothing moved. So it never counts, and
// whoever declares it every round is never stalled; but neither does it wipe out
// the rounds in which the same was reported as if it were news, or one
// declaration now and then would hide a standstill. An interim return belongs to
// no round, and a version that answers a send-back to a round that was counted:
// these don't count either. Other answers begin a new run, whoever asked for
// them and whatever the version declares; from any other status it begins at none.
//
// Nothing here looks further back than the state. A duty that was signed before
// states had a count begins at none, in the body's favour.
func countSame(s DutyState, v Version) (rounds int, last ID) {
	counts := v.RoundID != "" && !v.Content.NoChange
	switch {
	case v.Content.Status != InProgress:
		return 0, ""
	case s.Status != InProgress || !maps.Equal(s.Met, v.Content.mets()):
		s.SameFor, s.SameIn = 0, ""
	case v.RoundID == s.SameIn:
		counts = false
	}
	if !counts {
		return s.SameFor, s.SameIn
	}
	return s.SameFor + 1, v.RoundID
}

// ProposesWithdrawal says that a page proposes to withdraw *satisfactory
// intent*: the date has slipped twice. Only a reviewer does it (R14).
func (d Duty) ProposesWithdrawal() bool {
	return d.State.Grade == SatisfactoryIntent && d.State.Slips >= slipsToWithdraw && !d.Claimed()
}

// Rank is what places something in oversight's queue (R3).
type Rank struct {
	Overtaken bool // a later version is signed: it comes last
	Claims    bool // claims something new
	Core      bool
	Findings  int
	Behind    int // duties waiting behind it, directly and in turn
	Since     Day // since when it has waited for oversight
}

// Compare orders what matters more before what matters less: new claims, core
// asks, findings, many waiting behind, and then what has waited longest (R3).
func (r Rank) Compare(other Rank) int {
	return cmp.Or(
		compareBools(r.Overtaken, other.Overtaken), compareBools(other.Claims, r.Claims), compareBools(other.Core, r.Core),
		cmp.Compare(other.Findings, r.Findings), cmp.Compare(other.Behind, r.Behind), cmp.Compare(r.Since, other.Since))
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
