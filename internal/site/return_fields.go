package site

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/words"
)

// Limits of what a return's fields take, in characters.
const (
	maxNarrative = 4000
	maxSummary   = 600
	maxReason    = 1000
	maxFigure    = 40
	maxBodyName  = 200
)

// returnFields asks for everything that a return says, in the order of the page.
func returnFields(w *words.Words, m matter, used []domain.Evidence, f *form.Form) page.ReturnFields {
	fields := page.ReturnFields{Form: f}
	for _, q := range m.owed() {
		fields.Answers = append(fields.Answers, answerFields(w, q, used, f))
	}
	fields.Status = f.Choice("status", form.Ask{Label: w.T("return.status"), Hint: w.T("return.status_hint"), Show: form.Public},
		options(w, "status", domain.Statuses()))
	fields.Narrative = f.Lines("narrative", form.Ask{Label: w.T("return.narrative"), Hint: w.T("return.narrative_hint"), Show: form.NotPublic}, maxNarrative)
	fields.Summary = f.Lines("summary", form.Ask{Label: w.T("return.summary"), Hint: w.T("return.summary_hint"), Show: form.Public}, maxSummary)
	fields.Target = f.Day("target", form.Ask{Label: w.T("return.target"), Hint: w.T("return.target_hint"), Show: form.Public})
	if now := m.duty.State.Target; !now.IsZero() {
		fields.TargetNow = w.Day(now)
		fields.SlipReason = f.Lines("slip_reason", form.Ask{Label: w.T("return.slip_reason"), Hint: w.T("return.slip_reason_hint"), Show: form.Public}, maxReason)
	}
	fields.Confidence = f.Choice("confidence", form.Ask{Label: w.T("return.confidence"), Hint: w.T("return.confidence_hint"), Show: form.NotPublic},
		options(w, "confidence", domain.Confidences()))
	fields.Barriers = f.Choices("barriers", form.Ask{Label: w.T("return.barriers"), Hint: w.T("return.barriers_hint"), Show: form.NotPublic}, termOptions(m.pack.Barriers))
	fields.BarrierBody = f.Text("barrier_body", form.Ask{Label: w.T("return.barrier_body"), Hint: w.T("return.barrier_body_hint")}, maxBodyName)
	for _, t := range m.pack.Barriers {
		if t.NamesBody {
			fields.NamesBody = t.Key
		}
	}
	fields.Minutes = f.Int("minutes", form.Ask{Label: w.T("return.minutes"), Hint: w.T("return.minutes_hint"), Show: form.NotPublic}, 1, 6000)
	return fields
}

func answerFields(w *words.Words, q domain.Requirement, used []domain.Evidence, f *form.Form) page.AnswerFields {
	a := page.AnswerFields{Key: q.Key, Requirement: q}
	a.Met = f.Choice("met-"+q.Key, form.Ask{Label: w.T("return.met"), Show: form.Public}, options(w, "met", domain.MetAnswers()))
	a.Reason = f.Lines("reason-"+q.Key, form.Ask{Label: w.T("return.reason"), Hint: w.T("return.reason_hint"), Show: form.Public}, maxReason)
	if q.Figures {
		a.Before = figureFields(w, "before", q.Key, f)
		a.After = figureFields(w, "after", q.Key, f)
	}
	a.Backing = f.Choices("back-"+q.Key, form.Ask{Label: w.T("return.backing")}, evidenceOptions(w, used))
	a.Evidence = &f.File("evidence-"+q.Key, form.Ask{Label: w.T("return.evidence")}, false).Field
	return a
}

func figureFields(w *words.Words, which, key string, f *form.Form) page.FigureFields {
	return page.FigureFields{
		Value:  f.Text(which+"-"+key, form.Ask{Label: w.T("return.figure_" + which), Show: form.Public}, maxFigure),
		Period: f.Text(which+"-period-"+key, form.Ask{Label: w.T("return.figure_period"), Hint: w.T("return.figure_period_hint"), Show: form.Public}, maxFigure),
	}
}

// options are the words of a family as answers of a choice.
func options[V ~string](w *words.Words, family string, values []V) []form.Option {
	list := make([]form.Option, len(values))
	for i, v := range values {
		list[i] = form.Option{Value: string(v), Label: w.Word(family, string(v))}
		if w.Has("hint." + family + "." + string(v)) {
			list[i].Hint = w.T("hint." + family + "." + string(v))
		}
	}
	return list
}

