package site

import (
	"net/url"
	"slices"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
)

// practising is a duty as good practice, before whoever puts it forward or
// answers for its body.
type practising struct {
	matter
	confirmed bool
	words     *page.Decision  // in which it was put forward last
	said      []page.Decision // in answer to them
	can       []domain.PracticeStep
}

// practising reads it for its oversight and its body; to everybody else there is
// nothing here, consented or not: what they may read has its own pages.
func (r *request) practising() (practising, error) {
	m, err := r.matter(access.ReadPractice)
	if err != nil {
		return practising{}, err
	}
	p := practising{matter: m}
	picture, err := r.site.Views.Picture(r.ctx(), m.key.Report)
	if err != nil {
		return p, err
	}
	duty, err := picture.Duty(view.Cut{View: r.site.App.Scope(r.actor(), access.ReadPractice)}, m.key)
	if err != nil {
		return p, err
	}
	p.confirmed = duty.Word == domain.WordConfirmed
	h, err := r.history(m, r.can(access.ViewDraft, m.target()))
	if err != nil {
		return p, err
	}
	for i, row := range h.rows {
		switch text := m.duty.State.Practice.Text; {
		case text == "":
		case row.ID == text:
			p.words = &h.page[i]
		case row.Re == text:
			p.said = append(p.said, h.page[i])
		}
	}
	p.can = r.practiceSteps(m, p.confirmed, slices.Contains(r.ownBodies(picture), m.body.ID))
	return p, nil
}

// practiceSteps are the steps that the visitor can take now.
func (r *request) practiceSteps(m matter, confirmed, own bool) []domain.PracticeStep {
	state := m.duty.State.Practice
	var steps []domain.PracticeStep
	add := func(sensible bool, step domain.PracticeStep) {
		if sensible {
			steps = append(steps, step)
		}
	}
	if r.can(access.AnswerPractice, m.target()) {
		add(state.Waits() && confirmed, domain.PracticeConsented)
		add(state.Waits(), domain.PracticeDeclined)
		add(state.Consented(), domain.PracticeWithdrawn)
	}
	if !own && r.can(access.PutPractice, m.target()) {
		add(confirmed, domain.PracticePut)
		add(state.Waits() || state.Consented(), domain.PracticeTakenBack)
	}
	return steps
}

func (s *Site) practicePage(r *request) error {
	p, err := r.practising()
	if err != nil {
		return err
	}
	values := url.Values{}
	if p.words != nil {
		values.Set("text", p.words.Text) // so that they can be corrected
	}
	return r.showPractice(p, practiceFields(r, p, form.Show(values)))
}

// practiceFields are those of the steps that can be taken: where there is one
// alone, nobody is asked which.
func practiceFields(r *request, p practising, f *form.Form) page.PracticeFields {
	w, fields := r.words, page.PracticeFields{Form: f}
	anew := p.words != nil
	if len(p.can) > 1 {
		var choices []form.Option
		for _, step := range p.can {
			key := string(step)
			if step == domain.PracticePut && anew {
				key = "put_anew"
			}
			choices = append(choices, form.Option{Value: string(step), Label: w.T("practice.do." + key), Hint: w.T("practice.do." + key + ".hint")})
		}
		fields.Do = f.Choice("do", form.Ask{Label: w.T("practice.do"), Required: true, Missing: "practice.answer_missing"}, choices)
	}
	if slices.Contains(p.can, domain.PracticePut) {
		fields.Text = f.Lines("text", shared(w.T("practice.text"), w.T("practice.text_hint", domain.Args{"Most": domain.PracticeMost})), domain.PracticeMost)
	}
	for _, step := range []domain.PracticeStep{domain.PracticeDeclined, domain.PracticeWithdrawn, domain.PracticeTakenBack} {
		if slices.Contains(p.can, step) {
			fields.Reason = f.Lines("reason", private(w.T("practice.reason."+string(step)), ""), maxReason)
		}
	}
	return fields
}

func (r *request) showPractice(p practising, fields page.PracticeFields) error {
	w, state := r.words, p.duty.State.Practice
	shown := page.PracticePage{
		Where: p.where(), Action: p.href("/practice"), Of: string(state.Text), Words: p.words, Said: p.said, Fields: fields,
		Stands: w.T("practice.none"),
	}
	if state.Step != "" {
		shown.Stands = w.T("practice.stands."+string(state.Step), domain.Args{"Body": p.body.Name, "Day": state.On})
	}
	if !p.confirmed {
		shown.Hides = w.T("practice.hidden")
		if state.Step == "" {
			shown.Hides = w.T("practice.not_yet")
		}
	}
	if len(p.can) > 0 {
		shown.Do, shown.Send = string(p.can[0]), w.T("practice.send")
	}
	if len(p.can) == 1 {
		shown.Send = w.T("practice.send." + shown.Do)
	}
	shown.Consents = slices.Contains(p.can, domain.PracticeConsented)
	return r.form(fields.Form, page.Practice(r.below(p.matter, fields.Form), shown))
}

// practice takes a step: oversight puts the duty forward or takes it back, the
// accountable person consents, declines or withdraws.
func (s *Site) practice(r *request) error {
	p, err := r.practising()
	if err != nil {
		return err
	}
	typed := r.postForm()
	f := form.Read(typed)
	fields := practiceFields(r, p, f)
	step := domain.PracticeStep(typed.Get("do"))
	stale := len(p.can) > 0 && step != "" && !slices.Contains(p.can, step) // the page was older: the verb says so
	if !f.Ok() && !stale {
		return r.showPractice(p, fields)
	}
	err = r.takePracticeStep(p, step, typed)
	switch {
	case !stale && refusedIn(f, err):
		return r.showPractice(p, fields)
	case domain.KindOf(err) == domain.Conflict:
		return r.practiceRace(p, typed, err)
	case err != nil:
		return err
	}
	return r.done(p.href(""), "practice_"+string(step))
}

// takePracticeStep takes a step with what was sent, whether or not the page as it
// stands now has a field for it.
func (r *request) takePracticeStep(p practising, step domain.PracticeStep, typed url.Values) error {
	of, sent := domain.ID(typed.Get("of")), form.Read(typed)
	reason := sent.Lines("reason", form.Ask{}, maxReason).Value
	switch step {
	case domain.PracticePut:
		text := sent.Lines("text", form.Ask{}, domain.PracticeMost).Value
		return r.site.App.PutPractice(r.ctx(), r.actor(), app.PutPractice{Key: p.key, After: of, Text: text})
	case domain.PracticeTakenBack:
		return r.site.App.TakePracticeBack(r.ctx(), r.actor(), app.TakePracticeBack{Key: p.key, Text: of, Reason: reason})
	case domain.PracticeConsented:
		reason = ""
	}
	return r.site.App.AnswerPractice(r.ctx(), r.actor(), app.AnswerPractice{Key: p.key, Step: step, Text: of, Reason: reason})
}

// practiceRace shows what was typed beside what stands now.
func (r *request) practiceRace(p practising, typed url.Values, err error) error {
	w, l := r.words, race{view: r.below(p.matter, nil), now: p.href("/practice")}
	now := ""
	if p.words != nil {
		now = p.words.Text
	}
	if text := typed.Get("text"); text != "" {
		l.differs = append(l.differs, page.Difference{Label: w.T("practice.text"), Yours: text, Now: now})
	}
	if reason := typed.Get("reason"); reason != "" {
		l.differs = append(l.differs, page.Difference{Label: w.T("practice.reason.declined"), Yours: reason})
	}
	return r.lost(err, l)
}
