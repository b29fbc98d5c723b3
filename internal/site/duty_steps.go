package site

import (
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// steps works out what a visitor can do on a duty: what access lets them, and
// what its present state leaves to do.
type steps struct {
	*request
	matter
	returns  []domain.Return
	current  domain.Return // what the body writes on
	rounds   []domain.Round
	standing domain.Standing
	history  history
	rulings  []domain.EdgeRuling // that wait for a reviewer
	explain  string              // address at which the first finding is explained, or ""
	own      bool                // the visitor may not judge it: it is their own by R5
}

func (s steps) may(verb access.Verb) bool { return s.can(verb, s.target()) }

// judges says that the visitor may use a verb of oversight's on a duty that is
// not their own.
func (s steps) judges(verb access.Verb) bool { return !s.own && s.may(verb) }

func (s steps) step(key, href string, args domain.Args) page.Step {
	return page.Step{Text: s.words.T("step." + key), Href: href, Why: s.words.T("step."+key+"_why", args)}
}

// next is what to do now.
func (s steps) next() []page.Step {
	var all []page.Step
	if s.may(access.Respond) && s.duty.State.MayReport() == nil && s.duty.State.Response == domain.ResponseAwaited {
		all = append(all, s.step("respond", s.href("/response"), nil))
	}
	all = append(all, s.report()...)
	if no := s.reviewable(); no > 0 && s.judges(access.Review) {
		all = append(all, s.step("review", s.href("/review/"+strconv.Itoa(no)), domain.Args{"No": no}))
	}
	all = append(all, s.talk()...)
	if len(all) > 0 && all[0].Href != "" { // one button: the eye meets the first thing first; what only waits has none
		all[0].Primary = true
	}
	return all
}

// report is what the body has to do about its return, or what that waits for. On
// a closed duty nothing is (R12).
func (s steps) report() []page.Step {
	drafts := s.may(access.Draft)
	switch {
	case s.duty.State.MayReport() != nil:
		return nil
	case s.current.State == domain.ReturnSubmitted && s.may(access.Sign):
		return []page.Step{s.step("sign", bodyHref(s.body.Code)+"/sign", nil)}
	case s.current.State == domain.ReturnSubmitted && drafts:
		return []page.Step{{Why: s.words.T("step.waits_signature")}}
	case !drafts:
		return nil
	case s.settled() != "":
		return []page.Step{{Why: s.settled()}}
	}
	return []page.Step{s.write()}
}

// settled says what became of what the body signed, where it has nothing in hand
// and nobody asks it for more; "" otherwise. It may still make or withdraw a
// claim (R14).
func (s steps) settled() string {
	if s.current.ID != "" || s.current.CaughtByClosing() {
		return ""
	}
	for _, ret := range s.returns {
		if ret.State == domain.ReturnSigned && !s.duty.State.Overtook(ret.Signed) { // it counts the days that the body waits (R3)
			signed := domain.DayOf(ret.SignedAt)
			return s.words.N("step.waits_oversight", signed.DaysUntil(s.day()), domain.Args{"When": signed})
		}
	}
	for _, ret := range s.returns {
		if round, found := s.round(ret.RoundID); found && round.IsOpen() && ret.State.DealtWith() {
			return s.words.T("step.settled_"+string(ret.State), domain.Args{"Round": round.Name})
		}
	}
	return ""
}

func (s steps) round(id domain.ID) (domain.Round, bool) {
	i := slices.IndexFunc(s.rounds, func(r domain.Round) bool { return r.ID == id })
	if i < 0 {
		return domain.Round{}, false
	}
	return s.rounds[i], true
}

// write is the step that begins or goes on with the return.
func (s steps) write() page.Step {
	key := "begin"
	switch {
	case s.current.State == domain.ReturnSentBack:
		key = "answer"
	case s.current.GivenBack():
		key = "given_back"
	case s.current.State == domain.ReturnDraft:
		key = "continue"
	case s.duty.State.Unanswered():
		key = "begin_answer"
	}
	if round, found := s.round(s.current.RoundID); found {
		return s.step(key, s.href("/return"), domain.Args{"Round": round.Name, "Due": max(round.Due, s.current.Extended)})
	}
	return s.step(key+"_interim", s.href("/return"), nil)
}

// reviewable is the number of the signed version that waits for oversight, or 0.
// One that a later version overtook is received, not reviewed.
func (s steps) reviewable() int {
	for _, ret := range s.returns {
		if ret.State == domain.ReturnSigned && !s.duty.State.Overtook(ret.Signed) {
			return ret.Signed
		}
	}
	return 0
}

// decideDispute leads to a dispute, but for whoever gave the verdict: they wait for
// a colleague.
func (s steps) decideDispute(id domain.ID) page.Step {
	if review, known := s.history.disputed(id); known && domain.MayDecideDispute(review, s.actor().ID()) != nil {
		return page.Step{Why: s.words.T("step.decide_dispute_other")}
	}
	return s.step("decide_dispute", s.href("/dispute/"+string(id)+"/decide"), nil)
}

// talk is what oversight and the body wait for from each other beside returns.
func (s steps) talk() []page.Step {
	var all []page.Step
	if id := s.history.unanswered(domain.SealedQuestion, domain.SealedAnswer); id != "" && s.may(access.AnswerQuestion) {
		all = append(all, s.step("answer_question", s.href("/answer/"+string(id)), nil))
	}
	if id := s.history.unanswered(domain.SealedDispute, domain.SealedDisputeReply); id != "" && s.judges(access.DecideDispute) {
		all = append(all, s.decideDispute(id))
	}
	if s.duty.State.Practice.Waits() && s.standing.Word == domain.WordConfirmed && s.may(access.AnswerPractice) {
		all = append(all, s.step("answer_practice", s.href("/practice"), nil))
	}
	if s.explain != "" {
		all = append(all, s.step("explain_finding", s.explain, nil))
	}
	state := s.duty.State
	if state.Response == domain.ResponseNotApplicable && !state.NAAgreed && !state.NARefused && s.judges(access.Review) {
		all = append(all, s.step("agree_na", s.href("/not-applicable"), nil))
	}
	if s.judges(access.Review) {
		for _, ruling := range s.rulings {
			all = append(all, s.step("agree_ruling", s.href("/rulings/"+string(ruling.ID)), nil))
		}
	}
	return all
}

// more is what else the visitor may do here.
func (s steps) more() []page.Step {
	var all []page.Step
	add := func(verb access.Verb, sensible bool, key, below string, args domain.Args) {
		if sensible && s.may(verb) {
			all = append(all, page.Step{Text: s.words.T("step."+key, args), Href: s.href(below)})
		}
	}
	state := s.duty.State
	add(access.Draft, s.settled() != "" && state.Closure == domain.Open, "interim", "/return", nil)
	add(access.Respond, state.Response != domain.ResponseAwaited && state.Closure == domain.Open, "respond_again", "/response", nil)
	add(access.SayHow, s.standing.Ahead, "say_how", "/how", nil)
	for _, link := range s.standing.WaitingOn {
		key := link.Dependency.Key
		add(access.RuleEdgePropose, true, "rule_edge", "/rulings/new?dependency="+key, domain.Args{"From": link.Dependency.From})
	}
	add(access.Dispute, s.disputable(), "dispute", "/dispute/"+string(state.ReviewID), nil)
	add(access.Ask, state.Signed > 0, "ask", "/question/"+strconv.Itoa(state.Signed), nil)
	add(access.Review, !s.own && state.Signed > 0 && s.reviewable() == 0, "review_again", "/review/"+strconv.Itoa(state.Signed), domain.Args{"No": state.Signed})
	offered := state.Practice.Waits() || state.Practice.Consented()
	puts := !s.own && !offered && s.standing.Word == domain.WordConfirmed
	add(access.PutPractice, puts, "put_practice", "/practice", nil)
	add(access.ReadPractice, state.Practice.Step != "" && !(puts && s.may(access.PutPractice)), "practice", "/practice", nil)
	add(access.CloseDuty, !s.own, "close", "/close", nil)
	return all
}

// disputable says whether the last review can still be disputed (R16).
func (s steps) disputable() bool {
	review, found := s.history.lastReview(s.duty.State.ReviewID)
	if !found {
		return false
	}
	return domain.MayDispute(review, s.history.answered(review.ID, domain.SealedDispute), s.day()) == nil
}
