package domain

import (
	"slices"
	"time"
)

// CheckAnswer is what a check finds of one requirement, or of a whole claim.
type CheckAnswer string

// The answers. No answer counts as not upheld (R22).
const (
	CheckUpheld    CheckAnswer = "upheld"
	CheckNotUpheld CheckAnswer = "not_upheld"
	CheckNoAnswer  CheckAnswer = "no_answer"
)

// CheckAnswers is every answer, in the order of pages.
func CheckAnswers() []CheckAnswer { return []CheckAnswer{CheckUpheld, CheckNotUpheld, CheckNoAnswer} }

// CheckBelief is how far a return can be believed as a whole.
type CheckBelief string

// The degrees, best first.
const (
	BeliefFully  CheckBelief = "fully"
	BeliefMostly CheckBelief = "mostly"
	BeliefPartly CheckBelief = "partly"
	BeliefHardly CheckBelief = "hardly"
)

// CheckBeliefs is every degree, best first.
func CheckBeliefs() []CheckBelief {
	return []CheckBelief{BeliefFully, BeliefMostly, BeliefPartly, BeliefHardly}
}

// CheckVerdict is a draft verdict on one claim: sealed with its words.
type CheckVerdict struct {
	Answers map[string]CheckAnswer `json:"answers"` // by requirement
	Belief  CheckBelief            `json:"belief"`
	Words   string                 `json:"words"` // what was seen and heard
}

// Found is what the answers come to: one that is not upheld is enough, and then
// one without an answer.
func (v CheckVerdict) Found() CheckAnswer {
	found := CheckUpheld
	for _, a := range v.Answers {
		switch {
		case a == CheckNotUpheld:
			return CheckNotUpheld
		case a != CheckUpheld:
			found = CheckNoAnswer
		}
	}
	return found
}

// CheckItem is one drawn claim of a spot check.
type CheckItem struct {
	ID        ID        `json:"id"`
	CheckID   ID        `json:"check_id"`
	EntryID   ID        `json:"entry_id"` // the unit that it was drawn with
	BodyID    ID        `json:"body_id"`
	DutyID    ID        `json:"duty_id"`
	Rec       int       `json:"rec"`
	No        int       `json:"no"`                 // the version that claims it
	Assessor  ID        `json:"assessor,omitempty"` // who looks at it
	JudgedBy  ID        `json:"judged_by,omitempty"`
	JudgedAt  time.Time `json:"judged_at,omitzero"`
	ReplyDays int       `json:"reply_days"`
	ReplyBy   Day       `json:"reply_by,omitempty"`
	RepliedAt time.Time `json:"replied_at,omitzero"`
	IssuedAt  time.Time `json:"issued_at,omitzero"`
	Version   int       `json:"version"`

	Answers map[string]CheckAnswer `json:"answers,omitempty"`
	Belief  CheckBelief            `json:"belief,omitempty"`
	Found   CheckAnswer            `json:"found,omitempty"`
}

// Judged says that a draft verdict is given.
func (i CheckItem) Judged() bool { return i.Found != "" }

// AwaitsReply says that the body may still reply to the draft verdict.
func (i CheckItem) AwaitsReply(on Day) bool {
	return i.Judged() && i.IssuedAt.IsZero() && i.RepliedAt.IsZero() && on <= i.ReplyBy
}

// Reopens says that what was issued asks for a review of the duty that it has
// not had since: *not upheld* changes nothing by itself (R22).
func (i CheckItem) Reopens(d Duty) bool {
	return i.Found == CheckNotUpheld && !i.IssuedAt.IsZero() && !d.State.ReviewedAt.After(i.IssuedAt)
}

// Candidate is who might check a claim, with what speaks against it.
type Candidate struct {
	Person   Person
	Held     []Membership // active, paths filled
	Own      bool         // the claim is their own by R5
	Accepted bool         // they accepted it in a review
	Client   bool         // its body is a client that they declared
}

// MayCheck refuses to let somebody check a claim that they accepted, one of
// their own (R5) or of a client they declared, and anyone but an assurer or
// whoever reviews that body.
func MayCheck(c Candidate, b Body) error {
	fits := slices.ContainsFunc(c.Held, func(m Membership) bool {
		switch m.Role {
		case Assurer:
			return Covers(m.Path, b.Path)
		case Reviewer, OversightLead:
			return Covers(m.Path, b.Path) && (m.Path != "uk" || OverseenBy(b.Nation) == England)
		}
		return false
	})
	about := Args{"Body": b.Name}
	switch {
	case !fits || c.Person.Ended:
		return Bad("person", "check.no_assessor", about)
	case c.Own:
		return Bad("person", "check.own", about)
	case c.Accepted:
		return Bad("person", "check.accepted", about)
	case c.Client:
		return Bad("person", "check.client", about)
	}
	return nil
}

