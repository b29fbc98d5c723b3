package demo

import (
	"fmt"
	"slices"

	"heed/internal/domain"
)

// claimAt is the share of the way from which a body may rightly claim.
const claimAt = .66

// claims says whether the body reports the duty implemented: when it is so,
// and sometimes when it is not.
func (s *scene) claims() bool {
	return s.progress >= claimAt || (s.temper == boastful && s.progress >= .42)
}

// content is what the return says, and the evidence that is new in it.
func (s *scene) content() (domain.Content, []Exhibit) {
	last, before := s.said[s.duty.ID]
	if before && s.unchanged(last) {
		return s.again(last)
	}
	c := domain.Content{Status: s.status(), Answers: map[string]domain.Answer{}}
	for i, key := range s.duty.Requirements {
		c.Answers[key] = s.answerTo(i, key)
	}
	if c.Status != domain.Implemented {
		c.Confidence = s.confidence()
		c.Barriers = s.barriers()
		s.dates(&c)
	}
	var exhibits []Exhibit
	c.Evidence, exhibits = s.evidence(c)
	c.Narrative, c.Summary = s.narrative(c), s.summary(c)
	c.Minutes = 5 * s.between(2, 24)
	return c, exhibits
}

// unchanged says that the body has nothing new to tell: a claim that stands,
// or progress that shows in no answer.
func (s *scene) unchanged(last domain.Content) bool {
	if last.Claims(s.duty.Requirements) && s.duty.Claimed() && !s.duty.WasConfirmed(s.round.Due) {
		return true
	}
	return last.Status == s.status() && !s.claims() && s.in(45)
}

// again declares no change. What a claim rests on is renewed where it runs out
// before the round is over.
func (s *scene) again(last domain.Content) (domain.Content, []Exhibit) {
	last.SlipReason, last.Minutes = "", 0
	if last.Target = s.targetNow(); last.Target.IsZero() && last.Status != domain.Implemented {
		last.Target = s.firstTarget()
	}
	expires := domain.ExpiryOf(last, s.shown)
	if !last.Claims(s.duty.Requirements) || expires.IsZero() || expires > s.round.Closes.AddMonths(3) || s.in(20) {
		last.NoChange = true
		return last, nil
	}
	last.NoChange = false
	var exhibits []Exhibit
	last.Evidence, exhibits = s.evidence(last)
	last.Narrative = s.inOwnWords(s.say("renewed"))
	return last, exhibits
}

func (s *scene) status() domain.Status {
	switch {
	case s.nothingApplies():
		return domain.NotStarted
	case s.claims() && !s.fallsBack():
		return domain.Implemented
	case s.progress < .1:
		return domain.NotStarted
	case s.progress < .22 || s.slipsBack():
		return domain.Planned
	}
	return domain.InProgress
}

// nothingApplies says that the body finds nothing in the recommendation for it.
func (s *scene) nothingApplies() bool {
	return s.temper == slow && !s.cast() && chanceOf("nothing applies", s.body.Code, s.rec.Key()).in(2)
}

// slipsBack says that what was in progress is only planned again.
func (s *scene) slipsBack() bool {
	return s.duty.State.Status == domain.InProgress && !s.cast() &&
		chanceOf("slips back", s.body.Code, s.rec.Key(), fmt.Sprint(s.Rounds-s.quarter.No)).in(2)
}

// fallsBack says that what was claimed before is reported as less now.
func (s *scene) fallsBack() bool {
	return s.duty.Claimed() && chanceOf("falls back", s.body.Code, s.rec.Key(), fmt.Sprint(s.quarter.No)).in(5)
}

// answerTo is the answer to one requirement: each is met somewhere on the way.
func (s *scene) answerTo(i int, key string) domain.Answer {
	c := chanceOf("requirement", s.body.Code, key)
	reached := claimAt * (float64(i) + c.share(.5, 1)) / float64(len(s.duty.Requirements))
	a := domain.Answer{Met: domain.MetNo}
	switch {
	case s.status() == domain.Implemented || s.progress >= reached && s.status() == domain.InProgress:
		a.Met = domain.MetYes
	case s.progress >= reached-.18 && s.progress >= .1:
		a.Met = domain.MetPartly
		a.Reason = s.say("partly")
	}
	if s.nothingApplies() || len(s.duty.Requirements) > 2 && c.in(2) {
		a = domain.Answer{Met: domain.MetNA, Reason: mark + s.phrase(c, "not applicable")}
	}
	if q, _ := s.Pack.Requirement(key); q.Figures && a.Met == domain.MetYes {
		before := c.between(3, 40)
		a.Before = domain.Figure{Value: fmt.Sprint(before), Period: "2020/21"}
		a.After = domain.Figure{Value: fmt.Sprint(before + c.between(1, 20)), Period: financialYearBefore(s.round.Opens)}
	}
	return a
}

