package site

import (
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// dialogueRoutes are what oversight and a body say to each other about a duty
// beside its returns, each on a small page of its own.
func (s *Site) dialogueRoutes() []route {
	const duty = "/bodies/:body/:report/:rec"
	return []route{
		get(duty+"/question/:no", signedIn, s.askPage),
		post(duty+"/question/:no", signedIn, s.ask),
		get(duty+"/answer/:id", signedIn, s.answerPage),
		post(duty+"/answer/:id", signedIn, s.answerQuestion),
		get(duty+"/dispute/:id", signedIn, s.disputePage),
		post(duty+"/dispute/:id", signedIn, s.dispute),
		get(duty+"/dispute/:id/decide", signedIn, s.decidePage),
		post(duty+"/dispute/:id/decide", signedIn, s.decide),
		get(duty+"/close", signedIn, s.closePage),
		post(duty+"/close", signedIn, s.closeDuty),
		get(duty+"/not-applicable", signedIn, s.agreeNAPage),
		post(duty+"/not-applicable", signedIn, s.agreeNA),
		get(duty+"/how", signedIn, s.howPage),
		post(duty+"/how", signedIn, s.sayHow),
		get(duty+"/practice", signedIn, s.practicePage),
		post(duty+"/practice", signedIn, s.practice),
		get(duty+"/rulings/new", signedIn, s.proposeRulingPage),
		post(duty+"/rulings/new", signedIn, s.proposeRuling),
		get(duty+"/rulings/:id", signedIn, s.agreeRulingPage),
		post(duty+"/rulings/:id", signedIn, s.agreeRuling),
	}
}

// spoken is one row of a duty's record before whoever answers it.
type spoken struct {
	matter
	row      domain.Sealed
	said     page.Decision
	answers  []page.Decision // what was said in answer to it
	history  history
	answered bool
}

// spoken finds a row of a kind by the id that the address names, for somebody
// who may use a verb on its duty. A row of another duty is not found.
func (r *request) spoken(verb access.Verb, own bool, kind, answer domain.SealedKind) (spoken, error) {
	m, err := r.matter(verb)
	if err != nil {
		return spoken{}, err
	}
	s := spoken{matter: m}
	if s.history, err = r.history(m, own); err != nil {
		return spoken{}, err
	}
	id := domain.ID(r.Param("id"))
	i := slices.IndexFunc(s.history.rows, func(row domain.Sealed) bool { return row.ID == id && row.Kind == kind })
	if i < 0 {
		return spoken{}, domain.Missing()
	}
	s.row, s.said = s.history.rows[i], s.history.page[i]
	for j, row := range s.history.rows {
		if row.Re == id && row.Kind == answer {
			s.answers = append(s.answers, s.history.page[j])
		}
	}
	s.answered = len(s.answers) > 0
	return s, nil
}

// already shows what was typed beside the answer that somebody else gave.
func (r *request) already(err error, s spoken, label, typed string) error {
	l := race{view: r.below(s.matter, nil), now: s.href("")}
	for _, answer := range s.answers {
		l.differs = append(l.differs, page.Difference{Label: label, Yours: typed, Now: answer.Text})
	}
	if len(l.differs) == 0 {
		l.differs = []page.Difference{{Label: label, Yours: typed}}
	}
	return r.lost(err, l)
}
