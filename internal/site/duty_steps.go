package site

import (
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
	returns []domain.Return
	rounds  []domain.Round
}

func (s steps) may(verb access.Verb) bool { return s.can(verb, s.target()) }

func (s steps) step(key, href string, args domain.Args) page.Step {
	return page.Step{Text: s.words.T("step." + key), Href: href, Why: s.words.T("step."+key+"_why", args)}
}

// next is what to do now.
func (s steps) next() []page.Step {
	var all []page.Step
	if s.may(access.Respond) && s.duty.State.Response == domain.ResponseAwaited {
		all = append(all, s.step("respond", s.href("/response"), nil))
	}
	current := domain.CurrentReturn(s.returns, s.rounds)
	drafts := s.may(access.Draft)
	switch {
	case current.State == domain.ReturnSubmitted && s.may(access.Sign):
		all = append(all, s.step("sign", bodyHref(s.body.Code)+"/sign", nil))
	case current.State == domain.ReturnSubmitted && drafts:
		all = append(all, page.Step{Why: s.words.T("step.waits_signature")})
	case current.State.Editable() && drafts && s.duty.State.Closure == domain.Open:
		all = append(all, s.write(current))
	case current.State == domain.ReturnSigned && drafts:
		all = append(all, page.Step{Why: s.words.T("step.waits_oversight", domain.Args{"When": domain.DayOf(current.SignedAt)})})
	}
	if no := s.reviewable(); no > 0 && s.may(access.Review) {
		all = append(all, s.step("review", s.href("/review/"+strconv.Itoa(no)), domain.Args{"No": no}))
	}
	for i := range all {
		all[i].Primary = i == 0 // one button: the eye meets the first thing first
	}
	return all
}

// write is the step that begins or goes on with the return.
func (s steps) write(current domain.Return) page.Step {
	key := "begin"
	switch current.State {
	case domain.ReturnDraft:
		key = "continue"
	case domain.ReturnSentBack:
		key = "answer"
	}
	for _, round := range s.rounds {
		if round.ID == current.RoundID {
			return s.step(key, s.href("/return"), domain.Args{"Round": round.Name, "Due": max(round.Due, current.Extended)})
		}
	}
	return s.step(key+"_interim", s.href("/return"), nil)
}

// reviewable is the number of the signed version that waits for oversight, or 0.
func (s steps) reviewable() int {
	for _, ret := range s.returns {
		if ret.State == domain.ReturnSigned {
			return ret.Signed
		}
	}
	return 0
}

// more is what else the visitor may do here.
func (s steps) more() []page.Step {
	var all []page.Step
	add := func(verb access.Verb, key, href string) {
		if s.may(verb) {
			all = append(all, page.Step{Text: s.words.T("step." + key), Href: href})
		}
	}
	if s.duty.State.Response != domain.ResponseAwaited {
		add(access.Respond, "respond_again", s.href("/response"))
	}
	return all
}
