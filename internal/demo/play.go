package demo

import (
	"fmt"

	"heed/internal/domain"
)

// Play is a duty with its return of a round, as steps move the two by the
// rules of domain.
type Play struct {
	Duty     domain.Duty
	Rec      domain.Recommendation
	Pack     int // the version that returns are judged by
	Return   domain.Return
	Last     int           // number of the duty's last sealed version
	Round    *domain.Round // of the return
	Evidence map[domain.ID]domain.Evidence

	version domain.Version
}

// Happening is what a step leaves in the record: an event that lacks its number
// and the salted digest of the words, and those words. Seal is "" where nothing
// was said, and the event's type is "" for what is no event, a saved draft.
type Happening struct {
	Event   domain.Event
	Seal    domain.SealedKind
	Words   any
	No      int // of the version that the words are about
	WordsID domain.ID
}

// Do takes a step, or says which rule it breaks.
func (p *Play) Do(step Step) (Happening, error) {
	h := Happening{Event: domain.Event{
		At: step.At, Actor: step.By, Report: p.Duty.Report, Rec: p.Duty.Rec, Body: p.Duty.BodyID, Duty: p.Duty.ID,
	}}
	err := p.do(step, &h)
	if err != nil {
		return h, fmt.Errorf("demo: %s of recommendation %d: %w", step.Do, p.Duty.Rec, err)
	}
	if h.Event.State != nil {
		p.Duty.State = *h.Event.State
	}
	return h, nil
}

func (p *Play) do(step Step, h *Happening) error {
	switch step.Do {
	case DoRespond, DoAgreeNA, DoClose:
		return p.decide(step, h)
	case DoDraft:
		ret, err := domain.EditDraft(p.Return, step.By, p.Return.Version, step.Content)
		p.Return = ret
		return err
	}
	h.Event.Round, h.Event.Return = p.Return.RoundID, p.Return.ID
	var err error
	switch step.Do {
	case DoSubmit:
		err = p.submit(step, h)
	case DoGiveBack:
		p.Return.State = domain.ReturnDraft
		h.Event.Type, h.Seal, h.Words = domain.ReturnGivenBackE, domain.SealedGivenBack, domain.Statement{Text: step.Reason}
	case DoSign:
		err = p.sign(step, h)
	case DoReceive:
		if domain.ClaimsNew(p.Duty, p.version.Content) {
			err = domain.Refused("receive.claims_something", nil)
		}
		p.Return.State = domain.ReturnReceived
		h.Event.Type = domain.ReturnReceivedE
	case DoReview:
		err = p.review(step, h)
	}
	h.Event.No, h.No = p.version.No, p.version.No
	return err
}

// decide is what moves the duty without its return.
func (p *Play) decide(step Step, h *Happening) (err error) {
	state, day := p.Duty.State, domain.DayOf(step.At)
	words := domain.Statement{Text: step.Reason}
	switch step.Do {
	case DoRespond:
		state, err = domain.Respond(state, domain.Reply{Response: step.Response, Reason: step.Reason, Owner: step.Owner, Target: step.Target}, day)
		p.Duty.Owner = step.Owner
		words.Choice, words.Owner = string(step.Response), step.Owner
		h.Event.Type, h.Seal = domain.DutyResponded, domain.SealedResponse
	case DoAgreeNA:
		state, err = domain.AgreeNA(state, true, step.Reason)
		words.Choice, h.Event.Type, h.Seal = "agreed", domain.DutyNAAgreed, domain.SealedNAAnswer
	case DoClose:
		state, err = domain.Close(domain.DutyFacts{Duty: p.Duty}, domain.Closing{To: step.Closure, Reason: step.Reason}, day)
		words.Choice, h.Event.Type, h.Seal = string(step.Closure), domain.DutyClosed, domain.SealedClosure
	}
	h.Words, h.Event.State = words, &state
	return err
}

func (p *Play) submit(step Step, h *Happening) error {
	for _, e := range step.Evidence {
		if err := e.Evidence.Check(domain.DayOf(step.At)).Err(); err != nil {
			return err
		}
		p.Evidence[e.ID] = e.Evidence
	}
	ret, err := domain.EditDraft(p.Return, step.By, p.Return.Version, step.Content)
	if err != nil {
		return err
	}
	faults := append(domain.CheckContent(p.Duty, p.Rec, step.Content, p.Evidence), domain.CheckTarget(p.Duty, step.Content, domain.DayOf(step.At))...)
	if err := faults.Err(); err != nil {
		return err
	}
	p.Last++
	if ret, err = domain.Submit(ret, ret.Version, p.Last); err != nil {
		return err
	}
	p.Return = ret
	p.version = domain.Version{
		DutyID: p.Duty.ID, ReturnID: ret.ID, RoundID: ret.RoundID, No: ret.Sealed, Content: ret.Draft, Drafters: ret.Drafters,
		By: step.By, At: step.At, Pack: p.Pack, FirstTarget: p.Duty.State.FirstTarget, PriorTarget: p.Duty.State.Target,
	}
	h.Event.Type, h.Seal, h.Words = domain.ReturnSubmittedE, domain.SealedVersion, p.version
	return nil
}

func (p *Play) sign(step Step, h *Happening) error {
	if err := domain.MaySign(p.Duty.State, p.version, step.By); err != nil {
		return err
	}
	state := domain.Sign(p.Duty.State, p.version, domain.ExpiryOf(p.version.Content, p.Evidence), step.At)
	r := &p.Return
	if r.Signed == 0 {
		r.Late = p.Round != nil && domain.DayOf(step.At) > p.Round.Due
	}
	r.State, r.Signed, r.SignedAt, r.Drafters, r.Draft = domain.ReturnSigned, r.Sealed, step.At, nil, domain.Content{}
	h.Event.Type, h.Seal, h.Words, h.Event.State = domain.ReturnSignedE, domain.SealedSignature, step.Signature, &state
	return nil
}

func (p *Play) review(step Step, h *Happening) error {
	review := step.Review
	review.DutyID, review.VersionNo, review.By, review.At = p.Duty.ID, p.version.No, step.By, step.At
	problems := domain.CheckReview(p.Duty, p.version, review)
	if review.Outcome == domain.Accepted && review.Assurance.Checked() {
		for _, key := range domain.Strength(p.Rec, p.version.Content, p.Evidence) {
			if review.Verdicts[key] == domain.VerdictMet {
				problems.Add("verdict-"+key, "review.statement_confirms_nothing", nil)
			}
		}
	}
	if err := problems.Err(); err != nil {
		return err
	}
	p.Return.State = domain.ReturnAccepted
	if review.Outcome == domain.SentBack {
		p.Return.State, p.Return.Draft, p.Return.Drafters = domain.ReturnSentBack, p.version.Content, p.version.Drafters
	}
	state := domain.Decide(p.Duty.State, review, domain.ExpiryOf(p.version.Content, p.Evidence))
	h.Event.Type, h.Seal, h.Words, h.WordsID, h.Event.State = domain.ReturnReviewed, domain.SealedReview, review, review.ID, &state
	return nil
}
