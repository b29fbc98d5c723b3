package site

import (
	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
	"heed/web/ui"
)

// askToClose says what closing a round does to what is unfinished (R14).
func (s *Site) askToClose(r *request) error {
	round, err := r.roundAsked()
	if err != nil {
		return err
	}
	if !r.mayClose(round) {
		return domain.Missing()
	}
	if !round.IsOpen() {
		return r.done(roundHref(round.ID), "")
	}
	places, err := r.places()
	if err != nil {
		return err
	}
	all, err := r.returnsOf(round, places, access.View)
	if err != nil {
		return err
	}
	href := roundHref(round.ID)
	return r.page(page.CloseRound(r.roundsView(ui.Crumb{Text: round.Name, Href: href}), page.CloseRoundPage{
		Name: round.Name, Href: href, Action: href + "/close", Effects: closingEffects(r, round, all),
	}))
}

// closingEffects says what becomes of each sort of unfinished return.
func closingEffects(r *request, round domain.Round, all []askedFor) []string {
	w := r.words
	counts := map[string]int{}
	for _, a := range all {
		switch a.head.State {
		case domain.ReturnAwaited:
			counts["untouched"]++
		case domain.ReturnDraft:
			counts["drafts"]++
		case domain.ReturnSubmitted:
			counts["unsigned"]++
		case domain.ReturnSigned:
			counts["desk"]++
		case domain.ReturnSentBack:
			counts["sent_back"]++
		}
	}
	var effects []string
	switch {
	case r.day() <= round.Due:
		effects = append(effects, w.T("close_round.not_due", domain.Args{"Day": round.Due}))
	case r.day() <= round.Closes:
		effects = append(effects, w.T("close_round.early", domain.Args{"Day": round.Closes}))
	}
	if counts["untouched"]+counts["drafts"]+counts["unsigned"] > 0 {
		effects = append(effects, w.T("close_round.silent"))
	}
	for _, key := range []string{"drafts", "untouched", "unsigned", "desk", "sent_back"} {
		if n := counts[key]; n > 0 {
			effects = append(effects, w.N("close_round."+key, n))
		}
	}
	return append(effects, w.T("close_round.interim"))
}

func (s *Site) closeRound(r *request) error {
	round, err := r.roundAsked()
	if err != nil {
		return err
	}
	if err := s.App.CloseRound(r.ctx(), r.actor(), round.ID); err != nil {
		return err
	}
	return r.done(roundHref(round.ID), "round_closed")
}
