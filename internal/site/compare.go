package site

import (
	"net/url"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/words"
)

// compare sets two contents side by side, line by line in the order of the
// form. It serves the comparison of versions and the page of a lost race.
func compare(w *words.Words, m matter, before, after domain.Content) []page.CompareLine {
	var lines []page.CompareLine
	add := func(label, was, is string) {
		lines = append(lines, page.CompareLine{Label: label, Before: was, After: is, Changed: was != is})
	}
	for _, q := range m.owed() {
		was, is := before.Answers[q.Key], after.Answers[q.Key]
		add(q.Key+". "+q.Title, answerText(w, was), answerText(w, is))
	}
	add(w.T("return.status"), wordOrNone(w, "status", string(before.Status)), wordOrNone(w, "status", string(after.Status)))
	add(w.T("return.narrative"), before.Narrative, after.Narrative)
	add(w.T("return.summary"), before.Summary, after.Summary)
	add(w.T("return.target"), dayOrNone(w, before.Target), dayOrNone(w, after.Target))
	add(w.T("return.confidence"), wordOrNone(w, "confidence", string(before.Confidence)), wordOrNone(w, "confidence", string(after.Confidence)))
	add(w.T("return.barriers"), barrierText(w, m.pack, before.Barriers), barrierText(w, m.pack, after.Barriers))
	add(w.T("return.evidence_count"), w.N("return.pieces", len(before.Evidence)), w.N("return.pieces", len(after.Evidence)))
	return lines
}

func answerText(w *words.Words, a domain.Answer) string {
	text := wordOrNone(w, "met", string(a.Met))
	if a.Reason != "" {
		text += ": " + a.Reason
	}
	if a.After.Value != "" {
		text += " (" + w.T("return.figures_line", domain.Args{
			"Before": a.Before.Value, "BeforePeriod": a.Before.Period, "After": a.After.Value, "AfterPeriod": a.After.Period,
		}) + ")"
	}
	return text
}

func wordOrNone(w *words.Words, family, value string) string {
	if value == "" {
		return w.T("return.no_answer")
	}
	return w.Word(family, value)
}

func dayOrNone(w *words.Words, d domain.Day) string {
	if d.IsZero() {
		return w.T("return.no_answer")
	}
	return w.Day(d)
}

func barrierText(w *words.Words, pack *domain.Pack, barriers []domain.BarrierMention) string {
	names := make([]string, 0, len(barriers))
	for _, b := range barriers {
		name := b.Key
		for _, t := range pack.Barriers {
			if t.Key == b.Key {
				name = t.Name
			}
		}
		if b.Body != "" {
			name += " (" + b.Body + ")"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return w.T("return.none_named")
	}
	return strings.Join(names, "; ")
}

// comparing asks which two of some versions are compared; nil where there are no two.
func (r *request) comparing(m matter, all []domain.Sealed, from, to int) *page.CompareFields {
	if len(all) < 2 {
		return nil
	}
	w, numbers := r.words, make([]form.Option, len(all))
	for i, row := range all {
		numbers[i] = form.Option{Value: strconv.Itoa(row.No), Label: w.T("compare.version", domain.Args{"No": row.No})}
	}
	f := form.Show(url.Values{"from": {strconv.Itoa(from)}, "to": {strconv.Itoa(to)}})
	return &page.CompareFields{
		Action: m.href("/compare"),
		From:   f.Choice("from", form.Ask{Label: w.T("compare.from")}, numbers),
		To:     f.Choice("to", form.Ask{Label: w.T("compare.to")}, numbers),
	}
}

// comparingLast is comparing, with the last two chosen.
func (r *request) comparingLast(m matter, h history) *page.CompareFields {
	all := h.versions()
	if len(all) < 2 {
		return nil
	}
	return r.comparing(m, all, all[len(all)-2].No, all[len(all)-1].No)
}