func termOptions(terms []domain.Term) []form.Option {
	list := make([]form.Option, len(terms))
	for i, t := range terms {
		list[i] = form.Option{Value: t.Key, Label: t.Name}
	}
	return list
}

func evidenceOptions(w *words.Words, used []domain.Evidence) []form.Option {
	list := make([]form.Option, len(used))
	for i, e := range used {
		list[i] = form.Option{Value: string(e.ID), Label: e.Title, Hint: evidenceLine(w, e)}
	}
	return list
}

// evidenceLine says what a piece of evidence is and which period it covers.
func evidenceLine(w *words.Words, e domain.Evidence) string {
	return w.T("evidence.line", domain.Args{"Kind": w.Word("evidence_kind", string(e.Kind)), "From": e.From, "To": e.To})
}

// content is what the fields say. Fields at fault say nothing, so what is sound
// is kept though something beside it is not.
func content(pack *domain.Pack, fields page.ReturnFields) domain.Content {
	c := domain.Content{
		Status: domain.Status(fields.Status.Value), Narrative: fields.Narrative.Value, Summary: fields.Summary.Value,
		Confidence: domain.Confidence(fields.Confidence.Value), Target: fields.Target.Value, Minutes: fields.Minutes.Value,
		Answers: map[string]domain.Answer{},
	}
	if fields.SlipReason != nil {
		c.SlipReason = fields.SlipReason.Value
	}
	for _, key := range fields.Barriers.Values {
		b := domain.BarrierMention{Key: key}
		if pack.NamesBody(key) {
			b.Body = fields.BarrierBody.Value
		}
		c.Barriers = append(c.Barriers, b)
	}
	for _, a := range fields.Answers {
		c.Answers[a.Key] = answer(a)
		for _, id := range a.Backing.Values {
			c.Evidence = back(c.Evidence, domain.ID(id), a.Key)
		}
	}
	return c
}

func answer(a page.AnswerFields) domain.Answer {
	given := domain.Answer{Met: domain.Met(a.Met.Value), Reason: a.Reason.Value}
	if a.Before.Value != nil {
		given.Before = domain.Figure{Value: a.Before.Value.Value, Period: a.Before.Period.Value}
		given.After = domain.Figure{Value: a.After.Value.Value, Period: a.After.Period.Value}
	}
	return given
}

// back ties evidence to a requirement.
func back(uses []domain.EvidenceUse, id domain.ID, requirement string) []domain.EvidenceUse {
	i := slices.IndexFunc(uses, func(u domain.EvidenceUse) bool { return u.EvidenceID == id })
	if i < 0 {
		return append(uses, domain.EvidenceUse{EvidenceID: id, Requirements: []string{requirement}})
	}
	if !slices.Contains(uses[i].Requirements, requirement) {
		uses[i].Requirements = append(slices.Clone(uses[i].Requirements), requirement)
	}
	return uses
}

// returnValues is content as the form's own values, for showing it again.
func returnValues(c domain.Content) url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("status", string(c.Status))
	set("narrative", c.Narrative)
	set("summary", c.Summary)
	set("slip_reason", c.SlipReason)
	set("confidence", string(c.Confidence))
	form.SetDay(v, "target", c.Target)
	if c.Minutes > 0 {
		v.Set("minutes", strconv.Itoa(c.Minutes))
	}
	for _, b := range c.Barriers {
		v.Add("barriers", b.Key)
		set("barrier_body", b.Body)
	}
	for key, a := range c.Answers {
		set("met-"+key, string(a.Met))
		set("reason-"+key, a.Reason)
		set("before-"+key, a.Before.Value)
		set("before-period-"+key, a.Before.Period)
		set("after-"+key, a.After.Value)
		set("after-period-"+key, a.After.Period)
	}
	for _, use := range c.Evidence {
		for _, key := range use.Requirements {
			v.Add("back-"+key, string(use.EvidenceID))
		}
	}
	return v
}

// versionOf reads the hidden guard of a form: the version that the visitor had
// before them.
func versionOf(f *form.Form) (int, error) {
	guard, err := strconv.Atoi(f.Value("version"))
	if err != nil {
		return 0, fmt.Errorf("site: a form without its version: %w", domain.Bad("", "form_incomplete", nil))
	}
	return guard, nil
}
