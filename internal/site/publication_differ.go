package site

import (
	"slices"
	"strings"

	"heed/internal/domain"
	"heed/web/words"
)

// saidFact is one thing that a publication says of a duty, as its page shows it.
// What is said several times under one name, a slip or a piece of evidence, is
// several facts.
type saidFact struct{ name, text string }

// publishedFacts are all the facts of a row but its word and its requirements.
func publishedFacts(w *words.Words, row domain.PublicationRow) []saidFact {
	var facts []saidFact
	add := func(key, text string) {
		if text = strings.TrimSpace(text); text != "" {
			facts = append(facts, saidFact{w.T("published." + key), text})
		}
	}
	dated := func(text string, on domain.Day) string {
		if on.IsZero() {
			return text
		}
		return w.T("published.dated", domain.Args{"Text": text, "Day": on})
	}
	add("owner", row.Owner)
	add("response", dated(w.Word("response", string(row.Response)), row.ResponseOn))
	add("response_reason", row.ResponseReason)
	add("status", dated(w.Word("status", string(row.Status)), row.SignedOn))
	add("summary", row.Summary)
	add("target", targetText(w, row))
	for _, s := range row.Slips {
		add("slip", w.T("published.slip.text", domain.Args{"From": s.From, "To": s.To, "On": s.On})+"\n"+s.Reason)
	}
	grade := w.Word("grade", string(row.Grade))
	if row.Assurance != "" {
		grade = w.T("published.grade.text", domain.Args{"Grade": grade, "Assurance": w.Word("assurance", string(row.Assurance))})
	}
	add("grade", dated(grade, row.AssessedOn))
	add("assessment_reasons", row.AssessmentReasons)
	add("dispute", row.Dispute)
	add("dispute_reply", row.DisputeReply)
	if row.Closure != domain.Open {
		add("closure", dated(w.Word("closure", string(row.Closure)), row.ClosedOn))
		add("closure_reason", row.ClosureReason)
	}
	for _, e := range row.Evidence {
		add("evidence", publishedEvidence(w, e))
	}
	return facts
}

// allFacts are the facts of a row with what stands beside its word and with its
// requirements.
func allFacts(w *words.Words, f *frozen, row domain.PublicationRow) []saidFact {
	var facts []saidFact
	for _, note := range publishedNotes(w, f, row) {
		facts = append(facts, saidFact{w.T("published.note"), note})
	}
	facts = append(facts, publishedFacts(w, row)...)
	for _, a := range row.Answers {
		said, found := answerTexts(w, a)
		facts = append(facts, saidFact{w.T("published.requirement_of", domain.Args{"Key": a.Requirement}),
			w.T("published.requirement_says", domain.Args{"Says": strings.Join(said, ", "), "Found": found})})
	}
	return facts
}

// factDiffers is a fact that two rows of a duty show otherwise; what is there in
// only one of them is none in the other.
type factDiffers struct{ name, was, is string }

// rowsDiffer are the facts that two rows of a duty show otherwise.
func rowsDiffer(w *words.Words, f *frozen, before, after domain.PublicationRow) []factDiffers {
	old, now := allFacts(w, f, before), allFacts(w, f, after)
	var names []string
	for _, fact := range slices.Concat(old, now) {
		if !slices.Contains(names, fact.name) {
			names = append(names, fact.name)
		}
	}
	var differ []factDiffers
	for _, name := range names {
		if d := (factDiffers{name, textsOf(w, old, name), textsOf(w, now, name)}); d.was != d.is {
			differ = append(differ, d)
		}
	}
	return differ
}

func textsOf(w *words.Words, facts []saidFact, name string) string {
	var texts []string
	for _, fact := range facts {
		if fact.name == name {
			texts = append(texts, fact.text)
		}
	}
	if len(texts) == 0 {
		return w.T("published.fact.none")
	}
	return strings.Join(texts, "; ")
}
