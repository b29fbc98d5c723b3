package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"heed/internal/domain"
)

// Verdict is what an assessor finds of a claim on a visit. Some bodies never
// answer; those that claim before it is so are found out. Of the teaching Trust's
// one thing is not upheld, so that somebody has a reply to write.
func (a *Author) Verdict(body domain.ID, d domain.Duty) domain.CheckVerdict {
	code := a.bodies[body].Code
	c := chanceOf("verdict", code, fmt.Sprint(d.Rec))
	v := domain.CheckVerdict{Answers: map[string]domain.CheckAnswer{}, Belief: domain.BeliefFully}
	for i, key := range d.Requirements {
		v.Answers[key] = domain.CheckUpheld
		switch {
		case code == Teaching:
			if i == 0 {
				v.Answers[key], v.Belief = domain.CheckNotUpheld, domain.BeliefMostly
			}
		case chanceOf("mute", code).in(6):
			v.Answers[key], v.Belief = domain.CheckNoAnswer, domain.BeliefPartly
		case a.tempers[body] == boastful && c.in(40):
			v.Answers[key], v.Belief = domain.CheckNotUpheld, domain.BeliefHardly
		case c.in(7):
			v.Answers[key], v.Belief = domain.CheckNotUpheld, domain.BeliefMostly
		}
	}
	v.Words = mark + a.phrase(c, "check "+string(v.Found()))
	return v
}

// CheckReply is what a body replies to a verdict, "" where it says nothing; the
// teaching Trust's reply is left to whoever looks at the demonstration.
func (a *Author) CheckReply(body domain.ID, d domain.Duty, found domain.CheckAnswer) string {
	c := chanceOf("check reply", a.bodies[body].Code, fmt.Sprint(d.Rec))
	if a.bodies[body].Code == Teaching || found == domain.CheckNoAnswer || found == domain.CheckUpheld && !c.in(10) {
		return ""
	}
	return mark + a.phrase(c, "check reply")
}

// Seed is the seed of a spot check: the same people with the same ids draw the same.
func (a *Author) Seed(no int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s spot check %d", mark, no))
	return hex.EncodeToString(sum[:])
}
