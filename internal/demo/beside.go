package demo

import (
	"slices"
	"strconv"

	"heed/internal/domain"
)

// TakeUps is each oversight's answer to the overarching ask, as its lead
// records it before the first round.
func (a *Author) TakeUps() []domain.TakeUp {
	from := domain.DayOf(a.Calendar()[0].Begins()).Add(-21)
	var all []domain.TakeUp
	for _, nation := range domain.Nations()[:4] {
		all = append(all, domain.TakeUp{
			Report: a.Pack.Report.Key, Nation: nation, From: from, By: a.Lead(nation),
			Words: mark + a.phrase(chanceOf("take up"), "take up"),
		})
	}
	return all
}

// Pairing is a partnership as one side proposes it. Answer is who of the other
// side confirms it, or "" while nobody has.
type Pairing struct {
	Local, University string // codes
	What              string
	Office            bool
	From              domain.Day
	Proposer, Answer  domain.ID
}

// Pairings is which Trusts and Boards work with which universities: invented,
// always within a region or a nation, and a few of them not yet confirmed.
func (a *Author) Pairings() []Pairing {
	from := domain.DayOf(a.Calendar()[0].Begins()).Add(-14)
	day := domain.DayOf(a.Now)
	var schools []domain.Body
	for _, b := range a.Bodies {
		if b.Kind == domain.University && b.Subtype == "medical_school" && b.Current(day) && a.Reached(b.ID) {
			schools = append(schools, b)
		}
	}
	var all []Pairing
	for _, b := range a.Bodies {
		if !b.Kind.IsLocal() || !b.Current(day) || !b.Current(from) || !a.Reached(b.ID) || len(a.held[b.ID]) == 0 {
			continue
		}
		c := chanceOf("pairing", b.Code)
		near := slices.DeleteFunc(slices.Clone(schools), func(s domain.Body) bool {
			return s.Nation != b.Nation || s.Region != b.Region || len(a.held[s.ID]) == 0
		})
		if b.Code == Teaching {
			near = slices.DeleteFunc(near, func(s domain.Body) bool { return s.Code != collegeCode })
		} else if !c.in(34) {
			continue
		}
		if len(near) > 0 {
			all = append(all, a.pairing(c, b, pick(c, near), from))
		}
	}
	return all
}

func (a *Author) pairing(c chance, local, school domain.Body, from domain.Day) Pairing {
	p := Pairing{
		Local: local.Code, University: school.Code, From: from, What: mark + a.phrase(c, "partnership"),
		Office:   local.Code == Teaching || c.in(60),
		Proposer: a.staff(local, domain.Reporter, 0), Answer: a.staff(school, domain.Reporter, 0),
	}
	if local.Code != Teaching && c.in(12) {
		p.Answer = ""
	}
	return p
}

// Commitment is an action that a body keeps, with what becomes of it: a new
// date each time the present one passes, or done.
type Commitment struct {
	Duty     domain.DutyKey
	What     string
	Owner    string
	First    domain.Day
	Reporter domain.ID
	Approver domain.ID

	chance chance
}

// Commitments is the dated steps of governments, funders and national bodies,
// and of the teaching Trust.
func (a *Author) Commitments() []Commitment {
	begin := domain.DayOf(a.Calendar()[0].Begins())
	var all []Commitment
	for _, p := range domain.PlanDuties(*a.Pack, a.Bodies, domain.DayOf(a.Now)) {
		b := a.bodies[p.BodyID]
		local := b.Kind.IsLocal() || b.Kind == domain.University
		if b.NoSignatory || local && (b.Code != Teaching || p.Key.Rec > 11) {
			continue
		}
		c := chanceOf("commitment", b.Code, strconv.Itoa(p.Key.Rec))
		for range c.between(1, 2) {
			all = append(all, Commitment{
				Duty: p.Key, What: mark + a.phrase(c, "action"), Owner: a.phrase(c, "action owner"),
				First:    begin.AddMonths(c.between(1, 3*a.Rounds+9)),
				Reporter: a.staff(b, domain.Reporter, p.Key.Rec), Approver: a.staff(b, domain.Approver, p.Key.Rec), chance: c,
			})
		}
	}
	return all
}

// Change is what a body proposes about an action on a day: nothing while its
// date is far, done or a later date once it is near. The funder of the cast has
// something to sign in any case.
func (a *Author) Change(c Commitment, action domain.Action, day domain.Day) (domain.ActionChange, bool) {
	near := action.Present <= day.Add(10) || c.Duty.Body == funderCode && day > domain.DayOf(a.Now).Add(-2)
	if action.Status == domain.ActionDone || !near {
		return domain.ActionChange{}, false
	}
	if c.chance.in(55) {
		return domain.ActionChange{Done: true, By: c.Reporter}, true
	}
	return domain.ActionChange{
		Date: endOfMonth(day.AddMonths(c.chance.between(3, 8))), Reason: mark + a.phrase(c.chance, "slip"), By: c.Reporter,
	}, true
}

// Question and Dispute are what is open between a body and its oversight today.
func (a *Author) Question() string { return mark + a.phrase(chanceOf("question"), "question") }

// Explanation is what a body says of a finding, and Dismissal why oversight lets
// one be.
func (a *Author) Explanation(of domain.Finding) string {
	return mark + a.phrase(chanceOf("explained"), "explained "+string(of))
}

// Dismissal is why oversight lets a finding be.
func (a *Author) Dismissal() string { return mark + a.phrase(chanceOf("dismissed"), "dismissed") }

// Dispute is a body's objection to a verdict.
func (a *Author) Dispute() string { return mark + a.phrase(chanceOf("dispute"), "dispute") }

// Practice is what others can copy of a duty, in the words of its oversight.
func (a *Author) Practice(d domain.DutyKey) string {
	return mark + a.phrase(chanceOf("practice", d.Body, strconv.Itoa(d.Rec)), "practice")
}

// PracticeReason is why a body declines to have it shown or withdraws its consent,
// or why oversight takes it back.
func (a *Author) PracticeReason(step domain.PracticeStep) string {
	return mark + a.phrase(chanceOf("practice", string(step)), "practice "+string(step))
}

// PublicationReply is what a body says to a publication that names it.
func (a *Author) PublicationReply() string {
	return mark + a.phrase(chanceOf("publication"), "publication reply")
}

// CorrectionReason is why a publication is corrected.
func (a *Author) CorrectionReason() string {
	return mark + a.phrase(chanceOf("correction"), "correction reason")
}

// Chased is what oversight notes after it got in touch with a body: what was
// "promised", why it is put "away", or that nobody answered and it stays "open".
func (a *Author) Chased(body, how string) string {
	return mark + a.phrase(chanceOf("chased", body, how), "chased "+how)
}
