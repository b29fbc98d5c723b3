package site

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/words"
)

// compare sets two contents side by side, line by line in the order of the
// form. It serves the comparison of versions, the pages of who signs and reviews,
// and the page of a lost race. All that a content says of the duty has its line; how
// long it took its writer is nobody's to compare (R28).
func (r *request) compare(m matter, before, after domain.Content) ([]page.CompareLine, error) {
	var ids []domain.ID
	for _, use := range slices.Concat(before.Evidence, after.Evidence) {
		ids = append(ids, use.EvidenceID)
	}
	slices.Sort(ids)
	known, err := r.pieces(slices.Compact(ids))
	return compareContents(r.words, m, byID(known), before, after), err
}

func compareContents(w *words.Words, m matter, evidence map[domain.ID]domain.Evidence, before, after domain.Content) []page.CompareLine {
	var lines []page.CompareLine
	add := func(label, was, is string) {
		lines = append(lines, page.CompareLine{Label: label, Before: was, After: is, Changed: was != is})
	}
	rarely := func(label, was, is string) { // what few returns say has a line where one of the two says it
		if was != "" || is != "" {
			add(label, was, is)
		}
	}
	for _, q := range m.owed() {
		was, is := before.Answers[q.Key], after.Answers[q.Key]
		add(q.Key+". "+q.Title, answerText(w, was), answerText(w, is))
	}
	add(w.T("return.status"), wordOrNone(w, "status", string(before.Status)), wordOrNone(w, "status", string(after.Status)))
	add(w.T("return.narrative"), before.Narrative, after.Narrative)
	add(w.T("return.summary"), before.Summary, after.Summary)
	add(w.T("return.target"), dayOrNone(w, before.Target), dayOrNone(w, after.Target))
	rarely(w.T("return.slip_reason"), before.SlipReason, after.SlipReason)
	add(w.T("return.confidence"), wordOrNone(w, "confidence", string(before.Confidence)), wordOrNone(w, "confidence", string(after.Confidence)))
	add(w.T("return.barriers"), barrierText(w, m.pack, before.Barriers), barrierText(w, m.pack, after.Barriers))
	add(w.T("return.evidence"), evidenceText(w, evidence, before, after), evidenceText(w, evidence, after, before))
	if !usesSame(before, after) { // the words can be the same: two papers of one title and the same days
		lines[len(lines)-1].Changed = true
	}
	rarely(w.T("return.no_change"), declaredText(w, before), declaredText(w, after))
	return lines
}

// evidenceText is the evidence of a content, a piece to a line, in the order of
// their titles. A piece that the other content does not tie to the same
// requirements is marked: two can have one title.
func evidenceText(w *words.Words, evidence map[domain.ID]domain.Evidence, of, other domain.Content) string {
	var pieces []string
	for _, use := range of.Evidence {
		title := w.T("return.evidence_unseen")
		if e, known := evidence[use.EvidenceID]; known {
			title = cmp.Or(e.Title, w.T("check_pack.destroyed")) + ". " + evidenceLine(w, e)
		}
		piece := strings.Join(slices.Sorted(slices.Values(use.Requirements)), ", ") + ": " + title
		if !uses(other, use) {
			piece = w.T("return.evidence_here_only", domain.Args{"Piece": piece})
		}
		pieces = append(pieces, piece)
	}
	slices.Sort(pieces)
	if len(pieces) == 0 {
		return w.T("return.none_named")
	}
	return strings.Join(pieces, "\n")
}

func uses(c domain.Content, use domain.EvidenceUse) bool {
	return slices.ContainsFunc(c.Evidence, func(o domain.EvidenceUse) bool { return o.Same(use) })
}

// usesSame says that two contents rest on the same evidence for the same things.
func usesSame(a, b domain.Content) bool {
	lacks := func(of domain.Content) func(domain.EvidenceUse) bool {
		return func(use domain.EvidenceUse) bool { return !uses(of, use) }
	}
	return !slices.ContainsFunc(a.Evidence, lacks(b)) && !slices.ContainsFunc(b.Evidence, lacks(a))
}

func declaredText(w *words.Words, c domain.Content) string {
	if !c.NoChange {
		return ""
	}
	return w.T("return.no_change_declared")
}

func minutesText(w *words.Words, c domain.Content) string {
	if c.Minutes == 0 {
		return ""
	}
	return w.Number(c.Minutes)
}

func answerText(w *words.Words, a domain.Answer) string {
	text := wordOrNone(w, "met", string(a.Met))
	if a.Reason != "" {
		text += ": " + a.Reason
	}
	if a.Before.Value != "" || a.After.Value != "" {
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