// financialYearBefore is the last whole one, April to March, as people write it.
func financialYearBefore(day domain.Day) string {
	at := day.AddMonths(-3).Start()
	return fmt.Sprintf("%d/%02d", at.Year()-1, at.Year()%100)
}

func (s *scene) confidence() domain.Confidence {
	switch s.temper {
	case keen, boastful:
		return domain.ConfidenceHigh
	case slow, quiet:
		return pick(s.chance, []domain.Confidence{domain.ConfidenceMedium, domain.ConfidenceLow})
	}
	return pick(s.chance, domain.Confidences())
}

func (s *scene) barriers() []domain.BarrierMention {
	var mentions []domain.BarrierMention
	for _, b := range some(s.chance, s.Pack.Barriers, s.between(0, 2)) {
		m := domain.BarrierMention{Key: b.Key}
		if b.Key == "other_body" {
			m.Body = map[domain.Nation]string{
				domain.Scotland: "CSO", domain.Wales: "HCRW", domain.NorthernIreland: "HSC-RD",
			}[s.body.Nation]
			if m.Body == "" || m.Body == s.body.Code {
				m.Body = "DHSC"
			}
		}
		mentions = append(mentions, m)
	}
	return mentions
}

// dates keeps the target date, or moves it with a reason when it is near and
// the body is not.
func (s *scene) dates(c *domain.Content) {
	target := s.targetNow()
	c.Target = target
	if target.IsZero() {
		c.Target = s.firstTarget()
		return
	}
	moves := map[temper]int{slipping: 80, steady: 55, keen: 50, boastful: 45, slow: 40}[s.temper]
	if target > s.round.Closes || !s.in(moves) {
		return
	}
	months := s.between(3, 12)
	if s.temper == slipping {
		months = s.between(1, 4)
	}
	c.Target = endOfMonth(s.round.Closes.AddMonths(months))
	c.SlipReason = s.say("slip")
}

// targetNow is the target as it stands when the return is written: a response
// of this very chapter may have set it.
func (s *scene) targetNow() domain.Day {
	target := s.duty.State.Target
	for _, step := range s.steps {
		if step.Do == DoRespond && target.IsZero() {
			target = step.Target
		}
	}
	return target
}

// evidence is what stands behind the answers: for a claim something behind
// each met requirement, else now and then something behind the first.
func (s *scene) evidence(c domain.Content) ([]domain.EvidenceUse, []Exhibit) {
	var met []string
	for _, key := range s.duty.Requirements {
		if c.Answers[key].Met == domain.MetYes {
			met = append(met, key)
		}
	}
	if len(met) == 0 || c.Status != domain.Implemented && !s.in(30) {
		return nil, nil
	}
	if c.Status != domain.Implemented {
		met = met[:1]
	}
	var uses []domain.EvidenceUse
	var exhibits []Exhibit
	for keys := range slices.Chunk(met, s.between(1, 3)) {
		e := s.exhibit(keys)
		exhibits = append(exhibits, e)
		uses = append(uses, domain.EvidenceUse{EvidenceID: e.ID, Requirements: slices.Clone(keys)})
	}
	return uses, exhibits
}

// exhibit is one new piece, in date for as long as its requirements ask.
func (s *scene) exhibit(keys []string) Exhibit {
	months := 0
	for _, key := range keys {
		if q, _ := s.Pack.Requirement(key); q.FreshMonths > 0 && (months == 0 || q.FreshMonths < months) {
			months = q.FreshMonths
		}
	}
	to := s.round.AsAt.Add(-s.between(0, 20))
	if s.in(25) {
		to = to.AddMonths(-s.between(2, 7)) // an older paper
	}
	tooOld := months > 0 && (s.in(2) || s.hasToExplain())
	if tooOld {
		to = s.round.AsAt.AddMonths(-months - s.between(1, 8))
	}
	e := Exhibit{Evidence: domain.Evidence{
		ID: s.IDs(), BodyID: s.body.ID, Kind: domain.EvidenceLink, From: to.AddMonths(-s.between(3, 12)), To: to,
		AddedBy: s.staff(s.body, domain.Reporter, s.rec.No),
		Title:   fmt.Sprintf("%s: %s (generated)", s.rec.Short, s.phrase(s.chance, "paper")),
	}}
	if months > 0 && !tooOld { // nobody dates the end of what is over
		e.Expires = to.AddMonths(months)
	}
	switch {
	case s.in(map[temper]int{boastful: 60, slow: 25}[s.temper] + 8):
		e.Kind, e.Text = domain.EvidenceStatement, s.say("statement")
	case s.body.Code == Teaching || s.body.Code == backCode:
		e.Kind, e.FileName, e.File = domain.EvidenceFile, "generated-"+keys[0]+".txt", s.paper(keys, e.Title)
	default:
		e.URL = fmt.Sprintf("https://example.org/generated/%s/%s", s.body.Code, keys[0])
	}
	return e
}
