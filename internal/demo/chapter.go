package demo

import (
	"fmt"
	"slices"
	"time"

	"heed/internal/domain"
)

// Deed is one of the things that people do to a duty and its return.
type Deed string

// The deeds; each is a verb of the product, done by the same rules.
const (
	DoRespond  Deed = "respond"
	DoAgreeNA  Deed = "agree_na"
	DoDraft    Deed = "draft" // written, and left lying
	DoSubmit   Deed = "submit"
	DoGiveBack Deed = "give_back"
	DoSign     Deed = "sign"
	DoReceive  Deed = "receive"
	DoReview   Deed = "review"
	DoClose    Deed = "close"
)

// Step is one deed with what it takes; the other fields are empty.
type Step struct {
	At time.Time
	By domain.ID
	Do Deed

	Response domain.Response
	Reason   string // of a response, a giving back, an answer or a closure
	Owner    string
	Target   domain.Day

	Content  domain.Content
	Evidence []Exhibit // new pieces that the content names

	Signature domain.Signature
	Review    domain.Review
	Closure   domain.Closure
}

// Exhibit is a new piece of evidence; File is the content of one that is a file.
type Exhibit struct {
	domain.Evidence
	File string
}

// scene is a duty in a quarter as the author looks at it.
type scene struct {
	*Author
	chance
	quarter Quarter
	round   domain.Round
	duty    domain.Duty // as it stood when the round opened
	body    domain.Body
	rec     domain.Recommendation
	temper  temper
	// progress is how much of the way is behind the body, 1 being all of it.
	progress float64
	steps    []Step
}

// Chapter is what happens to a duty in a round, in order of time; nothing, where
// the body stays silent. Expected says that the round asks for a return.
func (a *Author) Chapter(q Quarter, round domain.Round, d domain.Duty) []Step {
	body := a.bodies[d.BodyID]
	rec, known := a.Pack.Recommendation(d.Rec)
	if !known {
		return nil
	}
	s := &scene{
		Author: a, chance: chanceOf("chapter", body.Code, rec.Key(), fmt.Sprint(a.Rounds-q.No)),
		quarter: q, round: round, duty: d, body: body, rec: rec, temper: a.tempers[body.ID],
	}
	s.progress = a.progress(body, rec, q.No)
	if s.reports() {
		s.answer()
		if s.answered() == domain.ResponseRejected {
			s.progress = 0 // it goes on saying so, round after round
		}
		s.report()
	}
	if i := slices.IndexFunc(s.steps, func(step Step) bool { return step.At.After(q.Until) }); i >= 0 {
		s.steps = s.steps[:i]
	}
	for _, step := range s.steps {
		if step.Do == DoSubmit {
			a.said[d.ID] = step.Content
		}
	}
	return s.steps
}

// progress is the share of the way that a body has come by a quarter. It only
// grows, and however many rounds are told it ends in the same place.
func (a *Author) progress(b domain.Body, rec domain.Recommendation, quarter int) float64 {
	c := chanceOf("progress", b.Code, rec.Key())
	start, gain := a.tempers[b.ID].pace(c)
	passed := 1.0
	if a.Rounds > 0 {
		passed = float64(quarter) / float64(a.Rounds)
	}
	progress := max(0, start+gain*passed-difficulty(rec.No)+c.share(-.12, .12))
	return lotOf(b.Code, rec.No).holdBack(progress, quarter == a.Rounds)
}

// reports says whether the body answers this time. A round passes by whole
// bodies rather than single duties, and by more of them while it is still open.
func (s *scene) reports() bool {
	if l := lotOf(s.body.Code, s.rec.No); l != "" && s.quarter.Open {
		return l != unwritten
	}
	missed := chanceOf("missed", s.body.Code, fmt.Sprint(s.Rounds-s.quarter.No)).in(s.temper.misses())
	return !missed && !s.in(2)
}

// answer gives the response that the body still owes, with its first date.
func (s *scene) answer() {
	if s.duty.State.Response != domain.ResponseAwaited {
		return
	}
	step := Step{
		At: atWork(s.chance, s.round.Opens.Add(s.between(1, 4))), By: s.staff(s.body, domain.Reporter, s.rec.No), Do: DoRespond,
		Response: domain.ResponseAccepted, Owner: s.ownersPost(), Target: s.firstTarget(),
	}
	step.Response = draw(s.chance, []weighted[domain.Response]{
		{domain.ResponseAccepted, 84}, {domain.ResponseInPrinciple, 8}, {domain.ResponseInPart, 3},
		{domain.ResponseRejected, 2}, {domain.ResponseNotApplicable, 2},
	})
	if s.progress > .6 || s.cast() {
		step.Response = domain.ResponseAccepted
	}
	if step.Response.NeedsReason() {
		step.Reason = s.say("response " + string(step.Response))
	}
	if step.Response == domain.ResponseRejected || step.Response == domain.ResponseNotApplicable {
		step.Target = ""
	}
	s.add(step)
	if reviewer := s.reviewer(s.chance, s.body); step.Response == domain.ResponseNotApplicable && reviewer != "" && s.in(75) {
		s.add(Step{At: atWork(s.chance, s.round.Due.Add(s.between(3, 20))), By: reviewer, Do: DoAgreeNA})
	}
}

