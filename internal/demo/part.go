package demo

import "heed/internal/domain"

// lot is what a duty of the cast finds in the open round, so that everybody on
// the demonstration page has something to do.
type lot string

const (
	unwritten lot = "unwritten" // nothing yet
	drafted   lot = "drafted"
	handedIn  lot = "handed_in" // waits for the approver
	claimed   lot = "claimed"   // the same, and it claims the duty implemented
	returned  lot = "returned"  // claimed, and sent back
)

// explained is the recommendation of which the teaching Trust has a finding to
// explain: its papers are too old.
const explained = 15

// hasToExplain says that this is the duty with that finding.
func (s *scene) hasToExplain() bool { return s.body.Code == Teaching && s.rec.No == explained }

// lotOf is the cast's part at a body; "" is left to chance.
func lotOf(code string, rec int) lot {
	switch code {
	case freshCode:
		return map[int]lot{10: handedIn, 17: drafted}[rec].or(unwritten)
	case Teaching:
		return map[int]lot{1: handedIn, 9: claimed, 17: handedIn, 6: drafted, 11: unwritten}[rec]
	case collegeCode:
		return map[int]lot{16: handedIn}[rec]
	case backCode:
		return map[int]lot{10: returned}[rec]
	}
	return ""
}

func (l lot) or(other lot) lot {
	if l == "" {
		return other
	}
	return l
}

// holdBack keeps a duty of the cast from being finished before the open round.
func (l lot) holdBack(progress float64, open bool) float64 {
	switch {
	case l == "":
		return progress
	case open && (l == claimed || l == returned):
		return .8
	}
	return min(max(progress, .3), .55)
}

// playLot tells of a duty of the cast in the open round.
func (s *scene) playLot(l lot) {
	content, exhibits := s.content()
	switch l {
	case drafted:
		s.draft(content)
	case handedIn, claimed:
		s.write(content, exhibits, domain.DayOf(s.quarter.Until).Add(-3))
	case returned:
		s.write(content, exhibits, s.round.Opens.Add(1))
		s.sign()
		s.decide(domain.Review{Outcome: domain.SentBack, Reasons: s.say("sent back")}, s.reviewer(s.chance, s.body), s.between(3, 6))
	}
}
