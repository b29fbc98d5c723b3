package domain

import "unicode/utf8"

// PracticeStep is how far a duty that was put forward as good practice has come.
type PracticeStep string

// The steps; "" is a duty that nobody has put forward.
const (
	PracticePut       PracticeStep = "put" // by its oversight: waits for the body's consent
	PracticeConsented PracticeStep = "consented"
	PracticeDeclined  PracticeStep = "declined"
	PracticeWithdrawn PracticeStep = "withdrawn"  // the body took its consent back
	PracticeTakenBack PracticeStep = "taken_back" // its oversight did
)

// PracticeMost is how many characters tell others what they can copy.
const PracticeMost = 600

// PracticeState is where a duty stands as good practice for others. Across nations
// nobody reads a word of it without the body's consent (R4).
type PracticeState struct {
	Step PracticeStep `json:"step"`
	Text ID           `json:"text"` // the sealed words that the step is about
	On   Day          `json:"on"`   // of the step, in Europe/London
}

// Waits says that the body has not answered yet.
func (p PracticeState) Waits() bool { return p.Step == PracticePut }

// Consented says that the words may be shown to everybody who has signed in, for
// as long as the duty stands confirmed.
func (p PracticeState) Consented() bool { return p.Step == PracticeConsented }

// Offering is a duty put forward by its oversight.
type Offering struct {
	After ID     // the words that stood before, as whoever writes saw them; "" is none
	Text  ID     // of the new words
	Words string // what others can copy
	Same  bool   // they are the words that stood before
}

// PutPractice puts a confirmed duty forward as good practice, in words of its
// oversight's: none of which a spot check found otherwise since (R22). Words are corrected by putting it forward anew, and the body is
// asked anew: nothing is shown until it consents to these (R4).
func PutPractice(f DutyFacts, o Offering, on Day) (DutyState, error) {
	was := f.Duty.State
	switch {
	case o.Words == "":
		return was, Bad("text", "practice.text_missing", nil)
	case utf8.RuneCountInString(o.Words) > PracticeMost:
		return was, Bad("text", "practice.text_long", Args{"Most": PracticeMost})
	case f.Position(on) != WordConfirmed:
		return was, Refused("practice.not_confirmed", nil)
	case f.NotUpheld != nil:
		return was, Refused("practice.not_upheld", nil)
	case was.Practice.Text != o.After:
		return was, Clash("practice.changed", was)
	case o.Same && was.Practice.Step == PracticeDeclined:
		return was, Bad("text", "practice.declined_these", nil)
	}
	s := was.Clone()
	s.Practice = PracticeState{Step: PracticePut, Text: o.Text, On: on}
	return s, nil
}

// TakePracticeBack is oversight's: it no longer puts the duty forward. The body
// reads why. A second time changes nothing.
func TakePracticeBack(s DutyState, text ID, reason string, on Day) (DutyState, error) {
	switch p := s.Practice; {
	case p.Step == "" || p.Text != text:
		return s, Clash("practice.changed", s)
	case p.Step == PracticeTakenBack:
		return s, nil
	case !p.Waits() && !p.Consented():
		return s, Clash("practice.changed", s)
	case reason == "":
		return s, Bad("reason", "practice.back_reason_missing", nil)
	}
	s = s.Clone()
	s.Practice.Step, s.Practice.On = PracticeTakenBack, on
	return s, nil
}

// PracticeReply is what a body's accountable person says of words put forward
// about its duty.
type PracticeReply struct {
	Step   PracticeStep // consented, declined or withdrawn
	Text   ID           // the words that the person read
	Reason string
}

// AnswerPractice is the body's answer: it consents while the duty stands
// confirmed, declines with a reason, and withdraws its consent at any later
// time. The same answer a second time changes nothing.
func AnswerPractice(f DutyFacts, r PracticeReply, on Day) (DutyState, error) {
	was := f.Duty.State
	from := map[PracticeStep]PracticeStep{
		PracticeConsented: PracticePut, PracticeDeclined: PracticePut, PracticeWithdrawn: PracticeConsented,
	}[r.Step]
	switch p := was.Practice; {
	case from == "":
		return was, Bad("do", "practice.answer_missing", nil)
	case p.Text != r.Text:
		return was, Clash("practice.changed", was)
	case p.Step == r.Step:
		return was, nil
	case p.Step != from:
		return was, Clash("practice.changed", was)
	case r.Step == PracticeDeclined && r.Reason == "":
		return was, Bad("reason", "practice.decline_reason_missing", nil)
	case r.Step == PracticeConsented && f.Position(on) != WordConfirmed:
		return was, Refused("practice.not_confirmed", nil)
	case r.Step == PracticeConsented && f.NotUpheld != nil:
		return was, Refused("practice.not_upheld", nil)
	}
	s := was.Clone()
	s.Practice.Step, s.Practice.On = r.Step, on
	return s, nil
}

// ConfirmedOn is the day in Europe/London of the review that a confirmation rests
// on; "" where a later return was sent back since, which leaves it standing.
func (s DutyState) ConfirmedOn() Day {
	if s.Outcome != Accepted {
		return ""
	}
	return DayOf(s.ReviewedAt)
}
