package demo

import (
	"slices"
	"time"

	"heed/internal/domain"
)

// lookAt tells what oversight makes of the signed version: a claim is
// reviewed, the rest is received, and some of both waits.
func (s *scene) lookAt(c domain.Content) {
	reviewer := s.reviewer(s.chance, s.body)
	if reviewer == "" {
		return // nobody independent: it stays as the body reported it (R5)
	}
	signed := s.duty
	signed.State = domain.Sign(signed.State, domain.Version{Content: c}, domain.ExpiryOf(c, s.shown), s.last())
	claim := domain.ClaimsNew(signed, c)
	switch {
	case claim && s.in(86) && !s.hasToExplain():
		s.judge(c, reviewer, false)
	case claim:
	case c.Claims(s.duty.Requirements) || s.in(88):
		s.receive(reviewer)
	default:
		s.assess(c, reviewer)
	}
}

// receive takes it in with others: on Fridays, some weeks after signing.
func (s *scene) receive(by domain.ID) {
	day := s.lastDay().Add(s.between(4, 12))
	for day.Start().Weekday() != time.Friday {
		day = day.Add(1)
	}
	s.add(Step{At: day.Start().Add(15 * time.Hour), By: by, Do: DoReceive})
}

// assess grades a plan that claims nothing: satisfactory intent, mostly.
func (s *scene) assess(c domain.Content, by domain.ID) {
	r := domain.Review{
		Outcome: domain.Accepted, Assurance: domain.SelfReported, Grade: domain.SatisfactoryIntent,
		Verdicts: map[string]domain.Verdict{},
	}
	if s.duty.State.Slips > 1 || s.temper == slow && s.in(40) {
		r.Grade = pick(s.chance, []domain.Grade{domain.SatisfactoryInPart, domain.Unsatisfactory})
	}
	for _, key := range s.duty.Requirements {
		r.Verdicts[key] = domain.VerdictNotLooked
	}
	r.Reasons = s.say("reasons " + string(r.Grade))
	s.decide(r, by, s.between(6, 30))
}

// judge looks at a claim requirement by requirement. What is not shown is sent
// back the first time; a body that answers well is believed the second.
func (s *scene) judge(c domain.Content, by domain.ID, second bool) {
	weak := domain.Strength(s.rec, c, s.shown)
	if s.temper == boastful && s.progress < claimAt && len(weak) == 0 {
		weak = []string{pick(s.chance, s.duty.Requirements)}
	}
	doubt := map[bool]int{true: 75, false: 9}[len(weak) > 0]
	if !second && s.in(doubt) {
		s.sendBack(c, by)
		return
	}
	r := domain.Review{
		Outcome: domain.Accepted, Assurance: domain.EvidenceChecked, Grade: domain.FullySatisfactory,
		Verdicts: map[string]domain.Verdict{},
	}
	if s.in(5) {
		r.Assurance = domain.IndependentlyVerified
	}
	if len(weak) == 0 && s.in(12) {
		weak = []string{pick(s.chance, s.duty.Requirements)}
	}
	for _, key := range s.duty.Requirements {
		r.Verdicts[key] = s.verdict(c, key, slices.Contains(weak, key))
		if v := r.Verdicts[key]; v != domain.VerdictMet && v != domain.VerdictNA {
			r.Grade = domain.SatisfactoryInPart
		}
	}
	if r.Grade != domain.FullySatisfactory {
		r.Reasons = s.say("reasons satisfactory_in_part")
	}
	s.decide(r, by, s.between(5, 26))
	if r.Grade == domain.FullySatisfactory && s.duty.Claimed() && s.in(20) && !s.runsOut(c) {
		s.add(Step{At: atWork(s.chance, s.lastDay().Add(s.between(1, 8))), By: by, Do: DoClose,
			Closure: domain.ClosedImplemented, Reason: s.say("closed")})
	}
}

func (s *scene) verdict(c domain.Content, key string, weak bool) domain.Verdict {
	switch {
	case c.Answers[key].Met == domain.MetNA:
		return domain.VerdictNA
	case weak:
		return pick(s.chance, []domain.Verdict{domain.VerdictNotShown, domain.VerdictNotShown, domain.VerdictNotMet})
	}
	return domain.VerdictMet
}

func (s *scene) sendBack(c domain.Content, by domain.ID) {
	s.decide(domain.Review{Outcome: domain.SentBack, Reasons: s.say("sent back")}, by, s.between(4, 16))
	if s.in(45) || s.lastDay().Add(12) > s.round.ReviewBy {
		return // answered in the next round, if at all
	}
	c.Narrative = s.inOwnWords(s.say("answered"))
	var exhibits []Exhibit
	if s.temper != boastful {
		c.Evidence, exhibits = s.evidence(c)
		for i := range exhibits {
			if exhibits[i].Kind == domain.EvidenceStatement {
				exhibits[i].Kind, exhibits[i].Text = domain.EvidenceLink, ""
				exhibits[i].URL = "https://example.org/generated/" + s.body.Code + "/answer"
			}
		}
	}
	s.write(c, exhibits, s.lastDay().Add(s.between(3, 9)))
	s.add(Step{At: atWork(s.chance, s.lastDay().Add(s.between(1, 4))), By: s.staff(s.body, domain.Approver, s.rec.No), Do: DoSign,
		Signature: s.Attest(s.body.Name)})
	if s.in(70) {
		s.judge(c, by, true)
	}
}

// runsOut says that what the claim rests on goes out of date before long.
func (s *scene) runsOut(c domain.Content) bool {
	expires := domain.ExpiryOf(c, s.shown)
	return !expires.IsZero() && expires < s.lastDay().AddMonths(2)
}

// decide adds the review so many days after the last step.
func (s *scene) decide(r domain.Review, by domain.ID, days int) {
	r.ID = s.IDs()
	s.add(Step{At: atWork(s.chance, s.lastDay().Add(days)), By: by, Do: DoReview, Review: r})
}