// AssignItem gives a drawn claim to an assessor. What is judged stays with whoever
// judged it.
func AssignItem(i CheckItem, to ID) (CheckItem, error) {
	if i.Judged() || !i.IssuedAt.IsZero() {
		return i, Clash("check.judged", i)
	}
	i.Assessor = to
	return i, nil
}

// JudgeItem gives a draft verdict on what the body owes, or another one before the check
// is issued. The body has its days to reply; a verdict no worse than the one that
// it replied to gives it none again.
func JudgeItem(i CheckItem, v CheckVerdict, owed []string, by ID, at time.Time) (CheckItem, error) {
	if !i.IssuedAt.IsZero() {
		return i, Clash("check.changed", i)
	}
	var ps Problems
	for _, key := range owed {
		if !slices.Contains(CheckAnswers(), v.Answers[key]) {
			ps.Add("answer-"+key, "check.answer_missing", Args{"Requirement": key})
		}
	}
	if !slices.Contains(CheckBeliefs(), v.Belief) {
		ps.Add("belief", "check.belief_missing", nil)
	}
	if v.Words == "" {
		ps.Add("words", "check.words_missing", nil)
	}
	if err := ps.Err(); err != nil {
		return i, err
	}
	if !i.Judged() || i.worse(v) {
		i.ReplyBy, i.RepliedAt = DayOf(at).WorkingDaysAfter(i.ReplyDays), time.Time{}
	}
	i.Answers, i.Belief, i.Found, i.JudgedBy, i.JudgedAt = map[string]CheckAnswer{}, v.Belief, "", by, at
	for _, key := range owed {
		i.Answers[key] = v.Answers[key]
	}
	i.Found = CheckVerdict{Answers: i.Answers}.Found()
	return i, nil
}

// worse says that a verdict finds something less than the one that stands.
func (i CheckItem) worse(v CheckVerdict) bool {
	for key, was := range i.Answers {
		if now := v.Answers[key]; now != was && now != CheckUpheld {
			return true
		}
	}
	return slices.Index(CheckBeliefs(), v.Belief) > slices.Index(CheckBeliefs(), i.Belief)
}

// ReplyToCheck is the body's reply to a draft verdict: once, and in its days.
func ReplyToCheck(i CheckItem, words string, at time.Time) (CheckItem, error) {
	switch {
	case !i.Judged():
		return i, Missing()
	case !i.RepliedAt.IsZero():
		return i, Refused("check.replied", nil)
	case !i.AwaitsReply(DayOf(at)):
		return i, Refused("check.reply_late", Args{"Day": i.ReplyBy})
	case words == "":
		return i, Bad("words", "check.reply_missing", nil)
	}
	i.RepliedAt = at
	return i, nil
}

// Clients are the bodies that a person works for beside their post: they check
// none of their claims (R22).
type Clients struct {
	ID       ID   `json:"id"`
	PersonID ID   `json:"person_id"`
	Bodies   []ID `json:"bodies"`
	Version  int  `json:"version"`
}

// CheckShare is an estimated share with its 95 % range, frozen when it was issued.
type CheckShare struct {
	Share     float64 `json:"share"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	Effective float64 `json:"effective"`
	Known     bool    `json:"known"`
}

// CheckEstimator names how the shares of a result were estimated: package
// estimate has the method. Another method has another name.
const CheckEstimator = "ratio_korn_graubard.1"

// CheckResult is what an issued check says of a recommendation; 0 is all together.
type CheckResult struct {
	Rec         int        `json:"rec"`
	Estimator   string     `json:"estimator"`
	Owed        int        `json:"owed"`    // duties that the plan covers
	Claimed     int        `json:"claimed"` // of them, when it was drawn
	Checked     int        `json:"checked"` // claims drawn
	Upheld      int        `json:"upheld"`
	Unanswered  int        `json:"unanswered"`
	Claims      CheckShare `json:"claims"`      // of the claims, upheld; no answer counts as not
	Answered    CheckShare `json:"answered"`    // of those who answered alone
	Implemented CheckShare `json:"implemented"` // of all duties, truly implemented
}

// OfBodies makes of problems that name one body each, under Body, one for every
// reason that names all of its bodies. The first stands beside its field, the
// others above the form, since a field says one thing only.
func OfBodies(all Problems) Problems {
	var found Problems
	bodies := map[string][]string{}
	for _, p := range all {
		name, _ := p.Args["Body"].(string)
		if len(bodies[p.Key]) == 0 {
			field := p.Field
			if len(found) > 0 {
				field = ""
			}
			found.Add(field, p.Key, nil)
		}
		bodies[p.Key] = append(bodies[p.Key], name)
	}
	for _, p := range found {
		p.Args = Args{"Body": bodies[p.Key]}
	}
	return found
}
