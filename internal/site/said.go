package site

import (
	"fmt"
	"slices"

	"heed/internal/domain"
	"heed/web/page"
	"heed/web/words"
)

// said is content in words: what a return says, for reading.
func said(w *words.Words, m matter, c domain.Content, evidence []domain.Evidence) page.Said {
	s := page.Said{
		Status: wordOrNone(w, "status", string(c.Status)), Claims: c.Claims(m.duty.Requirements), NoChange: c.NoChange,
		Narrative: c.Narrative, Summary: c.Summary, Target: dayOrNone(w, c.Target), SlipReason: c.SlipReason,
		Confidence: wordOrNone(w, "confidence", string(c.Confidence)), Barriers: barrierText(w, m.pack, c.Barriers),
	}
	if c.Status == domain.Implemented && c.Target.IsZero() {
		s.Target = ""
	}
	for _, q := range m.owed() {
		a := c.Answers[q.Key]
		line := page.SaidAnswer{Key: q.Key, Title: q.Title, Proof: q.Proof, Met: string(a.Met), Answer: answerText(w, a)}
		for _, use := range c.Evidence {
			if !slices.Contains(use.Requirements, q.Key) {
				continue
			}
			i := slices.IndexFunc(evidence, func(e domain.Evidence) bool { return e.ID == use.EvidenceID })
			if i >= 0 {
				line.Evidence = append(line.Evidence, evidencePiece(w, evidence[i]))
			}
		}
		s.Answers = append(s.Answers, line)
	}
	return s
}

// evidencePiece is a piece of evidence as pages show it.
func evidencePiece(w *words.Words, e domain.Evidence) page.Piece {
	p := page.Piece{Title: e.Title, Line: evidenceLine(w, e), Text: e.Text, Destroyed: e.Redacted}
	if !e.Expires.IsZero() {
		p.Expires = w.Day(e.Expires)
	}
	switch {
	case e.Redacted:
	case e.Kind == domain.EvidenceLink:
		p.Link = e.URL
	case e.Kind == domain.EvidenceFile:
		p.Href = "/evidence/" + string(e.ID)
		p.Size = w.T("evidence.size", domain.Args{"Name": e.FileName, "Size": size(e.Size)})
	}
	return p
}

// size is a file's size as people say it.
func size(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%d kB", bytes>>10)
	}
	return fmt.Sprintf("%d B", bytes)
}