// answered is the response as it stands when the return is written.
func (s *scene) answered() domain.Response {
	for _, step := range s.steps {
		if step.Do == DoRespond {
			return step.Response
		}
	}
	return s.duty.State.Response
}

// cast says that the body has a part on the demonstration page.
func (s *scene) cast() bool {
	_, cast := castOf(s.body.Code)
	return cast
}

// ownersPost is who answers for the duty inside the body.
func (s *scene) ownersPost() string { return s.phrase(s.chance, "owner "+s.duty.Unit) }

// firstTarget is the day that the body first sets itself: the slipping ones
// sooner than they can keep.
func (s *scene) firstTarget() domain.Day {
	low, high := 9, 24
	if s.temper == slipping {
		low, high = 3, 9
	}
	return endOfMonth(s.round.Opens.AddMonths(s.between(low, high)))
}

func endOfMonth(day domain.Day) domain.Day {
	return domain.Day(day[:8] + "01").AddMonths(1).Add(-1)
}

func (s *scene) add(step Step) {
	if n := len(s.steps); n > 0 {
		step.At = later(step.At, s.steps[n-1].At)
	}
	s.steps = append(s.steps, step)
}

// last is the instant of the last step.
func (s *scene) last() time.Time { return s.steps[len(s.steps)-1].At }

// lastDay is its day.
func (s *scene) lastDay() domain.Day { return domain.DayOf(s.last()) }

// report tells of the return: written, signed, and looked at.
func (s *scene) report() {
	if n := len(s.steps); n > 0 && s.steps[n-1].Do == DoAgreeNA {
		return // it does not apply: nothing to report on
	}
	if l := lotOf(s.body.Code, s.rec.No); l != "" && s.quarter.Open {
		s.playLot(l)
		return
	}
	content, exhibits := s.content()
	day := s.round.Opens.Add(s.temper.handsIn(s.chance))
	if s.quarter.Open && s.in(24) {
		day = domain.DayOf(s.quarter.Until).Add(s.between(1, 9)) // those who leave it to the last days
		if s.in(35) {
			s.draft(content)
			return
		}
	}
	s.write(content, exhibits, day)
	if s.in(3) {
		s.add(Step{At: atWork(s.chance, s.lastDay().Add(s.between(1, 3))), By: s.staff(s.body, domain.Approver, s.rec.No), Do: DoGiveBack,
			Reason: s.say("given back")})
		s.write(content, nil, s.lastDay().Add(s.between(1, 4)))
	}
	s.sign()
	s.lookAt(content)
}

func (s *scene) draft(content domain.Content) {
	content.Evidence = nil
	s.add(Step{At: atWork(s.chance, domain.DayOf(s.quarter.Until).Add(-s.between(3, 10))),
		By: s.staff(s.body, domain.Reporter, s.rec.No), Do: DoDraft, Content: content})
}

func (s *scene) write(content domain.Content, exhibits []Exhibit, day domain.Day) {
	at := atWork(s.chance, day)
	if len(s.steps) > 0 {
		at = later(at, s.last())
	}
	for i := range exhibits {
		exhibits[i].AddedAt = at
		exhibits[i].To = min(exhibits[i].To, domain.DayOf(at)) // a paper covers days that have been
	}
	s.add(Step{At: at, By: s.staff(s.body, domain.Reporter, s.rec.No), Do: DoSubmit, Content: content, Evidence: exhibits})
	for _, e := range exhibits {
		s.shown[e.ID] = e.Evidence
	}
}

// sign puts the approver's name under the version, before the round closes.
func (s *scene) sign() {
	day := min(s.lastDay().WorkingDaysAfter(s.between(1, 6)), s.round.Closes.Add(-2))
	s.add(Step{At: atWork(s.chance, latest(day, s.lastDay())), By: s.staff(s.body, domain.Approver, s.rec.No), Do: DoSign,
		Signature: s.Attest(s.body.Name)})
}

// Asked says whether a round's letter reached the body at all: the small Trust
// that is in its first round now was in none before.
func (a *Author) Asked(q Quarter, d domain.Duty) bool {
	return q.Open || a.tempers[d.BodyID] != fresh
}
