package site

import (
	"slices"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/words"
)

// practices is the good practice of confirmed duties, as a picture shows it and
// with the consent that stands now.
func (r *request) practices(picture *view.Picture) ([]view.Practice, error) {
	if r.past.IsZero() {
		return picture.Practices(picture), nil
	}
	now, err := r.site.Views.Picture(r.ctx(), r.site.Report)
	if err != nil {
		return nil, err
	}
	return picture.Practices(now), nil
}

// practicesOn are those on some recommendations.
func (r *request) practicesOn(picture *view.Picture, recs ...int) ([]page.PracticeLine, error) {
	all, err := r.practices(picture)
	var lines []page.PracticeLine
	for _, one := range all {
		if slices.Contains(recs, one.Rec.No) {
			lines = append(lines, practiceLine(r.words, one, bodyHref(one.Key.Body), len(recs) > 1))
		}
	}
	return lines, err
}

// practiceLine is one of them; named says which recommendation it is of.
func practiceLine(w *words.Words, one view.Practice, href string, named bool) page.PracticeLine {
	note := w.T("practice.note.undated")
	if !one.Confirmed.IsZero() {
		note = w.T("practice.note", domain.Args{"Day": one.Confirmed})
	}
	if named {
		note = w.T("practice.note.rec", domain.Args{"Rec": recName(one.Rec), "Note": note})
	}
	return page.PracticeLine{By: bodyName(one.Body), Href: href, What: one.Words, Note: note}
}

// gotPast are the duties that got past a barrier: those that others can copy from
// first, with their words, then the others by name.
func (r *request) gotPast(picture *view.Picture, beyond []view.Glance) (told []page.PracticeLine, others []page.HomeLink, err error) {
	all, err := r.practices(picture)
	if err != nil {
		return nil, nil, err
	}
	for _, g := range beyond {
		at := slices.IndexFunc(all, func(one view.Practice) bool { return one.Key == g.Key })
		if at >= 0 {
			told = append(told, practiceLine(r.words, all[at], glanceHref(g), true))
			continue
		}
		text := r.words.T("hold_ups.name", domain.Args{"Body": bodyName(g.Body), "Rec": recName(g.Rec)})
		others = append(others, page.HomeLink{Text: text, Href: glanceHref(g)})
	}
	return told, others, nil
}

// toConsent is the good practice that waits for the visitor's consent.
func toConsent(r *request) (templ.Component, error) {
	scope := r.site.App.Scope(r.actor(), access.AnswerPractice)
	if scope.None() {
		return nil, nil
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	waiting := picture.AwaitingConsent(scope)
	if len(waiting) == 0 {
		return nil, nil
	}
	s := page.ListSection{Title: r.words.N("home.practice", len(waiting)), Intro: r.words.T("home.practice.intro")}
	for _, one := range waiting {
		text := r.words.T("hold_ups.name", domain.Args{"Body": bodyName(one.Body), "Rec": recName(one.Rec)})
		s.Links = append(s.Links, page.HomeLink{Text: text, Href: dutyHref(one.Key) + "/practice"})
	}
	return page.HomeList(s), nil
}
